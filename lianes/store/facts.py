"""Published facts of the programmes, from the CSV files of `data/programme` to the store."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lianes.errors import InvalidReferenceData
from lianes.store.fact_sheets import SHEETS, Link, Sheet
from lianes.store.sheet import Known, Line, Value, read_lines, references

Row = Mapping[str, Value]


def load_facts(connection: sqlite3.Connection, folder: Path) -> None:
    """Fill the tables of facts, inside the caller's transaction; territories must be there.

    Raises InvalidReferenceData naming file, line, column and what is expected.
    """
    _refuse_strangers(folder)
    known: dict[str, Mapping[str, int | str]] = {"territory": territory_ids(connection)}
    for sheet in SHEETS:
        known[sheet.table] = load_sheet(connection, sheet, folder, known)


def territory_ids(connection: sqlite3.Connection) -> dict[str, int | str]:
    """Return the id of each territory by its code."""
    return dict(connection.execute("SELECT code, id FROM territory"))


def load_sheet(
    connection: sqlite3.Connection, sheet: Sheet, folder: Path, known: Known
) -> dict[str, int | str]:
    """Insert one file, its links and its further sources; return what is now known by id."""
    lines = read_lines(folder / sheet.file_name, sheet.headings)
    _refuse_duplicates(sheet, lines)
    rows = [_row(sheet, line, rank, known) for rank, line in enumerate(lines, start=1)]
    insert(connection, sheet.table, rows)
    for link in sheet.links:
        insert(connection, link.table, _pairs(link, lines, rows, known))
    insert(connection, "citation", _citations(sheet, lines, rows, known))
    return {str(row.get("code") or row["id"]): _key(row) for row in rows if "id" in row}


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns."""
    if not rows:
        return
    names = ", ".join(rows[0])
    marks = ", ".join(f":{name}" for name in rows[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _row(sheet: Sheet, line: Line, rank: int, known: Known) -> Row:
    values = {column.name: column.value(line, known) for column in sheet.columns}
    return {"id": rank, **values} if sheet.numbered else values


def _key(row: Row) -> int | str:
    key = row["id"]
    assert isinstance(key, int | str)
    return key


def _pairs(link: Link, lines: Iterable[Line], rows: Iterable[Row], known: Known) -> list[Row]:
    pairs: list[Row] = []
    for line, row in zip(lines, rows, strict=True):
        cell = line.cell(link.cell)
        if link.required and not cell.text:
            raise cell.refusal("au moins une valeur")
        members = references(cell, known, link.refers_to)
        pairs += [{link.owner: row["id"], link.member: member} for member in members]
    return pairs


def _citations(sheet: Sheet, lines: Iterable[Line], rows: Iterable[Row], known: Known) -> list[Row]:
    """Return one row per source beyond the first, which stands in the fact's own row."""
    if "source" not in sheet.headings:
        return []
    return [
        {"fact_table": sheet.table, "fact_id": str(row["id"]), "source": source}
        for line, row in zip(lines, rows, strict=True)
        for source in references(line.cell("source"), known, "source")[1:]
    ]


def _refuse_duplicates(sheet: Sheet, lines: Sequence[Line]) -> None:
    for key in sheet.keys:
        seen: set[tuple[str, ...]] = set()
        for line in lines:
            values = tuple(line.cells[column] for column in key)
            if values in seen:
                columns = ", ".join(key)
                raise line.cell(key[0]).refusal(f"une seule ligne par {columns}")
            seen.add(values)


def _refuse_strangers(folder: Path) -> None:
    expected = {sheet.file_name for sheet in SHEETS}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in expected:
            raise InvalidReferenceData(
                f"{path.name} : fichier inconnu dans {folder} ; "
                f"attendu : {', '.join(sorted(expected))}."
            )
