"""Territories of the official geographic code (COG) and the codes that name them."""

import re
from dataclasses import dataclass
from enum import IntEnum

from lianes.errors import InvalidCode


class Level(IntEnum):
    """What an entity of the rollup is; the number is what the store keeps."""

    FRANCE = 0
    REGION = 1
    DEPARTEMENT = 2
    EPCI = 3
    EPT = 4
    COMMUNE = 5
    NETWORK = 6
    PROJECT = 7

    @property
    def prefix(self) -> str:
        """Prefix of the codes of this level."""
        return PREFIXES[self]

    @property
    def label(self) -> str:
        """French name of one territory of this level."""
        return LABELS[self]

    @property
    def plural(self) -> str:
        """French name of several."""
        return PLURALS[self]


PREFIXES = {
    Level.FRANCE: "FR", Level.REGION: "REG", Level.DEPARTEMENT: "DEP", Level.EPCI: "EPCI",
    Level.EPT: "EPT", Level.COMMUNE: "COM", Level.NETWORK: "LIANE", Level.PROJECT: "PROJET",
}  # fmt: skip
LABELS = {
    Level.FRANCE: "France", Level.REGION: "région", Level.DEPARTEMENT: "département",
    Level.EPCI: "EPCI", Level.EPT: "EPT", Level.COMMUNE: "commune",
    Level.NETWORK: "LIANE", Level.PROJECT: "projet",
}  # fmt: skip
PLURALS = {
    Level.FRANCE: "France", Level.REGION: "régions", Level.DEPARTEMENT: "départements",
    Level.EPCI: "EPCI", Level.EPT: "EPT", Level.COMMUNE: "communes",
    Level.NETWORK: "LIANES", Level.PROJECT: "projets",
}  # fmt: skip
_PATTERNS = {
    Level.REGION: r"REG-\d{2}",
    Level.DEPARTEMENT: r"DEP-(\d{2}|2[AB]|97\d)",
    Level.EPCI: r"EPCI-\d{9}",
    Level.EPT: r"EPT-\d{9}",
    Level.COMMUNE: r"COM-(\d{5}|2[AB]\d{3})",
}


def level_of(code: str) -> Level:
    """Return the level a territory code names; raises InvalidCode."""
    if code == "FR":
        return Level.FRANCE
    for level, pattern in _PATTERNS.items():
        if re.fullmatch(pattern, code, re.ASCII):
            return level
    raise InvalidCode(f"Code de territoire illisible : « {code} ». Exemple : DEP-59.")


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory as the store knows it.

    Population is the municipal population of `vintage`; `x`, `y` are metres in the map plane
    (None for France); `parents` are codes from the widest to the nearest.
    """

    id: int
    code: str
    level: Level
    name: str
    population: int | None
    parents: tuple[str, ...]
    x: float | None = None
    y: float | None = None

    @property
    def label(self) -> str:
        """A unique label: communes carry their département."""
        if self.level is not Level.COMMUNE:
            return self.name
        insee = self.code.removeprefix("COM-")
        return f"{self.name} ({insee[:3] if insee.startswith('97') else insee[:2]})"
