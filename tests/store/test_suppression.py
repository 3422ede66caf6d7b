"""The hidden cells of a whole store: written with the rollup, proof against an attacker."""

import shutil
import sqlite3

import pytest

from lianes.domain.month import Month
from lianes.errors import LianesError
from lianes.metrics.masking import Thresholds, configured_thresholds
from lianes.store.build import build_store
from lianes.store.connection import writing
from lianes.store.rollup import Changed, rebuild
from lianes.store.suppression import write_suppression
from store.secrecy_release import Release


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    from lianes.demo import Parameters, simulate

    path = tmp_path_factory.mktemp("demonstration") / "lianes.db"
    parameters = Parameters(networks=48, months=14, start=Month.of(2025, 9))
    build_store(path, as_of=parameters.as_of, simulate=lambda ground: simulate(ground, parameters))
    return path


def rows(path):
    return sqlite3.connect(path).execute("SELECT * FROM suppression ORDER BY 1, 2, 3, 4, 5, 6")


def given_away(release, every):
    found = [release.given_away(codes, every=every)[1] for codes in release.families().values()]
    return [cell for family in found for cell in family]


def primary_only(release):
    """A deliberately broken rule: what is small, and nothing else."""
    for code, (number, measure) in release.measures.items():
        if measure.kind != "cohort" and measure.persons:
            table = release.table(code, "all")
            for place, date in zip(*((table.counts < 11) & (table.reported > 0)).nonzero(),
                                   strict=True):  # fmt: skip
                yield number, release.publics["all"], int(place), int(date)


def test_outside_no_small_hidden_count_of_the_demonstration_can_be_narrowed(demonstration):
    """Measures, parts, publics, places and dates attacked together, one cell in forty."""
    assert given_away(Release(demonstration), every=40) == []


@pytest.mark.long
def test_outside_no_small_hidden_count_at_all_can_be_narrowed(demonstration):
    assert given_away(Release(demonstration), every=1) == []


def test_hiding_only_what_is_small_gives_cells_away(demonstration):
    release = Release(demonstration, hidden=primary_only)
    assert release.given_away(release.families()["jobs_started"])[1]


def test_an_incremental_rebuild_hides_the_same_cells_as_a_full_one(sample_copy):
    before = list(rows(sample_copy))
    with writing(sample_copy) as connection:
        rebuild(connection, Changed([1]))
    assert list(rows(sample_copy)) == before


def test_hidden_cells_follow_the_data(sample_copy):
    before = list(rows(sample_copy))
    with writing(sample_copy) as connection:
        connection.execute("UPDATE observation SET value = 40 WHERE subject_id = 5")
        rebuild(connection, Changed([5]))
    assert list(rows(sample_copy)) != before


def test_the_store_says_under_which_thresholds_it_was_written(sample_copy, tmp_path):
    raised = shutil.copy(sample_copy, tmp_path / "raised.db")
    with writing(raised) as connection:
        write_suppression(connection, Thresholds(interne=10, externe=20))
    stamp = "SELECT value FROM meta WHERE key = 'suppression'"
    assert sqlite3.connect(sample_copy).execute(stamp).fetchone() == ("1 5 11",)
    assert sqlite3.connect(raised).execute(stamp).fetchone() == ("1 10 20",)


def test_an_installation_raises_thresholds_and_never_lowers_them():
    assert configured_thresholds({}) == Thresholds(5, 11)
    assert configured_thresholds({"LIANES_SEUIL_EXTERNE": "20"}) == Thresholds(5, 20)
    for text in ("3", "onze", "-5"):
        with pytest.raises(LianesError, match="LIANES_SEUIL_INTERNE"):
            configured_thresholds({"LIANES_SEUIL_INTERNE": text})


def test_a_store_without_the_stamp_shows_nothing_guarded(desk, sample_copy):
    from dataclasses import replace

    from lianes.reading.secrecy import hidden_cells
    from lianes.store.connection import reading
    from lianes.store.reader import Reader

    entity = next(iter(desk.reader.networks())).id
    with writing(sample_copy) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'suppression'")
    with reading(sample_copy) as connection:
        bare = replace(desk, reader=Reader(connection))
        from sample import WHOLE

        assert hidden_cells(bare, ["exits_none"], [(6, entity)], WHOLE, "all")
