"""Generated sentences: what the figures mean, said only when they are known."""

from collections.abc import Sequence

from lianes.domain.articles import the, verb
from lianes.domain.french import HARD, capital, day, interval, listing, number, percent, plural
from lianes.domain.month import Month
from lianes.metrics.verdict import Verdict
from lianes.reading.attention import Alert
from lianes.reading.goals import Goal
from lianes.reading.overview import Card, Overview
from lianes.reading.trajectory import Trajectory


def lead(view: Overview) -> tuple[str, ...]:
    """Return the sentences a page opens with: (emphasised start, rest) joined by a bar."""
    cards = {card.estimate.indicator.id: card for card in view.cards}
    said = [
        _jobs(cards["jobs_started"], view) if "jobs_started" in cards else "",
        _exits(cards["employment_exit_rate"]) if "employment_exit_rate" in cards else "",
        _below(view),
        _late(view),
    ]
    return tuple(sentence for sentence in said if sentence)


def _jobs(card: Card, view: Overview) -> str:
    value = card.estimate.figure.value
    if value is None:
        return ""
    verb = "a" if value < 2 else "ont"
    start = f"{plural(value, 'locataire')} {verb} pris un emploi"
    said = f"**{start}**{_since(view)}"
    if card.planned is not None:
        gap = round(value - card.planned)
        side = "de plus" if gap >= 0 else "de moins"
        said += f", {number(abs(gap))} {side} que l'échéancier"
        said += " (hypothèse)" if card.goal and card.goal.simulated else ""
    kept = next((c for c in card.companions if c.is_measured), None)
    if kept is not None and kept.figure.value is not None:
        said += f"{HARD}; {percent(kept.figure.value)} sont encore en emploi six mois après"
    return f"{said}."


def _since(view: Overview) -> str:
    return f" ({view.scope.period.label})"


def _exits(card: Card) -> str:
    found = card.estimate
    if found.figure.value is None or found.interval is None:
        return ""
    said = (
        f"{percent(found.figure.value)} des sorties examinées mènent à l'emploi "
        f"(intervalle {interval(found.interval.low, found.interval.high)})"
    )
    words = {
        Verdict.ABOVE: ", plus que dans le reste du programme",
        Verdict.BELOW: ", moins que dans le reste du programme",
        Verdict.COMPARABLE: ", comme dans le reste du programme",
    }
    return f"{said}{words.get(found.verdict, '') if found.verdict else ''}."


def _below(view: Overview) -> str:
    places = [
        item.label
        for item in view.attention
        if item.alert is Alert.BELOW and item.href.startswith("?territoire")
    ]
    if not places or len(places) > 3:
        return ""
    are = verb(places[0], "est", "sont") if len(places) == 1 else "sont"
    named = listing([the(place) for place in places])
    return f"{capital(named)} {are} au-dessous du reste du programme."


def _late(view: Overview) -> str:
    late = sum(item.alert is Alert.LATE for item in view.attention)
    if not late or view.subject.network is not None:
        return ""
    verb = "n'a" if late == 1 else "n'ont"
    return f"{plural(late, 'réseau', 'réseaux')} {verb} pas transmis tous les mois attendus."


def freshness(view: Overview) -> str:
    """Return how many networks are up to date: « 45 réseaux à jour sur 48 »."""
    reporting, month = view.reporting, view.scope.period.end.label
    if not reporting.expected:
        return "aucun réseau attendu sur ce mois"
    if view.subject.network is not None:
        return f"{month}{HARD}: {'transmis' if reporting.reported else 'pas encore transmis'}"
    current = plural(reporting.reported, "réseau", "réseaux")
    return f"{current} à jour sur {reporting.expected} en {month}"


def trajectory_question(view: Overview) -> str:
    """Return the question the trajectory answers."""
    goal = view.trajectory.goal
    if goal is None:
        return "Comment le nombre de prises d'emploi évolue-t-il ?"
    if view.subject.is_national:
        return f"Quand serons-nous à {number(goal.value)}{HARD}?"
    return f"Quand l'objectif de {number(goal.value)} sera-t-il atteint ?"


def trajectory_sentence(found: Trajectory) -> str:
    """Say when the target would be reached if the recent pace lasts, with its interval."""
    if found.actual.is_empty:
        return ""
    goal, value = found.goal, found.actual.last
    if goal is None:
        return "Objectif non fixé pour ce périmètre ; aucun échéancier n'est montré."
    due = _due(goal)
    if value is not None and value >= goal.value:
        return f"L'objectif est atteint{due}."
    if found.projection is None:
        return f"Trop peu de mois pour prolonger le rythme{due}."
    chances = f"{number(10 * found.projection.level)} chances sur 10"
    span = _span(found.projection.reached_between)
    return f"Si le rythme des six derniers mois se maintient{HARD}: {span} ({chances}){due}."


def _due(goal: Goal) -> str:
    supposed = " (hypothèse)" if goal.simulated else ""
    when = f"échéance{HARD}: {day(goal.due_on)}" if goal.due_on else "sans échéance publiée"
    return f" · {when}{supposed}"


def _span(bounds: Sequence[Month | None]) -> str:
    early, late = bounds
    if early is None:
        return "pas avant six mois après l'échéance"
    if late is None:
        return f"au plus tôt en {early.label}"
    return f"en {early.label}" if early == late else f"entre {early.label} et {late.label}"
