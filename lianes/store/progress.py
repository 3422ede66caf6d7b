"""How far a long work is: the share done, from 0 to 1, and what is being done, in French."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[float, str], None]
Item = TypeVar("Item")


def silent(_share: float, _words: str) -> None:
    """Tell nobody."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return the progress of a part, which goes from one share of the whole to another."""
    return lambda share, words: progress(start + share * (end - start), words)


def through(items: Sequence[Item], progress: Progress, words: str) -> Iterator[Item]:
    """Go through items, telling how far after each."""
    for done, item in enumerate(items, start=1):
        yield item
        progress(done / len(items), words)
