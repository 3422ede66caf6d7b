import numpy as np
import pytest

from lianes.metrics.pchart import p_chart
from lianes.metrics.proportion import Proportion

# Montgomery, Introduction to Statistical Quality Control, frozen orange juice cans: 30 samples of
# 50; mean 0.2313, limits 0.0524 to 0.4102, samples 15 and 23 outside.
CANS = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22,
        8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6)  # fmt: skip


def test_the_published_example_is_found():
    chart = p_chart([Proportion(x, 50) for x in CANS])
    assert chart.mean == pytest.approx(0.2313, abs=1e-4)
    assert [i + 1 for i in chart.outside] == [15, 23]


def test_eleven_months_are_too_few_and_twelve_are_enough():
    assert p_chart([Proportion(10, 20)] * 11) is None
    assert p_chart([Proportion(10, 20)] * 12) is not None


def test_months_that_expect_fewer_than_five_are_too_few():
    assert p_chart([Proportion(5, 10)] * 12) is not None
    assert p_chart([Proportion(4, 9)] * 12) is None
    assert p_chart([Proportion(19, 20)] * 12) is None


def test_a_month_without_cases_is_no_month():
    assert p_chart([*[Proportion(10, 20)] * 11, Proportion(0, 0)]) is None


def test_seven_months_on_one_side_are_a_lasting_change():
    assert p_chart([Proportion(10, 40)] * 7 + [Proportion(20, 40)] * 7).side == 1
    assert p_chart([Proportion(20, 40)] * 7 + [Proportion(10, 40)] * 7).side == -1
    assert p_chart([Proportion(10, 40)] * 8 + [Proportion(20, 40)] * 6).side == 0


def test_steady_rates_seldom_signal():
    random = np.random.default_rng(11)
    sizes = random.integers(20, 60, size=(3000, 14))
    charts = [
        p_chart([Proportion(int(random.binomial(n, 0.5)), int(n)) for n in row]) for row in sizes
    ]
    shares = np.mean([[bool(c.outside), c.side != 0] for c in charts], axis=0)
    assert shares[0] == pytest.approx(0.024, abs=0.009)
    assert shares[1] == pytest.approx(0.004, abs=0.004)
