"""What a run of the model is given: its size and seed, and the ground the networks stand on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd

from lianes.domain.month import Month

LAUNCH_MONTH = Month.of(2025, 9)
SOURCE = "demonstration"
PROGRAMME = "lianes"
MARK = "(démonstration)"
"""Every fictitious organisation bears it in its name."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Seed and size of a run; the same values and pinned requirements give the same frames."""

    seed: int = 20251362
    networks: int = 48
    start: Month = LAUNCH_MONTH
    months: int = 14

    @property
    def last(self) -> Month:
        """Last month that networks report."""
        return self.start + (self.months - 1)

    @property
    def as_of(self) -> date:
        """Day at which lateness and ends are judged: the last day of the last month."""
        return self.last.last_day

    @property
    def due(self) -> Month:
        """Month in which the assumed targets fall due: December 2027 by default."""
        return self.last + 14

    def stream(self, name: str) -> np.random.Generator:
        """Return the random stream of one part, so that parts never disturb each other."""
        seed = np.random.SeedSequence(self.seed, spawn_key=tuple(name.encode()))
        return np.random.Generator(np.random.PCG64(seed))


class Ground(Protocol):
    """What the store knows before the simulation; any object with these frames will do."""

    @property
    def territories(self) -> pd.DataFrame:
        """Columns id, code, level, name, population, lon, lat, departement, epci, region."""

    @property
    def former(self) -> pd.DataFrame:
        """Columns old_code, territory_id."""

    @property
    def social_dwellings(self) -> Mapping[str, float]:
        """Social dwellings by code of département."""

    @property
    def measures(self) -> pd.DataFrame:
        """Columns id, code, kind."""

    @property
    def publics(self) -> Mapping[str, int]:
        """Id of each public by code."""
