"""Everything a store releases to an audience, read as a reader reads it, and the attack on it.

A cell is (measure, public, place, date). Cohorts are cells too: `starts`, then each kind of event
before 6 months and before 12, as `home_retention/6/death`.
"""

from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from metrics.secrecy_attack import NEAR, Attack, know_place
from sample import DATA

from lianes.access.masking import shown_count
from lianes.access.secrecy import is_on_grid
from lianes.domain.catalogue import Form, Kind, load_catalogue
from lianes.domain.month import Month, Period
from lianes.domain.secrecy import DISJOINT, FOLLOWED, PAIRS, STARTS, guarded_inside
from lianes.domain.territory import Level
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.estimates import FRANCE_ENTITY, estimate
from lianes.reading.secrecy import is_hidden, is_late_hidden
from lianes.store.connection import reading
from lianes.store.reader import Reader
from lianes.store.secrecy_tables import Table, read_cohort, read_grid, read_table
from lianes.store.suppression import INSIDE, OUTSIDE, quarter_ends, read_measures

ALL = "all"
CATALOGUE = load_catalogue(DATA / "reference" / "indicators.toml")


@contextmanager
def desk_of(path, audience):
    with reading(Path(path)) as connection:
        reader = Reader(connection)
        yield connection, Desk(reader, CATALOGUE, audience, reader.meta())


