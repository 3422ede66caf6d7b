"""The workbook says what the screen says, in numbers a spreadsheet can use."""

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest

from lianes.documents.book import book, book_of
from lianes.documents.cells import (
    SHORT_STATES,
    Cell,
    Chart,
    Column,
    Draw,
    Kind,
    Table,
    count,
    words,
)
from lianes.documents.stamp import DEMONSTRATION, cover_of
from lianes.documents.tables import tables
from lianes.documents.xlsx import HEAD_ROW, workbook
from lianes.domain.french import number
from lianes.errors import EmptyExport
from lianes.metrics.figure import State
from lianes.ui.catalogue_table import value_words
from lianes.ui.kpi import cards_html


def opened(found):
    return openpyxl.load_workbook(BytesIO(workbook(book_of(found))))


def row_of(sheet, label):
    rows = sheet.iter_rows(min_row=HEAD_ROW + 2, values_only=True)
    return next(row for row in rows if row[0] == label)


def same(cell, stored):
    """Whether what a sheet stores is the cell: a share is stored as a fraction."""
    if not cell.is_number:
        return (stored or "") == cell.words
    expected = cell.value / 100 if cell.kind is Kind.PERCENT else cell.value
    return stored == pytest.approx(expected)


def test_every_headline_figure_of_the_file_is_that_of_the_page(case):
    view, sheet = case.found.view, opened(case.found)["Synthèse"]
    html = unescape(cards_html(view.cards, view.scope.period, label="", meta=case.found.meta))
    shown = re.findall(r'class="value(?: none)?">([^<]+)', html)
    for card, said in zip(view.cards, shown, strict=True):
        stored = row_of(sheet, card.estimate.indicator.label)[1]
        if card.estimate.is_measured:
            factor = 100 if card.estimate.indicator.unit == "%" else 1
            assert stored * factor == pytest.approx(card.estimate.figure.value)
            assert number(stored * factor) == said
        else:
            assert said.startswith(stored) or card.estimate.reason == stored


def test_every_indicator_of_the_file_is_that_of_the_page(case):
    sheet = opened(case.found)["Indicateurs"]
    for found in case.found.view.indicators:
        stored = row_of(sheet, found.indicator.label)[1]
        if isinstance(stored, str):
            assert value_words(found).startswith(stored)
        else:
            assert stored * (100 if found.indicator.unit == "%" else 1) == pytest.approx(
                found.figure.value
            )


def test_every_block_is_a_sheet_and_no_cell_is_lost(case):
    book = opened(case.found)
    for table in tables(case.found):
        rows = list(book[table.name].iter_rows(min_row=HEAD_ROW + 2, max_col=len(table.columns)))
        assert len(rows) == len(table.rows)
        for stored, cells in zip(rows, table.rows, strict=True):
            for one, cell in zip(stored, cells, strict=True):
                if cell.kind is not Kind.DATE:
                    assert same(cell, one.value)


def test_a_masked_figure_is_the_word_and_nothing_beside_it_tells_it(case):
    for table in tables(case.found):
        for row in table.rows:
            if any(cell.state is State.MASKED for cell in row):
                masked = [cell for cell in row if cell.state is State.MASKED]
                assert {cell.words for cell in masked} == {SHORT_STATES[State.MASKED]}


def test_headings_stay_and_filter(case):
    for sheet in opened(case.found):
        assert sheet.freeze_panes.endswith(str(HEAD_ROW + 2))
        assert sheet.auto_filter.ref.startswith(f"A{HEAD_ROW + 1}:")


def test_every_sheet_carries_the_stamp(case):
    for sheet in opened(case.found):
        said = sheet["A3"].value
        assert "audience" in said
        assert case.found.view.scope.period.label in said
        assert sheet["A4"].value == DEMONSTRATION


def test_charts_are_native(read):
    book = opened(read("France"))
    assert book["Trajectoire"]._charts
    assert book["Territoires"]._charts


def test_a_place_without_network_has_its_context_and_says_that_nothing_is_deployed(creuse):
    found = opened(creuse)
    assert found["Synthèse"].cell(HEAD_ROW + 2, 2).value == "pas encore déployé"
    assert "Contexte" in found.sheetnames


def test_an_empty_export_fails_loudly(creuse):
    with pytest.raises(EmptyExport, match="aucun chiffre"):
        book(cover_of(creuse), [], creuse.catalogue, creuse.sources)


def test_a_masked_figure_is_never_drawn_at_zero(read):
    """Spreadsheets draw a word at zero: a chart over words has a copy without them."""
    columns = (Column("Mois"), Column("Valeur"))
    rows = (
        (words("mai"), count(4)),
        (words("juin"), Cell(None, state=State.MASKED)),
        (words("juillet"), count(6)),
    )
    table = Table("Essai", "?", "", columns, rows, 1, Chart(Draw.LINE, 0, (1,), "Personnes"))
    found = read("France")
    bound = book(cover_of(found), [table], found.catalogue, found.sources)
    sheet = openpyxl.load_workbook(BytesIO(workbook(bound)))["Essai"]
    (series,) = sheet._charts[0].series
    column = re.search(r"\$([A-Z])\$\d+:", series.val.numRef.f)[1]
    drawn = [sheet[f"{column}{HEAD_ROW + 2 + rank}"].value for rank in range(3)]
    assert drawn == [4, None, 6]
    assert sheet.column_dimensions[column].hidden
