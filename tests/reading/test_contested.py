"""A contested figure says so wherever it stands, until someone settles it."""

import dataclasses

import pytest
from sample import AS_OF, WHOLE

from lianes.documents.cells import figure_cell
from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.metrics.figure import Contest
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.estimates import counts_for, estimate
from lianes.reading.mapping import describe
from lianes.store import proposals
from lianes.store.connection import reading
from lianes.store.reader import Reader
from lianes.store.writer import depositing
from tests.intake.test_records import contested

FRANCE, ROUBAIX, OTHER = (Level.FRANCE, 1), (Level.NETWORK, 1), (Level.NETWORK, 5)


@pytest.fixture
def path(sample_copy):
    contested(sample_copy)  # LIANE-01, jobs of August 2026: 8 instead of 5
    return sample_copy


def jobs(path, catalogue, entities=(FRANCE,), period=WHOLE, audience=Audience.INTERNE,
         public="all", indicator="jobs_started"):  # fmt: skip
    with reading(path) as connection:
        desk = Desk(reader := Reader(connection), catalogue, audience, reader.meta())
        found = catalogue.indicators[indicator]
        counts = counts_for(desk, [found], entities, period, public)
        return estimate(desk, found, entities, period, public, counts)


@pytest.mark.parametrize("entity", [FRANCE, ROUBAIX])
def test_the_network_and_every_territory_above_it_say_what_is_proposed(path, catalogue, entity):
    figure = jobs(path, catalogue, [entity]).figure
    assert figure.contest == Contest(1, figure.value + 3)


def test_other_networks_months_and_publics_do_not(path, catalogue):
    until_july = Period(WHOLE.start, Month.of(2026, 7))
    assert jobs(path, catalogue, [OTHER]).figure.contest is None
    assert jobs(path, catalogue, period=until_july).figure.contest is None
    assert jobs(path, catalogue, public="job-seekers").figure.contest is None


def test_outside_no_value_is_told(path, catalogue):
    period = Period(WHOLE.start, Month.of(2026, 8))
    shown = jobs(path, catalogue, period=period, audience=Audience.EXTERNE).figure
    assert shown.contest in (None, Contest(1))


def test_the_map_the_files_and_the_sentence_use_the_same_words(path, catalogue):
    found = jobs(path, catalogue)
    proposed = f"contesté, {found.figure.contest.value:.0f} proposé"
    assert proposed in describe(found)
    assert proposed in figure_cell(found).words
    assert figure_cell(found).state_words == f"mesuré, {proposed}"


@pytest.mark.parametrize("accepted", [True, False])
def test_the_mark_goes_once_settled(path, catalogue, accepted):
    with depositing(path, "Direction") as connection:
        if accepted:
            proposals.accept(connection, 1, "Direction", "vérifié", today=AS_OF)
        else:
            proposals.refuse(connection, 1, "déjà comptés")
    assert jobs(path, catalogue).figure.contest is None


def test_a_stock_is_contested_until_its_next_report(sample_copy, catalogue):
    contest = proposals.Contest("LIANE-01/seniors_supported/all/2026-07", 99, "Oubli", "", "Réseau")
    with depositing(sample_copy, "Réseau") as connection:
        proposals.propose(connection, contest)
    july = Period(WHOLE.start, Month.of(2026, 7))
    at_july = jobs(sample_copy, catalogue, [ROUBAIX], july, indicator="seniors_supported")
    assert at_july.figure.contest == Contest(1, 99)
    later = jobs(sample_copy, catalogue, [ROUBAIX], indicator="seniors_supported")
    assert later.figure.contest is None


def test_a_sensitive_count_does_not_tell_the_value_proposed(path, catalogue):
    measure = catalogue.measures["jobs_started"]
    guarded = dataclasses.replace(
        catalogue,
        measures={**catalogue.measures,
                  "jobs_started": dataclasses.replace(measure, sensitive=True)},
    )  # fmt: skip
    figure = jobs(path, guarded).figure
    assert figure.value is None or figure.contest == Contest(1)
