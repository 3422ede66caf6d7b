"""200 000 rows checked and applied in under 1 GB, telling how far and how long it took."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lianes.domain.catalogue import Kind
from lianes.domain.month import Month
from lianes.intake.deposit import Parcel, apply
from lianes.store.backup import check
from lianes.store.build import build_store

ROOT = Path(__file__).parents[2]
ROWS, MONTHS, TODAY = 200_000, 13, date(2026, 10, 31)
PROGRAM = """
import json, re, sys, time
from datetime import date
from pathlib import Path
from lianes.domain.catalogue import load_catalogue
from lianes.intake.deposit import Parcel, apply
catalogue = load_catalogue(Path(sys.argv[2]))
told = []
parcel = Parcel("grand.csv", Path(sys.argv[3]).read_bytes())
start = time.process_time()
applied = apply(Path(sys.argv[1]), parcel, catalogue, author="Essai", today=date(2026, 10, 31),
                progress=lambda share, words: told.append(share))
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(json.dumps({"seconds": time.process_time() - start, "rows": sum(applied.counts.values()),
                  "told": told,
                  "megabytes": int(peak[1]) / 1024}))
"""


def networks(path, count):
    codes = [row[0][4:] for row in _communes(path, count)]
    rows = [f"LIANE-{n:03d};LIANE {n};{code};déployée;2025-10-01" for n, code in enumerate(codes)]
    return "\n".join(["Code;Nom;Code Insee;Étape;Ouverture", *rows]).encode()


def _communes(path, count):
    from lianes.store.connection import reading

    with reading(path) as connection:
        return connection.execute(
            "SELECT code FROM territory WHERE level = 5 ORDER BY code LIMIT ?", [count]
        ).fetchall()


@pytest.mark.long
def test_two_hundred_thousand_rows(tmp_path):
    from lianes.domain.catalogue import load_catalogue

    catalogue_path = ROOT / "data" / "reference" / "indicators.toml"
    catalogue = load_catalogue(catalogue_path)
    measures = [m for m in catalogue.measures.values() if m.kind is not Kind.COHORT]
    months = [str(Month.of(2025, 10) + k) for k in range(MONTHS)]
    count = -(-ROWS // (len(measures) * MONTHS))
    path = tmp_path / "lianes.db"
    build_store(path, as_of=TODAY)
    apply(path, Parcel("r.csv", networks(path, count)), catalogue, author="Essai", today=TODAY)
    rows = [
        f"LIANE-{n:03d};{month};{m.id};;{1 if m.part_of else 10 + n % 5}"
        for n in range(count) for month in months for m in measures
    ][:ROWS]  # fmt: skip
    file = tmp_path / "grand.csv"
    file.write_text("\n".join(["Réseau;Mois;Mesure;Public;Valeur", *rows]), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", PROGRAM, path, catalogue_path, file], cwd=ROOT,
                          capture_output=True, text=True, check=True)  # fmt: skip
    said = json.loads(done.stdout)
    assert said["rows"] == ROWS
    print(f"200 000 lignes : {said['seconds']:.0f} s de calcul, {said['megabytes']:.0f} Mo")
    assert said["megabytes"] < 1000
    assert said["told"] == sorted(said["told"])
    assert len(said["told"]) > 50
    assert said["told"][-1] == 1.0
    assert all(finding.passed for finding in check(path))
