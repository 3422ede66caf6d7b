"""The map in words: every area as a link with its figure, folded until it is wanted."""

from collections.abc import Mapping, Sequence
from html import escape

from lianes.maps.marks import POINT_WORDS, STATE_WORDS, MapArea, MapPoint


def side_list_html(
    areas: Sequence[MapArea],
    *,
    names: Mapping[str, str],
    points: Sequence[MapPoint] = (),
    summary: str = "Lire la carte en liste",
) -> str:
    """Return the areas in the order given, then the networks, as a list of links."""
    lists = [_list("Territoires", [_area(area, names) for area in areas])]
    lists.append(_list("Réseaux", [_point(point) for point in points]))
    body = "".join(lists) or "<p>Aucun territoire à montrer.</p>"
    return f'<details class="lm-list"><summary>{escape(summary)}</summary>{body}</details>'


def _list(title: str, items: Sequence[str]) -> str:
    return f"<h4>{title}</h4><ul>{''.join(items)}</ul>" if items else ""


def _area(area: MapArea, names: Mapping[str, str]) -> str:
    name = names.get(area.code, area.code)
    return _item(f"?territoire={area.code}", name, area.label or STATE_WORDS[area.state])


def _point(point: MapPoint) -> str:
    words = f"{POINT_WORDS[point.status]}, {point.label}" if point.label else (
        POINT_WORDS[point.status])  # fmt: skip
    return _item(f"?reseau={point.code}", point.name, words)


def _item(link: str, name: str, words: str) -> str:
    return (
        f'<li><a href="{escape(link)}" target="_self">{escape(name)}</a>'
        f" <span>{escape(words)}</span></li>"
    )
