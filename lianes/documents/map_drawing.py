"""A map before any format: painted shapes, surroundings, insets, networks, legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianes.documents.geometry import Box, Ground, Point, Ring, Shape, meets, view_of
from lianes.documents.palette import SEQUENCE, VERDICTS
from lianes.domain.network import Network, Stage
from lianes.metrics.figure import State
from lianes.reading.dossier import Dossier
from lianes.reading.mapping import ABSENCES

STATES = (State.MASKED, State.NOT_DEPLOYED, State.NOT_REPORTED)
STATUSES = {
    "active": "LIANE active",
    "preparing": "LIANE en préparation",
    "closed": "LIANE close",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """How an area is filled: a colour when measured, else the pattern of its state."""

    state: State
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Painted:
    """One territory with its paint and the words that tell its figure."""

    shape: Shape
    paint: Paint
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One network on the map."""

    name: str
    status: str
    at: Point


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything a map shows, in metres of the plane; `view` is the part shown."""

    title: str
    measure: str
    view: Box
    areas: tuple[Painted, ...]
    around: tuple[Shape, ...]
    outlines: tuple[Shape, ...]
    frames: tuple[tuple[str, Box], ...]
    dots: tuple[Dot, ...]
    legend: tuple[tuple[Paint, str], ...]
    statuses: tuple[str, ...]


def drawing_of(found: Dossier, ground: Ground) -> Drawing:
    """Return the map of a dossier on its ground."""
    view = view_of(ground)
    inside, around = _parted(ground, view)
    paints = _paints(found)
    absent = (Paint(State.NOT_DEPLOYED), ABSENCES[State.NOT_DEPLOYED])
    dots = tuple(_dots(found, ground, view))
    return Drawing(
        title=found.mapped.indicator.question,
        measure=f"{found.mapped.indicator.label}, par {found.mapped.level.label}",
        view=view,
        areas=tuple(Painted(shape, *paints.get(shape.code, absent)) for shape in inside),
        around=around,
        outlines=_outlines(ground),
        frames=() if ground.focus else _frames(ground),
        dots=dots,
        legend=_legend(found),
        statuses=tuple(status for status in STATUSES if any(d.status == status for d in dots)),
    )


# ------------------------------------------------------------------ territories
def _parted(ground: Ground, view: Box) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    """Part the shapes in view: those of the subject, and those around it."""
    shapes = ground.layer.shapes
    if not ground.focus:
        return shapes, ()
    seen = [shape for shape in shapes if not shape.copy and meets(shape.box, view)]
    inside = {shape.code for shape in seen if _is_inside(shape, ground)}
    context = ground.context.shapes if ground.context else ()
    beyond = [shape for shape in context if not shape.copy and meets(shape.box, view)]
    others = [shape for shape in seen if shape.code not in inside]
    return tuple(s for s in seen if s.code in inside), (*beyond, *others)


def _is_inside(shape: Shape, ground: Ground) -> bool:
    """Whether a shape is one of those under study, or lies in one of them."""
    if shape.code in ground.focus or ground.layer_name.endswith(ground.focus):
        return True
    if any(other.code in ground.focus for other in ground.layer.shapes):
        return ground.layer.level == "COM"
    return any(holds(other.rings, shape.at) for other in _outlines(ground))


def _outlines(ground: Ground) -> tuple[Shape, ...]:
    """Return the shapes of what is under study, in the layer or in its surroundings."""
    layers = [ground.layer, *([ground.context] if ground.context else [])]
    return tuple(
        shape
        for layer in layers
        for shape in layer.shapes
        if shape.code in ground.focus and not shape.copy
    )


def holds(rings: Sequence[Ring], point: Point) -> bool:
    """Whether a point lies inside rings, holes counted out (even-odd rule)."""
    x, y = point
    crossed = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossed = not crossed
    return crossed


def _frames(ground: Ground) -> tuple[tuple[str, Box], ...]:
    """Return the insets; the inner ring only when the layer has its copies."""
    has_copies = any(shape.copy for shape in ground.layer.shapes)
    return ground.frames if has_copies else ground.frames[:-1]


# ------------------------------------------------------------------ paints and legend
def _paints(found: Dossier) -> dict[str, tuple[Paint, str]]:
    colours = colours_of(found)
    return {
        area.territory.code: (
            Paint(State.MEASURED, colours[area.shade])
            if area.shade is not None
            else Paint(area.estimate.figure.state),
            area.label,
        )
        for area in found.mapped.areas
    }


def colours_of(found: Dossier) -> tuple[str, ...]:
    """Return the colour of each class: verdicts for a rate, else a sequence."""
    return VERDICTS if found.mapped.compares else SEQUENCE


def _legend(found: Dossier) -> tuple[tuple[Paint, str], ...]:
    pairs = zip(colours_of(found), found.mapped.class_words, strict=False)
    classes = [(Paint(State.MEASURED, colour), words) for colour, words in pairs]
    return (*classes, *((Paint(state), ABSENCES[state]) for state in STATES))


# ------------------------------------------------------------------ networks
def _dots(found: Dossier, ground: Ground, view: Box) -> Iterator[Dot]:
    copies = not ground.focus and any(shape.copy for shape in ground.layer.shapes)
    for network in found.view.networks:
        status = _status(network, found)
        if view[0] <= network.x <= view[2] and view[1] <= network.y <= view[3]:
            yield Dot(network.name, status, (network.x, network.y))
        again = ground.into_inset(network.x, network.y) if copies else None
        if again is not None:
            yield Dot(network.name, status, again)


def _status(network: Network, found: Dossier) -> str:
    if network.stage is Stage.CLOSED:
        return "closed"
    return "active" if network.is_active(found.view.scope.period.end.last_day) else "preparing"
