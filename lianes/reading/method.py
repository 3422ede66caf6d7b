"""What the method page says of each indicator and measure: all of it drawn from the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianes.domain.catalogue import Catalogue, Form, Indicator, Kind, Measure, NotMeasured
from lianes.domain.french import HARD, listing, number
from lianes.domain.provenance import Source
from lianes.metrics.cohort import MINIMUM as AT_RISK
from lianes.metrics.masking import Audience, Thresholds
from lianes.reading.sources import bibliography
from lianes.store.facts_reader import FactsReader
from lianes.store.reader import StoreMeta

KIND_WORDS = {
    Kind.FLOW: ("flux", "s'additionne sur les mois et les territoires"),
    Kind.STOCK: ("stock", "s'additionne sur les territoires, jamais sur les mois"),
    Kind.COHORT: ("cohorte", "suivie par mois de départ et par âge en mois"),
}
EVENT_WORDS = {
    "ended": "fin d'emploi",
    "institution": "entrée durable en établissement",
    "death": "décès",
    "censored": "perte de vue",
}
CONDITION_WORDS = {
    "complete": "où agissent les quatre acteurs nécessaires",
    "conventioned": "ayant une convention locale signée",
    "documented": "ayant un bilan daté",
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in words: `factor` × `top` / `bottom`, or one expression when `bottom` is empty."""

    top: str
    bottom: str = ""
    factor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator with what its block of the method page says beside the catalogue's words."""

    indicator: Indicator
    formula: Formula
    uncertainty: str
    publics: tuple[str, ...]
    measures: tuple[Measure, ...]
    benchmark_source: Source | None


@dataclass(frozen=True, slots=True)
class ContextMeasure:
    """A context figure as its producer publishes it; `summable` when territories add up."""

    id: str
    label: str
    producer: str
    dataset: str
    as_of: str
    licence: str
    unit: str
    summable: bool
    note: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Method:
    """Everything the method page is drawn from."""

    version: str
    applies_from: str
    entries: tuple[Entry, ...]
    other_measures: tuple[Measure, ...]
    public_labels: Mapping[str, str]
    not_measured: tuple[NotMeasured, ...]
    context: tuple[ContextMeasure, ...]
    sources: tuple[Source, ...]
    meta: StoreMeta
    simulated_networks: int

    @property
    def measures(self) -> int:
        """How many measures the catalogue declares."""
        used = {measure.id for entry in self.entries for measure in entry.measures}
        return len(used) + len(self.other_measures)


def method(reader: FactsReader, catalogue: Catalogue) -> Method:
    """Read the method of a catalogue and of a store."""
    library = bibliography(reader)
    context = tuple(
        ContextMeasure(
            row["id"], row["label"], row["producer"], row["dataset"], row["as_of"],
            row["licence"], row["unit"], bool(row["summable"]), row["note"],
            library.sources[row["source"]],
        )
        for row in reader.facts("context_measure", "rowid")
    )  # fmt: skip
    publics = reader.public_labels()
    context_labels = {measure.id: measure.label for measure in context}
    used = {measure for indicator in catalogue.indicators.values() for measure in indicator.uses}
    return Method(
        version=catalogue.version,
        applies_from=catalogue.applies_from,
        entries=tuple(
            entry(indicator, catalogue, publics, context_labels, library.sources)
            for indicator in catalogue.indicators.values()
        ),
        other_measures=tuple(m for m in catalogue.measures.values() if m.id not in used),
        public_labels=publics,
        not_measured=catalogue.not_measured,
        context=context,
        sources=tuple(library.sources.values()),
        meta=reader.meta(),
        simulated_networks=sum(network.simulated for network in reader.networks()),
    )


def entry(
    indicator: Indicator,
    catalogue: Catalogue,
    publics: Mapping[str, str],
    context_labels: Mapping[str, str],
    sources: Mapping[str, Source],
) -> Entry:
    """Return what the page says of one indicator."""
    known = catalogue.publics_of(indicator)
    benchmark = indicator.benchmark
    return Entry(
        indicator,
        formula(indicator, catalogue, context_labels),
        _uncertainty(indicator.form),
        ordered_publics(known, publics),
        tuple(catalogue.measures[identifier] for identifier in indicator.uses),
        sources.get(benchmark.source) if benchmark else None,
    )


