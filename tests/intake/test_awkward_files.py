"""Files as people send them are understood; those that must not be opened are refused."""

import io
import shutil
import zipfile
from datetime import date, datetime

import pytest
from sample import AS_OF

from lianes.domain.month import Month
from lianes.errors import DepositRefused
from lianes.intake.book import read_book
from lianes.intake.container import LIMITS, kind_of
from lianes.intake.deposit import Parcel, apply, look
from lianes.intake.forms import FORMS, MEASURES
from lianes.intake.layout import Hints
from lianes.intake.template import template
from lianes.intake.words import month_of, number_of, plain
from lianes.store.connection import reading
from tests.intake.files import csv_of, ods_of, xlsx_of

ROW = ("LIANE-01", "2026-08", "Prises d'emploi", "Tous publics", "9")
NARROW, HARD = "\u202f", "\u00a0"


def found(path, catalogue, content, name="f.csv", **hints):
    return look(path, Parcel(name, content, Hints(**hints)), catalogue, today=AS_OF)


def values(examined):
    return sorted(edit.row["value"] for edit in examined.edits)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_whatever_its_encoding_and_separator(
    sample_path, catalogue, encoding, separator
):
    content = csv_of(ROW, encoding=encoding, separator=separator)
    examined = found(sample_path, catalogue, content)
    assert not examined.problems
    assert values(examined) == [9]


@pytest.mark.parametrize(
    "written",
    ["10/2026", "oct. 2026", "2026-10", "octobre 2026", "Oct-26", "01/10/2026", "202610",
     46296, 46296.0, date(2026, 10, 1), datetime(2026, 10, 31, 12), "2026-10-05",
     "OCTOBRE  2026", "10-26"],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(written):
    assert month_of(written) == Month.of(2026, 10)


@pytest.mark.parametrize("written", ["", "octobre", "2026", "13/2026", True, 12, "x", 1e30])
def test_what_is_no_month_is_not_guessed(written):
    assert month_of(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("1 234", 1234), (f"1{HARD}234", 1234), (f"1{NARROW}234,0", 1234), ("12,5", 12.5),
     ("12.5", 12.5), ("−3", -3), (7, 7), ("7 pers.", None), ("", None), (True, None)],
)  # fmt: skip
def test_a_number_is_read_as_french_writes_it(written, value):
    assert number_of(written) == value


def test_a_heading_is_known_with_other_accents_case_and_blanks():
    assert plain("  MOIS   concerné ") == plain("mois_concerne")


def test_titles_blank_lines_and_totals_around_a_table_are_left_out(sample_path, catalogue):
    rows = [
        ["Remontée des réseaux", None, None], ["Direction régionale"], [],
        ["CODE RÉSEAU", "Période", "Donnée", "Commentaire", "Publics", "Résultat"],
        ["LIANE-01", 46235, "jobs_started", "vu", None, 9], [],
        ["LIANE-05", "août 2026", "Parcours lancés", None, "Tous publics", "3"],
        ["TOTAL", None, None, None, None, 12],
    ]  # fmt: skip
    examined = found(sample_path, catalogue, xlsx_of(rows), "f.xlsx")
    assert not examined.problems
    assert values(examined) == [3, 9]
    assert examined.understood.header == 4
    assert "1 ligne de total ignorée" in " ".join(examined.remarks).replace(HARD, " ")


def test_one_column_per_measure(sample_path, catalogue):
    content = csv_of(
        ("LIANE-01", "2026-08", "7", "12"),
        header=("Réseau", "Mois", "Prises d'emploi", "pathways_started"),
    )
    assert values(found(sample_path, catalogue, content)) == [7, 12]


def test_one_column_per_month(sample_path, catalogue):
    content = csv_of(
        ("LIANE-01", "jobs_started", "4", "", "8"),
        header=("Réseau", "Mesure", "juin 2026", "07/2026", "2026-08"),
    )
    assert values(found(sample_path, catalogue, content)) == [4, 8]


def test_the_month_may_stand_in_the_title_only(sample_path, catalogue):
    line = ["LIANE-01", "jobs_started", 9]
    rows = [["Remontée d'août 2026"], ["Réseau", "Mesure", "Valeur"], line]
    assert values(found(sample_path, catalogue, xlsx_of(rows), "f.xlsx")) == [9]


