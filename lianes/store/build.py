"""Making a store: reference data and facts, then the simulated part when it is asked for."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from lianes.domain.catalogue import Catalogue, Measure, load_catalogue
from lianes.domain.french import number
from lianes.domain.territory import Level
from lianes.errors import InvalidCatalogue, StoreError
from lianes.store.check import raise_on_problems
from lianes.store.connection import is_damage, translated
from lianes.store.context import load_context
from lianes.store.facts import load_facts
from lianes.store.progress import Progress, part, silent, through
from lianes.store.rollup import rebuild
from lianes.store.schema import apply_migrations
from lianes.store.territories import VINTAGE, load_territories

_ROWS_AT_ONCE = 50_000
_REFERENCE, _SIMULATED, _WRITTEN, _ROLLED_UP = 0.05, 0.25, 0.5, 0.95
"""Shares of the time of a large store at the end of each part."""
DATA = Path(__file__).parents[2] / "data"
REAL, DEMONSTRATION = "real", "demonstration"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a store knows before any network: the frames a simulation starts from."""

    territories: pd.DataFrame
    former: pd.DataFrame
    social_dwellings: Mapping[str, float]
    measures: pd.DataFrame
    publics: Mapping[str, int]


Simulated = Mapping[str, pd.DataFrame]


def build_store(
    path: Path,
    *,
    as_of: date,
    simulate: Callable[[Ground], Simulated] | None = None,
    progress: Progress = silent,
    data: Path = DATA,
) -> None:
    """Write a whole store beside `path`, check it, then put it in place at once.

    With `simulate`, the store is a demonstration; without, a real one with no network.
    Nothing is left behind on an error, and an existing store stays as it was.
    """
    building = path.with_name(path.name + ".building")
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        building.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(building, isolation_level=None)) as connection:
                _fill(connection, as_of, simulate, progress, data)
            put_in_place(building, path)
        finally:
            for leftover in (building, building.with_name(building.name + "-journal")):
                leftover.unlink(missing_ok=True)


def put_in_place(made: Path, path: Path) -> None:
    """Replace the store by a finished file; raises StoreLocked while another process writes."""
    with translated(path):
        if path.exists():
            _drop_side_files(path)
        made.replace(path)


