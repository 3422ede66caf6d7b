"""Reading the store: raw rows as frozen values; masking is decided above, in `access`."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianes.domain.month import Month
from lianes.domain.network import Network, Stage
from lianes.domain.territory import Level, Territory
from lianes.errors import UnknownNetwork, UnknownTerritory

Entity = tuple[Level, int]
"""What a rollup row belongs to: a level and the id of a territory or network."""


@dataclass(frozen=True, slots=True)
class StoreMeta:
    """What the store says of itself. `last_month` is the last month expected of a network."""

    simulated: bool
    as_of: date
    launched_on: date
    geography_vintage: str
    catalogue_version: str
    first_month: Month | None
    last_month: Month | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One rollup row: raw counts of a measure, for an entity and a month.

    `expected` and `reported` count the networks of the month, `…_total` those of every month
    since the first.
    """

    month: Month
    value: int | None
    cumulated: int | None
    expected: int
    reported: int
    expected_total: int
    reported_total: int


@dataclass(frozen=True, slots=True)
class CohortCount:
    """Persons of one start month who met an event at an age in months."""

    start: Month
    age: int
    event: str
    count: int


@dataclass(frozen=True, slots=True)
class Target:
    """A target value: published wording or assumption (`simulated`)."""

    indicator: str
    value: float
    starts_on: date | None
    due_on: date | None
    wording: str
    simulated: bool
    source: str


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """What a network has sent at the as-of date; `months_late` counts reports overdue."""

    network: str
    last_received: Month | None
    months_late: int
    days_late: int


