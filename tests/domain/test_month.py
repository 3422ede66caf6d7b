from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianes.domain.month import Month, Period, last_day
from lianes.errors import InvalidMonth

months = st.builds(Month.of, st.integers(1900, 2200), st.integers(1, 12))
OCTOBER = Month.of(2026, 10)


@given(months)
def test_a_month_is_read_as_it_is_written(month):
    assert Month.parse(str(month)) == month


@given(st.dates(date(1900, 1, 1), date(2200, 11, 30)))
def test_a_day_lies_between_the_first_and_last_day_of_its_month(day):
    month = Month.containing(day)
    assert month.first_day <= day <= month.last_day
    assert month.last_day + timedelta(days=1) == (month + 1).first_day


@given(months, st.integers(-2000, 2000))
def test_adding_months_and_subtracting_them_agree(month, count):
    assert (month + count) - month == count


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-1", "2026-13", "2026-00", "26-10", "2026-10-01", "1899-12",
             "2201-01", " 2026-10", "octobre 2026", "\u0662\u0660\u0662\u0666-10"],
)  # fmt: skip
def test_a_month_that_cannot_be_read_says_so(text):
    with pytest.raises(InvalidMonth):
        Month.parse(text)


def test_an_unreadable_month_shows_how_to_write_one():
    with pytest.raises(InvalidMonth, match=r"« oct »\. Écrivez-le sous la forme 2026-10"):
        Month.parse("oct")


def test_a_month_is_named_in_french():
    assert (OCTOBER.label, OCTOBER.short_label) == ("octobre 2026", "oct. 2026")


def test_the_ordinal_is_what_the_store_keeps():
    assert OCTOBER.ordinal == 2026 * 12 + 9
    assert (OCTOBER.year, OCTOBER.number) == (2026, 10)


@given(months)
def test_quarters_end_in_march_june_september_and_december(month):
    assert month.is_quarter_end == (month.number in (3, 6, 9, 12))


def test_the_month_after_december_is_january():
    assert Month.of(2026, 12) + 1 == Month.of(2027, 1)


def test_a_period_holds_its_ends_and_nothing_beyond():
    period = Period(Month.of(2026, 1), Month.of(2026, 3))
    assert [str(month) for month in period] == ["2026-01", "2026-02", "2026-03"]
    assert len(period) == 3
    assert Month.of(2026, 3) in period
    assert Month.of(2026, 4) not in period
    assert Month.of(2025, 12) not in period


def test_a_period_upside_down_is_refused():
    with pytest.raises(InvalidMonth, match="à l'envers"):
        Period(Month.of(2026, 2), Month.of(2026, 1))


def test_a_period_of_one_month_is_named_as_that_month():
    assert Period(OCTOBER, OCTOBER).label == "octobre 2026"
    assert Period(Month.of(2025, 9), OCTOBER).label == "sept. 2025 → oct. 2026"
    assert str(Period(Month.of(2025, 9), OCTOBER)) == "2025-09..2026-10"


@pytest.mark.parametrize(
    ("text", "day"),
    [("2027", date(2027, 12, 31)), ("2027-02", date(2027, 2, 28)),
     ("2028-02", date(2028, 2, 29)), ("2027-12", date(2027, 12, 31)),
     ("2027-03-15", date(2027, 3, 15))],
)  # fmt: skip
def test_an_imprecise_end_is_taken_as_late_as_it_may_be(text, day):
    assert last_day(text) == day
