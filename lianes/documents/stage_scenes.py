"""How each kind of scene is laid out: figures, chains, cards, rates, a portrait, the last one."""

import re
from collections.abc import Callable
from html import escape

from lianes.documents.geometry import Ground
from lianes.documents.stage_charts import against_plan, dots, interval_row, share_bar, told
from lianes.documents.stage_map import map_scene
from lianes.domain.french import HARD, typeset
from lianes.reading.dossier import Dossier
from lianes.reading.scene import Fact, Scene, Shape

_NUMBER = re.compile(r"(\D*?)(\d[\d,\u202f\u00a0]*(?<=\d)(?:\u00a0%)?)(\D*)")
_LINK = (
    '<svg class="st-link" viewBox="0 0 300 120" aria-hidden="true">'
    '<path d="M8 96C70 4 110 4 150 60S230 116 292 24"/>'
    '<circle cx="8" cy="96" r="8"/><circle cx="292" cy="24" r="8"/></svg>'
)
_ICONS = (
    "M6 21V4h9v17M15 9h4v12M3 21h18M9 8h3M9 12h3M9 16h3",
    "M8.5 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3 20v-1.5C3 15.5 5.5 14 8.5 14s5.5 1.5 5.5 4.5V20"
    "M16 10.5a2.6 2.6 0 1 0 0-5.2M17 14.2c2.3.3 4 1.7 4 4.3V20",
    "M12 20.5S4 15.5 4 9.7A4.2 4.2 0 0 1 12 7.7a4.2 4.2 0 0 1 8 2c0 5.800-8 10.800-8 10.800Z",
    "M3 11.5 12 4l9 7.5M5.5 9.800V20h13V9.800M12 17.5s-3.2-2-3.2-4.2a1.7 1.7 0 0 1 3.2-.8"
    " 1.7 1.7 0 0 1 3.2.8c0 2.2-3.2 4.2-3.2 4.2Z",
)
"""A building, two persons, a heart, a heart at home: the four steps of a network."""


def said(words: str) -> str:
    """Return words as HTML, typeset."""
    return escape(typeset(words))


def inside(scene: Scene, found: Dossier, ground: Ground) -> str:
    """Return what stands between the title and the source of a scene."""
    return _LAYOUTS[scene.shape](scene, found, ground)


# ------------------------------------------------------------------ figures
def _promise(scene: Scene, *_: object) -> str:
    """Return two figures with the link between them, and what the name means."""
    sides = [f"<div>{_fact(fact)}</div>" for fact in scene.facts[:2]]
    meaning = "".join(f'<p class="st-meaning">{_initials(f.words)}</p>' for f in scene.facts[2:])
    return f'<dl class="st-promise">{_LINK.join(sides)}</dl>{meaning}'


def _initials(words: str, name: str = "LIANES") -> str:
    """Mark, one after the other, the capitals that make the name."""
    drawn, letters = "", list(name)
    for letter in words:
        if letters and letter == letters[0]:
            drawn += f"<b>{letters.pop(0)}</b>"
        else:
            drawn += said(letter)
    return drawn


def _facts(scene: Scene, *_: object) -> str:
    many = " st-many" if len(scene.facts) > 3 else ""
    drawn = "".join(f"<div>{_fact(fact)}</div>" for fact in scene.facts)
    touched = told() if "st-tell" in drawn else ""
    return f'<dl class="st-facts{many}">{drawn}</dl>{touched}'


def _fact(fact: Fact) -> str:
    """Return the words, the figure, what it rests on, and its drawing when it has one."""
    basis = f"<dd><small>{said(fact.basis)}</small></dd>" if fact.basis else ""
    drawing = share_bar(fact) or dots(fact)
    drawn = f"<dd>{drawing}</dd>" if drawing else ""
    return f"<dt>{said(fact.words)}</dt><dd>{_large(fact.figure)}</dd>{basis}{drawn}"


def _large(words: str) -> str:
    """Return a figure whose number is large and whose other words are smaller."""
    match = _NUMBER.fullmatch(words)
    if match is None:
        return f'<b class="st-long">{said(words)}</b>'
    before, value, after = (said(part) for part in match.groups())
    small = (f"<i>{before}</i>" if before else "", value, f"<i>{after}</i>" if after else "")
    return f"<b>{''.join(small)}</b>"


