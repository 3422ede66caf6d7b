"""The map of the stage: territories to touch, networks that appear quarter by quarter."""

from collections.abc import Iterable
from html import escape

from lianes.documents import palette as p
from lianes.documents.geometry import Box, Ground
from lianes.documents.map_drawing import Drawing, Paint, Painted, drawing_of
from lianes.documents.svg import Fit
from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.metrics.figure import State
from lianes.reading.dossier import Dossier
from lianes.reading.scene import Scene
from lianes.reading.story import quarters_of

AREA: Box = (0.0, 0.0, 1000.0, 940.0)
_PATTERNS = (
    '<pattern id="st-hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="st-plain" width="8" height="8"/>'
    '<rect class="st-mark" width="2.6" height="8"/></pattern>'
    '<pattern id="st-grain" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<rect class="st-plain" width="7" height="7"/>'
    '<circle class="st-mark" cx="3.5" cy="3.5" r="0.8"/></pattern>'
)


def map_scene(scene: Scene, found: Dossier, ground: Ground) -> str:
    """Return the map, its count for each quarter, what a touch tells, and the legend."""
    drawing, quarters = drawing_of(found, ground), quarters_of(found)
    fit = Fit.into(drawing.view, AREA)
    ranks = _first_quarters(found.view.networks, quarters)
    areas = "".join(_area(one, fit, ranks, len(quarters)) for one in drawing.areas)
    around = "".join(f'<path d="{fit.path(s.rings)}"/>' for s in drawing.around)
    label = escape(f"{drawing.measure}. {len(drawing.dots)} sièges de LIANES.")
    return (
        f'<div class="st-map"><svg viewBox="0 0 1000 940" role="group" aria-label="{label}">'
        f'<defs>{_PATTERNS}</defs><g class="st-around">{around}</g>'
        f'<g class="st-frames">{_frames(drawing, fit)}</g>'
        f'<g class="st-areas">{areas}</g><g class="st-dots">{_dots(drawing, found, fit)}</g></svg>'
        f'<div class="st-side"><div class="st-counts" aria-live="polite">{_counts(scene)}</div>'
        f'{_columns(scene)}<p class="st-told" role="status" '
        f'data-live="/?audience={found.audience}&amp;territoire=">Touchez un territoire.</p>'
        f"{_legend(drawing)}</div></div>"
    )


def _counts(scene: Scene) -> str:
    return "".join(
        f'<p data-step="{rank}"><b>{escape(fact.figure)}</b> {escape(fact.words)}</p>'
        for rank, fact in enumerate(scene.facts)
    )


def _columns(scene: Scene) -> str:
    """Return one column a quarter, as high as the LIANES open at its end; a touch goes there."""
    counts = [int("".join(filter(str.isdigit, fact.figure))) for fact in scene.facts]
    if len(counts) < 2:
        return ""
    top = max(counts) or 1
    drawn = "".join(
        f'<button type="button" data-go="{rank}" data-from="{rank}" '
        f'aria-label="{count} {escape(fact.words)}"><i style="height:{100 * count / top:.0f}%">'
        "</i></button>"
        for rank, (count, fact) in enumerate(zip(counts, scene.facts, strict=True))
    )
    return f'<div class="st-columns" role="group" aria-label="Trimestres">{drawn}</div>'


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
        f'<path d="{fit.path(one.shape.rings)}" class="st-tell {_kind(one.paint)}" role="img" '
        f'tabindex="0" data-from="{step}" data-code="{one.shape.code}" aria-label="{words}"/>'
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
