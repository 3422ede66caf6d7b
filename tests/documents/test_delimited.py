"""CSV: readable by French Excel, plain for programs, never a formula."""

import csv
from io import StringIO

import pytest

from lianes.documents.book import book_of
from lianes.documents.delimited import french_csv, plain_csv, safe
from lianes.documents.tables import tables


def rows(content, separator):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=separator))


def test_french_and_plain_files_hold_the_same_lines(case):
    french, plain = (
        rows(french_csv(book_of(case.found)), ";"),
        rows(plain_csv(book_of(case.found)), ","),
    )
    assert len(french) == len(plain) > 0
    assert french[0]["Valeur"].replace(",", ".") == plain[0]["Valeur"]


def test_the_french_file_begins_with_a_mark_that_excel_knows(case):
    assert french_csv(book_of(case.found)).startswith(b"\xef\xbb\xbf")


def test_every_figure_of_the_tables_is_in_the_file(case):
    stored = [row["Valeur"] for row in rows(plain_csv(book_of(case.found)), ",")]
    numbers = [
        f"{cell.value:.10g}"
        for table in tables(case.found)
        for row in table.rows
        for cell in row
        if cell.is_number
    ]
    assert [value for value in stored if value in set(numbers)].__len__() >= len(numbers)


def test_every_line_says_its_scope_audience_and_demonstration(case):
    for row in rows(plain_csv(book_of(case.found)), ","):
        assert row["Audience"] == case.found.audience
        assert row["Avertissement"].startswith("Démonstration")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_looks_like_a_formula_is_neutralised(text):
    assert safe(text) == f"'{text}"


def test_a_place_without_network_says_so_figure_by_figure(creuse):
    found = rows(plain_csv(book_of(creuse)), ",")
    assert {row["État"] for row in found if row["Colonne"] == "Valeur"} >= {"pas encore déployé"}
