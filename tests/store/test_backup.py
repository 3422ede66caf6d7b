import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lianes.errors import (
    MigrationFailed,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreNotFound,
    StoreTooOld,
    StoreTooRecent,
)
from lianes.store.backup import backup, check, migrate, restore
from lianes.store.connection import reading, writing
from lianes.store.schema import SCHEMA_VERSION

from .dump import dump

ROOT = Path(__file__).parents[2]


def run(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def older(path):
    """The same store, said to be of the version before; its rollup is gone."""
    run(path, f"PRAGMA user_version = {SCHEMA_VERSION - 1}", "DELETE FROM rollup")
    return path


def files(folder):
    """Names in a folder, but for the side files of a WAL store and the empty lock of writers."""
    names = sorted(path.name for path in folder.iterdir())
    return [name for name in names if not name.endswith(("-wal", "-shm", ".lock"))]


# ------------------------------------------------------------------ backup
def test_a_backup_equals_the_store(sample_path, tmp_path):
    saved = backup(sample_path, tmp_path / "saved.db")
    assert dump(saved) == dump(sample_path)
    assert [path.name for path in tmp_path.iterdir()] == ["saved.db"]
    assert all(finding.passed for finding in check(saved))


def test_a_backup_of_a_store_in_use_holds_what_was_committed(sample_copy, tmp_path):
    with writing(sample_copy) as connection:
        connection.execute("UPDATE network SET name = 'Écrit' WHERE id = 1")
    before = dump(sample_copy)
    with reading(sample_copy) as reader, writing(sample_copy) as writer:
        reader.execute("SELECT * FROM network").fetchone()
        writer.execute("UPDATE network SET name = 'Pas encore' WHERE id = 2")
        saved = backup(sample_copy, tmp_path / "saved.db")
    assert dump(saved) == before


def test_backups_stand_beside_the_store_under_different_names(sample_copy):
    first, second = backup(sample_copy), backup(sample_copy)
    assert first.parent == second.parent == sample_copy.parent / "backups"
    assert first != second


def test_a_backup_never_replaces_a_file(sample_copy):
    before = sample_copy.read_bytes()
    with pytest.raises(StoreError, match="existe déjà"):
        backup(sample_copy, sample_copy)
    assert sample_copy.read_bytes() == before


def test_no_backup_of_a_missing_store(tmp_path):
    with pytest.raises(StoreNotFound):
        backup(tmp_path / "lianes.db")
    assert files(tmp_path) == []


# ------------------------------------------------------------------ restore
def test_a_restored_backup_is_the_store_it_was_made_from(sample_copy, tmp_path):
    saved = backup(sample_copy, tmp_path / "saved.db")
    before = dump(sample_copy)
    run(sample_copy, "DELETE FROM observation", "DELETE FROM rollup")
    restore(saved, sample_copy)
    assert dump(sample_copy) == before
    assert files(tmp_path) == ["lianes.db", "saved.db"]


def test_a_backup_is_restored_where_there_was_no_store(sample_path, tmp_path):
    path = tmp_path / "elsewhere" / "lianes.db"
    restore(sample_path, path)
    assert dump(path) == dump(sample_path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def damaged(path):
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 40_000)


def truncated(path):
    os.truncate(path, 5000)


def foreign(path):
    path.unlink()
    run(path, "CREATE TABLE anything (id)")


def inconsistent(path):
    run(path, "UPDATE network SET seat_id = 999999 WHERE id = 1")


def of_tomorrow(path):
    run(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (damaged, StoreDamaged),
        (truncated, StoreDamaged),
        (foreign, StoreDamaged),
        (inconsistent, StoreDamaged),
        (of_tomorrow, StoreTooRecent),
        (Path.unlink, StoreNotFound),
    ],
)
def test_an_unsound_backup_is_refused_and_the_store_unchanged(sample_copy, spoil, error):
    saved = Path(shutil.copy(sample_copy, sample_copy.with_name("saved.db")))
    before = sample_copy.read_bytes()
    spoil(saved)
    with pytest.raises(error):
        restore(saved, sample_copy)
    assert sample_copy.read_bytes() == before
    assert set(files(sample_copy.parent)) <= {"lianes.db", "saved.db"}


