"""Rows of the store turned into values, and the queries that bring them in that order."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from lianes.domain.month import Month
from lianes.domain.network import Network, Stage
from lianes.domain.territory import Level, Territory
from lianes.store.values import ReportStatus, Target

TERRITORY = (
    "SELECT t.id, t.code, t.level, t.name, t.population, t.x, t.y, "
    "group_concat(DISTINCT p.level || ':' || p.code) FROM territory t "
    "LEFT JOIN territory_link l ON l.child_id = t.id LEFT JOIN territory p ON p.id = l.parent_id"
)
NETWORK = (
    "SELECT n.id, n.code, n.name, n.stage, n.opened_on, n.closed_on, s.code, s.name, s.x, s.y, "
    "group_concat(DISTINCT p.level || ':' || p.code), successor.code, n.simulated "
    "FROM network n JOIN territory s ON s.id = n.seat_id "
    "LEFT JOIN territory_link l ON l.child_id = s.id LEFT JOIN territory p ON p.id = l.parent_id "
    "LEFT JOIN network successor ON successor.id = n.successor_id"
)


def marks(values: Iterable[object]) -> str:
    """Return as many placeholders as there are values."""
    return ", ".join("?" for _ in values)


def _parents(joined: str | None) -> tuple[str, ...]:
    """Read « 0:FR,1:REG-32 » into codes from the widest to the nearest."""
    return tuple(part.split(":", 1)[1] for part in sorted((joined or "").split(",")) if part)


def territory_of(row: tuple[Any, ...]) -> Territory:
    """Return the territory of a row of TERRITORY."""
    number, code, level, name, population, x, y, parents = row
    return Territory(number, code, Level(level), name, population, _parents(parents), x, y)


def network_of(row: tuple[Any, ...]) -> Network:
    """Return the network of a row of NETWORK."""
    number, code, name, stage, opened, closed, seat, seat_name, x, y, parents, successor, sim = row
    return Network(
        id=number, code=code, name=name, stage=Stage(stage), opened_on=_day(opened),
        closed_on=_day(closed), seat=seat, seat_name=seat_name, x=x, y=y,
        parents=_parents(parents), successor=successor, simulated=bool(sim),
    )  # fmt: skip


def target_of(row: tuple[Any, ...]) -> Target:
    """Return the target of a row of `target`, in the order of its value."""
    indicator, value, starts, due, wording, simulated, source = row[:7]
    return Target(indicator, value, _day(starts), _day(due), wording, bool(simulated), source)


def report_status_of(row: tuple[Any, ...], day: date) -> ReportStatus:
    """Return what a network has sent, from its last month received, reports late and oldest due."""
    _, code, last, late, oldest_due = row
    days = (day - date.fromisoformat(oldest_due)).days if oldest_due else 0
    return ReportStatus(code, None if last is None else Month(last), late or 0, days)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
