"""The hidden cells of a whole store: written with the rollup, proof against an attacker."""

import shutil
import sqlite3
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sample import WHOLE

from lianes.documents.stamp import masking_words
from lianes.domain.catalogue import Form, Kind
from lianes.domain.month import Month, Period
from lianes.domain.secrecy import DETAILS, FOLLOWED
from lianes.domain.territory import Level
from lianes.errors import LianesError
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience, Thresholds, configured_thresholds
from lianes.reading.cohorts import followed
from lianes.reading.curves import MASKED, cohort_curve
from lianes.reading.estimates import counts_for, estimate
from lianes.reading.secrecy import hidden_cells
from lianes.store.build import build_store
from lianes.store.connection import reading, writing
from lianes.store.reader import Reader
from lianes.store.rollup import Changed, rebuild
from lianes.store.suppression import read_measures, write_suppression
from store.secrecy_release import ALL, CATALOGUE, Release, desk_of
from store.secrecy_report import printed


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    from lianes.demo import Parameters, simulate

    path = tmp_path_factory.mktemp("demonstration") / "lianes.db"
    parameters = Parameters(networks=48, months=14, start=Month.of(2025, 9))
    build_store(path, as_of=parameters.as_of, simulate=lambda ground: simulate(ground, parameters))
    return path


def rows(path):
    return sqlite3.connect(path).execute("SELECT * FROM suppression ORDER BY 1, 2, 3, 4, 5, 6")


@pytest.fixture(scope="module", params=list(Audience))
def release(request, demonstration):
    return Release(demonstration, request.param)


# ------------------------------------------------------------------ the attack on a whole store
def test_propagation_narrows_no_hidden_count_of_the_demonstration(release):
    """Every hidden cell: measures, parts, cohorts, publics, places and dates together."""
    attacked, found = 0, []
    for codes in release.families().values():
        cells, given = release.narrowed(codes)
        attacked, found = attacked + cells, found + given
    assert attacked > 800
    assert found == []


def test_a_detail_hides_nothing_of_what_it_details(demonstration):
    """The largest région tells its jobs, pathways and dwellings outside, at the last date."""
    release = Release(demonstration, Audience.EXTERNE)
    place, date = release.labels.index("REG-32"), len(release.grid.dates) - 1
    for code in ("jobs_started", "pathways_started", "dwellings_adapted"):
        assert (code, ALL, place, date) in release.shown
    for code in DETAILS:
        assert (code, ALL, place, date) not in release.on_grid | release.shown
        assert (code, ALL, 0, date) in release.shown


def in_region(release, code="REG-11"):
    """Return whether a cell is of one région or of a place inside it."""
    parent = release.grid.tree.parent
    wanted = next(i for i, named in enumerate(release.labels) if named == code)

    def is_inside(cell):
        place = cell[2]
        while place not in (wanted, -1):
            place = parent[place]
        return place == wanted

    return is_inside


@pytest.mark.parametrize("head", ["jobs_started", "exits_examined"])
def test_whole_numbers_narrow_no_hidden_count_of_a_region(release, head):
    """Exact integer programming on the cells of Île-de-France, one in six."""
    codes = release.families().get(head)
    if codes:
        attacked, found = release.given_away(codes, every=6, only=in_region(release), integer=True)
        assert attacked
        assert found == []


def test_programming_narrows_no_public_of_the_country(release):
    """Exact: the rates of a public and its other kinds bound it better than propagation sees."""
    codes = release.families()["exits_examined"]
    apart = [c for c, *_ in release.cells(codes) if c[1] != "all"]
    assert apart
    assert release.given_away(codes, only=set(apart[::5]).__contains__)[1] == []


@pytest.mark.long
def test_programming_narrows_no_hidden_count_of_the_demonstration(release):
    """One cell in five of each family over the country; a région is attacked whole below."""
    for codes in release.families().values():
        attacked, found = release.given_away(codes, every=5)
        assert attacked
        assert found == []


@pytest.mark.long
def test_whole_numbers_narrow_no_hidden_count_of_a_region_at_all(release):
    for codes in release.families().values():
        assert release.given_away(codes, only=in_region(release), integer=True)[1] == []


# ------------------------------------------------------------------ curves and what is not told
def followed_everywhere(release, demonstration):
    """Yield what a reader asks of each cohort: desk, indicator, cell at 6 months, place, period."""
    with desk_of(demonstration, release.audience) as (_, desk):
        retentions = [i for i in CATALOGUE.indicators.values() if i.form is Form.RETENTION]
        for indicator in retentions:
            code = indicator.measures[0]
            for public in release.publics_of(code):
                for place, date in np.ndindex(release.grid.shape):
                    period = Period(desk.meta.first_month, Month(release.grid.dates[date]))
                    yield desk, indicator, (public, place, date), release.places[place], period


