import numpy as np
import pytest

from lianes.metrics.proportion import Z95, Z998, Proportion
from lianes.metrics.verdict import Verdict, expected_false_alarms, is_better, verdict

REST = Proportion(500, 1000)


def test_a_difference_wholly_above_zero_is_above():
    assert verdict(Proportion(61, 100), REST) is Verdict.ABOVE


def test_a_difference_wholly_below_zero_is_below():
    assert verdict(Proportion(39, 100), REST) is Verdict.BELOW


def test_a_difference_that_may_be_nil_is_comparable():
    assert verdict(Proportion(60, 100), REST) is Verdict.COMPARABLE
    assert verdict(Proportion(40, 100), REST) is Verdict.COMPARABLE


def test_a_list_of_many_needs_a_larger_difference():
    assert verdict(Proportion(61, 100), REST, z=Z998) is Verdict.COMPARABLE
    assert verdict(Proportion(67, 100), REST, z=Z998) is Verdict.ABOVE


def test_a_small_rest_makes_the_same_difference_less_sure():
    assert verdict(Proportion(61, 100), Proportion(50, 100)) is Verdict.COMPARABLE


def test_nineteen_observations_are_too_few_and_twenty_are_enough():
    assert verdict(Proportion(19, 19), REST) is Verdict.TOO_FEW
    assert verdict(Proportion(20, 20), REST) is Verdict.ABOVE


def test_a_rest_of_nineteen_is_no_reference_and_of_twenty_is_one():
    subject = Proportion(90, 100)
    assert verdict(subject, Proportion(9, 19)) is Verdict.NO_REFERENCE
    assert verdict(subject, Proportion(10, 20)) is Verdict.ABOVE


def test_too_few_is_said_before_the_missing_reference():
    assert verdict(Proportion(1, 2), Proportion(0, 0)) is Verdict.TOO_FEW


def test_the_minimum_is_an_option():
    assert verdict(Proportion(20, 20), REST, minimum=21) is Verdict.TOO_FEW


def test_contradictory_counts_are_not_judged():
    assert verdict(Proportion(30, 25), REST) is Verdict.TOO_FEW
    assert verdict(Proportion(10, 25), Proportion(30, 25)) is Verdict.NO_REFERENCE


def test_a_perfect_score_of_twenty_five_against_ninety_percent_is_comparable():
    assert verdict(Proportion(25, 25), Proportion(900, 1000)) is Verdict.COMPARABLE


@pytest.mark.parametrize(
    ("found", "higher_is_better", "expected"),
    [
        (Verdict.ABOVE, True, True),
        (Verdict.BELOW, True, False),
        (Verdict.ABOVE, False, False),
        (Verdict.BELOW, False, True),
        (Verdict.ABOVE, None, None),
        (Verdict.COMPARABLE, True, None),
        (Verdict.TOO_FEW, True, None),
        (Verdict.NO_REFERENCE, False, None),
    ],
)
def test_better_follows_the_direction_of_the_indicator(found, higher_is_better, expected):
    assert is_better(found, higher_is_better=higher_is_better) is expected


def test_forty_eight_networks_expect_two_false_alarms_at_95_and_a_tenth_at_99_8():
    assert expected_false_alarms(48, Z95) == pytest.approx(2.4, abs=0.001)
    assert expected_false_alarms(48, Z998) == pytest.approx(0.096, abs=0.001)


def test_a_list_of_one_side_expects_half_the_false_alarms():
    assert expected_false_alarms(48, Z95, sides=1) == pytest.approx(1.2, abs=0.001)


def share_of_false_alarms(subject: int, rest: int, draws: int = 4000, *, z: float = Z95) -> float:
    """Verdicts other than comparable between two groups drawn at the same rate of 40 %."""
    random = np.random.default_rng(20261001)
    pairs = zip(
        random.binomial(subject, 0.4, draws), random.binomial(rest, 0.4, draws), strict=True
    )
    verdicts = [
        verdict(Proportion(int(x), subject), Proportion(int(y), rest), z=z) for x, y in pairs
    ]
    return sum(found is not Verdict.COMPARABLE for found in verdicts) / draws


def test_identical_territories_are_singled_out_once_in_twenty_beside_a_large_rest():
    assert share_of_false_alarms(100, 10_000) == pytest.approx(0.05, abs=0.015)


@pytest.mark.parametrize(("subject", "rest"), [(500, 1500), (300, 600), (1000, 1000)])
def test_half_the_programme_is_singled_out_no_more_often(subject, rest):
    assert share_of_false_alarms(subject, rest) == pytest.approx(0.05, abs=0.012)


def test_in_a_list_one_verdict_in_five_hundred_is_a_false_alarm():
    assert share_of_false_alarms(1000, 1000, 20_000, z=Z998) == pytest.approx(0.002, abs=0.001)
