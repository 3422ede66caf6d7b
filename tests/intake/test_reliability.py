"""Whatever happens to a deposit, the store is as before it or as after it."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sample import AS_OF
from store.dump import dump
from store.rights import as_nobody

from lianes.errors import LianesError, StoreError, StoreNotFound
from lianes.intake.deposit import Parcel, apply, look
from lianes.store.backup import check, restore
from tests.intake.files import csv_of, ods_of, xlsx_of

ROW = ("LIANE-01", "2026-08", "Prises d'emploi", "Tous publics", "9")
HEADER = ["Réseau", "Mois", "Mesure", "Public", "Valeur"]
PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from lianes.domain.catalogue import load_catalogue
from lianes.intake.deposit import Parcel, apply
catalogue = load_catalogue(Path(sys.argv[2]))
content = sys.argv[3].encode()
print("go", flush=True)
parcel, day = Parcel("f.csv", content), date(2026, 8, 31)
apply(Path(sys.argv[1]), parcel, catalogue, author="Essai", today=day)
"""
CATALOGUE = Path(__file__).parents[2] / "data" / "reference" / "indicators.toml"


def killed(path, content, delay):
    """Apply a file in a process of its own and kill it after a while."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), str(CATALOGUE), content.decode()],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def survives(path, count, seed):
    draw = random.Random(seed)
    outcomes = {"before": 0, "after": 0}
    for turn in range(count):
        before = dump(path)
        value = 10 + turn
        killed(path, csv_of((*ROW[:4], value)), draw.uniform(0, 1.2))
        after = dump(path)
        changed = len(after["batch"]) - len(before["batch"])
        assert changed in (0, 1)
        assert changed or after == before
        outcomes["after" if changed else "before"] += 1
        assert all(finding.passed for finding in check(path))
    return outcomes


def test_a_killed_deposit_leaves_the_store_before_or_after(sample_copy):
    survives(sample_copy, 4, seed=1)


@pytest.mark.long
def test_two_hundred_killed_deposits(sample_copy):
    outcomes = survives(sample_copy, 200, seed=2)
    assert outcomes["before"]
    assert outcomes["after"]


# ------------------------------------------------------------------ mutated files
def seeds():
    rows = [HEADER, list(ROW), ["LIANE-05", "oct. 2026", "Parcours lancés", "", 3]]
    return [
        csv_of(ROW), csv_of(ROW, separator="\t", encoding="cp1252"), xlsx_of(rows), ods_of(rows),
        csv_of(("LIANE-31", "Réseau", "59350", "déployée", "2026-06-01"),
               header=("Code", "Nom", "Code Insee", "Étape", "Ouverture")),
        csv_of(("jobs_started", "FR", "10", "2027-12-31"),
               header=("Indicateur", "Territoire", "Valeur", "Échéance")),
        csv_of(("LIANE-01", "job_retention", "2026-02", "0", "départ", "3"),
               header=("Réseau", "Mesure", "Mois de départ", "Ancienneté", "Évènement",
                       "Valeur")),
    ]  # fmt: skip


ODDITIES = (
    b"", b"\0", b";", b'"', b"\r", b"\n", b"=1+1", b"9" * 30, b"-1", b"1e999", b"NaN",
    "é".encode("cp1252"), "\u202f".encode(), b"\xff\xfe", b"2026-13", b"' OR 1=1 --",
)  # fmt: skip


def mutated(draw, content):
    made = bytearray(content)
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(made) + 1)
        step = draw.random()
        if step < 0.4:
            made[at:at] = draw.choice(ODDITIES)
        elif step < 0.7:
            del made[at : at + draw.randint(1, 20)]
        elif made:
            made[min(at, len(made) - 1)] = draw.randrange(256)
    return bytes(made)


def fuzz(path, catalogue, count, seed):
    draw = random.Random(seed)
    sources = seeds()
    before = dump(path)
    read = refused = 0
    for _ in range(count):
        parcel = Parcel("f", mutated(draw, draw.choice(sources)))
        try:
            examined = look(path, parcel, catalogue, today=AS_OF)
            read += 1
        except LianesError:
            refused += 1
            continue
        if examined.is_blocked:
            with pytest.raises(LianesError):
                apply(path, parcel, catalogue, author="Essai", today=AS_OF)
            assert dump(path)["batch"] == before["batch"]
    assert dump(path) == before
    return read, refused


def test_mutated_files_never_crash_and_never_write(sample_copy, catalogue):
    read, refused = fuzz(sample_copy, catalogue, 60, seed=3)
    assert read
    assert refused


@pytest.mark.long
def test_five_thousand_mutated_files(sample_copy, catalogue):
    draw = fuzz(sample_copy, catalogue, 5_000, seed=4)
    assert sum(draw) == 5_000


# ------------------------------------------------------------------ the disk
def test_a_store_deleted_meanwhile_is_a_sentence(sample_copy, catalogue):
    sample_copy.unlink()
    with pytest.raises(StoreNotFound):
        apply(sample_copy, Parcel("f.csv", csv_of(ROW)), catalogue, author="x", today=AS_OF)


def test_a_full_disk_is_a_sentence_and_nothing_is_lost(sample_copy, catalogue):
    """The limit of a file's size stands for the disk: writing beyond fails as on a full one."""
    program = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n" + PROGRAM
    )
    before = dump(sample_copy)
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample_copy), str(CATALOGUE), csv_of(ROW).decode()],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode != 0
    assert dump(sample_copy) == before


def test_a_folder_that_cannot_be_written_is_a_sentence(closed_folder, catalogue):
    with as_nobody(), pytest.raises(StoreError):
        apply(closed_folder, Parcel("f.csv", csv_of(ROW)), catalogue, author="x", today=AS_OF)


def test_the_backup_made_before_a_batch_brings_the_store_back(sample_copy, catalogue, tmp_path):
    before = dump(sample_copy)
    apply(sample_copy, Parcel("f.csv", csv_of(ROW)), catalogue, author="x", today=AS_OF)
    (saved,) = (sample_copy.parent / "backups").glob("*-avant-lot-*")
    restore(shutil.copy(saved, tmp_path / "saved.db"), sample_copy)
    assert dump(sample_copy) == before
