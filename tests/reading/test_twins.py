"""Twins of régions and départements, on the real context figures."""

import pytest

from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.reading.subject import find_subject
from lianes.reading.territory_context import twin_list
from lianes.store.build import build_store
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader

SCOPE = Scope(("FR",), None, Period(Month.of(2025, 9), Month.of(2026, 10)), "all")


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    path = tmp_path_factory.mktemp("ground") / "lianes.db"
    build_store(path, as_of=Month.of(2026, 10).last_day)
    with reading(path) as connection:
        yield TerritoryReader(connection)


def twins_of(ground, *codes):
    return twin_list(ground, find_subject(ground, SCOPE.at(*codes)))


@pytest.mark.parametrize("code", ["REG-32", "DEP-59"])
def test_twins_are_of_the_level_of_the_place(ground, code):
    found = twins_of(ground, code)
    assert found.of.code == code
    assert found.found
    assert {place.code[:3] for place, _ in found.found} == {code[:3]}


@pytest.mark.parametrize("code", ["EPCI-200093201", "COM-59350"])
def test_below_the_departement_the_twins_are_its_own(ground, code):
    assert twins_of(ground, code).of.code == "DEP-59"
    assert twins_of(ground, code).found == twins_of(ground, "DEP-59").found


@pytest.mark.parametrize("codes", [("FR",), ("DEP-54", "DEP-57"), ("REG-03",), ("DEP-976",)])
def test_a_place_without_twin_says_why(ground, codes):
    found = twins_of(ground, *codes)
    assert found.found == ()
    assert found.reason
