"""What the map says: an indicator by territory, its classes, its states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.french import HARD, interval, number, percent, plural, with_unit
from lianes.domain.month import Period
from lianes.domain.network import Network
from lianes.domain.territory import Level, Territory
from lianes.metrics.figure import State
from lianes.metrics.proportion import Z998
from lianes.metrics.verdict import Verdict
from lianes.reading.contested import with_contest
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate, counts_for, estimate, per_unit
from lianes.reading.standing import STANDING_FORMS, short_basis
from lianes.store.reader import Entity

SHADES = 5
MAPPED_FORMS = (Form.COUNT, Form.RATIO, Form.PER, Form.MEAN, Form.RETENTION)
"""What networks report, all of which has a place on a map."""
JUDGED_FORMS = (Form.RATIO, Form.RETENTION)
"""Shares: coloured only where the difference from the rest is beyond chance."""
VERDICT_SHADES = {Verdict.BELOW: 0, Verdict.COMPARABLE: 1, Verdict.ABOVE: 2}
INCONCLUSIVE = 3
VERDICT_WORDS = ("au-dessous du reste", "comparable", "au-dessus du reste", "trop peu de cas")


@dataclass(frozen=True, slots=True)
class Area:
    """One territory of the map; `shade` is None unless the figure is measured."""

    territory: Territory
    estimate: Estimate
    shade: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """An indicator over the deployed territories of one level.

    `breaks` are the upper bounds of the classes but the last; empty for a rate, whose classes
    are verdicts (a colour only where the difference is beyond chance).
    """

    indicator: Indicator
    level: Level
    areas: tuple[Area, ...]
    breaks: tuple[float, ...]
    class_words: tuple[str, ...]
    compares: bool


def mapped(
    desk: Desk,
    indicator: Indicator,
    level: Level,
    networks: Sequence[Network],
    period: Period,
    public: str,
) -> Mapped:
    """Read an indicator for every territory of a level where one of these networks has its seat."""
    codes = sorted({code for n in networks for code in (*n.parents, n.seat)})
    places = [t for t in desk.reader.territories(codes) if t.level is level]
    estimates = _estimates(desk, indicator, places, period, public)
    compares = indicator.form in JUDGED_FORMS
    values = [e.figure.value for e in estimates if e.figure.value is not None]
    breaks = () if compares else class_breaks(values)
    areas = tuple(
        Area(place, found, _shade(found, breaks, compares), describe(found))
        for place, found in zip(places, estimates, strict=True)
    )
    words = VERDICT_WORDS if compares else class_words(breaks, indicator)
    return Mapped(indicator, level, areas, breaks, words, compares)


def _estimates(
    desk: Desk, indicator: Indicator, places: Sequence[Territory], period: Period, public: str
) -> list[Estimate]:
    entities: list[Entity] = [(place.level, place.id) for place in places]
    counts = counts_for(desk, [indicator], entities, period, public)
    found = [
        estimate(desk, indicator, [entity], period, public, counts, z=Z998) for entity in entities
    ]
    if indicator.form is not Form.PER:
        return found
    bases = desk.reader.context(indicator.per, [place.code for place in places])
    return [
        per_unit(value, bases.get(place.code, (None, None))[0])
        for value, place in zip(found, places, strict=True)
    ]


def _shade(found: Estimate, breaks: Sequence[float], compares: bool) -> int | None:
    if not found.is_measured:
        return None
    if compares:
        return VERDICT_SHADES.get(found.verdict or Verdict.TOO_FEW, INCONCLUSIVE)
    value = found.figure.value or 0.0
    return sum(value >= bound for bound in breaks)


def class_breaks(values: Sequence[float]) -> tuple[float, ...]:
    """Return up to four rounded bounds that share the positive values evenly."""
    known = sorted({value for value in values if value > 0})
    if len(known) < 2:
        return ()
    cuts = [known[len(known) * step // SHADES] for step in range(1, SHADES)]
    rounded = dict.fromkeys(_rounded(cut) for cut in cuts)
    return tuple(bound for bound in rounded if known[0] < bound <= known[-1])


def _rounded(value: float) -> float:
    """Round to two significant digits, to whole numbers above ten."""
    digits = 1 - floor(log10(value))
    return round(value, max(digits, 0) if value < 10 else min(digits, 0))


def class_words(breaks: Sequence[float], indicator: Indicator) -> tuple[str, ...]:
    """Return the words of each class, lowest first, none sharing a value with the next.

    Whole counts end at the number before (« < 12 », « 12 à 19 », « ≥ 20 »), others below the
    bound (« 1,5 à moins de 2 »).
    """
    if not breaks:
        return ("mesuré",)
    texts = [number(bound, _decimals(bound, indicator)) for bound in breaks]
    if _counts_whole(breaks, indicator):
        middle = [_whole_class(a, b) for a, b in pairwise(breaks)]
    else:
        middle = [f"{a} à moins de {b}" for a, b in pairwise(texts)]
    return (f"<{HARD}{texts[0]}", *middle, f"≥{HARD}{texts[-1]}")


def _counts_whole(breaks: Sequence[float], indicator: Indicator) -> bool:
    whole = indicator.form in (Form.COUNT, Form.NETWORKS) and indicator.decimals == 0
    return whole and all(float(bound).is_integer() for bound in breaks)


def _whole_class(first: float, bound: float) -> str:
    """Return the words of the whole numbers from the first to the one before the bound."""
    last = bound - 1
    return number(first) if last == first else f"{number(first)} à {number(last)}"


def _decimals(bound: float, indicator: Indicator) -> int:
    """Return the decimals a rounded bound needs, so that two bounds never read alike."""
    _, _, digits = f"{bound:f}".rstrip("0").partition(".")
    return max(len(digits), indicator.decimals) if digits else 0


def describe(found: Estimate) -> str:
    """Tell a territory's figure in words: value, what it rests on, or why there is none."""
    if not found.is_measured or found.figure.value is None:
        return _absence(found)
    return with_contest(_measured_words(found, found.figure.value), found.figure)


