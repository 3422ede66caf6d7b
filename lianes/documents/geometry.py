"""The plane a file draws its map on: built contours, insets, and where it zooms."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in metres of the plane (downwards)."""

_COMMAND = re.compile(r"([ml])([^mlz]*)")
_NUMBER = re.compile(r"-?\d+")
MARGIN = 0.04


@dataclass(frozen=True, slots=True)
class Shape:
    """One territory: rings in metres, a point inside; a copy is drawn again in an inset."""

    code: str
    name: str
    rings: tuple[Ring, ...]
    at: Point
    copy: bool = False

    @property
    def box(self) -> Box:
        """The smallest rectangle that holds it."""
        return box_of(chain.from_iterable(self.rings))


@dataclass(frozen=True, slots=True)
class Layer:
    """The shapes of one geometry file and how fine its grid is, in metres."""

    level: str
    unit: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a map is drawn on: its layer, its surroundings, and the codes it zooms to.

    An empty `focus` shows the whole country.
    """

    folder: Path
    manifest: Mapping[str, Any]
    layer_name: str
    context_name: str | None
    focus: tuple[str, ...]

    @property
    def layer(self) -> Layer:
        """The territories of the map."""
        return _layer(self.folder / self.manifest["files"][self.layer_name])

    @property
    def context(self) -> Layer | None:
        """What stands around them."""
        if self.context_name is None:
            return None
        return _layer(self.folder / self.manifest["files"][self.context_name])

    @property
    def frames(self) -> tuple[tuple[str, Box], ...]:
        """The framed insets: label and rectangle."""
        return tuple(
            (frame["label"], _rectangle(frame["rect"])) for frame in self.manifest["frames"]
        )

    @property
    def whole(self) -> Box:
        """The frame of the whole country."""
        return _rectangle(self.manifest["frame"])

    def into_inset(self, x: float, y: float) -> Point | None:
        """Return where a point is drawn again in the inset of the inner ring, if it is."""
        scale, dx, dy = self.manifest["inner_ring"]["transform"]
        left, top, right, bottom = self.frames[-1][1]
        moved = (scale * x + dx, scale * y + dy)
        return moved if left < moved[0] < right and top < moved[1] < bottom else None


def _rectangle(rect: Sequence[float]) -> Box:
    left, top, width, height = rect
    return (left, top, left + width, top + height)


@lru_cache(maxsize=8)
def _layer(path: Path) -> Layer:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        content = json.load(file)
    unit = content["unit"]
    names = {row[0]: row[1] for row in content["shapes"]}
    shapes = [
        Shape(code, name, tuple(rings_of(path_, unit)), (x * unit, y * unit))
        for code, name, path_, x, y in content["shapes"]
    ]
    shapes += [
        Shape(code, names[code], tuple(rings := list(rings_of(path_, unit))), rings[0][0], True)
        for code, path_ in content["insets"]
    ]
    return Layer(content["level"], unit, tuple(shapes))


def rings_of(path: str, unit: int) -> Iterator[Ring]:
    """Yield the rings of a path of relative commands; `m` starts from the last ring's start."""
    start = (0, 0)
    for closed in path.split("z")[:-1]:
        steps = [int(n) for _, text in _COMMAND.findall(closed) for n in _NUMBER.findall(text)]
        xs = list(accumulate(steps[0::2], initial=start[0]))[1:]
        ys = list(accumulate(steps[1::2], initial=start[1]))[1:]
        start = (xs[0], ys[0])
        yield tuple((x * unit, y * unit) for x, y in zip(xs, ys, strict=True))


def box_of(points: Iterable[Point]) -> Box:
    """Return the smallest rectangle that holds some points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest rectangle that holds some rectangles; there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def view_of(ground: Ground) -> Box:
    """Return the part of the plane a map shows: the country, or what it zooms to."""
    if not ground.focus:
        return ground.whole
    layers = (ground.layer, ground.context)
    found = [shape.box for layer in layers if layer for shape in layer.shapes
             if shape.code in ground.focus and not shape.copy]  # fmt: skip
    if not found:
        found = [shape.box for shape in ground.layer.shapes if not shape.copy]
    return widened(union(found))


def widened(box: Box) -> Box:
    """Return a rectangle with a margin around it."""
    left, top, right, bottom = box
    margin = MARGIN * max(right - left, bottom - top)
    return (left - margin, top - margin, right + margin, bottom + margin)


def meets(one: Box, other: Box) -> bool:
    """Whether two rectangles overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def clipped(ring: Ring, view: Box) -> Ring:
    """Return the part of a ring inside a rectangle (Sutherland and Hodgman, 1974)."""
    points = list(ring)
    for axis, side, keep_above in ((0, 0, True), (1, 1, True), (0, 2, False), (1, 3, False)):
        points = _cut(points, axis, view[side], keep_above=keep_above)
    return tuple(points)


def _cut(points: list[Point], axis: int, limit: float, *, keep_above: bool) -> list[Point]:
    """Keep the side of a polygon above or below a limit of one coordinate."""
    kept: list[Point] = []
    for start, end in zip(points[-1:] + points[:-1], points, strict=True):
        begins, ends = ((p[axis] >= limit) == keep_above or p[axis] == limit for p in (start, end))
        if begins != ends:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append((start[0] + share * (end[0] - start[0]),
                         start[1] + share * (end[1] - start[1])))  # fmt: skip
        if ends:
            kept.append(end)
    return kept
