"""What the default demonstration shows at the end of October 2026."""

import pandas as pd
import pytest

from lianes.demo import Parameters
from tests.demo.conftest import Run


def within(value: float, goal: float, tolerance: float = 0.05) -> bool:
    return abs(value / goal - 1) <= tolerance


@pytest.mark.parametrize(
    ("measure", "goal"),
    [("jobs_started", 640), ("pathways_started", 2_600), ("dwellings_adapted", 2_100)],
)
def test_cumulated_flows_are_those_announced(default: Run, measure: str, goal: int) -> None:
    assert within(default.wide()[measure].sum(), goal)


def test_seniors_supported_by_active_networks_are_those_announced(default: Run) -> None:
    networks = default.frames["network"]
    active = networks.loc[networks["stage"].isin(["experiment", "deployed"]), "id"]
    last = default.wide()["seniors_supported"].groupby("subject_id").last()
    assert within(last[last.index.isin(active)].sum(), 9_800)


def test_the_median_network_has_forty_pathways_or_more(default: Run) -> None:
    assert default.wide()["pathways_started"].groupby("subject_id").sum().median() >= 40


def test_half_of_the_exits_examined_lead_to_a_job(default: Run) -> None:
    total = default.wide().sum()
    rate = (total["exits_durable"] + total["exits_transition"]) / total["exits_examined"]
    assert rate == pytest.approx(0.52, abs=0.015)


def retention(rows: pd.DataFrame, event: str, age: int, months: int) -> float:
    """Share without the event at an age, among starts old enough; events before are counted."""
    old = rows[rows["start_month"] + age <= months]
    starts = old.loc[old["event"] == "start", "value"].sum()
    gone = old.loc[(old["event"] == event) & (old["age"] <= age), "value"].sum()
    return 1 - gone / starts


def test_retention_at_six_months_is_near_its_assumptions(default: Run) -> None:
    last = default.parameters.last.ordinal
    assert retention(default.cohort("job_retention"), "ended", 6, last) == pytest.approx(
        0.88, abs=0.03
    )
    assert retention(default.cohort("home_retention"), "institution", 6, last) == pytest.approx(
        0.96, abs=0.01
    )


def test_a_dwelling_costs_five_to_ten_thousand_euros(default: Run) -> None:
    wide = default.wide()
    adapted = wide["dwellings_adapted"]
    assert (wide["adaptation_cost"] >= 5_000 * adapted).all()
    assert (wide["adaptation_cost"] <= 10_000 * adapted).all()
    assert (wide["adaptation_delay_days"] >= 0).all()


def test_networks_stand_where_the_experiment_is_then_in_twenty_five_departements(
    default: Run,
) -> None:
    seats = default.frames["network"].merge(
        default.ground.territories, left_on="seat_id", right_on="id"
    )
    assert seats["departement"].isin(["DEP-59", "DEP-62"]).sum() == 14
    assert seats["departement"].nunique() == 25
    assert {"DEP-971", "DEP-972", "DEP-974"} <= set(seats["departement"])
    assert seats["seat_id"].is_unique


def test_the_map_fills_quarter_after_quarter(default: Run) -> None:
    opened = default.frames["network"]["opened_on"].dropna()
    assert opened.min() == "2025-09-01"
    assert opened.str[:7].nunique() >= 5
    assert opened.is_monotonic_increasing


def test_the_default_run_ends_in_october_2026() -> None:
    parameters = Parameters()
    assert str(parameters.last) == "2026-10"
    assert parameters.as_of.isoformat() == "2026-10-31"
