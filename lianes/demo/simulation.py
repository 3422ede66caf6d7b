"""The simulation in the order of the story: who, how much, what is reported, with whom."""

import pandas as pd

from lianes.demo.activity import Activity, activity
from lianes.demo.actors import actor_frames, actors
from lianes.demo.agreements import convention_frames
from lianes.demo.cast import Cast, cast, with_closing
from lianes.demo.corrections import correct
from lianes.demo.experience import experience_frames
from lianes.demo.money import funding_frames
from lianes.demo.networks import network_frames, source
from lianes.demo.observations import (
    Block,
    Cohort,
    block,
    cohort_observations,
    measure_id,
    observations,
    public_ids,
    repeated,
)
from lianes.demo.parameters import Ground, Parameters
from lianes.demo.pathways import JOB_PUBLICS, pathways
from lianes.demo.projects import project_figures, project_frames
from lianes.demo.reporting import batches, expected_reports, reported
from lianes.demo.roster import Roster, roster
from lianes.demo.seniors import SENIOR_PUBLICS, seniors
from lianes.demo.targets import targets

Frames = dict[str, pd.DataFrame]


def simulate(ground: Ground, parameters: Parameters) -> Frames:
    """Return the simulated tables by name, with the columns of the store, in key order.

    Raises InvalidCatalogue when the catalogue lacks a measure or a public of the model.
    """
    networks, roles = players(ground, parameters)
    levels = activity(parameters, networks, roles)
    found = actors(parameters, networks, roles)
    call = project_frames(parameters, networks, found)
    figures = _figures(ground, parameters, networks, roles, levels)
    lived = project_figures(ground, parameters, call["project"])
    return {
        "source": source(parameters),
        **actor_frames(ground, networks, found),
        **network_frames(ground, parameters, networks, roles),
        **convention_frames(parameters, networks, roles, found),
        "target": targets(ground, parameters, networks, levels.size),
        **funding_frames(parameters, networks, roles, found, levels.size),
        **experience_frames(parameters, networks, found),
        **call,
        **figures,
        **{name: _after(figures[name], rows) for name, rows in lived.items()},
    }


def _after(networks: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    """Put the rows of projects after those of networks, in the order of the store's keys."""
    return pd.concat([networks, projects], ignore_index=True)


def players(ground: Ground, parameters: Parameters) -> tuple[Roster, Cast]:
    """Return the networks and the parts they play."""
    networks = roster(ground, parameters)
    roles = cast(ground, parameters, networks)
    return with_closing(parameters, networks, roles), roles


def _figures(
    ground: Ground, parameters: Parameters, networks: Roster, roles: Cast, levels: Activity
) -> Frames:
    came = reported(networks, roles)
    blocks, cohorts = _counts(ground, parameters, networks, roles, levels)
    corrected = {i + 1: networks.codes[i] for i in roles.of("corrected")}
    rows, changes = correct(ground, parameters, observations(parameters, blocks, came), corrected)
    return {
        "batch": batches(parameters),
        "observation": rows,
        "cohort_observation": cohort_observations(parameters, cohorts, came),
        "expected_report": expected_reports(parameters, networks, came),
        "change": changes,
    }


def _counts(
    ground: Ground, parameters: Parameters, networks: Roster, roles: Cast, levels: Activity
) -> tuple[list[Block], list[Cohort]]:
    jobs, job_exits = pathways(parameters, networks, roles, levels)
    homes, entries, home_exits = seniors(parameters, levels)
    both = repeated(homes, len(SENIOR_PUBLICS))
    blocks = [block(ground, code, JOB_PUBLICS, values) for code, values in jobs.items()]
    blocks += [block(ground, code, SENIOR_PUBLICS, values) for code, values in both.items()]
    at_work = Cohort(
        measure_id(ground, "job_retention"),
        public_ids(ground, JOB_PUBLICS),
        jobs["jobs_started"],
        job_exits,
    )
    at_home = Cohort(
        measure_id(ground, "home_retention"),
        public_ids(ground, SENIOR_PUBLICS),
        repeated({"starts": entries}, len(SENIOR_PUBLICS))["starts"],
        {event: values[:, None].repeat(2, axis=1) for event, values in home_exits.items()},
    )
    return blocks, [at_work, at_home]
