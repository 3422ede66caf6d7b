"""The story as one piece of HTML: every scene at once, so that nothing is asked during the talk."""

import re
from collections.abc import Callable, Iterable
from html import escape

from lianes.documents import palette as p
from lianes.documents.geometry import Box, Ground
from lianes.documents.map_drawing import Drawing, Paint, Painted, drawing_of
from lianes.documents.stamp import stamp_of
from lianes.documents.svg import Fit
from lianes.documents.tables import refuse_empty
from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.metrics.figure import State
from lianes.reading.dossier import Dossier
from lianes.reading.scene import Fact, Scene, Shape
from lianes.reading.story import Story, quarters_of, story

_NUMBER = re.compile(r"(\D*?)(\d[\d,\u202f\u00a0]*(?<=\d)(?:\u00a0%)?)(\D*)")
MAP_AREA: Box = (0.0, 0.0, 1000.0, 940.0)
CONTROLS = (
    ("previous", "Scène précédente (flèche gauche)", "‹"),
    ("next", "Scène suivante (flèche droite, espace)", "›"),
    ("auto", "Défilement automatique (A)", "▶"),
    ("presenter", "Fenêtre de l'orateur (P)", "☰"),
    ("theme", "Fond clair ou sombre (L)", "◐"),
    ("full", "Plein écran (F)", "⛶"),
)


def stage(found: Dossier, ground: Ground, *, base: str, leave: str) -> str:
    """Return the stage; `base` is where live views are (empty: none), `leave` the way out.

    Raises EmptyExport when the scope has no network.
    """
    refuse_empty(found)
    told, stamp = story(found), stamp_of(found)
    scenes = "".join(_scene(scene, found, ground, base) for scene in told.scenes)
    ribbon = f'<p class="st-ribbon">{escape(stamp.demonstration)}</p>' if (
        stamp.demonstration
    ) else ""  # fmt: skip
    way_out = f'<a class="st-leave" href="{escape(leave)}">Quitter</a>' if leave else ""
    return (
        f'<div class="stage" lang="fr" data-title="{escape(stamp.title)}">{ribbon}'
        f'<main class="st-scenes">{scenes}</main>{_left_out(told)}'
        f'<footer class="st-foot"><p>{escape(stamp.line)}</p>'
        '<p class="st-offline" role="status"></p>'
        f'<nav class="st-controls" aria-label="Présentation">{_controls()}{way_out}</nav></footer>'
        '<div class="st-done" aria-hidden="true"><i></i></div></div>'
    )


def _controls() -> str:
    return "".join(
        f'<button type="button" data-do="{name}" aria-label="{escape(words)}" '
        f'title="{escape(words)}">{mark}</button>'
        for name, words, mark in CONTROLS
    )


def _left_out(told: Story) -> str:
    """Return what the presenter's window says of the scenes that are not shown."""
    items = "".join(f"<li>{escape(title)} : {escape(why)}</li>" for title, why in told.left_out)
    return f'<ul class="st-left-out" hidden>{items}</ul>'


# ------------------------------------------------------------------ scenes
def _scene(scene: Scene, found: Dossier, ground: Ground, base: str) -> str:
    inside = _LAYOUTS[scene.shape](scene, found, ground)
    notes = "".join(f"<li>{escape(note)}</li>" for note in scene.notes)
    steps = f' data-steps="{len(scene.facts)}"' if scene.shape is Shape.MAP else ""
    return (
        f'<section class="st-scene st-is-{scene.shape}" id="scene-{scene.id}" tabindex="-1"{steps} '
        f'aria-roledescription="scène" aria-label="{escape(scene.title)}" hidden>'
        f'<h2>{escape(scene.title)}</h2>{inside}<p class="st-source">{escape(scene.source)}</p>'
        f'{_code(base, scene)}<ul class="st-notes" hidden>{notes}</ul></section>'
    )


def _code(base: str, scene: Scene) -> str:
    """Return the QR code of the live view of a scene, made here, nothing asked of anyone."""
    if not base:
        return ""
    import segno

    address = f"{base.rstrip('/')}{scene.href}"
    drawn = segno.make(address, error="m").svg_inline(
        border=2, dark=p.INK, light="#ffffff", omitsize=True
    )
    scaled = drawn.replace("<svg ", '<svg role="img" aria-label="Code QR de la vue en direct" ', 1)
    return f'<a class="st-code" href="{escape(address)}">{scaled}<span>La vue en direct</span></a>'


