"""Lessons, fictitious solutions and where they run."""

from datetime import timedelta

import numpy as np
import pandas as pd

from lianes.demo.actors import Actors
from lianes.demo.frames import Row, frame, iso
from lianes.demo.parameters import MARK, SOURCE, Parameters
from lianes.demo.roster import Roster
from lianes.demo.texts import LESSONS, SOLUTIONS
from lianes.domain.french import small

DEPLOYMENTS = 40
DEPLOYMENT_STAGES = ("trial", "running", "spreading")


def experience_frames(
    parameters: Parameters, roster: Roster, found: Actors
) -> dict[str, pd.DataFrame]:
    """Return the tables of lessons, solutions and deployments."""
    rng = parameters.stream("experience")
    opened = [i for i, day in enumerate(roster.opened_on) if day is not None]
    return {
        "lesson": frame("lesson", _lessons(parameters, opened, rng)),
        "solution": frame("solution", _solutions(found)),
        "solution_challenge": frame("solution_challenge", _challenges()),
        "deployment": frame("deployment", _deployments(parameters, roster, opened, rng)),
    }


def _lessons(parameters: Parameters, opened: list[int], rng: np.random.Generator) -> list[Row]:
    texts = [(*cell, text) for cell, several in LESSONS.items() for text in several]
    networks = rng.choice(opened, len(texts))
    ages = rng.integers(5, 240, len(texts))
    return [
        {
            "id": number,
            "theme": theme,
            "angle": angle,
            "network_id": int(networks[number - 1]) + 1,
            "noted_on": iso(parameters.as_of - timedelta(days=int(ages[number - 1]))),
            "text": f"Exemple fictif : {small(text)}",
            "source": SOURCE,
            "simulated": 1,
        }
        for number, (theme, angle, text) in enumerate(texts, start=1)
    ]


def _solution_id(number: int) -> str:
    return f"demo-solution-{number}"


def _solutions(found: Actors) -> list[Row]:
    providers = found.of_kind("solution_provider")
    return [
        {
            "id": _solution_id(number),
            "name": f"{name} {MARK}",
            "partner": providers[(number - 1) % len(providers)].id,
            "purpose": purpose,
            "source": SOURCE,
            "simulated": 1,
        }
        for number, (name, purpose, _) in enumerate(SOLUTIONS, start=1)
    ]


def _challenges() -> list[Row]:
    return [
        {"solution": _solution_id(number), "challenge": challenge}
        for number, (_, _, challenges) in enumerate(SOLUTIONS, start=1)
        for challenge in challenges
    ]


def _deployments(
    parameters: Parameters, roster: Roster, opened: list[int], rng: np.random.Generator
) -> list[Row]:
    """A solution runs at most once in a network, and starts while it is open."""
    pairs = [(solution, i) for solution in range(1, len(SOLUTIONS) + 1) for i in opened]
    chosen = np.sort(rng.choice(len(pairs), min(DEPLOYMENTS, len(pairs)), replace=False))
    rows: list[Row] = []
    for number, (solution, i) in enumerate((pairs[c] for c in chosen), start=1):
        since = parameters.as_of - timedelta(days=int(rng.integers(10, 300)))
        opening, closing = roster.opened_on[i] or since, roster.closed_on[i] or parameters.as_of
        rows.append({
            "id": number,
            "solution": _solution_id(solution),
            "territory_id": int(roster.seats["id"].iloc[i]),
            "network_id": i + 1,
            "stage": DEPLOYMENT_STAGES[int(rng.integers(len(DEPLOYMENT_STAGES)))],
            "since": iso(min(max(since, opening), closing)),
            "source": SOURCE,
            "simulated": 1,
        })  # fmt: skip
    return rows
