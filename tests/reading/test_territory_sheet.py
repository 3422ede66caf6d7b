import pytest
from sample import FLANDRE_LYS, IDS, METZ, WHOLE

from lianes.domain.funding import STEPS
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.subject import find_subject
from lianes.reading.territory_context import estimated_publics
from lianes.reading.territory_sheet import ladder, territory_sheet
from lianes.store.connection import reading
from lianes.store.territory_reader import FundingLine, TerritoryReader


@pytest.fixture
def ground(sample_path, catalogue):
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        yield Desk(reader, catalogue, Audience.INTERNE, reader.meta()), reader


def scope(*codes):
    return Scope(codes, None, WHOLE, "all")


def sheet(ground, *codes):
    return territory_sheet(*ground, scope(*codes))


def publics(reader, *codes):
    found = estimated_publics(reader, find_subject(reader, scope(*codes)))
    return {public.code: public.value for public in found}


def test_the_estimated_publics_of_the_country_are_the_published_totals(ground):
    assert publics(ground[1], "FR") == {"public_seniors": 197_000, "public_job_seekers": 90_000}


def test_the_departements_add_up_exactly_and_so_do_the_regions(ground):
    reader = ground[1]
    for prefix in ("DEP", "REG"):
        codes = [t.code for level in (1, 2) for t in reader.of_level(level)
                 if t.code.startswith(prefix)]  # fmt: skip
        parts = [publics(reader, code) for code in codes]
        assert sum(part["public_seniors"] for part in parts) == 197_000
        assert sum(part["public_job_seekers"] for part in parts) == 90_000


def test_an_epci_astride_takes_its_share_of_both_departements(ground):
    reader = ground[1]
    whole = publics(reader, FLANDRE_LYS)["public_seniors"]
    communes = reader.communes(reader.territories([FLANDRE_LYS]))[FLANDRE_LYS]
    parts = sum(publics(reader, code)["public_seniors"] for code in communes)
    assert whole == pytest.approx(parts)


def test_the_sheet_of_a_place_with_nothing_deployed_still_says_its_context(ground):
    found = sheet(ground, "DEP-48")
    assert found.networks == ()
    assert any(row.value is not None for row in found.context)
    assert all(step.amount == 0 for step in found.ladder)


def test_context_is_not_available_below_the_departement(ground):
    found = sheet(ground, METZ)
    assert all(row.value is None for row in found.context)
    assert any(row.around is not None for row in found.context)


def test_a_commune_tells_the_codes_it_took_over(ground):
    assert {code for code, _, _ in sheet(ground, METZ).identity.former} >= {"57094"}


def test_an_epci_astride_tells_its_departements(ground):
    spans = {place.code for place in sheet(ground, FLANDRE_LYS).identity.spans}
    assert spans == {"DEP-59", "DEP-62"}


def test_a_perimeter_sums_what_adds_up_and_leaves_rates_out(ground):
    rows = {row.measure.id: row for row in sheet(ground, "PER-lorraine").context}
    parts = [
        ground[1].context("social_dwellings", [f"DEP-{n}"])[f"DEP-{n}"][0] for n in (54, 55, 57, 88)
    ]
    assert rows["social_dwellings"].value == sum(parts)
    assert rows["unemployment_rate"].value is None


def test_mayotte_has_no_twin_and_says_why(ground):
    found = sheet(ground, "DEP-976").twins
    assert found.found == ()
    assert "manque" in found.reason


def test_twins_never_come_from_results(ground):
    assert sheet(ground, "DEP-59").twins == sheet(ground, "DEP-59").twins
    codes = [place.code for place, _ in sheet(ground, "DEP-59").twins.found]
    assert codes[:2] == ["DEP-62", "DEP-13"]


def test_a_hidden_count_gives_no_verdict_against_the_parent(sample_path, catalogue):
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        desk = Desk(reader, catalogue, Audience.EXTERNE, reader.meta())
        found = territory_sheet(desk, reader, scope("DEP-59"))
    assert all(row.parent is None and row.trend is None for row in found.results.rows)
    assert found.results.weighted is None


def test_outside_the_money_of_two_funders_is_not_shown():
    lines = [FundingLine("signed", "money", f, 10.0) for f in "ab"]
    inside = {s.stage: s.amount for s in ladder(lines, Audience.INTERNE, national=True)}
    outside = {s.stage: s.amount for s in ladder(lines, Audience.EXTERNE, national=True)}
    assert inside["signed"] == 20
    assert outside["signed"] is None
    assert tuple(outside) == tuple(STEPS)


def test_a_late_network_is_told(ground):
    rows = {row.network.id: row.late for row in sheet(ground, "DEP-59").networks}
    assert rows[IDS["LIANE-02"]]
    assert not rows[IDS["LIANE-01"]]
