"""The map as native shapes: each territory a named freeform, coloured by its class."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.autoshape import Shape as AutoShape
from pptx.util import Inches, Pt

from lianes.documents import palette as p
from lianes.documents.geometry import Box, Point, Shape, box_of, clipped
from lianes.documents.map_drawing import STATUSES, Drawing, Paint, Painted
from lianes.documents.pptx_master import colour
from lianes.documents.pptx_parts import Look, described, flat, words, write
from lianes.documents.svg import Fit
from lianes.metrics.figure import State

EMU = 914_400
_PATTERNS = {
    State.MASKED: (MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL, p.MASKED_MARK, p.MASKED_GROUND),
    State.NOT_DEPLOYED: (MSO_PATTERN_TYPE.DOTTED_GRID, p.LINE, p.DOTS_GROUND),
}


@dataclass(frozen=True, slots=True)
class Pen:
    """What draws on one slide: where the plane lies, and the next number of a shape.

    Freeforms are written as XML: python-pptx's builder takes a time that grows with the square
    of the points (8 s for the départements, 0.3 s so).
    """

    slide: Any
    view: Box
    fit: Fit
    numbers: Iterator[int]

    def freeform(self, shape: Shape, prefix: str = "") -> Any | None:
        """Return a freeform with every ring of a shape inside the view, None when none is."""
        rings = [ring for ring in (clipped(one, self.view) for one in shape.rings) if ring]
        if not rings:
            return None
        points = [[_emu(self.fit.at(point)) for point in ring] for ring in rings]
        name = f"{prefix}{shape.code} {shape.name}"
        element = parse_xml(_freeform(points, next(self.numbers), name))
        tree = self.slide.shapes._spTree
        tree.append(element)
        return AutoShape(element, self.slide.shapes)


def draw_map(slide: Any, drawing: Drawing, area: Box) -> None:
    """Draw the map into an area of the slide (edges in inches), as one named group."""
    pen = Pen(slide, drawing.view, Fit.into(drawing.view, area), count(1_000))
    made = [_surrounding(pen, shape) for shape in drawing.around]
    made += [_frame(slide, pen.fit, label, box) for label, box in drawing.frames]
    made += [_area(pen, one) for one in drawing.areas]
    made += [_outline(pen, shape) for shape in drawing.outlines]
    group = slide.shapes.add_group_shape([shape for shape in made if shape is not None])
    said = "; ".join(
        f"{one.shape.name} : {one.words}"
        for one in drawing.areas
        if one.paint.state is not State.NOT_DEPLOYED and not one.shape.copy
    )
    described(group, "Carte", f"{drawing.measure}. {said or 'Aucun territoire mesuré'}.")
    _networks(slide, drawing, pen.fit)


# ------------------------------------------------------------------ shapes
def _area(pen: Pen, one: Painted) -> Any | None:
    made = pen.freeform(one.shape)
    if made is None:
        return None
    _line(made, "#ffffff", 0.5)
    fill(made, one.paint)
    again = " (petite couronne)" if one.shape.copy else ""
    name = f"{one.shape.code} {one.shape.name}{again}"
    described(made, name, f"{one.shape.name} : {one.words}")
    return made


def _surrounding(pen: Pen, shape: Shape) -> Any | None:
    made = pen.freeform(shape, "Autour ")
    if made is not None:
        made.fill.solid()
        made.fill.fore_color.rgb = colour(p.CONTEXT)
        _line(made, "#ffffff", 0.5)
    return made


def _outline(pen: Pen, shape: Shape) -> Any | None:
    made = pen.freeform(shape, "Contour ")
    if made is not None:
        made.fill.background()
        _line(made, p.NAVY, 1.5)
    return made


def _line(shape: Any, code: str, width: float) -> None:
    shape.line.color.rgb = colour(code)
    shape.line.width = Pt(width)


def _freeform(rings: Sequence[Sequence[tuple[int, int]]], number: int, name: str) -> str:
    left, top, right, bottom = (round(side) for side in box_of(chain.from_iterable(rings)))
    wide, high = max(right - left, 1), max(bottom - top, 1)
    drawn = "".join(
        "".join(
            f'<a:{"lnTo" if rank else "moveTo"}><a:pt x="{x - left}" y="{y - top}"/>'
            f"</a:{'lnTo' if rank else 'moveTo'}>"
            for rank, (x, y) in enumerate(ring)
        )
        + "<a:close/>"
        for ring in rings
    )
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>'
        f'<a:cxnLst/><a:rect l="l" t="t" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">'
        f"{drawn}</a:path></a:pathLst></a:custGeom></p:spPr></p:sp>"
    )


def _emu(point: Point) -> tuple[int, int]:
    return round(point[0] * EMU), round(point[1] * EMU)


def fill(shape: Any, paint: Paint) -> None:
    """Fill a shape by class, or by the pattern of its state."""
    if paint.state in _PATTERNS:
        pattern, mark_code, ground = _PATTERNS[paint.state]
        shape.fill.patterned()
        shape.fill.pattern = pattern
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = colour(mark_code), colour(ground)
        shape.line.color.rgb = colour("#dce2e9")
        return
    shape.fill.solid()
    if paint.state is State.MEASURED:
        shape.fill.fore_color.rgb = colour(paint.colour)
        return
    shape.fill.fore_color.rgb = colour(p.MISSING_GROUND)
    shape.line.color.rgb = colour(p.MISSING_EDGE)
    shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def _frame(slide: Any, fit: Fit, label: str, box: Box) -> Any:
    (x, y), (x2, y2) = fit.at(box[:2]), fit.at(box[2:])
    made = flat(slide, MSO_SHAPE.RECTANGLE, (x, y, x2 - x, y2 - y), "#ffffff", p.LINE)
    made.name = f"Encart {label}"
    frame = made.text_frame
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    frame.margin_left = frame.margin_bottom = Inches(0.03)
    write(frame.paragraphs[0], label, Look(8, p.GREY))
    return made


# ------------------------------------------------------------------ networks and legend
def _networks(slide: Any, drawing: Drawing, fit: Fit) -> None:
    made = [mark(slide, dot.status, fit.at(dot.at), dot.name) for dot in drawing.dots]
    if made:
        group = slide.shapes.add_group_shape(made)
        names = ", ".join(dict.fromkeys(dot.name for dot in drawing.dots))
        described(group, "LIANES", f"Sièges des LIANES : {names}.")


def mark(slide: Any, status: str, at: Point, name: str) -> Any:
    """Add the mark of a network: full when active, a ring otherwise."""
    size = 0.11
    corner = (at[0] - size / 2, at[1] - size / 2, size, size)
    edge = {"active": "#ffffff", "preparing": p.CORAL, "closed": p.GREY}[status]
    made = flat(slide, MSO_SHAPE.OVAL, corner, p.CORAL if status == "active" else "#ffffff", edge)
    made.line.width = Pt(1)
    described(made, name, f"{name} : {STATUSES[status]}")
    return made


def draw_legend(slide: Any, drawing: Drawing, left: float, top: float, width: float) -> None:
    """Draw the legend: classes, every state, networks."""
    words(slide, (left, top, width, 0.6), [(drawing.measure, Look(14, p.NAVY, bold=True))])
    y = top + 0.75
    for paint, said in drawing.legend:
        box = (left, y + 0.03, 0.36, 0.2)
        swatch = flat(slide, MSO_SHAPE.RECTANGLE, box, "#ffffff", p.LINE)
        fill(swatch, paint)
        described(swatch, f"Légende {said}", "")
        words(slide, (left + 0.5, y, width - 0.5, 0.28), [(said, Look(13))])
        y += 0.34
    y += 0.12
    for status in drawing.statuses:
        mark(slide, status, (left + 0.18, y + 0.13), STATUSES[status])
        words(slide, (left + 0.5, y, width - 0.5, 0.28), [(STATUSES[status], Look(13))])
        y += 0.34
