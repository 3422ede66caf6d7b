import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianes.metrics.figure import Figure, State, add

FIGURES = st.one_of(
    st.builds(Figure.measured, st.integers(0, 99)),
    st.builds(Figure.not_reported, expected=st.integers(1, 3)),
    st.just(Figure.masked()),
    st.just(Figure.not_deployed()),
)


def test_nothing_reported_is_not_zero():
    assert Figure.not_reported() != Figure.measured(0)
    assert add([Figure.not_reported()]).value is None
    assert add([Figure.measured(0)]).value == 0


@pytest.mark.parametrize("state", [State.MASKED, State.NOT_REPORTED, State.NOT_DEPLOYED])
def test_only_a_measured_figure_has_a_value(state):
    with pytest.raises(ValueError, match="cannot hold"):
        Figure(state, 3, 1, 1)


def test_a_measured_figure_always_has_a_value():
    with pytest.raises(ValueError, match="cannot hold"):
        Figure(State.MEASURED, None, 1, 1)


def test_a_missing_report_makes_a_partial_sum_and_says_so():
    total = add([Figure.measured(4), Figure.not_reported(), Figure.measured(6)])
    assert total == Figure.measured(10, reported=2, expected=3)
    assert total.is_partial


def test_a_complete_sum_is_not_partial():
    assert not add([Figure.measured(4), Figure.measured(6)]).is_partial


def test_a_masked_part_masks_the_sum():
    total = add([Figure.measured(40), Figure.masked(), Figure.not_reported()])
    assert total == Figure.masked(reported=2, expected=3)


def test_places_without_the_programme_change_nothing():
    assert add([Figure.measured(4), Figure.not_deployed()]) == Figure.measured(4)
    assert add([Figure.not_reported(), Figure.not_deployed()]) == Figure.not_reported()


def test_a_sum_is_not_deployed_only_when_no_part_is():
    assert add([Figure.not_deployed(), Figure.not_deployed()]) == Figure.not_deployed()
    assert add([]) == Figure.not_deployed()


@given(st.lists(FIGURES))
def test_the_order_of_the_parts_does_not_matter(parts):
    assert add(parts) == add(reversed(parts))


@given(st.lists(FIGURES), st.lists(FIGURES))
def test_sums_of_sums_are_sums(left, right):
    assert add([add(left), add(right)]) == add(left + right)


@given(st.lists(FIGURES))
def test_reports_never_exceed_what_is_expected(parts):
    total = add(parts)
    assert total.reported <= total.expected
