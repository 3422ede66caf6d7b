"""Whether figures hold together, among themselves and with what the store already has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from lianes.domain.catalogue import Catalogue, Kind
from lianes.domain.french import number
from lianes.domain.month import Month
from lianes.intake.figures import Figure
from lianes.intake.layout import Understood
from lianes.intake.problem import Problem, Spot, blocking, warning
from lianes.store.deposit_reader import COHORT, FIGURE, DepositReader

DEVIATIONS = 5.0
HISTORY = 6
"""Fewest months from which a usual level is drawn."""
_EXCLUSIVE = {
    "exits_examined": ("exits_durable", "exits_transition", "exits_positive", "exits_none"),
    "dwellings_adapted": ("dwellings_minor_works", "dwellings_fully_adapted", "dwellings_labelled"),
    "adaptation_cost": (
        "adaptation_cost_minor_works", "adaptation_cost_fully_adapted", "adaptation_cost_labelled",
    ),
}  # fmt: skip
"""Measures whose parts exclude each other: together they never exceed the whole."""
_KEY = ["subject", "public", "month"]


@dataclass(frozen=True, slots=True)
class Merged:
    """Figures as they would stand after the deposit; `row` is the line that says so, 0 if none."""

    frame: pd.DataFrame
    understood: Understood
    measures: dict[str, int]
    labels: dict[int, str]
    levels: Mapping[int, int]


def figure_problems(
    figures: Sequence[Figure], understood: Understood, reader: DepositReader, catalogue: Catalogue
) -> list[Problem]:
    """Return what contradicts in monthly figures."""
    if not figures:
        return []
    known = reader.figures({(figure.level, figure.subject) for figure in figures})
    merged = _merged(known, figures, understood, reader, catalogue)
    problems = _wholes(merged, catalogue) + _exclusive(merged) + _publics(merged, reader)
    return problems + _unusual(known, merged)


def _merged(
    known: pd.DataFrame, figures: Sequence[Figure], understood: Understood,
    reader: DepositReader, catalogue: Catalogue,
) -> Merged:  # fmt: skip
    deposited = pd.DataFrame(
        [(f.measure, f.public, f.subject, f.month, f.value, f.row) for f in figures],
        columns=[*FIGURE, "row"],
    )
    both = pd.concat([known.assign(row=0), deposited], ignore_index=True)
    final = both.drop_duplicates(["measure", "public", "subject", "month"], keep="last")
    final = final.dropna(subset=["value"]).astype("int64")
    labels = {reader.measures[m.id]: m.label for m in catalogue.reported.values()}
    return Merged(final, understood, dict(reader.measures), labels, reader.levels)


def _wholes(merged: Merged, catalogue: Catalogue) -> list[Problem]:
    problems: list[Problem] = []
    for measure in catalogue.reported.values():
        if measure.part_of is None or measure.kind is Kind.COHORT:
            continue
        keys = _KEY if measure.kind is Kind.STOCK else ["subject", "public"]
        part = _summed(merged, [measure.id], keys)
        whole = _summed(merged, [measure.part_of], keys)
        said = "au total " if measure.kind is Kind.FLOW else ""
        problems += _excess(
            merged, part, whole, keys, f"{said}au plus le nombre de « "
            f"{merged.labels[merged.measures[measure.part_of]]} »"
        )  # fmt: skip
    return problems


def _exclusive(merged: Merged) -> list[Problem]:
    problems: list[Problem] = []
    for whole, parts in _EXCLUSIVE.items():
        if whole in merged.measures and set(parts) <= merged.measures.keys():
            label = merged.labels[merged.measures[whole]]
            problems += _excess(
                merged,
                _summed(merged, parts, _KEY),
                _summed(merged, [whole], _KEY),
                _KEY,
                f"des parts dont la somme ne dépasse pas « {label} »",
                several=True,
            )
    return problems


def _summed(merged: Merged, codes: Sequence[str], keys: list[str]) -> pd.DataFrame:
    wanted = merged.frame["measure"].isin([merged.measures[code] for code in codes])
    grouped = merged.frame[wanted].groupby(keys)
    return grouped.agg(value=("value", "sum"), row=("row", "max"), measure=("measure", "first"))


def _excess(
    merged: Merged,
    part: pd.DataFrame,
    whole: pd.DataFrame,
    keys: list[str],
    expected: str,
    *,
    several: bool = False,
) -> list[Problem]:
    both = part.join(whole.add_suffix("_whole"), how="left").fillna(0)
    wrong = both[
        (both["value"] > both["value_whole"]) & (both[["row", "row_whole"]].max(axis=1) > 0)
    ]
    problems = []
    for key, line in wrong.iterrows():
        month = f", {Month(int(key[2])).label}" if len(keys) == 3 else ""  # type: ignore[index]
        what = "Somme des parts" if several else merged.labels[int(line["measure"])]
        value = f"{what} {number(line['value'])}{month}"
        told = f"{expected} ({number(line['value_whole'])})"
        problems.append(blocking(_spot(merged, max(line["row"], line["row_whole"])), value, told))
    return problems


def _publics(merged: Merged, reader: DepositReader) -> list[Problem]:
    everyone = reader.publics["all"][0]
    keys = ["measure", "subject", "month"]
    total = merged.frame[merged.frame["public"] == everyone].set_index(keys)
    parts = merged.frame[merged.frame["public"] != everyone].set_index(keys)
    both = parts.join(total[["value", "row"]].add_suffix("_all"), how="inner")
    wrong = both[(both["value"] > both["value_all"]) & (both[["row", "row_all"]].max(axis=1) > 0)]
    return [
        blocking(
            _spot(merged, max(line["row"], line["row_all"])),
            f"{merged.labels[int(key[0])]} {number(line['value'])}",  # type: ignore[index]
            f"au plus le nombre de tous les publics ({number(line['value_all'])})",
        )
        for key, line in wrong.iterrows()
    ]


def _unusual(known: pd.DataFrame, merged: Merged) -> list[Problem]:
    """Return the values far from what a network or a project usually reports."""
    if known.empty:
        return []
    keys = ["measure", "public", "subject"]
    series = known.groupby(keys)["value"]
    usual = series.median().rename("usual")
    gaps = (known.set_index(keys)["value"] - usual).abs().groupby(keys).median()
    scale = (1.4826 * gaps).clip(lower=1.0).combine(usual.clip(lower=1) ** 0.5, max).rename("scale")
    level = pd.concat([usual, scale, series.count().rename("months")], axis=1)
    fresh = merged.frame[merged.frame["row"] > 0].join(level, on=keys, how="inner")
    far = (fresh["value"] - fresh["usual"]).abs() > DEVIATIONS * fresh["scale"]
    return [
        warning(
            _spot(merged, line["row"]),
            f"{merged.labels[int(line['measure'])]} {number(line['value'])}",
            f"une valeur proche de l'habitude (médiane {number(line['usual'])}) ; vérifiez-la",
            about=(merged.levels[int(line["measure"])], *(int(line[name]) for name in FIGURE[:4])),
        )
        for _, line in fresh[far & (fresh["months"] >= HISTORY)].iterrows()
    ]


def cohort_problems(
    figures: Sequence[Figure], understood: Understood, reader: DepositReader, catalogue: Catalogue,
    last: Month,
) -> list[Problem]:  # fmt: skip
    """Return what contradicts in cohorts: events, ages, more exits than starts."""
    if not figures:
        return []
    by_id = {reader.measures[code]: m for code, m in catalogue.reported.items()}
    problems: list[Problem] = []
    for figure in figures:
        spot, events = Spot(understood.sheet.name, figure.row), by_id[figure.measure].events
        if figure.event != "start" and figure.event not in events:
            problems.append(blocking(spot, figure.event, "un évènement que suit cette mesure"))
        elif (figure.event == "start") != (figure.age == 0):
            problems.append(
                blocking(spot, figure.age, "l'ancienneté 0 au départ, 1 ou plus ensuite")
            )
        elif figure.month + figure.age > last.ordinal:
            problems.append(
                blocking(spot, figure.age, f"un évènement au plus tard en {last.label}")
            )
    return problems + _overflowing(figures, understood, reader)


def _overflowing(
    figures: Sequence[Figure], understood: Understood, reader: DepositReader
) -> list[Problem]:
    deposited = pd.DataFrame(
        [
            (f.measure, f.public, f.subject, f.month, f.age, f.event, f.value, f.row)
            for f in figures
        ],
        columns=[*COHORT, "row"],
    )
    known = reader.cohorts({(figure.level, figure.subject) for figure in figures}).assign(row=0)
    both = pd.concat([known, deposited], ignore_index=True)
    final = both.drop_duplicates(COHORT[:-1], keep="last").dropna(subset=["value"])
    final = final.assign(sign=final["event"].eq("start") * 2 - 1)
    final["left"] = final["value"].astype("int64") * final["sign"]
    groups = final.groupby(["measure", "public", "subject", "start"]).agg(
        left=("left", "sum"), row=("row", "max")
    )
    wrong = groups[(groups["left"] < 0) & (groups["row"] > 0)]
    return [
        blocking(
            Spot(understood.sheet.name, int(line["row"])),
            f"{number(-line['left'])} de trop",
            f"au plus autant de sorties que de départs en {Month(int(key[3])).label}",  # type: ignore[index]
        )
        for key, line in wrong.iterrows()
    ]


def _spot(merged: Merged, row: float) -> Spot:
    return Spot(merged.understood.sheet.name, int(row))
