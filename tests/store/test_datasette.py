"""The store browsed with Datasette: names instead of numbers, and search without accents."""

import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from lianes.demo import Parameters, simulate
from lianes.domain.month import Month
from lianes.store.build import build_store

pytestmark = pytest.mark.long
SETTINGS = Path(__file__).parents[2] / "data" / "datasette.json"
FEW = Parameters(networks=12, months=14, start=Month.of(2025, 9))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("datasette") / "lianes.db"
    build_store(path, as_of=FEW.as_of, simulate=lambda ground: simulate(ground, FEW))
    return path


@pytest.fixture(scope="module")
def site(store):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(store), "--metadata", str(SETTINGS),
               "--port", str(port)]  # fmt: skip
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/lianes", timeout=30) as client:
            _wait_for(client)
            yield client
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(client):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            client.get("/programme.json").raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise TimeoutError("Datasette did not answer.")


def rows(site, table, **asked):
    answer = site.get(f"/{table}.json", params={"_shape": "objects", "_size": 20, **asked})
    answer.raise_for_status()
    return answer.json()["rows"]


def foreign_keys(path):
    """Yield (table, column) of each foreign key of one column that some row fills."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_search%' "
            "AND name NOT LIKE 'sqlite_%'")]  # fmt: skip
        for table in tables:
            keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            composite = {key[0] for key in keys if key[1] > 0}
            for number, _, _, column, *_ in keys:
                filled = connection.execute(
                    f"SELECT 1 FROM {table} WHERE {column} IS NOT NULL LIMIT 1"
                ).fetchone()
                if number not in composite and filled:
                    yield table, column


def test_every_foreign_key_shows_the_name_of_what_it_refers_to(site, store):
    pairs = list(foreign_keys(store))
    assert len(pairs) > 50
    silent = []
    for table, column in pairs:
        asked = {"_labels": "on", f"{column}__notnull": "1"}
        for row in rows(site, table, **asked)[:3]:
            shown = row[column]
            named = isinstance(shown, dict) and shown["label"] not in ("", str(shown["value"]))
            if not named:
                silent.append((table, column, shown))
    assert silent == []


def test_lessons_are_found_without_their_accents(site):
    found = rows(site, "lesson", _search="ergotherapeute")
    assert len(found) == 1
    assert "ergothérapeute" in found[0]["text"]
    assert rows(site, "lesson", _search="zeppelin") == []


def test_events_are_found_without_their_accents(site):
    titles = [row["title"] for row in rows(site, "event_search", _search="journee lorraine")]
    assert "Journée interprofessionnelle de Lorraine" in titles


def test_the_views_name_what_figures_are_about(site):
    for view, name in (("observation_labelled", "network_name"),
                       ("project_observation_labelled", "project_name"),
                       ("rollup_labelled", "entity_name")):  # fmt: skip
        found = rows(site, view)
        assert found
        assert all(row[name] for row in found)
