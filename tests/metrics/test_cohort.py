from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lianes.metrics.life_table as life_tables
from lianes.domain.month import Month
from lianes.metrics.cohort import (
    CENSORED,
    START,
    CohortRow,
    aalen_johansen,
    kaplan_meier,
    life_table,
    retention_at,
)
from lianes.metrics.proportion import Z95, Z998
from lianes.metrics.verdict import Verdict, compare
from tests.metrics import naive_cohorts
from tests.metrics.naive_cohorts import close_observation

LAUNCH = Month.of(2025, 9)
AS_OF = Month.of(2026, 10)


def rows_of(people, *, as_of=AS_OF) -> list[CohortRow]:
    """Turn (start offset, age, event or None when still observed) into cohort rows."""
    counted = Counter((LAUNCH + start, 0, START) for start, _, _ in people)
    counted += Counter((LAUNCH + start, age, event) for start, age, event in people if event)
    return [CohortRow(*key, count) for key, count in counted.items()]


@st.composite
def populations(draw, events=("institution", "death", CENSORED)):
    """People with a start, and an exit at an age that the as-of date may not know yet."""
    person = st.tuples(st.integers(0, 13), st.integers(1, 15), st.sampled_from([*events, None]))
    return draw(st.lists(person, min_size=1, max_size=60))


def expand(people) -> tuple[list[int], list[str]]:
    """Return what is known of each person at the as-of date: last age seen, and why it ended."""
    durations, causes = [], []
    for start, age, event in people:
        last = AS_OF - (LAUNCH + start)
        known = event is not None and age <= last
        durations.append(age if known else last)
        causes.append(event if known else CENSORED)
    return durations, causes


# A published example: remission of leukaemia under 6-MP (Freireich et al., Blood 21, 1963).

REMISSIONS = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORINGS = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def remission_rows() -> list[CohortRow]:
    ended = [CohortRow(LAUNCH, age, "relapse", 1) for age in REMISSIONS]
    lost = [CohortRow(LAUNCH, age, CENSORED, 1) for age in CENSORINGS]
    return [CohortRow(LAUNCH, 0, START, 21), *ended, *lost]


@pytest.mark.parametrize(
    ("age", "at_risk", "survival", "low", "high"),
    [
        (6, 21, 0.8571, 0.6197, 0.9516),
        (7, 17, 0.8067, 0.5631, 0.9228),
        (10, 15, 0.7529, 0.5032, 0.8894),
        (13, 12, 0.6902, 0.4316, 0.8491),
        (16, 11, 0.6275, 0.3675, 0.8049),
        (22, 7, 0.5378, 0.2678, 0.7468),
        (23, 6, 0.4482, 0.1881, 0.6801),
    ],
)
def test_kaplan_meier_gives_the_published_remissions(age, at_risk, survival, low, high):
    curve = kaplan_meier(life_table(remission_rows(), as_of=LAUNCH + 35), event="relapse")
    point = curve.at(age, minimum=1)
    assert point.at_risk == at_risk
    assert (point.value, point.low, point.high) == pytest.approx((survival, low, high), abs=6e-5)


def test_a_hand_example_with_a_competing_event():
    rows = [
        CohortRow(LAUNCH, 0, START, 100),
        CohortRow(LAUNCH, 1, "institution", 10),
        CohortRow(LAUNCH, 1, "death", 10),
        CohortRow(LAUNCH, 1, CENSORED, 20),
        CohortRow(LAUNCH, 2, "institution", 6),
    ]
    curve = aalen_johansen(
        life_table(rows, as_of=LAUNCH + 2), event="institution", competing=["death"]
    )
    assert curve.incidence == pytest.approx((0, 0.10, 0.10 + 0.80 * 6 / 60))
    assert curve.event_free == pytest.approx((1, 0.80, 0.72))
    assert curve.at_risk == (100, 100, 60)


# What is known at the as-of date.


def test_an_event_of_the_as_of_month_is_known_and_a_later_one_is_not():
    rows = [CohortRow(LAUNCH, 0, START, 50), CohortRow(LAUNCH, 6, "ended", 10)]
    assert kaplan_meier(life_table(rows, as_of=LAUNCH + 6), event="ended").survival[-1] == 0.8
    assert kaplan_meier(life_table(rows, as_of=LAUNCH + 5), event="ended").survival == (1,) * 6