class Reader:
    """Reads one open connection. Holds no state but the connection and what never changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._measures: dict[str, int] = dict(self._rows("SELECT code, id FROM measure"))
        self._publics: dict[str, int] = dict(self._rows("SELECT code, id FROM public"))

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, parameters).fetchall()

    # -------------------------------------------------------------- the store
    def meta(self) -> StoreMeta:
        """Return what the store says of itself."""
        values: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))
        first, last = self._rows("SELECT min(month), max(month) FROM expected_report")[0]
        return StoreMeta(
            simulated=values["kind"] == "demonstration",
            as_of=date.fromisoformat(values["as_of"]),
            launched_on=date.fromisoformat(values["launched_on"]),
            geography_vintage=values["geography_vintage"],
            catalogue_version=values["catalogue_version"],
            first_month=None if first is None else Month(first),
            last_month=None if last is None else Month(last),
        )

    def public_labels(self) -> dict[str, str]:
        """Return the French label of each public that some measure may be reported for."""
        return dict(self._rows("SELECT code, label FROM public ORDER BY id"))

    # -------------------------------------------------------------- territories
    def territory(self, code: str) -> Territory:
        """Return one territory; raises UnknownTerritory."""
        found = self.territories([code])
        if not found:
            raise UnknownTerritory(
                f"Aucun territoire ne porte le code « {code} » en {self.meta().geography_vintage}."
            )
        return found[0]

    def territories(self, codes: Iterable[str]) -> tuple[Territory, ...]:
        """Return the territories of these codes, unknown ones left out, in the given order."""
        wanted = list(codes)
        rows = self._rows(f"{_TERRITORY} WHERE t.code IN ({_marks(wanted)}) GROUP BY t.id", wanted)
        found = {territory.code: territory for territory in map(_territory, rows)}
        return tuple(found[code] for code in wanted if code in found)

    def children(self, parent: Territory, level: Level) -> tuple[Territory, ...]:
        """Return the territories of a level inside another, by name."""
        rows = self._rows(
            f"{_TERRITORY} JOIN territory_link inside ON inside.child_id = t.id "
            "AND inside.parent_id = ? WHERE t.level = ? GROUP BY t.id ORDER BY t.name",
            [parent.id, int(level)],
        )
        return tuple(map(_territory, rows))

    def perimeters(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the named perimeters: id → (name, member codes)."""
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for identifier, name, code in self._rows(
            "SELECT p.id, p.name, t.code FROM perimeter p "
            "JOIN perimeter_member m ON m.perimeter = p.id "
            "JOIN territory t ON t.id = m.territory_id ORDER BY p.id, t.code"
        ):
            members = found.get(identifier, (name, ()))[1]
            found[identifier] = (name, (*members, code))
        return found

    def successors(self, old_code: str) -> tuple[Territory, ...]:
        """Return the communes of today that took over a former INSEE code."""
        codes = self._rows(
            "SELECT t.code FROM former_commune f JOIN territory t ON t.id = f.territory_id "
            "WHERE f.old_code = ? ORDER BY t.code",
            [old_code.removeprefix("COM-")],
        )
        return self.territories(code for (code,) in codes)

    # -------------------------------------------------------------- networks
    def network(self, code: str) -> Network:
        """Return one network; raises UnknownNetwork."""
        rows = self._rows(f"{_NETWORK} WHERE n.code = ? GROUP BY n.id", [code])
        if not rows:
            raise UnknownNetwork(f"Aucune LIANE ne porte le code « {code} ».")
        return _network(rows[0])

    def networks(self, within: Sequence[Entity] = ((Level.FRANCE, 1),)) -> tuple[Network, ...]:
        """Return the networks whose seat lies in any of these entities, by code."""
        if any(level is Level.FRANCE for level, _ in within):
            return tuple(map(_network, self._rows(f"{_NETWORK} GROUP BY n.id ORDER BY n.code")))
        networks = [e for level, e in within if level is Level.NETWORK]
        places = [e for level, e in within if level is not Level.NETWORK]
        rows = self._rows(
            f"{_NETWORK} WHERE n.id IN ({_marks(networks)}) OR n.seat_id IN ({_marks(places)}) "
            "OR n.seat_id IN (SELECT child_id FROM territory_link "
            f"WHERE parent_id IN ({_marks(places)})) GROUP BY n.id ORDER BY n.code",
            [*networks, *places, *places],
        )
        return tuple(map(_network, rows))

    def covered_communes(self, network: Network) -> tuple[str, ...]:
        """Return the codes of the communes a network covers."""
        return tuple(
            code
            for (code,) in self._rows(
                "SELECT t.code FROM network_commune c JOIN territory t ON t.id = c.territory_id "
                "WHERE c.network_id = ? ORDER BY t.code",
                [network.id],
            )
        )

    def actor_kinds(self, network_ids: Sequence[int], day: date) -> dict[int, frozenset[str]]:
        """Return the kinds of actors at work in each network on a day."""
        found: dict[int, set[str]] = {}
        for network, kind in self._rows(
            "SELECT network_id, kind FROM network_partner WHERE "
            f"network_id IN ({_marks(network_ids)}) AND (until IS NULL OR until > ?)",
            [*network_ids, day.isoformat()],
        ):
            found.setdefault(network, set()).add(kind)
        return {network: frozenset(kinds) for network, kinds in found.items()}

    def conventioned(self, day: date) -> frozenset[int]:
        """Return the networks with a signed local convention that has not ended by that day."""
        return frozenset(
            network
            for (network,) in self._rows(
                "SELECT network_id FROM convention WHERE network_id IS NOT NULL "
                "AND signed_on <= ? AND (ends_on IS NULL OR ends_on >= ?)",
                [day.isoformat(), day.isoformat()],
            )
        )

    def documented(self, day: date) -> frozenset[int]:
        """Return the networks with an assessment dated by that day."""
        return frozenset(
            network
            for (network,) in self._rows(
                "SELECT id FROM network WHERE assessed_on <= ?", [day.isoformat()]
            )
        )

    def local_conventions_end(self, network_ids: Sequence[int]) -> dict[int, date]:
        """Return the day the last local convention of each network ends, where it is known."""
        rows = self._rows(
            "SELECT network_id, max(ends_on) FROM convention WHERE "
            f"network_id IN ({_marks(network_ids)}) GROUP BY network_id "
            "HAVING count(*) = count(ends_on)",
            network_ids,
        )
        return {network: date.fromisoformat(day) for network, day in rows if day}

    def secured_until(self, network_ids: Sequence[int]) -> dict[int, date]:
        """Return the last day covered by signed or paid funding of each network."""
        rows = self._rows(
            "SELECT network_id, max(covers_until) FROM funding WHERE stage IN ('signed', 'paid') "
            f"AND network_id IN ({_marks(network_ids)}) GROUP BY network_id",
            network_ids,
        )
        return {network: date.fromisoformat(day) for network, day in rows if day}

    def report_status(self, network_ids: Sequence[int], day: date) -> dict[int, ReportStatus]:
        """Return what each network has sent among the reports due by that day."""
        rows = self._rows(
            "SELECT n.id, n.code, "
            "max(CASE WHEN e.received_on IS NOT NULL THEN e.month END), "
            "sum(e.received_on IS NULL AND e.due_on < ?), "
            "min(CASE WHEN e.received_on IS NULL AND e.due_on < ? THEN e.due_on END) "
            "FROM network n JOIN expected_report e ON e.subject_level = 6 "
            f"AND e.subject_id = n.id WHERE n.id IN ({_marks(network_ids)}) GROUP BY n.id",
            [day.isoformat(), day.isoformat(), *network_ids],
        )
        return {row[0]: _report_status(row, day) for row in rows}

    # -------------------------------------------------------------- figures
    def series(
        self, entities: Sequence[Entity], measures: Sequence[str], public: str, until: Month
    ) -> dict[tuple[str, Entity], tuple[Cell, ...]]:
        """Return every month up to `until` of each measure of each entity."""
        return self._cells(entities, measures, public, "month <= ?", [until.ordinal])

    def cells_at(
        self, entities: Sequence[Entity], measures: Sequence[str], public: str,
        months: Sequence[Month],
    ) -> dict[tuple[str, Entity], tuple[Cell, ...]]:  # fmt: skip
        """Return the cells of some months only: what a sum over a period needs."""
        ordinals = [month.ordinal for month in months]
        return self._cells(entities, measures, public, f"month IN ({_marks(ordinals)})", ordinals)

    def _cells(
        self, entities: Sequence[Entity], measures: Sequence[str], public: str,
        condition: str, parameters: Sequence[int],
    ) -> dict[tuple[str, Entity], tuple[Cell, ...]]:  # fmt: skip
        by_level: dict[Level, list[int]] = {}
        for level, entity in entities:
            by_level.setdefault(level, []).append(entity)
        codes = {self._measures[code]: code for code in measures if code in self._measures}
        found: dict[tuple[str, Entity], list[Cell]] = {}
        for level, ids in by_level.items():
            rows = self._rows(
                "SELECT measure_id, entity_id, month, value, cumulated, expected, reported, "
                "expected_total, reported_total "
                "FROM rollup WHERE level = ? AND public_id = ? "
                f"AND measure_id IN ({_marks(codes)}) AND entity_id IN ({_marks(ids)}) "
                f"AND {condition} ORDER BY measure_id, entity_id, month",
                [int(level), self._publics[public], *codes, *ids, *parameters],
            )
            for measure, entity, month, *counts in rows:
                key = (codes[measure], (level, entity))
                found.setdefault(key, []).append(Cell(Month(month), *counts))
        return {key: tuple(cells) for key, cells in found.items()}

    def cohorts(
        self, entities: Sequence[Entity], measure: str, public: str, start: Month, end: Month
    ) -> tuple[CohortCount, ...]:
        """Return the cohort rows of starts in the period, for all these entities together."""
        found: list[CohortCount] = []
        for level, entity in entities:
            rows = self._rows(
                "SELECT start_month, age, event, value FROM cohort_rollup WHERE level = ? "
                "AND public_id = ? AND measure_id = ? AND entity_id = ? "
                "AND start_month BETWEEN ? AND ?",
                [int(level), self._publics[public], self._measures[measure], entity,
                 start.ordinal, end.ordinal],
            )  # fmt: skip
            found += [CohortCount(Month(month), *rest) for month, *rest in rows]
        return tuple(found)

    def targets(self, entity: Entity) -> dict[str, Target]:
        """Return the targets of one entity by indicator; the programme's own stand on France."""
        rows = self._rows(
            "SELECT indicator, value, starts_on, due_on, wording, simulated, source FROM target "
            "WHERE indicator IS NOT NULL AND subject_level = ? "
            "AND (subject_id = ? OR (subject_id IS NULL AND subject_level = 0)) "
            "ORDER BY simulated",
            [int(entity[0]), entity[1]],
        )
        return {row[0]: _target(row) for row in rows}

    def network_targets(self, network_ids: Sequence[int], indicator: str) -> dict[int, Target]:
        """Return the target of one indicator for each network that has one."""
        rows = self._rows(
            "SELECT indicator, value, starts_on, due_on, wording, simulated, source, subject_id "
            "FROM target WHERE subject_level = 6 AND indicator = ? "
            f"AND subject_id IN ({_marks(network_ids)})",
            [indicator, *network_ids],
        )
        return {row[7]: _target(row) for row in rows}

    def context(self, figure: str, codes: Sequence[str]) -> dict[str, tuple[float, str | None]]:
        """Return a context figure by territory code, with what is missing when it is partial."""
        rows = self._rows(
            "SELECT t.code, c.value, c.missing FROM context_figure c "
            "JOIN territory t ON t.id = c.territory_id "
            f"WHERE c.measure = ? AND t.code IN ({_marks(codes)})",
            [figure, *codes],
        )
        return {code: (value, missing) for code, value, missing in rows}

    # -------------------------------------------------------------- facts
    def facts(self, table: str, order: str = "1") -> tuple[Mapping[str, Any], ...]:
        """Return every row of one table of facts as a mapping, for pages that list them."""
        if table not in _FACT_TABLES:
            raise ValueError(f"{table} is not a table of facts.")
        cursor = self._connection.execute(f"SELECT * FROM {table} ORDER BY {order}")
        names = [column[0] for column in cursor.description]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor)


