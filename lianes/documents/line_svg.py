"""The trajectory as an SVG drawing: actual, plan, projection, with direct labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from lianes.documents import palette as p
from lianes.documents.svg import FONT, text
from lianes.domain.french import number
from lianes.domain.month import Month
from lianes.reading.dossier import Dossier

WIDTH, HEIGHT = 720, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 20, 14, 30


@dataclass(frozen=True, slots=True)
class Frame:
    """Where months and values lie in the drawing."""

    months: Sequence[Month]
    top: float

    def at(self, month: Month, value: float) -> tuple[float, float]:
        """Return the place of a value at the end of a month."""
        share = (month - self.months[0]) / max(len(self.months) - 1, 1)
        x = LEFT + share * (WIDTH - LEFT - RIGHT)
        return x, HEIGHT - BOTTOM - min(value / self.top, 1) * (HEIGHT - TOP - BOTTOM)

    def line(self, months: Sequence[Month], values: Sequence[float | None]) -> str:
        """Return the points of a line; months that were not reported are skipped."""
        known = [(m, v) for m, v in zip(months, values, strict=True) if v is not None]
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in (self.at(m, v) for m, v in known))


def shown_months(found: Dossier) -> list[Month]:
    """Return the months drawn: up to the due date, or when the projection surely reaches."""
    drawn = found.view.trajectory
    plan = drawn.goal.plan if drawn.goal else None
    latest = drawn.projection.reached_between[1] if drawn.projection else None
    first, last = drawn.actual.months[0], drawn.actual.months[-1]
    end = max(filter(None, (last, plan.due if plan else None, latest)))
    return [first + rank for rank in range(end - first + 1)]


def trajectory_svg(found: Dossier) -> str:
    """Return the drawing, empty when no month may be shown."""
    drawn = found.view.trajectory
    if drawn.actual.is_empty:
        return ""
    months = shown_months(found)
    highest = max([v for v in drawn.actual.values if v is not None], default=0)
    top = 1.06 * max(drawn.goal.value if drawn.goal else 0, highest, 1)
    frame = Frame(months, top)
    parts = [*_grid(frame), *_fan(frame, found), *_plan(frame, found), *_actual(frame, found)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="{escape(FONT)}">{"".join(parts)}</svg>'
    )


def _grid(frame: Frame) -> Iterator[str]:
    for rank in range(5):
        value = frame.top / 1.06 * rank / 4
        y = frame.at(frame.months[0], value)[1]
        ends = f'x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"'
        yield f'<line {ends} stroke="{p.LINE}"/>'
        yield text((8, y + 4), number(value), 12, p.GREY)
    step = max(len(frame.months) // 5, 1)
    for month in frame.months[:-1:step]:
        yield text((frame.at(month, 0)[0] - 18, HEIGHT - 8), month.short_label, 12, p.GREY)


def _fan(frame: Frame, found: Dossier) -> Iterator[str]:
    ahead = found.view.trajectory.projection
    if ahead is None:
        return
    shown = [month for month in ahead.months if month <= frame.months[-1]]
    base = ahead.months[0] + -1
    actual = dict(zip(found.view.trajectory.actual.months, found.view.trajectory.actual.values,
                      strict=True))  # fmt: skip
    start = actual.get(base)
    months = [base, *shown] if start is not None else shown
    origin = [start] if start is not None else []
    high = frame.line(months, [*origin, *ahead.high[: len(shown)]])
    low = frame.line(months, [*origin, *ahead.low[: len(shown)]])
    outline = " ".join([high, *reversed(low.split())])
    yield f'<polygon points="{outline}" fill="{p.SEQUENCE[1]}" fill-opacity="0.6"/>'


def _plan(frame: Frame, found: Dossier) -> Iterator[str]:
    goal = found.view.trajectory.goal
    if goal is None or goal.plan is None:
        return
    months = [month for month in frame.months if month <= goal.plan.due]
    points = frame.line(months, [goal.plan.at(month) for month in months])
    dash = f'stroke="{p.GREY}" stroke-width="1.5" stroke-dasharray="6 5"'
    yield f'<polyline points="{points}" fill="none" {dash}/>'
    middle = months[len(months) * 3 // 4]
    x, y = frame.at(middle, goal.plan.at(middle))
    said = "échéancier (hypothèse)" if goal.simulated else "échéancier"
    yield text((x + 6, y + 18), said, 12, p.GREY)


def _actual(frame: Frame, found: Dossier) -> Iterator[str]:
    drawn = found.view.trajectory
    points = frame.line(drawn.actual.months, drawn.actual.values)
    yield f'<polyline points="{points}" fill="none" stroke="{p.BLUE}" stroke-width="3"/>'
    pairs = zip(drawn.actual.months, drawn.actual.values, strict=True)
    month, value = [(m, v) for m, v in pairs if v is not None][-1]
    x, y = frame.at(month, value)
    fill = "#ffffff" if drawn.missing else p.BLUE
    yield (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{p.BLUE}" '
           'stroke-width="2"/>')  # fmt: skip
    yield text((x - 8 - 9 * len(number(value)), y - 8), number(value), 16, p.NAVY, weight=700)
