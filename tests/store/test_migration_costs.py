"""A store in use before costs came by level receives the measures, as the catalogue says them."""

import sqlite3

import pytest

from lianes.store import schema

SCRIPT = next(script for script in schema._SCRIPTS if script.stem == "0009_costs_by_level")
BEFORE = [script for script in schema._SCRIPTS if script.stem < SCRIPT.stem]


def run(connection, *scripts):
    for script in scripts:
        schema._runner(script)(type("Db", (), {"conn": connection}))


@pytest.fixture
def before(tmp_path):
    connection = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    run(connection, *BEFORE)
    yield connection
    connection.close()


def test_a_store_in_use_receives_the_costs_the_catalogue_declares(before, catalogue):
    before.execute("INSERT INTO source (id, title, kind) VALUES ('s', 'S', 'batch')")
    before.execute(
        "INSERT INTO public (id, code, label, source) "
        "VALUES (1, 'all', 'Tous', 's'), (2, 'seniors', 'Seniors', 's')"
    )
    before.execute(
        "INSERT INTO measure (id, code, label, kind, unit, persons, sensitive, definition) "
        "VALUES (7, 'adaptation_cost', 'Coût', 'flow', 'euros', 0, 0, 'Coût.')"
    )
    before.execute("INSERT INTO measure_public VALUES (7, 1), (7, 2)")
    run(before, SCRIPT)
    rows = before.execute(
        "SELECT code, label, kind, unit, persons, sensitive, definition, part_of, subject_level, "
        "(SELECT count(*) FROM measure_public WHERE measure_id = id) "
        "FROM measure WHERE id > 7 ORDER BY id"
    ).fetchall()
    declared = [m for m in catalogue.measures.values() if m.part_of == "adaptation_cost"]
    assert len(rows) == 3
    assert rows == [
        (m.id, m.label, m.kind, m.unit, m.persons, m.sensitive, m.definition, 7, 6, len(m.publics))
        for m in declared
    ]


def test_a_store_being_made_has_no_measure_yet(before):
    run(before, SCRIPT)
    assert before.execute("SELECT count(*) FROM measure").fetchone()[0] == 0
