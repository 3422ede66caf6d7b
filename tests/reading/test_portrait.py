"""The portrait of a LIANE: which one, and who is at its table on the last day told."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sample import WHOLE

from lianes.domain.scope import Scope
from lianes.reading.portrait import portrait
from lianes.reading.subject import find_subject
from lianes.store.actor_reader import ActorReader
from lianes.store.connection import reading


@pytest.fixture
def reader(sample_path):
    with reading(sample_path) as connection:
        yield ActorReader(connection)


def drawn(reader, scope):
    subject = find_subject(reader, scope)
    return portrait(reader, subject, reader.networks(subject.entities), WHOLE.end)


def test_it_is_the_network_under_study_else_the_first_one_open(reader):
    assert drawn(reader, Scope(("FR",), "LIANE-04", WHOLE, "all")).network.code == "LIANE-04"
    assert drawn(reader, Scope(("FR",), None, WHOLE, "all")).network.code == "LIANE-01"


def test_there_is_none_where_none_is_open(reader):
    assert drawn(reader, Scope(("DEP-23",), None, WHOLE, "all")) is None
    assert drawn(reader, Scope(("FR",), "LIANE-07", WHOLE, "all")) is None


@pytest.mark.parametrize(
    ("since", "until", "there"),
    [("2026-01", None, True), (None, None, True), (None, "2026-09", True),
     ("2026-01-01", "2026-08-31", False), ("2026-09-01", None, False)],
)  # fmt: skip
def test_who_left_or_has_not_come_yet_is_not_at_the_table(
    sample_path, tmp_path, since, until, there
):
    store = Path(shutil.copy(sample_path, tmp_path))
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(
            "UPDATE network_partner SET since = ?, until = ? WHERE network_id = 1 "
            "AND kind = 'landlord'", [since, until],
        )  # fmt: skip
    with reading(store) as connection:
        found = drawn(ActorReader(connection), Scope(("FR",), "LIANE-01", WHOLE, "all"))
    kinds = [kind for kind, _ in found.members]
    assert ("Bailleur social" in kinds) == there
    assert "Association d'insertion" in kinds