def _measured_words(found: Estimate, value: float) -> str:
    indicator = found.indicator
    if indicator.form in JUDGED_FORMS:
        return _rate_words(found, value)
    if indicator.form is Form.MEAN:
        amount = with_unit(value, indicator.unit, indicator.decimals)
        return f"{amount} sur {number(found.n or 0)} {indicator.denominator_label}"
    if indicator.form in STANDING_FORMS:
        return f"{percent(value)} ({short_basis(found)})"
    if indicator.form is Form.PER:
        count = number(found.successes or 0)
        return f"{with_unit(value, indicator.unit, indicator.decimals)} ({count} au total)"
    return with_unit(value, indicator.unit)


def _rate_words(found: Estimate, value: float) -> str:
    limits = found.interval
    span = f" ({interval(limits.low, limits.high)})" if limits else ""
    words = {
        Verdict.BELOW: ", au-dessous du reste du programme",
        Verdict.ABOVE: ", au-dessus du reste du programme",
        Verdict.COMPARABLE: ", comparable au reste",
        Verdict.TOO_FEW: ", trop peu de cas pour comparer",
    }
    said = words.get(found.verdict, "") if found.verdict else ""
    followed = found.indicator.form is Form.RETENTION
    n = plural(found.n or 0, "personne suivie" if followed else "cas",
               "personnes suivies" if followed else "cas")  # fmt: skip
    return f"{percent(value)}{span} sur {n}{said}"


ABSENCES: Mapping[State, str] = {
    State.NOT_REPORTED: "non renseigné",
    State.MASKED: "masqué (secret statistique)",
    State.NOT_DEPLOYED: "pas encore déployé",
    State.MEASURED: "",
}


def _absence(found: Estimate) -> str:
    return found.reason or ABSENCES[found.figure.state]