def ordered_publics(codes: Iterable[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the labels of publics in the order of the store; an unknown code stands as it is."""
    wanted = set(codes)
    known = tuple(label for code, label in labels.items() if code in wanted)
    return known + tuple(sorted(wanted - labels.keys()))


# ------------------------------------------------------------------ formulas in words
def formula(
    indicator: Indicator, catalogue: Catalogue, context_labels: Mapping[str, str]
) -> Formula:
    """Say in words how an indicator is computed, from its form and its measures."""
    if indicator.form is Form.RATIO:
        return _ratio(indicator, catalogue)
    if indicator.form is Form.MEAN:
        return Formula(
            _added(indicator.numerator, catalogue),
            _added(indicator.denominator, catalogue),
            note=f"{indicator.numerator_label} par {indicator.denominator_label}",
        )
    if indicator.form is Form.PER:
        return Formula(
            _added(indicator.measures, catalogue),
            context_labels.get(indicator.per, indicator.per),
            f"{number(indicator.factor)}{HARD}×",
        )
    if indicator.form is Form.RETENTION:
        return _retention(indicator)
    if indicator.form is Form.COUNT:
        return _count(indicator, catalogue)
    return _shares(indicator)


def _ratio(indicator: Indicator, catalogue: Catalogue) -> Formula:
    top = _added(indicator.numerator, catalogue)
    bottom = _added(indicator.denominator, catalogue)
    note = f"{indicator.numerator_label} sur {indicator.denominator_label}"
    return Formula(top, bottom, f"100{HARD}×", note)


def _count(indicator: Indicator, catalogue: Catalogue) -> Formula:
    added = _added(indicator.measures, catalogue)
    kinds = {catalogue.measures[identifier].kind for identifier in indicator.measures}
    if kinds == {Kind.STOCK}:
        note = "dernière valeur transmise par chaque réseau à la fin de la période, additionnée"
        return Formula(added, note=f"{note} ; jamais d'un mois sur l'autre")
    return Formula(added, note="somme des mois de la période et des réseaux du territoire")


def _retention(indicator: Indicator) -> Formula:
    event = EVENT_WORDS.get(indicator.event, "évènement suivi")
    months = f"{indicator.age}{HARD}mois"
    if indicator.competing:
        other = EVENT_WORDS.get(indicator.competing, "un autre évènement")
        return Formula(
            f"1 − incidence cumulée à {months}{HARD}: {event}",
            note=f"Aalen-Johansen ; évènement concurrent{HARD}: {other}",
        )
    return Formula(
        f"Produit, de 1 à {months}, des (1 − {event} ÷ personnes encore suivies)",
        note="Kaplan-Meier ; qui est perdu de vue compte jusqu'à son dernier mois connu",
    )


def _shares(indicator: Indicator) -> Formula:
    """Say the forms that rest on networks, money or distances rather than on measures."""
    hundred = f"100{HARD}×"
    if indicator.form is Form.NETWORKS:
        condition = CONDITION_WORDS.get(indicator.condition, "remplissant la condition")
        return Formula(f"Réseaux actifs {condition}", "Réseaux actifs", hundred)
    if indicator.form is Form.FUNDING:
        return Formula("Montants signés + montants versés", "Besoin de la même période", hundred)
    reach = f"à {indicator.distance_km}{HARD}km ou moins du siège d'une LIANE active"
    base = "Titulaires de bail visés (estimation)"
    return Formula(f"{base} dont la commune est {reach}", base, hundred)


def _added(measures: Iterable[str], catalogue: Catalogue) -> str:
    return " + ".join(catalogue.measures[identifier].label for identifier in measures)


def _uncertainty(form: Form) -> str:
    if form is Form.RATIO:
        return f"intervalle de Wilson à 95{HARD}%"
    if form is Form.RETENTION:
        return (
            f"intervalle log-log à 95{HARD}% ; à moins de {AT_RISK} personnes suivies, "
            "« pas encore observable »"
        )
    if form is Form.MEAN:
        return "moyenne, sans intervalle : les valeurs de chaque cas ne sont pas transmises"
    if form is Form.COVERAGE:
        return "estimation, sans intervalle"
    return "comptage, sans intervalle ; les réseaux attendus et reçus sont dits"


def part_of(measure: Measure, catalogue_labels: Mapping[str, str]) -> str:
    """Say in which measure another is counted, when it is."""
    return f"comprise dans « {catalogue_labels[measure.part_of]} »" if measure.part_of else ""


def events(measure: Measure) -> str:
    """Say what is followed in a cohort."""
    return listing([EVENT_WORDS.get(event, event) for event in measure.events])


def particular(measure: Measure, view: Method) -> str:
    """Say what sets a measure apart: sensitive, not persons, part of another, followed."""
    known = (*view.other_measures, *(m for entry in view.entries for m in entry.measures))
    labels = {other.id: other.label for other in known}
    found = []
    if measure.sensitive:
        found.append(f"sensible, masquée sous {view.meta.thresholds.interne}")
    if not measure.persons:
        found.append("ne compte pas des personnes")
    if measure.part_of:
        found.append(part_of(measure, labels))
    if measure.events:
        found.append(f"suivi : {events(measure)}")
    return " ; ".join(found)


def thresholds(limits: Thresholds) -> tuple[tuple[str, str, str, str], ...]:
    """Return, per audience: who reads, what is masked, below which number."""
    return (
        ("interne", "les personnes du programme", "les mesures sensibles",
         f"moins de {limits.of(Audience.INTERNE)}"),
        ("externe", "congrès, fichiers qui sortent, toute autre personne",
         "tout nombre de personnes, et toute mesure sensible",
         f"moins de {limits.of(Audience.EXTERNE)}"),
    )  # fmt: skip
