"""Correcting what was understood: which sheet is deposited, what each of its columns means."""

import streamlit as st

from lianes.intake.deposit import Examined, Parcel
from lianes.intake.forms import MEASURES
from lianes.intake.layout import MEASURE
from lianes.ui.reads import catalogue

IGNORED = "ignorée"


def mapping(parcel: Parcel, found: Examined) -> None:
    """Offer to read another sheet, or to give a column another role; the page starts again."""
    with st.expander("Changer de feuille ou le rôle d'une colonne"):
        _sheet(parcel, found)
        columns = st.columns(3)
        words = roles(found)
        chosen = tuple(
            (column.place, columns[rank % 3].selectbox(
                column.heading or f"colonne {column.place + 1}",
                list(words), list(words).index(column.role) if column.role in words else 0,
                format_func=words.__getitem__, key=f"role_{parcel.name}_{column.place}"))
            for rank, column in enumerate(found.understood.columns[:60])
        )  # fmt: skip
        if st.button("Relire avec ces rôles", key=f"remap_{parcel.name}"):
            st.session_state[f"mapping_{parcel.name}"] = chosen
            st.rerun()


def _sheet(parcel: Parcel, found: Examined) -> None:
    names = [sheet.name for sheet in found.book.sheets]
    if len(names) < 2:
        return
    current = names.index(found.understood.sheet.name)
    chosen = st.selectbox("Feuille du classeur", names, current, key=f"pick_{parcel.name}")
    if chosen != names[current]:
        st.session_state[f"sheet_{parcel.name}"] = chosen
        st.session_state.pop(f"mapping_{parcel.name}", None)
        st.rerun()


def roles(found: Examined) -> dict[str, str]:
    """Return what a column may be, in French, by role."""
    form = found.understood.form
    words = {"": IGNORED, **{field.name: field.title for field in form.fields}}
    words |= {column.role: column.heading for column in found.understood.wide}
    if form is MEASURES:
        words |= {f"{MEASURE}{m.id}": m.label for m in catalogue().reported.values()}
    return words
