"""A figure and the reason why there is none: not reported, masked, not deployed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What stands behind a cell."""

    MEASURED = "measured"
    NOT_REPORTED = "not_reported"
    MASKED = "masked"
    NOT_DEPLOYED = "not_deployed"


@dataclass(frozen=True, slots=True)
class Contest:
    """Other values proposed for what a figure counts, not settled yet.

    `count` of them; `value` is the figure they would make, None when it may not be told.
    """

    count: int
    value: float | None = None


PRECEDENCE = (State.MASKED, State.MEASURED, State.NOT_REPORTED, State.NOT_DEPLOYED)
"""The state of a sum is the first of these among its parts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in the unit of its measure, with the networks expected and those that reported.

    Only a measured figure has a value, and it always has one; raises ValueError otherwise.
    Only a measured figure is shown as contested.
    """

    state: State
    value: float | None
    reported: int
    expected: int
    contest: Contest | None = None

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state is State.MEASURED):
            raise ValueError(f"A figure {self.state} cannot hold the value {self.value}.")

    @classmethod
    def measured(
        cls, value: float, *, reported: int = 1, expected: int = 1, contest: Contest | None = None
    ) -> "Figure":
        """Return a known value, zero included."""
        return cls(State.MEASURED, value, reported, expected, contest)

    @classmethod
    def not_reported(cls, *, expected: int = 1) -> "Figure":
        """Return the figure of active networks that have sent nothing."""
        return cls(State.NOT_REPORTED, None, 0, expected)

    @classmethod
    def masked(cls, *, reported: int = 1, expected: int = 1) -> "Figure":
        """Return a figure that exists and may not be shown."""
        return cls(State.MASKED, None, reported, expected)

    @classmethod
    def not_deployed(cls) -> "Figure":
        """Return the figure of a place where the programme does not act."""
        return cls(State.NOT_DEPLOYED, None, 0, 0)

    @property
    def is_partial(self) -> bool:
        """Whether some expected networks are missing, so that a low value may only be partial."""
        return self.reported < self.expected


def add(figures: Iterable[Figure]) -> Figure:
    """Add figures of the same measure over places that do not overlap.

    A masked part masks the sum (the visible parts alone would be taken for the whole); else the
    measured parts are added and the missing ones show in `reported` / `expected`. The sum of
    nothing is not deployed.
    """
    parts = tuple(figures)
    states = {part.state for part in parts}
    state = next((state for state in PRECEDENCE if state in states), State.NOT_DEPLOYED)
    values = [part.value for part in parts if part.value is not None]
    value = sum(values) if state is State.MEASURED else None
    reported, expected = (sum(p.reported for p in parts), sum(p.expected for p in parts))
    return Figure(state, value, reported, expected, _together(parts, state))


def _together(parts: tuple[Figure, ...], state: State) -> Contest | None:
    """Return what is contested in a sum; parts of which no other value is told leave it untold."""
    contested = [part for part in parts if part.contest is not None]
    if not contested or state is not State.MEASURED:
        return None
    count = sum(part.contest.count for part in contested if part.contest)
    values = [part.contest.value if part.contest else part.value for part in parts
              if part.value is not None]  # fmt: skip
    known = [value for value in values if value is not None]
    return Contest(count, sum(known) if len(known) == len(values) else None)
