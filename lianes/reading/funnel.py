"""The territories or networks of a level as the dots of a funnel, each with its rate."""

from collections.abc import Sequence

from lianes.domain.catalogue import Indicator
from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.funnel import Dot
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate, counts_for, estimate
from lianes.store.reader import Entity
from lianes.store.territory_reader import TerritoryReader

Placed = tuple[str, str, Estimate]
"""A territory or a network: its code, its name, its rate if it has one."""


def placed_at(
    desk: Desk, reader: TerritoryReader, scope: Scope, indicator: Indicator, level: Level
) -> list[Placed]:
    """Return every territory or network of a level: its code, its name, its rate if it has one."""
    named = _named(reader, level)
    counts = counts_for(desk, [indicator], [e for _, _, e in named], scope.period, scope.public)
    return [
        (code, label, estimate(desk, indicator, [e], scope.period, scope.public, counts))
        for code, label, e in named
    ]


def dots_of(placed: Sequence[Placed], compared: set[str]) -> tuple[Dot, ...]:
    """Return the dots of the funnel: what is masked or without cases has none."""
    return tuple(
        Dot(code, label, found.n, found.figure.value, code in compared)
        for code, label, found in placed
        if found.figure.value is not None and found.n
    )


def _named(reader: TerritoryReader, level: Level) -> list[tuple[str, str, Entity]]:
    networks = reader.networks()
    if level is Level.NETWORK:
        return [(n.code, n.name, (level, n.id)) for n in networks]
    codes = sorted({code for n in networks for code in (*n.parents, n.seat)})
    return [(t.code, t.label, (t.level, t.id)) for t in reader.territories(codes)
            if t.level is level]  # fmt: skip