def _facts(scene: Scene, *_: object) -> str:
    many = " st-many" if len(scene.facts) > 3 else ""
    return f'<dl class="st-facts{many}">{"".join(map(_fact, scene.facts))}</dl>'


def _fact(fact: Fact) -> str:
    basis = f"<dd><small>{escape(fact.basis)}</small></dd>" if fact.basis else ""
    long = ' class="st-long"' if not _NUMBER.fullmatch(fact.figure) else ""
    figure = f"<dd><b{long}>{_figure(fact.figure)}</b></dd>"
    return f"<div><dt>{escape(fact.words)}</dt>{figure}{basis}</div>"


def _figure(words: str) -> str:
    """Return a figure whose number is large and whose other words are smaller."""
    match = _NUMBER.fullmatch(words)
    if match is None:
        return escape(words)
    before, value, after = (escape(part) for part in match.groups())
    return "".join(
        (f"<i>{before}</i>" if before else "", value, f"<i>{after}</i>" if after else "")
    )


def _steps(scene: Scene, *_: object) -> str:
    items = "".join(
        f"<li><b>{escape(fact.figure)}</b><span>{escape(fact.words)}</span></li>"
        for fact in scene.facts
    )
    return f'<ol class="st-list">{items}</ol>'


def _progress(scene: Scene, found: Dossier, _: Ground) -> str:
    fact, card = scene.facts[0], found.view.cards[0]
    value = fact.estimate.figure.value or 0 if fact.estimate else 0
    is_jobs = fact.estimate is card.estimate
    whole = (card.goal.value if card.goal else 0) if is_jobs else 100
    planned = card.planned if is_jobs else None
    return (
        f'<p class="st-figure">{escape(fact.figure)}</p>'
        f'<p class="st-words">{escape(fact.words)}</p>'
        f'{_bar(value, whole, planned)}<p class="st-basis">{escape(fact.basis)}</p>'
    )


def _bar(value: float, whole: float, planned: float | None) -> str:
    if not whole:
        return ""
    tick = f'<s style="left:{min(100 * planned / whole, 100):.1f}%"></s>' if planned else ""
    done = min(100 * value / whole, 100)
    return f'<div class="st-bar" aria-hidden="true"><i style="width:{done:.1f}%"></i>{tick}</div>'


def _rates(scene: Scene, *_: object) -> str:
    return f'<div class="st-rates">{"".join(map(_rate, scene.facts))}</div>'


def _rate(fact: Fact) -> str:
    """Return a rate with its interval drawn from 0 to 100 and the rest as a tick."""
    one = fact.estimate
    drawn = ""
    if one is not None and one.interval is not None:
        low, high = one.interval.low, one.interval.high
        rest = f'<s style="left:{one.rest:.1f}%"></s>' if one.rest is not None else ""
        point = f'<b style="left:{one.figure.value or 0:.1f}%"></b>'
        drawn = (
            f'<div class="st-interval" aria-hidden="true"><i style="left:{low:.1f}%;'
            f'width:{high - low:.1f}%"></i>{rest}{point}</div>'
        )
    return (
        f'<div class="st-rate"><p>{escape(fact.words)}</p><p class="st-figure">'
        f'{escape(fact.figure)}</p>{drawn}<p class="st-basis">{escape(fact.basis)}</p></div>'
    )


def _closing(scene: Scene, *_: object) -> str:
    fact = scene.facts[0]
    return (
        f'<p class="st-figure st-long">{escape(fact.figure)}</p>'
        f'<p class="st-words">{escape(fact.words)}</p>'
    )