def _progress(scene: Scene, found: Dossier, _: Ground) -> str:
    """Return one great figure against its goal, with the plan month by month when there is one."""
    fact = scene.facts[0]
    is_jobs = fact.estimate is found.view.cards[0].estimate
    chart = against_plan(found, fact) if is_jobs else ""
    bar = "" if chart else share_bar(fact)
    return (
        f'<div class="st-progress{" st-charted" if chart else ""}"><div>'
        f'<p class="st-figure">{said(fact.figure)}</p>'
        f'<p class="st-words">{said(fact.words)}</p>{bar}'
        f'<p class="st-basis">{said(fact.basis)}</p></div>{chart}</div>{told() if bar else ""}'
    )


def _rates(scene: Scene, *_: object) -> str:
    rows = "".join(map(_rate, scene.facts))
    rest = any(fact.estimate and fact.estimate.rest is not None for fact in scene.facts)
    key = f" · trait{HARD}: le reste du programme" if rest else ""
    return (
        f'<div class="st-rates">{rows}<p class="st-scale" aria-hidden="true"><span>0{HARD}%</span>'
        f"<span>50{HARD}%</span><span>100{HARD}%</span></p></div>"
        f'<p class="st-basis">Barre{HARD}: intervalle à 95{HARD}%{key}</p>{told()}'
    )


def _rate(fact: Fact) -> str:
    """Return a rate with its interval drawn from 0 to 100 and the rest as a tick."""
    label = f"{fact.words}{HARD}: {fact.figure}, {fact.basis}"
    return (
        f'<div class="st-rate"><p class="st-figure">{said(fact.figure)}</p>'
        f"<div><p><b>{said(fact.words)}</b> <span>{said(fact.basis)}</span></p>"
        f"{interval_row(fact, label)}</div></div>"
    )


# ------------------------------------------------------------------ words
def _chain(scene: Scene, *_: object) -> str:
    """Return steps along one link; numbers are drawn as what they stand for."""
    items = "".join(map(_step, scene.facts, (*_ICONS, *[""] * len(scene.facts))))
    return f'<ol class="st-chain">{items}</ol>'


def _step(fact: Fact, icon: str) -> str:
    if not fact.figure.isdigit():
        return f"<li><i></i><b>{said(fact.figure)}</b><span>{said(fact.words)}</span></li>"
    drawn = f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{icon}"/></svg>'
    return f"<li><i>{drawn}</i><b>{fact.figure}</b><span>{said(fact.words)}</span></li>"


def _steps(scene: Scene, *_: object) -> str:
    items = "".join(
        f"<li><b>{said(fact.figure)}</b><span>{said(fact.words)}</span></li>"
        for fact in scene.facts
    )
    many = ' data-many=""' if len(scene.facts) > 4 else ""
    return f'<ol class="st-list"{many}>{items}</ol>'


def _portrait(scene: Scene, *_: object) -> str:
    """Return where the network is and who is around its table, along one link."""
    seat, *members = scene.facts
    items = "".join(
        f"<li><b>{said(one.figure)}</b><span>{said(one.words)}</span></li>" for one in members
    )
    around = f'<ul class="st-table">{items}</ul>' if items else ""
    return (
        f'<div class="st-portrait"><div><p class="st-figure st-long">{said(seat.figure)}</p>'
        f'<p class="st-words">{said(seat.words)}</p></div>{around}</div>'
    )


def _closing(scene: Scene, *_: object) -> str:
    first, *steps = scene.facts
    items = "".join(f"<li>{said(one.words)}</li>" for one in steps)
    return (
        f'<div class="st-closing"><p class="st-figure st-long">{said(first.figure)}</p>'
        f'<p class="st-words">{said(first.words)}</p><ol>{items}</ol></div>'
    )


_LAYOUTS: dict[Shape, Callable[[Scene, Dossier, Ground], str]] = {
    Shape.PROMISE: _promise,
    Shape.FIGURES: _facts,
    Shape.CHAIN: _chain,
    Shape.STEPS: _steps,
    Shape.MAP: map_scene,
    Shape.PROGRESS: _progress,
    Shape.RATES: _rates,
    Shape.PORTRAIT: _portrait,
    Shape.CLOSING: _closing,
}
