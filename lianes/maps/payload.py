"""The few kilobytes a map needs beside its geometry: codes, shades and folded labels."""

from collections.abc import Sequence
from typing import Any, get_args

from lianes.maps.folding import fold_texts
from lianes.maps.marks import STATE_WORDS, MapArea, MapPlane, MapPoint, PointStatus
from lianes.metrics.figure import State

SHADES = 5
STATE_ORDER = (State.MASKED, State.NOT_REPORTED, State.NOT_DEPLOYED)
"""Numbered after the five shades in what is sent."""
POINT_ORDER: tuple[PointStatus, ...] = get_args(PointStatus)


def plane_payload(plane: MapPlane) -> dict[str, Any]:
    """Return the plane as the browser reads it."""
    insets = [[inset["id"], inset["label"], *inset["rect"]] for inset in plane.insets]
    return {
        "frame": list(plane.frame),
        "insets": insets,
        "ring": list(plane.inner_ring["transform"]),
    }


def areas_payload(areas: Sequence[MapArea], default_state: State) -> dict[str, Any]:
    """Return the areas that are not in the default state, their labels folded."""
    shown = [area for area in areas if area.state is not default_state]
    prefix, codes = _short_codes([area.code for area in shown])
    templates, labels = fold_texts([area.label or STATE_WORDS[area.state] for area in shown])
    rows = [[code, _paint(area), label]
            for code, area, label in zip(codes, shown, labels, strict=True)]  # fmt: skip
    return {
        "prefix": prefix,
        "texts": templates,
        "rows": rows,
        "rest": [SHADES + STATE_ORDER.index(default_state), STATE_WORDS[default_state]],
    }


def points_payload(points: Sequence[MapPoint]) -> dict[str, Any]:
    """Return the networks, their names and labels folded."""
    prefix, codes = _short_codes([point.code for point in points])
    name_templates, names = fold_texts([point.name for point in points])
    templates, labels = fold_texts([point.label for point in points])
    rows = [
        [
            code,
            name,
            round(point.x),
            round(point.y),
            POINT_ORDER.index(point.status),
            label,
            *([] if point.reach is None else [point.reach]),
        ]
        for code, name, label, point in zip(codes, names, labels, points, strict=True)
    ]
    return {"prefix": prefix, "names": name_templates, "texts": templates, "rows": rows}


def _paint(area: MapArea) -> int:
    """Return the shade, or the number of the state after the shades; raises ValueError."""
    if area.state is not State.MEASURED:
        return SHADES + STATE_ORDER.index(area.state)
    if area.shade is None or not 0 <= area.shade < SHADES:
        raise ValueError(f"{area.code} is measured and has no shade from 0 to {SHADES - 1}.")
    return area.shade


def _short_codes(codes: Sequence[str]) -> tuple[str, list[str]]:
    """Return the kind all codes share (`DEP-`), and what is left of each."""
    kinds = {code.partition("-")[0] for code in codes if "-" in code}
    prefix = f"{kinds.pop()}-" if len(kinds) == 1 else ""
    return prefix, [code.removeprefix(prefix) for code in codes]
