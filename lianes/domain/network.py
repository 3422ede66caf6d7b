"""Local networks (LIANES) as the store knows them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """Where a network stands in its life."""

    IDENTIFICATION = "identification"
    AGREEMENT = "agreement"
    EXPERIMENT = "experiment"
    DEPLOYED = "deployed"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """French name of the stage."""
        return _STAGE_LABELS[self]


_STAGE_LABELS = {
    Stage.IDENTIFICATION: "repérage",
    Stage.AGREEMENT: "convention",
    Stage.EXPERIMENT: "expérimentation",
    Stage.DEPLOYED: "déployée",
    Stage.CLOSED: "close",
}


@dataclass(frozen=True, slots=True)
class Network:
    """One LIANE. Its counts belong to its seat commune (`seat`, a code) and that commune's parents.

    `x`, `y` are metres in the map plane; `successor` is a network code.
    """

    id: int
    code: str
    name: str
    stage: Stage
    opened_on: date | None
    closed_on: date | None
    seat: str
    seat_name: str
    x: float
    y: float
    parents: tuple[str, ...]
    successor: str | None
    simulated: bool

    def is_active(self, day: date) -> bool:
        """Whether the network is open on that day."""
        opened = self.opened_on is not None and self.opened_on <= day
        return opened and (self.closed_on is None or self.closed_on > day)
