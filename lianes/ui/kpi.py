"""The headline cards: value, interval, verdict, sparkline, what may be said of it."""

from collections.abc import Sequence

from lianes.charts.svg import interval_bar, progress_bar, sparkline
from lianes.domain.catalogue import Form
from lianes.domain.french import HARD, day, interval, number, percent, plural, signed, small
from lianes.domain.month import Period
from lianes.metrics.progress import against_plan
from lianes.reading.contested import with_contest
from lianes.reading.estimates import Estimate
from lianes.reading.mapping import ABSENCES
from lianes.reading.overview import Card
from lianes.reading.say import Saying, say
from lianes.store.reader import StoreMeta
from lianes.ui.drawn import drawn_once
from lianes.ui.kit import contest_pill, pill, verdict_pill
from lianes.ui.markup import tag, text
from lianes.ui.say import say_html


@drawn_once
def cards_html(
    cards: Sequence[Card],
    period: Period,
    *,
    label: str,
    meta: StoreMeta,
    networks: tuple[int, int] | None = None,
    inside: bool = True,
) -> str:
    """Return the headline of the subject called `label` as a list of cards.

    `networks` are those up to date and those expected, for « Puis-je le dire ? »; only a reader
    `inside` the programme may contest a figure.
    """
    sayings = [say(card.estimate, label, period, meta, networks=networks) for card in cards]
    shown = (_card(card, period, said, inside) for card, said in zip(cards, sayings, strict=True))
    return tag("div", "".join(shown), class_="kpis")


def _card(card: Card, period: Period, saying: Saying, inside: bool) -> str:
    indicator = card.estimate.indicator
    parts = [
        tag("h2", text(indicator.label)),
        tag("div", _value(card) + _curve(card), class_="figure"),
        _gauge(card),
        tag("p", text(" · ".join(_basis(card, period))), class_="basis"),
        tag("div", _judgement(card) + _said(card, saying, inside), class_="foot"),
    ]
    return tag("section", "".join(parts), class_="card kpi", aria_label=indicator.label)


def _value(card: Card) -> str:
    found = card.estimate
    if not found.is_measured or found.figure.value is None:
        return tag("span", text(absence(found)), class_="value none")
    value = found.figure.value
    if found.indicator.unit == "%":
        return tag("span", f"{number(value)}<small>{HARD}%</small>", class_="value")
    target = f"<small>{HARD}/{HARD}{number(card.goal.value)}</small>" if card.goal else ""
    return tag("span", f"{number(value)}{target}", class_="value")


def absence(found: Estimate) -> str:
    """Say why there is no value, in the words of the four states."""
    return found.reason or ABSENCES[found.figure.state]


def _curve(card: Card) -> str:
    if card.monthly.is_empty:
        return ""
    unit = "taux à date" if card.estimate.indicator.form is Form.RATIO else "évolution"
    first, last = card.monthly.months[0], card.monthly.months[-1]
    words = f"{unit} de {first.label} à {last.label}"
    return sparkline(card.monthly.values, label=words)


def _gauge(card: Card) -> str:
    found, value = card.estimate, card.estimate.figure.value
    if value is None:
        return ""
    if found.interval is not None:
        words = f"{percent(value)}, intervalle {interval(found.interval.low, found.interval.high)}"
        if found.rest is not None:
            words += f", reste du programme {percent(found.rest)}"
        return interval_bar(
            value, found.interval.low, found.interval.high, reference=found.rest, label=words
        )
    if card.goal is not None:
        words = f"{number(value)} sur {number(card.goal.value)}"
        return progress_bar(value, card.goal.value, card.planned, label=words)
    return ""


def _basis(card: Card, period: Period) -> list[str]:
    """Say what a figure rests on and what stands beside it."""
    found = card.estimate
    said: list[str] = []
    if found.is_measured and found.indicator.form is Form.RATIO:
        said.append(
            f"{number(found.successes or 0)} sur {plural(found.n or 0, 'sortie')} examinées"
            if found.indicator.denominator_label == "sorties examinées"
            else f"{number(found.successes or 0)} sur {number(found.n or 0)} "
            f"{found.indicator.denominator_label}"
        )
    if found.is_measured and found.n is not None and found.indicator.form is Form.RETENTION:
        said.append(f"{plural(found.n, 'personne')} suivies")
    if found.interval is not None:
        said.append(f"intervalle {interval(found.interval.low, found.interval.high)}")
    if card.planned is not None:
        supposed = " (hypothèse)" if card.goal and card.goal.simulated else ""
        said.append(f"échéancier{HARD}: {number(card.planned)}{supposed}")
    if card.last_month is not None and found.is_measured:
        said.append(f"{signed(card.last_month)} en {period.end.short_label}")
    said += [words for c in card.companions if (words := _beside(c))]
    return said


def _beside(companion: Estimate) -> str:
    label = small(companion.indicator.label)
    if not companion.is_measured or companion.figure.value is None:
        return f"{label}{HARD}: {absence(companion)}" if companion.reason else ""
    if companion.indicator.unit == "%":
        return with_contest(f"{label}{HARD}: {percent(companion.figure.value)}", companion.figure)
    return with_contest(f"{label}{HARD}: {number(companion.figure.value)}", companion.figure)


def _judgement(card: Card) -> str:
    found = card.estimate
    pills = [contest_pill(found.figure), verdict_pill(found.verdict, found.indicator)]
    if card.planned is not None and found.figure.value is not None:
        gap = against_plan(found.figure.value, card.planned)
        amount = number(abs(round(gap.gap)))
        pills.append(
            pill(f"en avance de {amount}", "above", "▲")
            if gap.ahead
            else pill(f"en retard de {amount}", "late", "◷")
        )
    elif card.goal is not None:
        when = f", {day(card.goal.due_on)}" if card.goal.due_on else ", sans échéance publiée"
        pills.append(pill(f"objectif{HARD}: {number(card.goal.value)}{when}", "", "○"))
    elif found.indicator.target:
        pills.append(pill("objectif non fixé", "", "○"))
    if found.indicator.benchmark is not None and found.is_measured:
        mark = found.indicator.benchmark
        pills.append(pill(f"{mark.label}{HARD}: {percent(mark.value)}", "", "◇"))
    return tag("div", "".join(pills), class_="pills")


def _said(card: Card, saying: Saying, inside: bool) -> str:
    indicator = card.estimate.indicator
    can_contest = inside and card.estimate.is_measured and indicator.form is not Form.RETENTION
    note = f" {indicator.benchmark.note}" if indicator.benchmark else ""
    aim = f" Objectif{HARD}: {card.goal.wording}." if card.goal else ""
    return say_html(
        saying, f"{indicator.definition}{note}{aim}", about=indicator.label,
        contest=indicator.uses[0] if can_contest else "",
    )  # fmt: skip
