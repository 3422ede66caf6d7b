"""One scene of the stage: its figures, its source, what the speaker may say."""

from dataclasses import dataclass
from enum import StrEnum

from lianes.reading.estimates import Estimate


class Shape(StrEnum):
    """How a scene is laid out."""

    PROMISE = "promise"
    FIGURES = "figures"
    CHAIN = "chain"
    STEPS = "steps"
    PORTRAIT = "portrait"
    MAP = "map"
    PROGRESS = "progress"
    RATES = "rates"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a scene with its words; `goal` and `planned` are in its own unit."""

    figure: str
    words: str
    basis: str = ""
    estimate: Estimate | None = None
    goal: float | None = None
    planned: float | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One full screen; `href` is the live view it leads to, `notes` what the speaker may say."""

    id: str
    title: str
    shape: Shape
    facts: tuple[Fact, ...]
    source: str
    notes: tuple[str, ...]
    href: str
