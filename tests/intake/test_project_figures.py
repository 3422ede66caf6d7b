"""Projects send figures as networks do: same files, same checks, same rollup, same undoing."""

import io

import openpyxl
import pytest
from sample import AS_OF
from store.dump import dump

from lianes.domain.french import day
from lianes.domain.month import Month
from lianes.intake.deposit import Parcel, apply, look
from lianes.intake.forms import MEASURES
from lianes.intake.template import template
from lianes.store.backup import check
from lianes.store.connection import reading
from lianes.store.deposits import Slip
from lianes.store.reader import Reader
from lianes.store.undoing import undo
from lianes.store.writer import depositing
from tests.intake.files import HEADER, csv_of, xlsx_of

JOURNAL = {"batch", "change", "source", "batch_warning"}
AUGUST = Month.of(2026, 8)
CALL = ("Code", "Nom", "Commune", "Étape", "Logements", "Mise en service")
PROJECTS = csv_of(
    ("PROJET-001", "Foyer de Metz", "57463", "en service", "12",
     "2026-03-01"),
    ("PROJET-002", "Maison de Lille", "59350", "retenu", "8", ""),
    header=CALL,
)  # fmt: skip


def sent(path, content, catalogue, name="f.csv", **options):
    parcel = Parcel(name, content, **options)
    return apply(path, parcel, catalogue, author="Bailleur", today=AS_OF)


@pytest.fixture
def call(sample_copy, catalogue):
    """The sample store with one project in service in Metz and one not yet."""
    sent(sample_copy, PROJECTS, catalogue)
    return sample_copy


def data(path):
    return {table: rows for table, rows in dump(path).items() if table not in JOURNAL}


def counted(path, measure, *entities, month=AUGUST):
    with reading(path) as connection:
        cells = Reader(connection).cells_at(list(entities), [measure], "all", [month])
    return [cells[key][-1].value if key in cells else None for key in sorted(cells)]


def told(path, catalogue, *rows, header=HEADER):
    examined = look(path, Parcel("f.csv", csv_of(*rows, header=header)), catalogue, today=AS_OF)
    return [(p.spot.row, p.expected) for p in examined.problems if p.blocks]


LONG = csv_of(
    ("PROJET-001", "2026-07", "Ménages logés", "", "9"),
    ("projet 001", "août 2026", "project_households", "Tous publics", "11"),
    ("Foyer de Metz", "2026-08", "Baux de droit commun", "", "7"),
    ("LIANE-01", "2026-08", "Prises d'emploi", "", "9"),
)
WIDE = xlsx_of(
    [["Projet", "Mois", "Ménages logés", "Baux de droit commun", "Prises d'emploi"],
     ["PROJET-001", "2026-07", 9, None, None],
     ["PROJET-001", "2026-08", 11, 7, None],
     ["LIANE-01", "2026-08", None, None, 9]]
)  # fmt: skip
MONTHS = csv_of(
    ("PROJET-001", "Ménages logés", "9", "11"),
    ("PROJET-001", "Baux de droit commun", "", "7"),
    ("LIANE-01", "Prises d'emploi", "", "9"),
    header=("Code projet", "Mesure", "juil. 2026", "août 2026"),
)


@pytest.mark.parametrize("content", [LONG, WIDE, MONTHS], ids=["long", "wide", "months"])
def test_months_of_a_project_enter_roll_up_and_go_as_they_came(call, catalogue, content):
    before = data(call)
    done = sent(call, content, catalogue, validated=False)
    assert counted(call, "project_households", (0, 1), (7, 1)) == [11, 11]
    assert counted(call, "project_full_leases", (0, 1), (7, 1)) == [7, 7]
    assert counted(call, "jobs_started", (6, 1)) == [9]
    assert {c.row_key for c in done.changes if c.row_key.startswith("PROJET")} == {
        "PROJET-001/project_households/all/2026-07", "PROJET-001/project_households/all/2026-08",
        "PROJET-001/project_full_leases/all/2026-08",
    }  # fmt: skip
    with reading(call) as connection:
        assert connection.execute(
            "SELECT count(*) FROM expected_report WHERE subject_level = 7 AND received_on = ?",
            [AS_OF.isoformat()],
        ).fetchone() == (2,)
        assert connection.execute(
            "SELECT sum(provisional), sum(total) FROM measure_standing WHERE subject_level = 7"
        ).fetchone() == (3, 3)
    assert all(finding.passed for finding in check(call))
    with depositing(call, "Bailleur") as connection:
        undo(connection, done.batch, Slip("Bailleur", "Annulation", "annulation"), today=AS_OF,
             restore=None)  # fmt: skip
    assert data(call) == before


