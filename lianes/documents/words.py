"""What files say of a figure in words: its value, what it rests on, how it compares."""

from lianes.domain.catalogue import Form
from lianes.domain.french import HARD, interval, number, percent, plural, signed, with_unit
from lianes.reading.contested import contest_words, with_contest
from lianes.reading.dossier import Dossier
from lianes.reading.estimates import Estimate
from lianes.reading.mapping import ABSENCES
from lianes.reading.overview import Card


def value_words(found: Estimate) -> str:
    """Write a value with its unit, or why there is none."""
    value, indicator = found.figure.value, found.indicator
    if value is None:
        return found.reason or ABSENCES[found.figure.state]
    said = percent(value) if indicator.unit == "%" else with_unit(
        value, indicator.unit, indicator.decimals
    )  # fmt: skip
    return with_contest(said, found.figure)


def amount(found: Estimate) -> str:
    """Write a value alone, as the large figure of a card; its state in words when there is none."""
    value = found.figure.value
    if value is None:
        return value_words(found)
    if found.indicator.unit == "%":
        return percent(value)
    return number(value, found.indicator.decimals)


def basis(found: Estimate) -> str:
    """Say what a figure rests on, empty when nothing more is known."""
    if not found.is_measured:
        return ""
    parts = [_counted(found)]
    if found.interval is not None:
        parts.append(f"intervalle {interval(found.interval.low, found.interval.high)}")
    if found.rest is not None:
        parts.append(f"reste du programme{HARD}: {percent(found.rest)}")
    return " · ".join(part for part in parts if part)


def _counted(found: Estimate) -> str:
    form, top = found.indicator.form, number(found.successes or 0)
    if found.n is None:
        return ""
    if form is Form.RATIO:
        return f"{top} sur {number(found.n)} {found.indicator.denominator_label}"
    if form is Form.NETWORKS:
        return f"{top} sur {plural(found.n, 'réseau actif', 'réseaux actifs')}"
    if form is Form.FUNDING:
        return f"{top}{HARD}€ signés ou versés sur {number(found.n)}{HARD}€ de besoin"
    return f"{plural(found.n, 'personne suivie', 'personnes suivies')}" if (
        form is Form.RETENTION
    ) else ""  # fmt: skip


def beside(card: Card, found: Dossier) -> str:
    """Say what stands beside a headline figure: its basis, its goal, its last month."""
    parts = [contest_words(card.estimate.figure), basis(card.estimate)]
    if card.goal is not None:
        parts.append(f"objectif{HARD}: {number(card.goal.value)}")
    if card.planned is not None:
        supposed = " (hypothèse)" if card.goal and card.goal.simulated else ""
        parts.append(f"échéancier{HARD}: {number(card.planned)}{supposed}")
    if card.last_month is not None and card.estimate.is_measured:
        parts.append(f"{signed(card.last_month)} en {found.view.scope.period.end.short_label}")
    return " · ".join(part for part in parts if part)


def estimate_of(found: Dossier, indicator: str) -> Estimate | None:
    """Return one indicator of the page, None when the catalogue no longer has it."""
    return next((one for one in found.view.indicators if one.indicator.id == indicator), None)


def unmarked(sentence: str) -> str:
    """Return a sentence without its marks of emphasis."""
    return sentence.replace("**", "")
