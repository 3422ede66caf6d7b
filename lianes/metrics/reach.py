"""What lies within a distance of some points on Earth."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG 1980
Floats = npt.NDArray[np.float64]


def within(
    longitudes: Floats,
    latitudes: Floats,
    centres: Sequence[tuple[float, float]],
    kilometres: float,
) -> npt.NDArray[np.bool_]:
    """Return, for each place, whether a centre (longitude, latitude) is near enough.

    Degrees in, great-circle distance on a sphere: within 0.5 % of the ellipsoid.
    """
    if not centres:
        return np.zeros(len(longitudes), dtype=np.bool_)
    places = _unit_vectors(longitudes, latitudes)
    points = np.asarray(centres, float)
    cosines = places @ _unit_vectors(points[:, 0], points[:, 1]).T
    near: npt.NDArray[np.bool_] = cosines.max(axis=1) >= np.cos(kilometres / EARTH_RADIUS_KM)
    return near


def _unit_vectors(longitudes: Floats, latitudes: Floats) -> Floats:
    lon, lat = np.radians(longitudes), np.radians(latitudes)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
