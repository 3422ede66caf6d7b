"""The list of networks: what it says of each, filters, order, pages."""

from dataclasses import replace

import pytest
from sample import CLOSED, LATE, NOT_OPENED, SILENT, WHOLE

from lianes.domain.scope import FRANCE, Scope
from lianes.metrics.figure import State
from lianes.reading.network_list import (
    PAGE,
    Sort,
    curves,
    kept,
    landlords_of,
    networks,
    page_of,
    pages,
    sorted_by,
)

EVERYWHERE = Scope((FRANCE,), None, WHOLE, "all")


@pytest.fixture
def lines(desk):
    return networks(desk, EVERYWHERE).lines


def codes(lines):
    return [line.network.code for line in lines]


def of(lines, code):
    return next(line for line in lines if line.network.code == code)


def test_every_network_of_the_scope_is_listed(desk, lines):
    assert codes(lines) == [f"LIANE-0{n}" for n in range(1, 8)]
    assert codes(networks(desk, EVERYWHERE.at("REG-32")).lines) == [
        "LIANE-01", "LIANE-02", "LIANE-03", "LIANE-04",
    ]  # fmt: skip


def test_a_place_without_network_lists_nothing(desk):
    assert networks(desk, EVERYWHERE.at("DEP-48")).lines == ()


def test_late_networks_are_those_that_owe_a_report_and_a_closed_one_is_not_late(lines):
    assert codes(kept(lines, {"retard": "oui"})) == [LATE, SILENT]
    assert not of(lines, CLOSED).is_late


def test_a_network_says_which_kind_of_actor_it_lacks(lines):
    assert of(lines, "LIANE-01").missing == ("service social", "employeur")
    assert of(lines, "LIANE-05").missing == (
        "bailleur", "association d'insertion", "service social", "employeur",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"etape": "closed"}, [CLOSED]),
        ({"bailleur": "oui"}, ["LIANE-01", "LIANE-02"]),
        ({"complet": "oui"}, []),
        ({"ecart": "below"}, ["LIANE-02"]),
        ({"etape": "deployed", "retard": "non"}, ["LIANE-01", "LIANE-05"]),
    ],
)
def test_filters_add_up(lines, chosen, found):
    assert codes(kept(lines, chosen)) == found


def test_an_unknown_value_filters_nothing(lines):
    assert kept(lines, {"etape": "tous"}) == lines


def test_sorting_by_opening_puts_those_not_opened_last(lines):
    assert codes(sorted_by(lines, Sort.OPENED))[-1] == NOT_OPENED


def test_sorting_by_name_ignores_accents_and_case(lines):
    seats = [line.network.seat_name for line in sorted_by(lines, Sort.NAME)]
    assert seats[:3] == ["Ajaccio", "Arras", "Fleurbaix"]


def test_sorting_by_volume_puts_the_largest_first_and_the_unknown_last(lines):
    found = sorted_by(lines, Sort.VOLUME)
    assert found[0].network.code == "LIANE-01"
    assert {line.network.code for line in found[-2:]} == {SILENT, NOT_OPENED}


def test_no_way_of_sorting_is_a_rate():
    assert set(Sort) == {"nom", "code", "ouverture", "volume"}


def test_sixty_networks_make_one_page_and_sixty_one_make_two(lines):
    many = (lines[0],) * PAGE
    assert pages(many) == 1
    assert pages((*many, lines[0])) == 2
    assert len(page_of((*many, lines[0]), 2)) == 1
    assert pages(()) == 1


def test_a_goal_stands_only_for_the_whole_time_and_every_public(desk, lines):
    assert of(lines, "LIANE-01").goal.value == 48
    jobs = networks(desk, replace(EVERYWHERE, public="job-seekers"))
    assert of(jobs.lines, "LIANE-01").goal is None


def test_the_volume_of_seniors_is_the_seniors_supported(desk):
    found = networks(desk, replace(EVERYWHERE, public="seniors"))
    assert found.indicator.id == "seniors_supported"
    assert of(found.lines, "LIANE-01").volume.figure.value == 25
    assert of(found.lines, "LIANE-01").exits.reason == "non défini pour ce public"


def test_outside_no_figure_of_a_network_is_shown(outside):
    lines = networks(outside, EVERYWHERE).lines
    drawn = curves(outside, EVERYWHERE, lines)
    for line in lines:
        assert line.volume.figure.state in (State.MASKED, State.NOT_DEPLOYED, State.NOT_REPORTED)
        assert line.exits.verdict is None
        assert drawn[line.network.code].is_empty


def test_the_curve_of_a_network_ends_at_its_volume(desk, lines):
    drawn = curves(desk, EVERYWHERE, lines)
    measured = [line for line in lines if line.volume.is_measured]
    assert measured
    for line in measured:
        assert drawn[line.network.code].last == line.volume.figure.value


def test_a_landlord_chosen_by_name_keeps_its_networks_only(lines):
    assert landlords_of(lines)
    for name in landlords_of(lines):
        found = kept(lines, {"bailleur": name})
        assert found
        assert all(name in line.landlords for line in found)
    assert kept(lines, {"bailleur": "inconnu"}) == lines
