"""What an attacker can work out of a release: bounds by propagation, or exact by programming."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

NEAR = 1e-6


class Attack:
    """Unknown whole numbers, what is known of them, and the bounds that follow."""

    def __init__(self):
        self.names, self.rows, self.low, self.high = {}, [], [], []
        self.least, self.most, self._known = [], [], None

    def variable(self, name):
        """Return the rank of a count, at least zero; added when it is new."""
        if name not in self.names:
            self.names[name] = len(self.names)
            self.least.append(0)
            self.most.append(np.inf)
        return self.names[name]

    def fix(self, name, low, high=None):
        """Know that a count lies between two bounds, or what it is."""
        rank = self.variable(name)
        self.least[rank] = max(self.least[rank], low)
        self.most[rank] = min(self.most[rank], low if high is None else high)

    def know(self, terms, low=0, high=np.inf):
        """Know that a sum of (coefficient, name) lies between two bounds."""
        self.rows.append([(c, self.variable(n)) for c, n in terms])
        self.low.append(low)
        self.high.append(high)

    def _matrix(self):
        if self._known is None or self._known.shape != (len(self.rows), len(self.names)):
            self._known = self._built()
        return self._known

    def _built(self):
        cells = [(r, v, c) for r, row in enumerate(self.rows) for c, v in row]
        r, v, c = zip(*cells, strict=True) if cells else ((), (), ())
        return coo_array((c, (r, v)), shape=(len(self.rows), len(self.names))).tocsr()

    # -------------------------------------------------------------- exact
    def bounds(self, name, *, integer=False):
        """Return the least and the most a count can be, given all that is known."""
        cost = np.zeros(len(self.names))
        cost[self.names[name]] = 1
        known = LinearConstraint(self._matrix(), self.low, self.high)
        found = []
        for sign in (1, -1):
            answer = milp(sign * cost, constraints=known, bounds=Bounds(self.least, self.most),
                          integrality=np.full(len(cost), int(integer)))  # fmt: skip
            if answer.status == 3 or "unbounded" in answer.message:  # the true table is feasible
                found.append(-np.inf if sign == 1 else np.inf)
                continue
            assert answer.status == 0, answer.message
            found.append(sign * answer.fun)
        return found

    # -------------------------------------------------------------- by propagation
    def propagated(self, rounds=200):
        """Return the least and the most of every count, each known sum tightening its terms."""
        matrix = self._matrix().tocoo()
        row, column, weight = matrix.row, matrix.col, matrix.data
        size, low, high = len(self.rows), np.array(self.low), np.array(self.high)
        least, most = np.array(self.least, float), np.array(self.most, float)
        for _ in range(rounds):
            before = least.copy(), most.copy()
            ends = np.where(weight > 0, least[column], most[column]) * weight
            tops = np.where(weight > 0, most[column], least[column]) * weight
            room = high[row] - _of_the_others(row, ends, size, -np.inf)
            need = low[row] - _of_the_others(row, tops, size, np.inf)
            upper = np.where(weight > 0, room / weight, need / weight)
            lower = np.where(weight > 0, need / weight, room / weight)
            np.minimum.at(most, column, np.floor(upper + NEAR))
            np.maximum.at(least, column, np.ceil(lower - NEAR))
            if np.array_equal(before[0], least) and np.array_equal(before[1], most):
                break
        assert (least <= most).all(), "what is known contradicts itself"
        return dict(zip(self.names, zip(least, most, strict=True), strict=True))


def _of_the_others(row, values, size, endless):
    """Return, for each term, the sum of the other terms of its row, infinite if one is."""
    open_ = np.isinf(values)
    known = np.where(open_, 0, values)
    total = np.bincount(row, known, size)[row] - known
    others = np.bincount(row, open_, size)[row] - open_
    return np.where(others > 0, endless, total)


# ------------------------------------------------------------------ a tree, a measure
def attack_on(split, tree, hidden):
    """Return the attack on one split: places, dates, a part and the rest of its whole.

    Knows the tree, the structural zeros, that counts never fall, and every cell not hidden.
    """
    attack = Attack()
    for kind, place, date in np.ndindex(split.counts.shape):
        know_place(attack, tree, (kind,), place, date)
        value = split.counts[kind, place, date]
        if not hidden[place, date] or not split.expected[place, date]:
            attack.fix((kind, place, date), value)
        if split.cumulated and date:
            attack.know([(1, (kind, place, date)), (-1, (kind, place, date - 1))])
    kinds = range(split.counts.shape[0])
    for place, date in zip(*np.nonzero(~split.forced), strict=True):
        if split.has_whole:  # it is shown
            value = split.counts[:, place, date].sum()
            attack.know([(1, (k, place, date)) for k in kinds], value, value)
    return attack


def know_place(attack, tree, what, place, date):
    """Know that a place is the sum of those it holds."""
    inside = np.flatnonzero(tree.parent == place).tolist()
    if inside:
        terms = [(-1, (*what, child, date)) for child in inside]
        attack.know([(1, (*what, place, date)), *terms], 0, 0)
    else:
        attack.variable((*what, place, date))


def given_away(split, tree, hidden, threshold, *, integer=False):
    """Return the hidden cells of which some value from 1 to threshold - 1 can be excluded.

    What is left of a whole is a cell of no release: it is attacked where it is small.
    """
    attack = attack_on(split, tree, hidden)
    found = []
    for place, date in zip(*np.nonzero(hidden), strict=True):
        shown = [d for d in range(date) if not hidden[place, d] and split.expected[place, d]]
        since = shown[-1] if shown and split.cumulated else None
        for kind in np.flatnonzero(split.guarded):
            base = split.counts[kind, place, since] if since is not None else 0
            own = split.counts[kind, place, date] - base
            if kind not in split.cells and own >= threshold:
                continue
            ceiling = threshold - 1
            if split.bounded:
                ceiling = min(ceiling, split.counts[:, place, date].sum())
            low, high = attack.bounds((kind, place, date), integer=integer)
            if low - base > 1 + NEAR or high - base < ceiling - NEAR:
                found.append((int(place), int(date), int(kind), int(own), low - base, high - base))
    return found
