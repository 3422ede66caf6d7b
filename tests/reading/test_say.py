"""What may be said of a figure, and why it may not."""

from dataclasses import replace

import pytest
from sample import WHOLE

from lianes.domain.month import Month, Period
from lianes.metrics.figure import Figure
from lianes.metrics.proportion import Interval
from lianes.metrics.verdict import Verdict
from lianes.reading.estimates import Estimate
from lianes.reading.say import DEMONSTRATION, Answer, say

TWELVE = Period(Month.of(2025, 9), Month.of(2026, 10))


@pytest.fixture
def real(reader):
    """A store that simulates nothing."""
    return replace(reader.meta(), simulated=False)


@pytest.fixture
def rate(catalogue):
    return Estimate(
        catalogue.indicators["employment_exit_rate"],
        Figure.measured(60, reported=14, expected=14),
        successes=12,
        n=20,
        interval=Interval(38.7, 78.1),
    )


def plain(sentence):
    return sentence.replace("\u00a0", " ").replace("\u202f", " ")


def facts(saying):
    return {name: plain(words) for name, words in saying.facts}


def test_a_rate_is_said_with_its_cases_and_its_interval(rate, real):
    found = say(rate, "Nord", TWELVE, real)
    assert found.answer is Answer.YES
    assert plain(found.sentence) == (
        "Nord, de septembre 2025 à octobre 2026 : 12 sorties durables ou de transition sur "
        "20 sorties examinées, soit 60 %, intervalle 39 – 78 %."
    )


def test_the_facts_tell_n_interval_freshness_networks_reports_and_version(rate, real):
    found = facts(say(rate, "Nord", TWELVE, real, networks=(6, 7)))
    assert found == {
        "Effectif": "n = 20",
        "Intervalle à 95 %": "39 – 78 %",
        "Données au": "31 août 2026",
        "Réseaux à jour": "6 sur 7 attendus",
        "Envois reçus": "14 sur 14 attendus",
        "Secret statistique": "rien de masqué",
        "Définition": "version 1",
    }


def test_twenty_cases_may_be_compared_and_nineteen_call_for_care(rate, real):
    few = replace(rate, n=19, successes=11)
    assert say(rate, "Nord", TWELVE, real).answer is Answer.YES
    found = say(few, "Nord", TWELVE, real)
    assert found.answer is Answer.WITH_CARE
    assert "Moins de 20 cas" in found.reasons[0]


def test_a_difference_is_said_only_when_it_is_beyond_chance(rate, real):
    above = replace(rate, verdict=Verdict.ABOVE, rest=31.0)
    even = replace(rate, verdict=Verdict.COMPARABLE, rest=52.0)
    assert "au-dessus du reste du programme (31 %)" in plain(
        say(above, "Nord", TWELVE, real).sentence
    )
    assert "sans écart établi avec le reste du programme (52 %)" in plain(
        say(even, "Nord", TWELVE, real).sentence
    )


def test_a_partial_figure_is_said_with_what_is_missing(rate, real):
    partial = replace(rate, figure=Figure.measured(60, reported=12, expected=14))
    found = say(partial, "Nord", TWELVE, real)
    assert found.answer is Answer.WITH_CARE
    assert "2 envois attendus manquent" in plain(found.reasons[0])


def test_a_simulated_figure_may_not_be_said(rate, real):
    found = say(rate, "Nord", TWELVE, replace(real, simulated=True))
    assert found.answer is Answer.NO
    assert found.reasons[0] == DEMONSTRATION


@pytest.mark.parametrize(
    ("figure", "word"),
    [
        (Figure.masked(), "masqué"),
        (Figure.not_reported(), "non renseigné"),
        (Figure.not_deployed(), "pas encore déployé"),
    ],
)
def test_what_is_not_known_has_no_sentence(rate, real, figure, word):
    found = say(replace(rate, figure=figure), "Nord", TWELVE, real)
    assert (found.answer, found.sentence) == (Answer.NO, "")
    assert word in found.reasons[0]


def test_nothing_of_a_masked_figure_leaks(rate, real):
    masked = Estimate(rate.indicator, Figure.masked(reported=3, expected=3))
    said = say(masked, "Nord", TWELVE, real)
    assert "12" not in " ".join([said.sentence, *said.reasons, *facts(said).values()])


def test_a_count_is_said_with_its_unit_once(catalogue, real):
    def spoken(indicator, value):
        found = Estimate(catalogue.indicators[indicator], Figure.measured(value))
        return plain(say(found, "France", Period(WHOLE.end, WHOLE.end), real).sentence)

    assert spoken("jobs_started", 642) == (
        "France, en août 2026 : 642 locataires ont pris un emploi."
    )
    assert spoken("pathways_started", 1044) == "France, en août 2026 : 1 044 parcours lancés."


def test_a_mean_is_said_with_its_cases(desk, real):
    found = Estimate(
        desk.catalogue.indicators["adaptation_mean_delay"], Figure.measured(81.6), n=2080
    )
    assert plain(say(found, "France", TWELVE, real).sentence).endswith(
        "délai moyen d'une adaptation, 82 jours sur 2 080 logements adaptés."
    )
