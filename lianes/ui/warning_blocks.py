"""Warnings that deposits were applied with, until somebody closes them."""

from collections.abc import Sequence

import streamlit as st

from lianes.domain.french import plural
from lianes.errors import LianesError
from lianes.intake.personal import personal_kind
from lianes.reading.csv_file import Cell, csv_file
from lianes.reading.quality import Quality
from lianes.store.connection import store_path
from lianes.store.deposit_warnings import OpenWarning, close
from lianes.store.writer import depositing
from lianes.ui.address import link
from lianes.ui.deposit_blocks import DONE
from lianes.ui.journal_words import key_words
from lianes.ui.kit import block_head, pill
from lianes.ui.markup import link as anchor
from lianes.ui.markup import plain, tag, text
from lianes.ui.reads import catalogue
from lianes.ui.tables import grid_of, head_of

SHOWN = 50
"""Warnings listed on the page; the file holds them all."""


def warnings(view: Quality, author: str) -> None:
    """List the open warnings, with the way to close them."""
    found = view.warnings
    plain(block_head("Quels avertissements restent ouverts ?",
                     "Relevés au dépôt, qui a été appliqué. Une correction, une annulation ou une "
                     "raison les ferme."))  # fmt: skip
    if not found:
        plain(tag("p", pill("aucun avertissement ouvert", "above", "✔"), class_="pills"))
        return
    head = head_of("Lot", "Par", "Où", "Chiffre", "Valeur", "Attendu")
    plain(grid_of(head, "".join(tag("tr", _row(warning)) for warning in found[:SHOWN]), "problems"))
    if len(found) > SHOWN:
        plain(tag("p", f"Les {SHOWN} premiers sur {plural(len(found), 'avertissement')}.",
                  class_="source"))  # fmt: skip
    st.download_button("Télécharger les avertissements ouverts (CSV)", lambda: _file(found),
                       file_name="lianes-avertissements.csv", mime="text/csv")  # fmt: skip
    _close(found, author)


def cells_of(found: OpenWarning) -> tuple[str, str, str, str]:
    """Return where, which figure, its value and what was expected, as they may be shown."""
    warned = found.warned
    measure = (warned.row_key or "//").split("/")[1]
    hides = measure in catalogue().reported and catalogue().reported[measure].sensitive
    figure = key_words("observation", warned.row_key) if warned.row_key else ""
    if hides:
        return warned.place, figure, "masqué", "une valeur proche de l'habitude du réseau"
    return warned.place, figure, warned.value, warned.expected


def _row(found: OpenWarning) -> str:
    lot = anchor(str(found.batch), link("/deposer", depot="journal", lot=str(found.batch)))
    return tag("td", lot) + "".join(
        tag("td", text(words or "–")) for words in (found.author, *cells_of(found))
    )


def _file(found: Sequence[OpenWarning]) -> bytes:
    rows: list[list[Cell]] = [[w.batch, w.received_at, w.author, *cells_of(w)] for w in found]
    columns = ("Lot", "Reçu le", "Par", "Où", "Chiffre", "Valeur", "Attendu")
    return csv_file([("Titre", "Avertissements ouverts")], columns, rows)


def _close(found: Sequence[OpenWarning], author: str) -> None:
    groups = {batch: [w.id for w in found if w.batch == batch]
              for batch in dict.fromkeys(w.batch for w in found)}  # fmt: skip
    choices: dict[str, list[int]] = {}
    for batch, ids in groups.items():
        if len(ids) > 1:
            choices[f"Tous ceux du lot {batch} ({len(ids)})"] = ids
    for one in found[:SHOWN]:
        choices[f"Lot {one.batch}, n° {one.id} : {one.warned.place}"] = [one.id]
    with st.expander("Classer un avertissement"), st.form("close_warning", border=False):
        chosen = st.selectbox("Avertissement", list(choices))
        reason = st.text_input("Ce qui a été vérifié", max_chars=300)
        sent = st.form_submit_button("Classer")
    if not sent:
        return
    if not author or not reason.strip() or personal_kind(reason):
        st.error("Indiquez votre fonction et ce qui a été vérifié, sans nom de personne.")
        return
    try:
        with depositing(store_path(), author) as connection:
            close(connection, choices[chosen], author, reason.strip())
    except LianesError as error:
        st.error(str(error))
        return
    st.session_state[DONE] = f"{plural(len(choices[chosen]), 'avertissement classé')}."
    st.rerun()
