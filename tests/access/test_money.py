"""The money of a single partner: one rule, for a cell, its table and its total."""

import pytest

from lianes.access.money import shows_money, shows_need
from lianes.metrics.masking import Audience

THREE = [("signed", "a", 40.0), ("signed", "b", 30.0), ("signed", "c", 30.0)]


def outside(given, *, whole=True):
    return shows_money(Audience.EXTERNE, given, whole=whole)


def test_three_partners_may_be_told_two_may_not():
    assert outside(THREE)
    assert not outside(THREE[:2])


def test_a_partner_that_gives_almost_all_is_not_told():
    assert not outside([("signed", "a", 900.0), *THREE[1:]])


def test_one_cell_that_tells_hides_the_table_it_would_be_read_from_by_difference():
    assert not outside([*THREE, ("paid", "d", 5.0)])
    assert outside([*THREE, ("paid", "a", 0.0)])


def test_the_lines_of_one_partner_are_one_amount():
    assert not outside([("signed", "a", 10.0), ("signed", "a", 10.0), ("signed", "b", 10.0)])


def test_a_part_of_the_country_is_never_told_outside():
    assert not outside(THREE, whole=False)
    assert shows_money(Audience.INTERNE, THREE[:1], whole=False)


@pytest.mark.parametrize(
    ("audience", "national", "shown"),
    [(Audience.INTERNE, False, True), (Audience.EXTERNE, True, True),
     (Audience.EXTERNE, False, False)],
)  # fmt: skip
def test_a_need_is_told_outside_for_the_country_alone(audience, national, shown):
    assert shows_need(audience, national=national) is shown
