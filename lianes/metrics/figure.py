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


PRECEDENCE = (State.MASKED, State.MEASURED, State.NOT_REPORTED, State.NOT_DEPLOYED)
"""The state of a sum is the first of these among its parts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in the unit of its measure, with the networks expected and those that reported.

    Only a measured figure has a value, and it always has one; raises ValueError otherwise.
    """

    state: State
    value: float | None
    reported: int
    expected: int

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state is State.MEASURED):
            raise ValueError(f"A figure {self.state} cannot hold the value {self.value}.")

    @classmethod
    def measured(cls, value: float, *, reported: int = 1, expected: int = 1) -> "Figure":
        """Return a known value, zero included."""
        return cls(State.MEASURED, value, reported, expected)

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
    return Figure(state, value, reported, expected)
