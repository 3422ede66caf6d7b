"""What is said beside a figure that somebody contests, the same on screen and in files."""

from lianes.domain.french import number
from lianes.metrics.figure import Figure

CONTESTED = "contesté"


def contest_words(figure: Figure) -> str:
    """Say that a figure is contested, and what it would be when that may be told; else nothing."""
    found = figure.contest
    if found is None:
        return ""
    if found.value is None:
        return CONTESTED
    return f"{CONTESTED}, {number(found.value)} proposé"


def with_contest(words: str, figure: Figure) -> str:
    """Return the words of a figure followed by what is contested of it, in brackets."""
    said = contest_words(figure)
    return f"{words} ({said})" if said else words
