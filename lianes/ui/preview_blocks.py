"""What a deposit would change, shown before anything is written, and how far the work is."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from lianes.domain.french import number, plural
from lianes.errors import LianesError
from lianes.intake.deposit import Parcel
from lianes.metrics.masking import Audience
from lianes.store.edits import Change, What
from lianes.store.progress import Progress, silent
from lianes.ui import deposit_reads as reads
from lianes.ui.journal_words import column_words, key_words, value_words
from lianes.ui.kit import block_head
from lianes.ui.markup import plain, tag, text
from lianes.ui.tables import grid_of, head_of

LARGE = 200_000
"""Bytes from which reading a file takes long enough to say how far it is."""


@contextmanager
def shown_progress(parcel: Parcel) -> Iterator[Progress]:
    """Give what draws a bar while a large file is worked on; a small one takes no time."""
    place = st.empty()

    def tell(share: float, words: str) -> None:
        place.progress(min(share, 1.0), text=f"{words}…")

    try:
        yield tell if len(parcel.content) > LARGE else silent
    finally:
        place.empty()


def preview(parcel: Parcel, audience: Audience) -> bool:
    """Show what would change; return whether there is anything to apply."""
    try:
        with shown_progress(parcel) as progress:
            found = reads.preview(parcel, audience, progress)
    except LianesError as error:
        st.error(str(error))
        return False
    plain(block_head("3. Ce qui changera", "Ancienne et nouvelle valeur, cellule par cellule."))
    counts = [plural(count, f"ligne {what}e", f"lignes {what}es")
              for what, count in found.counts.items()]  # fmt: skip
    plain(tag("p", text(" · ".join(counts)), class_="understood"))
    _effects(found)
    _changes(found)
    return any(what is not What.UNCHANGED for what in found.counts)


def _effects(found: reads.Preview) -> None:
    if not found.effects:
        plain(tag("p", "Aucun indicateur ne change, ni pour la France ni pour ceux qui rapportent.",
                  class_="source"))  # fmt: skip
        return
    head = head_of("Où", "Indicateur", "Avant", "Après", numeric=(2, 3))
    rows = "".join(
        tag("tr", tag("td", text(e.place)) + tag("td", text(e.label))
            + tag("td", text(e.before), class_="num")
            + tag("td", f"<b>{text(e.after)}</b>", class_="num"))
        for e in found.effects
    )  # fmt: skip
    plain(grid_of(head, rows))
    for count, what in ((found.networks, "réseaux"), (found.projects, "projets")):
        if count > reads.MOST_NETWORKS:
            words = (
                f"Les {reads.MOST_NETWORKS} premiers {what} sur {number(count)} qui changent "
                "sont montrés ; la France les compte tous."
            )
            plain(tag("p", words, class_="source"))


def _changes(found: reads.Preview) -> None:
    head = head_of("Donnée", "Champ", "Ancien", "Nouveau", numeric=(2, 3))
    rows = "".join(tag("tr", _change(change)) for change in found.changes)
    unfolded = found.cells <= 30
    with st.expander(f"Voir {plural(found.cells, 'cellule')}", expanded=unfolded):
        plain(grid_of(head, rows))
        if found.cells > len(found.changes):
            plain(
                tag(
                    "p",
                    f"Les {len(found.changes)} premières sont montrées ; le journal du lot "
                    "les contiendra toutes.",
                    class_="source",
                )
            )


def _change(change: Change) -> str:
    what = tag("td", text(key_words(change.table, change.row_key)))
    name = tag("td", text(column_words(change.table, change.column)))
    old, new = (tag("td", value_words(change.row_key, v), class_="num")
                for v in (change.old, change.new))  # fmt: skip
    return what + name + old + new
