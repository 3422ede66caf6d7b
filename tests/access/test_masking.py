import pytest

from lianes.access.masking import Count, add_counts, ratio_is_masked, shown_count
from lianes.domain.catalogue import Kind, Measure
from lianes.metrics.figure import Figure, State
from lianes.metrics.masking import DEFAULT, Audience

INTERNE, EXTERNE = Audience.INTERNE, Audience.EXTERNE


def measure(*, persons=True, sensitive=False):
    return Measure("m", "M", Kind.FLOW, "u", ("all",), "D.", persons=persons, sensitive=sensitive)


PEOPLE, SENSITIVE, HOURS = measure(), measure(sensitive=True), measure(persons=False)


def state(value, declared, audience, **options):
    return shown_count(Count(value, 1, 1), [declared], audience, DEFAULT, **options).state


# ------------------------------------------------------------------ one count
@pytest.mark.parametrize(
    ("declared", "audience", "threshold"),
    [(SENSITIVE, INTERNE, 5), (PEOPLE, EXTERNE, 11), (SENSITIVE, EXTERNE, 11)],
)
def test_a_count_is_masked_below_its_threshold_and_shown_from_it(declared, audience, threshold):
    assert state(threshold - 1, declared, audience) is State.MASKED
    assert state(threshold, declared, audience) is State.MEASURED


@pytest.mark.parametrize(("declared", "audience"), [(PEOPLE, INTERNE), (HOURS, EXTERNE)])
def test_ordinary_counts_are_shown_down_to_zero(declared, audience):
    assert state(0, declared, audience) is State.MEASURED


def test_the_zero_of_a_deployed_territory_is_masked_like_a_small_count():
    assert state(0, PEOPLE, EXTERNE) is State.MASKED


def test_one_sensitive_measure_in_a_sum_makes_it_sensitive():
    found = shown_count(Count(4, 1, 1), [PEOPLE, SENSITIVE], INTERNE, DEFAULT)
    assert found.state is State.MASKED


def test_what_is_not_released_is_masked_however_large():
    assert state(5000, HOURS, EXTERNE, released=False) is State.MASKED


def test_the_four_states_stay_apart():
    assert shown_count(None, [PEOPLE], EXTERNE, DEFAULT) == Figure.not_deployed()
    assert shown_count(Count(None, 0, 3), [PEOPLE], EXTERNE, DEFAULT) == Figure.not_reported(
        expected=3
    )
    masked = shown_count(Count(3, 2, 4), [PEOPLE], EXTERNE, DEFAULT)
    assert (masked.value, masked.reported, masked.expected) == (None, 2, 4)
    shown = shown_count(Count(30, 2, 4), [PEOPLE], EXTERNE, DEFAULT)
    assert (shown.value, shown.is_partial) == (30, True)


# ------------------------------------------------------------------ sums
def test_the_sum_of_places_without_a_network_is_not_deployed():
    assert add_counts([None, None]) is None
    assert add_counts([]) is None


def test_a_place_that_did_not_report_makes_the_sum_partial_not_smaller():
    assert add_counts([Count(3, 1, 1), Count(None, 0, 2), None]) == Count(3, 1, 3)


def test_the_sum_of_places_that_did_not_report_is_not_zero():
    assert add_counts([Count(None, 0, 2), Count(None, 0, 1)]) == Count(None, 0, 3)


def test_a_reported_zero_is_part_of_a_sum():
    assert add_counts([Count(0, 1, 1), Count(None, 0, 1)]) == Count(0, 1, 2)


# ------------------------------------------------------------------ rates
def masked(numerator, denominator, *, audience=EXTERNE, top=PEOPLE, bottom=PEOPLE, **options):
    return ratio_is_masked(
        numerator, denominator, numerator_measures=[top], denominator_measures=[bottom],
        audience=audience, thresholds=DEFAULT, **options,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [(11, 22, False), (10, 22, True), (12, 22, True), (0, 30, True), (30, 30, True)],
)
def test_a_rate_hides_behind_its_numerator_its_denominator_or_their_difference(
    numerator, denominator, hidden
):
    assert masked(numerator, denominator) is hidden
    assert not masked(numerator, denominator, audience=INTERNE)


def test_inside_a_rate_hides_a_sensitive_numerator():
    assert masked(4, 40, audience=INTERNE, top=SENSITIVE)
    assert not masked(5, 40, audience=INTERNE, top=SENSITIVE)


def test_a_rate_whose_difference_is_a_sensitive_measure_hides_it():
    options = {"audience": INTERNE, "left_out": [SENSITIVE]}
    assert masked(32, 36, **options)
    assert not masked(31, 36, **options)


def test_a_difference_that_mixes_other_measures_tells_no_sensitive_one():
    assert not masked(32, 36, audience=INTERNE, left_out=[SENSITIVE, PEOPLE])


def test_a_rate_that_is_not_released_is_hidden():
    assert masked(500, 1000, released=False)
