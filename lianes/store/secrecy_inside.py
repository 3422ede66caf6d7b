"""What is hidden from people of the programme: sensitive measures, where they are few."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from lianes.domain.catalogue import Kind, Measure
from lianes.domain.secrecy import SUMS, companions
from lianes.domain.territory import Level
from lianes.metrics.public_suppression import spaced
from lianes.metrics.suppression import ROOT, Flags, Ints, Split
from lianes.store.secrecy_masks import Key, Masks
from lianes.store.secrecy_outside import ALL, Measures, cohort_split
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
    for code, (_, measure) in measures.items():
        if measure.sensitive:
            kinds = _cohort_kinds if measure.kind is Kind.COHORT else _kinds
            for public in measure.publics:
                split = kinds(connection, country, measures, code, publics[public])
                dates = _country_dates(split, threshold)
                keys = _keys(measures, code, publics[public])
                _keep(masks, country, keys, dates[np.newaxis], nowhere(country))
            split = kinds(connection, grid, measures, code, publics[ALL])
            split.forced[ROOT, -1] = masks.hidden((measures[code][0], publics[ALL]), country)[
                ROOT, -1
            ]
            split.forced[:] |= _given_by_publics(
                connection, grid, measures, measure, publics, threshold
            )
            _keep_places(connection, masks, grid, split, measures, code, publics)
    return masks


def _country_dates(split: Split, threshold: int) -> Flags:
    guarded = split.counts[np.array(split.guarded)][:, ROOT]
    if split.cumulated:
        return spaced(guarded, threshold)
    few: Flags = (guarded < threshold).any(axis=0)
    return few


def _keys(measures: Measures, code: str, public: int) -> tuple[Key, ...]:
    """Return the measure, the kind that would give it away and the sum that says the same."""
    beside = companions(code)
    keys = [(measures[m][0], public) for m in (code, *beside) if m in measures]
    sums = [n for terms, n in SUMS.items() if set(beside) & set(terms) and code not in terms]
    return (*keys, *((number, public) for number in sums))


def _keep(masks: Masks, grid: Grid, keys: Iterable[Key], hidden: Flags, small: Flags) -> None:
    for key in keys:
        masks.keep(key, grid, hidden, small)


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
        nowhere(grid), cumulated=measure.kind is Kind.FLOW, bounded=bool(others),
    )  # fmt: skip


def _cohort_kinds(
    connection: sqlite3.Connection, grid: Grid, measures: Measures, code: str, public: int
) -> Split:
    counts, reported = read_cohort(
        connection, grid, measures[code][0], public, until=grid.dates[-1]
    )
    return cohort_split(counts, reported)


def _given_by_publics(
    connection: sqlite3.Connection, grid: Grid, measures: Measures, measure: Measure,
    publics: Publics, threshold: int,
) -> Flags:  # fmt: skip
    """Return the cells where a small public, never shown, would be bounded from below.

    Its volumes are seen: with the companion shown for all publics, what exceeds it must be hers.
    """
    others = [public for public in measure.publics if public != ALL]
    found = nowhere(grid)
    if measure.kind is Kind.COHORT or len(others) < 2 or not companions(measure.id):
        return found
    everyone = _kinds(connection, grid, measures, measure.id, publics[ALL]).counts
    each = [
        _kinds(connection, grid, measures, measure.id, publics[public]).counts for public in others
    ]
    volume = np.sum([counts.sum(axis=0) for counts in each], axis=0)
    for counts in each:
        own = counts.sum(axis=0)
        least = np.maximum(own - everyone[1:].sum(axis=0), everyone[0] - (volume - own))
        found |= (counts[0] < threshold) & (least > 1)
    return found


# ------------------------------------------------------------------ what is kept
def _keep_places(
    connection: sqlite3.Connection, masks: Masks, grid: Grid, split: Split,
    measures: Measures, code: str, publics: Publics,
) -> None:  # fmt: skip
    """Keep the hidden places, and those that cross them: hidden as soon as a network of theirs."""
    kept = Masks(masks.threshold)
    public = publics[ALL]
    hidden = kept.add(grid, split, ((measures[code][0], public),))
    small = (split.counts[np.array(split.guarded)] < masks.threshold).any(axis=0)
    crossing, crossed = _crossing(connection, grid, hidden[:, -1])
    keys = _keys(measures, code, public)
    below = _below(grid, hidden)
    entities = (*(grid.entities[i] for i in below), *crossing.entities)
    whole = Grid(entities, grid.tree, grid.dates)
    flags = np.concatenate([hidden[below], crossed])
    primary = np.concatenate([(hidden & small)[below], np.zeros_like(crossed)])
    for number, _ in keys:
        _merge(masks, (number, public), whole, flags, primary)


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
