import re
from pathlib import Path

import pytest

from lianes.metrics.plan import MINIMUM_MONTHS
from lianes.metrics.proportion import Z95, Z998, wilson
from lianes.metrics.verdict import expected_false_alarms

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
INTERVALS = re.findall(r"\| ([\d ]+) sur ([\d ]+) \|[^|]+\| ([\d,]+) – ([\d,]+) % \|", PAGE)


def french(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "lianes" / "metrics").glob("[a-z]*.py")), ids=lambda path: path.stem
)
def test_every_module_of_statistics_is_explained(path):
    assert f"`{path.name}`" in PAGE


def test_the_page_prints_four_intervals():
    assert len(INTERVALS) == 4


@pytest.mark.parametrize(("successes", "n", "low", "high"), INTERVALS)
def test_each_interval_of_the_page_is_the_one_computed(successes, n, low, high):
    interval = wilson(int(successes.replace(" ", "")), int(n.replace(" ", "")))
    assert (french(100 * interval.low), french(100 * interval.high)) == (low, high)


def test_the_false_alarms_of_the_page_are_those_expected():
    usual, strict = (french(expected_false_alarms(48, z)) for z in (Z95, Z998))
    assert f"{usual} à 95 % et {strict} à 99,8 %" in PAGE


def test_the_page_gives_the_months_a_pace_needs():
    assert MINIMUM_MONTHS == 4
    assert "**quatre mois transmis**" in PAGE
