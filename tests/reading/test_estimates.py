from dataclasses import replace

import pytest
from sample import IDS, LAST, LATE, METZ, SILENT, WHOLE

from lianes.domain.catalogue import Form
from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.metrics.figure import State
from lianes.metrics.proportion import Z998, Proportion
from lianes.metrics.verdict import Verdict
from lianes.reading.estimates import counts_for, estimate, per_unit
from lianes.store.connection import reading, writing
from lianes.store.reader import Reader
from lianes.store.rollup import rebuild

FRANCE = (Level.FRANCE, 1)
SPRING = Period(Month.of(2026, 1), Month.of(2026, 6))
"""Since the launch, to the last end of quarter: what outsiders may read."""


def network(code):
    return (Level.NETWORK, IDS[code])


def place(desk, code):
    found = desk.reader.territory(code)
    return (found.level, found.id)


def read(desk, indicator, *entities, period=WHOLE, public="all", **options):
    if isinstance(indicator, str):
        indicator = desk.catalogue.indicators[indicator]
    counts = counts_for(desk, [indicator], entities, period, public)
    return estimate(desk, indicator, entities, period, public, counts, **options)


def count_of(desk, measure):
    """An indicator that counts one measure, whatever the catalogue shows of it."""
    return replace(desk.catalogue.indicators["jobs_started"], id=measure, measures=(measure,))


# ------------------------------------------------------------------ counts and their states
def test_a_count_says_on_how_many_reports_it_rests(desk):
    found = read(desk, "jobs_started", FRANCE).figure
    assert (found.value, found.reported, found.expected) == (55, 30, 38)
    assert found.is_partial


def test_the_states_of_a_count(desk):
    assert read(desk, "jobs_started", network("LIANE-05")).figure.value == 0
    assert read(desk, "jobs_started", network(SILENT)).figure.state is State.NOT_REPORTED
    assert read(desk, "jobs_started", place(desk, METZ)).figure.state is State.NOT_DEPLOYED
    assert read(desk, count_of(desk, "exits_none"), network("LIANE-01")).figure.state is (
        State.MASKED
    )


def test_inside_only_sensitive_counts_below_five_are_masked(desk):
    sensitive = count_of(desk, "exits_none")
    assert read(desk, sensitive, network("LIANE-01")).figure.state is State.MASKED  # 4
    assert read(desk, sensitive, FRANCE).figure.value == 24
    late = read(desk, sensitive, network(LATE))
    assert late.figure.state is State.MASKED  # 20: with the country's 24, it would give the 4
    assert read(desk, "jobs_started", network("LIANE-04")).figure.value == 5


def test_a_public_for_which_an_indicator_has_no_meaning_is_said_so(desk):
    found = read(desk, "jobs_started", FRANCE, public="seniors")
    assert (found.figure.state, found.reason) == (
        State.NOT_REPORTED, "non défini pour ce public",
    )  # fmt: skip


# ------------------------------------------------------------------ outside
def test_outside_sees_only_france_regions_and_departements(desk, outside):
    assert read(outside, "pathways_started", FRANCE, period=SPRING).is_measured
    assert read(outside, "pathways_started", FRANCE).figure.state is State.MASKED  # no quarter
    north = read(outside, "pathways_started", place(desk, "REG-32"), period=SPRING)
    assert north.figure.state is State.MASKED  # with the country's, it would give Corsica's 8
    for entity in (network("LIANE-01"), place(desk, "COM-59512"), place(desk, "EPCI-200093201")):
        assert read(desk, "pathways_started", entity).is_measured
        assert read(outside, "pathways_started", entity).figure.state is State.MASKED


def test_outside_counts_below_eleven_are_masked(desk, outside):
    arras = place(desk, "DEP-62")  # 9 jobs in Arras, 1 in Flandre Lys
    assert read(desk, "jobs_started", arras, period=SPRING).figure.value == 10
    for small in (arras, place(desk, "DEP-2A")):  # ten, and a zero
        assert read(outside, "jobs_started", small, period=SPRING).figure.state is State.MASKED


def test_outside_a_rate_of_few_people_is_masked(desk, outside):
    assert read(desk, "employment_exit_rate", FRANCE).is_measured
    assert read(outside, "employment_exit_rate", FRANCE, period=SPRING).is_measured  # 23 of 53
    winter = Period(Month.of(2026, 1), Month.of(2026, 3))  # 7 of 26
    early = read(outside, "employment_exit_rate", FRANCE, period=winter)
    assert early.figure.state is State.MASKED


# ------------------------------------------------------------------ rates
def test_a_rate_carries_its_interval_and_what_it_rests_on(desk):
    found = read(desk, "employment_exit_rate", network("LIANE-01"))
    assert (found.figure.value, found.successes, found.n) == (75, 27, 36)
    expected = Proportion(27, 36).interval()
    assert found.interval.low == pytest.approx(100 * expected.low)
    assert found.interval.high == pytest.approx(100 * expected.high)


def test_the_rest_of_the_programme_excludes_the_subject(desk):
    found = read(desk, "employment_exit_rate", network("LIANE-01"))
    assert found.rest == pytest.approx(100 * 3 / 27)
    assert found.verdict is Verdict.ABOVE
    assert read(desk, "employment_exit_rate", network(LATE)).rest == pytest.approx(75)


def test_several_entities_are_compared_with_the_rest_of_them_all(desk):
    found = read(desk, "employment_exit_rate", network("LIANE-01"), network(LATE))
    assert (found.successes, found.n, found.rest, found.verdict) == (30, 63, None, None)


