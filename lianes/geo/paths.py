"""SVG paths on an integer grid: compact relative commands, and their reading back."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Ring = NDArray[np.int64]
_COMMAND = re.compile(r"([mlz])([^mlz]*)")
_NUMBER = re.compile(r"-?\d+")


def encode(shape: Any, unit: int) -> str:
    """Path of a polygon (`m` and `l` relative, every ring closed), in multiples of `unit`.

    A relative `m` starts from the first point of the previous ring, as SVG does after `z`.
    Rings that collapse on the grid are left out, so a path may be empty.
    """
    pieces, start = [], np.zeros(2, dtype=np.int64)
    for ring in rounded_rings(shape, unit):
        pieces.append(_ring_path(ring, start))
        start = ring[0]
    return "".join(pieces)


def rounded_rings(shape: Any, unit: int) -> Iterator[Ring]:
    """Rings of a polygon on the grid, without repeated points nor the closing one."""
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            points = np.rint(shapely.get_coordinates(ring) / unit).astype(np.int64)
            kept = fold(points)
            if len(kept):
                yield kept


def fold(points: Ring) -> Ring:
    """Drop points equal to the next one, then the ring itself when it holds no area."""
    distinct = points[np.any(points != np.roll(points, -1, axis=0), axis=1)]
    return distinct if doubled_area(distinct) else distinct[:0]


def doubled_area(ring: Ring) -> int:
    """Twice the area of a ring (shoelace), exact on integers."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(int(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))))


def _ring_path(ring: Ring, start: Ring) -> str:
    steps = np.diff(ring, axis=0, prepend=start[np.newaxis])
    return f"m{_numbers(steps[:1])}l{_numbers(steps[1:])}z"


def _numbers(steps: Ring) -> str:
    return " ".join(map(str, steps.ravel().tolist())).replace(" -", "-")


def decode(path: str) -> list[Ring]:
    """Rings of a path written by `encode`, as absolute integer points."""
    rings: list[Ring] = []
    start = np.zeros(2, dtype=np.int64)
    steps: list[int] = []
    for command, numbers in _COMMAND.findall(path):
        steps += [int(number) for number in _NUMBER.findall(numbers)]
        if command == "z":
            ring = start + np.cumsum(np.array(steps).reshape(-1, 2), axis=0)
            rings.append(ring)
            start, steps = ring[0], []
    return rings