class Release:
    """The counts of a store, which of them an audience reads, and what that gives away."""

    def __init__(self, path, audience):
        self.audience, self.tables, self.shown, self.known = audience, {}, set(), {}
        self.on_grid, self.root = set(), {}
        with desk_of(path, audience) as (connection, desk):
            self.threshold = desk.meta.thresholds.of(audience)
            first, last = desk.meta.first_month, desk.meta.last_month
            outside, dates = audience is Audience.EXTERNE, quarter_ends(first.ordinal, last.ordinal)
            dates = dates if outside else tuple(sorted({*dates, last.ordinal}))
            self.grid = read_grid(connection, OUTSIDE if outside else INSIDE, dates)
            self.places = [(Level(level), entity) for level, entity in self.grid.entities]
            codes = dict(connection.execute("SELECT id, code FROM territory").fetchall())
            self.labels = [
                codes[entity] if level is not Level.NETWORK else None
                for level, entity in self.places
            ]
            found, self.publics = read_measures(connection)
            self.measures = {code: m for code, m in found.items() if code in CATALOGUE.measures}
            self._read_tables(connection)
            for date, ordinal in enumerate(dates):
                for public in self.publics:
                    self._read(desk, Period(first, Month(ordinal)), public, date)
                    self._read_cohorts(desk, Period(first, Month(ordinal)), public, date)

    def of_kind(self, *kinds):
        return [code for code, (_, m) in self.measures.items() if m.kind in kinds]

    def is_flow(self, code):
        return "/" in code or self.measures[code][1].kind is Kind.FLOW

    def publics_of(self, code):
        return self.measures[code.partition("/")[0]][1].publics

    # -------------------------------------------------------------- reading
    def _read_tables(self, connection):
        for code in self.of_kind(Kind.FLOW, Kind.STOCK):
            whole = self.measures[code][1].part_of
            self.root[code] = self.root[whole] if whole else code
            for public in self.publics_of(code):
                found = read_table(connection, self.grid, self.measures[code], self.publics[public])
                self.tables[code, public] = found
        until = None if self.audience is Audience.EXTERNE else self.grid.dates[-1]
        for code in self.of_kind(Kind.COHORT):
            for public in self.publics_of(code):
                found = read_cohort(
                    connection, self.grid, self.measures[code], self.publics[public], until=until
                )
                parts = {f"{code}/starts": found.starts}
                for age, counts in ((6, found.early), (12, found.late)):
                    for event, count in zip(FOLLOWED[code], counts, strict=True):
                        parts[f"{code}/{age}/{event}"] = count
                for part, count in parts.items():
                    self.root[part] = code
                    self.tables[part, public] = Table(count, (found.starts > 0).astype(int))

    def _grid_says(self, desk, code, place, period, public):
        return is_on_grid(
            desk.catalogue.measures[code], desk.audience, place[0], period, public,
            first=desk.meta.first_month, last=desk.meta.last_month,
        )  # fmt: skip

    def _read(self, desk, period, public, date):
        codes = [c for c in self.of_kind(Kind.FLOW, Kind.STOCK) if public in self.publics_of(c)]
        counts = desk.counts(codes, [*self.places, FRANCE_ENTITY], period, public)
        for i, place in enumerate(self.places):
            for code in codes:
                declared, count = desk.catalogue.measures[code], counts.get((code, place))
                figure = shown_count(count, [declared], desk.audience, desk.meta.thresholds)
                if self._grid_says(desk, code, place, period, public):
                    self.on_grid.add((code, public, i, date))
                if count is not None and figure.state is State.MEASURED:
                    assert figure.value == self.tables[code, public].counts[i, date]
                    self.shown.add((code, public, i, date))
            self._read_rates(desk, counts, place, period, (public, i, date))

    def _read_rates(self, desk, counts, place, period, where):
        """A rate with its base tells the sum above it."""
        for indicator in desk.catalogue.indicators.values():
            if indicator.form is Form.RATIO and where[0] in desk.catalogue.publics_of(indicator):
                found = estimate(desk, indicator, [place], period, where[0], counts)
                if found.is_measured:
                    self.known[indicator.numerator, *where] = found.successes
                    self.known[indicator.denominator, *where] = found.n

    def _read_cohorts(self, desk, period, public, date):
        """What the secrecy lets through, even where too few people make it « pas observable »."""
        for code in self.of_kind(Kind.COHORT):
            if public not in self.publics_of(code):
                continue
            for i, place in enumerate(self.places):
                where = ([place], period, public)
                told = [not is_hidden(desk, code, *where)]
                told.append(told[0] and not is_late_hidden(desk, code, *where))
                grid = self._grid_says(desk, code, place, period, public)
                for part in (p for p, head in self.root.items() if head == code and "/" in p):
                    if grid:
                        self.on_grid.add((part, public, i, date))
                    if told["/12/" in part]:
                        self.shown.add((part, public, i, date))

    # -------------------------------------------------------------- what is guarded
    def families(self):
        """Return the groups of guarded counts bound to one another, by their widest whole."""
        groups = defaultdict(list)
        for code, head in self.root.items():
            groups[head].append(code)
        measures = CATALOGUE.measures
        wanted = guarded_inside(measures) if self.audience is Audience.INTERNE else {
            code for code, measure in measures.items() if measure.persons
        }  # fmt: skip
        return {
            head: codes for head, codes in groups.items()
            if wanted & {code.partition("/")[0] for code in codes}
        }  # fmt: skip

    def cells(self, codes, *, small_only=False):
        """Yield (cell, last value shown, highest value to keep possible) of each hidden cell."""
        inside = self.audience is Audience.INTERNE
        for code in codes:
            if inside and not CATALOGUE.measures[code.partition("/")[0]].sensitive:
                continue
            for public in self.publics_of(code):
                for place in range(len(self.places)):
                    for cell, base in self._hidden(code, public, place):
                        own = int(self.tables[code, public].counts[cell[2:]]) - base
                        if not small_only or own < self.threshold:
                            yield cell, base, self._ceiling(cell, base)

    def _hidden(self, code, public, place):
        base, table = 0, self.tables[code, public]
        for date in range(len(self.grid.dates)):
            cell = (code, public, place, date)
            if self._is_told_elsewhere(cell, self.shown):
                continue
            if cell in self.shown and self.is_flow(code):
                base = int(table.counts[place, date])
            elif cell not in self.shown and cell in self.on_grid and table.reported[place, date]:
                yield cell, base

    def _ceiling(self, cell, base):
        """Inside, volumes are shown: what cannot exceed them need not look possible."""
        if self.audience is Audience.EXTERNE or "/" in cell[0]:
            return self.threshold - 1
        pair = PAIRS["exits_examined"][1]
        volume = sum(self.tables[code, cell[1]].counts[cell[2:]] for code in pair)
        return min(self.threshold - 1, int(volume) - base)

    # -------------------------------------------------------------- what is known
    def attack(self, codes, *, shown=None):
        """Return all an attacker knows of a family: shown cells, trees, wholes, publics, time."""
        attack, shown = Attack(), self.shown if shown is None else shown
        places, dates = range(len(self.places)), range(len(self.grid.dates))
        for code in codes:
            for public in self.publics_of(code):
                for place, date in np.ndindex(len(places), len(dates)):
                    self._know_cell(attack, shown, (code, public, place, date))
        for place, date in np.ndindex(len(places), len(dates)):
            counted = [code for code in codes if "/" not in code]
            self._know_wholes(attack, counted, place, date)
            self._know_publics(attack, codes, place, date)
        for (terms, public, place, date), value in self.known.items():
            if set(terms) <= set(codes):
                attack.know([(1, (t, public, place, date)) for t in terms], value, value)
        return attack

    def _know_cell(self, attack, shown, cell):
        code, public, place, date = cell
        table = self.tables[code, public]
        know_place(attack, self.grid.tree, (code, public), place, date)
        if not table.reported[place, date]:
            attack.fix(cell, 0)
        elif cell in shown or self._is_told_elsewhere(cell, shown):
            attack.fix(cell, table.counts[place, date])
        if self.is_flow(code) and date:
            attack.know([(1, cell), (-1, (code, public, place, date - 1))])

    @staticmethod
    def _is_told_elsewhere(cell, shown):
        """People followed in a job are the jobs started."""
        head, _, part = cell[0].partition("/")
        return part == "starts" and (STARTS.get(head), *cell[1:]) in shown

    def _know_wholes(self, attack, codes, place, date):
        for code in codes:
            whole = self.measures[code][1].part_of
            for public in self.publics_of(code) if whole else ():
                attack.know([(1, (whole, public, place, date)), (-1, (code, public, place, date))])
        for whole, parts in DISJOINT.items():
            for public in self.publics_of(whole) if whole in codes else ():
                terms = [(-1, (part, public, place, date)) for part in parts]
                attack.know([(1, (whole, public, place, date)), *terms])
        for whole, (one, two) in PAIRS.items():
            for public in self.publics_of(whole) if whole in codes else ():
                terms = [(-1, (part, public, place, date)) for part in (*one, *two)]
                attack.know([(1, (whole, public, place, date)), *terms], 0, 0)

    def _know_publics(self, attack, codes, place, date):
        """A person is in one public or in several, between two dates as since the launch."""
        for code in codes:
            since = date - 1 if date and self.is_flow(code) else None

            def gained(public, sign, code=code, since=since):
                now = [(sign, (code, public, place, date))]
                return now if since is None else [*now, (-sign, (code, public, place, since))]

            others = [p for p in self.publics_of(code) if p != ALL]
            for public in others:
                attack.know(gained(ALL, 1) + gained(public, -1))
            attack.know(sum((gained(p, 1) for p in others), gained(ALL, -1)))

    # -------------------------------------------------------------- the attack
    def narrowed(self, codes, *, shown=None):
        """Return (cells attacked, those of which propagation excludes a small value)."""
        bounds = self.attack(codes, shown=shown).propagated()
        cells = list(self.cells(codes))
        return len(cells), [
            (*self.named(cell), *bounds[cell])
            for cell, *rest in cells
            if not _is_open(bounds[cell], *rest)
        ]

    def given_away(self, codes, *, every=1, integer=False, only=None):
        """Return (cells attacked, those of which a programme excludes a small value)."""
        attack = self.attack(codes)
        cells = [c for c in self.cells(codes) if not only or only(c[0])]
        found = []
        for cell, *rest in cells[::every]:
            bounds = attack.bounds(cell, integer=integer)
            if not _is_open(bounds, *rest):
                found.append((*self.named(cell), *bounds))
        return len(cells[::every]), found

    def named(self, cell):
        code, public, place, date = cell
        own = int(self.tables[code, public].counts[place, date])
        return code, public, self.grid.entities[place], self.grid.dates[date], own


def _is_open(bounds, base, ceiling):
    return bounds[0] <= base + min(1, ceiling) + NEAR and bounds[1] >= base + ceiling - NEAR
