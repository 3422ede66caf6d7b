"""Rules that every simulation keeps, whatever its seed and size."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from lianes.domain.catalogue import load_catalogue
from lianes.store.build import DATA
from tests.demo.conftest import Run

CATALOGUE = load_catalogue(DATA / "reference" / "indicators.toml")
PARTS = [(m.id, m.part_of) for m in CATALOGUE.measures.values() if m.part_of is not None]
JOB_PUBLICS = ("all", "job-seekers", "seniors-willing-to-work")
LADDERS = [
    ("informed", "candidates", "oriented", "pathways_started", "trainings_ended"),
    ("pathways_started", "exits_examined"),
    ("pathways_started", "employer_meetings", "jobs_home_care"),
    ("pathways_started", "jobs_started"),
    ("seniors_identified", "seniors_contacted"),
    ("adaptation_requests", "dwellings_adapted"),
]


def publics_of(measure: str) -> tuple[str, ...]:
    return CATALOGUE.measures[measure].publics


@pytest.mark.parametrize(("part", "whole"), PARTS)
def test_a_part_is_never_more_than_its_whole(any_run: Run, part: str, whole: str) -> None:
    for public in publics_of(part):
        wide = any_run.wide(public)
        assert (wide[part] <= wide[whole]).all()


@pytest.mark.parametrize("ladder", LADDERS, ids=lambda ladder: ladder[-1])
def test_each_step_is_reached_by_fewer_people_than_the_one_before(
    any_run: Run, ladder: tuple[str, ...]
) -> None:
    for public in publics_of(ladder[0]):
        cumulated = any_run.wide(public).groupby("subject_id").cumsum()
        for before, after in pairwise(ladder):
            assert (cumulated[after] <= cumulated[before]).all(), (public, before, after)


def test_exits_add_up(any_run: Run) -> None:
    for public in JOB_PUBLICS:
        wide = any_run.wide(public)
        ways = ["exits_durable", "exits_transition", "exits_positive", "exits_none"]
        assert (wide[ways].sum(axis=1) == wide["exits_examined"]).all()


def test_a_job_comes_before_the_exit_that_tells_it(any_run: Run) -> None:
    for public in JOB_PUBLICS:
        cumulated = any_run.wide(public).groupby("subject_id").cumsum()
        exits = cumulated["exits_durable"] + cumulated["exits_transition"]
        assert (exits <= cumulated["jobs_started"]).all()


def test_levels_of_dwellings_add_up(any_run: Run) -> None:
    wide = any_run.wide()
    levels = ["dwellings_minor_works", "dwellings_fully_adapted", "dwellings_labelled"]
    assert (wide[levels].sum(axis=1) == wide["dwellings_adapted"]).all()


def test_everyone_supported_has_at_least_one_service(any_run: Run) -> None:
    wide = any_run.wide()
    services = ["seniors_home_help", "seniors_meals", "seniors_tele_assistance",
                "seniors_visits", "seniors_activity"]  # fmt: skip
    assert (wide[services].sum(axis=1) >= wide["seniors_supported"]).all()
    assert (wide["care_hours"] > 0).sum() == (wide["seniors_home_help"] > 0).sum()


def test_some_people_are_in_two_publics(any_run: Run) -> None:
    everyone, seekers, seniors = (any_run.wide(public) for public in JOB_PUBLICS)
    jobs = seekers.columns
    assert (everyone[jobs] <= seekers + seniors).all(axis=None)
    assert (everyone[jobs] >= np.maximum(seekers, seniors)).all(axis=None)
    assert (everyone[jobs].sum() < (seekers + seniors).sum()).any()


def test_seniors_are_everyone_for_the_measures_about_seniors(any_run: Run) -> None:
    seniors = any_run.wide("seniors")
    pd.testing.assert_frame_equal(any_run.wide()[list(seniors.columns)], seniors)


@pytest.mark.parametrize("public", JOB_PUBLICS)
def test_job_cohorts_start_with_the_jobs_of_the_month(any_run: Run, public: str) -> None:
    jobs = any_run.wide(public)["jobs_started"]
    pd.testing.assert_series_equal(starts(any_run.cohort("job_retention", public)), jobs[jobs > 0],
                                   check_names=False, check_dtype=False)  # fmt: skip


@pytest.mark.parametrize("public", ["all", "seniors"])
def test_supported_seniors_are_entries_less_exits(any_run: Run, public: str) -> None:
    rows = any_run.cohort("home_retention", public)
    sign = np.where(rows["event"] == "start", 1, -1)
    moves = rows.assign(month=rows["start_month"] + rows["age"], moved=rows["value"] * sign)
    stock = any_run.wide(public)["seniors_supported"]
    moved = moves.groupby(["subject_id", "month"])["moved"].sum()
    moved = moved.reindex(stock.index, fill_value=0).groupby("subject_id").cumsum()
    assert (moved == stock).all()


def starts(rows: pd.DataFrame) -> pd.Series:
    rows = rows[rows["event"] == "start"].rename(columns={"start_month": "month"})
    return rows.set_index(["subject_id", "month"])["value"].sort_index()


@pytest.mark.parametrize("measure", ["job_retention", "home_retention"])
def test_nobody_leaves_a_cohort_twice(any_run: Run, measure: str) -> None:
    rows = any_run.cohort(measure)
    keys = ["subject_id", "start_month"]
    began = rows[rows["event"] == "start"].groupby(keys)["value"].sum()
    left = rows[rows["event"] != "start"].groupby(keys)["value"].sum()
    assert (left <= began.reindex(left.index)).all()
    assert set(rows["event"]) <= {"start", *CATALOGUE.measures[measure].events}
    assert (rows.loc[rows["event"] != "start", "age"] >= 1).all()
    assert (rows.loc[rows["event"] == "start", "age"] == 0).all()


def test_ages_stop_at_the_last_reported_month(any_run: Run) -> None:
    rows = any_run.rows("cohort_observation")
    reports = any_run.rows("expected_report")
    came = reports[reports["received_on"].notna()]
    known = set(zip(came["subject_id"], came["month"], strict=True))
    happened = set(zip(rows["subject_id"], rows["start_month"] + rows["age"], strict=True))
    assert happened <= known


def test_nothing_is_observed_that_was_not_received(any_run: Run) -> None:
    reports = any_run.rows("expected_report")
    came = reports[reports["received_on"].notna()]
    assert set(any_run.wide().index) == set(zip(came["subject_id"], came["month"], strict=True))


def test_every_public_of_every_measure_is_reported_every_month(any_run: Run) -> None:
    for measure in CATALOGUE.measures.values():
        if measure.kind == "cohort":
            continue
        for public in measure.publics:
            assert any_run.wide(public)[measure.id].notna().all()


def test_reports_are_expected_from_the_first_full_month_to_the_closing(any_run: Run) -> None:
    reports = any_run.rows("expected_report").groupby("subject_id")["month"].agg(["min", "max"])
    networks = any_run.frames["network"].set_index("id")
    assert set(reports.index) <= set(networks.index[networks["opened_on"].notna()])
    for number, months in reports.iterrows():
        opened, closed = networks.loc[number, ["opened_on", "closed_on"]]
        first = int(opened[:4]) * 12 + int(opened[5:7]) - 1
        assert months["min"] - first in (0, 1)
        last = closed[:7] if isinstance(closed, str) else str(any_run.parameters.last)
        assert months["max"] == int(last[:4]) * 12 + int(last[5:7]) - 1


def test_nothing_is_dated_after_the_as_of_date(any_run: Run) -> None:
    day = any_run.parameters.as_of.isoformat()
    past = {
        "network": ("opened_on", "closed_on", "assessed_on"),
        "convention": ("signed_on",),
        "deployment": ("since",),
        "lesson": ("noted_on",),
        "network_partner": ("since", "until"),
        "expected_report": ("received_on", "due_on"),
        "batch": ("received_at",),
    }
    for table, columns in past.items():
        for column in columns:
            assert (any_run.frames[table][column].dropna().str[:10] <= day).all(), (table, column)


def test_all_reports_are_due_before_the_as_of_date(any_run: Run) -> None:
    due = any_run.rows("expected_report")["due_on"]
    assert (due < any_run.parameters.as_of.isoformat()).all()


def test_costs_of_levels_add_up_and_are_nothing_where_nothing_was_done(any_run: Run) -> None:
    wide = any_run.wide()
    levels = ["minor_works", "fully_adapted", "labelled"]
    costs = wide[[f"adaptation_cost_{level}" for level in levels]]
    assert (costs.sum(axis=1) == wide["adaptation_cost"]).all()
    for level in levels:
        done, cost = wide[f"dwellings_{level}"] > 0, wide[f"adaptation_cost_{level}"] > 0
        assert (done == cost).all()


def test_a_solution_starts_while_its_network_is_open(any_run: Run) -> None:
    networks = any_run.frames["network"].set_index("id")
    found = any_run.frames["deployment"].join(networks[["opened_on", "closed_on"]], on="network_id")
    ends = found["closed_on"].fillna("9999")
    assert (found["since"] >= found["opened_on"]).all()
    assert (found["since"] <= ends).all()
