"""What a check found: where, what stands there, what is expected, whether it blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 60
"""Characters of a value repeated in a message."""


class Level(StrEnum):
    """Whether a problem stops the deposit or only asks for a look."""

    BLOCKING = "bloquant"
    WARNING = "avertissement"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a file as its author sees it; `row` counts from 1, 0 for the whole sheet."""

    sheet: str
    row: int = 0
    column: str = ""

    @property
    def words(self) -> str:
        """The place in French."""
        parts = [f"feuille « {self.sheet} »" if self.sheet else ""]
        parts.append(f"ligne {self.row}" if self.row else "")
        parts.append(f"colonne « {self.column} »" if self.column else "")
        return ", ".join(filter(None, parts)) or "fichier"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct or to look at; `about` is the key of the figure it is about, if any."""

    level: Level
    spot: Spot
    value: str
    expected: str
    about: tuple[int, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the deposit stops here."""
        return self.level is Level.BLOCKING

    @property
    def sentence(self) -> str:
        """The whole message on one line."""
        shown = f" : « {self.value} »" if self.value else ""
        return f"{self.spot.words}{shown} ; attendu : {self.expected}"


def blocking(spot: Spot, value: object, expected: str) -> Problem:
    """Return a problem that stops the deposit."""
    return Problem(Level.BLOCKING, spot, shown(value), expected)


def warning(
    spot: Spot, value: object, expected: str, about: tuple[int, ...] = ()
) -> Problem:  # fmt: skip
    """Return a problem that only asks for a look."""
    return Problem(Level.WARNING, spot, shown(value), expected, about)


def shown(value: object) -> str:
    """Return a value as a message repeats it: never long, never several lines."""
    text = " ".join(str("" if value is None else value).split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def any_blocks(problems: Iterable[Problem]) -> bool:
    """Whether one of these problems stops the deposit."""
    return any(problem.blocks for problem in problems)
