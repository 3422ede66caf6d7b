"""Money as bars: the ladder of stages, and the months to come with what is at risk."""

from collections.abc import Sequence
from html import escape

WIDTH, LABEL, VALUE, ROW = 760, 92, 150, 36


def ladder_bars(rows: Sequence[tuple[str, float, float, str]], *, label: str) -> str:
    """Return one bar per stage: (words, in money, in kind, amount in words)."""
    top = max((money + kind for _, money, kind, _ in rows), default=0.0) or 1.0
    drawn = "".join(_stage(rank, row, top) for rank, row in enumerate(rows))
    return (
        f'<svg viewBox="0 0 {WIDTH} {ROW * len(rows)}" class="a-ladder" role="img" '
        f'aria-label="{escape(label)}">{drawn}</svg>'
    )


def _stage(rank: int, row: tuple[str, float, float, str], top: float) -> str:
    words, money, kind, amount = row
    y, room = rank * ROW + 5, WIDTH - LABEL - VALUE
    first, second = room * money / top, room * kind / top
    return (
        f'<text x="{LABEL - 10}" y="{y + 18}" text-anchor="end" class="a-name">'
        f"{escape(words)}</text>"
        f'<rect x="{LABEL}" y="{y}" width="{first:.1f}" height="26" class="c-fill"/>'
        f'<rect x="{LABEL + first:.1f}" y="{y}" width="{second:.1f}" height="26" class="a-kind"/>'
        f'<text x="{LABEL + first + second + 10:.1f}" y="{y + 18}">{escape(amount)}</text>'
    )


def month_columns(
    months: Sequence[tuple[str, float, float, str]], *, label: str, height: float = 150
) -> str:
    """Return one column per month: (words, need, at risk, risk in words); the risk is on top."""
    width = 66.0
    top = max((need for _, need, _, _ in months), default=0.0) or 1.0
    drawn = "".join(_month(rank, month, top, width, height) for rank, month in enumerate(months))
    return (
        f'<svg viewBox="0 0 {width * len(months):g} {height + 44:g}" class="a-months" role="img" '
        f'aria-label="{escape(label)}">{drawn}</svg>'
    )


def _month(
    rank: int, month: tuple[str, float, float, str], top: float, width: float, height: float
) -> str:
    words, need, risk, amount = month
    x, middle = rank * width + 9, rank * width + width / 2
    tall, missing = height * need / top, height * risk / top
    return (
        f'<rect x="{x:.1f}" y="{18 + height - tall:.1f}" width="{width - 18:.1f}" '
        f'height="{tall - missing:.1f}" class="a-covered" transform="translate(0 {missing:.1f})"/>'
        f'<rect x="{x:.1f}" y="{18 + height - tall:.1f}" width="{width - 18:.1f}" '
        f'height="{missing:.1f}" class="a-gap"/>'
        f'<text x="{middle:.1f}" y="{12 + height - tall:.1f}" text-anchor="middle">'
        f"{escape(amount)}</text>"
        f'<text x="{middle:.1f}" y="{height + 36:.1f}" text-anchor="middle">{escape(words)}</text>'
    )
