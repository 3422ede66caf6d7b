"""What SQLite walks through when pages are read: never the observations, never more with time."""

import re
import shutil
import sqlite3
from contextlib import closing
from typing import ClassVar

import pytest

from lianes.demo import Parameters, simulate
from lianes.domain.month import Month
from lianes.store.build import build_store
from lianes.store.connection import open_read_only
from lianes.store.opened import Opened
from lianes.ui.sitemap import SITEMAP

PAGES = [entry.file.removesuffix(".py") for entries in SITEMAP.values() for entry in entries]
SCOPES = {
    "France": {},
    "a région": {"territoire": "REG-32"},
    "a network": {"reseau": "LIANE-01"},
}
OBSERVED = {"observation", "cohort_observation"}
STEPS = 100
"""Steps of SQLite's machine between two counts."""


class Watched(Opened):
    """A connection that keeps each statement and counts the steps of SQLite's machine."""

    statements: ClassVar[list[str]] = []
    steps: ClassVar[int] = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.set_trace_callback(Watched.statements.append)
        self.set_progress_handler(Watched.count, STEPS)

    @staticmethod
    def count():
        Watched.steps += STEPS


@pytest.fixture
def watched(monkeypatch, drawn, tmp_path):
    """Return a function that reads a page on a fresh copy of a store, nothing known before."""
    connect = sqlite3.connect

    def watching(*args, **kwargs):
        return connect(*args, **kwargs | {"factory": Watched})

    def read(store, page, **scope):
        Watched.statements, Watched.steps = [], 0
        fresh = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
        shutil.copy(store, fresh)
        with monkeypatch.context() as patched:
            patched.setattr("lianes.store.connection.sqlite3.connect", watching)
            drawn(fresh, page, **scope)
        assert Watched.statements
        return list(Watched.statements), Watched.steps

    return read


def plan_of(connection, statement):
    """Return the tables that a statement reads and the lines of its plan."""
    tables = set()

    def reads(action, table, *_):
        if action == sqlite3.SQLITE_READ:
            tables.add(table)
        return sqlite3.SQLITE_OK

    connection.set_authorizer(reads)
    lines = [line for *_, line in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
    return tables, lines


def walks(connection, statement):
    """Return why a statement reads more than it needs, or None."""
    tables, lines = plan_of(connection, statement)
    if tables & OBSERVED and any(re.match(r"SCAN (?!CONSTANT)", line) for line in lines):
        return f"walks through observations: {statement}"
    if "rollup" in tables:
        found = [line for line in lines if "rollup" in line]
        if not all("entity_id=?" in line for line in found):
            return f"rollup not found by its key: {statement} {found}"
    return None


@pytest.mark.parametrize("page", PAGES)
def test_no_page_walks_through_observations_or_the_rollup(watched, demonstration_store, page):
    with closing(open_read_only(demonstration_store)) as connection:
        for scope in SCOPES.values():
            statements, _ = watched(demonstration_store, page, **scope)
            selects = {s for s in statements if s.lstrip().upper().startswith(("SELECT", "WITH"))}
            assert [found for s in selects if (found := walks(connection, s))] == []


@pytest.fixture(scope="session")
def longer_store(tmp_path_factory):
    """The networks of the demonstration, followed twice as long."""
    path = tmp_path_factory.mktemp("longer") / "lianes.db"
    longer = Parameters(networks=30, months=28, start=Month.of(2025, 9))
    build_store(path, as_of=longer.as_of, simulate=lambda ground: simulate(ground, longer))
    return path


@pytest.mark.parametrize("page", ["overview", "map_explorer", "territory", "networks"])
def test_twice_the_observations_are_not_twice_the_steps(
    watched, demonstration_store, longer_store, page
):
    _, before = watched(demonstration_store, page, territoire="REG-32")
    _, after = watched(longer_store, page, territoire="REG-32")
    assert before < after < 2 * before
