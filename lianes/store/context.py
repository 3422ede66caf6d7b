"""Context figures by département, summed above only where a sum means something."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianes.store.fact_sheets import Column, Sheet, must
from lianes.store.facts import insert, load_sheet
from lianes.store.sheet import (
    Known,
    Line,
    Value,
    as_of,
    flag,
    identifier,
    main_source,
    number,
    read_lines,
    reference,
    references,
)

MEASURES = Sheet(
    "context_measure",
    (
        must("id", identifier, "column"),
        must("label", cell="label_fr"),
        must("unit"),
        must("as_of", as_of),
        must("producer"),
        must("dataset"),
        must("licence"),
        Column("national_check", number),
        must("summable", flag),
        Column("note"),
        must("source", main_source),
    ),
    keys=(("column",),),
    file="departement_context_columns.csv",
)
FIGURES = "departement_context.csv"
BLOCKS = "departement_context_blocks.csv"


@dataclass(frozen=True, slots=True)
class Part:
    """What a département, or several published as one block, brings to a sum."""

    departements: tuple[int, ...]
    region: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Places:
    """Territories by code and by id."""

    ids: Mapping[str, int]
    names: Mapping[int, str]


def load_context(connection: sqlite3.Connection, folder: Path) -> None:
    """Fill context measures, their sources and figures; territories must be there.

    Raises InvalidReferenceData naming file, line, column and what is expected.
    """
    measures = read_lines(folder / MEASURES.file_name, MEASURES.headings)
    sources = _sources(measures)
    insert(connection, "source", list(sources.values()))
    load_sheet(connection, MEASURES, folder, {"source": {name: name for name in sources}})
    places = _places(connection)
    parts = _parts(folder, [line.cells["column"] for line in measures], places)
    insert(connection, "context_figure", _figures(measures, parts, places))


def _sources(measures: Iterable[Line]) -> dict[str, dict[str, Value]]:
    """Return one source per dataset; a source named twice must be the same dataset."""
    sources: dict[str, dict[str, Value]] = {}
    for line in measures:
        cells = line.cells
        row: dict[str, Value] = {
            "id": cells["source"], "title": cells["dataset"], "publisher": cells["producer"],
            "note": cells["licence"], "kind": "open_data",
        }  # fmt: skip
        if sources.setdefault(cells["source"], row) != row:
            raise line.cell("source").refusal("une source par jeu de données")
    return sources


def _places(connection: sqlite3.Connection) -> Places:
    rows = connection.execute("SELECT id, code, name FROM territory WHERE level <= 2").fetchall()
    return Places({code: key for key, code, _ in rows}, {key: name for key, _, name in rows})


def _parts(folder: Path, measures: Sequence[str], places: Places) -> dict[str, list[Part]]:
    lines = read_lines(folder / FIGURES, ["departement_code", "region_code", *measures])
    parts = {measure: [_part(line, measure, places) for line in lines] for measure in measures}
    for line in read_lines(folder / BLOCKS, ["measure", "territory", "departements", "value"]):
        measure = line.cells["measure"]
        if measure not in parts:
            raise line.cell("measure").refusal(f"une colonne de {FIGURES}")
        parts[measure] = _with_block(parts[measure], line, places)
    return parts


def _part(line: Line, measure: str, places: Places) -> Part:
    departement = _place(line, "departement_code", "DEP-", places)
    region = _place(line, "region_code", "REG-", places)
    return Part((departement,), region, _number(line, measure))


def _place(line: Line, column: str, prefix: str, places: Places) -> int:
    code = prefix + line.cells[column]
    if code not in places.ids:
        raise line.cell(column).refusal(f"le code d'un territoire connu (« {code} » ne l'est pas)")
    return places.ids[code]


def _number(line: Line, column: str) -> float | None:
    value = Column(column, number).value(line, {})
    return None if value is None else float(value)


def _with_block(parts: Sequence[Part], line: Line, places: Places) -> list[Part]:
    """Put one published block in the place of its départements, which must be empty."""
    known: Known = {"territory": places.ids}
    members = references(line.cell("departements"), known, "territory")
    region = int(must("territory", reference("territory")).value(line, known) or 0)
    replaced = [part for part in parts if part.departements[0] in members]
    if any(part.value is not None or part.region != region for part in replaced):
        raise line.cell("departements").refusal(
            f"des départements de cette région, laissés vides dans {FIGURES}"
        )
    block = Part(tuple(int(member) for member in members), region, _number(line, "value"))
    return [part for part in parts if part not in replaced] + [block]


def _figures(
    measures: Iterable[Line], parts: Mapping[str, Sequence[Part]], places: Places
) -> list[dict[str, Value]]:
    rows: list[dict[str, Value]] = []
    for line in measures:
        measure, day = line.cells["column"], line.cells["as_of"]
        values = _departements(parts[measure])
        if line.cells["summable"] == "oui":
            values |= _sums(parts[measure], places)
        rows += [
            {"territory_id": place, "measure": measure, "as_of": day, "value": value,
             "missing": missing}
            for place, (value, missing) in values.items()
        ]  # fmt: skip
    return rows


def _departements(parts: Iterable[Part]) -> dict[int, tuple[float, str | None]]:
    return {
        part.departements[0]: (part.value, None)
        for part in parts
        if part.value is not None and len(part.departements) == 1
    }


def _sums(parts: Sequence[Part], places: Places) -> dict[int, tuple[float, str | None]]:
    """Return the sum of each région and of France, with the départements it lacks."""
    groups = {place: [part for part in parts if part.region == place] for place in _regions(parts)}
    groups[places.ids["FR"]] = list(parts)
    return {place: total for place, group in groups.items() if (total := _sum(group, places))}


def _regions(parts: Iterable[Part]) -> list[int]:
    return sorted({part.region for part in parts})


def _sum(parts: Iterable[Part], places: Places) -> tuple[float, str | None] | None:
    """Return nothing when every part is missing: a sum of nothing is not zero."""
    parts = list(parts)
    values = [part.value for part in parts if part.value is not None]
    if not values:
        return None
    lacking = [part for part in parts if part.value is None]
    names = [places.names[place] for part in lacking for place in part.departements]
    return sum(values), ", ".join(names) or None
