"""A figure sent wrong, then corrected: the old value stays beside the new one."""

import numpy as np
import pandas as pd

from lianes.demo.frames import Row, frame
from lianes.demo.observations import measure_id
from lianes.demo.parameters import Ground, Parameters
from lianes.demo.reporting import correction_id

MEASURE = "care_hours"
MONTHS_BEFORE_LAST = 3
REASON = "Heures de deux mois déclarées ensemble, corrigées par le réseau (exemple fictif)."


def correct(
    ground: Ground, parameters: Parameters, rows: pd.DataFrame, codes: dict[int, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the observations, some now of the correction batch, and one change per cell.

    `codes` names the corrected networks by id.
    """
    month = parameters.last + -MONTHS_BEFORE_LAST
    touched = (rows["measure_id"] == measure_id(ground, MEASURE)) & (rows["month"] == month.ordinal)
    touched &= rows["subject_id"].isin(list(codes))
    batch = correction_id(parameters)
    marked = rows.assign(batch_id=rows["batch_id"].where(~touched, np.int32(batch)))
    publics = {number: code for code, number in ground.publics.items()}
    cells = rows.loc[touched, ["subject_id", "public_id", "value"]].to_numpy(np.int64).tolist()
    changes = [
        _change(batch, f"{codes[subject]}/{MEASURE}/{publics[public]}/{month}", value)
        for subject, public, value in cells
    ]
    return marked, frame("change", [{"id": n} | row for n, row in enumerate(changes, start=1)])


def _change(batch: int, key: str, value: int) -> Row:
    return {
        "batch_id": batch,
        "table_name": "observation",
        "row_key": key,
        "column_name": "value",
        "old_value": str(2 * value),
        "new_value": str(value),
        "reason": REASON,
    }
