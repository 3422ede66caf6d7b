"""What the method page says of indicators: formulas in words, publics, statistics as documented."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lianes.domain.catalogue import load_catalogue
from lianes.reading.method import formula, method, ordered_publics
from lianes.reading.statistics import STATISTICS
from lianes.store.connection import reading
from lianes.store.facts_reader import FactsReader

ROOT = Path(__file__).parents[2]
CATALOGUE = load_catalogue(ROOT / "data" / "reference" / "indicators.toml")
DOCUMENT = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
CONTEXT = {"social_dwellings": "Logements sociaux"}


@pytest.fixture
def view(real_path):
    with reading(real_path) as connection:
        return method(FactsReader(connection), CATALOGUE)


def of(identifier):
    return formula(CATALOGUE.indicators[identifier], CATALOGUE, CONTEXT)


def test_every_indicator_and_every_measure_is_told_once(view):
    assert [e.indicator.id for e in view.entries] == list(CATALOGUE.indicators)
    assert view.measures == len(CATALOGUE.measures)
    used = {measure.id for entry in view.entries for measure in entry.measures}
    assert used.isdisjoint(measure.id for measure in view.other_measures)


def test_a_ratio_is_said_as_the_measures_it_divides():
    found = of("employment_exit_rate")
    assert found.top == "Sorties vers un emploi durable + Sorties vers un emploi de transition"
    assert found.bottom == "Sorties examinées"
    assert found.factor == "100\u00a0×"


def test_a_flow_adds_months_and_a_stock_never_does():
    assert of("jobs_started").note == "somme des mois de la période et des réseaux du territoire"
    assert "jamais d'un mois sur l'autre" in of("seniors_supported").note


def test_a_figure_per_dwellings_names_its_context_figure():
    found = of("jobs_per_10000_dwellings")
    assert (found.factor, found.bottom) == ("10\u202f000\u00a0×", "Logements sociaux")


def test_retentions_name_their_estimator_and_their_competing_event():
    assert "Kaplan-Meier" in of("job_retention_6m").note
    home = of("home_retention_12m")
    assert "12\u00a0mois" in home.top
    assert home.note == "Aalen-Johansen ; évènement concurrent\u00a0: décès"


def test_every_indicator_has_a_formula(view):
    assert all(entry.formula.top for entry in view.entries)


def test_an_event_the_words_do_not_know_is_still_a_formula():
    unknown = replace(CATALOGUE.indicators["job_retention_6m"], event="moved")
    assert "évènement suivi" in formula(unknown, CATALOGUE, CONTEXT).top


def test_publics_come_in_the_order_of_the_store_and_unknown_ones_stand_as_they_are():
    labels = {"all": "Tous publics", "seniors": "Seniors"}
    assert ordered_publics({"seniors", "other", "all"}, labels) == (
        "Tous publics", "Seniors", "other",
    )  # fmt: skip


def test_a_benchmark_has_its_source(view):
    entry = next(e for e in view.entries if e.indicator.benchmark)
    assert entry.benchmark_source.id == "alliance-villes-emploi-2019"


def test_a_real_store_has_no_simulated_network(view):
    assert view.simulated_networks == 0
    assert not view.meta.simulated


@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda statistic: statistic.id)
def test_the_figures_of_a_statistic_are_those_of_the_document(statistic):
    said = f"{statistic.formula} {statistic.silent} {statistic.risk}"
    figures = re.findall(r"\d+(?:,\d+)? %|\d+,\d+", said)
    assert [figure for figure in figures if figure not in DOCUMENT] == []
