"""A filtered table as a workbook and as CSV: real numbers, words for what lacks, no formula."""

import csv
import inspect
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from lianes.documents.cells import (
    Cell,
    Column,
    Kind,
    Table,
    as_published,
    count,
    euro,
    words,
    yes_or_no,
)
from lianes.documents.listing import listing_stamp, table_csv, table_xlsx
from lianes.documents.xlsx import HEAD_ROW
from lianes.metrics.figure import State
from lianes.metrics.masking import DEFAULT, Audience, Thresholds

COLUMNS = tuple(Column(title) for title in ("Nom", "Montant (€)", "Année", "Signée", "Simulé"))
STARTS = ("=", "+", "-", "@", "\t", "\r", "|")


def stamp(*, simulated=True, filters=None):
    return listing_stamp(
        "Financements", "Grand Est", Audience.EXTERNE, as_of=date(2026, 10, 31),
        simulated=simulated, filters=filters or {"annee": "2026", "forme": None}, source="saisies",
        thresholds=DEFAULT,
    )  # fmt: skip


def table(*rows):
    return Table("Financements", "Financements", "", COLUMNS, rows)


def row(name="Réseau", amount=None, signed="2026-01-15"):
    cell = amount if isinstance(amount, Cell) else euro(amount, "non publié")
    return (words(name), cell, Cell(2026, Kind.YEAR), as_published(signed), yes_or_no(True))


def sheet(*rows, **said):
    return openpyxl.load_workbook(BytesIO(table_xlsx(table(*rows), stamp(**said))))["Financements"]


def lines(*rows, **said):
    text = table_csv(table(*rows), stamp(**said)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def values(found, rank=0):
    return [cell.value for cell in found[HEAD_ROW + 2 + rank]]


def test_the_file_tells_the_thresholds_of_the_store():
    """Those it was written under, never ours by default: see the call of `file_buttons`."""
    told = listing_stamp(
        "Financements", "Grand Est", Audience.EXTERNE, as_of=date(2026, 10, 31), simulated=True,
        filters={}, source="saisies", thresholds=Thresholds(5, 30),
    )  # fmt: skip
    assert "moins de 30" in dict(told.pairs)["Secret statistique"]
    assert (
        inspect.signature(listing_stamp).parameters["thresholds"].default is inspect.Parameter.empty
    )


def test_numbers_years_and_days_are_real():
    name, amount, year, signed, simulated = values(sheet(row(amount=1234.5)))
    assert (name, amount, year, simulated) == ("Réseau", 1234.5, 2026, "oui")
    assert signed == datetime(2026, 1, 15)


def test_a_year_is_written_without_thousands():
    assert sheet(row())[f"C{HEAD_ROW + 2}"].number_format == "0"
    assert lines(row())[-1][2] == "2026"


def test_what_is_masked_or_not_published_is_a_word_and_zero_is_a_number():
    hidden = Cell(None, Kind.EURO, State.MASKED)
    found = sheet(row(amount=hidden), row(), row(amount=0))
    assert [values(found, rank)[1] for rank in range(3)] == ["masqué", "non publié", 0]
    assert [line[1] for line in lines(row(amount=hidden), row(), row(amount=0))[-3:]] == [
        "masqué", "non publié", "0",
    ]  # fmt: skip


def test_a_date_stays_as_imprecise_as_it_was_published():
    assert values(sheet(row(signed="2025-09")))[3] == "septembre 2025"
    assert values(sheet(row(signed=None)))[3] == "non publié"


@pytest.mark.parametrize("start", STARTS)
def test_no_text_is_a_formula(start):
    attack = f"{start}HYPERLINK(1)"
    cell = sheet(row(name=attack))[f"A{HEAD_ROW + 2}"]
    assert cell.data_type == "s"
    assert cell.value == attack.replace("\r", "_x000D_")
    assert lines(row(name=attack))[-1][0].startswith("'")


def test_both_files_say_what_they_are():
    told = sheet(row())["A3"].value
    assert "Grand Est" in told
    for part in ("annee = 2026", "externe", "31\u00a0octobre 2026", "saisies"):
        assert part in told
        assert any(part in line[-1] for line in lines(row()) if line)
    assert "simulées" in sheet(row())["A4"].value
    assert sheet(row(), simulated=False)["A4"].value is None
    assert not any("simulées" in " ".join(line) for line in lines(row(), simulated=False))


def test_the_two_files_hold_the_same_rows():
    rows = [row(f"Réseau {n}", n * 100.25) for n in range(12)]
    stored, written = sheet(*rows), lines(*rows)[-12:]
    for rank in range(12):
        assert written[rank][0] == values(stored, rank)[0]
        assert float(written[rank][1].replace(",", ".")) == values(stored, rank)[1]


def test_counts_are_numbers():
    whole = Table("T", "T", "", (Column("N"),), ((count(12),),))
    assert openpyxl.load_workbook(BytesIO(table_xlsx(whole, stamp())))["T"].cell(6, 1).value == 12