def test_a_backup_of_an_earlier_version_is_restored_then_asks_to_be_migrated(sample_copy, tmp_path):
    saved = older(Path(shutil.copy(sample_copy, tmp_path / "saved.db")))
    restore(saved, sample_copy)
    with pytest.raises(StoreTooOld), reading(sample_copy):
        pass


def test_nothing_is_restored_while_another_process_writes(sample_copy, tmp_path):
    saved = backup(sample_copy, tmp_path / "saved.db")
    with closing(sqlite3.connect(sample_copy, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            restore(saved, sample_copy)
    assert [name for name in files(tmp_path) if "restoring" in name] == []


# ------------------------------------------------------------------ migrate
def test_a_store_of_this_version_is_left_alone(sample_copy):
    before = sample_copy.read_bytes()
    assert migrate(sample_copy) is None
    assert sample_copy.read_bytes() == before
    assert files(sample_copy.parent) == ["lianes.db"]


def test_migrating_keeps_the_data_and_rolls_it_up_again(sample_copy, sample_path):
    migrate(older(sample_copy))
    assert dump(sample_copy) == dump(sample_path)
    assert all(finding.passed for finding in check(sample_copy))


def test_migrating_saves_the_store_as_it_was(sample_copy):
    before = dump(older(sample_copy))
    saved = migrate(sample_copy)
    assert dump(saved) == before
    with pytest.raises(StoreTooOld), reading(saved):
        pass


def test_a_store_of_tomorrow_is_not_migrated(sample_copy):
    of_tomorrow(sample_copy)
    with pytest.raises(StoreTooRecent):
        migrate(sample_copy)


def test_a_migration_that_fails_leaves_the_store_and_says_so(sample_copy):
    run(older(sample_copy), "DELETE FROM _sqlite_migrations")  # its tables will be made again
    before = sample_copy.read_bytes()
    with pytest.raises(MigrationFailed, match="n'a pas été modifié"):
        migrate(sample_copy)
    assert sample_copy.read_bytes() == before
    assert files(sample_copy.parent) == ["backups", "lianes.db"]


def test_a_migration_that_does_not_pass_the_checks_leaves_the_store(sample_copy):
    inconsistent(older(sample_copy))
    before = sample_copy.read_bytes()
    with pytest.raises(MigrationFailed, match="Clés étrangères"):
        migrate(sample_copy)
    assert sample_copy.read_bytes() == before


# ------------------------------------------------------------------ the next version of the code
@pytest.fixture
def next_version(tmp_path):
    """A copy of the application to which a second migration can be added."""
    shutil.copytree(ROOT / "lianes", tmp_path / "app" / "lianes",
                    ignore=shutil.ignore_patterns("__pycache__", "assets"))  # fmt: skip
    return tmp_path / "app"


def migrate_with(application, sql, path):
    number = f"{SCHEMA_VERSION + 1:04d}_next.sql"
    (application / "lianes" / "store" / "migrations" / number).write_text(sql, encoding="utf-8")
    command = [sys.executable, "-m", "lianes", "migrate", "--store", str(path)]
    return subprocess.run(
        command, cwd=application, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_script_added_to_the_migrations_brings_a_store_to_the_next_version(
    sample_copy, next_version
):
    before = dump(sample_copy)
    done = migrate_with(
        next_version, "ALTER TABLE network ADD COLUMN nickname TEXT;\nCREATE TABLE extra (id);",
        sample_copy,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    after = dump(sample_copy)
    assert after["observation"] == before["observation"]
    assert after["rollup"] == before["rollup"]
    assert after["extra"] == []
    with pytest.raises(StoreTooRecent), reading(sample_copy):
        pass
    (saved,) = (sample_copy.parent / "backups").iterdir()
    assert dump(saved) == before


def test_a_script_that_fails_halfway_leaves_the_store_as_it_was(sample_copy, next_version):
    before = sample_copy.read_bytes()
    done = migrate_with(
        next_version, "ALTER TABLE network ADD COLUMN nickname TEXT;\nDROP TABLE nothing;",
        sample_copy,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Erreur : La migration" in done.stderr
    assert "Traceback" not in done.stderr
    assert sample_copy.read_bytes() == before
