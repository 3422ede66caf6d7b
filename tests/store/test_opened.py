"""Connections serve again while the store stays the same, and never tell what it said before."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lianes.store.connection import check_readable, reading, store_version, writing
from lianes.store.headers import HELD, Headers
from lianes.store.opened import IDLE, STORES, Opened, Shelf, Shelves
from lianes.store.reader import Reader


def names(path):
    with reading(path) as connection:
        return {network.name for network in Reader(connection).networks()}


def rename(path, name):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE network SET name = ?", [name])
        connection.commit()


def is_open(connection):
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return False
    return True


def test_a_connection_serves_the_next_reading_and_one_reading_at_a_time(sample_copy):
    with reading(sample_copy) as first:
        pass
    with reading(sample_copy) as again, reading(sample_copy) as other:
        assert again is first
        assert other is not first


def test_a_reading_that_fails_leaves_no_connection_behind(sample_copy):
    with pytest.raises(KeyError), reading(sample_copy) as connection:
        raise KeyError
    assert not is_open(connection)


@pytest.mark.parametrize("times", [1, 3])
def test_what_was_known_before_a_commit_is_read_again(sample_copy, times):
    names(sample_copy)
    for time in range(times):
        rename(sample_copy, f"Nom {time}")
        assert names(sample_copy) == {f"Nom {time}"}


def test_what_was_known_of_a_replaced_store_is_read_again(sample_copy, sample_path, tmp_path):
    before = names(sample_copy)
    other = shutil.copy(sample_path, tmp_path / "other.db")
    rename(other, "Autre")
    Path(other).replace(sample_copy)
    assert names(sample_copy) == {"Autre"} != before


def test_a_commit_during_a_reading_is_told_to_the_next(sample_copy):
    with reading(sample_copy) as connection:
        before = Reader(connection).networks()
        with writing(sample_copy) as writer:
            writer.execute("UPDATE network SET name = 'Nouveau'")
        assert Reader(connection).networks() == before
    assert names(sample_copy) == {"Nouveau"}
    assert not is_open(connection)


def test_a_connection_that_nothing_says_unchanged_knows_nothing(sample_copy):
    with closing(sqlite3.connect(sample_copy)) as connection:
        Reader(connection).networks()
        connection.execute("UPDATE network SET name = 'Modifié'")
        assert {network.name for network in Reader(connection).networks()} == {"Modifié"}


def test_few_connections_and_few_stores_are_kept():
    shelf = Shelf((1, 1, b""))
    connections = [sqlite3.connect(":memory:", factory=Opened) for _ in range(IDLE + 2)]
    for connection in connections:
        shelf.put_back(connection)
    assert sum(map(is_open, connections)) == IDLE
    shelf.close()
    assert not any(map(is_open, connections))
    shelves = Shelves()
    first = shelves.of(Path("0"), (0, 0, b""))
    for number in range(STORES):
        shelves.of(Path(f"{number + 1}"), (0, 0, b""))
    assert shelves.of(Path("0"), (0, 0, b"")) is not first


@pytest.mark.parametrize("look", [store_version, check_readable])
def test_a_look_at_the_store_drops_none_of_the_locks_of_kept_connections(sample_copy, look):
    """Else the next process to close the store deletes the log that they read."""
    rename(sample_copy, "Avant")
    names(sample_copy)
    with writing(sample_copy) as writer:
        writer.execute("UPDATE network SET name = 'Après'")
    names(sample_copy)
    for _ in range(2):
        look(sample_copy)
    log = sample_copy.with_name(sample_copy.name + "-wal")
    assert log.exists()
    locked = _locks(sample_copy)
    assert len(locked) == 2
    elsewhere = f"import sqlite3; c = sqlite3.connect({str(sample_copy)!r});"
    elsewhere += "c.execute('SELECT count(*) FROM network').fetchone(); c.close()"
    subprocess.run([sys.executable, "-c", elsewhere], check=True)
    assert log.exists()
    assert names(sample_copy) == {"Après"}


def test_a_replaced_file_is_read_anew_and_few_stay_open(tmp_path):
    headers, path = Headers(), tmp_path / "store"
    path.write_bytes(b"before")
    assert headers.read(path, 100) == b"before"
    other = tmp_path / "other"
    other.write_bytes(b"after")
    other.replace(path)
    assert headers.read(path, 3) == b"aft"
    path.unlink()
    with pytest.raises(FileNotFoundError):
        headers.read(path, 3)
    opened = _descriptors()
    for number in range(HELD + 5):
        place = tmp_path / str(number)
        place.write_bytes(b"x")
        headers.read(place, 1)
    assert _descriptors() - opened == HELD


def _descriptors():
    return len(list(Path("/dev/fd").iterdir()))


def _locks(path):
    """Return the locks this process holds on a store and the index of its log."""
    found = {file.stat().st_ino for file in (path, path.with_name(path.name + "-shm"))}
    held = [row.split() for row in Path("/proc/locks").read_text().splitlines()]
    return {row[5] for row in held if int(row[5].rpartition(":")[2]) in found}
