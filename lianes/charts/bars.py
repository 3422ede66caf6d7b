"""Bars: parts of a whole laid end to end, and the months of a flow side by side."""

from collections.abc import Sequence
from html import escape


def stacked_bar(values: Sequence[float], *, label: str) -> str:
    """Return parts of a whole end to end, from the darkest to the lightest."""
    total, at, drawn = sum(values) or 1.0, 0.0, ""
    for rank, value in enumerate(values):
        width = 100 * value / total
        drawn += f'<rect x="{at:.2f}" width="{width:.2f}" height="10" class="c-part-{rank}"/>'
        at += width
    return (
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" class="c-stack" role="img" '
        f'aria-label="{escape(label)}">{drawn}</svg>'
    )


def columns(values: Sequence[float | None], *, label: str) -> str:
    """Return one column a month; a month that was not reported is a dashed outline."""
    width, height = 10.0, 60.0
    top = max((value for value in values if value is not None), default=0.0) or 1.0
    drawn = "".join(_column(rank, value, top, width, height) for rank, value in enumerate(values))
    return (
        f'<svg viewBox="0 0 {width * len(values):g} {height:g}" preserveAspectRatio="none" '
        f'class="c-columns" role="img" aria-label="{escape(label)}">{drawn}</svg>'
    )


def _column(rank: int, value: float | None, top: float, width: float, height: float) -> str:
    place = f'x="{rank * width + 1:g}" width="{width - 2:g}"'
    if value is None:
        return f'<rect {place} y="{height / 2:g}" height="{height / 2:g}" class="c-missing"/>'
    tall = (height - 2) * value / top
    return f'<rect {place} y="{height - tall:.1f}" height="{tall:.1f}" class="c-fill"/>'
