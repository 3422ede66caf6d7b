import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from lianes.errors import (
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreNotFound,
    StoreNotWritable,
    StoreTooOld,
    StoreTooRecent,
)
from lianes.store import connection as door
from lianes.store.connection import open_read_only, reading, store_path, store_version, writing
from lianes.store.schema import SCHEMA_VERSION

from .rights import as_nobody

COUNT = "SELECT count(*) FROM network"


def set_version(path, version):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def refused(path, error, opened=reading):
    with pytest.raises(error) as caught, opened(path) as connection:
        connection.execute(COUNT).fetchone()
    return str(caught.value)


@contextmanager
def held_by_another_process(path, statement):
    """Another process holds the store; it lets go when its standard input closes."""
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute(sys.argv[2]); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(path), statement]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.stdin.close()


@pytest.fixture
def impatient(monkeypatch):
    """SQLite's own waiting time, shortened."""
    monkeypatch.setattr(door, "_BUSY_SECONDS", 0.1)


# ------------------------------------------------------------------ a store that cannot be used
@pytest.mark.parametrize("opened", [reading, writing])
def test_a_missing_store_says_how_to_make_one(tmp_path, opened):
    said = refused(tmp_path / "lianes.db", StoreNotFound, opened)
    assert "python -m lianes demo" in said
    assert "python -m lianes init" in said
    assert not (tmp_path / "lianes.db").exists()


@pytest.mark.parametrize("opened", [reading, writing])
def test_an_older_store_says_to_migrate(sample_copy, opened):
    set_version(sample_copy, SCHEMA_VERSION - 1)
    assert "python -m lianes migrate" in refused(sample_copy, StoreTooOld, opened)


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_store_of_a_later_version_says_to_update_the_application(sample_copy, opened):
    set_version(sample_copy, SCHEMA_VERSION + 1)
    assert "Mettez l'application à jour" in refused(sample_copy, StoreTooRecent, opened)


def test_any_version_can_be_opened_to_be_copied(sample_copy):
    set_version(sample_copy, SCHEMA_VERSION + 1)
    with closing(open_read_only(sample_copy, any_version=True)) as connection:
        assert connection.execute(COUNT).fetchone() == (7,)


@pytest.mark.parametrize("size", [0, 10, 50, 5000])
def test_a_truncated_store_says_to_restore_a_backup(sample_copy, size):
    os.truncate(sample_copy, size)
    assert "python -m lianes restore" in refused(sample_copy, StoreDamaged)


def test_a_file_of_random_bytes_is_not_a_store(tmp_path):
    path = tmp_path / "lianes.db"
    path.write_bytes(bytes(range(256)) * 40)
    assert "endommagé" in refused(path, StoreDamaged)


def test_a_page_overwritten_by_random_bytes_is_damage(sample_copy):
    with sample_copy.open("r+b") as file:
        file.seek(100)
        file.write(bytes(range(256)) * 400)
    assert "python -m lianes restore" in refused(sample_copy, StoreDamaged)


@pytest.mark.parametrize("opened", [reading, writing])
def test_another_application_s_sqlite_file_is_not_ours(tmp_path, opened):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE network (id)")
    said = refused(path, StoreDamaged, opened)
    assert "LIANES_STORE" in said
    assert str(path) in said


def test_a_folder_in_place_of_the_store_cannot_be_read(tmp_path):
    assert "ne peut pas être lu" in refused(tmp_path, StoreError)


def test_every_refusal_is_one_french_sentence_that_names_the_file(sample_copy, tmp_path):
    set_version(sample_copy, SCHEMA_VERSION + 1)
    for path, error in ((sample_copy, StoreTooRecent), (tmp_path / "no.db", StoreNotFound)):
        said = refused(path, error)
        assert str(path) in said
        assert re.search(r"[éèà]", said)
        assert "Traceback" not in said


# ------------------------------------------------------------------ locked
def test_a_second_writer_is_told_to_try_again(sample_copy, impatient):
    with held_by_another_process(sample_copy, "BEGIN IMMEDIATE"):
        said = refused(sample_copy, StoreLocked, writing)
    assert "Réessayez" in said


def test_readers_go_on_while_another_process_writes(sample_copy, impatient):
    with (
        held_by_another_process(sample_copy, "BEGIN IMMEDIATE"),
        reading(sample_copy) as connection,
    ):
        assert connection.execute(COUNT).fetchone() == (7,)


