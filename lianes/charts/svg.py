"""Small drawings as SVG text: a sparkline, an interval, a progress bar, a cumulated curve."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

Values = Sequence[float | None]
Points = Sequence[tuple[int, float]]
"""Ranks and values, in order."""


@dataclass(frozen=True, slots=True)
class Box:
    """A drawing area in pixels and the values its height stands for."""

    width: float
    height: float
    low: float
    high: float
    count: int
    margin: float = 3.0

    def x(self, rank: float) -> float:
        """Return the abscissa of the point of this rank."""
        steps = max(self.count - 1, 1)
        return self.margin + rank * (self.width - 2 * self.margin) / steps

    def y(self, value: float) -> float:
        """Return the ordinate of a value."""
        span = (self.high - self.low) or 1.0
        share = (value - self.low) / span
        return self.height - self.margin - share * (self.height - 2 * self.margin)


def sparkline(values: Values, *, label: str, width: int = 96, height: int = 34) -> str:
    """Return a sparkline ending in a dot; empty when fewer than two points are known."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    box = Box(width, height, min(known), max(known), len(values))
    rank = max(i for i, value in enumerate(values) if value is not None)
    last = values[rank] or 0.0
    dot = f'<circle cx="{box.x(rank):.1f}" cy="{box.y(last):.1f}" r="2.6" class="c-dot"/>'
    return _svg(width, height, f'<path d="{path(values, box)}" class="c-line"/>{dot}', label)


def path(values: Values, box: Box) -> str:
    """Return the path of a series, broken where nothing was reported."""
    parts, pen = [], "M"
    for x, value in zip(_abscissas(box), values, strict=False):
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{x} {box.y(value):.1f}")
        pen = "L"
    return "".join(parts)


@lru_cache(maxsize=64)
def _abscissas(box: Box) -> tuple[str, ...]:
    """Return the abscissa of each rank, as written."""
    return tuple(f"{box.x(rank):.1f}" for rank in range(box.count))


def line(points: Points, box: Box) -> str:
    """Return the path that joins points (rank, value)."""
    return "M" + "L".join(f"{box.x(rank):.1f} {box.y(value):.1f}" for rank, value in points)


def interval_bar(
    value: float | None,
    low: float,
    high: float,
    *,
    reference: float | None,
    label: str,
    scale: tuple[float, float] = (0.0, 100.0),
    width: int = 150,
) -> str:
    """Return a point with its interval on a line, and the reference as a dark tick."""
    box = Box(width, 18, 0, 1, 2, margin=5)

    def x(position: float) -> float:
        share = (position - scale[0]) / ((scale[1] - scale[0]) or 1.0)
        return box.x(min(max(share, 0.0), 1.0))

    drawn = (
        f'<line x1="{x(scale[0]):.1f}" x2="{x(scale[1]):.1f}" y1="9" y2="9" class="c-axis"/>'
        f'<line x1="{x(low):.1f}" x2="{x(high):.1f}" y1="9" y2="9" class="c-interval"/>'
    )
    if reference is not None:
        drawn += (
            f'<line x1="{x(reference):.1f}" x2="{x(reference):.1f}" y1="1" y2="17" class="c-tick"/>'
        )
    if value is not None:
        drawn += f'<circle cx="{x(value):.1f}" cy="9" r="4.2" class="c-dot"/>'
    return _svg(width, 18, drawn, label)


def progress_bar(value: float, target: float, planned: float | None, *, label: str) -> str:
    """Return progress towards a target, with the planned value as a dark tick."""
    width, height = 240, 12

    def x(amount: float) -> float:
        return width * min(max(amount / target, 0.0), 1.0) if target else 0.0

    drawn = (
        f'<rect width="{width}" height="8" y="2" rx="4" class="c-track"/>'
        f'<rect width="{x(value):.1f}" height="8" y="2" rx="4" class="c-fill"/>'
    )
    if planned is not None:
        drawn += f'<rect x="{x(planned) - 1:.1f}" width="2" height="12" class="c-mark"/>'
    return _svg(width, height, drawn, label, stretched=True)


def small_multiple(
    actual: Values, plan: Points, *, high: float, label: str, hollow_last: bool
) -> str:
    """Return a cumulated curve against its plan (dashed), on a scale shared by its neighbours.

    The plan is told by its corners; `hollow_last` marks a last point that misses a report.
    """
    width, height = 150, 56
    box = Box(width, height, 0, high, len(actual), margin=4)
    drawn = f'<line x1="0" x2="{width}" y1="{box.y(0):.1f}" y2="{box.y(0):.1f}" class="c-axis"/>'
    if plan:
        drawn += f'<path d="{line(plan, box)}" class="c-plan"/>'
    drawn += f'<path d="{path(actual, box)}" class="c-line"/>'
    ranks = [rank for rank, value in enumerate(actual) if value is not None]
    if ranks:
        x, y = box.x(ranks[-1]), box.y(actual[ranks[-1]] or 0.0)
        kind = "c-hollow" if hollow_last else "c-dot"
        drawn += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" class="{kind}"/>'
    return _svg(width, height, drawn, label, stretched=True)


def _svg(width: float, height: float, drawn: str, label: str, *, stretched: bool = False) -> str:
    size = f'viewBox="0 0 {width:g} {height:g}"'
    if stretched:
        size += ' preserveAspectRatio="none" class="c-wide"'
    else:
        size += f' width="{width:g}" height="{height:g}"'
    return f'<svg {size} role="img" aria-label="{escape(label)}">{drawn}</svg>'
