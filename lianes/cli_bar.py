"""How far a long command is: a bar on a terminal, a line per part elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from lianes.store.progress import Progress

_STEPS = 100


@contextmanager
def bar(label: str) -> Iterator[Progress]:
    """Give what draws a bar on a terminal and writes a line per part elsewhere."""
    said: set[str] = set()

    def told(_share: float, words: str) -> None:
        if words not in said:
            said.add(words)
            say(words)

    if not sys.stderr.isatty():
        yield told
        return
    with click.progressbar(
        length=_STEPS, label=label, file=sys.stderr, item_show_func=lambda words: words
    ) as drawn:
        yield lambda share, words: drawn.update(round(share * _STEPS) - drawn.pos, words)


def say(message: str) -> None:
    """Write one line of what was done."""
    click.echo(f"· {message}")
