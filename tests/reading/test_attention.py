from dataclasses import replace
from datetime import date, timedelta

import pytest
from sample import IDS, LATE, WHOLE

from lianes.domain.month import Month
from lianes.domain.network import Network, Stage
from lianes.domain.scope import Scope
from lianes.metrics.figure import Figure
from lianes.metrics.proportion import Proportion
from lianes.metrics.verdict import Verdict, verdict
from lianes.reading.attention import (
    VERDICT_Z,
    Alert,
    Item,
    NetworkFacts,
    below_items,
    network_items,
    ordered,
)
from lianes.reading.estimates import Estimate
from lianes.reading.subject import find_subject
from lianes.reading.watch import attention, late_networks
from lianes.store.reader import ReportStatus

AS_OF = date(2026, 8, 31)
ACTIVE = Network(1, "LIANE-01", "LIANE 01", Stage.DEPLOYED, date(2025, 9, 1), None, "COM-59512",
                 "Roubaix", 0, 0, (), None, True)  # fmt: skip
CLOSED = replace(ACTIVE, stage=Stage.CLOSED, closed_on=AS_OF)
SOUND = NetworkFacts(
    network=ACTIVE,
    report=ReportStatus("LIANE-01", Month.of(2026, 8), 0, 0),
    convention_ends=None,
    has_convention=True,
    secured_until=AS_OF + timedelta(days=400),
    durable_exits=(1,) * 12,
    pathways=(10, 9) * 6,
)
OVERDUE = ReportStatus("LIANE-01", Month.of(2026, 6), 2, 37)


def alerts(**changes):
    return {item.alert for item in network_items(replace(SOUND, **changes), AS_OF)}


def item(alert, **changes):
    found = {i.alert: i for i in network_items(replace(SOUND, **changes), AS_OF)}
    return found[alert]


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_sound_network_is_not_on_the_list():
    assert alerts() == set()


# ------------------------------------------------------------------ late
def test_a_network_that_owes_a_report_is_late():
    found = item(Alert.LATE, report=OVERDUE)
    assert plain(found.what) == "aucune donnée pour 2 mois attendus"
    assert plain(found.basis) == "dernier envoi : juin 2026 · en retard de 37 jours"
    assert found.href == "?reseau=LIANE-01"


def test_a_network_that_never_sent_anything_says_so():
    found = item(Alert.LATE, report=ReportStatus("LIANE-01", None, 1, 5))
    assert plain(found.what) == "aucune donnée pour un mois attendu"
    assert found.basis.startswith("aucun envoi depuis l'ouverture")


def test_a_report_that_is_not_due_yet_is_not_late():
    assert alerts(report=ReportStatus("LIANE-01", Month.of(2026, 7), 0, 0)) == set()


def test_a_closed_network_is_never_late_nor_anything_else():
    everything = {"report": OVERDUE, "secured_until": None, "convention_ends": AS_OF,
                  "durable_exits": (0,) * 12}  # fmt: skip
    assert len(alerts(**everything)) == 4
    assert alerts(network=CLOSED, **everything) == set()


@pytest.mark.parametrize(
    ("day", "months", "days"),
    [(date(2026, 7, 25), 0, 0), (date(2026, 7, 26), 1, 1),
     (date(2026, 8, 25), 1, 31), (date(2026, 8, 26), 2, 32)],
)  # fmt: skip
def test_a_report_is_late_the_day_after_it_was_due(reader, day, months, days):
    found = reader.report_status([IDS[LATE]], day)[IDS[LATE]]
    assert (found.months_late, found.days_late) == (months, days)
    assert found.last_received == Month.of(2026, 6)


# ------------------------------------------------------------------ funding: 180 days
@pytest.mark.parametrize(("days", "told"), [(179, True), (180, False), (181, False)])
def test_funding_is_told_when_secured_for_less_than_180_days(days, told):
    found = alerts(secured_until=AS_OF + timedelta(days=days))
    assert (Alert.FUNDING in found) is told


