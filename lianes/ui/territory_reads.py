"""Cached reads of territories: map page, sheet, comparison."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.masking import Audience
from lianes.reading.comparison import Comparison, comparison
from lianes.reading.desk import Desk
from lianes.reading.explorer import Explorer, Layer, Theme, explorer, layer
from lianes.reading.explorer_history import Panel, history
from lianes.reading.subject import Subject
from lianes.reading.territory_sheet import TerritorySheet, territory_sheet
from lianes.store.connection import Version, reading, store_path, store_version
from lianes.store.territory_reader import TerritoryReader
from lianes.ui.reads import covered, desk_of


# ------------------------------------------------------------------ territories
@contextmanager
def open_ground(path: Path, audience: Audience) -> Iterator[tuple[Desk, TerritoryReader]]:
    """Open the store for a reading of what stands around territories; raises StoreError."""
    with reading(path) as connection:
        reader = TerritoryReader(connection)
        yield desk_of(reader, audience), reader


@lru_cache(maxsize=128)
def _explorer(path: Path, version: Version, scope: Scope, audience: Audience) -> Explorer:  # noqa: ARG001
    with open_ground(path, audience) as (desk, reader):
        return explorer(desk, reader, scope)


def explorer_of(scope: Scope, audience: Audience) -> Explorer:
    """Return what the map page may show for a scope."""
    path = store_path()
    return _explorer(path, store_version(path), scope, audience)


@lru_cache(maxsize=128)
def _layer(
    path: Path,
    version: Version,  # noqa: ARG001
    scope: Scope,
    audience: Audience,
    theme: Theme,
    level: Level,
) -> Layer:
    with open_ground(path, audience) as (desk, reader):
        reach = covered() if theme.is_estimate else None
        return layer(desk, reader, scope, theme, level, reach)


def layer_of(scope: Scope, audience: Audience, theme: Theme, level: Level) -> Layer:
    """Return an indicator or a context figure over a level inside a scope."""
    path = store_path()
    return _layer(path, store_version(path), scope, audience, theme, level)


History = tuple[tuple[str, ...], tuple[Panel, ...]]


@lru_cache(maxsize=64)
def _history(
    path: Path, version: Version, scope: Scope, audience: Audience, theme: Theme  # noqa: ARG001
) -> History:  # fmt: skip
    with open_ground(path, audience) as (desk, _):
        return history(desk, scope, theme)


def history_of(scope: Scope, audience: Audience, theme: Theme) -> History:
    """Return the country at the end of each quarter, whatever the period of the scope."""
    path = store_path()
    return _history(path, store_version(path), scope, audience, theme)


@lru_cache(maxsize=64)
def _places(
    path: Path, version: Version, parents: tuple[Territory, ...], level: Level  # noqa: ARG001
) -> tuple[Territory, ...]:  # fmt: skip
    with reading(path) as connection:
        reader = TerritoryReader(connection)
        if parents[0].level is Level.FRANCE:
            return reader.of_level(level)
        return tuple(child for parent in parents for child in reader.children(parent, level))


def places_inside(subject: Subject, level: Level) -> tuple[Territory, ...]:
    """Return the territories of a level inside a subject."""
    path = store_path()
    return _places(path, store_version(path), subject.territories, level)


@lru_cache(maxsize=128)
def _territory_sheet(
    path: Path, version: Version, scope: Scope, audience: Audience  # noqa: ARG001
) -> TerritorySheet:  # fmt: skip
    with open_ground(path, audience) as (desk, reader):
        return territory_sheet(desk, reader, scope)


def territory_sheet_of(scope: Scope, audience: Audience) -> TerritorySheet:
    """Return the sheet of a territory, a perimeter or several territories."""
    path = store_path()
    return _territory_sheet(path, store_version(path), scope, audience)


@lru_cache(maxsize=128)
def _comparison(
    path: Path,
    version: Version,  # noqa: ARG001
    scope: Scope,
    audience: Audience,
    others: tuple[str, ...],
    rate: str,
) -> Comparison:
    with open_ground(path, audience) as (desk, reader):
        return comparison(desk, reader, scope, others, rate)


def comparison_of(
    scope: Scope, audience: Audience, others: tuple[str, ...], rate: str
) -> Comparison:
    """Return the scope beside others, for one rate."""
    path = store_path()
    return _comparison(path, store_version(path), scope, audience, others, rate)


@lru_cache(maxsize=4)
def _regions(path: Path, version: Version) -> tuple[Territory, ...]:  # noqa: ARG001
    with reading(path) as connection:
        return TerritoryReader(connection).of_level(Level.REGION)


def every_region() -> tuple[Territory, ...]:
    """Return every région, by name."""
    path = store_path()
    return _regions(path, store_version(path))
