"""The map plane: Lambert-93 with overseas and inner Paris set in frames, read as SVG."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

LAMBERT_93 = 2154
WGS_84 = 4326
# Corner and size of the drawing: everything placed plus a margin of 10 km, in Lambert-93 metres.
X_MIN, Y_MAX = 87_000, 7_130_000
WIDTH, HEIGHT = 1_167_000, 1_100_000
INNER_RING = ("75", "92", "93", "94")


@dataclass(frozen=True, slots=True)
class Zone:
    """One piece of the map: its own CRS, then x' = scale * x + dx, y' = scale * y + dy."""

    id: str
    label: str
    epsg: int
    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    corner: tuple[int, int] = (X_MIN, Y_MAX - HEIGHT)
    size: tuple[int, int] = (WIDTH, HEIGHT)

    @property
    def rect(self) -> tuple[int, int, int, int]:
        """Frame in the SVG plane: x, y of the top left corner, width, height."""
        (x, y), (width, height) = self.corner, self.size
        return x - X_MIN, Y_MAX - y - height, width, height


def _overseas(rank: int, zone: Zone) -> Zone:
    return replace(zone, corner=(97_000, 6_048_000 + rank * 127_000), size=(172_000, 122_000))


METRO = Zone("metro", "France métropolitaine", LAMBERT_93)
OVERSEAS = (
    _overseas(0, Zone("976", "Mayotte", 4471, 2.55, -1_135_793, -15_777_523)),
    _overseas(1, Zone("974", "La Réunion", 2975, 1.80, -441_518, -7_556_912)),
    _overseas(2, Zone("973", "Guyane", 2972, 0.25, 116_686, 6_254_256)),
    _overseas(3, Zone("972", "Martinique", 5490, 1.92, -1_186_506, 3_381_364)),
    _overseas(4, Zone("971", "Guadeloupe", 5490, 1.36, -728_623, 4_184_668)),
)
# Tall enough for the EPT that reach into Essonne and Val-d'Oise, and clear of Alsace.
PARIS = Zone(
    "paris", "Paris et petite couronne", LAMBERT_93, 5.11, -2_203_453, -28_036_913,
    corner=(1_038_000, 6_907_000), size=(206_000, 213_000),
)  # fmt: skip
ZONES = (METRO, *OVERSEAS)
FRAMES = (*OVERSEAS, PARIS)


def zone_of(insee: str) -> Zone:
    """Zone of a commune or département, from its INSEE code."""
    return next((zone for zone in OVERSEAS if insee.startswith(zone.id)), METRO)


def reproject(shapes: Any, source: int, target: int) -> Any:
    """Bring geometries from one CRS to another, axes in x, y order."""
    transformer = Transformer.from_crs(source, target, always_xy=True)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return shapely.transform(shapes, move)


def place(shapes: Any, zone: Zone) -> Any:
    """Bring geometries of a zone from its own CRS to the SVG plane, in metres."""
    scale = np.array([zone.scale, -zone.scale])
    shift = np.array([zone.dx - X_MIN, Y_MAX - zone.dy])
    return shapely.transform(shapes, lambda points: points * scale + shift)


def inset_transform(zone: Zone = PARIS) -> tuple[float, float, float]:
    """Scale and shift that copy a point of the metropolitan SVG plane into an inset."""
    dx = (zone.scale - 1) * X_MIN + zone.dx
    dy = (1 - zone.scale) * Y_MAX - zone.dy
    return zone.scale, round(dx, 3), round(dy, 3)
