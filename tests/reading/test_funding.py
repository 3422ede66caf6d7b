"""Money of a scope: every euro once, what is secured, what is at risk, masked outside."""

from datetime import date

import pytest
from sample import AS_OF, WHOLE

from lianes.domain.funding import STEPS
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.funding import (
    funding,
    kept,
    ladder,
    needed,
    secured,
    sums,
    within,
)
from lianes.reading.grants import Candidate, Fit, answer, candidates, funds
from lianes.reading.subject import find_subject
from lianes.reading.unit_costs import per_tenant
from lianes.store.actor_reader import ActorReader
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader


@pytest.fixture
def actors(sample_path):
    with reading(sample_path) as connection:
        yield ActorReader(connection)


@pytest.fixture
def money(actors, catalogue):
    def read(*codes, network=None, audience=Audience.INTERNE):
        desk = Desk(actors, catalogue, audience, actors.meta())
        scope = Scope(codes or ("FR",), network, WHOLE, "all")
        return funding(desk, actors, find_subject(actors, scope))

    return read


def test_the_ladder_adds_up_to_its_lines(money):
    lines = money().lines
    found = ladder(lines)
    assert tuple(found) == tuple(STEPS)
    assert sum(sum(forms.values()) for forms in found.values()) == sum(x.amount for x in lines)


@pytest.mark.parametrize("key", ["network", "year", "funder", "stage", "form", "programme"])
def test_rows_of_any_grouping_add_up_to_the_total(money, key):
    lines = money().lines
    assert sum(sums(lines, lambda x: getattr(x, key)).values()) == sum(x.amount for x in lines)


def test_scopes_add_up(money):
    whole = sum(x.amount for x in money().lines)
    parts = [money(code).lines for code in ("REG-32", "REG-94", "REG-01", "REG-04")]
    assert sum(x.amount for lines in parts for x in lines) == whole


def test_filters_keep_what_they_name(money):
    lines = money().lines
    assert kept(lines, year="2026", funder=None, form="money", programme="lianes") == lines
    assert kept(lines, year="2027", funder=None, form=None, programme=None) == ()


def test_notified_is_not_secured(money):
    assert secured(money(network="LIANE-02").lines) == 0
    assert secured(money(network="LIANE-01").lines) == 10000


def test_need_is_of_the_year_asked_for(money):
    assert needed(money().needs, "2026") == 75000
    assert needed(money().needs, None) == 150000


def test_networks_that_lose_their_funding_within_six_months(money):
    """LIANE-01 is secured to the 180th day exactly; LIANE-02 has nothing signed."""
    found = {item.network.code: item for item in money().at_risk}
    assert "LIANE-01" not in found
    assert found["LIANE-02"].until is None
    assert found["LIANE-02"].pipeline == {"notified": 10000}
    assert found["LIANE-05"].until == date(2026, 12, 31)
    assert "LIANE-03" not in found


def test_months_at_risk_add_up_to_what_is_not_covered(money):
    view = money(network="LIANE-02")
    ahead = within(25000, date(2026, 1, 1), date(2026, 12, 31), date(2026, 9, 1),
                   date(2026, 12, 31)) + within(25000, date(2027, 1, 1), date(2027, 12, 31),
                                                date(2027, 1, 1), date(2027, 10, 31))  # fmt: skip
    assert sum(m.risk for m in view.months) == pytest.approx(ahead)
    assert view.months[0].month.first_day > AS_OF
    assert len(view.months) == 14


def test_a_network_with_too_much_never_pays_for_another(money):
    parts = [money(network=code) for code in ("LIANE-01", "LIANE-02", "LIANE-05")]
    for month in money().months:
        each = [m.risk for view in parts for m in view.months if m.month == month.month]
        assert month.risk == pytest.approx(sum(each))


def test_outside_the_money_of_one_funder_is_masked(money):
    view = money(audience=Audience.EXTERNE)
    assert view.masked
    assert view.months == ()
    assert all(item.pipeline is None and item.uncovered is None for item in view.at_risk)


def test_outside_no_territory_tells_another_by_difference(money):
    assert money("REG-32", audience=Audience.EXTERNE).masked
    assert money(network="LIANE-01", audience=Audience.EXTERNE).masked


# ------------------------------------------------------------------ funds
def test_every_fund_has_a_rule_with_a_source_or_says_it_is_to_be_checked(actors):
    found = funds(actors)
    assert len(found) == 8
    for fund in found:
        assert fund.rule
        if fund.rule_source is None:
            assert answer(fund.id, Candidate(frozenset(), None)).fit is Fit.TO_CHECK


def test_the_tax_relief_needs_a_landlord_and_a_priority_neighbourhood():
    with_landlord = frozenset({"landlord"})
    assert answer("tfpb", Candidate(with_landlord, 3)).fit is Fit.POSSIBLE
    assert answer("tfpb", Candidate(with_landlord, 0)).fit is Fit.MISSING
    assert answer("tfpb", Candidate(with_landlord, None)).fit is Fit.TO_CHECK
    assert answer("tfpb", Candidate(frozenset(), 3)).fit is Fit.MISSING


def test_the_social_innovation_fund_asks_a_landlord_and_an_association_together():
    both = frozenset({"landlord", "insertion_association"})
    assert answer("fis", Candidate(both, None)).fit is Fit.POSSIBLE
    assert answer("fis", Candidate(frozenset({"landlord"}), None)).fit is Fit.MISSING


def test_candidates_know_the_neighbourhoods_of_their_departement(actors, desk, money):
    found = candidates(desk, money().active)
    first = next(n for n in money().active if n.code == "LIANE-01")
    assert found[first.id].kinds == {"landlord", "insertion_association"}
    assert found[first.id].neighbourhoods > 0


# ------------------------------------------------------------------ per target tenant
def test_euros_per_target_tenant_add_up_to_what_is_secured(sample_path, catalogue, money):
    view = money()
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        desk = Desk(reader, catalogue, Audience.INTERNE, reader.meta())
        rows = per_tenant(desk, reader, view, view.lines, Scope(("FR",), None, WHOLE, "all"))
    assert sum(row.secured for row in rows) == secured(view.lines)
