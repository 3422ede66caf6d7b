import pytest

from lianes.reading.csv_file import csv_file


def lines(rows):
    return csv_file([("Titre", "Essai")], ["Nom", "Valeur"], rows).decode("utf-8").split("\r\n")


def test_a_french_spreadsheet_opens_it_as_it_is():
    raw = csv_file([("Période", "août")], ["é"], [])
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").split("\r\n")[:3] == ["Période;août", "", "é"]


def test_numbers_have_a_decimal_comma_and_nothing_is_not_zero():
    assert lines([["a", 12.5], ["b", 0], ["c", None]])[3:6] == ["a;12,5", "b;0", "c;"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_begins_as_a_formula(start):
    cell = lines([[f"{start}HYPERLINK(1)", 1]])[3]
    assert cell.lstrip('"').startswith("'")


def test_a_negative_number_stays_a_number():
    assert lines([["a", -3]])[3] == "a;-3"