def _drop_side_files(path: Path) -> None:
    """Drop the replaced store's side files, which would otherwise be applied to what follows."""
    try:
        with closing(sqlite3.connect(path, timeout=2, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")  # refused while another process writes
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        if not is_damage(error):  # what is not a store may be replaced as it stands
            raise
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _fill(
    connection: sqlite3.Connection,
    as_of: date,
    simulate: Callable[[Ground], Simulated] | None,
    progress: Progress,
    data: Path,
) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")  # 400 MB: large stores build in memory
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = OFF")
    apply_migrations(connection)
    connection.execute("BEGIN")
    load_reference(connection, data, progress)
    if simulate is not None:
        frames = simulate(ground(connection))
        _load_simulated(connection, frames, part(progress, _SIMULATED, _WRITTEN))
    _write_meta(connection, DEMONSTRATION if simulate else REAL, as_of, data)
    written = rebuild(connection, progress=part(progress, _WRITTEN, _ROLLED_UP))
    progress(_ROLLED_UP, f"{number(written)} cumuls calculés")
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    raise_on_problems(connection)
    connection.execute("PRAGMA journal_mode = WAL")


def load_reference(connection: sqlite3.Connection, data: Path, progress: Progress) -> None:
    """Load territories, facts, context figures and measures into an empty schema."""
    count = load_territories(connection, data / "reference")
    progress(_REFERENCE / 2, f"{number(count)} territoires")
    load_facts(connection, data / "programme")
    facts = connection.execute("SELECT count(*) FROM source").fetchone()[0]
    progress(_REFERENCE, f"Faits du programme, {facts} sources")
    load_context(connection, data / "reference")
    _load_measures(connection, load_catalogue(data / "reference" / "indicators.toml"))


def _load_measures(connection: sqlite3.Connection, catalogue: Catalogue) -> None:
    of_projects = catalogue.projects.measures.values() if catalogue.projects else ()
    measures = (*catalogue.measures.values(), *of_projects)
    levels = dict.fromkeys((m.id for m in of_projects), Level.PROJECT)
    ids = {measure.id: number for number, measure in enumerate(measures, start=1)}
    publics: dict[str, int] = dict(connection.execute("SELECT code, id FROM public").fetchall())
    connection.executemany(
        "INSERT INTO measure (id, code, label, kind, unit, persons, sensitive, definition, "
        "part_of, subject_level) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (ids[m.id], m.id, m.label, m.kind, m.unit, m.persons, m.sensitive, m.definition,
             ids.get(m.part_of or ""), int(levels.get(m.id, Level.NETWORK)))
            for m in measures
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO measure_public VALUES (?, ?)",
        ((ids[m.id], _public_id(publics, m, code)) for m in measures for code in m.publics),
    )


def _public_id(publics: Mapping[str, int], measure: Measure, code: str) -> int:
    if code not in publics:
        raise InvalidCatalogue(
            f"Catalogue, bloc « {measure.id} » : public inconnu : {code}. "
            f"Connus : {', '.join(publics)}."
        )
    return publics[code]


def ground(connection: sqlite3.Connection) -> Ground:
    """Read what a simulation starts from."""
    columns = {"region": 1, "departement": 2, "epci": 3}
    joins = " ".join(
        f"LEFT JOIN territory_link l{level} ON l{level}.child_id = t.id "
        f"AND l{level}.parent_level = {level} LEFT JOIN territory p{level} "
        f"ON p{level}.id = l{level}.parent_id"
        for level in columns.values()
    )
    names = ", ".join(f"p{level}.code AS {name}" for name, level in columns.items())
    territories = pd.read_sql_query(
        f"SELECT t.id, t.code, t.level, t.name, t.population, t.lon, t.lat, {names} "
        f"FROM territory t {joins} ORDER BY t.id",
        connection,
    )
    dwellings = connection.execute(
        "SELECT t.code, c.value FROM context_figure c JOIN territory t ON t.id = c.territory_id "
        "WHERE c.measure = 'social_dwellings' AND t.level = 2 ORDER BY t.code"
    ).fetchall()
    return Ground(
        territories=territories,
        former=pd.read_sql_query(
            "SELECT old_code, territory_id FROM former_commune ORDER BY 1, 2", connection
        ),
        social_dwellings=dict(dwellings),
        measures=pd.read_sql_query("SELECT id, code, kind FROM measure ORDER BY id", connection),
        publics=dict(connection.execute("SELECT code, id FROM public").fetchall()),
    )


def _load_simulated(connection: sqlite3.Connection, frames: Simulated, progress: Progress) -> None:
    parts = [
        (table, frame[start : start + _ROWS_AT_ONCE])
        for table, frame in frames.items()
        for start in range(0, len(frame), _ROWS_AT_ONCE)
    ]
    networks, observations = len(frames["network"]), len(frames["observation"])
    words = f"{number(networks)} réseaux simulés, {number(observations)} observations"
    for table, frame in through(parts, progress, words):
        _insert_frame(connection, table, frame)


def _insert_frame(connection: sqlite3.Connection, table: str, frame: pd.DataFrame) -> None:
    known = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    unknown = set(frame.columns) - set(known)
    if unknown or not known:
        raise StoreError(f"Table {table} : colonnes inconnues {sorted(unknown)}.")
    marks = ", ".join("?" * len(frame.columns))
    names = ", ".join(frame.columns)
    plain = frame.astype(object).where(frame.notna(), None)
    connection.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",
        zip(*(plain[column].tolist() for column in plain.columns), strict=True),
    )


def _write_meta(connection: sqlite3.Connection, kind: str, as_of: date, data: Path) -> None:
    catalogue = load_catalogue(data / "reference" / "indicators.toml")
    meta = {
        "kind": kind,
        "as_of": as_of.isoformat(),
        "launched_on": connection.execute(
            "SELECT started_on FROM programme WHERE id = 'lianes'"
        ).fetchone()[0],
        "geography_vintage": VINTAGE,
        "catalogue_version": catalogue.version,
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
