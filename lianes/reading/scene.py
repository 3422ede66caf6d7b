"""One scene of the stage: its figures, its source, what the speaker may say."""

from dataclasses import dataclass
from enum import StrEnum

from lianes.domain.french import HARD, day
from lianes.reading.dossier import Dossier
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


def own_source(found: Dossier) -> str:
    """Return the source of what the networks report."""
    return f"Source{HARD}: saisies des réseaux, données au {day(found.meta.as_of)}"


def view_of(found: Dossier, page: str = "/") -> str:
    """Return the address of a live view of the scope, for the audience of the story."""
    subject = found.subject
    codes = ",".join(found.view.scope.territories)
    scope = f"reseau={subject.network.code}" if subject.network else f"territoire={codes}"
    return f"{page}?{scope}&audience={found.audience}"


def estimate_of(found: Dossier, indicator: str) -> Estimate | None:
    """Return one indicator of the page, None when the catalogue does not have it."""
    return next((one for one in found.view.indicators if one.indicator.id == indicator), None)
