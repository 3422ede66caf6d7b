"""Fictitious accompanied-housing projects: the call, what they report, what was decided."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from lianes.demo.actors import Actors
from lianes.demo.assumptions import Hazard
from lianes.demo.draws import Counts
from lianes.demo.followed import Exits, follow, gone_by_month
from lianes.demo.frames import Row, frame, iso
from lianes.demo.observations import (
    Cohort,
    block,
    cohort_observations,
    measure_id,
    observations,
    public_ids,
)
from lianes.demo.parameters import MARK, SOURCE, Ground, Parameters
from lianes.demo.reporting import Flags, due_days
from lianes.demo.roster import Roster
from lianes.demo.texts import DECISIONS, PROJECT_PUBLICS, RESPONSE_KINDS
from lianes.domain.project import Stage
from lianes.domain.territory import Level

Ids = npt.NDArray[np.int64]
PROJECTS = 36
PROGRAMME = "logements-accompagnes"
STEERING = f"Comité de pilotage {MARK}"
SHARES = {
    Stage.INTERESTED: 0.12, Stage.DEPOSITED: 0.14, Stage.EXAMINED: 0.14, Stage.SELECTED: 0.22,
    Stage.IN_SERVICE: 0.26, Stage.ASSESSED: 0.12,
}  # fmt: skip
EUROS_PER_DWELLING = (1_500, 4_500)
"""Budget of the accompaniment of one dwelling, a year."""
FILLING = 4
"""Months that a project takes to be let."""
LEASES = (0.35, 0.9)
"""Share of households with a full lease, from one project to another."""
LEAVING = {"censored": Hazard(0.003, 12, 0.003), "ended": Hazard(0.012, 6, 0.008)}
LATE = 0.08
"""Share of months whose report did not come."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What a project in service counts, (projects, months): people, money, who stays."""

    households: Counts
    leases: Counts
    resources: Counts
    costs: Counts
    entries: Counts
    exits: Exits


def project_frames(
    parameters: Parameters, roster: Roster, found: Actors
) -> dict[str, pd.DataFrame]:
    """Return the tables of projects and of the decisions of the call."""
    rng = parameters.stream("projects")
    opened = [i for i, day in enumerate(roster.opened_on) if day is not None]
    projects = [_project(parameters, roster, found, n, opened, rng) for n in range(1, PROJECTS + 1)]
    return {
        "project": frame("project", projects),
        "decision": frame("decision", _decisions(parameters, projects, rng)),
    }


def _project(
    parameters: Parameters, roster: Roster, found: Actors, number: int, opened: list[int],
    rng: np.random.Generator,
) -> Row:  # fmt: skip
    i, dwellings = int(rng.choice(opened)), int(rng.integers(8, 120))
    managers, landlord = found.of_kind("residence_manager"), found.landlord_of(i)
    stage = list(SHARES)[int(rng.choice(len(SHARES), p=list(SHARES.values())))]
    return {
        "id": number,
        "code": f"PROJET-{number:03d}",
        "name": f"Projet {number:03d} {MARK}, {roster.seats['name'].iloc[i]}",
        "programme": PROGRAMME,
        "landlord": landlord.id,
        "manager": managers[landlord.number % len(managers)].id,  # a landlord keeps its manager
        "public": PROJECT_PUBLICS[int(rng.integers(len(PROJECT_PUBLICS)))],
        "response_kind": RESPONSE_KINDS[int(rng.integers(len(RESPONSE_KINDS)))],
        "dwellings": dwellings,
        "budget_eur": float(dwellings * round(int(rng.integers(*EUROS_PER_DWELLING)), -2)),
        "stage": str(stage),
        "opened_on": iso(_opening(parameters, stage, rng)),
        "seat_id": int(roster.seats["id"].iloc[i]),
        "source": SOURCE,
        "simulated": 1,
    }


