"""Reading what stands around a territory: context, neighbours, actors, money, former codes."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lianes.domain.network import Network
from lianes.domain.territory import Level, Territory
from lianes.store.reader import Reader
from lianes.store.rows import TERRITORY, marks, territory_of


@dataclass(frozen=True, slots=True)
class ContextMeasure:
    """A published context figure: what it counts, when, by whom."""

    id: str
    label: str
    unit: str
    as_of: str
    producer: str
    dataset: str
    note: str | None
    summable: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """A partner that acts in a network, or covers a territory (`where`); contact may be unknown."""

    name: str
    kind: str
    kind_label: str
    role: str
    where: str
    contact: str | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class LocalConvention:
    """A convention signed by one network."""

    title: str
    network: str
    signed_on: str | None
    ends_on: str | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class FundingLine:
    """Who funds what, at which stage, in money or in kind, in euros."""

    stage: str
    form: str
    funder: str
    amount: float


class TerritoryReader(Reader):
    """Reads the surroundings of territories from one open connection."""

    # -------------------------------------------------------------- the territory itself
    def spans(self, codes: Sequence[str]) -> dict[str, tuple[Territory, ...]]:
        """Return the départements a territory lies across, for those astride several."""
        rows = self._rows(
            f"SELECT code, spans FROM territory WHERE spans IS NOT NULL AND code IN "
            f"({marks(codes)})",
            codes,
        )
        return {code: self.territories(spans.split("|")) for code, spans in rows}

    def reaching(self, level: Level, departements: Collection[str]) -> tuple[Territory, ...]:
        """Return the territories of a level astride départements that reach into one of these."""
        rows = self._rows(
            "SELECT code, spans FROM territory WHERE level = ? AND spans IS NOT NULL", [int(level)]
        )
        return self.territories(
            [code for code, spans in rows if not set(spans.split("|")).isdisjoint(departements)]
        )

    def former_codes(self, territory: Territory) -> tuple[tuple[str, str, str], ...]:
        """Return the old codes a commune of today took over: code, name, what happened."""
        rows = self._rows(
            "SELECT old_code, old_name, kind FROM former_commune WHERE territory_id = ? "
            "ORDER BY old_code",
            [territory.id],
        )
        return tuple((code, name, kind) for code, name, kind in rows)

    def neighbours(self, territory: Territory) -> tuple[Territory, ...]:
        """Return the territories of the same level that touch one, by name."""
        return self._found(
            "t.id IN (SELECT b_id FROM neighbour WHERE a_id = ? "
            "UNION SELECT a_id FROM neighbour WHERE b_id = ?)",
            [territory.id, territory.id],
        )

    def of_level(self, level: Level) -> tuple[Territory, ...]:
        """Return every territory of a level, by name."""
        if level is Level.COMMUNE:  # too many of them to be kept
            return self._found("t.level = ?", [int(level)])
        return self.once(("level", level), lambda: self._found("t.level = ?", [int(level)]))

    def count_inside(self, territories: Iterable[Territory], level: Level) -> int:
        """Return how many territories of a level lie inside others (France holds them all)."""
        places = list(territories)
        if any(place.level is Level.FRANCE for place in places):
            return self.once(("count", level), lambda: self._count(level))
        ids = [place.id for place in places]
        inside = self._rows(
            "SELECT count(DISTINCT l.child_id) FROM territory_link l "
            "JOIN territory t ON t.id = l.child_id AND t.level = ? "
            f"WHERE l.parent_id IN ({marks(ids)}) AND l.child_id NOT IN ({marks(ids)})",
            [int(level), *ids, *ids],
        )[0][0]
        return int(inside) + len({place.id for place in places if place.level is level})

    def _count(self, level: Level) -> int:
        sql = "SELECT count(*) FROM territory WHERE level = ?"
        return int(self._rows(sql, [int(level)])[0][0])

    def _found(self, condition: str, parameters: Sequence[int]) -> tuple[Territory, ...]:
        rows = self._rows(f"{TERRITORY} WHERE {condition} GROUP BY t.id", parameters)
        return tuple(sorted(map(territory_of, rows), key=lambda t: t.name))

    def seats_inside(self, territories: Iterable[Territory]) -> dict[str, int]:
        """Return how many networks have their seat in each territory, closed ones included."""
        seats = self.once("seats", self._seats)
        return {t.code: seats[t.code] for t in territories if t.code in seats}

    def _seats(self) -> dict[str, int]:
        return dict(Counter(code for n in self.networks() for code in (*n.parents, n.seat)))

    # -------------------------------------------------------------- context
    def context_measures(self) -> tuple[ContextMeasure, ...]:
        """Return the context figures of the store, in the order of their file."""
        return self.once("context measures", self._context_measures)

    def _context_measures(self) -> tuple[ContextMeasure, ...]:
        rows = self._rows(
            "SELECT id, label, unit, as_of, producer, dataset, note, summable "
            "FROM context_measure ORDER BY rowid"
        )
        return tuple(
            ContextMeasure(key, label, unit, as_of, producer, dataset, note, bool(summable))
            for key, label, unit, as_of, producer, dataset, note, summable in rows
        )

    def context_of_level(self, level: Level) -> dict[str, dict[str, float]]:
        """Return every complete context figure of a level: territory code → measure → value."""
        return self.once(("context", level), lambda: self._context_of_level(level))

    def _context_of_level(self, level: Level) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for code, measure, value in self._rows(
            "SELECT t.code, c.measure, c.value FROM context_figure c "
            "JOIN territory t ON t.id = c.territory_id WHERE t.level = ? AND c.missing IS NULL",
            [int(level)],
        ):
            found.setdefault(code, {})[measure] = value
        return found

    def public_total(self, code: str) -> tuple[float, str, str] | None:
        """Return the published size of a target public: value, exact wording, source id."""
        rows = self._rows(
            "SELECT value, wording, source FROM target WHERE code = ? AND simulated = 0 "
            "ORDER BY id LIMIT 1",
            [code],
        )
        return rows[0] if rows else None

    def populations(self, communes: Iterable[str]) -> dict[str, dict[str, float]]:
        """Return the population of some communes, by département code then commune code."""
        wanted, found = list(communes), dict[str, dict[str, float]]()
        for start in range(0, len(wanted), 900):
            part = wanted[start : start + 900]
            for departement, code, people in self._rows(
                "SELECT d.code, t.code, coalesce(t.population, 0) FROM territory t "
                "JOIN territory_link l ON l.child_id = t.id AND l.parent_level = 2 "
                f"JOIN territory d ON d.id = l.parent_id WHERE t.code IN ({marks(part)})",
                part,
            ):
                found.setdefault(departement, {})[code] = float(people)
        return found

    def departement_population(self, codes: Sequence[str]) -> dict[str, float]:
        """Return the sum of the communes' population of each département."""
        rows = self._rows(
            "SELECT d.code, sum(t.population) FROM territory d "
            "JOIN territory_link l ON l.parent_id = d.id JOIN territory t ON t.id = l.child_id "
            f"AND t.level = 5 WHERE d.level = 2 AND d.code IN ({marks(codes)}) GROUP BY d.code",
            codes,
        )
        return {code: float(people) for code, people in rows}

    # -------------------------------------------------------------- actors, agreements, money
    def actors_of(self, networks: Sequence[Network], day: date) -> tuple[Actor, ...]:
        """Return the partners at work in some networks on a day, by kind then name."""
        names = {network.id: network.name for network in networks}
        rows = self._rows(
            "SELECT p.name, k.id, k.label, x.role, x.network_id, p.contact, p.simulated "
            "FROM network_partner x JOIN partner p ON p.id = x.partner "
            f"JOIN actor_kind k ON k.id = x.kind WHERE x.network_id IN ({marks(names)}) "
            "AND (x.until IS NULL OR x.until > ?) ORDER BY k.rowid, p.name, x.network_id",
            [*names, day.isoformat()],
        )
        return tuple(
            Actor(name, kind, label, role, names[network], contact, bool(simulated))
            for name, kind, label, role, network, contact, simulated in rows
        )

    def partners_around(
        self, territories: Sequence[Territory], kinds: Sequence[str]
    ) -> tuple[Actor, ...]:
        """Return partners whose territory is one of these, holds it or lies inside it.

        Those of the whole country are left out: they are nobody's neighbour.
        """
        ids = [territory.id for territory in territories]
        rows = self._rows(
            "SELECT p.name, k.id, k.label, p.note, group_concat(DISTINCT t.name), p.contact, "
            "p.simulated FROM partner p JOIN actor_kind k ON k.id = p.kind "
            "JOIN partner_territory x ON x.partner = p.id "
            "JOIN territory t ON t.id = x.territory_id AND t.level > 0 "
            f"WHERE p.kind IN ({marks(kinds)}) AND (t.id IN ({marks(ids)}) "
            f"OR t.id IN (SELECT parent_id FROM territory_link WHERE child_id IN ({marks(ids)})) "
            f"OR t.id IN (SELECT child_id FROM territory_link WHERE parent_id IN ({marks(ids)}))) "
            "GROUP BY p.id ORDER BY p.simulated, k.rowid, p.name",
            [*kinds, *ids, *ids, *ids],
        )
        return tuple(
            Actor(name, kind, label, note or "", (where or "").replace(",", ", "), contact,
                  bool(simulated))
            for name, kind, label, note, where, contact, simulated in rows
        )  # fmt: skip

    def local_conventions(self, networks: Sequence[Network]) -> tuple[LocalConvention, ...]:
        """Return the conventions signed by some networks."""
        names = {network.id: network.name for network in networks}
        rows = self._rows(
            "SELECT title, network_id, signed_on, ends_on, simulated FROM convention "
            f"WHERE network_id IN ({marks(names)}) ORDER BY network_id, signed_on",
            list(names),
        )
        return tuple(
            LocalConvention(title, names[network], signed, ends, bool(simulated))
            for title, network, signed, ends, simulated in rows
        )

    def funding_lines(self, networks: Sequence[Network]) -> tuple[FundingLine, ...]:
        """Return every line of funding of some networks."""
        ids = [network.id for network in networks]
        rows = self._rows(
            "SELECT stage, form, funder, amount_eur FROM funding"
            f" WHERE network_id IN ({marks(ids)})",
            ids,
        )
        return tuple(FundingLine(*row) for row in rows)

    def whole_need(self, networks: Sequence[Network]) -> float | None:
        """Return what some networks need over every period known; None when nothing is known."""
        ids = [network.id for network in networks]
        total = self._rows(
            f"SELECT sum(amount_eur) FROM funding_need WHERE network_id IN ({marks(ids)})", ids
        )[0][0]
        return None if total is None else float(total)