def test_a_start_after_the_as_of_month_is_ignored():
    rows = [CohortRow(LAUNCH, 0, START, 50), CohortRow(LAUNCH + 3, 0, START, 99)]
    assert kaplan_meier(life_table(rows, as_of=LAUNCH + 2), event="ended").at_risk == (50, 50, 50)


def test_people_are_at_risk_up_to_the_age_at_which_their_observation_stops():
    rows = [CohortRow(LAUNCH, 0, START, 30), CohortRow(LAUNCH + 4, 0, START, 12)]
    assert life_table(rows, as_of=LAUNCH + 6).at_risk == (42, 42, 42, 30, 30, 30, 30)


def test_events_come_before_censoring_at_the_same_age():
    rows = [
        CohortRow(LAUNCH, 0, START, 40),
        CohortRow(LAUNCH, 3, CENSORED, 20),
        CohortRow(LAUNCH, 3, "ended", 10),
    ]
    curve = kaplan_meier(life_table(rows, as_of=LAUNCH + 4), event="ended")
    assert curve.survival[3] == 0.75
    assert curve.at_risk[4] == 10


def test_an_ordinary_move_is_censored_and_not_an_event():
    moved = [CohortRow(LAUNCH, 0, START, 40), CohortRow(LAUNCH, 2, "move", 15)]
    point = retention_at(
        life_table(moved, as_of=LAUNCH + 6), 2, event="institution", competing=["death"], minimum=1
    )
    assert point.value == 1


def test_rows_of_several_networks_add_up():
    half = [CohortRow(LAUNCH, 0, START, 25), CohortRow(LAUNCH, 4, "ended", 5)]
    both = kaplan_meier(life_table([*half, *half], as_of=AS_OF), event="ended")
    assert both.at_risk[0] == 50
    assert both.survival[-1] == 0.8


def test_a_late_network_is_censored_at_its_last_report():
    rows = [CohortRow(LAUNCH, 0, START, 30), CohortRow(LAUNCH, 2, "ended", 6)]
    closed = close_observation(rows, last_reported=LAUNCH + 3)
    assert closed[-1] == CohortRow(LAUNCH, 3, CENSORED, 24)
    curve = kaplan_meier(life_table(closed, as_of=AS_OF), event="ended")
    assert (curve.at_risk[3], curve.at_risk[4]) == (24, 0)
    assert curve.at(3).value == 0.8
    assert curve.at(4) is None


def test_closing_a_network_drops_what_it_had_not_reported_yet():
    rows = [CohortRow(LAUNCH, 0, START, 3), CohortRow(LAUNCH, 5, "ended", 3)]
    rows += [CohortRow(LAUNCH + 4, 0, START, 8)]
    closed = close_observation(rows, last_reported=LAUNCH + 3)
    assert closed == (rows[0], CohortRow(LAUNCH, 3, CENSORED, 3))


def test_a_network_where_all_have_left_needs_no_censoring():
    rows = (CohortRow(LAUNCH, 0, START, 3), CohortRow(LAUNCH, 1, "ended", 3))
    assert close_observation(rows, last_reported=LAUNCH + 3) == rows


def test_a_start_month_with_more_ends_than_starts_is_left_out_and_said():
    rows = [
        CohortRow(LAUNCH, 0, START, 40),
        CohortRow(LAUNCH + 1, 0, START, 5),
        CohortRow(LAUNCH + 1, 2, "ended", 6),
        CohortRow(LAUNCH + 2, 2, "ended", 1),
    ]
    curve = kaplan_meier(life_table(rows, as_of=AS_OF), event="ended")
    assert curve.left_out == 2
    assert curve.at_risk[0] == 40
    assert set(curve.survival) == {1}


# What may be shown.


def test_nineteen_at_risk_are_not_observable_yet_and_twenty_are():
    def at_six(count: int):
        rows = [CohortRow(LAUNCH, 0, START, count)]
        return retention_at(life_table(rows, as_of=AS_OF), 6, event="ended")

    assert at_six(19) is None
    assert at_six(20).value == 1


