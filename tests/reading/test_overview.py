import pytest
from sample import AS_OF, FLANDRE_LYS, IDS, LATE, METZ, SILENT, WHOLE

from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.errors import OverlappingTerritories, UnknownTerritory
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.multiples import OF_ONE, PAGE, multiples, pages
from lianes.reading.overview import Reporting, overview
from lianes.store.connection import reading
from lianes.store.reader import Reader

FIRST_QUARTER = Period(Month.of(2026, 1), Month.of(2026, 3))


def view(desk, *codes, network=None, period=WHOLE, public="all"):
    return overview(desk, Scope(codes or ("FR",), network, period, public))


def charts(desk, *codes, network=None, period=WHOLE, rank=None):
    scope = Scope(codes or ("FR",), network, period, "all")
    return multiples(desk, scope, overview(desk, scope).networks, rank)


def card(found, indicator):
    return next(c for c in found.cards if c.estimate.indicator.id == indicator)


# ------------------------------------------------------------------ the whole country
def test_the_headline_follows_the_catalogue(desk):
    found = view(desk)
    assert [c.estimate.indicator for c in found.cards] == list(desk.catalogue.headline())


def test_a_card_has_its_value_its_curve_its_goal_and_its_last_month(desk):
    jobs = card(view(desk), "jobs_started")
    assert jobs.estimate.figure.value == jobs.monthly.last == 55
    assert jobs.last_month == 5 + 2 + 0
    assert jobs.goal.value == 120
    assert jobs.planned == pytest.approx(120 * 8 / 12)
    assert [c.indicator.id for c in jobs.companions] == ["job_retention_6m"]


def test_the_last_month_of_a_stock_is_its_change(desk):
    seniors = card(view(desk), "seniors_supported")
    assert seniors.estimate.figure.value == 47
    assert seniors.last_month == (25 - 22) + (11 - 10) + 0 + 0


def test_a_goal_counts_every_public_since_the_launch_or_is_not_shown(desk):
    assert card(view(desk), "jobs_started").goal is not None
    later = Period(Month.of(2026, 2), Month.of(2026, 8))
    assert card(view(desk, period=later), "jobs_started").goal is None
    assert card(view(desk, public="job-seekers"), "jobs_started").goal is None


def test_the_reports_of_the_last_month_are_counted_whatever_the_public(desk):
    """Roubaix, Tourcoing, Flandre Lys, Ajaccio and Pointe-à-Pitre owe August; three sent it."""
    for public in ("all", "seniors", "job-seekers"):
        assert view(desk, public=public).reporting == Reporting(active=5, expected=5, reported=3)


def test_the_projection_leaves_out_a_last_month_that_is_partial(desk):
    found = view(desk).trajectory
    assert found.missing == 2
    assert found.actual.last == 55
    complete = view(desk, network="LIANE-01").trajectory
    assert complete.missing == 0


def test_children_are_the_places_with_a_network_the_most_first(desk):
    rows = view(desk).children
    assert [(row.territory.code, row.networks) for row in rows] == [
        ("REG-32", 4), ("REG-94", 1), ("REG-01", 1), ("REG-04", 1),
    ]  # fmt: skip
    assert rows[0].jobs.figure.value == 55
    assert rows[1].jobs.figure.value == 0
    assert rows[2].jobs.figure.state is State.NOT_REPORTED
    assert rows[3].jobs.figure.state is State.NOT_DEPLOYED


def test_each_network_that_opened_has_its_chart_with_its_plan(desk):
    multiples = charts(desk)
    assert [m.network.code for m in multiples] == [f"LIANE-0{n}" for n in range(1, 7)]
    first = multiples[0]
    assert (first.monthly.last, first.late) == (32, False)
    assert first.plan.at(Month.of(2026, 12)) == pytest.approx(48)
    assert multiples[1].late
    assert multiples[1].plan is None


def test_a_closed_network_keeps_its_chart_and_is_not_late(desk):
    closed = next(m for m in charts(desk) if m.network.code == "LIANE-03")
    assert (closed.monthly.last, closed.late) == (9, False)
    assert closed.network.successor == "LIANE-04"


def test_pages_of_charts_make_all_of_them(desk, monkeypatch):
    monkeypatch.setattr("lianes.reading.multiples.PAGE", 4)
    every = charts(desk)
    assert pages(overview(desk, Scope(("FR",), None, WHOLE, "all")).networks) == 2
    assert charts(desk, rank=1) + charts(desk, rank=2) == every
    assert len(charts(desk, rank=1)) == 4 < len(every) <= PAGE