# ------------------------------------------------------------------ map
def _map(scene: Scene, found: Dossier, ground: Ground) -> str:
    drawing, quarters = drawing_of(found, ground), quarters_of(found)
    fit = Fit.into(drawing.view, MAP_AREA)
    ranks = _first_quarters(found.view.networks, quarters)
    areas = "".join(_area(one, fit, ranks, len(quarters)) for one in drawing.areas)
    around = "".join(f'<path d="{fit.path(s.rings)}"/>' for s in drawing.around)
    counts = "".join(
        f'<p data-step="{rank}"><b>{escape(fact.figure)}</b> LIANES {escape(fact.words)}</p>'
        for rank, fact in enumerate(scene.facts)
    )
    label = escape(f"{drawing.measure}. {len(drawing.dots)} sièges de LIANES.")
    return (
        f'<div class="st-map"><svg viewBox="0 0 1000 940" role="group" aria-label="{label}">'
        f'<defs>{_PATTERNS}</defs><g class="st-around">{around}</g>'
        f'<g class="st-frames">{_frames(drawing, fit)}</g>'
        f'<g class="st-areas">{areas}</g><g class="st-dots">{_dots(drawing, found, fit)}</g></svg>'
        f'<div class="st-side"><div class="st-counts" aria-live="polite">{counts}</div>'
        f'<p class="st-told" role="status">Touchez un territoire.</p>{_legend(drawing)}</div></div>'
    )


_PATTERNS = (
    '<pattern id="st-hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="st-plain" width="8" height="8"/>'
    '<rect class="st-mark" width="2.6" height="8"/></pattern>'
    '<pattern id="st-grain" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<rect class="st-plain" width="7" height="7"/>'
    '<circle class="st-mark" cx="3.5" cy="3.5" r="0.8"/></pattern>'
)


def _first_quarters(networks: Iterable[Network], quarters: tuple[Month, ...]) -> dict[str, int]:
    """Return the rank of the quarter in which each place got its first network."""
    found: dict[str, int] = {}
    for network in networks:
        rank = _rank(network, quarters)
        for code in (*network.parents, network.seat) if rank is not None else ():
            found[code] = min(rank or 0, found.get(code, len(quarters)))
    return found


def _rank(network: Network, quarters: tuple[Month, ...]) -> int | None:
    ends = [rank for rank, end in enumerate(quarters) if network.is_active(end.last_day)]
    return ends[0] if ends else None


def _area(one: Painted, fit: Fit, ranks: dict[str, int], count: int) -> str:
    step = ranks.get(one.shape.code, count)
    words = escape(f"{one.shape.name} : {one.words}")
    return (
        f'<path d="{fit.path(one.shape.rings)}" class="{_kind(one.paint)}" data-from="{step}" '
        f'data-words="{words}"/>'
    )


def _kind(paint: Paint) -> str:
    """Return the classes of a paint: the style gives each shade its colour on dark and light."""
    if paint.state is not State.MEASURED:
        return f"st-{paint.state}"
    names = {colour: f"s{rank}" for rank, colour in enumerate(p.SEQUENCE)}
    names |= {colour: f"v{rank}" for rank, colour in enumerate(p.VERDICTS)}
    return f"st-measured st-{names[paint.colour]}"


def _frames(drawing: Drawing, fit: Fit) -> str:
    corners = [(fit.at(box[:2]), fit.at(box[2:])) for _, box in drawing.frames]
    return "".join(
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{x2 - x:.0f}" height="{y2 - y:.0f}" rx="4"/>'
        for (x, y), (x2, y2) in corners
    )


def _dots(drawing: Drawing, found: Dossier, fit: Fit) -> str:
    quarters = quarters_of(found)
    ranks = {one.name: _rank(one, quarters) for one in found.view.networks}
    drawn = []
    for dot in drawing.dots:
        (x, y), rank = fit.at(dot.at), ranks.get(dot.name)
        if rank is not None:
            place = f'cx="{x:.1f}" cy="{y:.1f}" data-from="{rank}"'
            drawn.append(f'<circle {place} r="7"><title>{escape(dot.name)}</title></circle>')
    return "".join(drawn)


def _legend(drawing: Drawing) -> str:
    items = "".join(
        f'<li><i class="st-key {_kind(paint)}"></i>{escape(words)}</li>'
        for paint, words in drawing.legend
    )
    return f'<p class="st-measure">{escape(drawing.measure)}</p><ul class="st-legend">{items}</ul>'


_LAYOUTS: dict[Shape, Callable[[Scene, Dossier, Ground], str]] = {
    Shape.FIGURES: _facts,
    Shape.STEPS: _steps,
    Shape.MAP: _map,
    Shape.PROGRESS: _progress,
    Shape.RATES: _rates,
    Shape.CLOSING: _closing,
}
