"""Past dates of the country hidden: what is shown since may tell them, of the country or a place.

The volume is seen everywhere and a count never falls: a place that shows, in all, how much it has
had of the rest tells the least it had of the measure at a past date. What is known makes a table:
blocks of places whose total is known, by spans of time in which the country's is; a count may
move from a span to another inside a block. Source: `docs/statistics.md`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lianes.metrics.companions import protected
from lianes.metrics.suppression import ROOT, Flags, Ints, Split, Tree

SPAN, AFTER = 0, 1
"""Ranks of the spans until a hidden date, and from it to the next date shown."""


@dataclass(frozen=True, slots=True)
class PastDate:
    """A hidden date of the country, for one public: what each place had in each span of time.

    `had` and `volume`: (places, spans), the measure and its volume.
    """

    had: Ints
    volume: Ints


def past_dates(counts: Ints, hidden: Flags, everyone: Ints | None = None) -> Iterator[PastDate]:
    """Yield the dates of the country hidden before one that is shown.

    `counts`: (2, places, dates), the measure and the rest of it since the launch, the last date
    last; `hidden`: (dates,); `everyone`: `counts` of all publics when these are of one.
    """
    stacked = np.stack([counts[0], counts.sum(axis=0)])
    shown = np.flatnonzero(~hidden).tolist()
    for date in np.flatnonzero(hidden).tolist():
        if not shown or date > shown[-1]:
            continue
        before = max((d for d in shown if d < date), default=-1)
        after = min(d for d in shown if d > date)
        ends = [(before, date), (date, after)]
        ends += [(one, two) for one, two in zip([-1, *shown], shown, strict=False) if two != after]
        spans = [
            stacked[..., end] - (stacked[..., start] if start >= 0 else 0) for start, end in ends
        ]
        if everyone is not None:  # places tell everyone: others may be had by other publics
            last = np.stack([everyone[0, :, -1], everyone[:, :, -1].sum(axis=0)])
            spans.append(last - stacked[..., shown[-1]])
        had, volume = np.stack(spans, axis=-1)
        yield PastDate(had, volume)


def hidden_since(split: Split, tree: Tree, past: Sequence[PastDate], threshold: int) -> Flags:
    """Return the hidden places of the last month, (places, 1): past dates ask for more of them."""
    asked = np.zeros(split.expected.shape, np.bool_)
    while True:
        found = protected(split, tree, threshold, asked=asked)
        told = (telling(date, tree, found.hidden[:, -1], threshold) for date in past)
        place = next((place for place in told if place is not None), None)
        if place is None:
            return found.hidden
        asked = found.asked.copy()
        asked[place, -1] = True


def telling(past: PastDate, tree: Tree, hidden: Flags, threshold: int) -> int | None:
    """Return a place to hide at the last month so that a past date of the country is less known.

    None when no value from 1 to the threshold is excluded (exact, as a flow), or when the country
    alone excludes one, whatever its places show.
    """
    had, room = _blocks(past.had, tree, hidden), _blocks(past.volume, tree, hidden)
    own, most = int(had[:, SPAN].sum()), int(room[:, SPAN].sum())
    fewer, more = own - 1, min(threshold - 1, most) - own
    for need, start, end in ((fewer, SPAN, AFTER), (more, AFTER, SPAN)):
        if _stuck(past.had[[ROOT]], past.volume[[ROOT]], need, start, end):
            continue
        for stuck in _stuck(had.copy(), room, need, start, end):
            others = np.setdiff1d(stuck, ROOT).tolist()
            if others:
                return int(min(others, key=lambda place: (tree.weight[place], -place)))
    return None


def _blocks(counts: Ints, tree: Tree, hidden: Flags) -> Ints:
    """Return the counts of each shown place less those shown inside it; nothing where hidden."""
    found = np.where(hidden[:, np.newaxis], 0, counts)
    inside = np.flatnonzero(~hidden & (tree.parent >= 0))
    np.subtract.at(found, tree.parent[inside], counts[inside])
    if hidden[ROOT]:
        found[ROOT] = counts[ROOT]
    return np.asarray(found, dtype=np.int64)


def _stuck(had: Ints, room: Ints, need: int, start: int, end: int) -> tuple[Ints, ...]:
    """Move counts from a span to another; return what holds them back, nothing if it is done.

    That is: the blocks that hold back the hidden date, then those that could help them.
    `had` and `room`: (blocks, spans); `had` is changed.
    """
    while need > 0:
        came = _ways(had, room, start)
        if end not in came:
            outside = np.setdiff1d(np.arange(had.shape[1]), list(came))
            keep = np.flatnonzero(had[:, list(came)].any(axis=1))
            lack = np.flatnonzero((room - had)[:, outside].any(axis=1))
            return (keep, lack) if start == SPAN else (lack, keep)
        need -= _moved(had, room, came, need, end)
    return ()


def _ways(had: Ints, room: Ints, start: int) -> dict[int, tuple[int, int]]:
    """Return the spans that counts of one can move to: the span before each, and the block."""
    came: dict[int, tuple[int, int]] = {start: (-1, -1)}
    waiting = [start]
    for span in waiting:
        moves = np.minimum(had[:, [span]], room - had)
        for other in np.flatnonzero(moves.any(axis=0)).tolist():
            if other not in came:
                came[other] = span, int(moves[:, other].argmax())
                waiting.append(other)
    return came


def _moved(
    had: Ints, room: Ints, came: dict[int, tuple[int, int]], need: int, end: int
) -> int:  # fmt: skip
    """Move as much as a way allows, up to `need`; return how much."""
    steps, span = [], end
    while came[span][0] >= 0:
        before, block = came[span]
        steps.append((block, before, span))
        span = before
    much = min(need, *(int(min(had[b, one], room[b, two] - had[b, two])) for b, one, two in steps))
    for block, one, two in steps:
        had[block, one] -= much
        had[block, two] += much
    return much


def told_by_next(measure: Ints, rest: Ints, hidden: Flags) -> Iterator[int]:
    """Yield the shown dates, (dates,), whose rest tells that a date hidden before was large.

    Never the last: it is the one that is read.
    """
    dates = np.arange(len(hidden))
    for date in np.flatnonzero(hidden).tolist():
        before, later = dates[(dates < date) & ~hidden], dates[(dates > date) & ~hidden]
        base = measure[before[-1]] if len(before) else 0
        if len(later) > 1 and measure[date] + rest[date] - rest[later[0]] > base + 1:
            yield int(later[0])
