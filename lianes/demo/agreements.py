"""Local conventions: one per network at most, with ends that are known, near or unknown."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from lianes.demo import assumptions as a
from lianes.demo.actors import Actors
from lianes.demo.cast import Cast
from lianes.demo.frames import Row, frame, iso
from lianes.demo.parameters import MARK, PROGRAMME, SOURCE, Parameters
from lianes.demo.roster import Roster

OBJECT = "Organisation locale des parcours, de l'aide à domicile et de l'adaptation des logements"


def convention_frames(
    parameters: Parameters, roster: Roster, roles: Cast, found: Actors
) -> dict[str, pd.DataFrame]:
    """Return local conventions, their parties and the communes they concern."""
    rng = parameters.stream("agreements")
    signed: list[tuple[int, Row]] = []
    for i in range(len(roster)):
        row = _convention(parameters, roster, roles, i, rng)
        if row is not None:
            signed.append((i, row))
    seats = roster.seats["id"].tolist()
    parties: list[Row] = [
        {"convention": row["id"], "partner": each.id}
        for i, row in signed
        for each in found.around[i]
    ]
    places: list[Row] = [{"convention": r["id"], "territory_id": seats[i]} for i, r in signed]
    return {
        "convention": frame("convention", [row for _, row in signed]),
        "convention_party": frame("convention_party", parties),
        "convention_territory": frame("convention_territory", places),
    }


def _convention(
    parameters: Parameters, roster: Roster, roles: Cast, i: int, rng: np.random.Generator
) -> Row | None:
    delay, years, near = rng.integers([0, 2, 20], [60, 4, a.ENDING_DAYS]).tolist()
    opened = roster.opened_on[i]
    if opened is None or i in roles.of("unconventioned"):
        return None
    signed = min(opened + timedelta(days=delay), parameters.as_of)
    return {
        "id": f"demo-conv-{roster.codes[i]}",
        "title": f"Convention locale {roster.names[i]}",
        "kind": "locale",
        "signed_on": iso(signed),
        "ends_on": iso(
            _end(parameters, roster, roles, i, _renewed(parameters, signed, years), near)
        ),
        "programme": PROGRAMME,
        "network_id": i + 1,
        "object": OBJECT,
        "note": f"Convention fictive {MARK}",
        "source": SOURCE,
        "simulated": 1,
    }


def _end(
    parameters: Parameters, roster: Roster, roles: Cast, i: int, usual: date, near: int
) -> date | None:
    if roster.closed_on[i] is not None:
        return roster.closed_on[i]
    if i in roles.of("unknown_end"):
        return None
    return parameters.as_of + timedelta(days=near) if i in roles.of("ending") else usual


def _renewed(parameters: Parameters, signed: date, years: int) -> date:
    """Return the end of the current term, well after the as-of date."""
    end = signed
    while (end - parameters.as_of).days <= 2 * a.ENDING_DAYS:
        end = end.replace(year=end.year + years, day=min(end.day, 28))
    return end - timedelta(days=1)
