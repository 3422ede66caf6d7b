"""Random splits keep everyone, and nobody happens after the last month."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lianes.demo.assumptions import Hazard
from lianes.demo.draws import delayed, split, spread
from lianes.demo.followed import follow, gone_by_month
from lianes.demo.targets import shared

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=12).map(np.array)
WEIGHTS = st.lists(st.floats(0.01, 9), min_size=2, max_size=6)


def rng() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(7))


@given(COUNTS, WEIGHTS)
def test_the_parts_of_a_split_add_up(counts: np.ndarray, weights: list[float]) -> None:
    parts = split(rng(), counts, [w / sum(weights) for w in weights])
    assert (sum(parts) == counts).all()
    assert all((part >= 0).all() for part in parts)


@given(COUNTS, WEIGHTS)
def test_delays_only_move_people_later(counts: np.ndarray, weights: list[float]) -> None:
    late = spread(rng(), counts, [w / sum(weights) for w in weights])
    assert (late.cumsum() <= counts.cumsum()).all()


@given(COUNTS, st.integers(0, 20))
def test_a_delay_past_the_last_month_is_not_known(counts: np.ndarray, months: int) -> None:
    late = delayed(counts, months)
    assert late.sum() == counts[: max(0, len(counts) - months)].sum()


@given(COUNTS, st.floats(0, 1))
def test_nobody_leaves_before_having_started(counts: np.ndarray, chance: float) -> None:
    exits = follow(rng(), counts, {"ended": Hazard(chance, 3, chance / 2)})
    assert (gone_by_month(exits).cumsum() <= counts.cumsum()).all()
    assert (exits["ended"].sum(axis=0) <= counts).all()


@given(st.integers(0, 2_000), WEIGHTS)
def test_a_shared_total_stays_exact(total: int, weights: list[float]) -> None:
    assert shared(total, np.array(weights)).sum() == total
