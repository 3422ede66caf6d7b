"""The journal of deposits, one batch in detail, and its undoing."""

import csv
import io
from collections.abc import Sequence

import streamlit as st

from lianes.domain.french import number, plural
from lianes.errors import LianesError
from lianes.store.journal import Batch, Line, Wanted
from lianes.ui import deposit_reads as reads
from lianes.ui.address import Address, link
from lianes.ui.deposit_blocks import DONE, MOST_SHOWN
from lianes.ui.journal_words import column_words, key_words, value_words
from lianes.ui.kit import block_head, empty_state, pill
from lianes.ui.markup import link as anchor
from lianes.ui.markup import plain, tag, text
from lianes.ui.reads import catalogue
from lianes.ui.tables import grid_of, head_of

LISTED = 100
"""Cells of the journal listed on a page; the file holds them all."""


def journal(address: Address, author: str) -> None:
    """Show every batch, and the one asked for in detail."""
    found = reads.batches()
    asked = address.parameters.get("lot", "")
    chosen = next((batch for batch in found if str(batch.id) == asked), None)
    if chosen is not None:
        one_batch(chosen, author)
    plain(block_head("Journal des lots", "Le plus récent d'abord. Ouvrez un lot pour voir chaque "
                     "cellule, et pour l'annuler."))  # fmt: skip
    if not found:
        plain(empty_state("Aucun dépôt pour le moment", "Le premier apparaîtra ici."))
        return
    head = head_of("Lot", "Reçu le", "Par", "Contenu", "Cellules", "État", numeric=(4,))
    rows = "".join(tag("tr", _batch(batch)) for batch in found[:MOST_SHOWN])
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows), class_="grid")
    plain(tag("div", table, class_="table-wrap", tabindex="0"))
    st.download_button("Télécharger le journal (CSV)", lambda: journal_csv(reads.lines()),
                       file_name="lianes-journal.csv", mime="text/csv")  # fmt: skip


def _batch(batch: Batch) -> str:
    state = pill("en vigueur", "", "●")
    if batch.undone_by:
        state = pill(f"annulé par le lot {batch.undone_by}", "late", "↺")
    elif batch.undoes:
        state = pill(f"annule le lot {batch.undoes}", "", "↺")
    cells = (
        anchor(f"Lot {batch.id}", link(depot="journal", lot=str(batch.id))),
        text(batch.received_at.replace("T", " ")[:16]),
        text(batch.author),
        text(batch.title),
    )
    told = "".join(tag("td", cell) for cell in cells)
    return told + tag("td", number(batch.cells), class_="num") + tag("td", state)


def one_batch(batch: Batch, author: str) -> None:
    """Show a batch cell by cell, with the way to undo it."""
    plain(block_head(f"Lot {batch.id} : {batch.title}", batch.note or ""))
    wanted = Wanted(batch=batch.id)
    lines = reads.lines(wanted, MOST_SHOWN)
    head = head_of("Donnée", "Champ", "Ancien", "Nouveau", numeric=(2, 3))
    rows = "".join(tag("tr", _line(line)) for line in lines)
    if lines:
        plain(grid_of(head, rows))
        _all_of(wanted, len(lines), f"lianes-lot-{batch.id}.csv")
    else:
        plain(tag("p", "Ce lot n'a pas de détail : il a été chargé avec l'entrepôt.",
                  class_="source"))  # fmt: skip
    if lines and batch.undone_by is None:
        _undo(batch, author)


def _line(line: Line) -> str:
    what = tag("td", text(key_words(line.table, line.row_key)))
    name = tag("td", text(column_words(line.table, line.column)))
    old, new = (tag("td", value_words(line.row_key, v), class_="num") for v in (line.old, line.new))
    return what + name + old + new


def shown(row_key: str, value: str | None) -> str:
    """Return a value of the journal as it may be shown."""
    if value is None:
        return "–"
    return "masqué" if reads.is_masked(row_key, value, catalogue()) else value


