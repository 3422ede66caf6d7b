"""A control chart as SVG: points month by month, their mean, the limits of ordinary variation."""

from collections.abc import Sequence
from html import escape

from lianes.charts.svg import Box, path

WIDTH, HEIGHT = 360, 120


def control_chart(
    points: Sequence[float],
    mean: float,
    lows: Sequence[float],
    highs: Sequence[float],
    outside: Sequence[int],
    *,
    from_zero: bool,
    label: str,
) -> str:
    """Return the chart; points beyond their limits (by position) are ringed."""
    bottom = 0.0 if from_zero else min(*points, *lows)
    box = Box(WIDTH, HEIGHT, bottom, max(*points, *highs), len(points), margin=8)
    band = path(highs, box) + "".join(
        f"L{box.x(rank):.1f} {box.y(lows[rank]):.1f}" for rank in reversed(range(len(lows)))
    )
    dots = "".join(
        _dot(box.x(rank), box.y(value), ringed=rank in outside) for rank, value in enumerate(points)
    )
    middle = box.y(mean)
    drawn = (
        f'<path d="{band}Z" class="c-band"/>'
        f'<line x1="{box.x(0):.1f}" x2="{box.x(len(points) - 1):.1f}" y1="{middle:.1f}" '
        f'y2="{middle:.1f}" class="c-tick"/><path d="{path(points, box)}" class="c-line"/>{dots}'
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="c-control" role="img" '
        f'aria-label="{escape(label)}">{drawn}</svg>'
    )


def _dot(x: float, y: float, *, ringed: bool) -> str:
    radius, kind = (5, "c-ring") if ringed else (2.6, "c-dot")
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" class="{kind}"/>'
