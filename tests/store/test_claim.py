"""One writer at a time, whatever it does; what a killed one left beside the store goes."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lianes.errors import StoreLocked
from lianes.store.backup import backup, migrate, restore
from lianes.store.claim import claimed
from lianes.store.writer import depositing

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from lianes.store.writer import depositing
with depositing(Path(sys.argv[1]), "Direction régionale"):
    print("held", flush=True)
    time.sleep(60)
"""


def beside(path):
    return sorted(p.name for p in path.parent.iterdir() if ".migrating" in p.name
                  or ".restoring" in p.name or "partial" in p.name)  # fmt: skip


@pytest.fixture
def holder(sample_copy):
    """Another process that holds the right to write."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(sample_copy)],
                               stdout=subprocess.PIPE, cwd=ROOT)  # fmt: skip
    process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_writer_is_told_who_writes_since_when(sample_copy, holder):
    with (
        pytest.raises(StoreLocked, match=r"« Direction régionale » depuis \d\d h \d\d min"),
        depositing(sample_copy, "Réseau"),
    ):
        pass


def test_a_restoration_waits_for_nobody_and_loses_nothing(sample_copy, holder, tmp_path):
    saved = backup(sample_copy, tmp_path / "saved.db")
    with pytest.raises(StoreLocked, match="Direction régionale"):
        restore(saved, sample_copy)


def test_a_migration_does_not_lose_a_deposit_made_meanwhile(sample_copy):
    with closing(sqlite3.connect(sample_copy)) as connection:
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    with (
        claimed(sample_copy, "Direction régionale"),
        pytest.raises(StoreLocked, match="Direction régionale"),
    ):
        migrate(sample_copy)


def test_a_killed_writer_holds_nothing_more(sample_copy, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with depositing(sample_copy, "Réseau"):
        pass


def test_what_a_killed_migration_left_goes_at_the_next_writing(sample_copy):
    for end in (".migrating", ".migrating.partial", ".migrating-journal", ".restoring.partial"):
        shutil.copy(sample_copy, sample_copy.with_name(sample_copy.name + end))
    (sample_copy.parent / "backups").mkdir()
    half = sample_copy.parent / "backups" / f"{sample_copy.stem}-avant-lot-1.db.partial"
    half.write_bytes(b"half")
    assert beside(sample_copy)
    with claimed(sample_copy, "Réseau"):
        assert beside(sample_copy) == []
        assert not half.exists()
    assert sample_copy.exists()