@pytest.mark.parametrize(
    ("until", "what", "basis"),
    [
        (None, "aucun financement signé", "ni signé ni versé"),
        (date(2026, 12, 31), "financement non sécurisé après le 31 décembre 2026",
         "moins de 180 jours"),
        (AS_OF, "financement non sécurisé après le 31 août 2026", "moins de 180 jours"),
        (date(2026, 8, 30), "financement échu depuis le 30 août 2026", "à renouveler"),
    ],
)  # fmt: skip
def test_funding_is_told_in_words(until, what, basis):
    found = item(Alert.FUNDING, secured_until=until)
    assert (plain(found.what), plain(found.basis)) == (what, basis)


# ------------------------------------------------------------------ conventions: 90 days
@pytest.mark.parametrize(
    ("days", "told"), [(0, True), (89, True), (90, True), (91, False), (400, False)]
)
def test_a_convention_is_told_when_it_ends_within_90_days(days, told):
    found = alerts(convention_ends=AS_OF + timedelta(days=days))
    assert (Alert.CONVENTION in found) is told


def test_a_convention_that_ends_says_when():
    found = item(Alert.CONVENTION, convention_ends=date(2026, 9, 1))
    assert plain(found.what) == "convention locale jusqu'au 1er septembre 2026"
    assert plain(found.basis) == "dans 1 jour"


def test_a_convention_that_ran_out_stays_on_the_list_until_it_is_renewed():
    ended = AS_OF - timedelta(days=1)
    found = item(Alert.CONVENTION, convention_ends=ended, has_convention=False)
    assert plain(found.what) == "convention locale échue depuis le 30 août 2026"
    assert alerts(convention_ends=ended, has_convention=True) == set()


def test_a_convention_without_a_known_end_is_not_told():
    assert alerts(convention_ends=None, has_convention=True) == set()
    assert alerts(convention_ends=None, has_convention=False) == set()


# ------------------------------------------------------------------ no durable exit: 6 months
@pytest.mark.parametrize(("months", "told"), [(5, False), (6, True), (7, True)])
def test_a_network_without_durable_exit_for_six_months_is_told(months, told):
    found = alerts(durable_exits=(1,) * 6 + (0,) * months)
    assert (Alert.NO_DURABLE_EXIT in found) is told


def test_months_that_were_not_reported_tell_nothing_of_durable_exits():
    assert alerts(durable_exits=(1, 0, 0, None, 0, 0, 0)) == set()
    assert alerts(durable_exits=(0,) * 5) == set()
    assert alerts(durable_exits=()) == set()


@pytest.mark.parametrize(("opened", "told"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False)])
def test_a_network_opened_less_than_six_months_ago_is_given_time(opened, told):
    opened_lately = replace(ACTIVE, opened_on=opened)
    found = alerts(network=opened_lately, durable_exits=(0,) * 6)
    assert (Alert.NO_DURABLE_EXIT in found) is told


# ------------------------------------------------------------------ lasting rise: 7 points
@pytest.mark.parametrize(("above", "told"), [(6, False), (7, True)])
def test_seven_months_above_the_mean_are_a_lasting_rise(above, told):
    found = alerts(pathways=(5,) * (14 - above) + (15,) * above)
    assert (Alert.RISE in found) is told


@pytest.mark.parametrize(("points", "told"), [(11, False), (12, True)])
def test_a_rise_needs_twelve_points(points, told):
    found = alerts(pathways=(5,) * (points - 7) + (15,) * 7)
    assert (Alert.RISE in found) is told


@pytest.mark.parametrize(("low", "told"), [(2, False), (3, True)])
def test_a_rise_needs_a_mean_of_five(low, told):
    found = alerts(pathways=(low,) * 7 + (7, 7, 7, 7, 7, 7, 7))  # means 4.5 and 5
    assert (Alert.RISE in found) is told


def test_a_month_that_was_not_reported_tells_no_rise():
    assert alerts(pathways=(5, None, *(5,) * 5, *(15,) * 7)) == set()