# ------------------------------------------------------------------ other scopes
def test_a_network_has_the_same_page_with_one_chart_per_indicator(desk):
    found, drawn = view(desk, network="LIANE-01"), charts(desk, network="LIANE-01")
    assert [m.indicator.id for m in drawn] == list(OF_ONE)
    assert {m.network.code for m in drawn} == {"LIANE-01"}
    assert found.children == ()
    assert found.covered == ("COM-59350", "COM-59512")
    assert card(found, "jobs_started").goal.value == 48


def test_networks_of_a_scope_are_those_whose_seat_it_holds(desk):
    """Lille is covered by the network of Roubaix and is the seat of none."""
    assert [n.code for n in view(desk, "DEP-59").networks] == ["LIANE-01", LATE]
    assert view(desk, "COM-59350").networks == ()
    assert [n.code for n in view(desk, FLANDRE_LYS).networks] == ["LIANE-04"]
    both = view(desk, "DEP-62", "DEP-2A").networks
    assert [n.code for n in both] == ["LIANE-03", "LIANE-04", "LIANE-05"]


def test_members_of_a_selection_add_up(desk):
    parts = [
        card(view(desk, c), "jobs_started").estimate.figure.value for c in ("DEP-59", "DEP-62")
    ]
    both = card(view(desk, "DEP-59", "DEP-62"), "jobs_started")
    assert both.estimate.figure.value == sum(parts) == 55


def test_a_place_without_a_network_has_a_page_that_says_so(desk):
    found = view(desk, METZ)
    assert (found.networks, found.attention, found.children) == ((), (), ())
    assert found.reporting == Reporting(0, 0, 0)
    states = {c.estimate.figure.state for c in found.cards}
    assert State.MEASURED not in states
    assert card(found, "jobs_started").estimate.figure.state is State.NOT_DEPLOYED


def test_a_network_that_never_reported_has_no_zero_anywhere(desk):
    found = view(desk, network=SILENT)
    for each in found.cards:
        assert each.estimate.figure.state is State.NOT_REPORTED
        assert each.last_month is None


def test_a_network_that_is_not_open_yet_is_not_deployed(desk):
    found = view(desk, network="LIANE-07")
    assert card(found, "jobs_started").estimate.figure.state is State.NOT_DEPLOYED
    assert found.attention == ()


@pytest.mark.parametrize("codes", [("DEP-99",), ("DEP-62", "COM-00000")])
def test_an_unknown_place_has_no_page(desk, codes):
    with pytest.raises(UnknownTerritory):
        view(desk, *codes)


def test_places_that_overlap_in_part_have_no_page(desk):
    with pytest.raises(OverlappingTerritories):
        view(desk, "DEP-62", FLANDRE_LYS)


# ------------------------------------------------------------------ outside
def test_outside_there_is_neither_month_nor_network(outside):
    found = view(outside, period=FIRST_QUARTER)
    assert charts(outside, period=FIRST_QUARTER) == ()
    for each in found.cards:
        assert (each.monthly.months, each.last_month) == ((), None)


def test_outside_the_page_of_a_network_or_a_commune_is_masked(outside):
    for found in (view(outside, network="LIANE-01"), view(outside, "COM-59512")):
        for each in found.cards:
            assert each.estimate.figure.state is not State.MEASURED


def test_inside_and_outside_never_disagree_on_a_figure_that_is_shown(desk, outside):
    for codes in (("FR",), ("REG-32",), ("DEP-59",), ("DEP-62",)):
        pairs = zip(view(desk, *codes).cards, view(outside, *codes).cards, strict=True)
        for inner, outer in pairs:
            if outer.estimate.is_measured:
                assert outer.estimate.figure.value == inner.estimate.figure.value
                assert outer.estimate.figure.value >= 11


# ------------------------------------------------------------------ an empty store
def test_a_real_store_without_a_network_has_a_page(real_path, catalogue):
    with reading(real_path) as connection:
        reader = Reader(connection)
        desk = Desk(reader, catalogue, Audience.INTERNE, reader.meta())
        found = view(desk)
    assert found.networks == ()
    assert {c.estimate.is_measured for c in found.cards} == {False}
    assert card(found, "jobs_started").goal is None or (
        card(found, "jobs_started").goal.plan is None
    )
    assert found.reporting == Reporting(0, 0, 0)


def test_the_sample_is_read_at_its_own_date(desk):
    assert desk.meta.as_of == AS_OF
    assert IDS[LATE] in {n.id for n in view(desk).networks if n.is_active(AS_OF)}
