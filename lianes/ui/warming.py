"""What is read before anyone asks: the first look at each page, which shows the whole country.

It is by far the longest reading of a page, and the one most readers begin with.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event

from lianes.access.audience import configured_audience
from lianes.errors import LianesError
from lianes.store.connection import store_path, store_version
from lianes.ui import actor_reads, compare_blocks, explorer_blocks, quality_blocks, reads
from lianes.ui import territory_reads as ground
from lianes.ui.address import Address
from lianes.ui.map_block import mapped_at

PAUSE = 5.0
"""Seconds between two looks at the store; the first visitors of a new server come before."""
BREATH = 0.2
"""Seconds between two readings: whoever is being served goes first."""
_logger = logging.getLogger("lianes")


def keep_warm(ends: Event) -> None:
    """Read what the first readers would wait for, now and whenever the store has changed."""
    known = None
    with _told_to_readers():
        _read(_at_once(), ends, 0.0)
    while not ends.wait(PAUSE):
        with _told_to_readers():
            version = store_version(store_path())
            if version != known:
                known = version
                _read(first_looks(), ends, BREATH)


def first_looks() -> Iterator[Callable[[], object]]:
    """Yield what the pages read of the whole country, as this installation shows it."""
    address = reads.read_address_of({}, configured_audience())
    scope, audience = address.scope, address.audience
    yield from _at_once()
    yield partial(reads.multiples_of, scope, audience, 1)
    yield from (partial(read, address) for read in (_explored, compare_blocks.found_at))
    for read in (
        ground.territory_sheet_of, reads.networks_of, reads.pathway_of, reads.senior_care_of,
        actor_reads.directory_of, actor_reads.engaged_of, actor_reads.funding_of,
        actor_reads.asks_of, actor_reads.costs_of, actor_reads.projects_of, actor_reads.lessons_of,
    ):  # fmt: skip
        yield partial(read, scope, audience)
    for national in (actor_reads.agreements_of, actor_reads.solutions_of, quality_blocks.quality):
        yield partial(national, scope)
    yield from (reads.programmes, reads.method, reads.networks_index)


def _at_once() -> Iterator[Callable[[], object]]:
    """Yield what the first page of a new server shows."""
    yield reads.covered
    address = reads.read_address_of({}, configured_audience())
    yield partial(reads.overview_of, address.scope, address.audience)
    yield partial(mapped_at, reads.subject(address.scope), address)


def _explored(address: Address) -> None:
    view = ground.explorer_of(address.scope, address.audience)
    asked = explorer_blocks.chosen(view, address)
    ground.layer_of(address.scope, address.audience, asked.theme, asked.level)
    if explorer_blocks.has_history(view, asked):
        ground.history_of(address.scope, address.audience, asked.theme)


def _read(wanted: Iterator[Callable[[], object]], ends: Event, breath: float) -> None:
    """Read each in turn, whatever becomes of the others."""
    for read in wanted:
        if ends.wait(breath):
            return
        with _told_to_readers():
            read()


@contextmanager
def _told_to_readers() -> Iterator[None]:
    """Go on after a failure: whoever asks for the page is told, and a defect is logged."""
    try:
        yield
    except LianesError:
        return
    except Exception:
        _logger.exception("What is read before anyone asks could not be")