def _opening(parameters: Parameters, stage: Stage, rng: np.random.Generator) -> date | None:
    """Projects in service opened during the months told, those assessed first."""
    if not stage.is_open:
        return None
    latest = 1 if stage is Stage.ASSESSED else max(1, parameters.months // 2)
    return (parameters.start + int(rng.integers(latest))).first_day


def _decisions(parameters: Parameters, projects: list[Row], rng: np.random.Generator) -> list[Row]:
    """The latest stage of a few projects, then what concerns the whole call."""
    decided = [p for p in projects if p["stage"] in DECISIONS]
    notes = [(p["id"], DECISIONS[str(p["stage"])].format(code=p["code"])) for p in decided[:12]]
    notes += [(None, text) for text in DECISIONS["call"].split("|")]
    ages = sorted(rng.integers(10, 28 * parameters.months, len(notes)).tolist())
    return [
        {
            "id": number,
            "programme": PROGRAMME,
            "project_id": project,
            "decided_on": iso(parameters.as_of - timedelta(days=age)),
            "body": STEERING,
            "text": f"Exemple fictif : {text}",
            "source": SOURCE,
            "simulated": 1,
        }
        for number, ((project, text), age) in enumerate(zip(notes, ages, strict=True), start=1)
    ]


# ------------------------------------------------------------------ what they report
def project_figures(
    ground: Ground, parameters: Parameters, projects: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return the observations, cohorts and expected reports of the projects in service."""
    rng = parameters.stream("project figures")
    inside = projects[projects["opened_on"].notna()].reset_index(drop=True)
    lived = _lived(parameters, inside, rng)
    owed = _owed(parameters, inside)
    came = owed & (rng.random(owed.shape) >= LATE)
    ids = inside["id"].to_numpy(dtype=np.int64)
    values = {
        "project_households": lived.households, "project_full_leases": lived.leases,
        "project_resources": lived.resources, "project_costs": lived.costs,
    }  # fmt: skip
    blocks = [block(ground, code, ("all",), series[None]) for code, series in values.items()]
    exits = {event: counts[:, None] for event, counts in lived.exits.items()}
    housed = Cohort(measure_id(ground, "tenancy_retention"), public_ids(ground, ("all",)),
                    lived.entries[None], exits)  # fmt: skip
    return {
        "observation": _of_projects(observations(parameters, blocks, came), ids),
        "cohort_observation": _of_projects(cohort_observations(parameters, [housed], came), ids),
        "expected_report": _expected(parameters, ids, owed, came, rng),
    }


def _of_projects(rows: pd.DataFrame, ids: Ids) -> pd.DataFrame:
    """Return rows of positions as rows of projects."""
    numbers = ids[rows["subject_id"].to_numpy() - 1].astype(np.int32)
    return rows.assign(subject_level=np.int32(Level.PROJECT), subject_id=numbers)


def _owed(parameters: Parameters, inside: pd.DataFrame) -> Flags:
    first = [_position(parameters, str(day)) for day in inside["opened_on"]]
    months = np.arange(parameters.months)
    return np.asarray(months[None, :] >= np.array(first, dtype=np.int64).reshape(-1, 1))


def _position(parameters: Parameters, day: str) -> int:
    opened = date.fromisoformat(day)
    return (opened.year - parameters.start.year) * 12 + opened.month - parameters.start.number


def _lived(parameters: Parameters, inside: pd.DataFrame, rng: np.random.Generator) -> Lived:
    count, months = len(inside), parameters.months
    entries = np.zeros((count, months), dtype=np.int64)
    for row, (dwellings, day) in enumerate(
        zip(inside["dwellings"], inside["opened_on"], strict=True)
    ):
        first = _position(parameters, str(day))
        filled = rng.multinomial(int(dwellings), [1 / FILLING] * FILLING)
        entries[row, first : first + FILLING] = filled[: months - first]
    exits = follow(rng, entries, LEAVING)
    households = np.cumsum(entries - gone_by_month(exits), axis=1)
    share = rng.uniform(*LEASES, (count, 1))
    owed = _owed(parameters, inside)
    monthly = inside["budget_eur"].to_numpy(dtype=float)[:, None] / 12
    costs = monthly * rng.uniform(0.85, 1.1, (count, months)) * owed
    resources = monthly * rng.uniform(0.85, 1.08, (count, 1)) * rng.uniform(0.9, 1.1, owed.shape)
    leases, paid = households * share, resources * owed
    return Lived(households, _whole(leases), _whole(paid), _whole(costs), entries, exits)


def _whole(values: npt.NDArray[np.float64]) -> Counts:
    return np.asarray(np.rint(values), dtype=np.int64)


def _expected(
    parameters: Parameters, ids: Ids, owed: Flags, came: Flags, rng: np.random.Generator
) -> pd.DataFrame:  # fmt: skip
    project, month = np.nonzero(owed)
    due = due_days(parameters)[month]
    received = (due - rng.integers(0, 5, len(due))).astype(str).astype(object)
    received[~came[project, month]] = None
    return pd.DataFrame({
        "subject_level": np.full(len(due), int(Level.PROJECT)),
        "subject_id": ids[project],
        "month": month + parameters.start.ordinal,
        "due_on": due.astype(str),
        "received_on": pd.array(received, dtype="str"),
    })  # fmt: skip
