"""One row by form: the same columns, the same checks and the same path as a file."""

import csv
import io

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lianes.intake.deposit import Parcel
from lianes.intake.fields import Field, Form, Type
from lianes.intake.forms import BY_ID, COHORTS, FORMS, NETWORKS
from lianes.intake.layout import Hints
from lianes.ui.address import Address, link
from lianes.ui.deposit_reads import names_of, network_names
from lianes.ui.kit import block_head, segments
from lianes.ui.markup import plain
from lianes.ui.reads import catalogue, public_labels

KEPT = "entered"
_LONG = ("text", "note", "object")
"""Columns that hold a paragraph."""


def entry(address: Address) -> Parcel | None:
    """Return what was entered for one row, as the file it would be."""
    ids = [form.id for form in FORMS]
    form = BY_ID[address.parameter("feuille", ids, NETWORKS.id)]
    plain(segments("Feuille", [(f.title, link(feuille=f.id), f is form) for f in FORMS]))
    plain(block_head(form.title, form.purpose))
    with st.form(f"entry_{form.id}", clear_on_submit=False, border=False):
        values = {field.name: _widget(form, field, slot) for field, slot in _slots(form)}
        if st.form_submit_button("Contrôler"):
            st.session_state[KEPT] = (form.id, _csv(form, values))
    kept = st.session_state.get(KEPT)
    if kept is None or kept[0] != form.id:
        return None
    return Parcel(f"saisie-{form.id}.csv", kept[1], Hints(form=form.id, header=1, separator=";"))


def _slots(form: Form) -> list[tuple[Field, DeltaGenerator]]:
    columns = st.columns(3)
    return [(field, columns[rank % 3]) for rank, field in enumerate(form.fields)]


def _widget(form: Form, field: Field, slot: DeltaGenerator) -> object:
    label = field.title + ("" if field.required else " (facultatif)")
    key = f"entry_{form.id}_{field.name}"
    options = _options(form, field)
    if options:
        return slot.selectbox(label, list(options), index=None, key=key, help=field.description,
                              format_func=options.__getitem__, placeholder="Choisir…")  # fmt: skip
    if field.type is Type.TEXT and field.column in _LONG:
        return slot.text_area(label, key=key, help=field.description, height=110)
    return slot.text_input(label, key=key, help=field.description, placeholder=_example(field))


def _example(field: Field) -> str:
    return "31/12/2026" if field.type is Type.DAY else field.example


def _options(form: Form, field: Field) -> dict[str, str]:
    if field.is_list:
        return {}
    known = catalogue()
    if field.type is Type.CHOICE:
        if field.choices:
            return {word: word for word in field.choices}
        return {i.id: i.label for i in known.indicators.values()}
    if field.type is Type.NETWORK:
        return _named(network_names())
    if field.type is Type.SUBJECT:
        return _named(network_names() | names_of("project"))
    if field.type is Type.PROJECT:
        return names_of("project")
    if field.type is Type.REFERENCE and not field.is_list:
        return names_of(field.refers_to)
    if field.type is Type.PUBLIC:
        return public_labels()
    if field.type is Type.MEASURE:
        wanted = form is COHORTS
        return {m.id: m.label for m in known.reported.values() if (m.kind == "cohort") is wanted}
    return {}


def _named(names: dict[str, str]) -> dict[str, str]:
    return {code: f"{code}, {name}" for code, name in names.items()}


def _csv(form: Form, values: dict[str, object]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([field.title for field in form.fields])
    writer.writerow([_cell(values[field.name]) for field in form.fields])
    return stream.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    return "" if value is None else str(value)