# ------------------------------------------------------------------ below the rest: 20 cases
@pytest.fixture
def rate(catalogue):
    """Make the exit rate of a subject, judged as the list judges it."""

    def made(successes, n, rest):
        subject = Proportion(successes, n)
        return Estimate(
            catalogue.indicators["employment_exit_rate"], Figure.measured(100 * subject.rate),
            successes, n, subject.interval(), verdict(subject, rest, z=VERDICT_Z), 100 * rest.rate,
        )  # fmt: skip

    return made


@pytest.mark.parametrize(("cases", "told"), [(19, False), (20, True), (21, True)])
def test_a_rate_far_below_the_rest_is_told_on_twenty_cases_or_more(rate, cases, told):
    found = list(below_items([("Nord", "?t", rate(1, cases, rest=Proportion(700, 1000)))]))
    assert bool(found) is told


@pytest.mark.parametrize(("successes", "told"), [(32, True), (33, False)])
def test_a_rate_is_below_only_beyond_chance_at_998_per_thousand(rate, successes, told):
    """The interval of 32 of 100 ends under 48 % at 99.8 %; that of 33 at 95 % only."""
    rest = Proportion(480_000, 1_000_000)
    found = list(below_items([("Nord", "?t", rate(successes, 100, rest=rest))]))
    assert bool(found) is told
    assert verdict(Proportion(successes, 100), rest) is Verdict.BELOW


def test_a_rate_above_the_rest_is_not_a_matter_of_concern(rate):
    assert list(below_items([("Nord", "?t", rate(95, 100, rest=Proportion(480, 1000)))])) == []


def test_a_rate_below_says_on_what_it_rests(rate):
    (found,) = below_items([("Nord", "?t", rate(10, 100, rest=Proportion(480, 1000)))])
    assert (found.alert, found.label, found.href) == (Alert.BELOW, "Nord", "?t")
    assert found.what == "sorties vers l'emploi au-dessous du reste du programme"
    assert plain(found.basis).startswith("10 % (")
    assert plain(found.basis).endswith("n = 100")


# ------------------------------------------------------------------ the list
def test_the_list_follows_the_rules_then_the_weight():
    items = [Item(alert, name, "", "", "", weight) for alert, name, weight in (
        (Alert.RISE, "f", 0), (Alert.LATE, "b", 3), (Alert.LATE, "a", 3), (Alert.LATE, "c", 9),
        (Alert.BELOW, "d", 0), (Alert.CONVENTION, "e", 0),
    )]  # fmt: skip
    assert [item.label for item in ordered(items)] == ["d", "c", "a", "b", "e", "f"]


def test_the_list_of_the_sample_programme(desk):
    scope = Scope(("FR",), None, WHOLE, "all")
    networks = desk.reader.networks()
    found = attention(desk, scope, find_subject(desk.reader, scope), networks)
    told = {(item.alert, item.label.removesuffix(" (démonstration)")) for item in found}
    assert told == {
        (Alert.BELOW, "LIANE Tourcoing"),
        (Alert.LATE, "LIANE Tourcoing"),
        (Alert.LATE, "LIANE Pointe-à-Pitre"),
        (Alert.FUNDING, "LIANE Tourcoing"),
        (Alert.FUNDING, "LIANE Flandre Lys"),
        (Alert.FUNDING, "LIANE Ajaccio"),
        (Alert.FUNDING, "LIANE Pointe-à-Pitre"),
        (Alert.CONVENTION, "LIANE Roubaix"),
    }


def test_outside_no_network_is_compared_and_no_count_of_persons_is_told(outside):
    scope = Scope(("FR",), None, WHOLE, "all")
    networks = outside.reader.networks()
    found = attention(outside, scope, find_subject(outside.reader, scope), networks)
    assert {item.alert for item in found} <= {Alert.LATE, Alert.FUNDING, Alert.CONVENTION}


def test_late_networks_are_active_ones(desk):
    assert late_networks(desk, desk.reader.networks()) == {IDS[LATE], IDS["LIANE-06"]}
