"""How much each network does, month by month: size, first months, season."""

from dataclasses import dataclass

import numpy as np

from lianes.demo import assumptions as a
from lianes.demo.cast import Cast
from lianes.demo.draws import Floats
from lianes.demo.parameters import Parameters
from lianes.demo.roster import Roster


@dataclass(frozen=True, slots=True)
class Activity:
    """Expected monthly pathways, senior entries and adaptations, (networks, months) each."""

    pathways: Floats
    seniors: Floats
    dwellings: Floats
    size: Floats


def activity(parameters: Parameters, roster: Roster, roles: Cast) -> Activity:
    """Return the expected activity; sizes are scaled so that the total depends on no draw."""
    rng = parameters.stream("activity")
    exposure = _exposure(parameters, roster)
    size = np.exp(rng.normal(0.0, a.SIZE_SPREAD, len(roster)))
    size[[*roles.of("above"), *roles.of("below")]] = 1.45
    size[[*roles.of("below_region"), *roles.of("no_durable_exit")]] = 1.25
    seniors = size**0.6 * np.exp(rng.normal(0.0, a.SIZE_SPREAD, len(roster)))
    dwellings = size**0.4 * np.exp(rng.normal(0.0, a.SIZE_SPREAD, len(roster)))
    pathways = _scaled(size, exposure) * a.PATHWAYS_PER_MONTH
    return Activity(
        pathways=_rising(pathways, roster, roles),
        seniors=_scaled(seniors, exposure) * a.SENIOR_ENTRIES_PER_MONTH,
        dwellings=_scaled(dwellings, exposure) * a.ADAPTATIONS_PER_MONTH,
        size=size,
    )


def _exposure(parameters: Parameters, roster: Roster) -> Floats:
    """Return the share of cruise activity of each network and month."""
    age = np.arange(parameters.months) - roster.first[:, None]
    ramp = np.append(a.RAMP, 1.0)[np.clip(age, 0, len(a.RAMP))]
    numbers = (parameters.start.number - 1 + np.arange(parameters.months)) % 12
    return np.asarray(ramp * np.asarray(a.SEASON)[numbers] * roster.expected())


def _scaled(size: Floats, exposure: Floats) -> Floats:
    weighted = size[:, None] * exposure
    return np.asarray(weighted * exposure.sum() / max(weighted.sum(), 1e-12))


def _rising(pathways: Floats, roster: Roster, roles: Cast) -> Floats:
    """Give one network a steady low activity, then a steady high one, whatever the season."""
    risen = pathways.copy()
    for i in roles.of("rise"):
        high = np.arange(roster.months) >= roster.months - a.RISE_MONTHS
        risen[i] = np.where(high, a.RISE_HIGH, a.RISE_LOW) * roster.expected()[i]
    return risen