_FACT_TABLES = frozenset({
    "source", "citation", "programme", "role", "milestone", "key_figure", "target", "public",
    "partner", "convention", "convention_party", "convention_territory", "convention_axis",
    "context_measure", "fund", "challenge", "solution", "event", "detail", "actor_kind",
})  # fmt: skip

_TERRITORY = (
    "SELECT t.id, t.code, t.level, t.name, t.population, t.x, t.y, "
    "group_concat(DISTINCT p.level || ':' || p.code) FROM territory t "
    "LEFT JOIN territory_link l ON l.child_id = t.id LEFT JOIN territory p ON p.id = l.parent_id"
)
_NETWORK = (
    "SELECT n.id, n.code, n.name, n.stage, n.opened_on, n.closed_on, s.code, s.name, s.x, s.y, "
    "group_concat(DISTINCT p.level || ':' || p.code), successor.code, n.simulated "
    "FROM network n JOIN territory s ON s.id = n.seat_id "
    "LEFT JOIN territory_link l ON l.child_id = s.id LEFT JOIN territory p ON p.id = l.parent_id "
    "LEFT JOIN network successor ON successor.id = n.successor_id"
)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _parents(joined: str | None) -> tuple[str, ...]:
    """Read « 0:FR,1:REG-32 » into codes from the widest to the nearest."""
    return tuple(part.split(":", 1)[1] for part in sorted((joined or "").split(",")) if part)


def _territory(row: tuple[Any, ...]) -> Territory:
    number, code, level, name, population, x, y, parents = row
    return Territory(number, code, Level(level), name, population, _parents(parents), x, y)


def _network(row: tuple[Any, ...]) -> Network:
    number, code, name, stage, opened, closed, seat, seat_name, x, y, parents, successor, sim = row
    return Network(
        id=number, code=code, name=name, stage=Stage(stage), opened_on=_day(opened),
        closed_on=_day(closed), seat=seat, seat_name=seat_name, x=x, y=y,
        parents=_parents(parents), successor=successor, simulated=bool(sim),
    )  # fmt: skip


def _target(row: tuple[Any, ...]) -> Target:
    indicator, value, starts, due, wording, simulated, source = row[:7]
    return Target(indicator, value, _day(starts), _day(due), wording, bool(simulated), source)


def _report_status(row: tuple[Any, ...], day: date) -> ReportStatus:
    _, code, last, late, oldest_due = row
    days = (day - date.fromisoformat(oldest_due)).days if oldest_due else 0
    return ReportStatus(code, None if last is None else Month(last), late or 0, days)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
