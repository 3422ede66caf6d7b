"""An attacker who knows the tree, the zeros and every cell shown narrows no hidden count."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from lianes.metrics.companions import protected
from lianes.metrics.suppression import Split, Tree
from metrics.secrecy_attack import given_away

THRESHOLD = 11


def tree_of(regions):
    parents = [-1] + [0] * len(regions)
    parents += [rank + 1 for rank, size in enumerate(regions) for _ in range(size)]
    weights = [sum(regions), *regions] + [1] * sum(regions)
    return Tree(np.array(parents), np.array(weights))


def split_of(tree, leaves, *, forced=None, expected=None, bounded=False):
    """A split from the increments of its leaves, (counts, leaves, dates)."""
    leaves = np.asarray(leaves).cumsum(axis=2)
    kinds, size, dates = leaves.shape
    places = len(tree.parent)
    counts, reports = np.zeros((kinds, places, dates), int), np.zeros((places, dates), int)
    counts[:, places - size :] = leaves
    reports[places - size :] = np.ones((size, dates), int) if expected is None else expected
    reports = reports.cumsum(axis=1)
    for place in range(places - 1, 0, -1):
        counts[:, tree.parent[place]] += counts[:, place]
        reports[tree.parent[place]] += reports[place]
    nothing = np.zeros((places, dates), bool)
    guarded = (True,) * kinds if not bounded else (True,) + (False,) * (kinds - 1)
    return Split(
        counts, guarded, reports, nothing if forced is None else forced, bounded=bounded,
        rest=kinds - 1,
    )  # fmt: skip


@st.composite
def programmes(draw, most=2, least=1):
    """A tree and its increments: at most 60 cells, some places that start late."""
    regions = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    dates = draw(st.integers(1, 3))
    size, count = sum(regions), draw(st.integers(least, most))
    sizes = st.one_of(st.integers(0, 4), st.integers(0, 15), st.integers(0, 60))
    flat = draw(st.lists(sizes, min_size=count * size * dates, max_size=count * size * dates))
    starts = draw(st.lists(st.sampled_from([0, 0, 0, 1]), min_size=size, max_size=size))
    expected = np.array([[date >= start for date in range(dates)] for start in starts], int)
    return tree_of(regions), np.array(flat).reshape(count, size, dates) * expected, expected


def hidden_of(tree, leaves, expected):
    """Hide the whole by its own rule, then the part, then more of the whole where it asks so."""
    if len(leaves) == 1:
        split = split_of(tree, leaves, expected=expected)
        return split, protected(split, tree, THRESHOLD).hidden
    whole = split_of(tree, leaves.sum(axis=0, keepdims=True), expected=expected)
    asked = np.zeros(whole.expected.shape, bool)
    while True:
        forced = protected(whole, tree, THRESHOLD, asked=asked).hidden
        split = split_of(tree, leaves, forced=forced, expected=expected)
        found = protected(split, tree, THRESHOLD, family=2)
        if not found.wholes.any():
            return split, found.hidden
        asked |= found.wholes


def suppressed(split, tree, threshold):
    return protected(split, tree, threshold).hidden


def primary_only(split):
    return (split.counts < THRESHOLD).any(axis=0) & (split.expected > 0)


@settings(max_examples=60, deadline=None)
@given(programmes())
def test_no_hidden_count_can_be_narrowed(programme):
    tree, leaves, expected = programme
    split, hidden = hidden_of(tree, leaves, expected)
    assert given_away(split, tree, hidden, THRESHOLD) == []


@settings(max_examples=15, deadline=None)
@given(programmes(most=1))
def test_whole_numbers_help_the_attacker_no_further(programme):
    tree, leaves, expected = programme
    split, hidden = hidden_of(tree, leaves, expected)
    assert given_away(split, tree, hidden, THRESHOLD, integer=True) == []


@settings(max_examples=30, deadline=None)
@given(programmes(least=2))
def test_inside_no_sensitive_count_is_narrowed_beyond_the_volume_shown(programme):
    tree, leaves, _ = programme
    split = split_of(tree, leaves.sum(axis=2, keepdims=True), bounded=True)
    hidden = suppressed(split, tree, 5)
    if not hidden[0, 0]:
        assert given_away(split, tree, hidden, 5) == []


# ------------------------------------------------------------------ the attacker works
def test_the_attacker_finds_a_cell_hidden_alone():
    tree = tree_of([2, 1])
    split = split_of(tree, [[[4], [40], [30]]])
    hidden = primary_only(split)
    assert given_away(split, tree, hidden, THRESHOLD) == [(3, 0, 0, 4, 4.0, 4.0)]
    assert given_away(split, tree, suppressed(split, tree, THRESHOLD), THRESHOLD) == []


def test_the_attacker_finds_what_was_hidden_before_its_neighbour_was_shown():
    """9 and 11 add up to a known 20; then 12 and 12 are shown: the 9 was at least 8."""
    tree = tree_of([1, 1])
    split = split_of(tree, [[[9, 12], [11, 1]]])
    hidden = np.zeros(split.expected.shape, bool)
    hidden[1:, 0] = True
    assert given_away(split, tree, hidden, THRESHOLD)
    assert suppressed(split, tree, THRESHOLD)[1:, 1].all()


def test_the_attacker_bounds_a_part_by_its_whole():
    """Of 12 and 60, parts of 9 and 55 are hidden: with a total of 64, the first is at least 4."""
    tree = tree_of([1, 1])
    split = split_of(tree, [[[9], [55]], [[3], [5]]])
    hidden = np.array([[False], [True], [True], [True], [True]])
    assert given_away(split, tree, hidden, THRESHOLD)


# ------------------------------------------------------------------ the rule
@pytest.mark.parametrize(("value", "hides"), [(10, True), (11, False), (0, True)])
def test_the_threshold_is_that_of_primary_masking(value, hides):
    tree = tree_of([1, 1, 1])
    hidden = suppressed(split_of(tree, [[[value], [40], [50]]]), tree, THRESHOLD)
    assert hidden[1, 0] == hides
    assert not hidden[0, 0]


def test_a_place_where_nothing_is_deployed_is_never_hidden():
    tree = tree_of([1, 1, 1])
    split = split_of(tree, [[[0], [40], [50]]], expected=[[0], [1], [1]])
    assert not suppressed(split, tree, THRESHOLD).any()


def test_a_place_shown_is_hidden_while_little_has_been_added():
    tree = tree_of([1, 1, 1])
    hidden = suppressed(split_of(tree, [[[20, 3, 30], [20, 30, 30], [20, 30, 30]]]), tree, 11)
    assert hidden[1].tolist() == [False, True, False]


# ------------------------------------------------------------------ counts that are no parts
@settings(max_examples=40, deadline=None)
@given(programmes(least=2))
def test_events_of_a_cohort_are_protected_together(programme):
    tree, leaves, expected = programme
    split = replace(split_of(tree, leaves, expected=expected), tied=False, rest=0)
    hidden = suppressed(split, tree, THRESHOLD)
    assert given_away(split, tree, hidden, THRESHOLD) == []


@pytest.mark.long
@settings(max_examples=1000, deadline=None)
@given(programmes(), st.booleans())
def test_no_hidden_count_can_be_narrowed_in_a_thousand_cases(programme, tied):
    tree, leaves, expected = programme
    split, hidden = hidden_of(tree, leaves, expected)
    if not tied:
        split = replace(split, tied=False, rest=0, forced=np.zeros_like(split.forced))
        hidden = suppressed(split, tree, THRESHOLD)
    assert given_away(split, tree, hidden, THRESHOLD) == []


def test_a_place_of_nobody_asks_nothing_of_its_neighbours():
    tree = tree_of([1, 1, 1])
    split = split_of(tree, [[[0], [9], [8]], [[0], [9], [9]]], bounded=True)
    assert not suppressed(split, tree, 5).any()


# ------------------------------------------------------------------ the least possible
def fewest(split, tree, threshold):
    """Return the least number of cells to hide, for a single date: exact, by integer programming.

    For the small cells alone, a least for the whole guarantee too. A set of hidden cells that
    gives one away asks for one more outside it, and so does every set it is part of: such cuts
    are added, from as large a set as possible, until none is broken.
    """
    split = replace(split, rest=len(split.guarded))
    guarded, there = np.array(split.guarded), split.expected[:, 0] > 0
    must = (split.counts[guarded, :, 0] < threshold).any(axis=0) & there
    if split.bounded:
        must &= split.counts[:, :, 0].sum(axis=0) > 0

    def gives_away(hidden):
        return bool(given_away(split, tree, hidden[:, np.newaxis], threshold))

    cuts, hidden = [], must.copy()
    while gives_away(hidden):
        for cell in np.flatnonzero(~hidden):
            hidden[cell] = True
            hidden[cell] = gives_away(hidden)
        cuts.append(~hidden)
        answer = milp(
            np.ones(len(must)),
            constraints=LinearConstraint(np.array(cuts, float), 1),
            bounds=Bounds(must.astype(float), 1),
            integrality=np.ones(len(must)),
        )
        hidden = answer.x > 0.5
    return int(hidden.sum())


def excess(seeds, *, regions=3, bounded=False):
    """Return (cells, cells hidden, least possible) over drawn cases of one date."""
    totals, threshold = np.zeros(3, int), 5 if bounded else THRESHOLD
    for seed in seeds:
        rng = np.random.default_rng(seed)
        tree = tree_of(rng.integers(1, 4, regions).tolist())
        size = len(tree.parent) - regions - 1
        drawn = [rng.poisson(rng.choice([4, 12, 30], size)) for _ in range(1 + bounded)]
        split = split_of(tree, np.array(drawn)[:, :, None], bounded=bounded)
        hidden = suppressed(split, tree, threshold)
        if not hidden[0, 0]:
            totals += [len(tree.parent), hidden.sum(), fewest(split, tree, threshold)]
    return totals


def test_the_least_possible_is_that_of_every_set_tried():
    for seed in range(4):
        rng = np.random.default_rng(seed)
        tree = tree_of([2, 2])
        split = split_of(tree, rng.poisson(rng.choice([4, 12, 30], 4))[None, :, None])
        assert fewest(split, tree, THRESHOLD) == fewest_of_all(split, tree)


def fewest_of_all(split, tree):
    split = replace(split, rest=len(split.guarded))
    must = primary_only(split)[:, 0]
    free = np.flatnonzero(~must)
    for size in range(len(free) + 1):
        for extra in combinations(free, size):
            hidden = must.copy()
            hidden[list(extra)] = True
            if not given_away(split, tree, hidden[:, np.newaxis], THRESHOLD):
                return int(hidden.sum())
    return None


@pytest.mark.parametrize(("bounded", "most"), [(False, 1.25), (True, 2)])
def test_little_more_is_hidden_than_the_least_possible(bounded, most):
    _, hidden, least = excess(range(12), bounded=bounded)
    assert least <= hidden <= most * least


@pytest.mark.long
@pytest.mark.parametrize(
    ("regions", "bounded", "cases"), [(3, False, 60), (12, False, 8), (3, True, 60), (12, True, 8)]
)
def test_the_page_gives_the_distance_to_the_least_possible(regions, bounded, cases):
    page = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
    cells, hidden, least = excess(range(cases), regions=regions, bounded=bounded)
    more = round(100 * (hidden - least) / least)
    line = f"{cases} cas de {regions} régions | {cells} | {hidden} | {least} | {more} % |"
    who = "interne, une part et son reste" if bounded else "externe"
    assert f"| {who}, {line}" in page
