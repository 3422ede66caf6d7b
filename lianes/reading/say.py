"""« Puis-je le dire ? »: what a figure rests on, and the sentence that may be said aloud."""

from dataclasses import dataclass, replace
from enum import StrEnum

from lianes.domain.catalogue import Form, Indicator, Measure
from lianes.domain.french import (
    HARD,
    agreed,
    capital,
    day,
    interval,
    number,
    percent,
    plural,
    small,
    with_unit,
)
from lianes.domain.month import Period
from lianes.metrics.figure import Figure, State
from lianes.metrics.verdict import MINIMUM, Verdict
from lianes.reading.contested import contest_words
from lianes.reading.estimates import Estimate
from lianes.reading.standing import STANDING_FORMS, rests_on
from lianes.store.reader import StoreMeta


class Answer(StrEnum):
    """Whether a figure may be said."""

    YES = "yes"
    WITH_CARE = "with_care"
    NO = "no"

    @property
    def label(self) -> str:
        """The answer in French."""
        return {"yes": "Oui", "with_care": "Oui, avec une réserve", "no": "Non"}[self]


@dataclass(frozen=True, slots=True)
class Saying:
    """The answer, the sentence (empty when there is none), why not or with what care, the facts.

    `facts` are pairs (name, words) in the reader's order.
    """

    answer: Answer
    sentence: str
    reasons: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


Told = tuple[str, Saying]
"""The name of a figure and what may be said of it."""
ABSENT = {
    State.MASKED: "Chiffre masqué (secret statistique)\u00a0: trop peu de personnes pour le citer.",
    State.NOT_REPORTED: "Chiffre non renseigné\u00a0: il n'y a rien à citer, et ce n'est pas zéro.",
    State.NOT_DEPLOYED: "Programme pas encore déployé ici\u00a0: il n'y a rien à citer.",
}
MASKED_MONEY = (
    "Argent masqué\u00a0: hors du programme, il dirait l'argent d'un seul financeur, ou presque."
)
ESTIMATED = "Estimation, jamais un effectif compté\u00a0: dire «\u00a0environ\u00a0»."
DEMONSTRATION = "Démonstration\u00a0: ce chiffre ne doit pas être cité comme un résultat."


def say(
    estimate: Estimate,
    label: str,
    period: Period,
    meta: StoreMeta,
    *,
    networks: tuple[int, int] | None = None,
) -> Saying:
    """Return what may be said of an estimate for the subject called `label` over a period.

    `networks` are those that reported the last month and those expected; None when not known.
    """
    refusals, cares = _refusals(estimate, meta), _cares(estimate)
    answer = Answer.NO if refusals else Answer.WITH_CARE if cares else Answer.YES
    sentence = (
        f"{label}, {months_words(period)}{HARD}: {spoken(estimate)}."
        if estimate.is_measured
        else ""
    )
    return Saying(answer, sentence, (*refusals, *cares), tuple(_facts(estimate, meta, networks)))


def say_count(
    measure: Measure, figure: Figure, label: str, period: Period, meta: StoreMeta
) -> Saying:
    """Return what may be said of a measure as reported, for the subject called `label`."""
    indicator = Indicator(
        measure.id, measure.label, "", Form.COUNT, measure.unit, measure.definition, ""
    )
    found = say(Estimate(indicator, figure), label, period, meta)
    if figure.value is None:
        return found
    amount = with_unit(figure.value, agreed(figure.value, measure.unit))
    sentence = f"{label}, {months_words(period)}{HARD}: {small(measure.label)}, {amount}."
    return replace(found, sentence=sentence)


def _refusals(estimate: Estimate, meta: StoreMeta) -> tuple[str, ...]:
    if not estimate.is_measured:
        if estimate.reason:
            return (f"{capital(estimate.reason)}{HARD}: rien à citer.",)
        if estimate.indicator.form is Form.FUNDING and estimate.figure.state is State.MASKED:
            return (MASKED_MONEY,)
        return (ABSENT[estimate.figure.state],)
    return (DEMONSTRATION,) if meta.simulated else ()


def _cares(estimate: Estimate) -> tuple[str, ...]:
    if not estimate.is_measured:
        return ()
    said = []
    if estimate.figure.contest is not None:
        said.append(f"Chiffre contesté{HARD}: une autre valeur est proposée, la décision reste à "
                    "prendre.")  # fmt: skip
    if estimate.indicator.form is Form.COVERAGE:
        said.append(ESTIMATED)
    few = estimate.indicator.form not in STANDING_FORMS  # a census has no interval
    if few and estimate.n is not None and estimate.n < MINIMUM:
        said.append(
            f"Moins de {MINIMUM} cas{HARD}: à ne pas comparer, à citer avec son intervalle."
        )
    if estimate.figure.is_partial:
        missing = estimate.figure.expected - estimate.figure.reported
        awaited = plural(missing, "envoi attendu manque", "envois attendus manquent")
        said.append(f"Chiffre partiel{HARD}: {awaited}{HARD}; à dire aussi.")
    return tuple(said)


