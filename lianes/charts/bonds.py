"""Who acts with whom: names around a circle, chords as wide as the pairs are many."""

from collections.abc import Mapping, Sequence
from html import escape
from math import cos, pi, sin

WIDTH, HEIGHT = 820, 470
RADIUS = 165
LABEL = 42
"""Characters of a label; the list beside the drawing gives names in full."""


def bonds_circle(
    names: Sequence[str], chords: Mapping[tuple[int, int], int], *, label: str,
    hrefs: Sequence[str | None] = (), central: int | None = None,
) -> str:  # fmt: skip
    """Return the drawing; chords join ranks of names and those of `central` stand out."""
    places = [_place(rank, len(names)) for rank in range(len(names))]
    widest = max(chords.values(), default=1)
    drawn = "".join(
        _chord(places[a], places[b], 1 + 9 * count / widest, central in (a, b))
        for (a, b), count in sorted(chords.items(), key=lambda pair: pair[1])
    )
    links = [*hrefs, *([None] * (len(names) - len(hrefs)))]
    drawn += "".join(
        _name(name, *place, href) for name, place, href in zip(names, places, links, strict=True)
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="a-bonds" role="group" '
        f'aria-label="{escape(label)}">{drawn}</svg>'
    )


def _place(rank: int, count: int) -> tuple[float, float]:
    angle = 2 * pi * rank / max(count, 1) - pi / 2
    return cos(angle), sin(angle)


def _point(place: tuple[float, float], radius: float) -> tuple[float, float]:
    return WIDTH / 2 + radius * place[0], HEIGHT / 2 + radius * place[1]


def _chord(one: tuple[float, float], other: tuple[float, float], width: float, strong: bool) -> str:
    (ax, ay), (bx, by) = _point(one, RADIUS), _point(other, RADIUS)
    kind = "a-chord a-strong" if strong else "a-chord"
    if one == other:
        return ""
    return (
        f'<path d="M{ax:.1f} {ay:.1f}Q{WIDTH / 2} {HEIGHT / 2} {bx:.1f} {by:.1f}" '
        f'class="{kind}" stroke-width="{width:.1f}"/>'
    )


def _name(name: str, cosine: float, sine: float, href: str | None) -> str:
    x, y = _point((cosine, sine), RADIUS)
    tx, ty = _point((cosine, sine), RADIUS + 13)
    anchor = "middle" if abs(cosine) < 0.12 else "start" if cosine > 0 else "end"
    ty += 4 + (6 * sine if anchor == "middle" else 0)
    short = name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"
    drawn = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" class="c-dot"/>'
        f'<text x="{tx:.1f}" y="{ty:.1f}" text-anchor="{anchor}">{escape(short)}</text>'
    )
    return f'<a href="{escape(href)}">{drawn}</a>' if href else drawn
