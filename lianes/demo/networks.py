"""The networks' own tables: what each is, what it covers, and the source of all this."""

from datetime import timedelta

import pandas as pd

from lianes.demo.cast import Cast
from lianes.demo.frames import Row, frame, iso
from lianes.demo.parameters import SOURCE, Ground, Parameters
from lianes.demo.places import covered
from lianes.demo.roster import Roster, stages


def source(parameters: Parameters) -> pd.DataFrame:
    """Return the one source of every simulated row."""
    row: Row = {
        "id": SOURCE,
        "title": "Générateur de la démonstration",
        "note": f"Données simulées, graine {parameters.seed} ; voir docs/demonstration.md.",
        "kind": "demonstration",
    }
    return frame("source", [row])


def network_frames(
    ground: Ground, parameters: Parameters, roster: Roster, roles: Cast
) -> dict[str, pd.DataFrame]:
    """Return the networks and the communes they cover."""
    rows = [_network(parameters, roster, roles, i) for i in range(len(roster))]
    named = [
        row | {"id": number, "code": code, "name": name, "stage": str(stage)}
        for row, number, code, name, stage in zip(
            rows, roster.ids.tolist(), roster.codes, roster.names,
            stages(roster, parameters), strict=True,
        )
    ]  # fmt: skip
    reach = covered(ground, roster.seats)
    communes: list[Row] = [
        {"network_id": number, "territory_id": commune}
        for number, ids in enumerate(reach, start=1)
        for commune in ids.tolist()
    ]
    return {
        "network": frame("network", named),
        "network_commune": frame("network_commune", communes),
    }


def _network(parameters: Parameters, roster: Roster, roles: Cast, i: int) -> Row:
    seat = roster.seats.iloc[i]
    taken_over = i in roles.of("closed") and roles.successor is not None
    return {
        "opened_on": iso(roster.opened_on[i]),
        "closed_on": iso(roster.closed_on[i]),
        "seat_id": int(seat["id"]),
        "declared_seat_code": roles.old_codes.get(seat["code"], seat["code"]),
        "successor_id": (roles.successor or 0) + 1 if taken_over else None,
        "assessed_on": _assessed(parameters, roles, i),
        "source": SOURCE,
        "simulated": 1,
    }


def _assessed(parameters: Parameters, roles: Cast, i: int) -> str | None:
    if i not in roles.of("assessed"):
        return None
    return iso(parameters.as_of - timedelta(days=15 + 7 * (i % 12)))
