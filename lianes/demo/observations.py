"""Arrays of counts laid out as rows, in the order of the store's primary keys."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from lianes.demo.draws import Counts
from lianes.demo.followed import Exits
from lianes.demo.parameters import Ground, Parameters
from lianes.demo.reporting import Flags
from lianes.domain.territory import Level
from lianes.errors import InvalidCatalogue

Small = npt.NDArray[np.int32]
EVENTS = ("censored", "death", "ended", "institution", "start")


@dataclass(frozen=True, slots=True)
class Block:
    """One measure for its publics: values[public] is (networks, months)."""

    measure: int
    publics: tuple[int, ...]
    values: Counts


@dataclass(frozen=True, slots=True)
class Cohort:
    """One cohort measure: starts[public] (networks, months), exits by event and age."""

    measure: int
    publics: tuple[int, ...]
    starts: Counts
    exits: Exits


def block(ground: Ground, code: str, publics: tuple[str, ...], values: Counts) -> Block:
    """Tie the values of a measure to the ids of the store."""
    return Block(measure_id(ground, code), public_ids(ground, publics), values)


def measure_id(ground: Ground, code: str) -> int:
    """Return the id of a measure; raises InvalidCatalogue when the catalogue lacks it."""
    found = ground.measures.loc[ground.measures["code"] == code, "id"]
    if found.empty:
        raise InvalidCatalogue(f"La démonstration simule « {code} », absent du catalogue.")
    return int(found.iloc[0])


def public_ids(ground: Ground, codes: tuple[str, ...]) -> tuple[int, ...]:
    """Return the ids of publics; raises InvalidCatalogue when one is unknown."""
    unknown = [code for code in codes if code not in ground.publics]
    if unknown:
        raise InvalidCatalogue(f"Public absent de l'entrepôt : {', '.join(unknown)}.")
    return tuple(ground.publics[code] for code in codes)


def observations(parameters: Parameters, blocks: list[Block], came: Flags) -> pd.DataFrame:
    """Return one row per measure, public, network and reported month, in key order."""
    keyed = _in_key_order(blocks)
    network, month = np.nonzero(came)
    cells, count = len(network), len(keyed)
    return pd.DataFrame(
        {
            "subject_level": _constant(int(Level.NETWORK), cells * count),
            "measure_id": _repeated([measure for measure, _, _ in keyed], cells),
            "public_id": _repeated([public for _, public, _ in keyed], cells),
            "subject_id": _tiled(network + 1, count),
            "month": _tiled(month + parameters.start.ordinal, count),
            "value": np.concatenate([values[came].astype(np.int32) for _, _, values in keyed]),
            "validated": _constant(1, cells * count),
            "batch_id": _tiled(month + 1, count),
        }
    )


def _in_key_order(blocks: list[Block]) -> list[tuple[int, int, Counts]]:
    keyed = [(each.measure, p, v) for each in blocks for p, v in _by_public(each)]
    return sorted(keyed, key=lambda row: row[:2])


def _by_public(each: Block) -> list[tuple[int, Counts]]:
    return list(zip(each.publics, each.values, strict=True))


def _constant(value: int, length: int) -> Small:
    return np.full(length, value, dtype=np.int32)


def _repeated(values: list[int], times: int) -> Small:
    return np.repeat(np.asarray(values, dtype=np.int32), times)


def _tiled(values: npt.NDArray[np.int64], times: int) -> Small:
    return np.tile(values.astype(np.int32), times)


def cohort_observations(parameters: Parameters, cohorts: list[Cohort], came: Flags) -> pd.DataFrame:
    """Return starts and exits of cohorts, in key order; a count of zero has no row."""
    parts = [_rows(each, event, came) for each in cohorts for event in ("start", *each.exits)]
    rows = pd.concat(parts, ignore_index=True)
    names = ["measure_id", "public_id", "subject_id", "start_month", "age", "event"]
    order = np.lexsort([rows[name].to_numpy() for name in reversed(names)])
    rows = rows.iloc[order].reset_index(drop=True)
    rows["batch_id"] = rows["start_month"] + rows["age"] + 1
    rows["start_month"] += parameters.start.ordinal
    rows["event"] = pd.array(np.array(EVENTS)[rows["event"].to_numpy()], dtype="str")
    return rows


def _rows(each: Cohort, event: str, came: Flags) -> pd.DataFrame:
    """Return the rows of one event; `start_month` is still a position and `event` a rank."""
    counts = each.starts[None] if event == "start" else each.exits[event]
    age, public, network, start = np.nonzero(counts)
    value = counts[age, public, network, start]
    happened = np.minimum(start + age, came.shape[1] - 1)
    known = came[network, start] & came[network, happened]
    ids = np.asarray(each.publics, dtype=np.int32)
    return pd.DataFrame(
        {
            "subject_level": _constant(int(Level.NETWORK), int(known.sum())),
            "measure_id": _constant(each.measure, int(known.sum())),
            "public_id": ids[public[known]],
            "subject_id": (network[known] + 1).astype(np.int32),
            "start_month": start[known].astype(np.int32),
            "age": age[known].astype(np.int32),
            "event": _constant(EVENTS.index(event), int(known.sum())),
            "value": value[known].astype(np.int32),
        }
    )


def repeated(values: Mapping[str, Counts], publics: int) -> dict[str, Counts]:
    """Repeat series that are equal for several publics along a first axis."""
    return {
        code: np.broadcast_to(series, (publics, *series.shape)) for code, series in values.items()
    }
