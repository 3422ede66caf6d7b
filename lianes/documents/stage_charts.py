"""The charts of the stage; each mark is told when it is touched, hovered or reached by key."""

from collections.abc import Iterator
from html import escape

from lianes.domain.french import HARD, number
from lianes.domain.month import Month
from lianes.reading.dossier import Dossier
from lianes.reading.scene import Fact

WIDTH, HEIGHT = 1000, 560
LEFT, RIGHT, TOP, BOTTOM = 20, 150, 60, 56
Points = list[tuple[Month, float]]


class _Plane:
    """Where months and values lie in the drawing."""

    def __init__(self, first: Month, last: Month, top: float) -> None:
        self.first, self.span, self.top = first, max(last - first, 1), top or 1.0

    def x(self, month: Month) -> float:
        return LEFT + (month - self.first) / self.span * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM)

    def line(self, points: Points) -> str:
        return " ".join(f"{self.x(month):.1f},{self.y(value):.1f}" for month, value in points)


def told() -> str:
    """Return where a touched mark is told: nothing is shown until one is."""
    return '<p class="st-told" role="status"></p>'


def against_plan(found: Dossier, fact: Fact) -> str:
    """Return jobs by month against the plan: one point outside, where months are not released."""
    goal, value = found.view.trajectory.goal, fact.estimate.figure.value if fact.estimate else None
    plan = goal.plan if goal else None
    period, actual = found.view.scope.period, found.view.trajectory.actual
    if goal is None or plan is None or value is None or plan.due <= period.start:
        return ""
    known: Points = [(m, v) for m, v in zip(actual.months, actual.values, strict=True)
                     if v is not None] or [(period.end, value)]  # fmt: skip
    plane = _Plane(period.start, max(plan.due, period.end), 1.04 * max(goal.value, value))
    months = [period.start + rank for rank in range(plan.due - period.start + 1)]
    planned: Points = [(month, plan.at(month)) for month in months]
    said = "échéancier (hypothèse)" if goal.simulated else "échéancier"
    parts = [*_axis(plane, planned), *_plan(plane, planned, said), *_actual(plane, known),
             *_marks(plane, known, dict(planned), said)]  # fmt: skip
    label = escape(f"{fact.figure} {fact.words}, {fact.basis}")
    return (
        f'<div class="st-chart"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
        f'aria-label="{label}">{"".join(parts)}</svg>{told()}</div>'
    )


def _axis(plane: _Plane, planned: Points) -> Iterator[str]:
    base = plane.y(0)
    yield f'<line class="st-rule" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{base}" y2="{base}"/>'
    for (month, _), anchor in ((planned[0], "start"), (planned[-1], "end")):
        yield (f'<text x="{plane.x(month):.0f}" y="{HEIGHT - 12}" text-anchor="{anchor}">'
               f"{month.short_label}</text>")  # fmt: skip


