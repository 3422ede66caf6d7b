"""What each page costs the server and the socket, for one reader who goes from scope to scope."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.client import Reader, reader
from benchmarks.machine import memory_megabytes, processor_seconds
from benchmarks.serving import serving
from benchmarks.walks import PAGES, Scopes, address, scopes

SETTLING = 0.1
"""Seconds left after each run for what the server does next, the collection of garbage included."""
NATIONAL_EVERY = 6
IDLE_SESSIONS = 100
OTHER_PUBLIC = "public=job-seekers"
"""Read while warming up, so that modules are loaded and no figure of the walk is known yet."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one change of scope cost."""

    processor_ms: float
    seconds: float
    message_bytes: int
    wire_bytes: int


@dataclass(frozen=True, slots=True)
class PageCost:
    """A page along a walk: each scope read for the first time, then again."""

    page: str
    first: tuple[Change, ...]
    again: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class StoreCost:
    """Every page on a store, and the memory in MB: of the process, then of one session."""

    pages: tuple[PageCost, ...]
    memory: float
    session_memory: float


def measured_pages(store: Path, each: int) -> StoreCost:
    """Walk over every page of a fresh server, `each` scopes of each kind."""
    with serving(store) as server, reader(server.address) as session:
        pid, found = server.process.pid, scopes(store, each=each)
        session.open()
        costs = tuple(_page(session, pid, page, found) for page in PAGES)
        session.follow("")
        return StoreCost(costs, memory_megabytes(pid), _per_session(server.address, pid))


def _page(session: Reader, pid: int, page: str, found: Scopes) -> PageCost:
    walk = walk_of(found)
    for query in ["", *walk[:4]]:
        session.follow(address(page, f"{query}&{OTHER_PUBLIC}".lstrip("&")))
    first, again = (
        tuple(_change(session, pid, address(page, query)) for query in walk) for _ in range(2)
    )
    return PageCost(page, first, again)


def walk_of(found: Scopes) -> list[str]:
    """Return régions, départements and networks in turn, France between."""
    walk = list(found.places)
    for position in range(NATIONAL_EVERY, len(walk), NATIONAL_EVERY):
        walk.insert(position, "")
    return walk


def _change(session: Reader, pid: int, where: str) -> Change:
    before = processor_seconds(pid)
    run = session.follow(where)
    time.sleep(SETTLING)
    spent = 1000 * (processor_seconds(pid) - before)
    return Change(spent, run.seconds, run.message_bytes, run.wire_bytes)


def _per_session(address_: str, pid: int) -> float:
    """Return the MB that one more open tab of the national view costs, all figures known."""
    before = memory_megabytes(pid)
    with ExitStack() as tabs:
        for _ in range(IDLE_SESSIONS):
            tabs.enter_context(reader(address_)).open()
        return (memory_megabytes(pid) - before) / IDLE_SESSIONS


# ------------------------------------------------------------------ figures
def p95(values: Sequence[float]) -> float:
    """Return the 95th centile."""
    return sorted(values)[int(0.95 * len(values))]
