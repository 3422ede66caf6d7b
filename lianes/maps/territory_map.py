"""The map: a component that fetches a geometry once and receives codes, shades and labels."""

import json
from collections.abc import Sequence

from lianes.maps.loader import mount
from lianes.maps.marks import MapArea, MapPlane, MapPoint
from lianes.maps.payload import areas_payload, plane_payload, points_payload
from lianes.metrics.figure import State

KEYS = "Flèches : territoire voisin ; Entrée : ouvrir ; Échap : remonter."


def territory_map(
    *,
    key: str,
    geometry_url: str,
    module_url: str,
    frames: MapPlane,
    areas: Sequence[MapArea],
    points: Sequence[MapPoint],
    focus: tuple[str, ...],
    context_url: str | None,
    title: str,
    description: str,
    default_state: State,
    climb: str | None = None,
) -> None:
    """Show the map; areas of the geometry that are not given are in the default state.

    Every area is a link to `?territoire=<code>` and every point to `?reseau=<code>`; `climb` is
    the link Escape follows. An empty `focus` shows the whole country.
    """
    data = {
        "geometry": geometry_url,
        "context": context_url,
        "plane": plane_payload(frames),
        "areas": areas_payload(areas, default_state),
        "points": points_payload(points),
        "focus": list(focus),
        "title": title,
        "description": f"{description} {KEYS}",
        "climb": climb,
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    mount("lianes_map", key=key, module=module_url, text=written)
