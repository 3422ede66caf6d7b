"""Publics of the whole programme: a small one is not given away by the total and the others.

A person may be in two publics: `all` is at most their sum and at least the largest of them.
"""

from dataclasses import dataclass

import numpy as np

from lianes.metrics.suppression import Flags, Ints


@dataclass(frozen=True, slots=True)
class Publics:
    """One measure at the root, over dates: (dates,) for all publics, (publics, dates) for each.

    `whole` and `whole_all` are those of the measure it is part of, None for none.
    """

    everyone: Ints
    each: Ints
    whole_everyone: Ints | None = None
    whole: Ints | None = None
    cumulated: bool = True


def hidden_publics(
    counts: Publics, threshold: int, *, forced: Flags, whole_hidden: Flags | None
) -> Flags:
    """Return the dates at which the publics are hidden, all at once, (dates,)."""
    hidden = np.ones(len(counts.everyone), np.bool_)
    shown = -1
    for date in range(len(hidden)):
        since = _at(counts.each, shown if counts.cumulated else -1)
        if forced[date] or _is_small(counts, since, date, shown, threshold):
            continue
        past = range(shown + 1, date) if counts.cumulated else ()
        if any(_pinned(counts, date, moment, since, threshold) for moment in past):
            continue
        hidden[date], shown = False, date
    return hidden if whole_hidden is None else hidden | whole_hidden


def _at(each: Ints, date: int) -> Ints:
    return np.zeros(len(each), np.int64) if date < 0 else each[:, date]


def _is_small(counts: Publics, since: Ints, date: int, shown: int, threshold: int) -> bool:
    parts = [counts.each[:, date] - since]
    if counts.whole is not None:
        rest = counts.whole - counts.each
        parts.append(rest[:, date] - _at(rest, shown if counts.cumulated else -1))
    return any(bool((part < threshold).any()) for part in parts)


def _pinned(counts: Publics, date: int, moment: int, since: Ints, threshold: int) -> bool:
    """Whether showing publics now would bound a small one of a past moment from below."""
    highest = np.minimum(counts.each[:, date], counts.everyone[moment])
    lowest = counts.everyone[moment] - (highest.sum() - highest) - since
    small = counts.each[:, moment] - since < threshold
    return bool((small & (lowest > 1)).any())


def told_large(counts: Publics, hidden: Flags) -> Flags:
    """Return the dates when publics are hidden, then shown, and everyone tells one large.

    Everyone less the most the others can have been is the least a public can be.
    """
    found = np.zeros(len(hidden), np.bool_)
    dates = np.arange(len(hidden))
    for date in np.flatnonzero(hidden & counts.cumulated).tolist():
        later = dates[(dates > date) & ~hidden]
        if len(later):
            before = dates[(dates < date) & ~hidden]
            highest = np.minimum(counts.each[:, later[0]], counts.everyone[date])
            lowest = counts.everyone[date] - (highest.sum() - highest)
            since = _at(counts.each, int(before[-1]) if len(before) else -1)
            found[date] = bool((lowest - since > 1).any())
    return found


def leaks(counts: Publics, hidden: Flags, whole_hidden: Flags) -> Flags:
    """Return the dates when the publics of the whole give away hidden ones of a part."""
    found = np.zeros(len(hidden), np.bool_)
    if counts.whole is None or counts.whole_everyone is None:
        return found
    shown, whole_shown = -1, -1
    for date in range(len(hidden)):
        whole_shown = whole_shown if whole_hidden[date] else date
        if hidden[date]:
            since = _at(counts.each, shown if counts.cumulated else -1)
            found[date] = bool((_lowest(counts, date, whole_shown) - since > 1).any())
        else:
            shown = date
    return found & ~whole_hidden


def _lowest(counts: Publics, date: int, whole_shown: int) -> Ints:
    """Return the least each public can be, knowing the whole's publics at their last release."""
    assert counts.whole is not None
    assert counts.whole_everyone is not None
    rest = counts.whole_everyone[date] - counts.everyone[date]
    least: Ints = _at(counts.whole, whole_shown) - rest
    if whole_shown == date:
        highest = np.minimum(counts.whole[:, date], counts.everyone[date])
        least = np.maximum(least, counts.everyone[date] - (highest.sum() - highest))
    return least


def spaced(counts: Ints, threshold: int) -> Flags:
    """Return the dates to hide so that no two shown ones differ by a small count.

    `counts`: (counts, dates), cumulated. The last date comes first: it is the one that is read.
    """
    hidden = np.ones(counts.shape[1], np.bool_)
    later: Ints | None = None
    for date in reversed(range(counts.shape[1])):
        own = counts[:, date]
        far = later is None or bool((later - own >= threshold).all())
        if bool((own >= threshold).all()) and far:
            hidden[date], later = False, own
    return hidden
