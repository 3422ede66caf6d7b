"""A store in use before projects were followed: stages renamed, measures added, nothing lost."""

import sqlite3

import pytest

from lianes.store import schema

BEFORE = [script for script in schema._SCRIPTS if script.stem < "0004"]
STAGES = {
    "proposed": "deposited", "selected": "selected", "works": "selected", "open": "in_service",
}  # fmt: skip


@pytest.fixture
def in_use(tmp_path):
    """A store of the schema of before, with a measure and four projects."""
    connection = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    for script in BEFORE:
        schema._runner(script)(type("Db", (), {"conn": connection}))
    connection.execute("INSERT INTO source (id, title, kind) VALUES ('s', 'S', 'batch')")
    connection.execute(
        "INSERT INTO public (id, code, label, source) VALUES (1, 'all', 'Tous', 's')"
    )
    connection.execute(
        "INSERT INTO measure (id, code, label, kind, unit, persons, sensitive, definition) "
        "VALUES (7, 'jobs_started', 'Emplois', 'flow', 'personnes', 1, 0, 'Emplois.')"
    )
    for number, stage in enumerate(STAGES, start=1):
        connection.execute(
            "INSERT INTO project (id, code, name, programme, stage, seat_id, source, simulated) "
            f"VALUES ({number}, 'PROJET-{number}', 'P', 'logements', '{stage}', 1, 's', 0)"
        )
    for script in schema._SCRIPTS[len(BEFORE) :]:
        schema._runner(script)(type("Db", (), {"conn": connection}))
    yield connection
    connection.close()


def test_stages_are_those_of_the_call(in_use):
    found = in_use.execute("SELECT stage FROM project ORDER BY id").fetchall()
    assert [stage for (stage,) in found] == list(STAGES.values())


def test_measures_of_projects_come_after_those_known_and_are_declared(in_use):
    rows = in_use.execute("SELECT id, code, subject_level FROM measure ORDER BY id").fetchall()
    assert rows[0] == (7, "jobs_started", 6)
    assert [row[0] for row in rows] == list(range(7, 13))
    assert {row[2] for row in rows[1:]} == {7}
    declared = in_use.execute("SELECT count(*) FROM measure_public").fetchone()[0]
    assert declared == 5


def test_the_migration_and_the_catalogue_declare_the_same_measures(in_use, catalogue):
    columns = "code, label, kind, unit, persons, sensitive, definition"
    rows = in_use.execute(f"SELECT {columns} FROM measure WHERE subject_level = 7").fetchall()
    assert rows == [
        (m.id, m.label, m.kind, m.unit, int(m.persons), int(m.sensitive), m.definition)
        for m in catalogue.projects.measures.values()
    ]


def test_a_store_being_made_receives_none(tmp_path):
    connection = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    schema.apply_migrations(connection)
    assert connection.execute("SELECT count(*) FROM measure").fetchone() == (0,)
    connection.close()


def test_an_unknown_stage_is_refused(in_use):
    with pytest.raises(sqlite3.IntegrityError, match="unknown stage"):
        in_use.execute("UPDATE project SET stage = 'works' WHERE id = 1")
