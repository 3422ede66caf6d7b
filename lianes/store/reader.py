"""Reading the store: raw rows as frozen values; masking is decided above, in `access`."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from lianes.domain.month import Month, Period
from lianes.domain.observation import Cohorts
from lianes.domain.territory import Level, Territory
from lianes.errors import UnknownTerritory
from lianes.store.commune_reader import Communes, read_communes, read_seats
from lianes.store.contests import contests_within
from lianes.store.network_reader import NetworkReader
from lianes.store.panel_reader import Monthly, read_heard, read_together
from lianes.store.rows import (
    TERRITORY,
    marks,
    target_of,
    territory_of,
)
from lianes.store.values import Cell, Contested, Entity, ReportStatus, StoreMeta, Target

__all__ = ["Cell", "Contested", "Entity", "Reader", "ReportStatus", "StoreMeta", "Target"]


class Reader(NetworkReader):
    """Reads one open connection. Holds no state but the connection and what never changes."""

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
        known = self.once("territories", dict[str, Territory])
        others = [code for code in wanted if code not in known]
        where = f"WHERE t.code IN ({marks(others)}) GROUP BY t.id"
        rows = self._rows(f"{TERRITORY} {where}", others) if others else ()
        read = {territory.code: territory for territory in map(territory_of, rows)}
        known.update((c, t) for c, t in read.items() if t.level is not Level.COMMUNE)
        found = known | read
        return tuple(found[code] for code in wanted if code in found)

    def children(self, parent: Territory, level: Level) -> tuple[Territory, ...]:
        """Return the territories of a level inside another, by name."""
        if level is Level.COMMUNE:  # too many of them to be kept
            return self._children(parent, level)
        return self.once(("children", parent.id, level), lambda: self._children(parent, level))

    def _children(self, parent: Territory, level: Level) -> tuple[Territory, ...]:
        rows = self._rows(
            f"{TERRITORY} JOIN territory_link inside ON inside.child_id = t.id "
            "AND inside.parent_id = ? WHERE t.level = ? GROUP BY t.id ORDER BY t.name",
            [parent.id, int(level)],
        )
        return tuple(map(territory_of, rows))

    def communes(self, territories: Iterable[Territory]) -> dict[str, frozenset[str]]:
        """Return the codes of the communes that make up each territory, by its own code."""
        made_of = (
            "SELECT c.code FROM territory_link l JOIN territory c ON c.id = l.child_id "
            "WHERE l.parent_id = ? AND c.level = 5"
        )
        return {
            t.code: frozenset([t.code])
            if t.level is Level.COMMUNE
            else frozenset(code for (code,) in self._rows(made_of, [t.id]))
            for t in territories
        }

    def perimeters(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the named perimeters: id → (name, member codes)."""
        return self.once("perimeters", self._perimeters)

    def _perimeters(self) -> dict[str, tuple[str, tuple[str, ...]]]:
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

    # -------------------------------------------------------------- country-wide estimates
    def every_commune(self) -> Communes:
        """Return every commune with its parents, in columns."""
        return read_communes(self._connection)

    def network_seats(self) -> dict[int, tuple[float, float]]:
        """Return longitude and latitude of each network's seat."""
        return read_seats(self._connection)

    def published_target(self, code: str) -> float | None:
        """Return the value of a published target, None when there is none."""
        rows = self._rows("SELECT value FROM target WHERE code = ? AND simulated = 0", [code])
        return rows[0][0] if rows else None

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
        return self._cells(entities, measures, public, f"month IN ({marks(ordinals)})", ordinals)

    def _cells(
        self, entities: Sequence[Entity], measures: Sequence[str], public: str,
        condition: str, parameters: Sequence[int],
    ) -> dict[tuple[str, Entity], tuple[Cell, ...]]:  # fmt: skip
        by_level: dict[Level, list[int]] = {}
        for level, entity in entities:
            by_level.setdefault(level, []).append(entity)
        codes = {self._measures[code]: code for code in measures if code in self._measures}
        found: dict[tuple[str, Entity], tuple[Cell, ...]] = {}
        for level, ids in by_level.items():
            rows = self._rows(
                "SELECT measure_id, entity_id, month, value, cumulated, expected, reported, "
                "expected_total, reported_total "
                "FROM rollup WHERE level = ? AND public_id = ? "
                f"AND measure_id IN ({marks(codes)}) AND entity_id IN ({marks(ids)}) "
                f"AND {condition} ORDER BY measure_id, entity_id, month",
                [int(level), self._publics[public], *codes, *ids, *parameters],
            )
            calendar = {month: Month(month) for month in {row[2] for row in rows}}
            for (measure, entity), found_rows in groupby(rows, itemgetter(0, 1)):
                found[codes[measure], (level, entity)] = tuple(
                    Cell(calendar[month], *counts) for _, _, month, *counts in found_rows
                )
        return found

    def contests(self, public: str, period: Period) -> tuple[Contested, ...]:
        """Return the contested values of a public that figures of a period count."""
        return contests_within(self._connection, public, period)

    def own_months(
        self, measures: Sequence[str], network_ids: Sequence[int], months: Sequence[Month]
    ) -> dict[tuple[str, int], tuple[int | None, ...]]:
        """Return what networks reported, all publics, for each of some months, in their order."""
        codes = {self._measures[code]: code for code in measures if code in self._measures}
        ordinals = [month.ordinal for month in months]
        rows = self._rows(
            "SELECT measure_id, entity_id, value FROM rollup WHERE level = 6 AND public_id = ? "
            f"AND measure_id IN ({marks(codes)}) AND entity_id IN ({marks(network_ids)}) "
            f"AND month IN ({marks(ordinals)}) ORDER BY measure_id, entity_id, month",
            [self._publics["all"], *codes, *network_ids, *ordinals],
        )
        return {
            (codes[measure], network): tuple(value for *_, value in found)
            for (measure, network), found in groupby(rows, itemgetter(0, 1))
        }

    def heard(
        self, measures: Sequence[str], public: str, networks: Sequence[int], period: Period
    ) -> list[tuple[str, int, int, int]]:
        """Return (measure, network, months reported, months expected) within a period."""
        codes = {self._measures[code]: code for code in measures}
        rows = read_heard(self._connection, list(codes), self._publics[public], networks, period)
        return [(codes[measure], n, told, owed) for measure, n, told, owed in rows]

    def together(
        self, measure: str, public: str, level: Level, entities: Sequence[int], period: Period
    ) -> Monthly:
        """Add up a measure over entities of a level, month by month."""
        return read_together(
            self._connection, self._measures[measure], self._publics[public], int(level),
            entities, period,
        )  # fmt: skip

    def cohorts(
        self, entities: Sequence[Entity], measure: str, public: str, start: Month, end: Month
    ) -> Cohorts:
        """Return the cohort rows of starts in the period, for all these entities together."""
        found: list[tuple[Any, ...]] = []
        for level, entity in entities:
            found += self._rows(
                "SELECT start_month, age, event, value FROM cohort_rollup WHERE level = ? "
                "AND public_id = ? AND measure_id = ? AND entity_id = ? "
                "AND start_month BETWEEN ? AND ?",
                [int(level), self._publics[public], self._measures[measure], entity,
                 start.ordinal, end.ordinal],
            )  # fmt: skip
        return Cohorts.of(found)

    def measure_id(self, code: str) -> int:
        """Return the number of a measure in the store."""
        return self._measures[code]

    def suppressed(
        self, audience: str, measures: Sequence[str], sums: Mapping[int, str],
        entities: Sequence[Entity], public: str, month: Month,
    ) -> set[tuple[str, Entity]]:  # fmt: skip
        """Return the cells an audience may not see at a month; `sums` names numbers of sums."""
        codes = {self._measures[m]: m for m in measures if m in self._measures} | dict(sums)
        by_level: dict[Level, list[int]] = {}
        for level, entity in entities:
            by_level.setdefault(level, []).append(entity)
        return {
            (codes[measure], (level, entity))
            for level, ids in by_level.items()
            for measure, entity in self._rows(
                "SELECT measure_id, entity_id FROM suppression WHERE audience = ? AND level = ? "
                f"AND public_id = ? AND measure_id IN ({marks(codes)}) "
                f"AND entity_id IN ({marks(ids)}) AND month = ?",
                [str(audience), int(level), self._publics[public], *codes, *ids, month.ordinal],
            )
        }

    def targets(self, entity: Entity) -> dict[str, Target]:
        """Return the targets of one entity by indicator; the programme's own stand on France."""
        rows = self._rows(
            "SELECT indicator, value, starts_on, due_on, wording, simulated, source FROM target "
            "WHERE indicator IS NOT NULL AND subject_level = ? "
            "AND (subject_id = ? OR (subject_id IS NULL AND subject_level = 0)) "
            "ORDER BY simulated",
            [int(entity[0]), entity[1]],
        )
        return {row[0]: target_of(row) for row in rows}

    def network_targets(self, network_ids: Sequence[int], indicator: str) -> dict[int, Target]:
        """Return the target of one indicator for each network that has one."""
        every = self.once("network targets", self._network_targets).get(indicator, {})
        wanted = set(network_ids)
        return {identifier: target for identifier, target in every.items() if identifier in wanted}

    def _network_targets(self) -> dict[str, dict[int, Target]]:
        found: dict[str, dict[int, Target]] = {}
        for row in self._rows(
            "SELECT indicator, value, starts_on, due_on, wording, simulated, source, subject_id "
            "FROM target WHERE subject_level = 6 AND indicator IS NOT NULL "
            "AND subject_id IS NOT NULL ORDER BY id"
        ):
            found.setdefault(row[0], {})[row[7]] = target_of(row)
        return found

    def context(self, figure: str, codes: Sequence[str]) -> dict[str, tuple[float, str | None]]:
        """Return a context figure by territory code, with what is missing when it is partial."""
        rows = self._rows(
            "SELECT t.code, c.value, c.missing FROM context_figure c "
            "JOIN territory t ON t.id = c.territory_id "
            f"WHERE c.measure = ? AND t.code IN ({marks(codes)})",
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
    "decision",
})  # fmt: skip
