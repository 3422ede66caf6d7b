"""Seniors from identification to services in place, and dwellings from request to acceptance."""

import numpy as np

from lianes.demo import assumptions as a
from lianes.demo.activity import Activity
from lianes.demo.draws import Counts, Floats, delayed, split, spread, thin
from lianes.demo.followed import Exits, follow, gone_by_month
from lianes.demo.parameters import Parameters
from lianes.demo.pathways import Series

SENIOR_PUBLICS = ("all", "seniors")
LEVELS = ("minor_works", "fully_adapted", "labelled")


def seniors(parameters: Parameters, activity: Activity) -> tuple[Series, Counts, Exits]:
    """Return measures by code, (networks, months), entries into support and their exits."""
    rng = parameters.stream("seniors")
    flow, entries, waiting = _arrivals(rng, activity.seniors)
    exits = follow(rng, entries, a.HOME_HAZARDS)
    supported = np.cumsum(entries - gone_by_month(exits), axis=-1)
    series = flow | {"seniors_supported": supported, "seniors_waiting": waiting}
    series |= _services(rng, supported)
    series["care_hours"] = _care_hours(rng, series["seniors_home_help"])
    series |= _dwellings(parameters, activity)
    return series, entries, exits


def _arrivals(rng: np.random.Generator, expected: Floats) -> tuple[Series, Counts, Counts]:
    """Return what is counted, first services in place, and who still waits for one."""
    lumps = rng.gamma(a.LUMPINESS, 1 / a.LUMPINESS, expected.shape)
    identified = rng.poisson(expected / (a.CONTACTED * a.WANTING * a.SERVED) * lumps)
    contacted = thin(rng, identified, a.CONTACTED)
    wanting = thin(rng, contacted, a.WANTING)
    served = thin(rng, wanting, a.SERVED)
    entries = spread(rng, served, a.SERVICE_DELAYS)
    renounced = delayed(wanting - served, len(a.SERVICE_DELAYS) - 1)
    waiting = np.cumsum(wanting - entries - renounced, axis=-1)
    return {"seniors_identified": identified, "seniors_contacted": contacted}, entries, waiting


def _services(rng: np.random.Generator, supported: Counts) -> Series:
    """Share of seniors with each service: proper to the network, drifting slowly."""
    series: Series = {}
    for code, share in a.SERVICES.items():
        own = rng.normal(share, a.SERVICE_SPREAD, (len(supported), 1))
        drift = np.cumsum(rng.normal(0.0, a.SERVICE_DRIFT, supported.shape), axis=-1)
        held = np.rint(supported * np.clip(own + drift, 0.02, 0.95)).astype(np.int64)
        series[code] = np.minimum(held, supported)
    others = sum(series[code] for code in a.SERVICES if code != "seniors_home_help")
    # Everyone counted has at least one service.
    series["seniors_home_help"] = np.maximum(series["seniors_home_help"], supported - others)
    return series


def _care_hours(rng: np.random.Generator, helped: Counts) -> Counts:
    own = rng.normal(1.0, a.CARE_HOURS_SPREAD, (len(helped), 1))
    monthly = rng.normal(1.0, a.CARE_HOURS_SPREAD / 4, helped.shape)
    rate = a.CARE_HOURS * np.clip(own * monthly, 0.5, 1.6)
    return np.rint(helped * rate).astype(np.int64)


def _dwellings(parameters: Parameters, activity: Activity) -> Series:
    rng = parameters.stream("dwellings")
    requests = rng.poisson(activity.dwellings / a.ACCEPTED)
    parts = split(rng, thin(rng, requests, a.ACCEPTED), a.WORKS_DELAYS)
    late = [delayed(part, months) for months, part in enumerate(parts)]
    adapted = np.sum(late, axis=0)
    days = np.sum([part * months * a.DAYS_PER_MONTH for months, part in enumerate(late)], axis=0)
    levels = split(rng, adapted, a.DWELLING_LEVELS)
    cost = _cost(rng, levels, adapted)
    costs = _cost_by_level(cost, levels)
    return {
        "adaptation_requests": requests,
        "dwellings_adapted": adapted,
        "adaptation_cost": cost,
        "adaptation_delay_days": days + _jitter(rng, adapted),
        **{f"dwellings_{name}": part for name, part in zip(LEVELS, levels, strict=True)},
        **{f"adaptation_cost_{name}": part for name, part in zip(LEVELS, costs, strict=True)},
    }


def _cost(rng: np.random.Generator, levels: list[Counts], adapted: Counts) -> Counts:
    """Add up costs of works, on average between 5 000 and 10 000 euros a dwelling."""
    cost = sum(n * price for n, price in zip(levels, a.DWELLING_COSTS, strict=True))
    noise = rng.normal(0.0, a.DWELLING_COST_SPREAD, adapted.shape) * np.sqrt(adapted)
    low, high = a.DWELLING_COST_RANGE
    return np.clip(np.rint(cost + noise), adapted * low, adapted * high).astype(np.int64)


def _cost_by_level(cost: Counts, levels: list[Counts]) -> Counts:
    """Share a cost out by the usual price of each level, to the euro: the parts add up to it."""
    priced = [n * price for n, price in zip(levels, a.DWELLING_COSTS, strict=True)]
    edges = np.cumsum(priced, axis=0)
    shared = np.rint(cost * edges / np.maximum(edges[-1], 1)).astype(np.int64)
    return np.asarray(np.diff(shared, axis=0, prepend=0), dtype=np.int64)


def _jitter(rng: np.random.Generator, adapted: Counts) -> Counts:
    """Delays are known to the day: up to ten days around the months of each dwelling."""
    return np.rint(rng.uniform(-10, 10, adapted.shape) * np.sqrt(adapted)).astype(np.int64)
