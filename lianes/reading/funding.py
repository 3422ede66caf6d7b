"""Money of a scope: the ladder of lines, needs, until when it is secured, what is at risk.

Outside the programme no line is given, and sums for the whole country alone, where no funder can
be read in them: those of two territories would tell a third by difference.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from lianes.access.money import shows_money, shows_need
from lianes.domain.funding import STEPS
from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.metrics.masking import Audience
from lianes.reading.attention import FUNDING_DAYS
from lianes.reading.desk import Desk
from lianes.reading.subject import Subject
from lianes.store.actor_reader import ActorReader

SECURED = frozenset({"signed", "paid"})
PIPELINE = ("identified", "requested", "notified")
MONTHS_AHEAD = 14


class Line(NamedTuple):
    """Who funds what, in euros; in kind is engineering, valued by its funder."""

    id: int
    network: Network
    programme: str
    funder: str
    funder_name: str
    form: str
    stage: str
    year: int
    amount: float
    covers_from: date | None
    covers_until: date | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class Need:
    """What a network needs from one day to another, in euros."""

    network: Network
    starts: date
    ends: date
    amount: float


Row = TypeVar("Row", Need, Line)
Span = tuple[float, int, int]
"""An amount, and the ordinals of the first and last days that it covers."""


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A network whose funding is not secured long enough, and what is under way for it."""

    network: Network
    until: date | None
    uncovered: float | None
    pipeline: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class MonthAtRisk:
    """One month to come: what networks need and how much of it nothing signed or paid covers."""

    month: Month
    need: float
    risk: float


@dataclass(frozen=True, slots=True)
class Funding:
    """The money of a scope; `masked` when its sums would tell one funder's amounts.

    `needs` are empty, and `hides_need` set, where the need may not be shown.
    """

    subject: Subject
    as_of: date
    lines: tuple[Line, ...]
    needs: tuple[Need, ...]
    networks: tuple[Network, ...]
    active: tuple[Network, ...]
    secured_until: Mapping[int, date]
    at_risk: tuple[AtRisk, ...]
    months: tuple[MonthAtRisk, ...]
    masked: bool
    hides_need: bool
    outside: bool


# ------------------------------------------------------------------ reading
def funding(desk: Desk, reader: ActorReader, subject: Subject) -> Funding:
    """Read the money of the networks of a scope."""
    networks = reader.networks(subject.entities)
    ids = [network.id for network in networks]
    by_id = {network.id: network for network in networks}
    lines = tuple(_line(row, by_id) for row in reader.funding_lines(ids))
    needs = tuple(_need(row, by_id) for row in reader.needs(ids))
    day = desk.meta.as_of
    active = tuple(network for network in networks if network.is_active(day))
    until = reader.secured_until(ids)
    outside = desk.audience is Audience.EXTERNE
    given = [((line.stage, line.form), line.funder, line.amount) for line in lines]
    hidden = not shows_money(desk.audience, given, whole=subject.is_national)
    months = months_at_risk(needs, lines, active, day)
    shows = shows_need(desk.audience, national=subject.is_national)
    return Funding(
        subject, day, lines, needs if shows else (), networks, active, until,
        _at_risk(active, until, needs, lines, day, outside=outside),
        () if hidden else months, masked=hidden, hides_need=not shows, outside=outside,
    )  # fmt: skip


def _line(row: Mapping[str, Any], networks: Mapping[int, Network]) -> Line:
    return Line(
        row["id"], networks[row["network_id"]], row["programme"], row["funder"], row["funder_name"],
        row["form"], row["stage"], row["year"], row["amount_eur"], _day(row["covers_from"]),
        _day(row["covers_until"]), bool(row["simulated"]),
    )  # fmt: skip


def _need(row: Mapping[str, Any], networks: Mapping[int, Network]) -> Need:
    starts, ends = (date.fromisoformat(row[end]) for end in ("starts_on", "ends_on"))
    return Need(networks[row["network_id"]], starts, ends, row["amount_eur"])


@lru_cache(maxsize=4096)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# ------------------------------------------------------------------ sums
def sums(lines: Iterable[Line], key: Callable[[Line], Any]) -> dict[Any, float]:
    """Add amounts by any key, in the order met."""
    found: dict[Any, float] = {}
    for line in lines:
        place = key(line)
        found[place] = found.get(place, 0.0) + line.amount
    return found


def ladder(lines: Iterable[Line]) -> dict[str, dict[str, float]]:
    """Return the amounts by stage then form; every stage is there."""
    found = sums(lines, lambda line: (line.stage, line.form))
    return {
        stage: {form: found.get((stage, form), 0.0) for form in ("money", "in_kind")}
        for stage in STEPS
    }