def test_an_ods_is_read(sample_path, catalogue):
    rows = [["Réseau", "Mois", "Mesure", "Public", "Valeur"], list(ROW)]
    assert values(found(sample_path, catalogue, ods_of(rows), "f.ods")) == [9]


def test_an_old_commune_code_is_translated_and_said(real_path, catalogue):
    old = csv_of(("LIANE-01", "Pilote", "9999", "repérage"),
                 header=("Code", "Nom", "Code Insee", "Étape"))  # fmt: skip
    examined = found(real_path, catalogue, old)
    assert "code Insee" in examined.problems[0].expected


def test_missing_headings_are_named(sample_path, catalogue):
    examined = found(sample_path, catalogue, csv_of(("a", "b"), header=("Réseau", "Mois")))
    assert "« Mesure » et « Valeur »" in examined.problems[0].expected


def test_what_was_understood_can_be_corrected(sample_path, catalogue):
    content = csv_of(ROW, header=("Réseau", "Mois", "Mesure", "Public", "Combien"))
    assert found(sample_path, catalogue, content).is_blocked
    assert values(found(sample_path, catalogue, content, mapping=((4, "valeur"),))) == [9]


# ------------------------------------------------------------------ refusals
def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def with_part(content, name, part):
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return stream.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "enregistrez-le au format"),
        (b"%PDF-1.7 ...", "pas un tableau"),
        (b"<html><table></table></html>", "ni un classeur"),
        (b"\0\x01\x02" * 50, "pas un tableau"),
        (b"PK\x03\x04 rien", "endommagé"),
        (zipped(a="b"), "pas un classeur"),
        (with_part(xlsx_of([["a"]]), "xl/vbaProject.bin", b"x"), "macros"),
        (with_part(xlsx_of([["a"]]), "xl/externalLinks/externalLink1.xml", b"<a/>"), "liens"),
        (with_part(xlsx_of([["a"]]), "xl/bomb.xml", BOMB), "interdites"),
        (with_part(xlsx_of([["a"]]), "xl/big.xml", b"0" * (20 * 2**20)), "volume anormal"),
        (b"a" * (LIMITS.size + 1), "Mo"),
    ],
)
def test_what_must_not_be_opened_is_refused_with_a_sentence(content, words):
    with pytest.raises(DepositRefused, match=words):
        kind_of(content)


def test_a_formula_is_never_evaluated():
    content = xlsx_of([["Valeur"], ['=HYPERLINK("http://exemple.test")']])
    rows = read_book(content).sheets[0].rows
    assert all("http" not in str(cell) for row in rows[1:] for cell in row if cell)


# ------------------------------------------------------------------ templates and schemas
def test_a_template_filled_comes_back_as_figures(tmp_path, sample_path, catalogue):
    import openpyxl

    path = shutil.copy(sample_path, tmp_path / "lianes.db")
    with reading(path) as connection:
        content = template(connection, MEASURES, catalogue, subjects=["LIANE-01"],
                           month=Month.of(2026, 8))  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert sheet["F2"].protection.locked
    assert not sheet["G2"].protection.locked
    row = next(
        r for r in range(2, sheet.max_row + 1) if sheet.cell(r, 4).value == "Prises d'emploi"
    )
    assert sheet.cell(row, 6).value == 3
    sheet.cell(row, 7).value = 11
    stream = io.BytesIO()
    book.save(stream)
    applied = apply(path, Parcel("modele.xlsx", stream.getvalue()), catalogue,
                    author="Réseau", today=AS_OF)  # fmt: skip
    assert [(c.old, c.new) for c in applied.changes] == [(5, 11)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_form_has_a_template_its_own_reading_recognises(sample_path, catalogue, form):
    with reading(sample_path) as connection:
        content = template(connection, form, catalogue, subjects=["LIANE-01"],
                           month=Month.of(2026, 8))  # fmt: skip
    examined = look(sample_path, Parcel("m.xlsx", content), catalogue, today=AS_OF)
    assert examined.understood.form is form
    assert not examined.understood.missing
