"""The way to a job: stages, exits in kinds, retention curves, seniors and dwellings."""

from dataclasses import replace

import pytest
from sample import WHOLE

from lianes.domain.scope import FRANCE, Scope
from lianes.metrics.figure import State
from lianes.reading.curves import _told_apart
from lianes.reading.pathway import pathway
from lianes.reading.senior_care import senior_care

EVERYWHERE = Scope((FRANCE,), None, WHOLE, "all")


def stage(view, measure):
    return next(s for s in view.stages if s.measure.id == measure)


def test_stages_say_their_count_and_what_they_are_a_part_of(desk):
    view = pathway(desk, EVERYWHERE)
    assert stage(view, "jobs_started").figure.value == 55
    assert stage(view, "candidates").exact
    assert not stage(view, "pathways_started").exact
    assert stage(view, "informed").conversion is None


def test_what_is_not_reported_is_not_zero(desk):
    found = stage(pathway(desk, EVERYWHERE), "informed").figure
    assert (found.state, found.value) == (State.NOT_REPORTED, None)


def test_exits_are_told_in_their_kinds_beside_the_rest(desk):
    view = pathway(desk, EVERYWHERE.of_network("LIANE-02"))
    assert sum(part.value for part in view.exits.parts) == 27
    assert sum(part.value for part in view.exits.rest) == 36


def test_few_exits_without_solution_are_told_with_others(desk):
    view = pathway(desk, EVERYWHERE.of_network("LIANE-01"))
    assert [part.label for part in view.exits.parts] == [
        "vers un emploi durable", "vers un emploi de transition", "positives ou sans solution",
    ]  # fmt: skip
    assert view.exits.parts[2].value == 9


def test_no_exit_is_said_without_a_bar(desk):
    assert pathway(desk, EVERYWHERE.of_network("LIANE-05")).exits.parts == ()


def test_outside_a_network_has_no_figure(outside):
    view = pathway(outside, EVERYWHERE.of_network("LIANE-01"))
    assert all(s.figure.state is not State.MEASURED for s in view.stages)
    assert (view.exits.parts, view.curve.points) == ((), ())


def test_outside_territories_below_the_departement_are_not_listed(outside):
    assert pathway(outside, EVERYWHERE.at("DEP-59")).children == ()
    assert senior_care(outside, EVERYWHERE.at("DEP-59")).balances == ()


def test_a_curve_needs_twenty_people_at_risk(desk):
    points = pathway(desk, EVERYWHERE).curve.points
    assert points[0].value == 100
    assert all(point.at_risk >= 20 for point in points)


def test_a_network_alone_has_its_own_rows_only(desk):
    view = pathway(desk, EVERYWHERE.of_network("LIANE-01"))
    assert view.children == ()


@pytest.mark.parametrize(
    ("events", "least", "ages"),
    [
        ((0, 1, 0, 1), 0, [0, 1, 2, 3]),
        ((0, 3, 2, 4, 1), 5, [0, 2, 4]),
        ((0, 5, 0, 0, 0, 4, 1, 5), 5, [0, 1, 6, 7]),
        ((0, 0, 0, 0, 0, 3, 2, 4), 5, [0, 6]),
        ((0, 0, 0, 4), 5, [0]),
    ],
)
def test_steps_of_too_few_events_are_put_together(events, least, ages):
    assert _told_apart([events], least) == ages


def test_seniors_who_wait_stand_beside_jobs_without_any_rate(desk):
    found = senior_care(desk, EVERYWHERE)
    assert found.counts["seniors_supported"].value == 47
    north = next(row for row in found.balances if row.territory.code == "REG-32")
    assert (north.networks, north.jobs.value) == (4, 55)


def test_hours_are_months_of_the_period_inside_and_none_outside(desk, outside):
    assert len(senior_care(desk, EVERYWHERE).hours) == len(WHOLE)
    assert senior_care(outside, EVERYWHERE).hours == ()


def test_a_public_without_seniors_has_no_curve(desk):
    found = senior_care(desk, replace(EVERYWHERE, public="job-seekers"))
    assert found.curve.reason == "non défini pour ce public"
