"""Signatures and ends along the years, one row per kind; what has no date stands at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT, ROW, TOP = 1120, 190, 190, 34, 26


@dataclass(frozen=True, slots=True)
class Row:
    """One kind: its words, positions of signatures and ends in years, and those without date."""

    label: str
    signed: tuple[float, ...]
    ends: tuple[float, ...]
    undated: int
    unknown_end: int


def timeline(rows: Sequence[Row], *, now: float, label: str) -> str:
    """Return the drawing: a dot per signature, a diamond per end, today as a dark tick."""
    first, last = _span(rows, now)
    height = TOP + ROW * len(rows) + 6
    drawn = _years(first, last, height)
    at = _x(now, first, last)
    drawn += f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TOP - 6}" y2="{height}" class="c-tick"/>'
    for rank, row in enumerate(rows):
        drawn += _row(row, TOP + ROW * rank + ROW / 2, first, last)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" class="a-timeline" role="img" '
        f'aria-label="{escape(label)}">{drawn}</svg>'
    )


def _span(rows: Sequence[Row], now: float) -> tuple[int, int]:
    known = [year for row in rows for year in (*row.signed, *row.ends)] or [now]
    return int(min(*known, now)), int(max(*known, now)) + 1


def _x(year: float, first: int, last: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (year - first) / (last - first)


def _years(first: int, last: int, height: float) -> str:
    step = 1 if last - first <= 8 else 2
    return "".join(
        f'<line x1="{_x(y, first, last):.1f}" x2="{_x(y, first, last):.1f}" y1="{TOP - 6}" '
        f'y2="{height}" class="a-rule"/>'
        f'<text x="{_x(y, first, last):.1f}" y="{TOP - 11}" text-anchor="middle">{y}</text>'
        for y in range(first, last + 1, step)
    )


def _row(row: Row, y: float, first: int, last: int) -> str:
    drawn = (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" class="a-lane"/>'
        f'<text x="{LEFT - 12}" y="{y + 4}" text-anchor="end" class="a-name">'
        f"{escape(row.label)}</text>"
    )
    drawn += "".join(
        f'<circle cx="{_x(year, first, last):.1f}" cy="{y}" r="5.5" class="a-signed"/>'
        for year in row.signed
    )
    drawn += "".join(_end(_x(year, first, last), y) for year in row.ends)
    return drawn + f'<text x="{WIDTH - RIGHT + 14}" y="{y + 4}">{escape(_undated(row))}</text>'


def _end(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 6}l6 6l-6 6l-6-6z" class="a-end"/>'


def _undated(row: Row) -> str:
    absent = [(row.undated, "dates"), (row.unknown_end, "fins")]
    parts = [f"{count} {words if count > 1 else words[:-1]}" for count, words in absent if count]
    return f"non publié\u00a0: {', '.join(parts)}" if parts else ""