def _plan(plane: _Plane, planned: Points, said: str) -> Iterator[str]:
    month, value = planned[-1]
    x, y = plane.x(month), plane.y(value)
    yield f'<polyline class="st-plan" points="{plane.line(planned)}"/>'
    yield f'<circle class="st-aim" cx="{x:.1f}" cy="{y:.1f}" r="9"/>'
    yield f'<text class="st-strong" x="{x + 20:.1f}" y="{y + 10:.1f}">{number(value)}</text>'
    middle, height = planned[len(planned) * 3 // 4]
    yield (f'<text x="{plane.x(middle) + 16:.0f}" y="{plane.y(height) + 40:.0f}">'
           f"{escape(said)}</text>")  # fmt: skip


def _actual(plane: _Plane, known: Points) -> Iterator[str]:
    month, value = known[-1]
    x, y, base = plane.x(month), plane.y(value), plane.y(0)
    if len(known) > 1:
        start = f"{plane.x(known[0][0]):.1f},{base:.1f}"
        yield f'<polygon class="st-under" points="{start} {plane.line(known)} {x:.1f},{base:.1f}"/>'
        yield f'<polyline class="st-line" points="{plane.line(known)}"/>'
    else:
        yield f'<line class="st-line" x1="{x:.1f}" x2="{x:.1f}" y1="{base:.1f}" y2="{y:.1f}"/>'
    yield f'<circle class="st-point" cx="{x:.1f}" cy="{y:.1f}" r="13"/>'
    yield (f'<text class="st-strong" x="{x - 22:.1f}" y="{y - 12:.1f}" text-anchor="end">'
           f"{number(value)}</text>")  # fmt: skip


def _marks(plane: _Plane, known: Points, planned: dict[Month, float], said: str) -> Iterator[str]:
    """Yield one column to touch per month told: those measured, then the due date."""
    wide = (WIDTH - LEFT - RIGHT) / plane.span
    due = max(planned)
    for month, value in (*known, (due, None)):
        words = f"{month.label}{HARD}: " + (f"{number(value)}, " if value is not None else "")
        words += f"{said}{HARD}: {number(planned[month])}" if month in planned else ""
        yield (
            f'<rect class="st-tell" role="img" tabindex="0" x="{plane.x(month) - wide / 2:.1f}" '
            f'y="{TOP - 40}" width="{wide:.1f}" height="{HEIGHT - TOP - BOTTOM + 40}" '
            f'aria-label="{escape(words.removesuffix(", "))}"/>'
        )


# ------------------------------------------------------------------ figures
def share_bar(fact: Fact) -> str:
    """Return a value against its goal, with a tick where the plan stands; empty without goal."""
    value = fact.estimate.figure.value if fact.estimate else None
    if not fact.goal or value is None:
        return ""
    done = min(100 * value / fact.goal, 100)
    tick = ""
    if fact.planned is not None:
        at, words = min(100 * fact.planned / fact.goal, 100), f"échéancier : {number(fact.planned)}"
        tick = (f'<s class="st-tell" role="img" tabindex="0" aria-label="{words}" '
                f'style="left:{at:.1f}%"></s>')  # fmt: skip
    words = escape(f"{fact.figure} {fact.words}. {fact.basis}")
    return (
        f'<div class="st-bar"><i class="st-tell" role="img" tabindex="0" aria-label="{words}" '
        f'style="width:{done:.1f}%"></i>{tick}</div>'
    )


def dots(fact: Fact, most: int = 120) -> str:
    """Return one dot per network, filled for those that count; empty beyond what an eye counts."""
    one = fact.estimate
    if one is None or not one.n or one.successes is None or one.n > most:
        return ""
    columns = min(one.n, 11)
    rows = -(-one.n // columns)
    drawn = "".join(
        f'<circle cx="{12 + 24 * (rank % columns)}" cy="{12 + 24 * (rank // columns)}" r="9" '
        f'class="{"st-yes" if rank < one.successes else "st-no"}"/>'
        for rank in range(one.n)
    )
    words = escape(f"{fact.words}\u00a0: {fact.basis}")
    return (
        f'<svg class="st-units st-tell" role="img" tabindex="0" aria-label="{words}" '
        f'style="--columns:{columns}" viewBox="0 0 {24 * columns} {24 * rows}">{drawn}</svg>'
    )


def interval_row(fact: Fact, label: str) -> str:
    """Return the interval of a rate on a scale from 0 to 100, the rest of the programme a tick."""
    one = fact.estimate
    if one is None or one.interval is None:
        return ""
    low, high, rest = one.interval.low, one.interval.high, ""
    if one.rest is not None:
        words = f"reste du programme : {number(one.rest)}{HARD}%"
        rest = (f'<s class="st-tell" role="img" tabindex="0" aria-label="{words}" '
                f'style="left:{one.rest:.1f}%"></s>')  # fmt: skip
    return (
        f'<div class="st-interval">{rest}<i class="st-tell" role="img" tabindex="0" '
        f'aria-label="{escape(label)}" style="left:{low:.1f}%;width:{max(high - low, 0.4):.1f}%">'
        f'</i><b style="left:{one.figure.value or 0:.1f}%"></b></div>'
    )