def test_the_minimum_also_holds_with_a_competing_event():
    rows = [CohortRow(LAUNCH, 0, START, 21), CohortRow(LAUNCH, 3, "death", 2)]
    question = {"event": "institution", "competing": ["death"]}
    assert retention_at(life_table(rows, as_of=AS_OF), 3, **question).at_risk == 21
    assert retention_at(life_table(rows, as_of=AS_OF), 6, **question) is None
    assert retention_at(life_table(rows, as_of=AS_OF), 6, **question, minimum=19).at_risk == 19


def test_an_age_nobody_has_reached_is_not_observable():
    rows = [CohortRow(LAUNCH, 0, START, 100)]
    assert retention_at(life_table(rows, as_of=LAUNCH + 11), 12, event="ended") is None
    assert retention_at(life_table(rows, as_of=LAUNCH + 12), 12, event="ended") is not None


def test_nobody_started_has_no_curve():
    assert kaplan_meier(life_table([], as_of=AS_OF), event="ended").ages == ()
    assert retention_at(life_table([], as_of=AS_OF), 6, event="a", competing=["b"]) is None


def test_no_event_seen_is_not_certainty():
    rows = [CohortRow(LAUNCH, 0, START, 20)]
    point = retention_at(life_table(rows, as_of=AS_OF), 6, event="ended")
    assert (point.value, point.high) == (1, 1)
    assert point.low == pytest.approx(0.839, abs=5e-4)


def test_all_ended_keeps_an_upper_bound():
    rows = [CohortRow(LAUNCH, 0, START, 20), CohortRow(LAUNCH, 2, "ended", 20)]
    curve = kaplan_meier(life_table(rows, as_of=AS_OF), event="ended")
    assert (curve.survival[5], curve.low[5]) == (0, 0)
    assert curve.high[5] == pytest.approx(0.161, abs=5e-4)


def test_masking_knows_how_many_events_stand_behind_a_rate():
    rows = [CohortRow(LAUNCH, 0, START, 60), CohortRow(LAUNCH, 2, "ended", 3)]
    rows += [CohortRow(LAUNCH, 6, "ended", 1), CohortRow(LAUNCH, 7, "ended", 7)]
    assert retention_at(life_table(rows, as_of=AS_OF), 6, event="ended").events == 4


def test_home_retention_counts_the_deceased_as_never_moved_to_an_institution():
    rows = [
        CohortRow(LAUNCH, 0, START, 100),
        CohortRow(LAUNCH, 3, "death", 20),
        CohortRow(LAUNCH, 5, "institution", 8),
    ]
    question = {"event": "institution", "competing": ["death"]}
    point = retention_at(life_table(rows, as_of=AS_OF), 6, **question)
    assert point.value == pytest.approx(0.92)
    assert point.low < point.value < point.high
    assert aalen_johansen(life_table(rows, as_of=AS_OF), **question).event_free[6] == pytest.approx(
        0.72
    )


def test_ignoring_death_would_overstate_moves_to_an_institution():
    rows = [
        CohortRow(LAUNCH, 0, START, 100),
        CohortRow(LAUNCH, 3, "death", 20),
        CohortRow(LAUNCH, 5, "institution", 8),
    ]
    naive = retention_at(life_table(rows, as_of=AS_OF), 6, event="institution")
    assert naive.value == pytest.approx(0.90)


def test_a_retention_is_compared_with_that_of_the_rest():
    rows = [CohortRow(LAUNCH, 0, START, 100), CohortRow(LAUNCH, 3, "ended", 30)]
    point = retention_at(life_table(rows, as_of=AS_OF), 6, event="ended")
    assert compare(point.interval, 0.5) is Verdict.ABOVE
    assert compare(point.interval, 0.7) is Verdict.COMPARABLE
    assert compare(point.interval, 0.9) is Verdict.BELOW


@pytest.mark.parametrize("competing", [[], ["death"]])
def test_a_list_of_many_takes_a_wider_interval(competing):
    rows = [CohortRow(LAUNCH, 0, START, 100), CohortRow(LAUNCH, 3, "institution", 30)]
    question = {"event": "institution", "competing": competing}
    usual, strict = (
        retention_at(life_table(rows, as_of=AS_OF), 6, **question, z=z) for z in (Z95, Z998)
    )
    assert strict.low < usual.low < usual.value < usual.high < strict.high


# Properties.


