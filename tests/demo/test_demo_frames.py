"""Frames fit the store's tables; they are the same for the same seed; all is marked."""

import sqlite3
from dataclasses import replace

import pandas as pd
import pytest

from lianes.demo import Parameters, simulate
from lianes.demo.parameters import MARK
from lianes.demo.places import distance_km
from lianes.errors import InvalidCatalogue
from tests.demo.conftest import Run

ORGANISATIONS = {"partner": "name", "solution": "name", "project": "name", "network": "name",
                 "convention": "title", "batch": "author"}  # fmt: skip


def insert(store: sqlite3.Connection, table: str, frame: pd.DataFrame) -> None:
    info = store.execute(f"PRAGMA table_info({table})").fetchall()
    filled = [name for _, name, *_ in info if name in frame.columns]
    assert list(frame.columns) == filled, table
    left_out = [name for _, name, _, needed, default, _ in info
                if needed and default is None and name not in filled]  # fmt: skip
    assert left_out == [], table
    plain = frame.astype(object).where(frame.notna(), None)
    store.executemany(
        f"INSERT INTO {table} ({', '.join(filled)}) VALUES ({', '.join('?' * len(filled))})",
        zip(*(plain[column].tolist() for column in filled), strict=True),
    )


def test_frames_fit_the_tables_of_the_store(store: sqlite3.Connection, any_run: Run) -> None:
    store.execute("BEGIN")
    try:
        for table, frame in any_run.frames.items():
            insert(store, table, frame)
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        store.execute("ROLLBACK")


def test_the_same_seed_gives_the_same_frames(default: Run) -> None:
    again = simulate(default.ground, Parameters())
    assert again.keys() == default.frames.keys()
    for table, frame in again.items():
        pd.testing.assert_frame_equal(frame, default.frames[table])


def test_another_seed_gives_other_figures(default: Run) -> None:
    other = simulate(default.ground, Parameters(seed=4))
    assert not other["observation"]["value"].equals(default.frames["observation"]["value"])


def test_the_order_of_the_territories_changes_nothing(default: Run) -> None:
    ground = replace(default.ground, territories=default.ground.territories.iloc[::-1])  # type: ignore[type-var]
    for table, frame in simulate(ground, Parameters()).items():
        pd.testing.assert_frame_equal(frame, default.frames[table])


def test_observations_come_in_the_order_of_their_key(any_run: Run) -> None:
    for table, key in {
        "observation": ["measure_id", "public_id", "subject_id", "month"],
        "cohort_observation": [
            "measure_id", "public_id", "subject_id", "start_month", "age", "event",
        ],
    }.items():  # fmt: skip
        rows = any_run.frames[table]
        pd.testing.assert_frame_equal(rows, rows.sort_values(key, ignore_index=True))


@pytest.mark.parametrize(("table", "column"), ORGANISATIONS.items())
def test_every_organisation_is_named_as_fictitious(any_run: Run, table: str, column: str) -> None:
    assert any_run.frames[table][column].str.contains(MARK, regex=False).all()


def test_every_row_is_marked_as_simulated(any_run: Run) -> None:
    for table, frame in any_run.frames.items():
        if "simulated" in frame:
            assert (frame["simulated"] == 1).all(), table
        if "source" in frame:
            assert (frame["source"] == "demonstration").all(), table


def test_codes_have_four_digits_in_a_large_programme(any_run: Run) -> None:
    codes = any_run.frames["network"]["code"]
    digits = 2 if any_run.parameters.networks <= 99 else 4
    assert codes.str.fullmatch(rf"LIANE-\d{{{digits}}}").all()
    assert len(codes) == any_run.parameters.networks


def test_covered_communes_lie_within_reach_and_hold_the_seat(default: Run) -> None:
    places = default.ground.territories.set_index("id")
    seats = default.frames["network"].set_index("id")["seat_id"]
    for network, rows in default.frames["network_commune"].groupby("network_id"):
        seat = places.loc[seats[network]]
        reached = places.loc[rows["territory_id"]]
        away = distance_km(seat["lon"], seat["lat"], reached["lon"], reached["lat"])
        assert away.min() == 0
        assert away.max() <= 10 or len(away) == 4


def test_targets_of_networks_add_up_to_those_of_france(any_run: Run) -> None:
    rows = any_run.frames["target"]
    for _, found in rows.groupby("indicator"):
        france = found.loc[found["subject_level"] == 0, "value"].sum()
        assert found.loc[found["subject_level"] == 6, "value"].sum() == france


def test_the_default_target_is_a_thousand_jobs_at_the_end_of_2027(default: Run) -> None:
    rows = default.frames["target"].set_index("code")
    france = rows.loc["demo-jobs-FR"]
    assert (france["value"], france["starts_on"], france["due_on"]) == (
        1_000, "2025-09-23", "2027-12-31",
    )  # fmt: skip
    assert rows["wording"].str.startswith("hypothèse de la démonstration").all()
    assert {"demo-jobs-LIANE-07", "demo-dwellings-LIANE-07"} <= set(rows.index)


def test_a_catalogue_without_a_measure_of_the_model_is_refused(default: Run) -> None:
    fewer = default.ground.measures.iloc[1:]
    with pytest.raises(InvalidCatalogue, match="informed"):
        simulate(replace(default.ground, measures=fewer), Parameters())  # type: ignore[type-var]
