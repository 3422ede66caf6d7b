"""What is expected each month, what came, and the batches in which it came."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from lianes.demo import assumptions as a
from lianes.demo.cast import Cast
from lianes.demo.frames import Row, frame
from lianes.demo.parameters import MARK, SOURCE, Parameters
from lianes.demo.roster import Roster
from lianes.domain.territory import Level

Flags = npt.NDArray[np.bool_]
ON_TIME = 0.85
LONGEST_DELAY = 12
"""Days after which the batch of a month is closed."""


def reported(roster: Roster, roles: Cast) -> Flags:
    """Return (networks, months): whether the report came."""
    came = roster.expected()
    came[list(roles.of("late")), -1] = False
    came[list(roles.of("silent")), -a.SILENT_MONTHS :] = False
    return came


def due_days(parameters: Parameters) -> npt.NDArray[np.datetime64]:
    """Return the day each month's report is due: the last weekday before the month's last day.

    A store stopped at the end of a month holds that month, so its reports are due before.
    """
    months = [parameters.start + i for i in range(parameters.months)]
    eves = np.array([month.last_day for month in months], dtype="datetime64[D]") - 1
    return np.asarray(np.busday_offset(eves, 0, roll="backward"))


def expected_reports(parameters: Parameters, roster: Roster, came: Flags) -> pd.DataFrame:
    """Return one row per open network and month, with the day received or none."""
    rng = parameters.stream("reporting")
    network, month = np.nonzero(roster.expected())
    due = due_days(parameters)[month]
    early, late = rng.integers(0, 5, len(due)), rng.integers(1, LONGEST_DELAY + 1, len(due))
    shift = np.where(rng.random(len(due)) < ON_TIME, -early, late)
    received = np.minimum(due + shift, np.datetime64(parameters.as_of)).astype(str).astype(object)
    received[~came[network, month]] = None
    return pd.DataFrame(
        {
            "subject_level": np.full(len(due), int(Level.NETWORK)),
            "subject_id": network + 1,
            "month": month + parameters.start.ordinal,
            "due_on": due.astype(str),
            "received_on": pd.array(received, dtype="str"),
        }
    )


def batches(parameters: Parameters) -> pd.DataFrame:
    """Return one batch per month, in order from 1, then the batch of corrections."""
    days = due_days(parameters)
    known = np.minimum(days + LONGEST_DELAY, np.datetime64(parameters.as_of))
    monthly = [_monthly(parameters, i, day.item()) for i, day in enumerate(known)]
    return frame("batch", [*monthly, _correction(parameters)])


def correction_id(parameters: Parameters) -> int:
    """Return the batch that corrects a figure."""
    return parameters.months + 1


def _monthly(parameters: Parameters, i: int, day: date) -> Row:
    month = parameters.start + i
    return _batch(i + 1, day, f"Remontée mensuelle, {month.label} {MARK}")


def _correction(parameters: Parameters) -> Row:
    day = parameters.last.first_day.replace(day=12)
    title = f"Correction d'heures d'aide à domicile {MARK}"
    return _batch(correction_id(parameters), day, title)


def _batch(number: int, day: date, title: str) -> Row:
    return {
        "id": number,
        "received_at": f"{day}T16:00:00Z",
        "author": f"Réseaux locaux {MARK}",
        "title": title,
        "note": "Lot simulé.",
        "source": SOURCE,
        "simulated": 1,
    }
