"""Small maps of the régions, one per date: the outlines are sent once, each map refers to them."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

_RING = re.compile(r"([^z]+)z")
_NUMBER = re.compile(r"-?\d+")
GRID = 8
"""Kilometres: a small map has about ten of them in a pixel."""
FRAME = "0 0 1167 1100"


@dataclass(frozen=True, slots=True)
class SmallMap:
    """One map: its caption, its link, its words, and the style of each région by code."""

    caption: str
    amount: str
    href: str | None
    label: str
    paints: Mapping[str, str]


PATTERN = (
    '<svg class="sm-defs" aria-hidden="true"><pattern id="sm-hatch" width="44" height="44" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="44" height="44" '
    'fill="#eef1f4"/><rect width="13" height="44" fill="#8a98a8"/></pattern></svg>'
)


def outlines_svg(geometry: Path) -> str:
    """Return the file the small maps refer to: one path a région, kept by the browser."""
    paths = "".join(f'<path id="{code}" d="{path}"/>' for code, path in light_outlines(geometry))
    return f'<svg xmlns="http://www.w3.org/2000/svg"><defs>{paths}</defs></svg>\n'


def small_maps_html(maps: Sequence[SmallMap], codes: Sequence[str], outlines_url: str) -> str:
    """Return the maps as a list of links; régions without a paint are not deployed."""
    items = "".join(_item(found, codes, outlines_url) for found in maps)
    return f'{PATTERN}<ul class="sm-maps">{items}</ul>'


def _item(found: SmallMap, codes: Sequence[str], url: str) -> str:
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(found.paints.get(code, "sm-none"), []).append(code)
    uses = "".join(
        f'<g class="{paint}">' + "".join(f'<use href="{url}#{code}"/>' for code in held) + "</g>"
        for paint, held in groups.items()
    )
    drawing = f'<svg viewBox="{FRAME}" role="img" aria-label="{escape(found.label)}">{uses}</svg>'
    words = f"<b>{escape(found.caption)}</b><span>{escape(found.amount)}</span>"
    if found.href is None:
        return f"<li><div>{drawing}{words}</div></li>"
    return f'<li><a href="{escape(found.href)}">{drawing}{words}</a></li>'


@cache
def light_outlines(geometry: Path) -> tuple[tuple[str, str], ...]:
    """Return the outline of each shape of a geometry file, on a coarse grid of kilometres."""
    read = json.loads(gzip.decompress(geometry.read_bytes()))
    scale = read["unit"] / 1000 / GRID
    return tuple((shape[0], _light(shape[2], scale)) for shape in read["shapes"])


def _light(path: str, scale: float) -> str:
    """Return a path on the grid; rings that collapse go, but never the largest."""
    rings = [_on_grid(ring, scale) for ring in _rings(path)]
    kept = [ring for ring in rings if len(ring) > 3]
    return "".join(map(_written, kept or [max(rings, key=len)]))


def _rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the rings of a relative path as points; see `lianes.geo.paths.encode`."""
    x = y = 0
    for steps in _RING.findall(path):
        numbers = [int(n) for n in _NUMBER.findall(steps)]
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        x, y = points[0]
        yield points


def _on_grid(points: Sequence[tuple[int, int]], scale: float) -> list[tuple[int, int]]:
    snapped = [(round(x * scale) * GRID, round(y * scale) * GRID) for x, y in points]
    distinct = [p for p, before in zip(snapped, snapped[-1:] + snapped[:-1], strict=True)
                if p != before]  # fmt: skip
    return distinct or snapped[:1]


def _written(ring: Sequence[tuple[int, int]]) -> str:
    parts, (x, y) = [f"M{ring[0][0]} {ring[0][1]}l"], ring[0]
    for px, py in ring[1:]:
        parts.append(f"{px - x} {py - y} ")
        x, y = px, py
    return "".join(parts).replace(" -", "-").rstrip() + "z"
