"""A country's worth of data: a thousand networks over five years."""

import time

import pytest

from lianes.demo import Ground, Parameters, simulate


@pytest.mark.long
def test_a_thousand_networks_over_five_years(real_ground: Ground) -> None:
    began = time.perf_counter()
    frames = simulate(real_ground, Parameters(networks=1_000, months=60))
    print(f"1 000 réseaux × 60 mois : {time.perf_counter() - began:.1f} s")
    assert len(frames["observation"]) == pytest.approx(3_800_000, rel=0.05)
    assert len(frames["cohort_observation"]) > 500_000
    seats = frames["network"].merge(real_ground.territories, left_on="seat_id", right_on="id")
    assert seats["departement"].nunique() == 101
    assert seats["seat_id"].is_unique
