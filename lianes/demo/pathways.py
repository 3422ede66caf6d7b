"""Towards a job: from the information meeting to the exit that is examined."""

from dataclasses import dataclass

import numpy as np

from lianes.demo import assumptions as a
from lianes.demo.activity import Activity
from lianes.demo.cast import Cast
from lianes.demo.draws import Counts, Floats, delayed, split, spread, thin
from lianes.demo.followed import Exits, follow
from lianes.demo.parameters import Parameters
from lianes.demo.roster import Roster

Series = dict[str, Counts]
JOB_PUBLICS = ("all", "job-seekers", "seniors-willing-to-work")


@dataclass(frozen=True, slots=True)
class Chances:
    """Shares of each network, (networks, 1): exits to a job, durable among them, others."""

    employment: Floats
    durable: Floats
    positive: Floats


def pathways(
    parameters: Parameters, roster: Roster, roles: Cast, activity: Activity
) -> tuple[Series, Exits]:
    """Return measures by code, (publics, networks, months), and the job cohort's exits."""
    series = _entries(parameters.stream("entries"), activity, roles)
    rng = parameters.stream("outcomes")
    started = series["pathways_started"]
    series |= _trainings(rng, started)
    jobs = _outcomes(rng, series, started, _chances(parameters, roster, roles))
    exits = follow(rng, jobs, a.JOB_HAZARDS)
    by_public = {code: by_publics(values) for code, values in series.items()}
    return by_public, {event: by_publics(found, axis=1) for event, found in exits.items()}


def by_publics(strata: Counts, axis: int = 0) -> Counts:
    """Add exclusive strata up into publics: all, job seekers, seniors willing to work."""
    members = [
        [i for i, publics in enumerate(a.STRATA) if code == "all" or code in publics]
        for code in JOB_PUBLICS
    ]
    return np.stack([strata.take(ids, axis).sum(axis) for ids in members], axis)


def _entries(rng: np.random.Generator, activity: Activity, roles: Cast) -> Series:
    """From information to a signed entry, one stratum after the other along axis 0."""
    lumps = rng.gamma(a.LUMPINESS, 1 / a.LUMPINESS, activity.pathways.shape)
    lumps[list(roles.of("rise"))] = 1.0
    expected = activity.pathways / (a.CANDIDATE * a.ORIENTED * a.ENTERED) * lumps
    informed = rng.poisson(expected * np.reshape(a.STRATA_SHARES, (3, 1, 1)))
    candidates = thin(rng, informed, a.CANDIDATE)
    oriented = thin(rng, candidates, a.ORIENTED)
    started = spread(rng, thin(rng, oriented, a.ENTERED), a.ENTRY_DELAYS)
    return {
        "informed": informed,
        "candidates": candidates,
        "oriented": oriented,
        "pathways_started": started,
        "pathways_integrated": thin(rng, started, a.INTEGRATED),
    }


def _trainings(rng: np.random.Generator, started: Counts) -> Series:
    ended = spread(rng, thin(rng, started, a.TRAINED), a.TRAINING_DELAYS)
    return {
        "trainings_ended": ended,
        "trainings_completed": thin(rng, ended, a.TRAINING_COMPLETED),
    }


def _chances(parameters: Parameters, roster: Roster, roles: Cast) -> Chances:
    rng = parameters.stream("chances")
    odds = np.log(a.EMPLOYMENT / (1 - a.EMPLOYMENT))
    noise = rng.normal(0.0, a.EMPLOYMENT_SPREAD, len(roster))
    employment = 1 / (1 + np.exp(-(odds + noise)))
    durable = np.full(len(roster), a.DURABLE_AMONG_JOBS)
    employment[list(roles.of("above"))] = a.ABOVE_EMPLOYMENT
    employment[list(roles.of("below"))] = a.BELOW_EMPLOYMENT
    employment[list(roles.of("below_region"))] = a.BELOW_REGION_EMPLOYMENT
    durable[list(roles.of("no_durable_exit"))] = 0.0
    positive = (1 - employment) * a.POSITIVE_AMONG_OTHERS
    return Chances(employment[:, None], durable[:, None], positive[:, None])


def _outcomes(
    rng: np.random.Generator, series: Series, started: Counts, chances: Chances
) -> Counts:
    """Add jobs, meetings and exits to the series; return the jobs started."""
    known = a.KNOWN_EXIT
    durable = known * chances.employment * chances.durable
    transition = known * chances.employment * (1 - chances.durable)
    positive = known * chances.positive
    none = known - durable - transition - positive
    shares = [durable, transition, positive, none, np.asarray(1 - known)]
    to_durable, to_transition, to_positive, to_none, _ = split(rng, started, shares)
    for code, pathway in (("exits_positive", to_positive), ("exits_none", to_none)):
        series[code] = spread(rng, pathway, a.OTHER_EXIT_DELAYS)
    others = started - to_durable - to_transition
    series["employer_meetings"] = spread(rng, thin(rng, others, a.MET_EMPLOYER), a.MEETING_DELAYS)
    for code in ("jobs_started", "jobs_home_care"):
        series[code] = np.zeros_like(started)
    for code, pathway in (("exits_durable", to_durable), ("exits_transition", to_transition)):
        series[code] = _jobs(rng, series, pathway)
    series["jobs_local"] = thin(rng, series["jobs_started"], a.LOCAL)
    ways = ("durable", "transition", "positive", "none")
    series["exits_examined"] = sum((series[f"exits_{w}"] for w in ways), np.zeros_like(started))
    return series["jobs_started"]


def _jobs(rng: np.random.Generator, series: Series, pathway: Counts) -> Counts:
    """Let pathways reach a job, met the month before; return the exits examined after it."""
    examined = np.zeros_like(pathway)
    for months, found in enumerate(split(rng, pathway, a.JOB_DELAYS)):
        home_care = thin(rng, found, a.HOME_CARE)
        series["jobs_started"] += delayed(found, months)
        series["jobs_home_care"] += delayed(home_care, months)
        series["employer_meetings"] += delayed(home_care, max(months - 1, 0))
        examined += delayed(spread(rng, found, a.EXAMINATION_DELAYS), months)
    return examined
