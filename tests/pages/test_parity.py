"""Parity: what a page says in numbers and states, its files say too, under the same masking.

The page is run by the real frame and its HTML is read back as lines: a name, numbers, states. The
workbook and the CSV are written, then read again by openpyxl and csv. Each line of the page must
stand in one sheet of the workbook and in one block of the CSV, in the rows of that name.
"""

import csv
import re
from collections import defaultdict
from datetime import date
from io import BytesIO, StringIO
from itertools import product

import openpyxl
import pytest

from lianes.documents.delimited import COLUMNS, plain_csv
from lianes.documents.xlsx import HEAD_ROW, workbook
from lianes.domain.french import day
from lianes.errors import EmptyExport
from lianes.metrics.masking import Audience
from lianes.ui import reads
from lianes.ui.file_offers import OVERVIEW, book_at
from lianes.ui.page_files import BOOKS
from tests.pages.parity_lines import held, is_held, line, page_lines

SCOPES = {
    "France": {},
    "région": {"territoire": "REG-32"},
    "département": {"territoire": "DEP-59"},
    "outre-mer": {"territoire": "DEP-971"},
    "périmètre": {"territoire": "PER-lorraine"},
    "plusieurs": {"territoire": "DEP-59,DEP-62"},
    "commune": {"territoire": "COM-59350"},
    "sans réseau": {"territoire": "DEP-23"},
    "réseau": {"reseau": "LIANE-01"},
    "public": {"territoire": "REG-32", "public": "job-seekers"},
    "période": {"territoire": "REG-44", "periode": "2026-01..2026-06"},
}
PAGES = (OVERVIEW, *BOOKS)
EVERY = list(product(PAGES, SCOPES, Audience))
SAMPLE = [case for case in EVERY if case[1] in ("département", "réseau")]


# ------------------------------------------------------------------ the files
def workbook_lines(content):
    """Return the lines of each sheet of a workbook, rows then columns, numbers as stored."""
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [*_rows(sheet), *_columns(sheet)] for sheet in book}


def _rows(sheet):
    """Return the rows, each cell read with its heading."""
    heads = [str(cell.value or "") for cell in sheet[HEAD_ROW + 1]]
    return [_cells(cells, " ; ".join(heads)) for cells in sheet.iter_rows(min_row=HEAD_ROW + 2)]


def _columns(sheet):
    """Return the columns as lines: a page may lay months or ages out from left to right."""
    return [_cells(cells) for cells in sheet.iter_cols(min_row=HEAD_ROW + 1)]


def _cells(cells, heads=""):
    texts, numbers = [heads], set()
    for cell in cells:
        value = cell.value
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, (int, float)):
            numbers.add(abs(value * (100 if "%" in cell.number_format else 1)))
        else:
            texts.append(day(value) if isinstance(value, date) else str(value))
    return held(" ; ".join(texts), numbers)


def csv_lines(content):
    """Return the lines of each block of a CSV: the figures of one row together."""
    rows = defaultdict(list)
    for row in csv.DictReader(StringIO(content.decode())):
        for name in list(row)[len(COLUMNS) :]:
            rows["", name] = [{"Valeur": row[name]}]
        rows[row["Bloc"], row["Ligne"]].append(row)
        rows[row["Bloc"], row["Colonne"]].append(row)
    found = defaultdict(list)
    for (block, name), figures in rows.items():
        texts, numbers = [name], set()
        for row in figures:
            value = row["Valeur"]
            texts.append(row.get("Colonne", ""))
            if re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", value):
                numbers.add(abs(float(value)))
            elif re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                texts.append(day(date.fromisoformat(value)))
            else:
                texts.append(value)
        found[block].append(held(" ; ".join(texts), numbers))
    return found


# ------------------------------------------------------------------ the property
def check(store, monkeypatch, path, scope, audience):
    monkeypatch.setenv("LIANES_STORE", str(store))
    parameters = SCOPES[scope] | {"audience": str(audience)}
    if audience is Audience.EXTERNE:
        parameters.pop("periode", None)
    shown = page_lines(path, parameters)
    address = reads.read_address_of(parameters, Audience.INTERNE)
    try:
        found = book_at(path, address)
    except EmptyExport:
        assert shown == [], "the page shows figures that no file holds"
        return
    told = [one for one in shown if one.numbers or one.states]
    for sheets in (workbook_lines(workbook(found)), csv_lines(plain_csv(found))):
        lost = [one.text for one in told if not is_held(one, sheets)]
        assert lost == [], f"{len(lost)} of {len(told)} lines of the page are in no file"


@pytest.mark.parametrize(("path", "scope", "audience"), SAMPLE)
def test_a_page_says_nothing_that_its_files_do_not(
    demonstration_store, monkeypatch, path, scope, audience
):
    check(demonstration_store, monkeypatch, path, scope, audience)


@pytest.mark.long
@pytest.mark.parametrize(("path", "scope", "audience"), EVERY)
def test_no_page_of_any_scope_says_what_its_files_do_not(
    demonstration_store, monkeypatch, path, scope, audience
):
    check(demonstration_store, monkeypatch, path, scope, audience)


@pytest.mark.parametrize(
    ("shown", "held"),
    [("Nord ; 12", True), ("Nord ; 13", False), ("Nord ; masqué", False), ("Landes ; 12", False),
     ("Nord ; 12,4 %", True), ("Nord ; 12,3 %", False)],
)  # fmt: skip
def test_the_check_sees_a_number_a_state_or_a_name_that_is_not_there(shown, held):
    sheets = {"Bloc": [(line("", "Nord"), frozenset({12.0, 12.4}))]}
    assert is_held(line(shown.split(" ; ")[0], shown), sheets) is held
