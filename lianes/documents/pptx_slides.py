"""The slides, in the order of the story: each from values already read."""

from typing import Any

from lianes.documents import palette as p
from lianes.documents.basis import VERDICTS
from lianes.documents.geometry import Ground
from lianes.documents.map_drawing import drawing_of
from lianes.documents.pptx_charts import compared_rows, comparison_chart, trajectory_chart
from lianes.documents.pptx_map import draw_legend, draw_map
from lianes.documents.pptx_master import MARGIN, WIDTH
from lianes.documents.pptx_parts import (
    BODY,
    SMALL,
    STRONG,
    Look,
    add_slide,
    bar,
    described,
    panel,
    words,
)
from lianes.documents.stamp import stamp_of
from lianes.documents.words import amount, beside, estimate_of, unmarked, value_words
from lianes.domain.french import HARD, number, percent, plural
from lianes.metrics.verdict import Verdict
from lianes.reading.dossier import Dossier
from lianes.reading.overview import Card
from lianes.reading.sentences import lead, trajectory_question, trajectory_sentence

FULL = WIDTH - 2 * MARGIN
LEAD = Look(20, p.INK)


def speech(found: Dossier, *more: str) -> str:
    """Return the notes of a slide: what may be said, then how to read it."""
    stamp = stamp_of(found)
    return "\n".join([*filter(None, more), stamp.line, stamp.demonstration]).strip()


def _saying(found: Dossier, card: Card) -> str:
    said = found.sayings[found.view.cards.index(card)]
    reasons = " ".join(said.reasons)
    return f"Puis-je le dire ? {said.answer.label}. {reasons} {said.sentence}".strip()


# ------------------------------------------------------------------ headline
def headline(deck: Any, found: Dossier, _: Ground) -> None:
    """Add the headline: the figure, its goal, the sentences the page opens with."""
    card = found.view.cards[0]
    slide = add_slide(deck, f"1 000 LIANES · {found.label}", speech(found, _saying(found, card)))
    large = card.estimate.is_measured
    figure = Look(88 if large else 34, p.NAVY, bold=True)
    words(slide, (MARGIN, 1.45, 6.2, 1.5), [(amount(card.estimate), figure)], middle=True)
    words(slide, (MARGIN, 2.95, 6.2, 0.45), [("locataires ont pris un emploi", Look(24, p.NAVY))])
    _progress(slide, card)
    words(slide, (MARGIN, 4.35, 6.2, 1.2), [(beside(card, found), SMALL)])
    said = [(unmarked(sentence), LEAD) for sentence in lead(found.view)]
    panel(slide, (7.2, 1.6, WIDTH - MARGIN - 7.2, 4.9), fill=p.SOFT)
    words(slide, (7.5, 1.85, WIDTH - MARGIN - 7.8, 4.4), said or [_nothing()], middle=True)
    words(slide, (MARGIN, 5.75, 6.2, 0.8), [(words_of_network(found), SMALL)])


def words_of_network(found: Dossier) -> str:
    """Say how many networks stand behind the figures."""
    reporting = found.view.reporting
    active = plural(reporting.active, "LIANE active", "LIANES actives")
    return f"{active} · {reporting.reported} à jour sur {reporting.expected} attendues"


def _nothing() -> tuple[str, Look]:
    return ("Aucune phrase ne peut être dite de ce périmètre pour cette audience.", LEAD)


def _progress(slide: Any, card: Card) -> None:
    value, goal = card.estimate.figure.value, card.goal
    if value is None or goal is None or not goal.value:
        return
    wide = 5.8
    bar(slide, (MARGIN, 3.72, wide, 0.2), p.LINE, "Objectif")
    done = bar(slide, (MARGIN, 3.72, max(0.02, wide * min(value / goal.value, 1)), 0.2), p.BLUE)
    described(done, "Progression", f"{number(value)} sur {number(goal.value)}")
    if card.planned is not None:
        at = MARGIN + wide * min(card.planned / goal.value, 1)
        tick = bar(slide, (at - 0.02, 3.64, 0.04, 0.36), p.INK)
        described(tick, "Échéancier", f"Échéancier : {number(card.planned)}")


# ------------------------------------------------------------------ map
def map_slide(deck: Any, found: Dossier, ground: Ground) -> None:
    """Add the map, in shapes people can move and recolour."""
    drawing = drawing_of(found, ground)
    shown = sum(area.estimate.is_measured for area in found.mapped.areas)
    told = (
        f"{drawing.measure} : {plural(shown, 'territoire mesuré', 'territoires mesurés')} sur "
        f"{plural(len(found.mapped.areas), 'déployé')}. Chaque territoire est une forme nommée, "
        "modifiable."
    )
    slide = add_slide(deck, drawing.title, speech(found, told))
    draw_map(slide, drawing, (MARGIN, 1.25, 8.9, 6.9))
    draw_legend(slide, drawing, 9.3, 1.5, WIDTH - MARGIN - 9.3)


