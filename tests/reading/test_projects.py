"""Projects of a scope: every tally adds up, publics of the State flagged, facts kept apart."""

import pytest

from lianes.demo import Parameters, simulate
from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.reading.projects import RETAINED, STAGES, dwellings, kept, projects, region_of, tally
from lianes.reading.subject import find_subject
from lianes.store.actor_reader import ActorReader
from lianes.store.build import build_store
from lianes.store.connection import reading

FEW = Parameters(networks=30, months=14, start=Month.of(2025, 9))
WHOLE = Period(Month.of(2025, 9), Month.of(2026, 10))


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    path = tmp_path_factory.mktemp("projects") / "lianes.db"
    build_store(path, as_of=FEW.as_of, simulate=lambda ground: simulate(ground, FEW))
    return path


@pytest.fixture
def seen(demonstration):
    def read(*codes):
        with reading(demonstration) as connection:
            reader = ActorReader(connection)
            scope = Scope(codes or ("FR",), None, WHOLE, "all")
            return projects(reader, find_subject(reader, scope))

    return read


@pytest.mark.parametrize("key", ["stage", "public", "response", "landlord", "manager"])
def test_every_tally_adds_up(seen, key):
    found = seen().projects
    table = tally(found, lambda p: getattr(p, key))
    assert sum(count for count, _ in table.values()) == len(found) == 36
    assert sum(homes for _, homes in table.values()) == dwellings(found)


def test_regions_add_up_to_the_country(seen):
    view = seen()
    parts = [seen(code).projects for code in view.regions]
    assert sum(map(len, parts)) == len(view.projects)
    assert {region_of(p) for p in view.projects} == set(view.regions)


def test_filters_split_the_projects(seen):
    found = seen().projects
    parts = [kept(found, stage=s, public=None, response=None, programme=None) for s in STAGES]
    assert sum(map(len, parts)) == len(found)


def test_what_is_proposed_is_not_retained(seen):
    assert "deposited" not in RETAINED
    assert any(p.stage == "deposited" for p in seen().projects)


def test_publics_of_the_state_are_flagged(seen):
    flagged = {p.public for p in seen().projects if p.priority}
    assert flagged <= {"dalo", "domestic-violence"}
    assert flagged


def test_the_target_is_the_published_one_and_facts_stand_apart(seen):
    view = seen()
    assert view.target == 10_000
    assert "28 projets" in " ".join(d.value or "" for d in view.published.details)
    assert all(p.simulated for p in view.projects)
