"""Which territories share a border of positive length."""

from collections.abc import Iterator

import numpy as np
import shapely

from lianes.geo.levels import OWNERS
from lianes.geo.planes import ZONES
from lianes.geo.records import OfficialCode
from lianes.geo.repair import Coverage

Pair = tuple[str, str]


def commune_pairs(coverage: Coverage) -> list[Pair]:
    """Neighbouring communes: in a valid coverage they have one same segment at least."""
    return sorted(pair for zone in ZONES for pair in _zone_pairs(coverage.of_zone(zone.id)))


def _zone_pairs(shapes: dict[str, object]) -> set[Pair]:
    codes = sorted(shapes)
    segments, owners = _segments([shapes[code] for code in codes])
    order = np.lexsort(segments.T)
    segments, owners = segments[order], owners[order]
    same = np.all(segments[1:] == segments[:-1], axis=1) & (owners[1:] != owners[:-1])
    pairs = np.sort(np.column_stack([owners[:-1][same], owners[1:][same]]), axis=1)
    return {(codes[a], codes[b]) for a, b in np.unique(pairs, axis=0).tolist()}


def _segments(shapes: list[object]) -> tuple[np.ndarray, np.ndarray]:
    """Each segment of each ring with its ends in a fixed order, and the shape it belongs to."""
    parts, owner = shapely.get_parts(np.array(shapes), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    ends = np.stack([points[:-1][inside], points[1:][inside]], axis=1)
    swap = (ends[:, 0, 0] > ends[:, 1, 0]) | (
        (ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1])
    )
    ends[swap] = ends[swap][:, ::-1]
    return ends.reshape(-1, 4), owner[part[ring[1:][inside]]]


def adjacency(coverage: Coverage, official: OfficialCode) -> Iterator[tuple[str, str, str]]:
    """Rows `level, a, b` (a < b) of every level, sorted."""
    communes = commune_pairs(coverage)
    for level, owner in OWNERS.items():
        found = set()
        for pair in communes:
            a, b = sorted(owner(official.communes[code]) or "" for code in pair)
            if a and a != b:
                found.add((f"{level}-{a}", f"{level}-{b}"))
        yield from ((level, a, b) for a, b in sorted(found))
