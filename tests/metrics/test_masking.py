from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianes.metrics import masking
from lianes.metrics.masking import DEFAULT, Audience, Thresholds

INTERNE, EXTERNE = Audience.INTERNE, Audience.EXTERNE
COUNTS = st.none() | st.integers(0, 40)
THRESHOLDS = st.builds(Thresholds, st.integers(1, 20), st.integers(1, 20))
mask_count = partial(masking.mask_count, thresholds=DEFAULT)
mask_ratio = partial(masking.mask_ratio, thresholds=DEFAULT)
plain_count = partial(mask_count, sensitive=False, persons=True)
plain_ratio = partial(
    mask_ratio, numerator_sensitive=False, denominator_sensitive=False, persons=True
)


def test_an_audience_can_only_be_lowered():
    assert INTERNE.lowered_to(EXTERNE) is EXTERNE
    assert EXTERNE.lowered_to(INTERNE) is EXTERNE
    assert INTERNE.lowered_to(INTERNE) is INTERNE
    assert EXTERNE.lowered_to(EXTERNE) is EXTERNE


@pytest.mark.parametrize(("value", "masked"), [(0, True), (1, True), (4, True), (5, False)])
def test_inside_sensitive_counts_are_shown_from_five(value, masked):
    assert mask_count(value, sensitive=True, persons=True, audience=INTERNE) is masked


@pytest.mark.parametrize("value", [0, 1, 4, 10])
def test_inside_other_counts_are_always_shown(value):
    assert not plain_count(value, audience=INTERNE)


@pytest.mark.parametrize(("value", "masked"), [(0, True), (10, True), (11, False)])
def test_outside_counts_of_persons_are_shown_from_eleven(value, masked):
    assert plain_count(value, audience=EXTERNE) is masked


def test_outside_counts_of_things_are_shown_unless_sensitive():
    assert not mask_count(1, sensitive=False, persons=False, audience=EXTERNE)
    assert mask_count(10, sensitive=True, persons=False, audience=EXTERNE)


@pytest.mark.parametrize("audience", list(Audience))
def test_not_reported_has_nothing_to_hide(audience):
    assert not mask_count(None, sensitive=True, persons=True, audience=audience)


def test_thresholds_are_configuration():
    strict = Thresholds(interne=8, externe=20)
    assert mask_count(7, sensitive=True, persons=True, audience=INTERNE, thresholds=strict)
    assert not mask_count(8, sensitive=True, persons=True, audience=INTERNE, thresholds=strict)
    assert plain_count(19, audience=EXTERNE, thresholds=strict)
    assert not plain_count(20, audience=EXTERNE, thresholds=strict)


@pytest.mark.parametrize(
    ("numerator", "denominator", "masked"),
    [
        (11, 22, False),
        (10, 40, True),
        (30, 40, True),
        (29, 40, False),
        (10, 10, True),
        (0, 40, True),
    ],
)
def test_outside_a_rate_is_masked_by_its_numerator_denominator_or_difference(
    numerator, denominator, masked
):
    assert plain_ratio(numerator, denominator, audience=EXTERNE) is masked


def test_inside_a_rate_without_anything_sensitive_is_never_masked():
    assert not plain_ratio(0, 1, audience=INTERNE)


@pytest.mark.parametrize(
    ("numerator", "denominator", "masked"),
    [(4, 50, True), (5, 50, False), (46, 50, True), (45, 50, False)],
)
@pytest.mark.parametrize("sensitive_side", ["numerator", "denominator"])
def test_inside_the_difference_is_as_sensitive_as_either_part(
    numerator, denominator, masked, sensitive_side
):
    if sensitive_side == "denominator":
        numerator = denominator - numerator
    found = mask_ratio(
        numerator,
        denominator,
        numerator_sensitive=sensitive_side == "numerator",
        denominator_sensitive=sensitive_side == "denominator",
        persons=True,
        audience=INTERNE,
    )
    assert found is (masked if sensitive_side == "numerator" else denominator - numerator < 5)


def test_a_small_sensitive_denominator_masks_the_rate():
    found = mask_ratio(
        9,
        4,
        numerator_sensitive=False,
        denominator_sensitive=True,
        persons=True,
        audience=INTERNE,
    )
    assert found


def test_a_rate_with_an_unreported_part_hides_the_part_that_is_known():
    assert plain_ratio(None, 10, audience=EXTERNE)
    assert not plain_ratio(None, 11, audience=EXTERNE)
    assert not plain_ratio(None, None, audience=EXTERNE)


@given(COUNTS, st.booleans(), st.booleans(), THRESHOLDS)
def test_outside_hides_all_that_is_hidden_inside(value, sensitive, persons, thresholds):
    hidden = partial(mask_count, value, sensitive=sensitive, persons=persons, thresholds=thresholds)
    assert hidden(audience=EXTERNE) >= hidden(audience=INTERNE)


@given(COUNTS, COUNTS, st.booleans(), st.booleans(), st.booleans(), THRESHOLDS)
def test_outside_hides_all_rates_that_are_hidden_inside(x, n, first, second, persons, thresholds):
    hidden = partial(
        mask_ratio,
        x,
        n,
        numerator_sensitive=first,
        denominator_sensitive=second,
        persons=persons,
        thresholds=thresholds,
    )
    assert hidden(audience=EXTERNE) >= hidden(audience=INTERNE)


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(Audience), st.booleans())
def test_a_rate_and_that_of_those_who_did_not_are_masked_alike(x, rest, audience, sensitive):
    hidden = partial(
        mask_ratio,
        numerator_sensitive=sensitive,
        denominator_sensitive=False,
        persons=True,
        audience=audience,
    )
    assert hidden(x, x + rest) == hidden(rest, x + rest)


@given(st.integers(0, 40), st.booleans(), st.booleans(), st.sampled_from(Audience))
def test_a_larger_count_is_never_more_hidden(value, sensitive, persons, audience):
    hidden = partial(mask_count, sensitive=sensitive, persons=persons, audience=audience)
    assert hidden(value) >= hidden(value + 1)