def _undo(batch: Batch, author: str) -> None:
    conflicts = reads.disputed(batch.id)
    if conflicts:
        words = plural(len(conflicts), "ligne a changé", "lignes ont changé")
        st.warning(f"{words} depuis, par un autre lot : elles sont gardées, sauf celles que vous "
                   "choisissez de rétablir.")  # fmt: skip
    labels = {
        c.row_key: f"{key_words(c.table, c.row_key)} : {shown(c.row_key, c.standing)} aujourd'hui "
        f"(lot {c.later}), {shown(c.row_key, c.replaced)} avant ce lot"
        for c in conflicts
    }
    chosen: list[str] = []
    if conflicts:
        chosen = st.multiselect(
            "Lignes à rétablir tout de même",
            list(labels),
            key=f"undo_{batch.id}",
            format_func=labels.__getitem__,
            placeholder="Aucune : les garder toutes",
        )
    note = st.text_input("Raison de l'annulation", key=f"undo_note_{batch.id}", max_chars=300)
    if not author:
        st.info("Indiquez votre fonction en haut de la page pour annuler un lot.")
    if st.button(f"Annuler le lot {batch.id}", disabled=not author, key=f"undo_go_{batch.id}"):
        try:
            applied = reads.undo_batch(batch.id, author, note or None, frozenset(chosen))
        except LianesError as error:
            st.error(str(error))
            return
        st.session_state[DONE] = f"Lot {batch.id} annulé par le lot {applied.batch}."
        st.rerun()


def journal_csv(lines: Sequence[Line]) -> bytes:
    """Return the journal as a CSV for French spreadsheets, masked as on the screen."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["lot", "recu_le", "par", "table", "donnee", "champ", "ancien", "nouveau",
                     "raison"])  # fmt: skip
    for line in lines:
        old, new = shown(line.row_key, line.old), shown(line.row_key, line.new)
        cells = (line.author, line.table, line.row_key, line.column, old, new, line.reason or "")
        writer.writerow([line.batch, line.received_at, *map(_harmless, cells)])
    return stream.getvalue().encode("utf-8-sig")


def _harmless(words: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@")) else words


def _all_of(wanted: Wanted, listed: int, file_name: str) -> None:
    """Say how many cells are not listed, and offer them all as a file."""
    count = reads.count_lines(wanted)
    if count > listed:
        plain(tag("p", f"Les {number(listed)} plus récentes sur {plural(count, 'cellule')} ; le "
                  "fichier les contient toutes.", class_="source"))  # fmt: skip
    st.download_button(f"Télécharger {plural(count, 'changement')} (CSV)",
                       lambda: journal_csv(reads.lines(wanted)), file_name=file_name,
                       mime="text/csv")  # fmt: skip


def latest(networks: frozenset[str] | None = None) -> None:
    """Show the cells changed last, of some networks or of all, filtered, with their download."""
    plain(block_head("Qu'est-ce qui a changé, par qui ?", "Cellule par cellule, la plus récente "
                     "d'abord."))  # fmt: skip
    if not reads.lines(Wanted(networks=networks), 1):
        plain(empty_state("Rien n'a encore changé", "Le premier dépôt apparaîtra ici."))
        return
    wanted = _filters(networks)
    lines = reads.lines(wanted, LISTED)
    head = head_of("Lot", "Par", "Donnée", "Champ", "Ancien", "Nouveau", "Raison", numeric=(4, 5))
    if not lines:
        plain(tag("p", "Aucun changement ne répond à ces filtres.", class_="source"))
        return
    plain(grid_of(head, "".join(tag("tr", _latest(line)) for line in lines)))
    _all_of(wanted, len(lines), "lianes-changements.csv")


def _filters(networks: frozenset[str] | None) -> Wanted:
    one, two, three = st.columns(3)
    everyone = reads.network_names() | reads.names_of("project")
    codes = sorted(networks if networks is not None else everyone)
    network = one.selectbox("Réseau ou projet", ["", *codes], format_func=lambda c: c or "tous")
    author = two.selectbox("Auteur", ["", *reads.authors()], format_func=lambda a: a or "tous")
    only = three.selectbox("Changements", ["", "corrections"], format_func=lambda c: c or "tous")
    return Wanted(
        networks=frozenset([network]) if network else networks,
        author=author or None,
        corrections=bool(only),
    )


def _latest(line: Line) -> str:
    lot = anchor(str(line.batch), link("/deposer", depot="journal", lot=str(line.batch)))
    said = tag("td", lot) + tag("td", text(line.author)) + _line(line)
    return said + tag("td", text(line.reason or ""))