@given(populations())
def test_survival_never_rises_and_incidence_never_falls(people):
    rows = rows_of(people)
    survival = kaplan_meier(life_table(rows, as_of=AS_OF), event="death").survival
    curve = aalen_johansen(life_table(rows, as_of=AS_OF), event="institution", competing=["death"])
    assert list(survival) == sorted(survival, reverse=True)
    assert list(curve.incidence) == sorted(curve.incidence)


@given(populations())
def test_bounds_surround_the_estimates(people):
    rows = rows_of(people)
    km = kaplan_meier(life_table(rows, as_of=AS_OF), event="death")
    aj = aalen_johansen(life_table(rows, as_of=AS_OF), event="death", competing=["institution"])
    for low, value, high in [
        *zip(km.low, km.survival, km.high, strict=True),
        *zip(aj.low, aj.incidence, aj.high, strict=True),
    ]:
        assert -1e-9 <= low <= value + 1e-9
        assert value - 1e-9 <= high <= 1 + 1e-9


@given(populations())
def test_incidences_and_those_without_event_add_up_to_one(people):
    rows = rows_of(people)
    moved = aalen_johansen(life_table(rows, as_of=AS_OF), event="institution", competing=["death"])
    died = aalen_johansen(life_table(rows, as_of=AS_OF), event="death", competing=["institution"])
    columns = (moved.incidence, died.incidence, moved.event_free)
    assert all(sum(parts) == pytest.approx(1) for parts in zip(*columns, strict=True))


@given(populations(events=("death", CENSORED)))
def test_without_competing_events_incidence_is_one_minus_survival(people):
    rows = rows_of(people)
    km = kaplan_meier(life_table(rows, as_of=AS_OF), event="death")
    aj = aalen_johansen(life_table(rows, as_of=AS_OF), event="death", competing=["institution"])
    assert [1 - value for value in aj.incidence] == pytest.approx(list(km.survival))


@given(populations())
def test_the_order_of_the_rows_does_not_matter(people):
    rows = rows_of(people)
    forward = aalen_johansen(
        life_table(rows, as_of=AS_OF), event="death", competing=["institution"]
    )
    backward = aalen_johansen(
        life_table(rows[::-1], as_of=AS_OF), event="death", competing=["institution"]
    )
    assert forward == backward


@given(populations())
def test_a_network_that_is_not_late_is_not_changed_by_closing_it(people):
    rows = rows_of(people)
    closed = close_observation(rows, last_reported=AS_OF)
    assert kaplan_meier(life_table(closed, as_of=AS_OF), event="death") == kaplan_meier(
        life_table(rows, as_of=AS_OF), event="death"
    )


# Independent checks.


def second_method(people, event: str, competing: str, age: int) -> float:
    """Weigh each known event by the inverse probability of not being censored before it."""
    durations, causes = expand(people)
    total, free = 0.0, 1.0
    for now in range(age + 1):
        present = [c for d, c in zip(durations, causes, strict=True) if d >= now]
        here = [c for d, c in zip(durations, causes, strict=True) if d == now]
        known = here.count(event)
        rivals = here.count(competing)
        lost = len(here) - known - rivals
        total += known / (len(people) * free)
        after_events = len(present) - known - rivals
        free *= 1 - lost / after_events if after_events else 1
        if free == 0:
            break
    return total


@given(populations())
def test_incidence_agrees_with_inverse_probability_weighting(people):
    curve = aalen_johansen(
        life_table(rows_of(people), as_of=AS_OF), event="death", competing=["institution"]
    )
    for age in curve.ages:
        expected = second_method(people, "death", "institution", age)
        assert curve.incidence[age] == pytest.approx(expected)


