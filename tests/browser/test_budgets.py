"""Bytes that a change of scope costs the socket, before compression, on the demonstration."""

import pytest

from benchmarks.client import reader
from benchmarks.serving import Serving
from benchmarks.walks import address

pytestmark = pytest.mark.browser

CHANGE, DRILL, EPCI = 60_000, 120_000, 30_000
CHANGES = {
    "": ("territoire=REG-32", ""),
    "carte": ("territoire=REG-32", ""),
    "territoire": ("territoire=REG-32", "territoire=DEP-59"),
    "comparer": ("territoire=REG-32", "territoire=DEP-59&avec=DEP-62,DEP-54,DEP-57,REG-11,DEP-13"),
    "reseaux": ("territoire=REG-32", ""),
    "parcours": ("territoire=REG-32", ""),
    "seniors": ("territoire=REG-32", ""),
}
"""Each page with a change to one of its heaviest views."""
THEMES = ("jobs_started", "employment_exit_rate", "jobs_per_10000_dwellings", "local_jobs")


@pytest.mark.parametrize("page", CHANGES)
def test_a_change_of_scope_is_light(demo_server: Serving, page: str) -> None:
    before, after = CHANGES[page]
    with reader(demo_server.address) as session:
        session.open(address(page, before))
        assert session.follow(address(page, after)).message_bytes <= CHANGE


@pytest.mark.parametrize("theme", THEMES)
def test_every_epci_of_the_country_is_light(demo_server: Serving, theme: str) -> None:
    with reader(demo_server.address) as session:
        session.open(f"carte?niveau=DEP&indicateur={theme}")
        assert session.follow(f"carte?niveau=EPCI&indicateur={theme}").message_bytes <= EPCI


def test_communes_of_a_departement_are_light(demo_server: Serving) -> None:
    with reader(demo_server.address) as session:
        session.open("carte?territoire=DEP-62")
        assert session.follow("carte?territoire=DEP-62&niveau=COM").message_bytes <= DRILL