# ------------------------------------------------------------------ figures
def figures(deck: Any, found: Dossier, _: Ground) -> None:
    """Add the headline figures as cards."""
    said = [_saying(found, card) for card in found.view.cards]
    slide = add_slide(deck, "Les six chiffres du programme", speech(found, *said))
    width, height = (FULL - 2 * 0.3) / 3, 2.5
    for rank, card in enumerate(found.view.cards[:6]):
        left = MARGIN + (rank % 3) * (width + 0.3)
        top = 1.45 + (rank // 3) * (height + 0.25)
        _card(slide, (left, top, width, height), card, found)


def _card(slide: Any, box: tuple[float, float, float, float], card: Card, found: Dossier) -> None:
    left, top, width, height = box
    panel(slide, box)
    shown = card.estimate.is_measured
    inside = [
        (card.estimate.indicator.label, STRONG),
        (amount(card.estimate), Look(40 if shown else 18, p.NAVY, bold=True)),
        (beside(card, found), SMALL),
        *_verdict(card),
    ]
    words(slide, (left + 0.2, top + 0.15, width - 0.4, height - 0.3), inside)


def _verdict(card: Card) -> list[tuple[str, Look]]:
    found = card.estimate.verdict
    if found is None:
        return []
    marks = {Verdict.ABOVE: ("▲", p.ABOVE), Verdict.BELOW: ("▼", p.BELOW)}
    mark, ink = marks.get(found, ("●", p.GREY))
    return [(f"{mark} {VERDICTS[found]}", Look(12, ink, bold=True))]


# ------------------------------------------------------------------ strands
STRANDS = (
    ("Logements adaptés", p.BLUE,
     ("dwellings_adapted", "dwellings_fully_adapted", "adaptation_mean_cost",
      "adaptation_mean_delay")),
    ("Services aux seniors", p.ABOVE,
     ("seniors_supported", "care_hours", "home_retention_6m", "home_retention_12m")),
    ("Insertion", p.AMBER,
     ("pathways_started", "jobs_started", "employment_exit_rate", "job_retention_6m")),
)  # fmt: skip
"""The three strands of the launch, each with its indicators."""


def strands(deck: Any, found: Dossier, _: Ground) -> None:
    """Add the social summary in the launch's three strands."""
    title = "Bilan social : logement adapté, services, insertion"
    slide = add_slide(deck, title, speech(found, *_strand_words(found)))
    width = (FULL - 2 * 0.3) / 3
    for rank, (name, tint, indicators) in enumerate(STRANDS):
        left = MARGIN + rank * (width + 0.3)
        panel(slide, (left, 1.45, width, 5.3))
        bar(slide, (left, 1.45, width, 0.09), tint)
        said = [(name, Look(22, p.NAVY, bold=True))]
        for indicator in indicators:
            said += _strand_lines(found, indicator)
        words(slide, (left + 0.25, 1.7, width - 0.5, 4.9), said)


def _strand_lines(found: Dossier, indicator: str) -> list[tuple[str, Look]]:
    one = estimate_of(found, indicator)
    if one is None:
        return []
    large = Look(30 if one.is_measured else 15, p.NAVY, bold=True)
    return [(one.indicator.label, Look(15, p.GREY)), (value_words(one), large)]


def _strand_words(found: Dossier) -> list[str]:
    named = [(name, estimate_of(found, key)) for name, _, keys in STRANDS for key in keys[:1]]
    return [f"{name} : {one.indicator.label}, {value_words(one)}." for name, one in named if one]


# ------------------------------------------------------------------ trend and comparison
def trend(deck: Any, found: Dossier, _: Ground) -> None:
    """Add the trajectory as a native chart; nothing when no month may be shown."""
    drawn = found.view.trajectory
    if drawn.actual.is_empty:
        return
    sentence = trajectory_sentence(drawn)
    slide = add_slide(deck, trajectory_question(found.view), speech(found, sentence))
    words(slide, (MARGIN, 1.3, FULL, 0.5), [(sentence, BODY)])
    trajectory_chart(slide, (MARGIN, 1.85, FULL, 4.95), found, sentence)


def comparison(deck: Any, found: Dossier, _: Ground) -> None:
    """Add the exit rates of the territories inside, with their intervals."""
    rows = compared_rows(found)
    if len(rows) < 2:
        return
    level = rows[0].territory.level.label
    told = (
        f"Barre : taux ; trait : intervalle à 95 %. Ordre : nombre de sorties examinées, jamais le "
        f"taux.{_rest(found)}{_hidden(found, len(rows))}"
    )
    title = f"Les parcours mènent-ils à l'emploi, par {level}{HARD}?"
    slide = add_slide(deck, title, speech(found, told, *_beyond_chance(found)))
    words(slide, (MARGIN, 1.3, FULL, 0.6), [(told, SMALL)])
    comparison_chart(slide, (MARGIN, 1.9, 8.2, 4.95), rows, told)
    said = [("Au-delà du hasard (99,8 %)", STRONG), *((one, BODY) for one in _beyond_chance(found))]
    panel(slide, (9.1, 1.95, WIDTH - MARGIN - 9.1, 4.8), fill=p.SOFT)
    words(slide, (9.35, 2.15, WIDTH - MARGIN - 9.6, 4.4), said)


def _rest(found: Dossier) -> str:
    whole = estimate_of(found, "employment_exit_rate")
    if whole is None or whole.figure.value is None:
        return ""
    return f" {found.label} : {percent(whole.figure.value)}."


def _hidden(found: Dossier, shown: int) -> str:
    hidden = len(found.view.children) - shown
    return f" {plural(hidden, 'territoire')} sans taux montré : voir le classeur." if hidden else ""


def _beyond_chance(found: Dossier) -> list[str]:
    judged = [
        f"{row.territory.label} : {VERDICTS[row.exits.verdict]}"
        for row in found.view.children
        if row.exits.verdict in (Verdict.ABOVE, Verdict.BELOW)
    ]
    return judged or ["Aucun écart établi : les différences peuvent être dues au hasard."]
