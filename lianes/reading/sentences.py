"""Generated sentences: what the figures mean, said only when they are known."""

from collections.abc import Sequence

from lianes.domain.french import HARD, day, interval, listing, number, percent, plural
from lianes.domain.month import Month
from lianes.metrics.verdict import Verdict
from lianes.reading.attention import Alert
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
        said += " (hypothèse)" if card.target and card.target.simulated else ""
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
    verb = "est" if len(places) == 1 else "sont"
    return f"{listing(places)} {verb} au-dessous du reste du programme."


def _late(view: Overview) -> str:
    late = sum(item.alert is Alert.LATE for item in view.attention)
    if not late or view.subject.network is not None:
        return ""
    verb = "n'a" if late == 1 else "n'ont"
    return f"{plural(late, 'réseau', 'réseaux')} {verb} pas transmis tous les mois attendus."


def freshness(view: Overview) -> str:
    """Return how many networks are up to date: « 45 réseaux à jour sur 48 »."""
    reporting = view.reporting
    if not reporting.expected:
        return "aucun réseau attendu sur ce mois"
    return (
        f"{plural(reporting.reported, 'réseau', 'réseaux')} à jour sur {reporting.expected} "
        f"en {view.scope.period.end.label}"
    )


def trajectory_sentence(found: Trajectory) -> str:
    """Say when the target would be reached if the recent pace lasts, with its interval."""
    if found.actual.is_empty:
        return ""
    if found.target is None:
        return "Objectif non fixé pour ce périmètre ; aucun échéancier n'est montré."
    value = found.actual.last
    if value is not None and value >= found.target.value:
        return "L'objectif est atteint."
    due = f" ; échéance{HARD}: {day(found.target.due_on)}" if found.target.due_on else ""
    due += " (hypothèse)" if found.target.simulated else ""
    if found.projection is None:
        return f"Trop peu de mois pour prolonger le rythme{due}."
    chances = f"{number(10 * found.projection.level)} chances sur 10"
    span = _span(found.projection.reached_between)
    return f"Si le rythme des six derniers mois se maintient{HARD}: {span} ({chances}){due}"


def _span(bounds: Sequence[Month | None]) -> str:
    early, late = bounds
    if early is None:
        return "pas avant la fin de l'échéancier"
    if late is None:
        return f"au plus tôt en {early.label}"
    return f"en {early.label}" if early == late else f"entre {early.label} et {late.label}"