def test_who_stays_in_a_project_enters_by_cohort(call, catalogue):
    header = ("Réseau ou projet", "Mesure", "Mois de départ", "Ancienneté en mois", "Évènement",
              "Valeur")  # fmt: skip
    kept = ("PROJET-001", "Maintien dans le logement", "2026-03")
    rows = [(*kept, "0", "départ", "9"), (*kept, "2", "fin d'emploi", "2")]
    before = data(call)
    done = sent(call, csv_of(*rows, header=header), catalogue)
    with reading(call) as connection:
        assert connection.execute(
            "SELECT subject_level, subject_id, age, event, value FROM cohort_observation WHERE "
            "subject_level = 7 ORDER BY age"
        ).fetchall() == [(7, 1, 0, "start", 9), (7, 1, 2, "ended", 2)]
    assert told(call, catalogue, (*kept, "3", "décès", "1"), header=header) == [
        (2, "un évènement que suit cette mesure")
    ]
    assert "autant de sorties" in told(call, catalogue, (*kept, "3", "perdu de vue", "8"),
                                       header=header)[0][1]  # fmt: skip
    with depositing(call, "Bailleur") as connection:
        undo(connection, done.batch, Slip("Bailleur", "Annulation", "annulation"), today=AS_OF,
             restore=None)  # fmt: skip
    assert data(call) == before


def test_three_mistakes_are_told_at_once_and_nothing_is_written(call, catalogue):
    before = dump(call)
    problems = told(
        call, catalogue,
        ("PROJET-01X", "2026-08", "Ménages logés", "", "9"),
        ("PROJET-001", "2026-08", "Ménages logés", "", "9,5"),
        ("PROJET-002", "2026-08", "Ménages logés", "", "3"),
    )  # fmt: skip
    assert [row for row, _ in problems] == [2, 3, 4]
    assert "PROJET-001 (Foyer de Metz)" in problems[0][1]
    assert "d'un réseau ou d'un projet" in problems[0][1]
    assert "entier" in problems[1][1]
    assert "un projet en service ; PROJET-002" in problems[2][1]
    assert dump(call) == before


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("PROJET-001", "2026-08", "Prises d'emploi", "", "9"),
         "que rapporte un projet, comme « Ménages logés »"),
        (("LIANE-01", "2026-08", "Ménages logés", "", "9"), "que rapporte un réseau"),
        (("PROJET-001", "2026-08", "Ménages logés", "seniors", "9"), "cette mesure existe"),
        (("PROJET-001", "2026-02", "Ménages logés", "", "9"),
         f"ouverture du projet ({day(AS_OF.replace(month=3, day=1))})"),
        (("PROJET-001", "2026-08", "Baux de droit commun", "", "9"), "au plus le nombre"),
        (("PROJET-001", "2026-08", "Maintien dans le logement", "", "9"), "« cohortes »"),
    ],
)  # fmt: skip
def test_a_measure_of_another_or_a_month_too_early_is_refused(call, catalogue, row, expected):
    assert any(expected in words for _, words in told(call, catalogue, row))


def test_a_foreign_measure_of_a_wide_sheet_is_told_under_its_heading(call, catalogue):
    header = ("Réseau", "Mois", "Prises d'emploi")
    given = Parcel("f.csv", csv_of(("PROJET-001", "2026-08", "4"), header=header))
    (problem,) = look(call, given, catalogue, today=AS_OF).problems
    assert problem.spot.column == "Prises d'emploi"


def test_a_project_and_a_network_of_the_same_number_do_not_mix(call, catalogue):
    sent(call, csv_of(("PROJET-001", "2026-08", "Ménages logés", "", "9")), catalogue)
    given = Parcel("f.csv", csv_of(("LIANE-01", "2026-08", "jobs_started", "", "900")))
    (problem,) = look(call, given, catalogue, today=AS_OF).problems
    assert problem.about[0] == 6


def test_the_template_of_projects_holds_their_measures_and_is_a_file_to_deposit(call, catalogue):
    sent(call, csv_of(("PROJET-001", "2026-07", "Ménages logés", "", "9")), catalogue)
    with reading(call) as connection:
        content = template(connection, MEASURES, catalogue, subjects=("PROJET-001",), month=AUGUST)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[0], row[3], row[5]) for row in rows] == [
        ("PROJET-001", "Ménages logés", 9), ("PROJET-001", "Baux de droit commun", None),
        ("PROJET-001", "Ressources reçues", None), ("PROJET-001", "Charges payées", None),
    ]  # fmt: skip
    sheet.cell(2, 7).value = 12
    stream = io.BytesIO()
    book.save(stream)
    sent(call, stream.getvalue(), catalogue, "modele.xlsx")
    assert counted(call, "project_households", (7, 1)) == [12]
