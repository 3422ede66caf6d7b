"""Each thing put on purpose is really there, found by plain computations and by the rules."""

from datetime import date, timedelta

import pandas as pd
import pytest

from lianes.metrics.proportion import Z998, Proportion
from lianes.metrics.trend import lasting_rise
from lianes.metrics.verdict import Verdict, verdict
from tests.demo.conftest import Run

AS_OF = date(2026, 10, 31)
NEEDED = {"landlord", "insertion_association", "social_service", "employer"}


def active(run: Run) -> pd.Series:
    networks = run.frames["network"]
    return networks.loc[networks["stage"].isin(["experiment", "deployed"]), "id"]


def missing(run: Run) -> pd.Series:
    rows = run.rows("expected_report")
    late = rows[rows["received_on"].isna() & (rows["due_on"] < AS_OF.isoformat())]
    return late.groupby("subject_id")["month"].agg(list)


def verdicts(run: Run, column: str | None = None) -> dict[object, Verdict]:
    """Verdict at 99.8 % of each network, or of each territory of a column, against the rest."""
    total = run.wide().groupby("subject_id").sum()
    seats = run.frames["network"].merge(run.ground.territories, left_on="seat_id", right_on="id")
    place = seats.set_index("id_x")[column].reindex(total.index) if column else total.index
    work = (total["exits_durable"] + total["exits_transition"]).groupby(place).sum()
    n = total["exits_examined"].groupby(place).sum()
    return {
        key: verdict(
            Proportion(int(work[key]), int(n[key])),
            Proportion(int(work.sum() - work[key]), int(n.sum() - n[key])),
            z=Z998,
        )
        for key in n.index
    }


def series(run: Run, measure: str) -> dict[int, list[int]]:
    return run.wide()[measure].groupby("subject_id").agg(list).to_dict()


def test_three_networks_lack_october_and_one_of_la_reunion_three_months(default: Run) -> None:
    late = missing(default)
    last = default.parameters.last.ordinal
    assert [months for number, months in late.items() if number in default.position("late")] == [
        [last]
    ] * 3
    [silent] = default.position("silent")
    assert late[silent] == [last - 2, last - 1, last]
    assert len(late) == 4
    seat = default.frames["network"].set_index("id").loc[silent, "declared_seat_code"]
    assert seat.startswith("COM-974")


def test_one_network_is_far_above_the_rest_and_one_far_below(default: Run) -> None:
    found = verdicts(default)
    above = [key for key, value in found.items() if value is Verdict.ABOVE]
    below = [key for key, value in found.items() if value is Verdict.BELOW]
    assert above == default.position("above")
    assert below == default.position("below")


def test_one_region_is_below_the_rest(default: Run) -> None:
    found = verdicts(default, "region")
    assert [key for key, value in found.items() if value is Verdict.BELOW] == ["REG-76"]
    assert default.position("below_region")


def test_the_pathways_of_one_network_rise_for_good(default: Run) -> None:
    pathways = series(default, "pathways_started")
    rising = [n for n, points in pathways.items() if lasting_rise(points)]
    assert rising == default.position("rise")


def test_one_active_network_has_exits_but_none_durable_for_six_months(default: Run) -> None:
    exits = series(default, "exits_examined")
    without = [
        n
        for n, counts in series(default, "exits_durable").items()
        if n in set(active(default)) and len(counts) >= 6 and not any(counts[-6:])
    ]
    assert without == default.position("no_durable_exit")
    assert sum(exits[without[0]][-6:]) >= 10


def test_small_sensitive_counts_exist(default: Run) -> None:
    none = default.wide()["exits_none"].groupby("subject_id").sum()
    assert ((none > 0) & (none < 5)).sum() >= 5
    homes = default.cohort("home_retention")
    deaths = homes[homes["event"] == "death"].groupby("subject_id")["value"].sum()
    assert (deaths < 5).sum() >= 5


def test_a_closed_network_names_its_successor(default: Run) -> None:
    networks = default.frames["network"].set_index("id")
    [closed] = networks.index[networks["stage"] == "closed"]
    assert [closed] == default.position("closed")
    assert networks.loc[closed, "closed_on"] == "2026-06-30"
    assert networks.loc[networks.loc[closed, "successor_id"], "stage"] in ("experiment", "deployed")


