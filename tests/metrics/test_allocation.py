import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianes.metrics.allocation import allocate, spread, with_mean_for_missing

WEIGHTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.floats(0.1, 1e6),
                          min_size=1, max_size=40)  # fmt: skip


@given(st.integers(0, 10**6), WEIGHTS)
def test_the_total_is_exact_and_each_share_within_one_of_its_quota(total, weights):
    found = allocate(total, weights)
    assert sum(found.values()) == total
    whole = sum(weights.values())
    assert all(abs(found[k] - total * w / whole) < 1 + 1e-6 for k, w in weights.items())


def test_the_published_example_of_largest_remainders():
    # Hamilton's method on the textbook case of 100 000 votes and 10 seats
    votes = {"a": 47000, "b": 16000, "c": 15800, "d": 12000, "e": 6100, "f": 3100}
    assert allocate(10, votes) == {"a": 5, "b": 2, "c": 1, "d": 1, "e": 1, "f": 0}


def test_equal_remainders_go_by_code():
    assert allocate(1, {"DEP-02": 1, "DEP-01": 1}) == {"DEP-01": 1, "DEP-02": 0}


def test_nothing_to_share_by_is_refused():
    with pytest.raises(ValueError, match="positive weight"):
        allocate(10, {"a": 0})


def test_mayotte_takes_the_mean_of_the_other_overseas():
    rates = {"971": 10.0, "974": 20.0, "976": None, "59": 9.0}
    peers = {"971": "overseas", "974": "overseas", "976": "overseas", "59": "mainland"}
    assert with_mean_for_missing(rates, peers)["976"] == 15.0


def test_a_group_without_any_value_is_refused():
    with pytest.raises(ValueError, match="overseas"):
        with_mean_for_missing({"976": None}, {"976": "overseas"})


def test_parts_share_by_population():
    people = {"a": 100.0, "b": 300.0}
    assert spread(40, people, frozenset({"b"})) == 30
    assert spread(40, people, frozenset({"a", "b"})) == 40
    assert spread(40, {}, frozenset({"a"})) == 0
