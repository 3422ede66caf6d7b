"""A past month of the country, hidden, is not told by what its places show since: attacked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianes.metrics.companions import protected
from lianes.metrics.past_country import hidden_since, past_dates, told_by_next
from lianes.metrics.public_suppression import spaced
from metrics.secrecy_attack import NEAR, Attack, know_place
from metrics.test_suppression import split_of, tree_of

THRESHOLD = 5


@st.composite
def programmes(draw):
    """A tree and the increments of a measure and of the rest of it, few at the first date."""
    regions = draw(st.lists(st.integers(1, 3), min_size=2, max_size=3))
    shape = 2, sum(regions), draw(st.integers(2, 4))
    sizes = st.one_of(st.integers(0, 1), st.integers(0, 4), st.integers(0, 12))
    size = int(np.prod(shape))
    leaves = np.array(draw(st.lists(sizes, min_size=size, max_size=size))).reshape(shape)
    leaves[..., 1:] += draw(st.integers(0, 20))
    leaves[..., -1] *= draw(st.integers(1, 4))
    return tree_of(regions), leaves


def drawn(seed):
    """A tree and its increments where places show enough: few at first, more later."""
    rng = np.random.default_rng(seed)
    regions = rng.integers(2, 4, rng.integers(2, 4)).tolist()
    size = sum(regions)
    first = rng.poisson(rng.choice([0, 1, 2], (2, size, 1)))
    later = rng.poisson(rng.choice([6, 10], (2, size, rng.integers(1, 3))))
    later[1] *= rng.choice([0, 1, 1, 1], (size, 1))  # some have little of the rest
    return tree_of(regions), np.concatenate([first, later], axis=2)


def released(tree, leaves, *, since=True):
    """Return the split over dates, the hidden dates of the country, the hidden places at last."""
    split = split_of(tree, leaves, bounded=True)
    measure, rest = split.counts[:, 0]
    dates = spaced(measure[np.newaxis], THRESHOLD)
    while told := list(told_by_next(measure, rest, dates)):
        dates[told] = True
    last = split_of(tree, leaves.sum(axis=2, keepdims=True), bounded=True)
    last.forced[0, -1] = dates[-1]
    if not since:
        return split, dates, protected(last, tree, THRESHOLD).hidden[:, -1]
    past = list(past_dates(split.counts, dates))
    places = hidden_since(last, tree, past, THRESHOLD)[:, -1]
    dates[-1] |= places[0]
    return split, dates, places


def narrowed(tree, split, dates, places):
    """Return the hidden dates of the country of which a value is excluded: (date, least, most)."""
    attack, last = Attack(), len(dates) - 1
    for kind, place, date in np.ndindex(split.counts.shape):
        know_place(attack, tree, (kind,), place, date)
        if (not dates[date]) if place == 0 else (date == last and not places[place]):
            attack.fix((kind, place, date), split.counts[kind, place, date])
        if date:
            attack.know([(1, (kind, place, date)), (-1, (kind, place, date - 1))])
    for place, date in np.ndindex(split.counts.shape[1:]):
        volume = split.counts[:, place, date].sum()
        attack.know([(1, (kind, place, date)) for kind in (0, 1)], volume, volume)
    volumes = split.counts[:, 0].sum(axis=0)
    found, base, since = [], 0, 0
    for date, hidden in enumerate(dates):
        if not hidden:
            base, since = split.counts[0, 0, date], volumes[date]
            continue
        if dates[date + 1 : -1].all() and not dates[-1] and measure_is_told(split, date, base):
            continue
        ceiling = min(THRESHOLD - 1, volumes[date] - since)
        least, most = attack.bounds((0, 0, date))
        if least > base + min(1, ceiling) + NEAR or most < base + ceiling - NEAR:
            found.append((date, least, most))
    return found


def measure_is_told(split, date, base):
    """The case the method admits: the country at the last month tells it alone."""
    return split.counts[:, 0, date].sum() - split.counts[1, 0, -1] > base + 1


@settings(max_examples=100, deadline=None)
@given(programmes())
def test_no_past_date_of_the_country_is_narrowed(programme):
    tree, leaves = programme
    assert narrowed(tree, *released(tree, leaves)) == []


@pytest.mark.long
@settings(max_examples=2000, deadline=None)
@given(programmes())
def test_no_past_date_of_the_country_is_narrowed_in_two_thousand_cases(programme):
    tree, leaves = programme
    assert narrowed(tree, *released(tree, leaves)) == []


def test_places_would_tell_past_dates_of_the_country_and_no_more_do():
    found = {True: 0, False: 0}
    for seed in range(100):
        tree, leaves = drawn(seed)
        for since in found:
            found[since] += bool(narrowed(tree, *released(tree, leaves, since=since)))
    assert found[False] >= 3
    assert found[True] == 0


def test_a_place_that_shows_little_of_the_rest_is_hidden_with_a_sibling():
    """A network examined 3 at first and has 1 exit of the rest in all: 2 at least were not."""
    tree = tree_of([3, 2])
    measure = [[2, 8], [0, 9], [0, 9], [1, 9], [0, 9]]
    leaves = np.array([measure, [[1, 0], [2, 40], [2, 40], [2, 5], [2, 5]]])
    before = released(tree, leaves, since=False)
    assert before[1].tolist() == [True, False]
    assert narrowed(tree, *before) == [(0, 2, 12)]
    *_, places = after = released(tree, leaves)
    assert narrowed(tree, *after) == []
    assert np.flatnonzero(places).tolist() == [3, 4, 5]
