"""Everything a store releases outside the programme, as an attacker puts it together."""

import sqlite3
from collections import defaultdict

from metrics.secrecy_attack import Attack

from lianes.domain.secrecy import DISJOINT, PAIRS, SUMS
from lianes.store.secrecy_tables import read_grid, read_table
from lianes.store.suppression import OUTSIDE, quarter_ends, read_measures


class Release:
    """The counts of a store, what is hidden of them, and the attack on a family of measures."""

    def __init__(self, path, *, hidden=None):
        self.db = sqlite3.connect(path)
        first, last = self.db.execute(
            "SELECT min(month), max(month) FROM expected_report"
        ).fetchone()
        self.grid = read_grid(self.db, OUTSIDE, quarter_ends(first, last))
        self.measures, self.publics = read_measures(self.db)
        self.hidden = set(self._stored() if hidden is None else hidden(self))
        self.leaves = [
            i for i in range(len(self.grid.entities)) if i not in set(self.grid.tree.parent)
        ]

    def _stored(self):
        place = {entity: i for i, entity in enumerate(self.grid.entities)}
        date = {month: i for i, month in enumerate(self.grid.dates)}
        return (
            (measure, public, place[level, entity], date[month])
            for measure, public, level, entity, month in self.db.execute(
                "SELECT measure_id, public_id, level, entity_id, month FROM suppression "
                "WHERE audience = 'externe'"
            )
        )

    def under(self, place):
        parent, held = self.grid.tree.parent, []
        for leaf in self.leaves:
            above = leaf
            while above not in (place, -1):
                above = parent[above]
            held += [leaf] if above == place else []
        return held

    def table(self, code, public):
        return read_table(self.db, self.grid, self.measures[code], self.publics[public])

    def is_hidden(self, code, public, place, date):
        number, measure = self.measures[code]
        if public != "all" and place and len(measure.publics) > 2:
            return True
        return (number, self.publics[public], place, date) in self.hidden

    def families(self):
        """Yield the groups of counted measures bound to one another."""
        root = {}
        for code, (_, measure) in self.measures.items():
            if measure.kind != "cohort" and measure.persons:
                root[code] = root[measure.part_of] if measure.part_of else code
        groups = defaultdict(list)
        for code, head in root.items():
            groups[head].append(code)
        return dict(groups)

    # -------------------------------------------------------------- the attack
    def attack(self, codes):
        attack, places = Attack(), range(len(self.grid.entities))
        under = {place: self.under(place) for place in places}
        tables = {(c, p): self.table(c, p) for c in codes for p in self.measures[c][1].publics}
        for (code, public), table in tables.items():
            flow = self.measures[code][1].kind == "flow"
            for date in range(len(self.grid.dates)):
                self._know_leaves(attack, code, public, table, date, flow=flow)
                for place in places:
                    if table.reported[place, date] and not self.is_hidden(
                        code, public, place, date
                    ):
                        value = table.counts[place, date]
                        terms = [(1, (code, public, q, date)) for q in under[place]]
                        attack.know(terms, value, value)
        for leaf in self.leaves:
            for date in range(len(self.grid.dates)):
                self._know_wholes(attack, codes, leaf, date)
                self._know_publics(attack, codes, leaf, date)
        self._know_sums(attack, codes, tables, under)
        return attack, tables, under

    def _know_leaves(self, attack, code, public, table, date, *, flow):
        for leaf in self.leaves:
            name = (code, public, leaf, date)
            if not table.reported[leaf, date]:
                attack.know([(1, name)], 0, 0)
            elif flow and date:
                attack.know([(1, name), (-1, (code, public, leaf, date - 1))])

    def _know_wholes(self, attack, codes, leaf, date):
        for code in codes:
            whole = self.measures[code][1].part_of
            for public in self.measures[code][1].publics if whole else ():
                attack.know([(1, (whole, public, leaf, date)), (-1, (code, public, leaf, date))])
        for whole, parts in DISJOINT.items():
            for public in self.measures[whole][1].publics if whole in codes else ():
                terms = [(-1, (part, public, leaf, date)) for part in parts]
                attack.know([(1, (whole, public, leaf, date)), *terms])
        for whole, (one, two) in PAIRS.items():
            for public in self.measures[whole][1].publics if whole in codes else ():
                terms = [(-1, (part, public, leaf, date)) for part in (*one, *two)]
                attack.know([(1, (whole, public, leaf, date)), *terms], 0, 0)

    def _know_publics(self, attack, codes, leaf, date):
        for code in codes:
            others = [p for p in self.measures[code][1].publics if p != "all"]
            everyone = (1, (code, "all", leaf, date))
            for public in others:
                attack.know([everyone, (-1, (code, public, leaf, date))])
            terms = [(1, (code, public, leaf, date)) for public in others]
            attack.know([(-1, everyone[1]), *terms])

    def _know_sums(self, attack, codes, tables, under):
        for terms, number in SUMS.items():
            if not set(terms) <= set(codes):
                continue
            for place, date in [(p, d) for p in under for d in range(len(self.grid.dates))]:
                if (number, self.publics["all"], place, date) not in self.hidden:
                    value = sum(tables[t, "all"].counts[place, date] for t in terms)
                    names = [(1, (t, "all", q, date)) for t in terms for q in under[place]]
                    attack.know(names, value, value)

    def small_cells(self, codes, tables, threshold=11):
        """Yield (code, place, date, base): hidden cells small since they were last shown."""
        for code in codes:
            table = tables[code, "all"]
            flow = self.measures[code][1].kind == "flow"
            for place in range(len(self.grid.entities)):
                base = 0
                for date in range(len(self.grid.dates)):
                    value = int(table.counts[place, date])
                    if not self.is_hidden(code, "all", place, date):
                        base = value if flow and table.reported[place, date] else base
                    elif table.reported[place, date] and value - base < threshold:
                        yield code, place, date, base

    def given_away(self, codes, *, every=1, threshold=11):
        """Return (small hidden cells attacked, those of which a small value can be excluded)."""
        attack, tables, under = self.attack(codes)
        cells = list(self.small_cells(codes, tables, threshold))[::every]
        found = []
        for code, place, date, base in cells:
            terms = [(1, (code, "all", q, date)) for q in under[place]]
            low, high = attack.bounds(terms)
            if low - base > 1 + 1e-6 or high - base < threshold - 1 - 1e-6:
                own = int(tables[code, "all"].counts[place, date]) - base
                found.append((code, self.grid.entities[place], date, own, low - base, high - base))
        return len(cells), found