def test_a_store_locked_for_itself_alone_is_told_to_the_reader(sample_copy, impatient):
    with closing(sqlite3.connect(sample_copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with held_by_another_process(sample_copy, "BEGIN EXCLUSIVE"):
        assert "occupé" in refused(sample_copy, StoreLocked)


# ------------------------------------------------------------------ folders that cannot be written
def test_a_store_in_a_folder_that_cannot_be_written_is_read_without_side_files(closed_folder):
    with as_nobody(), reading(closed_folder) as connection:
        assert connection.execute(COUNT).fetchone() == (7,)
    assert [path.name for path in closed_folder.parent.iterdir()] == ["lianes.db"]


def test_writing_where_nothing_can_be_written_says_that_nothing_changed(closed_folder):
    with (
        as_nobody(),
        pytest.raises(StoreNotWritable, match="a été modifié"),
        writing(closed_folder),
    ):
        pass


def test_a_store_without_reading_rights_says_to_check_them(closed_folder):
    closed_folder.chmod(0o000)
    with as_nobody():
        assert "Vérifiez ses droits" in refused(closed_folder, StoreError)


# ------------------------------------------------------------------ writing
def rename(connection, name):
    connection.execute("UPDATE network SET name = ? WHERE id = 1", [name])


def name_in(path):
    with reading(path) as connection:
        return connection.execute("SELECT name FROM network WHERE id = 1").fetchone()[0]


def test_what_is_written_stays_written(sample_copy):
    with writing(sample_copy) as connection:
        rename(connection, "Autre nom")
    assert name_in(sample_copy) == "Autre nom"


def test_an_exception_writes_nothing(sample_copy):
    before = name_in(sample_copy)
    with pytest.raises(ZeroDivisionError), writing(sample_copy) as connection:  # noqa: PT012
        rename(connection, "Autre nom")
        1 / 0  # noqa: B018
    assert name_in(sample_copy) == before


def test_a_foreign_key_that_leads_nowhere_is_refused_and_nothing_is_written(sample_copy):
    before = name_in(sample_copy)
    with pytest.raises(sqlite3.IntegrityError), writing(sample_copy) as connection:  # noqa: PT012
        rename(connection, "Autre nom")
        connection.execute("UPDATE network SET seat_id = 999999 WHERE id = 1")
    assert name_in(sample_copy) == before


def test_readers_see_the_old_state_until_the_end_of_a_write(sample_copy):
    before = name_in(sample_copy)
    with writing(sample_copy) as connection:
        rename(connection, "Autre nom")
        assert name_in(sample_copy) == before
    assert name_in(sample_copy) == "Autre nom"


def test_a_reader_cannot_write(sample_copy):
    with pytest.raises(StoreNotWritable), reading(sample_copy) as connection:
        rename(connection, "Autre nom")


# ------------------------------------------------------------------ version of the file
def test_the_version_changes_after_a_write_and_not_after_a_read(sample_copy):
    before = store_version(sample_copy)
    name_in(sample_copy)
    assert store_version(sample_copy) == before
    time.sleep(0.02)
    with writing(sample_copy) as connection:
        rename(connection, "Autre nom")
    assert store_version(sample_copy) != before


def test_the_version_changes_while_a_reader_keeps_the_side_files_alive(sample_copy):
    with reading(sample_copy) as connection:
        connection.execute(COUNT).fetchone()
        before = store_version(sample_copy)
        time.sleep(0.02)
        with writing(sample_copy) as writer:
            rename(writer, "Autre nom")
        assert store_version(sample_copy) != before


def test_the_version_of_a_missing_store_is_refused(tmp_path):
    with pytest.raises(StoreNotFound):
        store_version(tmp_path / "lianes.db")


# ------------------------------------------------------------------ where the store is
def test_the_environment_names_the_store(monkeypatch, tmp_path):
    monkeypatch.setenv("LIANES_STORE", str(tmp_path / "other.db"))
    assert store_path() == tmp_path / "other.db"


def test_the_store_is_in_data_unless_named(monkeypatch):
    monkeypatch.delenv("LIANES_STORE", raising=False)
    assert store_path() == Path(door.__file__).parents[2] / "data" / "lianes.db"


def test_each_of_many_quick_commits_changes_the_version(sample_copy):
    """Faster than the clock of the file system ticks."""
    with closing(open_read_only(sample_copy)), closing(sqlite3.connect(sample_copy)) as writer:
        seen = [store_version(sample_copy)]
        for number in range(50):
            writer.execute("INSERT OR REPLACE INTO meta VALUES ('tick', ?)", [number])
            writer.commit()
            seen.append(store_version(sample_copy))
    assert len(set(seen)) == len(seen)
