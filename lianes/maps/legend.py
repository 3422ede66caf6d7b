"""The legend of a map: five shades, the states by pattern and word, the networks."""

from collections.abc import Sequence
from html import escape

from lianes.maps.marks import POINT_WORDS, STATE_WORDS, PointStatus
from lianes.metrics.figure import State


def legend_html(
    classes: Sequence[str],
    *,
    states: Sequence[State],
    points: bool,
    title: str,
    statuses: Sequence[PointStatus] = ("active", "closed"),
) -> str:
    """Return the legend: the words of each class, then of each state, then of the networks."""
    entries = [_entry(f"lm-s{shade}", words) for shade, words in enumerate(classes)]
    entries += [_entry(f"lm-{state}", STATE_WORDS[state]) for state in states
                if state is not State.MEASURED]  # fmt: skip
    if points:
        entries += [_entry(f"lm-dot lm-{status}", POINT_WORDS[status]) for status in statuses]
    return (
        f'<div class="lm-legend"><p class="lm-legend-title">{escape(title)}</p>'
        f"<ul>{''.join(entries)}</ul></div>"
    )


def _entry(swatch: str, words: str) -> str:
    return f'<li><span class="lm-swatch {swatch}" aria-hidden="true"></span>{escape(words)}</li>'
