"""« Puis-je le dire ? » for the points of a chart: months, ages, shares of a whole."""

from collections.abc import Sequence

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.french import (
    HARD,
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
from lianes.metrics.figure import Figure
from lianes.metrics.proportion import Proportion
from lianes.metrics.unit_cost import UnitCost
from lianes.metrics.verdict import MINIMUM
from lianes.reading.curves import Curve
from lianes.reading.estimates import Estimate
from lianes.reading.monthly import Monthly
from lianes.reading.say import ABSENT, Saying, Told, counted, months_words, say
from lianes.reading.say_sums import refused, settled
from lianes.reading.trends import Chart, Trended
from lianes.store.reader import StoreMeta

NOT_MARGINAL = (
    "Tout le financement est rapporté à chaque résultat\u00a0: ni coût marginal, ni somme possible."
)


# ------------------------------------------------------------------ months
def say_series(indicator: Indicator, found: Monthly, label: str, meta: StoreMeta) -> list[Told]:
    """Return what may be said of each month of a cumulated count or of a rate to date."""
    start = found.months[0] if found.months else None
    return [
        (month.short_label, say(Estimate(indicator, figure), label, Period(start, month), meta))
        for month, figure in zip(found.months, found.figures, strict=True)
        if start is not None
    ]


def month_value(indicator: Indicator, value: float) -> str:
    """Write the value of a month, or the mean of several: one decimal when it is small."""
    if indicator.form is Form.RATIO:
        return percent(value)
    return number(value, 0 if value >= 10 else 1)


def say_control(indicator: Indicator, found: Trended, label: str, meta: StoreMeta) -> list[Told]:
    """Return what may be said of each point of a control chart, then of their mean."""
    chart = found.chart
    if chart is None:
        return []
    networks = f"{number(found.kept)} LIANES suivies sur {number(found.of)}"
    shared = (("Réseaux", networks), ("Données au", day(meta.as_of)),
              ("Définition", f"version {indicator.version}"))  # fmt: skip
    told = [_control_point(indicator, chart, rank, label, shared, meta)
            for rank in range(len(chart.months))]  # fmt: skip
    first, last = chart.months[0], chart.months[-1]
    mean = (
        f"{label}, {months_words(Period(first, last))}{HARD}: {small(indicator.label)}, moyenne de "
    )
    mean += f"{month_value(indicator, chart.mean)} par mois, {networks}."
    return [*told, ("Moyenne", settled(mean, shared, meta))]


def _control_point(
    indicator: Indicator,
    chart: Chart,
    rank: int,
    label: str,
    shared: Sequence[tuple[str, str]],
    meta: StoreMeta,
) -> Told:
    month, value = chart.months[rank], chart.points[rank]
    limits = (f"{month_value(indicator, chart.lows[rank])}{HARD}–{HARD}"
              f"{month_value(indicator, chart.highs[rank])}")  # fmt: skip
    amount = (
        f"{small(indicator.label)}, {percent(value)}" if indicator.form is Form.RATIO
        else counted(value, indicator)
    )  # fmt: skip
    beyond = "hors du va-et-vient ordinaire" if rank in chart.outside else (
        "dans le va-et-vient ordinaire")  # fmt: skip
    sentence = f"{label}, en {month.label}{HARD}: {amount}, {beyond} ({limits})."
    return month.short_label, settled(sentence, (*shared, ("Limites", limits)), meta)


# ------------------------------------------------------------------ ages
def say_ages(
    curve: Curve, what: str, label: str, period: Period, meta: StoreMeta, *, decimals: int = 0
) -> list[Told]:
    """Return what may be said of each age of a cohort curve; `what` follows the share."""
    if len(curve.points) < 2:
        return [("Courbe", refused(f"{capital(curve.reason or 'rien à montrer')}."))]
    elsewhere = {point.age: point.value for point in curve.rest}
    told = []
    for point in curve.points:
        limits = interval(point.low, point.high, decimals=decimals)
        people = plural(point.at_risk, "personne suivie", "personnes suivies")
        rest = elsewhere.get(point.age)
        beside = f", {percent(rest, decimals)} dans le reste du programme" if (
            rest is not None) else ""  # fmt: skip
        sentence = (
            f"{label}, {months_words(period)}{HARD}: à {point.age}{HARD}mois, "
            f"{percent(point.value, decimals)} {what}, intervalle {limits}, {people}{beside}."
        )
        facts = (("Données au", day(meta.as_of)), ("Intervalle à 95 %", limits),
                 ("Encore suivies", number(point.at_risk)))  # fmt: skip
        told.append((f"{point.age}{HARD}mois", settled(sentence, facts, meta)))
    return told


# ------------------------------------------------------------------ shares of a whole
def say_part(
    part: float, whole: float, words: str, label: str, period: Period, meta: StoreMeta
) -> Saying:
    """Return what may be said of a share of what was counted: « vers l'emploi, 12 sur 20 »."""
    found = Proportion(round(part), round(whole))
    limits, facts = "", [("Données au", day(meta.as_of)), ("Effectif", f"n = {number(whole)}")]
    if found.is_coherent and found.n:
        low, high = found.interval().low, found.interval().high
        limits = interval(100 * low, 100 * high)
        facts.append(("Intervalle à 95 %", limits))
    sentence = (
        f"{label}, {months_words(period)}{HARD}: {words}, {number(part)} sur {number(whole)}, "
        f"soit {percent(100 * part / whole)}{f', intervalle {limits}' if limits else ''}."
    )
    few = f"Moins de {MINIMUM} cas{HARD}: à ne pas comparer."
    return settled(sentence, facts, meta, (few,) if whole < MINIMUM else ())


def say_share(
    found: Figure, words: str, label: str, period: Period, meta: StoreMeta
) -> Saying:  # fmt: skip
    """Return what may be said of a share in percent whose parts are told elsewhere."""
    if found.value is None:
        return refused(ABSENT[found.state])
    sentence = f"{label}, {months_words(period)}{HARD}: {percent(found.value)} {words}."
    return settled(sentence, (("Données au", day(meta.as_of)),), meta)


def say_cost(found: UnitCost, words: str, label: str, period: Period, meta: StoreMeta) -> Saying:
    """Return what may be said of a unit cost: with its interval, its basis, and a care."""
    basis = f"{with_unit(round(found.amount), '€')} pour {number(found.count)}"
    if found.value is None or found.interval is None:
        return refused(f"Trop peu pour conclure ({basis}){HARD}: il en faut {MINIMUM}.")
    around = interval(found.interval.low, found.interval.high, "€")
    sentence = (
        f"{label}, {months_words(period)}{HARD}: {with_unit(found.value, '€')} {words}, "
        f"intervalle {around} ({basis})."
    )
    facts = (("Données au", day(meta.as_of)), ("Intervalle à 95 %", around),
             ("Effectif", f"n = {number(found.count)}"))  # fmt: skip
    return settled(sentence, facts, meta, (NOT_MARGINAL,))
