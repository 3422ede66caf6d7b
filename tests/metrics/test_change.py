from hypothesis import given
from hypothesis import strategies as st

from lianes.metrics.change import Change, change_between

REPORTS = st.dictionaries(st.sampled_from("ABCDEF"), st.none() | st.integers(0, 50))


def test_only_networks_that_reported_both_periods_are_compared():
    before, after = {"A": 10, "B": 5, "C": None}, {"A": 12, "B": None, "C": 9, "D": 7}
    assert change_between(before, after) == Change(10, 12, 2, compared=1, left_out=3)


def test_a_late_network_does_not_make_a_fall():
    assert change_between({"A": 10, "B": 90}, {"A": 11}).difference == 1


def test_nothing_reported_is_not_zero():
    assert change_between({"A": 10}, {"A": None}) is None
    assert change_between({"A": 10}, {"A": 0}) == Change(10, 0, -10, compared=1, left_out=0)


def test_nothing_in_common_is_no_change():
    assert change_between({"A": 1}, {"B": 1}) is None
    assert change_between({}, {}) is None


@given(REPORTS, REPORTS)
def test_the_way_back_is_the_opposite_change(before, after):
    there, back = change_between(before, after), change_between(after, before)
    if there is None:
        assert back is None
    else:
        assert back == Change(
            there.after, there.before, -there.difference, there.compared, there.left_out
        )


@given(REPORTS, REPORTS)
def test_every_network_is_compared_or_left_out(before, after):
    change = change_between(before, after)
    if change is not None:
        assert change.compared + change.left_out == len(before.keys() | after.keys())
