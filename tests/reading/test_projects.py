"""Projects of a scope: tallies add up, what they report rolls up, publics flagged, facts apart."""

from dataclasses import replace

import pytest

from lianes.demo import Parameters, simulate
from lianes.demo.projects import PROJECTS
from lianes.domain.month import Month, Period
from lianes.domain.project import Stage
from lianes.domain.scope import Scope
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.project_results import COSTS, MEASURES, RESOURCES, results
from lianes.reading.projects import dwellings, kept, projects, region_of, tally
from lianes.reading.subject import find_subject
from lianes.store.actor_reader import ActorReader
from lianes.store.build import build_store
from lianes.store.connection import reading

FEW = Parameters(networks=30, months=14, start=Month.of(2025, 9))
WHOLE = Period(Month.of(2025, 9), Month.of(2026, 10))
SPRING = Period(Month.of(2026, 3), Month.of(2026, 5))


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    path = tmp_path_factory.mktemp("projects") / "lianes.db"
    build_store(path, as_of=FEW.as_of, simulate=lambda ground: simulate(ground, FEW))
    return path


@pytest.fixture
def seen(demonstration):
    def read(*codes, audience=Audience.INTERNE):
        with reading(demonstration) as connection:
            reader = ActorReader(connection)
            scope = Scope(codes or ("FR",), None, WHOLE, "all")
            return projects(reader, find_subject(reader, scope), audience)

    return read


@pytest.fixture
def told(demonstration, catalogue):
    def read(view, found=None, *, period=WHOLE, audience=Audience.INTERNE):
        with reading(demonstration) as connection:
            reader = ActorReader(connection)
            desk = Desk(reader, catalogue.projects, audience, reader.meta())
            return results(desk, view, view.projects if found is None else found, period)

    return read


@pytest.mark.parametrize("key", ["stage", "public", "response", "landlord", "manager"])
def test_every_tally_adds_up(seen, key):
    found = seen().projects
    table = tally(found, lambda p: getattr(p, key))
    assert sum(count for count, _ in table.values()) == len(found) == PROJECTS
    assert sum(homes for _, homes in table.values()) == dwellings(found)


def test_regions_add_up_to_the_country(seen):
    view = seen()
    parts = [seen(code).projects for code in view.regions]
    assert sum(map(len, parts)) == len(view.projects)
    assert {region_of(p) for p in view.projects} == set(view.regions)


def test_filters_split_the_projects(seen):
    found = seen().projects
    parts = [kept(found, stage=s, public=None, response=None, programme=None) for s in Stage]
    assert sum(map(len, parts)) == len(found)


def test_the_stages_are_those_of_the_call():
    said = ["intéressé", "déposé", "instruit", "retenu", "en service", "évalué"]
    assert [stage.label for stage in Stage] == said
    assert [stage.is_retained for stage in Stage] == [False] * 3 + [True] * 3
    assert [stage.is_open for stage in Stage] == [False] * 4 + [True] * 2


def test_publics_of_the_state_are_flagged(seen):
    flagged = {p.public for p in seen().projects if p.priority}
    assert flagged <= {"dalo", "domestic-violence"}
    assert flagged


def test_the_target_is_the_published_one_and_facts_stand_apart(seen):
    view = seen()
    assert view.target == 10_000
    assert "28 projets" in " ".join(d.value or "" for d in view.published.details)
    assert all(p.simulated for p in view.projects)


# ------------------------------------------------------------------ what they report
def values(reported):
    return {measure: reported.figures[measure].value for measure in MEASURES}


@pytest.mark.parametrize("period", [WHOLE, SPRING])
def test_the_rollup_of_a_scope_is_the_sum_of_its_projects(seen, told, period):
    for code in ("FR", *seen().regions):
        found = told(seen(code), period=period)
        if found is None:
            continue
        for measure in MEASURES:
            rows = [values(row)[measure] for _, row in found.rows]
            known = [value for value in rows if value is not None]
            assert values(found.total)[measure] == (sum(known) if known else None)


def test_a_part_of_the_projects_is_the_sum_of_that_part(seen, told):
    view = seen()
    serving = [p for p in view.projects if p.is_open]
    parts = [told(view, serving[:5]), told(view, serving[5:])]
    whole = values(told(view).total)
    assert {m: sum(values(part.total)[m] for part in parts) for m in MEASURES} == whole


def test_the_balance_is_resources_less_costs(seen, told):
    total = told(seen()).total
    assert total.balance.value == values(total)[RESOURCES] - values(total)[COSTS]


def test_a_share_of_leases_comes_with_its_interval_and_never_exceeds_all(seen, told):
    found = told(seen())
    low, high = found.lease_share.interval.low, found.lease_share.interval.high
    assert 0 < low < found.lease_share.figure.value < high < 100
    assert found.tenancy.figure.value is not None
    assert found.tenancy.n >= 20


def test_a_project_that_is_not_in_service_reports_nothing(seen, told):
    view = seen()
    waiting = tuple(p for p in view.projects if not p.is_open)
    assert waiting
    assert told(view, waiting) is None
    assert {p.code for p, _ in told(view).rows}.isdisjoint({p.code for p in waiting})


def test_outside_no_project_is_told_and_the_country_alone_is_summed(seen, told):
    outside = {"audience": Audience.EXTERNE}
    quarter = Period(WHOLE.start, Month.of(2026, 9))
    country = told(seen(**outside), period=quarter, **outside)
    assert {f.state for _, row in country.rows for f in row.figures.values()} == {State.MASKED}
    assert country.lease_share.is_measured
    view = seen(**outside)
    part = told(view, view.projects[:-1], period=quarter, **outside)
    region = next(code for code in view.regions if told(seen(code)) is not None)
    for found in (part, told(seen(region, **outside), period=quarter, **outside)):
        states = {figure.state for figure in found.total.figures.values()}
        assert {*states, found.lease_share.figure.state, found.tenancy.figure.state} == {
            State.MASKED
        }


def test_outside_a_past_quarter_of_projects_is_not_told(seen, told):
    """Two quarters would give the few households who came or left between them."""
    outside = {"audience": Audience.EXTERNE}
    past = told(seen(**outside), period=Period(WHOLE.start, Month.of(2026, 6)), **outside)
    states = {figure.state for figure in past.total.figures.values()}
    assert {*states, past.lease_share.figure.state, past.tenancy.figure.state} == {State.MASKED}


def test_the_money_of_one_landlord_is_never_shown_outside(seen, told):
    outside = {"audience": Audience.EXTERNE}
    view = seen(**outside)
    alone = tuple(replace(p, landlord="one") for p in view.projects)
    found = told(view, alone, period=Period(WHOLE.start, Month.of(2026, 9)), **outside)
    assert found.total.figures[RESOURCES].state is State.MASKED
    assert found.total.balance.state is State.MASKED


# ------------------------------------------------------------------ decisions
def test_decisions_are_dated_latest_first_and_follow_the_scope(seen):
    every = seen().decisions
    days = [decision.decided_on for decision in every]
    assert days == sorted(days, reverse=True)
    assert any(d.project is None for d in every)
    region = next(iter(seen().regions))
    codes = {p.code for p in seen(region).projects} | {None}
    assert {d.project for d in seen(region).decisions} <= codes
    assert all(d.simulated for d in every)