def test_a_corrected_figure_keeps_its_old_value(default: Run) -> None:
    changes = default.frames["change"]
    batch = default.frames["batch"]["id"].max()
    rows = default.rows("observation")
    corrected = rows[rows["batch_id"] == batch]
    assert corrected["value"].astype(str).tolist() == changes["new_value"].tolist()
    assert (changes["old_value"] != changes["new_value"]).all()
    assert (changes["batch_id"] == batch).all()
    assert corrected["subject_id"].unique().tolist() == default.position("corrected")


def test_one_network_declared_an_old_commune_code(default: Run) -> None:
    networks = default.frames["network"].merge(
        default.ground.territories, left_on="seat_id", right_on="id", suffixes=("", "_seat")
    )
    moved = networks[networks["declared_seat_code"] != networks["code_seat"]]
    assert moved["id"].tolist() == default.position("old_code")
    old = default.ground.former
    [seat] = moved["seat_id"]
    known = old.loc[old["territory_id"] == seat, "old_code"]
    assert moved["declared_seat_code"].iloc[0].removeprefix("COM-") in {
        code.removeprefix("COM-") for code in known
    }
    assert set(moved["id"]) <= set(active(default))


def test_the_money_of_some_networks_is_not_secured_for_180_days(default: Run) -> None:
    lines = default.frames["funding"]
    secured = lines[lines["stage"].isin(["signed", "paid"])]
    until = secured.groupby("network_id")["covers_until"].max().reindex(active(default))
    limit = (AS_OF + timedelta(days=180)).isoformat()
    assert until.index[until < limit].tolist() == sorted(default.position("unsecured"))
    assert len(default.position("unsecured")) == 5


def test_all_steps_of_the_funding_ladder_are_used(default: Run) -> None:
    lines = default.frames["funding"]
    stages = {"identified", "requested", "notified", "signed", "paid"}
    assert set(lines["stage"]) == stages
    assert set(lines["form"]) == {"money", "in_kind"}
    planned = lines.groupby(["network_id", "year"])["amount_eur"].sum()
    needs = default.frames["funding_need"]
    needs = needs.assign(year=needs["starts_on"].str[:4].astype(int))
    need = needs.set_index(["network_id", "year"])["amount_eur"]
    assert (planned <= 1.15 * need.reindex(planned.index)).all()


def test_some_local_conventions_end_soon_and_some_have_no_known_end(default: Run) -> None:
    rows = default.frames["convention"]
    rows = rows[rows["network_id"].isin(active(default))].set_index("network_id")
    limit = (AS_OF + timedelta(days=90)).isoformat()
    unknown = rows.index[rows["ends_on"].isna()]
    soon = rows.index[(rows["ends_on"] >= AS_OF.isoformat()) & (rows["ends_on"] <= limit)]
    assert sorted(unknown) == default.position("unknown_end")
    assert sorted(soon) == default.position("ending")
    assert len(soon) == 4
    assert len(unknown) == 4


def test_some_active_networks_have_no_local_convention(default: Run) -> None:
    signed = set(default.frames["convention"]["network_id"])
    assert sorted(set(active(default)) - signed) == default.position("unconventioned")


def test_some_networks_lack_a_needed_actor(default: Run) -> None:
    kinds = default.frames["network_partner"].groupby("network_id")["kind"].agg(set)
    incomplete = [n for n in active(default) if not kinds[n] >= NEEDED]
    assert incomplete == default.position("incomplete")
    assert len(incomplete) == 6


def test_some_networks_have_a_dated_assessment(default: Run) -> None:
    networks = default.frames["network"].set_index("id")
    assessed = networks.index[networks["assessed_on"].notna()].tolist()
    assert assessed == default.position("assessed")
    assert 8 <= len(assessed) <= 20


@pytest.mark.parametrize("stage", ["identification", "agreement", "experiment", "deployed"])
def test_every_stage_of_a_network_exists(default: Run, stage: str) -> None:
    assert (default.frames["network"]["stage"] == stage).any()


def test_networks_that_are_not_open_report_nothing(default: Run) -> None:
    networks = default.frames["network"]
    waiting = networks.loc[networks["opened_on"].isna(), "id"]
    assert len(waiting) == 3
    assert not default.rows("expected_report")["subject_id"].isin(waiting).any()
    assert not default.rows("observation")["subject_id"].isin(waiting).any()
