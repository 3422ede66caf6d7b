"""Cached reads of territories: map page, sheet, comparison."""

from collections.abc import Iterator
from contextlib import contextmanager
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
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader
from lianes.ui.kept import kept
from lianes.ui.reads import covered, desk_of


# ------------------------------------------------------------------ territories
@contextmanager
def open_ground(path: Path, audience: Audience) -> Iterator[tuple[Desk, TerritoryReader]]:
    """Open the store for a reading of what stands around territories; raises StoreError."""
    with reading(path) as connection:
        reader = TerritoryReader(connection)
        yield desk_of(reader, audience), reader


@kept(128)
def explorer_of(path: Path, scope: Scope, audience: Audience) -> Explorer:
    """Return what the map page may show for a scope."""
    with open_ground(path, audience) as (desk, reader):
        return explorer(desk, reader, scope)


@kept(128)
def layer_of(path: Path, scope: Scope, audience: Audience, theme: Theme, level: Level) -> Layer:
    """Return an indicator or a context figure over a level inside a scope."""
    with open_ground(path, audience) as (desk, reader):
        reach = covered() if theme.is_estimate else None
        return layer(desk, reader, scope, theme, level, reach)


History = tuple[tuple[str, ...], tuple[Panel, ...]]


@kept(64)
def history_of(path: Path, scope: Scope, audience: Audience, theme: Theme) -> History:
    """Return the country at the end of each quarter, whatever the period of the scope."""
    with open_ground(path, audience) as (desk, _):
        return history(desk, scope, theme)


@kept(64)
def _places(path: Path, parents: tuple[Territory, ...], level: Level) -> tuple[Territory, ...]:
    with reading(path) as connection:
        reader = TerritoryReader(connection)
        if parents[0].level is Level.FRANCE:
            return reader.of_level(level)
        return tuple(child for parent in parents for child in reader.children(parent, level))


def places_inside(subject: Subject, level: Level) -> tuple[Territory, ...]:
    """Return the territories of a level inside a subject."""
    return _places(subject.territories, level)


@kept(128)
def territory_sheet_of(path: Path, scope: Scope, audience: Audience) -> TerritorySheet:
    """Return the sheet of a territory, a perimeter or several territories."""
    with open_ground(path, audience) as (desk, reader):
        return territory_sheet(desk, reader, scope)


@kept(128)
def comparison_of(
    path: Path, scope: Scope, audience: Audience, others: tuple[str, ...], rate: str
) -> Comparison:
    """Return the scope beside others, for one rate."""
    with open_ground(path, audience) as (desk, reader):
        return comparison(desk, reader, scope, others, rate)


@kept(4)
def every_region(path: Path) -> tuple[Territory, ...]:
    """Return every région, by name."""
    with reading(path) as connection:
        return TerritoryReader(connection).of_level(Level.REGION)