def secured(lines: Iterable[Line]) -> float:
    """Return what is signed or paid; notified stands beside it, not inside."""
    return sum(line.amount for line in lines if line.stage in SECURED)


def kept(
    lines: Iterable[Line], *, year: str | None, funder: str | None, form: str | None,
    programme: str | None,
) -> tuple[Line, ...]:  # fmt: skip
    """Return the lines of a year, a funder, a form and a programme; None keeps all."""
    return tuple(
        line
        for line in lines
        if year in (None, str(line.year))
        and funder in (None, line.funder)
        and form in (None, line.form)
        and programme in (None, line.programme)
    )


def needed(needs: Iterable[Need], year: str | None) -> float:
    """Return the need in euros, of one year or of all."""
    return sum(need.amount for need in needs if year in (None, str(need.starts.year)))


# ------------------------------------------------------------------ at risk
def within(amount: float, starts: date, ends: date, first: date, last: date) -> float:
    """Return the part of an amount that falls between two days, in proportion of days."""
    span = (amount, starts.toordinal(), ends.toordinal())
    return _within(span, first.toordinal(), last.toordinal())


def _within(span: Span, first: int, last: int) -> float:
    amount, starts, ends = span
    days = min(ends, last) - max(starts, first) + 1
    whole = ends - starts + 1
    return amount * days / whole if days > 0 and whole > 0 else 0.0


def covered(line: Line, first: date, last: date) -> float:
    """Return what a signed or paid line covers between two days."""
    if line.stage not in SECURED or line.covers_from is None or line.covers_until is None:
        return 0.0
    return within(line.amount, line.covers_from, line.covers_until, first, last)


def months_at_risk(
    needs: Sequence[Need], lines: Sequence[Line], active: Sequence[Network], day: date
) -> tuple[MonthAtRisk, ...]:
    """Return the months after the as-of date: a network with too much never pays for another."""
    first = Month.containing(day) + 1
    ends = max((need.ends for need in needs), default=None)
    last = first + -1 if ends is None else Month.containing(ends)
    months = [first + n for n in range(min(MONTHS_AHEAD, last - first + 1))]
    wanted = _by_network((n.network, (n.amount, n.starts, n.ends)) for n in needs)
    given = _by_network(
        (x.network, (x.amount, x.covers_from, x.covers_until)) for x in lines
        if x.stage in SECURED and x.covers_from is not None and x.covers_until is not None
    )  # fmt: skip
    by_network = [(wanted.get(a.id, []), given.get(a.id, [])) for a in active]
    return tuple(_month(month, by_network) for month in months)


def _by_network(
    rows: Iterable[tuple[Network, tuple[float, date, date]]],
) -> dict[int, list[Span]]:
    """Return the amounts of each network, between the ordinals of their first and last days."""
    found: dict[int, list[Span]] = {}
    for network, (amount, starts, ends) in rows:
        found.setdefault(network.id, []).append((amount, starts.toordinal(), ends.toordinal()))
    return found


def _month(month: Month, by_network: Sequence[tuple[list[Span], list[Span]]]) -> MonthAtRisk:
    first, last = month.first_day.toordinal(), month.last_day.toordinal()

    def falling(spans: Iterable[Span]) -> float:
        return sum(_within(span, first, last) for span in spans
                   if span[1] <= last and span[2] >= first)  # fmt: skip

    need = risk = 0.0
    for needs, lines in by_network:
        wanted = falling(needs)
        need += wanted
        risk += max(0.0, wanted - falling(lines))
    return MonthAtRisk(month, need, risk)


def _grouped(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.network.id, []).append(row)
    return found


def _at_risk(
    active: Sequence[Network], until: Mapping[int, date], needs: Sequence[Need],
    lines: Sequence[Line], day: date, *, outside: bool,
) -> tuple[AtRisk, ...]:  # fmt: skip
    """Return the networks that are not secured for `FUNDING_DAYS`, the soonest first."""
    limit = day + timedelta(days=FUNDING_DAYS)
    wanted, given = _grouped(needs), _grouped(lines)
    found = []
    for network in active:
        end = until.get(network.id)
        if end is not None and end >= limit:
            continue
        mine = given.get(network.id, [])
        months = months_at_risk(wanted.get(network.id, []), mine, [network], day)
        pipeline = sums((x for x in mine if x.stage in PIPELINE), lambda x: x.stage)
        risk = sum(month.risk for month in months)
        found.append(AtRisk(network, end, None if outside else risk, None if outside else pipeline))
    return tuple(sorted(found, key=lambda r: (r.until or date.min, r.network.code)))
