"""What is read before anyone asks is what the pages of the whole country show."""

import shutil
import sqlite3
from threading import Event, Thread

import pytest

from lianes.ui import warming
from lianes.ui.sitemap import SITEMAP
from tests.pages.test_visits import Watched

PAGES = [entry.file.removesuffix(".py") for entries in SITEMAP.values() for entry in entries]
LITTLE = 12
"""Statements a page may still ask for: small tables, a button's lines, the journal."""
READ_ALONE = {"deposit", "congress"}


@pytest.fixture
def warmed(monkeypatch, demonstration_store, tmp_path):
    """A store that has been read as a new server reads it, every statement watched."""
    connect = sqlite3.connect
    monkeypatch.setattr(
        "lianes.store.connection.sqlite3.connect",
        lambda *args, **kwargs: connect(*args, **kwargs | {"factory": Watched}),
    )
    path = shutil.copy(demonstration_store, tmp_path / "lianes.db")
    monkeypatch.setenv("LIANES_STORE", str(path))
    Watched.statements = []
    for read in warming.first_looks():
        read()
    assert len(Watched.statements) > 100
    return path


def test_the_first_look_at_a_page_finds_it_read(warmed, drawn):
    for page in PAGES:
        Watched.statements = []
        drawn(warmed, page)
        assert page in READ_ALONE or len(Watched.statements) <= LITTLE, page


def test_the_store_is_read_again_when_it_changes_whatever_fails_until_the_end(warmed, monkeypatch):
    monkeypatch.setattr(warming, "PAUSE", 0.05)
    monkeypatch.setattr(warming, "BREATH", 0.0)
    seen, ends = [], Event()

    def fails():
        raise KeyError("a defect")

    def looks():
        yield fails
        yield lambda: seen.append(1)

    monkeypatch.setattr(warming, "first_looks", looks)
    thread = Thread(target=warming.keep_warm, args=(ends,))
    thread.start()
    try:
        assert _soon(lambda: len(seen) == 1)
        with sqlite3.connect(warmed) as connection:
            connection.execute("UPDATE network SET name = name || ' bis'")
        connection.close()
        assert _soon(lambda: len(seen) == 2)
    finally:
        ends.set()
        thread.join(5)
    assert not thread.is_alive()


def _soon(told):
    waited = Event()
    return any(told() or waited.wait(0.05) for _ in range(200))
