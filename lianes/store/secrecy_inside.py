"""What is hidden from people of the programme: sensitive measures, where they are few."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lianes.domain.catalogue import Kind, Measure
from lianes.domain.secrecy import SUMS, companions, late
from lianes.domain.territory import Level
from lianes.metrics.past_country import PastDate, hidden_since, past_dates, told_by_next
from lianes.metrics.public_suppression import Publics as Apart
from lianes.metrics.public_suppression import spaced, told_large
from lianes.metrics.suppression import ROOT, Flags, Ints, Split
from lianes.store.secrecy_masks import Key, Masks
from lianes.store.secrecy_outside import ALL, Measures, root_counts
from lianes.store.secrecy_tables import (
    Grid,
    nowhere,
    read_cohort,
    read_members,
    read_table,
)

Publics = Mapping[str, int]


def inside_masks(
    connection: sqlite3.Connection,
    grid: Grid,
    country: Grid,
    measures: Measures,
    publics: Publics,
    threshold: int,
) -> Masks:
    """Return the hidden cells: at the last month everywhere, at each date for the country."""
    masks = Masks(threshold)
    inside = _Inside(connection, measures, publics, masks)
    for code, (_, measure) in measures.items():
        if measure.sensitive:
            _hide(inside, grid, country, code)
    return masks


@dataclass(frozen=True, slots=True)
class _Inside:
    """What is read, and the masks being gathered."""

    connection: sqlite3.Connection
    measures: Measures
    publics: Publics
    masks: Masks

    def parts(self, grid: Grid, code: str, public: str) -> tuple[Split, ...]:
        """Return what is hidden together: a measure, or what a cohort tells at 6 then 12 months."""
        number, measure = self.measures[code]
        if measure.kind is not Kind.COHORT:
            return (_kinds(self.connection, grid, self.measures, code, self.publics[public]),)
        return read_cohort(
            self.connection, grid, (number, measure), self.publics[public], until=grid.dates[-1]
        ).splits()

    def keys(self, code: str, part: int, public: str) -> tuple[Key, ...]:
        """Return a part of a measure, the kind that would give it away, the sum that says it."""
        if part:
            return ((late(self.measures[code][0]), self.publics[public]),)
        beside = companions(code)
        keys = [self.measures[m][0] for m in (code, *beside) if m in self.measures]
        sums = [n for terms, n in SUMS.items() if set(beside) & set(terms) and code not in terms]
        return tuple((number, self.publics[public]) for number in (*keys, *sums))


def _hide(inside: _Inside, grid: Grid, country: Grid, code: str) -> None:
    """Hide a sensitive measure: the dates of the country, for all then for each; the places."""
    measure = inside.measures[code][1]
    _keep_country(inside, country, measure)
    forced = _given_by_publics(inside, grid, measure)
    past = list(_past_dates(inside, grid, country, measure))
    for part, split in enumerate(inside.parts(grid, code, ALL)):
        keys = inside.keys(code, part, ALL)
        split.forced[:] |= forced
        split.forced[ROOT, -1] |= inside.masks.hidden(keys[0], country)[ROOT, -1]
        forced = hidden_since(split, grid.tree, past, inside.masks.threshold)
        _keep_places(inside, grid, split, keys, forced)


def _keep_country(inside: _Inside, country: Grid, measure: Measure) -> None:
    """Keep the hidden dates of the country: those of everyone, and of the other publics together.

    Everyone is hidden too where they would tell a public large.
    """
    others = [public for public in measure.publics if public != ALL]
    told = np.zeros(len(country.dates), np.bool_)
    if others:
        apart = _keep_dates(inside, country, measure, others, told)
        if measure.kind is not Kind.COHORT:
            own, *each = (
                inside.parts(country, measure.id, public)[0].counts[0, ROOT]
                for public in (ALL, *others)
            )
            told = told_large(Apart(own, np.stack(each)), apart)
    everyone = _keep_dates(inside, country, measure, [ALL], told)
    while (more := _given_by_rest(inside, country, measure)).any():
        everyone = _keep_dates(inside, country, measure, measure.publics, everyone | more)


def _given_by_rest(inside: _Inside, country: Grid, measure: Measure) -> Flags:
    """Return the dates hidden for everyone or a public, and those that would tell them large."""
    found = np.zeros(len(country.dates), np.bool_)
    for public in measure.publics:
        split = inside.parts(country, measure.id, public)[0]
        if not (split.bounded and split.cumulated):
            continue
        own, rest = _measure_and_rest(split)[:, ROOT]
        key = inside.keys(measure.id, 0, public)[0]
        hidden = inside.masks.hidden(key, country)[ROOT].copy()
        if told := list(told_by_next(own, rest, hidden)):
            hidden[told] = True
            found |= hidden
    return found


def _past_dates(inside: _Inside, grid: Grid, country: Grid, measure: Measure) -> Iterator[PastDate]:
    """Yield the hidden dates of the country before the last month, for each public."""
    wide = Grid(grid.entities, grid.tree, country.dates)
    everyone = None
    for public in measure.publics if measure.kind is Kind.FLOW else ():
        key = inside.keys(measure.id, 0, public)[0]
        hidden = inside.masks.hidden(key, country)[ROOT]
        if not hidden[:-1].any():
            continue
        split = inside.parts(wide, measure.id, public)[0]
        if split.bounded:
            counts = _measure_and_rest(split)
            if public != ALL and everyone is None:
                everyone = _measure_and_rest(inside.parts(wide, measure.id, ALL)[0])
            yield from past_dates(counts, hidden, None if public == ALL else everyone)


def _measure_and_rest(split: Split) -> Ints:
    return np.stack([split.counts[0], split.counts[1:].sum(axis=0)])


def _keep_dates(
    inside: _Inside, country: Grid, measure: Measure, together: Sequence[str], dates: Flags
) -> Flags:
    """Keep the dates hidden for publics told together, these and more; return those."""
    parts = zip(*(inside.parts(country, measure.id, each) for each in together), strict=True)
    for part, splits in enumerate(parts):
        dates = np.logical_or(dates, _country_dates(splits, inside.masks.threshold))
        for public in together:
            for key in inside.keys(measure.id, part, public):
                inside.masks.keep(key, country, dates[np.newaxis], nowhere(country))
    return dates


def _country_dates(splits: Sequence[Split], threshold: int) -> Flags:
    guarded = root_counts(splits)
    if splits[0].cumulated:
        return spaced(guarded, threshold)
    return np.asarray((guarded < threshold).any(axis=0), dtype=np.bool_)


# ------------------------------------------------------------------ what is read
def _kinds(
    connection: sqlite3.Connection, grid: Grid, measures: Measures, code: str, public: int
) -> Split:
    """Return a sensitive measure with what it trades with: its companion, or the rest of it."""
    number, measure = measures[code]
    table = read_table(connection, grid, (number, measure), public)
    others = [
        read_table(connection, grid, measures[m], public).counts
        for m in companions(code)
        if m in measures
    ]
    if not others and measure.part_of is not None:
        whole = read_table(connection, grid, measures[measure.part_of], public).counts
        others = [np.maximum(whole - table.counts, 0)]
    return Split(
        np.stack([table.counts, *others]), (True, *(False for _ in others)), table.reported,
        nowhere(grid), cumulated=measure.kind is Kind.FLOW, bounded=bool(others), rest=len(others),
    )  # fmt: skip


def _given_by_publics(inside: _Inside, grid: Grid, measure: Measure) -> Flags:
    """Return the cells where a small public, never shown, would be bounded from below.

    Its volumes are seen: with the companion shown for all publics, what exceeds it must be hers.
    """
    others = [public for public in measure.publics if public != ALL]
    found = nowhere(grid)
    if measure.kind is Kind.COHORT or len(others) < 2 or not companions(measure.id):
        return found
    everyone = inside.parts(grid, measure.id, ALL)[0].counts
    each = [inside.parts(grid, measure.id, public)[0].counts for public in others]
    volume = np.sum([counts.sum(axis=0) for counts in each], axis=0)
    for counts in each:
        own = counts.sum(axis=0)
        least = np.maximum(own - everyone[1:].sum(axis=0), everyone[0] - (volume - own))
        found |= (counts[0] < inside.masks.threshold) & (least > 1)
    return found


# ------------------------------------------------------------------ what is kept
def _keep_places(
    inside: _Inside, grid: Grid, split: Split, keys: Sequence[Key], hidden: Flags
) -> None:
    """Keep the hidden places, and those that cross them: hidden as soon as a network of theirs."""
    threshold = inside.masks.threshold
    small = (split.counts[np.array(split.guarded)] < threshold).any(axis=0)
    crossing, crossed = _crossing(inside.connection, grid, hidden[:, -1])
    below = _below(grid, hidden)
    entities = (*(grid.entities[i] for i in below), *crossing.entities)
    whole = Grid(entities, grid.tree, grid.dates)
    flags = np.concatenate([hidden[below], crossed])
    primary = np.concatenate([(hidden & small)[below], np.zeros_like(crossed)])
    for key in keys:
        _merge(inside.masks, key, whole, flags, primary)


def _below(grid: Grid, hidden: Flags) -> Sequence[int]:
    return [i for i in range(len(hidden)) if grid.entities[i][0] != Level.FRANCE]


def _crossing(connection: sqlite3.Connection, grid: Grid, hidden: Flags) -> tuple[Grid, Flags]:
    networks = {
        entity: bool(hidden[i])
        for i, (level, entity) in enumerate(grid.entities)
        if level == Level.NETWORK
    }
    places: dict[tuple[int, int], bool] = {}
    for network, level, entity in read_members(connection):
        if network in networks:
            places[level, entity] = places.get((level, entity), False) or networks[network]
    crossing = Grid(tuple(places), grid.tree, grid.dates)
    return crossing, np.array(list(places.values()), np.bool_)[:, np.newaxis]


def _merge(masks: Masks, key: Key, grid: Grid, hidden: Flags, primary: Flags) -> None:
    """Add the places to what is kept of the country, each with its own dates."""
    country = masks.found.pop(key, None)
    if country is None:
        masks.keep(key, grid, hidden, primary)
        return
    above, seen, small = country
    dates = above.dates
    wide: Ints = np.zeros((len(grid.entities), len(dates)), np.int64)
    wide[:, dates.index(grid.dates[-1])] = hidden[:, -1]
    first = np.zeros(wide.shape, np.bool_)
    first[:, dates.index(grid.dates[-1])] = primary[:, -1]
    entities = (*above.entities, *grid.entities)
    masks.found[key] = (
        Grid(entities, grid.tree, dates),
        np.concatenate([seen, wide.astype(np.bool_)]),
        np.concatenate([small, first]),
    )
