"""Reference files of the repository, and a small store or a changed copy to read them into."""

import csv
import gzip
import re
import shutil
import sqlite3
from pathlib import Path

from lianes.domain.territory import level_of

ROOT = Path(__file__).parents[2]
PROGRAMME = ROOT / "data" / "programme"
REFERENCE = ROOT / "data" / "reference"
CONTEXT_FILES = (
    "departement_context.csv",
    "departement_context_columns.csv",
    "departement_context_blocks.csv",
)
_SCHEMA = ROOT / "lianes" / "store" / "migrations" / "0001_foundation.sql"
_CODE = re.compile(r"\b(?:FR|(?:REG|DEP|EPCI|EPT|COM)-[0-9AB]+)\b")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def territories():
    path = REFERENCE / "territories.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def context_codes():
    codes = {"FR"}
    for row in rows(REFERENCE / "departement_context.csv"):
        codes |= {f"DEP-{row['departement_code']}", f"REG-{row['region_code']}"}
    return codes


def fact_codes():
    texts = (path.read_text(encoding="utf-8") for path in PROGRAMME.glob("*.csv"))
    return {code for text in texts for code in _CODE.findall(text)}


def empty_store(path, codes):
    """A real SQLite file with the schema and these territories, each named after its code."""
    connection = sqlite3.connect(path)
    connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executemany(
        "INSERT INTO territory (code, level, name, vintage) VALUES (?, ?, ?, 'test')",
        [(code, int(level_of(code)), code) for code in sorted(codes)],
    )
    return connection


def copy_of(folder, target, names=None):
    target.mkdir()
    for path in folder.glob("*.csv"):
        if names is None or path.name in names:
            shutil.copy(path, target)
    return target


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
