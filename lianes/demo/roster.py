"""Who is in the programme and when: order of opening, waves, reporting months, stages."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from lianes.demo import assumptions as a
from lianes.demo.parameters import Ground, Parameters
from lianes.demo.places import FORMER_PREFERRED, seats
from lianes.domain.month import Month
from lianes.domain.network import Stage

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Roster:
    """Networks in opening order; network ids are positions + 1.

    `first` and `last` are the positions of the first and last month a network may report
    (`first` is the number of months for a network that is not open).
    """

    seats: pd.DataFrame
    opened_on: tuple[date | None, ...]
    closed_on: tuple[date | None, ...]
    first: Ints
    last: Ints
    months: int

    def __len__(self) -> int:
        return len(self.seats)

    @property
    def ids(self) -> Ints:
        """Identifiers in the store."""
        return np.arange(1, len(self) + 1)

    @property
    def codes(self) -> list[str]:
        """LIANE-01, or LIANE-0001 when the networks are more than 99."""
        width = 2 if len(self) <= 99 else 4
        return [f"LIANE-{number:0{width}d}" for number in self.ids]

    @property
    def names(self) -> list[str]:
        """« LIANE 07 (démonstration), Roubaix »."""
        pairs = zip(self.codes, self.seats["name"], strict=True)
        return [f"LIANE {code.split('-')[1]} (démonstration), {seat}" for code, seat in pairs]

    @property
    def is_open(self) -> npt.NDArray[np.bool_]:
        """Whether each network ever opened."""
        return self.first < self.months

    @property
    def is_active(self) -> npt.NDArray[np.bool_]:
        """Whether each network is open at the as-of date."""
        closed = np.array([day is not None for day in self.closed_on], dtype=np.bool_)
        return self.is_open & ~closed

    def expected(self) -> npt.NDArray[np.bool_]:
        """Return (networks, months): whether a report is expected."""
        month = np.arange(self.months)
        return (month >= self.first[:, None]) & (month <= self.last[:, None])

    def closing(self, position: int, day: date, last: int) -> "Roster":
        """Return the roster with one network closed at the end of a month."""
        until = self.last.copy()
        until[position] = last
        days = tuple(day if i == position else d for i, d in enumerate(self.closed_on))
        return replace(self, closed_on=days, last=until)


def roster(ground: Ground, parameters: Parameters) -> Roster:
    """Choose seats, order them and open them in quarterly waves."""
    rng = parameters.stream("roster")
    ordered = _in_opening_order(seats(ground, parameters), rng)
    waves = _waves(len(ordered), parameters.months)
    days = [_opening_day(parameters, row, wave, rng) for row, wave in zip(
        ordered["departement"], waves, strict=True)]  # fmt: skip
    days = [None if day is None or day > parameters.as_of else day for day in days]
    order = sorted(range(len(days)), key=lambda i: (days[i] is None, days[i] or date.max))
    opened = tuple(days[i] for i in order)
    first = np.array([_first_month(parameters, day) for day in opened], dtype=np.int64)
    return Roster(
        seats=ordered.iloc[order].reset_index(drop=True),
        opened_on=opened,
        closed_on=(None,) * len(opened),
        first=first,
        last=np.full(len(opened), parameters.months - 1),
        months=parameters.months,
    )


def _in_opening_order(rows: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Pilots first, then the région studied on purpose and La Réunion, then the others."""
    early = rows["departement"].isin(a.PILOT_DEPARTEMENTS)
    early &= rows.groupby("departement").cumcount() < len(rows) // 10 + 1
    told = (rows["region"] == a.BELOW_REGION) | (rows["departement"] == a.SILENT_DEPARTEMENT)
    told |= rows["code"].isin(FORMER_PREFERRED)
    rank = np.select([early, told], [0, 1], 2)
    order = np.lexsort((rng.permutation(len(rows)), rank))
    return rows.iloc[order].reset_index(drop=True)


def _waves(networks: int, months: int) -> list[int | None]:
    """Return the wave of each network in opening order; None for those not open yet."""
    unopened = min(a.UNOPENED_AGREEMENT + a.UNOPENED_IDENTIFICATION, networks // 10)
    count = -(-months // a.WAVE_MONTHS)
    weights = (count - np.arange(count)) ** a.WAVE_DECREASE
    bounds = np.rint(np.cumsum(weights) / weights.sum() * (networks - unopened)).astype(int)
    positions = np.searchsorted(bounds, np.arange(networks - unopened), side="right")
    return [*positions.tolist(), *([None] * unopened)]


def _opening_day(
    parameters: Parameters, departement: str, wave: int | None, rng: np.random.Generator
) -> date | None:
    """Return a weekday of the first month of a quarter; after the launch but for the pilots."""
    days = int(rng.choice([0, 0, 14, 28]))
    if wave is None:
        return None
    month = parameters.start + wave * a.WAVE_MONTHS
    if wave == 0:
        days = 0 if departement in a.PILOT_DEPARTEMENTS else 28
    return _weekday(month.first_day + timedelta(days=days))


def _weekday(day: date) -> date:
    """Return the day, or the Monday after a week-end."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _first_month(parameters: Parameters, day: date | None) -> int:
    """Return the position of the first full month of a network: open on its first weekday."""
    if day is None:
        return parameters.months
    month = Month.containing(day)
    is_full = day <= _weekday(month.first_day)
    return min(month - parameters.start + (not is_full), parameters.months)


def stages(roster: Roster, parameters: Parameters) -> list[Stage]:
    """Return the stage of each network: deployed from nine months after its opening."""
    unopened = [i for i, day in enumerate(roster.opened_on) if day is None]
    return [_stage(roster, i, parameters.as_of, unopened) for i in range(len(roster))]


def _stage(roster: Roster, i: int, day: date, unopened: list[int]) -> Stage:
    opened = roster.opened_on[i]
    if roster.closed_on[i] is not None:
        return Stage.CLOSED
    if opened is None:
        agreed = unopened[: a.UNOPENED_AGREEMENT]
        return Stage.AGREEMENT if i in agreed else Stage.IDENTIFICATION
    return Stage.DEPLOYED if (day - opened).days > 270 else Stage.EXPERIMENT
