"""Reading every commune at once, in columns: what estimates spread over the country need."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lianes.domain.territory import Level

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
PARENT_LEVELS = (Level.FRANCE, Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.EPT)


@dataclass(frozen=True, slots=True)
class Communes:
    """Every commune, aligned columns: place in degrees, population, entities it belongs to.

    `members[level]` holds the id of the territory around each commune, -1 when it has none.
    """

    lon: Floats
    lat: Floats
    population: Floats
    members: Mapping[Level, Ints]


def read_communes(connection: sqlite3.Connection) -> Communes:
    """Return the communes of the country with their parents."""
    rows = connection.execute(
        "SELECT id, lon, lat, coalesce(population, 0) FROM territory WHERE level = 5 ORDER BY id"
    ).fetchall()
    columns = np.array(rows, dtype=np.float64).reshape(len(rows), 4)
    ids = columns[:, 0].astype(np.int64)
    members = {Level.COMMUNE: ids} | {
        level: _parents(connection, ids, level) for level in PARENT_LEVELS
    }
    return Communes(columns[:, 1], columns[:, 2], columns[:, 3], members)


def _parents(connection: sqlite3.Connection, ids: Ints, level: Level) -> Ints:
    rows = connection.execute(
        "SELECT child_id, parent_id FROM territory_link WHERE parent_level = ?", [int(level)]
    ).fetchall()
    links = np.array(rows, dtype=np.int64).reshape(len(rows), 2)
    parents = np.full(ids.max(initial=0) + 1, -1, dtype=np.int64)
    inside = links[:, 0] < len(parents)
    parents[links[inside, 0]] = links[inside, 1]
    return parents[ids]


def read_seats(connection: sqlite3.Connection) -> dict[int, tuple[float, float]]:
    """Return longitude and latitude of the seat of each network, by network id."""
    rows = connection.execute(
        "SELECT n.id, t.lon, t.lat FROM network n JOIN territory t ON t.id = n.seat_id"
    )
    return {identifier: (lon, lat) for identifier, lon, lat in rows}
