"""Loading the territories, their links, former codes and neighbours from data/reference."""

import csv
import gzip
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from lianes.domain.territory import Level, level_of
from lianes.errors import InvalidReferenceData

VINTAGE = "COG 2026"
_PARENT_COLUMNS = (
    ("region", Level.REGION),
    ("departement", Level.DEPARTEMENT),
    ("epci", Level.EPCI),
    ("ept", Level.EPT),
)

Row = dict[str, str]


def load_territories(connection: sqlite3.Connection, folder: Path) -> int:
    """Fill territory, territory_link, former_commune and neighbour; return the territories."""
    rows = list(read_rows(folder / "territories.csv.gz"))
    ids = {row["code"]: number for number, row in enumerate(rows, start=1)}
    connection.executemany(
        "INSERT INTO territory VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_territory(ids[row["code"]], row) for row in rows),
    )
    connection.executemany(
        "INSERT INTO territory_link VALUES (?, ?, ?)",
        (link for row in rows for link in _links(row, ids)),
    )
    _load_former(connection, folder, ids)
    _load_neighbours(connection, folder, ids)
    return len(rows)


def read_rows(path: Path) -> Iterator[Row]:
    """Read one gzipped reference table; raises InvalidReferenceData when it is missing."""
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InvalidReferenceData(
            f"Table de référence illisible : {path.name}. "
            "Refaites-la avec « python -m lianes geo build »."
        ) from error


def _territory(number: int, row: Row) -> tuple[object, ...]:
    return (
        number,
        row["code"],
        int(level_of(row["code"])),
        row["name"],
        _number(row["population"], int),
        _number(row["area_km2"], float),
        _number(row["lon"], float),
        _number(row["lat"], float),
        _number(row["x"], int),
        _number(row["y"], int),
        row["spans"] or None,
        row["postcodes"] or None,
        int(row["approximate"] or 0),
        VINTAGE,
    )


def _number(text: str, kind: type[int] | type[float]) -> float | None:
    return kind(text) if text else None


def _links(row: Row, ids: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    """Yield (child, parent level, parent); every territory but France has France as a parent."""
    child = ids[row["code"]]
    if row["code"] != "FR":
        yield child, int(Level.FRANCE), ids["FR"]
    for column, level in _PARENT_COLUMNS:
        parent = row[column]
        if parent and parent != row["code"]:
            yield child, int(level), ids[parent]


def _load_former(connection: sqlite3.Connection, folder: Path, ids: dict[str, int]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO former_commune VALUES (?, ?, ?, ?)",
        (
            (row["old_code"], row["old_name"], ids[_commune(row["code"])], row["kind"])
            for row in read_rows(folder / "former_communes.csv.gz")
        ),
    )


def _load_neighbours(connection: sqlite3.Connection, folder: Path, ids: dict[str, int]) -> None:
    connection.executemany(
        "INSERT INTO neighbour VALUES (?, ?)",
        ((ids[r["a"]], ids[r["b"]]) for r in read_rows(folder / "adjacency.csv.gz")),
    )


def _commune(code: str) -> str:
    return code if code.startswith("COM-") else f"COM-{code}"
