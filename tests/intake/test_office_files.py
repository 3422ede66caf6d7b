"""Files made by LibreOffice in French settings, as networks save them, are read the same."""

import io
import shutil
import subprocess

import openpyxl
import pytest
from sample import AS_OF

from lianes.domain.month import Month
from lianes.intake.deposit import Parcel, apply, look
from lianes.intake.forms import MEASURES
from lianes.intake.template import template
from lianes.store.connection import reading
from tests.intake.files import xlsx_of

pytestmark = pytest.mark.long
FILTERS = {
    "ods": "ods",
    "xlsx": "xlsx",
    # separator ;, text in quotes, character set, first line, columns, language 1036 (French)
    "csv-utf-8": "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true,false",
    "csv-windows": "csv:Text - txt - csv (StarCalc):59,34,1,1,,1036,false,true,false",
    "csv-tabs": "csv:Text - txt - csv (StarCalc):9,34,76,1,,1036,false,true,false",
}

FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>fr-FR</value></prop></item></oor:items>
"""
"""Decimal commas, French months and dates, as on the computers of the networks."""


def saved_by_office(folder, content, kind):
    """Open a workbook in LibreOffice and save it as this kind of file."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice est absent.")
    source = folder / "remontee.xlsx"
    source.write_bytes(content)
    target = folder / "saved"
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(FRENCH, encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
               "--convert-to", FILTERS[kind], "--outdir", target, source]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=180, check=False)
    made = list(target.iterdir()) if target.exists() else []
    assert len(made) == 1, done.stderr
    return made[0].read_bytes()


def a_report():
    """A report as a person writes it: a title, dates, thousands, a total, an empty line."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([
        ["Remontée mensuelle du réseau"], [],
        ["Réseau", "Période", "Donnée", "Public", "Résultat"],
        ["LIANE-01", None, "Prises d'emploi", "Tous publics", 9],
        ["LIANE-01", "août 2026", "Heures d'aide à domicile", "Tous publics", 1234],
        [],
        ["LIANE-05", "08/2026", "jobs_started", None, 0],
        ["Total", None, None, None, 1243],
    ])))  # fmt: skip
    sheet = book.worksheets[0]
    sheet["B4"] = AS_OF
    sheet["B4"].number_format = "mmm yyyy"
    sheet["E5"].number_format = "# ##0"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", FILTERS)
def test_a_report_saved_by_libreoffice_is_read(tmp_path, sample_path, catalogue, kind):
    content = saved_by_office(tmp_path, a_report(), kind)
    examined = look(sample_path, Parcel(f"f.{kind}", content), catalogue, today=AS_OF)
    assert [p.sentence for p in examined.problems if p.blocks] == []
    assert sorted(edit.row["value"] for edit in examined.edits) == [0, 9, 1234]


@pytest.mark.parametrize("kind", ["ods", "xlsx", "csv-utf-8", "csv-windows"])
def test_the_template_filled_in_libreoffice_is_applied(tmp_path, sample_copy, catalogue, kind):
    with reading(sample_copy) as connection:
        blank = template(connection, MEASURES, catalogue, subjects=["LIANE-01"],
                         month=Month.of(2026, 8))  # fmt: skip
    filled = tmp_path / "modele.xlsx"
    filled.write_bytes(blank)
    book = openpyxl.load_workbook(filled)
    sheet = book.worksheets[0]
    row = next(r for r in range(2, sheet.max_row + 1)
               if (sheet.cell(r, 4).value, sheet.cell(r, 5).value)
               == ("Prises d'emploi", "Tous publics"))  # fmt: skip
    sheet.cell(row, 7).value = 11
    book.save(filled)
    content = saved_by_office(tmp_path, filled.read_bytes(), kind)
    applied = apply(sample_copy, Parcel(f"m.{kind}", content), catalogue, author="Réseau",
                    today=AS_OF)  # fmt: skip
    assert [(c.old, c.new) for c in applied.changes if c.column == "value"] == [(5, 11)]
