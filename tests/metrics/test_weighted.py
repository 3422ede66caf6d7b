import numpy as np
import pytest

from lianes.metrics.difference import newcombe
from lianes.metrics.proportion import Proportion
from lianes.metrics.weighted import weighted_comparison


def test_one_group_is_the_plain_comparison():
    mine, rest = Proportion(56, 70), Proportion(48, 80)
    found = weighted_comparison([(mine, rest)])
    plain = newcombe(mine, rest)
    assert (found.difference.low, found.difference.high) == pytest.approx((plain.low, plain.high))


def test_another_mix_alone_makes_no_difference():
    # 80 % and 20 % in both places, but other shares of each group
    found = weighted_comparison(
        [(Proportion(8, 10), Proportion(800, 1000)), (Proportion(18, 90), Proportion(20, 100))]
    )
    assert found.rate == pytest.approx(0.26)
    assert found.expected == pytest.approx(0.26)
    assert not found.is_beyond_chance


def test_a_group_unknown_in_the_rest_cannot_be_compared():
    assert weighted_comparison([(Proportion(1, 5), Proportion(0, 0))]) is None


def test_a_group_the_subject_does_not_hold_is_left_out():
    found = weighted_comparison(
        [(Proportion(10, 20), Proportion(50, 100)), (Proportion(0, 0), Proportion(0, 50))]
    )
    assert found.expected == pytest.approx(0.5)


def test_nobody_is_not_compared():
    assert weighted_comparison([]) is None


@pytest.mark.parametrize(("mine", "rest"), [((60, 30), (900, 200)), ((300, 200), (300, 300))])
def test_identical_rates_are_singled_out_once_in_twenty(mine, rest):
    random, draws, rates = np.random.default_rng(3), 4000, (0.3, 0.6)
    one = [random.binomial(n, p, draws) for n, p in zip(mine, rates, strict=True)]
    other = [random.binomial(n, p, draws) for n, p in zip(rest, rates, strict=True)]
    alarms = sum(
        weighted_comparison([
            (Proportion(int(one[g][i]), mine[g]), Proportion(int(other[g][i]), rest[g]))
            for g in (0, 1)
        ]).is_beyond_chance
        for i in range(draws)
    )  # fmt: skip
    assert alarms / draws <= 0.06