# ------------------------------------------------------------------ the sentence
def spoken(estimate: Estimate) -> str:
    """Return a measured estimate as one says it: « 12 sorties sur 20, soit 60 %, … »."""
    value, indicator = estimate.figure.value or 0.0, estimate.indicator
    span = estimate.interval
    limits = f", intervalle {interval(span.low, span.high)}" if span else ""
    if indicator.form is Form.RATIO:
        return _ratio(estimate, value, limits)
    if indicator.form is Form.RETENTION:
        followed = f" ({plural(estimate.n, 'personne suivie', 'personnes suivies')})" if (
            estimate.n is not None
        ) else ""  # fmt: skip
        words = f"{small(indicator.label)}, {percent(value)}{limits}{followed}"
        return words + _comparison(estimate)
    if indicator.form is Form.MEAN:
        amount = with_unit(value, indicator.unit, indicator.decimals)
        cases = f"{number(estimate.n or 0)} {indicator.denominator_label}"
        return f"{small(indicator.label)}, {amount} sur {cases}"
    if indicator.form in STANDING_FORMS:
        return f"{small(indicator.label)}, {percent(value)} ({rests_on(estimate)})"
    return counted(value, indicator)


def _ratio(estimate: Estimate, value: float, limits: str) -> str:
    indicator = estimate.indicator
    n, successes = estimate.n or 0, estimate.successes or 0
    whole = f"{number(n)} {agreed(n, indicator.denominator_label)}"
    part = f"{number(successes)} {agreed(successes, indicator.numerator_label)}"
    compared = _comparison(estimate)
    return f"{part} sur {whole}, soit {percent(value)}{limits}{compared}"


def _comparison(estimate: Estimate) -> str:
    if estimate.rest is None or estimate.verdict is None:
        return ""
    words = {
        Verdict.ABOVE: "au-dessus du reste du programme",
        Verdict.BELOW: "au-dessous du reste du programme",
        Verdict.COMPARABLE: "sans écart établi avec le reste du programme",
    }.get(estimate.verdict)
    return f", {words} ({percent(estimate.rest)})" if words else ""


def counted(value: float, indicator: Indicator) -> str:
    """Return a count with its words: « 642 locataires ont pris un emploi »."""
    words, amount = small(indicator.label), number(value, indicator.decimals)
    if indicator.form is Form.PER:
        return f"{amount}{HARD}{words}"
    named = words if words.startswith(indicator.unit) else f"{indicator.unit} {words}"
    return f"{amount}{HARD}{agreed(value, named)}"


def months_words(period: Period) -> str:
    """Say over which months: « en août 2026 », « de mars à août 2026 » with both years."""
    if period.start == period.end:
        return f"en {period.start.label}"
    start = "d'" if period.start.label[0] in "ao" else "de "
    return f"{start}{period.start.label} à {period.end.label}"


# ------------------------------------------------------------------ the facts
def _facts(
    estimate: Estimate, meta: StoreMeta, networks: tuple[int, int] | None
) -> list[tuple[str, str]]:
    figure, indicator, limits = estimate.figure, estimate.indicator, estimate.interval
    found = [
        ("Effectif", _size(estimate)),
        ("Intervalle à 95 %", interval(limits.low, limits.high) if limits else ""),
        ("Données au", day(meta.as_of)),
        ("Réseaux à jour", f"{networks[0]} sur {networks[1]} attendus" if networks else ""),
        ("Envois reçus", _reports(estimate)),
        ("Contestation", contest_words(figure)),
        ("Secret statistique", "masqué" if figure.state is State.MASKED else "rien de masqué"),
        ("Définition", f"version {indicator.version}" if indicator.version else ""),
    ]
    return [(name, words) for name, words in found if words]


def _size(estimate: Estimate) -> str:
    """Say how many cases a figure rests on; the base of a share of money is in euros."""
    if estimate.n is None:
        return ""
    if estimate.indicator.form is Form.FUNDING:
        return with_unit(estimate.n, "€ de besoin")
    return f"n{HARD}={HARD}{number(estimate.n)}"


def _reports(estimate: Estimate) -> str:
    """Say how many reports stand behind a count; a retention does not count them."""
    figure = estimate.figure
    if estimate.indicator.form is Form.RETENTION or not figure.expected:
        return ""
    return f"{number(figure.reported)} sur {number(figure.expected)} attendus"
