"""Workbooks to fill: codes already there, drop-downs, protected headings, instructions."""

import io
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lianes.domain.catalogue import Catalogue, Kind, Measure
from lianes.domain.month import Month
from lianes.intake.fields import Field, Form, Type
from lianes.intake.forms import MEASURES
from lianes.intake.layout import kinds_of
from lianes.store.deposit_reader import DepositReader, KnownSubject

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROOM = 200
"""Empty rows ready to fill in the template of records."""
_WHITE, _NAVY, _GREY = "#ffffff", "#123a66", "#eef1f4"
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a template holds: headings, rows, which columns are to fill, lists of values."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    open_columns: frozenset[int]
    lists: dict[int, tuple[str, ...]]


def template(
    connection: sqlite3.Connection, form: Form, catalogue: Catalogue,
    *, subjects: Sequence[str] = (), month: Month | None = None,
) -> bytes:  # fmt: skip
    """Return the workbook of a form, filled with the codes of these networks and projects."""
    reader = DepositReader(connection)
    if form is MEASURES:
        assert month is not None
        sheet = _measures(reader, catalogue, [reader.subjects[code] for code in subjects], month)
    else:
        sheet = _records(reader, form, catalogue)
    return _workbook(form, sheet, catalogue)


def _measures(
    reader: DepositReader, catalogue: Catalogue, subjects: Sequence[KnownSubject], month: Month
) -> Sheet:
    before = _before(reader, subjects, month + -1)
    levels = {subject.level for subject in subjects}
    kept = [(level, m) for level, m in _by_level(reader, catalogue) if level in levels]
    rows = [
        (subject.code, subject.name, str(month), measure.label, label,
         before.get((*subject.key, reader.measures[measure.id], identifier)), None)
        for subject in subjects
        for level, measure in kept if level == subject.level
        for identifier, label in _publics(reader, measure)
    ]  # fmt: skip
    headings = ("Réseau ou projet", "Nom", "Mois", "Mesure", "Public",
                f"Rappel de {(month + -1).short_label}", "Valeur")  # fmt: skip
    lists = {
        0: tuple(subject.code for subject in subjects),
        3: tuple(measure.label for _, measure in kept),
        4: tuple(label for _, label in reader.publics.values()),
    }
    return Sheet(headings, tuple(rows), frozenset({6}), lists)


def _by_level(reader: DepositReader, catalogue: Catalogue) -> list[tuple[int, Measure]]:
    """Return the monthly measures beside who reports each: 6 networks, 7 projects."""
    return [(reader.levels[reader.measures[m.id]], m)
            for m in catalogue.reported.values() if m.kind is not Kind.COHORT]  # fmt: skip


def _publics(reader: DepositReader, measure: Measure) -> list[tuple[int, str]]:
    return [reader.publics[code] for code in measure.publics]


def _before(
    reader: DepositReader, subjects: Sequence[KnownSubject], month: Month
) -> dict[tuple[int, int, int, int], int]:
    known = reader.figures({subject.key for subject in subjects})
    last = known[known["month"] == month.ordinal]
    keys = zip(last["subject"], last["measure"], last["public"], strict=True)
    return {
        (reader.levels[int(m)], int(s), int(m), int(p)): int(value)
        for (s, m, p), value in zip(keys, last["value"], strict=True)
    }


def _records(reader: DepositReader, form: Form, catalogue: Catalogue) -> Sheet:
    lists = {
        place: _list(reader, form, field, catalogue) for place, field in enumerate(form.fields)
    }
    headings = tuple(field.title for field in form.fields)
    return Sheet(headings, (), frozenset(range(len(headings))),
                 {place: values for place, values in lists.items() if values})  # fmt: skip


def _list(reader: DepositReader, form: Form, field: Field, catalogue: Catalogue) -> tuple[str, ...]:
    if field.is_list:
        return ()
    if field.type is Type.CHOICE:
        return tuple(field.choices) or tuple(catalogue.indicators)
    if field.type is Type.NETWORK:
        return tuple(reader.networks)
    if field.type is Type.SUBJECT:
        return tuple(reader.subjects)
    if field.type is Type.MEASURE:
        return tuple(m.label for m in catalogue.reported.values() if m.kind in kinds_of(form))
    if field.type is Type.PUBLIC:
        return tuple(label for _, label in reader.publics.values())
    return tuple(reader.named(field.refers_to)) if field.refers_to else ()


