"""Where a reader goes: scopes of a store, walks over the pages, steps of somebody in a crowd."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lianes.ui.sitemap import SITEMAP

ALONE = frozenset({"deposer", "congres"})
"""Pages read one at a time, not along the scopes: a form, and a stage loaded once for a talk."""
PAGES = tuple(e.path for entries in SITEMAP.values() for e in entries if e.path not in ALONE)
TITLES = {entry.path: entry.title for entries in SITEMAP.values() for entry in entries}


@dataclass(frozen=True, slots=True)
class Scopes:
    """Queries of a store: régions and départements by population, networks by code."""

    regions: tuple[str, ...]
    departements: tuple[str, ...]
    networks: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Territories and networks in turn, each kind spread over the walk."""
        kinds = (self.regions, self.departements, self.networks)
        return tuple(query for turn in zip(*kinds, strict=False) for query in turn)


def scopes(store: Path, *, each: int = 18) -> Scopes:
    """Return as many régions, départements and networks of a store as asked."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:

        def queries(name: str, sql: str) -> tuple[str, ...]:
            return tuple(f"{name}={code}" for (code,) in connection.execute(sql, [each]))

        territories = (
            "SELECT code FROM territory WHERE code GLOB '{}-*' ORDER BY population DESC LIMIT ?"
        )
        return Scopes(
            queries("territoire", territories.format("REG")),
            queries("territoire", territories.format("DEP")),
            queries("reseau", "SELECT code FROM network ORDER BY code LIMIT ?"),
        )


def address(page: str, query: str) -> str:
    """Return `page?query`."""
    return f"{page}?{query}" if query else page


def steps(found: Scopes, chance: random.Random) -> Iterator[str]:
    """Go on as somebody who browses: mostly another scope or a drill, at times another page."""
    page, query = chance.choice(PAGES), ""
    while True:
        yield address(page, query)
        if chance.random() < 0.25:
            page = chance.choice(PAGES)
        else:
            kind = chance.choice((found.regions, found.departements, found.networks, ("",)))
            query = chance.choice(kind)
