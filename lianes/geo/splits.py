"""Communes that were divided again: their codes, and an approximate partition of one of them."""

from typing import Any

import numpy as np
import shapely

from lianes.geo.planes import LAMBERT_93, WGS_84, reproject

# Communes re-established (Insee, mouvements de communes): 2025 for the first, 2024 for the next
# two, 2020 for the last. The lists of the package keep no trace of them. Name before the split.
SPLITS = {
    "15141": ("Neussargues en Pinatelle", ("15031", "15035", "15047", "15141", "15171")),
    "85084": ("Essarts en Bocage", ("85084", "85165", "85212")),
    "60054": ("Les Hauts-Talican", ("60054", "60694")),
    "14712": ("Saline", ("14666", "14712")),
}
# The only split whose parts have no polygon of their own. Village positions (longitude,
# latitude): town hall of 15141 in the source, the others as Wikipedia gives them.
UNDIVIDED = "15141"
VILLAGES = {
    "15031": (2.9547, 45.1158),
    "15035": (2.9331, 45.1558),
    "15047": (2.8828, 45.1544),
    "15141": (2.9784, 45.1263),
    "15171": (2.9708, 45.1733),
}


def divide(shape: Any) -> dict[str, Any]:
    """Share a Lambert-93 polygon between the villages, each point going to the nearest."""
    villages = reproject(shapely.points(list(VILLAGES.values())), WGS_84, LAMBERT_93)
    cells = shapely.voronoi_polygons(
        shapely.multipoints(villages), extend_to=shape.envelope, ordered=True
    )
    pieces = shapely.intersection(np.array(cells.geoms), shape)
    return dict(zip(VILLAGES, pieces, strict=True))
