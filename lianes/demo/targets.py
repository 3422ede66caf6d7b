"""Assumed targets: 1 000 jobs for France, shared out between networks, and three others."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from lianes.demo import assumptions as a
from lianes.demo.frames import Row, frame, iso
from lianes.demo.parameters import PROGRAMME, SOURCE, Ground, Parameters
from lianes.demo.roster import Roster
from lianes.domain.french import HARD, number
from lianes.domain.territory import Level

LAUNCH = "2025-09-23"
FIRST_ID = 1_001
"""Leaves the first ids to published targets."""
WORDING = "hypothèse de la démonstration"
UNITS = {"jobs_started": ("jobs", "locataires"), "pathways_started": ("pathways", "parcours"),
         "seniors_supported": ("seniors", "seniors"),
         "dwellings_adapted": ("dwellings", "logements")}  # fmt: skip


def targets(
    ground: Ground, parameters: Parameters, roster: Roster, size: npt.NDArray[np.float64]
) -> pd.DataFrame:
    """Return the targets of France, then those of each network not closed, per indicator."""
    rng = parameters.stream("targets")
    france = ground.territories.loc[ground.territories["code"] == "FR", "id"]
    rows: list[Row] = []
    for indicator, whole in a.TARGETS.items():
        total = round(whole * len(roster) / a.TARGET_NETWORKS)
        weights = _weights(parameters, roster, size * rng.uniform(0.8, 1.2, len(size)))
        rows += [_france(parameters, indicator, total, int(i)) for i in france]
        rows += _networks(parameters, roster, indicator, shared(total, weights))
    return frame("target", [{"id": FIRST_ID + n} | row for n, row in enumerate(rows)])


def _weights(
    parameters: Parameters, roster: Roster, size: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Weigh networks by size and by the months left to them before the due date."""
    months = parameters.due - parameters.start + 1 - np.minimum(roster.first, roster.months + 2)
    closed = np.array([day is not None for day in roster.closed_on])
    return np.where(closed, 0.0, size * months)


def shared(total: int, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Share a whole number by largest remainders: the parts add up to it exactly."""
    exact = total * weights / weights.sum()
    parts: npt.NDArray[np.int64] = np.floor(exact).astype(np.int64)
    first = np.argsort(-(exact - parts), kind="stable")[: total - int(parts.sum())]
    parts[first] += 1
    return parts


def _france(parameters: Parameters, indicator: str, value: int, territory: int) -> Row:
    row = _target(parameters, indicator, value, LAUNCH, "FR")
    return row | {"subject_level": int(Level.FRANCE), "subject_id": territory}


def _networks(
    parameters: Parameters, roster: Roster, indicator: str, values: npt.NDArray[np.int64]
) -> list[Row]:
    starts = [iso(day) or iso((parameters.last + 3).first_day) for day in roster.opened_on]
    return [
        _target(parameters, indicator, int(value), start or LAUNCH, code)
        | {"subject_level": int(Level.NETWORK), "subject_id": number}
        for number, (value, start, code) in enumerate(
            zip(values, starts, roster.codes, strict=True), start=1
        )
        if value > 0
    ]


def _target(parameters: Parameters, indicator: str, value: int, start: str, code: str) -> Row:
    short, unit = UNITS[indicator]
    return {
        "programme": PROGRAMME,
        "indicator": indicator,
        "code": f"demo-{short}-{code}",
        "value": float(value),
        "unit": unit,
        "starts_on": start,
        "due_on": iso(parameters.due.last_day),
        "wording": f"{WORDING}{HARD}: {number(value)} {unit} fin {parameters.due.label}",
        "source": SOURCE,
        "simulated": 1,
    }