def test_france_has_no_rest_to_be_compared_with(desk):
    found = read(desk, "employment_exit_rate", FRANCE)
    assert (found.figure.value, found.rest, found.verdict) == (pytest.approx(3000 / 63), None, None)


def test_a_list_of_many_is_judged_with_a_wider_interval(desk):
    indicator = desk.catalogue.indicators["integrated_pathways"]
    assert read(desk, indicator, FRANCE).figure.state is State.NOT_REPORTED
    below = read(desk, "employment_exit_rate", network(LATE), z=Z998)
    assert below.verdict is Verdict.BELOW


def test_nobody_in_the_denominator_is_not_a_rate_of_zero(desk):
    january = Period(Month.of(2026, 1), Month.of(2026, 1))
    jobs_to_jobs = replace(desk.catalogue.indicators["local_jobs"], numerator=("jobs_started",))
    found = read(desk, jobs_to_jobs, network("LIANE-05"), period=january)
    assert (found.figure.state, found.reason) == (State.NOT_REPORTED, "aucun cas à ce jour")


def test_a_rate_that_tells_a_sensitive_count_by_difference_is_masked(desk):
    """36 exits of which 32 dynamic: 4 without solution, which is masked as a count."""
    found = read(desk, "dynamic_exit_rate", network("LIANE-01"))
    assert found.figure.state is State.MASKED
    assert read(desk, "dynamic_exit_rate", FRANCE).is_measured  # 24 without solution


# ------------------------------------------------------------------ retention
def test_retention_is_estimated_from_the_cohorts(desk):
    found = read(desk, "job_retention_6m", network("LIANE-01"))
    assert found.n == 42
    curve = (1 - 1 / 42) * (1 - 3 / 41) * (1 - 2 / 38)
    assert found.figure.value == pytest.approx(100 * curve)
    assert found.interval.low < found.figure.value < found.interval.high


def test_retention_of_a_period_is_that_of_its_starts(desk):
    january = Period(Month.of(2026, 1), Month.of(2026, 1))
    assert read(desk, "job_retention_6m", network("LIANE-01"), period=january).n == 30


def test_retention_nobody_is_old_enough_for_is_not_observable_yet(desk):
    for entity in (network(LATE), network("LIANE-04"), place(desk, METZ)):
        found = read(desk, "job_retention_6m", entity)
        assert (found.figure.state, found.reason) == (
            State.NOT_REPORTED, "pas encore observable",
        )  # fmt: skip
    assert read(desk, "job_retention_12m", FRANCE).reason == "pas encore observable"


def test_inside_a_sensitive_retention_is_masked_below_five_events(desk):
    assert read(desk, "home_retention_6m", FRANCE).is_measured  # 9 entries, 5 deaths
    other = read(desk, "home_retention_6m", network("LIANE-01"))
    assert other.figure.state is State.MASKED  # 5: with the country's 9, it would give the 4
    assert read(desk, "home_retention_6m", network("LIANE-05")).figure.state is State.MASKED  # 4
    assert read(desk, "job_retention_6m", network("LIANE-01")).is_measured


def test_too_few_deaths_hide_what_a_retention_would_let_guess_of_them(desk, sample_copy):
    with writing(sample_copy) as connection:
        connection.execute("UPDATE cohort_observation SET value = 2 WHERE event = 'death'")
        rebuild(connection)
    with reading(sample_copy) as connection:
        few = replace(desk, reader=Reader(connection))
        assert read(few, "home_retention_6m", FRANCE).figure.state is State.MASKED


def test_outside_a_retention_is_masked_below_eleven_events(outside):
    assert read(outside, "home_retention_6m", FRANCE).figure.state is State.MASKED  # 9
    assert read(outside, "job_retention_6m", network("LIANE-01")).figure.state is State.MASKED


# ------------------------------------------------------------------ per unit of context
def test_a_count_per_unit_of_context_keeps_the_count(desk):
    indicator = desk.catalogue.indicators["jobs_per_10000_dwellings"]
    found = per_unit(read(desk, indicator, FRANCE), 5_000_000)
    assert found.figure.value == pytest.approx(55 * 10_000 / 5_000_000)
    assert found.successes == 55


@pytest.mark.parametrize("base", [None, 0])
def test_without_the_context_figure_there_is_no_value_per_unit(desk, base):
    indicator = desk.catalogue.indicators["jobs_per_10000_dwellings"]
    found = per_unit(read(desk, indicator, FRANCE), base)
    assert (found.figure.state, found.reason) == (
        State.NOT_REPORTED, "non disponible à cette maille",
    )  # fmt: skip


def test_a_masked_count_stays_masked_per_unit(outside):
    indicator = outside.catalogue.indicators["jobs_per_10000_dwellings"]
    found = per_unit(read(outside, indicator, network("LIANE-01")), 5000)
    assert found.figure.state is State.MASKED


def test_every_counted_indicator_can_be_read_for_every_kind_of_subject(desk, outside):
    entities = (FRANCE, place(desk, "DEP-59"), network("LIANE-01"), place(desk, METZ))
    forms = (Form.COUNT, Form.RATIO, Form.PER, Form.RETENTION)
    for reader in (desk, outside):
        for indicator in reader.catalogue.indicators.values():
            if indicator.form in forms:
                for entity in entities:
                    found = read(reader, indicator, entity)
                    assert (found.figure.value is not None) == found.is_measured


def test_the_last_month_of_the_store_is_where_cohorts_end(desk):
    assert desk.meta.last_month == LAST