def test_a_curve_tells_no_step_that_another_would_make_small(release, demonstration):
    """Between 6 and 12 months: of the country, everyone, at the last date, by enough events."""
    last, told = release.grid.shape[1] - 1, 0
    for desk, indicator, (public, place, date), entity, period in followed_everywhere(
        release, demonstration
    ):
        curve = cohort_curve(desk, indicator, [entity], period, public)
        if not curve.points or not desk.is_guarded([indicator.measures[0]]):
            continue
        ages = [point.age for point in curve.points]
        assert (public, place, date) == ("all", 0, last) or set(ages) <= {0, 6, 12}
        events = followed(desk, indicator.measures[0], [entity], period, public).events
        steps = [sum(kind[a + 1 : b + 1]) for kind in events for a, b in pairwise(ages)]
        assert min(steps) >= release.threshold
        told += len(ages) > 3
    assert told


def test_a_hidden_cohort_is_masked_however_few_are_followed(release, demonstration):
    """« Pas encore observable » would tell that fewer than 20 are, or nobody."""
    seen = 0
    for desk, indicator, where, entity, period in followed_everywhere(release, demonstration):
        cell = (f"{indicator.measures[0]}/6/{indicator.event}", *where)
        if cell in release.on_grid and cell not in release.shown:
            found = estimate(desk, indicator, [entity], period, where[0], {})
            assert found.figure.state is State.MASKED
            assert cohort_curve(desk, indicator, [entity], period, where[0]).reason == MASKED
            seen += 1
    assert seen


# ------------------------------------------------------------------ the attacker works
def without(release, *reasons):
    """Return what would be shown if cells hidden for these reasons were."""
    families = release.families().values()
    small = {c for codes in families for c, *_ in release.cells(codes, small_only=True)}
    every = {c for codes in families for c, *_ in release.cells(codes)}
    return release.shown | (every - small if "secondary" in reasons else set())


def test_hiding_only_what_is_small_gives_cells_away(release):
    broken = without(release, "secondary")
    families = release.families().values()
    assert any(release.narrowed(codes, shown=broken)[1] for codes in families)


@pytest.mark.parametrize("code", ["home_retention/6/death", "home_retention/12/institution"])
def test_telling_a_retention_without_counting_its_deaths_gives_them_away(release, code):
    """One hidden place told too many, and the deaths of another follow."""
    codes = release.families()["home_retention"]
    hidden = [c for c, *_ in release.cells(codes) if c[0] == code and c[2]]
    broken = release.shown | set(hidden[1:])
    assert release.narrowed(codes, shown=broken)[1]


def test_every_cohort_says_what_it_follows(demonstration):
    with reading(demonstration) as connection:
        measures = read_measures(connection)[0].values()
    assert {m.id for _, m in measures if m.kind is Kind.COHORT} <= FOLLOWED.keys()
    for cohort in FOLLOWED.keys() & CATALOGUE.measures.keys():
        assert set(FOLLOWED[cohort]) | {"censored"} == set(CATALOGUE.measures[cohort].events)


# ------------------------------------------------------------------ what the method prints
def test_the_page_prints_how_much_is_masked(demonstration):
    page = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
    for line in printed(demonstration):
        assert line in page


# ------------------------------------------------------------------ what is stored
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
    assert sqlite3.connect(sample_copy).execute(stamp).fetchone() == ("3 5 11",)
    assert sqlite3.connect(raised).execute(stamp).fetchone() == ("3 10 20",)


def test_an_installation_raises_thresholds_and_never_lowers_them():
    assert configured_thresholds({}) == Thresholds(5, 11)
    assert configured_thresholds({"LIANES_SEUIL_EXTERNE": "20"}) == Thresholds(5, 20)
    for text in ("3", "onze", "-5"):
        with pytest.raises(LianesError, match="LIANES_SEUIL_INTERNE"):
            configured_thresholds({"LIANES_SEUIL_INTERNE": text})


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM meta WHERE key = 'suppression'",
        "UPDATE meta SET value = '2 5 11' WHERE key = 'suppression'",
    ],
)
def test_a_store_without_the_stamp_of_this_rule_shows_nothing_guarded(desk, sample_copy, change):
    entity = next(iter(desk.reader.networks())).id
    with writing(sample_copy) as connection:
        connection.execute(change)
    with reading(sample_copy) as connection:
        bare = replace(desk, reader=Reader(connection), meta=Reader(connection).meta())
        assert hidden_cells(bare, ["exits_none"], [(6, entity)], WHOLE, "all")


def test_every_reading_follows_the_thresholds_of_the_store(outside, sample_copy):
    """One source: what the store was written under decides sums, rates and words."""
    france = (Level.FRANCE, 1)
    rate = outside.catalogue.indicators["employment_exit_rate"]
    period = Period(WHOLE.start, Month.of(2026, 6))
    shown = counts_for(outside, [rate], [france], period, "all")
    assert estimate(outside, rate, [france], period, "all", shown).is_measured
    with writing(sample_copy) as connection:
        write_suppression(connection, Thresholds(5, 30))
        connection.execute("DELETE FROM suppression")  # primary masking alone
    with reading(sample_copy) as connection:
        raised = replace(outside, reader=Reader(connection), meta=Reader(connection).meta())
        counts = counts_for(raised, [rate], [france], period, "all")
        found = estimate(raised, rate, [france], period, "all", counts)
        assert found.figure.state is State.MASKED
        assert "moins de 30" in masking_words(Audience.EXTERNE, raised.meta.thresholds)
