"""The map as one SVG image: title, legend, source and date inside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from lianes.documents import palette as p
from lianes.documents.geometry import Box, Ground, Point, Ring
from lianes.documents.map_drawing import STATUSES, Drawing, Paint, drawing_of
from lianes.documents.stamp import Stamp, stamp_of
from lianes.documents.tables import refuse_empty
from lianes.metrics.figure import State
from lianes.reading.dossier import Dossier

WIDTH, HEIGHT = 1400, 1050
MAP_AREA: Box = (40, 150, 1030, 950)
LEGEND_AT: Point = (1065, 190)
FONT = "'Lianes Sans', 'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif"
_PATTERNS = (
    '<pattern id="masked" width="7" height="7" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{p.MASKED_GROUND}"/>'
    f'<rect width="2" height="7" fill="{p.MASKED_MARK}"/></pattern>'
    '<pattern id="not_deployed" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="{p.DOTS_GROUND}"/>'
    f'<circle cx="3" cy="3" r="0.8" fill="{p.DOTS_MARK}"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class Fit:
    """The plane laid into a rectangle of the image, its ratio kept."""

    scale: float
    dx: float
    dy: float

    @classmethod
    def into(cls, view: Box, area: Box) -> "Fit":
        """Return the largest fit, centred."""
        width, height = view[2] - view[0], view[3] - view[1]
        room = (area[2] - area[0], area[3] - area[1])
        scale = min(room[0] / width, room[1] / height)
        dx = area[0] + (room[0] - scale * width) / 2 - scale * view[0]
        dy = area[1] + (room[1] - scale * height) / 2 - scale * view[1]
        return cls(scale, dx, dy)

    def at(self, point: Point) -> Point:
        """Return where a point of the plane lies in the image."""
        return (self.scale * point[0] + self.dx, self.scale * point[1] + self.dy)

    def path(self, rings: Iterable[Ring]) -> str:
        """Return rings as the data of a path."""
        return "".join(f"M{'L'.join(self._text(point) for point in ring)}Z" for ring in rings)

    def _text(self, point: Point) -> str:
        x, y = self.at(point)
        return f"{x:.1f} {y:.1f}"


def map_svg(found: Dossier, ground: Ground) -> bytes:
    """Return the image of the map; raises EmptyExport."""
    refuse_empty(found)
    drawing, stamp = drawing_of(found, ground), stamp_of(found)
    parts = [*_head(drawing, stamp), map_group(drawing, MAP_AREA), *_key(drawing), *_foot(stamp)]
    return _document("".join(parts), drawing, stamp, (0, 0, WIDTH, HEIGHT)).encode()


def bare_map(drawing: Drawing, stamp: Stamp, area: Box) -> str:
    """Return the map alone, without title nor legend, for a page that has its own."""
    return _document(map_group(drawing, area), drawing, stamp, area)


def swatch(of: Paint | str) -> str:
    """Return the small drawing of a legend: a paint, or the mark of a network."""
    if isinstance(of, str):
        drawn = mark(of, (15, 9))
    else:
        drawn = f'<rect x="1" y="1" width="28" height="16" rx="2" {_fill(of, 1)}/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 18" width="30" height="18">'
        f"<defs>{_PATTERNS}</defs>{drawn}</svg>"
    )


def _document(content: str, drawing: Drawing, stamp: Stamp, view: Box) -> str:
    width, height = view[2] - view[0], view[3] - view[1]
    box = f"{view[0]:g} {view[1]:g} {width:g} {height:g}"
    said = f"{drawing.title} {drawing.measure}. {stamp.words}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width:g}" '
        f'height="{height:g}" lang="fr" role="img" font-family="{FONT}">'
        f"<title>{escape(f'{drawing.title} {stamp.title}')}</title><desc>{escape(said)}</desc>"
        f"<defs>{_PATTERNS}</defs>{content}</svg>"
    )


# ------------------------------------------------------------------ the map
def map_group(drawing: Drawing, area: Box) -> str:
    """Return the map laid into an area of the image, cut at its edges."""
    fit = Fit.into(drawing.view, area)
    left, top = fit.at(drawing.view[:2])
    right, bottom = fit.at(drawing.view[2:])
    clip = (
        f'<clipPath id="view"><rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
        f'height="{bottom - top:.1f}"/></clipPath>'
    )
    layers = (*_around(drawing, fit), *_frames(drawing, fit), *_areas(drawing, fit),
              *_outlines(drawing, fit), *_names(drawing, fit), *_dots(drawing, fit))  # fmt: skip
    return f'{clip}<g clip-path="url(#view)" fill-rule="evenodd">{"".join(layers)}</g>'


def _around(drawing: Drawing, fit: Fit) -> Iterator[str]:
    for shape in drawing.around:
        yield f'<path d="{fit.path(shape.rings)}" fill="{p.CONTEXT}" stroke="#fff"/>'


def _frames(drawing: Drawing, fit: Fit) -> Iterator[str]:
    for _, (left, top, right, bottom) in drawing.frames:
        (x, y), (x2, y2) = fit.at((left, top)), fit.at((right, bottom))
        yield (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{x2 - x:.1f}" height="{y2 - y:.1f}" rx="4" '
            f'fill="#fff" stroke="{p.LINE}"/>'
        )


def _names(drawing: Drawing, fit: Fit) -> Iterator[str]:
    """Name the insets: inside their frame overseas, on its left for the inner ring."""
    for label, (left, top, right, bottom) in drawing.frames:
        (x, y), (x2, y2) = fit.at((left, top)), fit.at((right, bottom))
        beside = (x + x2) / 2 > fit.at(((drawing.view[0] + drawing.view[2]) / 2, 0))[0]
        lines = wrap(label, 9) if beside else [label]
        for rank, line in enumerate(lines):
            at = (x - 6, y + 14 + 15 * rank) if beside else (x + 6, y2 - 6)
            yield _haloed(at, line, "end" if beside else "start")


def _haloed(at: Point, words: str, anchor: str) -> str:
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}" font-size="12.5" '
        f'fill="{p.GREY}" stroke="#fff" stroke-width="3" paint-order="stroke" '
        f'stroke-linejoin="round">{escape(words)}</text>'
    )


def _areas(drawing: Drawing, fit: Fit) -> Iterator[str]:
    thin = 0.5 if len(drawing.areas) > 200 else 0.9
    for area in drawing.areas:
        told = escape(f"{area.shape.name} : {area.words}")
        yield (
            f'<path d="{fit.path(area.shape.rings)}" {_fill(area.paint, thin)}>'
            f"<title>{told}</title></path>"
        )


def _fill(paint: Paint, thin: float) -> str:
    if paint.state is State.MEASURED:
        return f'fill="{paint.colour}" stroke="#fff" stroke-width="{thin}"'
    if paint.state is State.NOT_REPORTED:
        return (f'fill="{p.MISSING_GROUND}" stroke="{p.MISSING_EDGE}" stroke-width="{thin}" '
                'stroke-dasharray="4 3"')  # fmt: skip
    edge = "#dce2e9" if paint.state is State.NOT_DEPLOYED else "#fff"
    return f'fill="url(#{paint.state})" stroke="{edge}" stroke-width="{thin}"'


def _outlines(drawing: Drawing, fit: Fit) -> Iterator[str]:
    for shape in drawing.outlines:
        yield f'<path d="{fit.path(shape.rings)}" fill="none" stroke="{p.NAVY}" stroke-width="2"/>'


def _dots(drawing: Drawing, fit: Fit) -> Iterator[str]:
    for dot in drawing.dots:
        yield f"<g>{mark(dot.status, fit.at(dot.at))}<title>{escape(dot.name)}</title></g>"


def mark(status: str, at: Point) -> str:
    """Return the mark of a network: full when active, a ring otherwise."""
    place = f'cx="{at[0]:.1f}" cy="{at[1]:.1f}"'
    if status == "active":
        return f'<circle {place} r="5" fill="{p.CORAL}" stroke="#fff" stroke-width="1.6"/>'
    edge = p.CORAL if status == "preparing" else p.GREY
    return f'<circle {place} r="4.4" fill="#fff" stroke="{edge}" stroke-width="2.2"/>'


# ------------------------------------------------------------------ what stands around it
def _head(drawing: Drawing, stamp: Stamp) -> Iterator[str]:
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    yield text((40, 62), drawing.title, 36, p.NAVY, weight=700)
    yield text((40, 100), f"{drawing.measure} · {stamp.pairs[0][1]}", 21, p.GREY)
    if stamp.demonstration:
        wide = 24 + 7.1 * len(stamp.demonstration)
        box = f'x="40" y="114" width="{wide:.0f}" height="28" rx="6"'
        yield f'<rect {box} fill="{p.AMBER_GROUND}"/>'
        yield text((52, 133), stamp.demonstration, 16, p.AMBER, weight=600)


def _key(drawing: Drawing) -> Iterator[str]:
    x, y = LEGEND_AT
    for line in wrap(drawing.measure, 32):
        yield text((x, y), line, 18, p.INK, weight=600)
        y += 24
    for paint, words in drawing.legend:
        y += 30
        yield f'<rect x="{x}" y="{y - 15}" width="30" height="18" rx="3" {_fill(paint, 1)}/>'
        yield text((x + 42, y), words, 17, p.INK)
    y += 16
    for status in drawing.statuses:
        y += 30
        yield mark(status, (x + 15, y - 6)) + text((x + 42, y), STATUSES[status], 17, p.INK)


def _foot(stamp: Stamp) -> Iterator[str]:
    yield f'<line x1="40" x2="{WIDTH - 40}" y1="972" y2="972" stroke="{p.LINE}"/>'
    secret = f"Secret statistique : {dict(stamp.pairs)['Secret statistique']}."
    for rank, line in enumerate(wrap(f"{stamp.line}. {secret}", 205)[:3]):
        yield text((40, 998 + 21 * rank), line, 15, p.GREY)


def text(at: Point, words: str, size: float, colour: str, *, weight: int = 400) -> str:
    """Return words at a place."""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:g}" fill="{colour}"{bold}>'
        f"{escape(words)}</text>"
    )
