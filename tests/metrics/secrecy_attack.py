"""What an attacker can work out of a release: exact bounds by linear or integer programming."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array


class Attack:
    """Unknown whole numbers, what is known of them, and the bounds that follow."""

    def __init__(self):
        self.names, self.rows, self.low, self.high = {}, [], [], []

    def variable(self, name):
        return self.names.setdefault(name, len(self.names))

    def know(self, terms, low=0, high=np.inf):
        """Know that a sum of (coefficient, name) lies between two bounds."""
        self.rows.append([(c, self.variable(n)) for c, n in terms])
        self.low.append(low)
        self.high.append(high)

    def _matrix(self):
        cells = [(r, v, c) for r, row in enumerate(self.rows) for c, v in row]
        r, v, c = zip(*cells, strict=True)
        return coo_array((c, (r, v)), shape=(len(self.rows), len(self.names))).tocsr()

    def bounds(self, terms, *, integer=False):
        """Return the least and the most a sum can be, given all that is known."""
        if not all(name in self.names for _, name in terms):
            return [0, np.inf]  # nothing is known of one of them
        cost = np.zeros(len(self.names))
        for c, name in terms:
            cost[self.names[name]] += c
        known = LinearConstraint(self._matrix(), self.low, self.high)
        found = []
        for sign in (1, -1):
            answer = milp(sign * cost, constraints=known, bounds=Bounds(0, np.inf),
                          integrality=np.full(len(cost), int(integer)))  # fmt: skip
            if answer.status == 3 or "unbounded" in answer.message:  # the true table is feasible
                found.append(-np.inf if sign == 1 else np.inf)
                continue
            assert answer.status == 0, answer.message
            found.append(sign * answer.fun)
        return found


def attack_on(split, tree, hidden):
    """Return the attack on one split: places, dates, a part and the rest of its whole.

    Knows the tree, the structural zeros, that counts never fall, and every cell not hidden.
    """
    attack, under = Attack(), leaves_under(tree)
    for kind, date in np.ndindex(split.counts.shape[0], split.counts.shape[2]):
        for place in sorted({leaf for leaves in under.values() for leaf in leaves}):
            _know_leaf(attack, split, kind, place, date)
        for place in np.flatnonzero(~hidden[:, date]).tolist():
            value = split.counts[kind, place, date]
            attack.know([(1, (kind, q, date)) for q in under[place]], value, value)
    kinds = range(split.counts.shape[0])
    for place, date in zip(*np.nonzero(~split.forced), strict=True):
        if len(kinds) > 1:  # the whole is shown
            value = split.counts[:, place, date].sum()
            attack.know([(1, (k, q, date)) for k in kinds for q in under[place]], value, value)
    return attack, under


def _know_leaf(attack, split, kind, place, date):
    if not split.expected[place, date]:
        attack.know([(1, (kind, place, date))], 0, 0)
    elif split.cumulated and date:
        attack.know([(1, (kind, place, date)), (-1, (kind, place, date - 1))])


def leaves_under(tree):
    places = range(len(tree.parent))
    leaves = [p for p in places if p not in set(tree.parent.tolist())]
    return {p: [q for q in leaves if p in ancestors(tree, q)] for p in places}


def ancestors(tree, place):
    found = set()
    while place >= 0:
        found.add(place)
        place = int(tree.parent[place])
    return found


def given_away(split, tree, hidden, threshold, *, integer=False, small_only=True):
    """Return the hidden cells of which some value from 1 to threshold - 1 can be excluded."""
    attack, under = attack_on(split, tree, hidden)
    found = []
    for place, date in zip(*np.nonzero(hidden), strict=True):
        shown = [d for d in range(date) if not hidden[place, d] and split.expected[place, d]]
        since = shown[-1] if shown and split.cumulated else None
        for kind in np.flatnonzero(split.guarded):
            base = split.counts[kind, place, since] if since is not None else 0
            own = split.counts[kind, place, date] - base
            if small_only and own >= threshold:
                continue
            ceiling = threshold - 1
            if split.bounded:
                ceiling = min(ceiling, split.counts[:, place, date].sum())
            low, high = attack.bounds([(1, (kind, q, date)) for q in under[place]],
                                      integer=integer)  # fmt: skip
            if low - base > 1 + 1e-6 or high - base < ceiling - 1e-6:
                found.append((int(place), int(date), int(kind), int(own), low - base, high - base))
    return found
