"""Needs of each network by year and the ladder of lines that meet them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from lianes.demo import assumptions as a
from lianes.demo.actors import Actors, Organisation
from lianes.demo.cast import Cast
from lianes.demo.frames import Row, frame, iso
from lianes.demo.parameters import PROGRAMME, SOURCE, Parameters
from lianes.demo.roster import Roster
from lianes.domain.month import Month

SECURED = ("signed", "paid")
PAST = (("paid", "money", 0.72), ("paid", "in_kind", 0.16))
CURRENT = (("paid", "money", 0.46), ("signed", "money", 0.28), ("signed", "in_kind", 0.12),
           ("notified", "money", 0.07), ("requested", "money", 0.05))  # fmt: skip
COMING = (("signed", "money", 0.38), ("notified", "money", 0.22), ("requested", "money", 0.20),
          ("identified", "money", 0.12), ("identified", "in_kind", 0.05))  # fmt: skip
HOPED = (
    ("requested", "money", 0.45),
    ("identified", "money", 0.35),
    ("identified", "in_kind", 0.1),
)


@dataclass(frozen=True, slots=True)
class Year:
    """The part of a calendar year in which a network needs money, and how much."""

    network: int
    starts: date
    ends: date
    amount: float

    @property
    def year(self) -> int:
        """Calendar year."""
        return self.starts.year


def funding_frames(
    parameters: Parameters, roster: Roster, roles: Cast, found: Actors, size: np.ndarray
) -> dict[str, pd.DataFrame]:
    """Return the needs and the funding lines of every network."""
    rng = parameters.stream("money")
    funders = found.of_kind("funder")
    needs = [need for i in range(len(roster)) for need in _needs(parameters, roster, i, size[i])]
    lines = [
        line for need in needs for line in _lines(parameters, roster, roles, need, funders, rng)
    ]
    numbered: list[Row] = [{"id": n} | line for n, line in enumerate(lines, start=1)]
    return {
        "funding_need": frame("funding_need", [_need_row(need) for need in needs]),
        "funding": frame("funding", numbered),
    }


def _needs(parameters: Parameters, roster: Roster, i: int, size: float) -> Iterator[Year]:
    """Yield a need per calendar year, from the opening to the year of the targets."""
    opened = roster.opened_on[i] or Month(parameters.last.ordinal + 3).first_day
    until = roster.closed_on[i] or date(parameters.due.year, 12, 31)
    yearly = a.YEARLY_NEED * (0.6 + 0.4 * size)
    for year in range(opened.year, until.year + 1):
        starts, ends = max(opened, date(year, 1, 1)), min(until, date(year, 12, 31))
        share = ((ends - starts).days + 1) / 365
        yield Year(i + 1, starts, ends, float(round(yearly * share, -3)) or 1_000.0)


def _need_row(need: Year) -> Row:
    return {
        "network_id": need.network,
        "starts_on": iso(need.starts),
        "ends_on": iso(need.ends),
        "amount_eur": need.amount,
        "source": SOURCE,
        "simulated": 1,
    }


def _lines(
    parameters: Parameters, roster: Roster, roles: Cast, need: Year,
    funders: list[Organisation], rng: np.random.Generator,
) -> Iterator[Row]:  # fmt: skip
    """Yield the lines of a year; what is secured stops early where that is put on purpose."""
    day = parameters.as_of
    limit = _limit(day, int(rng.integers(1, 4)))
    open_network = roster.opened_on[need.network - 1] is not None
    for stage, form, share in _ladder(need, day, is_open=open_network):
        amount = round(need.amount * share * float(rng.uniform(0.9, 1.1)), -2)
        funder = funders[int(rng.integers(len(funders)))]
        until = need.ends
        if need.network - 1 in roles.of("unsecured") and stage in SECURED:
            until = min(until, limit)
        if until < need.starts:
            stage, until = "requested", need.ends
        yield _line(need, funder, stage, form, amount, until)


def _limit(day: date, months: int) -> date:
    """Return an end of month some months before the day up to which money must be secured."""
    return (Month.containing(day + timedelta(days=a.SECURED_DAYS)) + -months).last_day


def _ladder(need: Year, day: date, *, is_open: bool) -> tuple[tuple[str, str, float], ...]:
    if not is_open:
        return HOPED
    if need.ends <= day:
        return PAST
    if need.starts <= day:
        return CURRENT
    return COMING if need.starts <= day + timedelta(days=366) else HOPED


def _line(
    need: Year, funder: Organisation, stage: str, form: str, amount: float, until: date
) -> Row:
    promised = stage in (*SECURED, "notified")
    return {
        "programme": PROGRAMME,
        "network_id": need.network,
        "funder": funder.id,
        "form": form,
        "stage": stage,
        "year": need.year,
        "amount_eur": float(amount),
        "covers_from": iso(need.starts) if promised else None,
        "covers_until": iso(until) if promised else None,
        "source": SOURCE,
        "simulated": 1,
    }
