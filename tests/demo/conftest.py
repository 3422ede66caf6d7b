"""The ground of the real store, and simulations on it, made once."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd
import pytest
from hypothesis import settings

from lianes.demo import Ground, Parameters, simulate
from lianes.demo.simulation import players
from lianes.store.build import DATA, ground, load_reference
from lianes.store.schema import apply_migrations

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@dataclass(frozen=True)
class Run:
    """One simulation and ways to read it."""

    ground: Ground
    parameters: Parameters
    frames: dict[str, pd.DataFrame]

    def position(self, part: str) -> list[int]:
        """Ids of the networks that play a part."""
        _, roles = players(self.ground, self.parameters)
        return [i + 1 for i in roles.of(part)]

    def rows(self, table: str) -> pd.DataFrame:
        """Rows of networks of a table that also holds those of projects."""
        rows = self.frames[table]
        return rows[rows["subject_level"] == 6]

    def wide(self, public: str = "all") -> pd.DataFrame:
        """One row per network and reported month, one column per measure."""
        rows = self.rows("observation")
        rows = rows[rows["public_id"] == self.ground.publics[public]]
        made = rows.pivot(index=["subject_id", "month"], columns="measure_id", values="value")
        names = self.ground.measures.set_index("id")["code"]
        return made.rename(columns=names).astype("int64")

    def cohort(self, measure: str, public: str = "all") -> pd.DataFrame:
        rows = self.rows("cohort_observation")
        number = self.ground.measures.set_index("code")["id"][measure]
        wanted = (rows["measure_id"] == number) & (rows["public_id"] == self.ground.publics[public])
        return rows[wanted]


@pytest.fixture(scope="session")
def store() -> Iterator[sqlite3.Connection]:
    """A store with reference data and facts, and no network."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    apply_migrations(connection)
    connection.execute("BEGIN")
    load_reference(connection, DATA, lambda *_: None)
    connection.execute("COMMIT")
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def real_ground(store: sqlite3.Connection) -> Ground:
    return ground(store)


@pytest.fixture(scope="session")
def run_of(real_ground: Ground) -> Callable[[Parameters], Run]:
    @cache
    def run(parameters: Parameters) -> Run:
        return Run(real_ground, parameters, simulate(real_ground, parameters))

    return run


@pytest.fixture(scope="session")
def default(run_of: Callable[[Parameters], Run]) -> Run:
    return run_of(Parameters())


@pytest.fixture(
    scope="session",
    params=[
        Parameters(),
        Parameters(seed=1),
        Parameters(seed=2, networks=120, months=30),
        Parameters(seed=3, networks=9, months=6),
    ],
    ids=["default", "other-seed", "larger", "small"],
)
def any_run(request: pytest.FixtureRequest, run_of: Callable[[Parameters], Run]) -> Run:
    return run_of(request.param)