# ------------------------------------------------------------------ the workbook
def _workbook(form: Form, sheet: Sheet, catalogue: Catalogue) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": f"1 000 LIANES : {form.title}", "author": "1 000 LIANES"})
    title = form.title[:31]
    page = book.add_worksheet(title)
    lists = book.add_worksheet("Listes")
    _fill(book, page, sheet, _lists(lists, sheet))
    lists.hide()
    _instructions(book, form, catalogue)
    book.close()
    return stream.getvalue()


def _lists(page: "Worksheet", sheet: Sheet) -> dict[int, str]:
    """Write the values of the drop-downs on a hidden sheet; return the range of each."""
    ranges = {}
    for rank, (column, values) in enumerate(sheet.lists.items()):
        page.write_column(0, rank, values)
        letter = chr(65 + rank)
        ranges[column] = f"=Listes!${letter}$1:${letter}${max(len(values), 1)}"
    return ranges


def _fill(book: "Workbook", page: "Worksheet", sheet: Sheet, ranges: dict[int, str]) -> None:
    head = book.add_format({"bold": True, "bg_color": _NAVY, "font_color": _WHITE,
                            "text_wrap": True, "valign": "vcenter"})  # fmt: skip
    told = book.add_format({"bg_color": _GREY})
    free = book.add_format({"locked": False, "border": 1, "border_color": "#bfd4ea"})
    for place, heading in enumerate(sheet.headings):
        page.write(0, place, heading, head)
        wide = max([len(heading), *(len(str(row[place] or "")) for row in sheet.rows[:200])])
        page.set_column(place, place, min(max(wide + 2, 12), 46))
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            style = free if place in sheet.open_columns else told
            page.write_blank(number, place, None, style) if value is None else page.write(
                number, place, value, style
            )
    last = max(len(sheet.rows), 1 if sheet.rows else ROOM)
    if not sheet.rows:
        for number in range(1, ROOM + 1):
            for place in range(len(sheet.headings)):
                page.write_blank(number, place, None, free)
    for place, source in ranges.items():
        page.data_validation(1, place, last, place, {
            "validate": "list", "source": source, "error_title": "Valeur inconnue",
            "error_message": "Choisissez une valeur de la liste.", "error_type": "warning",
        })  # fmt: skip
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(sheet.headings) - 1)
    page.protect("", {"autofilter": True, "format_columns": True, "sort": True})


def _instructions(book: "Workbook", form: Form, catalogue: Catalogue) -> None:
    page = book.add_worksheet("Mode d'emploi")
    strong, wrap = (
        book.add_format({"bold": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    lines = [
        ("1 000 LIANES", form.title),
        ("But", form.purpose),
        ("Remplir", "Écrivez dans les cases blanches seulement. Une case vide veut dire « non "
         "renseigné » ; zéro est une mesure ; « retirer » efface une valeur déposée par erreur."),
        ("Jamais", "Aucun nom de personne, numéro, courriel ni téléphone : le fichier serait "
         "refusé."),
        ("Déposer", "Page Déposer du tableau de bord : le fichier est contrôlé, les changements "
         "sont montrés, rien n'est écrit avant votre accord, et tout dépôt peut être annulé."),
        ("", ""),
        *((field.title, field.description + ("" if field.required else " (facultatif)"))
          for field in form.fields),
    ]  # fmt: skip
    if form is MEASURES:
        lines += [("", ""), *((m.label, m.definition) for m in catalogue.reported.values()
                              if m.kind is not Kind.COHORT)]  # fmt: skip
    page.set_column(0, 0, 38)
    page.set_column(1, 1, 100)
    for number, (name, words) in enumerate(lines):
        page.write(number, 0, name, strong)
        page.write(number, 1, words, wrap)
