"""What is hidden from people outside the programme: every count below the threshold."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lianes.domain.catalogue import Kind, Measure
from lianes.domain.secrecy import AMOUNTS, DISJOINT, PAIRS, STARTS, SUMS, is_detail, late
from lianes.metrics.public_suppression import Publics, hidden_publics, leaks, spaced, told_large
from lianes.metrics.suppression import ROOT, Flags, Ints, Split, Tree
from lianes.store.secrecy_masks import Group, Key, Masks
from lianes.store.secrecy_tables import Grid, Table, nowhere, read_cohort, read_table

Measures = Mapping[str, tuple[int, Measure]]
ALL = "all"


@dataclass(frozen=True, slots=True)
class _Work:
    """The grid, what it holds and the masks being gathered."""

    grid: Grid
    measures: Measures
    publics: Mapping[str, int]
    tables: Mapping[tuple[str, str], Table]
    masks: Masks

    def key(self, code: str, public: str = ALL) -> Key:
        """Return the ids of a measure and a public."""
        return self.measures[code][0], self.publics[public]

    def group(self, code: str) -> Group:
        """Return what a measure is hidden with, for all publics."""
        pairs = (pair for two in PAIRS.values() for pair in two)
        together = next((kinds for kinds in (*pairs, *DISJOINT.values()) if code in kinds), (code,))
        return tuple(self.key(kind) for kind in together)

    def family(self, whole: str) -> int:
        """Return how many measures are hidden with a whole, itself included."""
        return 1 + sum(measure.part_of == whole for _, measure in self.measures.values())

    def counts(self, code: str) -> Ints:
        """Return the counts of a measure for all publics."""
        return self.tables[code, ALL].counts

    def released(self, code: str) -> tuple[Grid, Ints]:
        """Return where a measure is read, and its reports there: a detail, in the country alone."""
        reported = self.tables[code, ALL].reported
        if not is_detail(code):
            return self.grid, reported
        alone = np.zeros_like(reported)
        alone[ROOT] = reported[ROOT]
        apart = Tree(np.full_like(self.grid.tree.parent, -1), self.grid.tree.weight)
        return replace(self.grid, tree=apart), alone

    def hidden(self, code: str) -> Flags:
        """Return the hidden cells of a measure for all publics."""
        return self.masks.hidden(self.key(code), self.grid)


def outside_masks(
    connection: sqlite3.Connection,
    grid: Grid,
    measures: Measures,
    publics: Mapping[str, int],
    threshold: int,
) -> Masks:
    """Return every hidden cell of the release grid outside, for all publics then for each."""
    tables = {
        (code, public): read_table(connection, grid, (number, measure), publics[public])
        for code, (number, measure) in measures.items()
        if measure.kind is not Kind.COHORT
        for public in measure.publics
    }
    work = _Work(grid, measures, publics, tables, Masks(threshold))
    while not work.masks.settled:
        work.masks.begin()
        _everyone(work)
        if work.masks.settled:
            _each_public(work)
    for code, (number, measure) in measures.items():
        if measure.kind is Kind.COHORT:
            _cohort(connection, work, number, measure)
        elif code in AMOUNTS and AMOUNTS[code] in measures:
            _like(work, code, AMOUNTS[code])
    return work.masks


# ------------------------------------------------------------------ all publics
def _everyone(work: _Work) -> None:
    cut = {kind for pairs in PAIRS.values() for pair in pairs for kind in pair}
    cut |= {kind for kinds in DISJOINT.values() for kind in kinds}
    for code, (_, measure) in work.measures.items():
        if measure.kind is Kind.COHORT or not (measure.persons or measure.sensitive):
            continue
        if code not in cut:
            _own(work, code, measure)
        if code in PAIRS:
            _pairs(work, code)
        if code in DISJOINT:
            _disjoint(work, code, DISJOINT[code])


def _own(work: _Work, code: str, measure: Measure) -> None:
    """Hide a measure: by itself, or as a part of its whole with what is left of it."""
    table, whole = work.tables[code, ALL], measure.part_of
    counts, forced = [table.counts], nowhere(work.grid)
    if whole is not None:
        counts.append(np.maximum(work.counts(whole) - table.counts, 0))
        forced = work.hidden(whole)
    guarded = (True,) * len(counts)
    cumulated = measure.kind is Kind.FLOW
    grid, reported = work.released(code)
    split = Split(np.stack(counts), guarded, reported, forced, cumulated, rest=len(counts) - 1)
    _part(work, grid, split, work.group(code), whole)


def _part(work: _Work, grid: Grid, split: Split, group: Group, whole: str | None) -> Flags:
    """Hide a part, asking for more of its whole where it needs it."""
    if whole is None:
        return work.masks.add(grid, split, group)
    above, family = work.group(whole), work.family(whole)
    return work.masks.add(grid, split, group, whole=above, family=family)


def _pairs(work: _Work, whole: str) -> None:
    """Hide the kinds of a whole two by two, and the sums that stay known where they are not."""
    one, two = PAIRS[whole]
    if not {*one, *two} <= work.measures.keys():
        return
    public, reported = work.publics[ALL], work.tables[whole, ALL].reported
    total = sum((work.counts(kind) for kind in one), np.zeros(work.grid.shape, np.int64))
    rest = np.maximum(work.counts(whole) - total, 0)
    split = Split(np.stack([total, rest]), (True, True), reported, work.hidden(whole), rest=2)
    sums = tuple((SUMS[pair], public) for pair in (one, two))
    forced = _part(work, work.grid, split, sums, whole)
    for pair in (one, two):
        kinds = np.stack([work.counts(kind) for kind in pair])
        split = Split(kinds, (True, True), reported, forced)
        hidden = work.masks.add(
            work.grid, split, work.group(pair[0]), whole=sums, family=len(one) + len(two)
        )
    three = (*one, two[0])
    if three in SUMS:
        work.masks.keep((SUMS[three], public), work.grid, hidden, nowhere(work.grid))


def _disjoint(work: _Work, whole: str, kinds: tuple[str, ...]) -> None:
    if not work.measures.keys() >= set(kinds):
        return
    counts = [work.counts(kind) for kind in kinds]
    rest = np.maximum(work.counts(whole) - np.sum(counts, axis=0), 0)
    guarded = (*(True for _ in kinds), False)
    grid, reported = work.released(kinds[0])
    split = Split(np.stack([*counts, rest]), guarded, reported, work.hidden(whole), rest=1)
    _part(work, grid, split, work.group(kinds[0]), whole)


def _like(work: _Work, code: str, other: str) -> None:
    for public in work.measures[code][1].publics:
        work.masks.keep(work.key(code, public), work.grid, work.hidden(other), nowhere(work.grid))


def _cohort(connection: sqlite3.Connection, work: _Work, number: int, measure: Measure) -> None:
    """Hide a cohort: what befell people before 6 months, then where that is shown, before 12."""
    early, late_ = read_cohort(connection, work.grid, (number, measure), work.publics[ALL]).splits()
    public = work.publics[ALL]
    start = STARTS.get(measure.id)
    if start is not None and start in work.measures:
        early.forced[:] = work.hidden(start)
    hidden = work.masks.add(work.grid, early, ((number, public),))
    late_.forced[:] = hidden
    work.masks.add(work.grid, late_, ((late(number), public),))
    _cohort_publics(connection, work, number, measure)


def _cohort_publics(
    connection: sqlite3.Connection, work: _Work, number: int, measure: Measure
) -> None:
    """Hide the other publics of a cohort as all of them; in the country, where one is small."""
    others = [work.publics[public] for public in measure.publics if public != ALL]
    apart = [
        read_cohort(connection, work.grid, (number, measure), public).splits() for public in others
    ]
    forced = np.zeros(work.grid.shape[1], np.bool_)
    for part, key in enumerate((number, late(number))):
        hidden = work.masks.hidden((key, work.publics[ALL]), work.grid).copy()
        if len(others) > 1:
            small = spaced(root_counts([splits[part] for splits in apart]), work.masks.threshold)
            forced = forced | small | hidden[ROOT]
            hidden[ROOT] = forced
        for public in others:
            work.masks.keep((key, public), work.grid, hidden, nowhere(work.grid))


def root_counts(splits: Sequence[Split]) -> Ints:
    """Return the guarded counts of several splits at the root, (counts, dates)."""
    return np.concatenate([split.counts[np.array(split.guarded)][:, ROOT] for split in splits])


# ------------------------------------------------------------------ each public
def _each_public(work: _Work) -> None:
    """Hide publics: as all of them where they are the same people, else in the country alone."""
    several: list[str] = []
    for code, (_, measure) in work.measures.items():
        others = [public for public in measure.publics if public != ALL]
        if measure.kind is Kind.COHORT or code in AMOUNTS or not others:
            continue
        same = all(
            np.array_equal(work.tables[code, public].counts, work.counts(code)) for public in others
        )
        if len(others) == 1 and same:
            _like(work, code, code)
        elif measure.persons or measure.sensitive:
            several.append(code)
    _in_the_country(work, several)


def _in_the_country(work: _Work, codes: list[str]) -> None:
    """Hide the publics of a whole where those of a part would otherwise be given away."""
    forced = {code: np.zeros(work.grid.shape[1], np.bool_) for code in codes}
    while True:
        hidden: dict[str, Flags] = {}
        for code in codes:
            hidden[code] = _country_row(work, code, forced[code], hidden)
        given = {
            code: leaks(_root_publics(work, code), hidden[code], hidden[whole])
            for code in codes
            if (whole := work.measures[code][1].part_of) in hidden
        }
        if not any(dates.any() for dates in given.values()):
            break
        for code, dates in given.items():
            forced[str(work.measures[code][1].part_of)] |= dates
    for whole, pairs in PAIRS.items():  # sums of kinds would bound the others
        family = [code for code in (whole, *pairs[0], *pairs[1]) if code in hidden]
        if not family:
            continue
        together = np.asarray(np.any([hidden[c] for c in family], axis=0), dtype=np.bool_)
        hidden.update(dict.fromkeys(family, together))
    for code, dates in hidden.items():
        _keep_country(work, code, dates)
        told = nowhere(work.grid)
        told[ROOT] = told_large(_root_publics(work, code), dates) & ~work.hidden(code)[ROOT]
        work.masks.ask(work.group(code), told)


def _country_row(work: _Work, code: str, forced: Flags, hidden: Mapping[str, Flags]) -> Flags:
    whole = work.measures[code][1].part_of
    above = hidden.get(whole) if whole else None
    must = forced | work.hidden(code)[ROOT]
    return hidden_publics(
        _root_publics(work, code), work.masks.threshold,
        forced=must if above is None else must | above, whole_hidden=above,
    )  # fmt: skip


def _root_publics(work: _Work, code: str) -> Publics:
    measure = work.measures[code][1]
    whole = measure.part_of
    return Publics(
        work.counts(code)[ROOT],
        _root_each(work, code),
        work.counts(whole)[ROOT] if whole else None,
        _root_each(work, whole) if whole else None,
        measure.kind is Kind.FLOW,
    )


def _root_each(work: _Work, code: str) -> Ints:
    publics = [public for public in work.measures[code][1].publics if public != ALL]
    return np.stack([work.tables[code, public].counts[ROOT] for public in publics])


def _keep_country(work: _Work, code: str, dates: Flags) -> None:
    hidden = nowhere(work.grid)
    hidden[ROOT] = dates
    hidden[ROOT + 1 :] = True  # no public apart below the country
    publics = work.measures[code][1].publics
    if len(publics) > 2:
        hidden[ROOT + 1 :] = False  # the grid says it already
    for public in publics:
        if public != ALL:
            there = work.tables[code, public].reported > 0
            work.masks.keep(work.key(code, public), work.grid, hidden & there, nowhere(work.grid))
