"""A cohort curve as steps with its interval band; words and numbers stand around it in HTML."""

from collections.abc import Sequence
from html import escape

from lianes.charts.svg import Box

WIDTH, HEIGHT = 600, 190
Steps = Sequence[tuple[int, float, float, float]]
"""(age in months, share, low, high), in percent, by age."""


def cohort_steps(
    steps: Steps, *, scale: tuple[float, float], last_age: int, label: str, rest: Steps = ()
) -> str:
    """Return the curve between two shares of the vertical scale, from age 0 to `last_age`.

    `rest` is drawn as a dark thin line without its band. It stretches to its container: ages at
    equal distance, so that HTML can label them.
    """
    box = Box(WIDTH, HEIGHT, scale[0], scale[1], last_age + 1, margin=0)
    drawn = (
        _rules(box, scale)
        + f'<path d="{_band(steps, box)}" class="c-band"/>'
        + (f'<path d="{_line(rest, box)}" class="c-rest"/>' if rest else "")
        + f'<path d="{_line(steps, box)}" class="c-line"/>'
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" class="c-curve" '
        f'role="img" aria-label="{escape(label)}">{drawn}</svg>'
    )


def _rules(box: Box, scale: tuple[float, float]) -> str:
    heights = [scale[0] + (scale[1] - scale[0]) * part / 2 for part in range(3)]
    return "".join(
        f'<line x1="0" x2="{WIDTH}" y1="{box.y(h):.1f}" y2="{box.y(h):.1f}" class="c-rule"/>'
        for h in heights
    )


def _line(steps: Steps, box: Box) -> str:
    return _stairs([(age, value) for age, value, _, _ in steps], box)


def _stairs(points: Sequence[tuple[int, float]], box: Box) -> str:
    """Return steps: each value holds until the next age."""
    (first, value), *others = points
    drawn = f"M{box.x(first):.1f} {box.y(value):.1f}"
    for age, share in others:
        drawn += f"H{box.x(age):.1f}V{box.y(share):.1f}"
    return drawn


def _band(steps: Steps, box: Box) -> str:
    """Return the outline of the interval: along its top, then back along its bottom."""
    top = _stairs([(age, high) for age, _, _, high in steps], box)
    bottom = [(age, low) for age, _, low, _ in steps]
    back = f"L{box.x(bottom[-1][0]):.1f} {box.y(bottom[-1][1]):.1f}"
    for (age, _), (_, before) in zip(reversed(bottom), list(reversed(bottom))[1:], strict=False):
        back += f"H{box.x(age):.1f}V{box.y(before):.1f}"
    return f"{top}{back}H{box.x(bottom[0][0]):.1f}Z"
