import pytest

from lianes.metrics.concentration import is_disclosive


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], False),
        ([0.0, 0.0], False),
        ([100.0], True),
        ([50.0, 50.0], True),
        ([50.0, 50.0, 0.0], True),  # who gives nothing hides nobody
        ([40.0, 30.0, 30.0], False),
        ([85.0, 10.0, 5.0], False),  # 85 % exactly is allowed
        ([85.1, 10.0, 4.9], True),
    ],
)
def test_a_total_needs_three_contributors_none_above_85_percent(amounts, expected):
    assert is_disclosive(amounts) is expected