def drawn_people(seed: int, count: int = 400) -> list[tuple[int, int, str | None]]:
    random = np.random.default_rng(seed)
    starts, ages = random.integers(0, 13, count), random.integers(1, 15, count)
    causes = random.choice(["institution", "death", CENSORED, ""], count, p=[0.2, 0.15, 0.1, 0.55])
    return [(int(s), int(a), str(c) or None) for s, a, c in zip(starts, ages, causes, strict=True)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kaplan_meier_agrees_with_lifelines(seed):
    from lifelines import KaplanMeierFitter

    people = drawn_people(seed)
    durations, causes = expand(people)
    fitted = KaplanMeierFitter().fit(durations, [cause == "death" for cause in causes])
    bounds = fitted.confidence_interval_survival_function_
    curve = kaplan_meier(life_table(rows_of(people), as_of=AS_OF), event="death")
    for age in range(14):
        assert curve.survival[age] == pytest.approx(float(fitted.predict(age)))
        if age in bounds.index and curve.survival[age] < 1:
            expected = [float(value) for value in bounds.loc[age]]
            assert [curve.low[age], curve.high[age]] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_aalen_johansen_agrees_with_lifelines(seed):
    from lifelines import AalenJohansenFitter

    people = drawn_people(seed)
    durations, causes = expand(people)
    codes = [{"institution": 1, "death": 2}.get(cause, 0) for cause in causes]
    untied = [
        age + (0.5 if code == 0 else i / 10_000)
        for i, (age, code) in enumerate(zip(durations, codes, strict=True))
    ]
    fitted = AalenJohansenFitter(calculate_variance=True).fit(untied, codes, event_of_interest=1)
    density = fitted.cumulative_density_.iloc[:, 0]
    bounds = fitted.confidence_interval_
    curve = aalen_johansen(
        life_table(rows_of(people), as_of=AS_OF), event="institution", competing=["death"]
    )
    for age in range(1, 14):
        last = density.index[density.index < age + 0.4][-1]
        assert curve.incidence[age] == pytest.approx(float(density[last]), abs=1e-6)
        expected = sorted(float(value) for value in bounds.loc[last])
        assert [curve.low[age], curve.high[age]] == pytest.approx(expected, abs=1e-6)


def test_the_95_percent_interval_holds_the_truth_about_95_percent_of_the_time():
    random, hits = np.random.default_rng(42), 0
    truth = 0.9**6
    for _ in range(600):
        ages = random.geometric(0.1, 120)
        people = [(i % 13, int(age), "ended") for i, age in enumerate(ages)]
        point = retention_at(life_table(rows_of(people), as_of=AS_OF), 6, event="ended")
        hits += point.low <= truth <= point.high
    assert hits / 600 == pytest.approx(0.95, abs=0.025)


# The table of arrays against the one made row by row.
@given(populations(), st.integers(-2, 16))
def test_the_life_table_is_the_one_made_row_by_row(people, late):
    rows = rows_of(people)
    as_of = AS_OF + -late
    fast, slow = (module.life_table(rows, as_of=as_of) for module in (life_tables, naive_cohorts))
    assert (fast.at_risk, fast.left_out) == (slow.at_risk, slow.left_out)
    for event in ("institution", "death", CENSORED):
        assert fast.of([event]) == slow.of([event])


@given(populations(), populations())
def test_a_table_less_its_part_is_the_table_of_the_others(part, others):
    whole = life_table(rows_of([*part, *others]), as_of=AS_OF)
    found = whole.less(life_table(rows_of(part), as_of=AS_OF))
    expected = life_table(rows_of(others), as_of=AS_OF)
    length = len(whole.at_risk)
    assert found.at_risk == expected.at_risk + (0,) * (length - len(expected.at_risk))
    for event in ("institution", "death", CENSORED):
        assert sum(found.of([event])) == sum(expected.of([event]))


def test_what_is_not_a_part_cannot_be_taken_away():
    few = life_table([CohortRow(LAUNCH, 0, START, 5)], as_of=AS_OF)
    many = life_table([CohortRow(LAUNCH, 0, START, 6)], as_of=AS_OF)
    assert many.less(few).at_risk[0] == 1
    assert few.less(many) is None


# What happens after an age changes nothing of what is told of it.
@given(populations(), st.integers(0, 14))
def test_a_share_is_the_one_of_the_whole_curve_at_its_age(people, age):
    table = life_table(rows_of(people), as_of=AS_OF)
    alone = retention_at(table, age, event="death", minimum=1)
    assert alone == kaplan_meier(table, event="death").at(age, minimum=1)
    found = retention_at(table, age, event="institution", competing=["death"], minimum=1)
    point = aalen_johansen(table, event="institution", competing=["death"]).at(age, minimum=1)
    assert (found is None) == (point is None)
    if point is not None:
        expected = (1 - point.value, 1 - point.high, 1 - point.low, point.at_risk, point.events)
        assert (found.value, found.low, found.high, found.at_risk, found.events) == expected
