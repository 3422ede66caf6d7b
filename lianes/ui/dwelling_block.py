"""Dwellings adapted: how many by level, at what mean cost, in how many days."""

from collections.abc import Sequence

from lianes.charts.bars import stacked_bar
from lianes.charts.svg import progress_bar
from lianes.domain.french import HARD, capital, percent, plural
from lianes.metrics.figure import Figure
from lianes.reading.estimates import Estimate
from lianes.reading.say import Told
from lianes.reading.say_points import say_part
from lianes.reading.senior_care import DwellingLevel
from lianes.ui import reads
from lianes.ui.catalogue_table import value_words
from lianes.ui.markup import tag, text
from lianes.ui.say import Teller
from lianes.ui.stage_table import count_words, header, number_cell, short_absence, table

MEANS = "moyenne : montant réceptionné ÷ logements du niveau ; pas de médiane, les montants " \
    "arrivent par mois"  # fmt: skip


def dwellings_html(
    levels: Sequence[DwellingLevel], adapted: Figure, mean: Estimate, teller: Teller
) -> str:
    """Return the levels end to end, then their number, share and mean cost; the whole last."""
    if adapted.value == 0:
        return tag("p", text("Aucun logement réceptionné sur la période."))
    values = [found.figure.value for found in levels]
    known = [value for value in values if value is not None]
    total = sum(known) if len(known) == len(values) else 0.0
    words = ", ".join(f"{level_name(f)} {count_words(f.figure)}" for f in levels)
    drawn = stacked_bar(known, label=f"Niveaux d'adaptation{HARD}: {words}") if total else ""
    dearest = max((f.cost.figure.value or 0.0 for f in levels), default=0.0)
    rows = [_level(rank, found, total, dearest, teller) for rank, found in enumerate(levels)]
    rows.append(_whole(adapted, mean, teller))
    columns = header("Niveau", "Logements", "Part", "Coût moyen", "", "", numeric=(1, 2, 3))
    return drawn + table(columns, rows, "Logements par niveau", "compact dwellings stack")


def level_name(found: DwellingLevel) -> str:
    """Return the level without the word that all levels share."""
    return found.measure.label.removeprefix("Logements").lstrip(" :\u00a0")


def _level(
    rank: int, found: DwellingLevel, total: float, dearest: float, teller: Teller
) -> str:  # fmt: skip
    value, cost = found.figure.value, found.cost.figure.value
    name = level_name(found)
    key = tag("i", "", class_=f"key c-key-{rank}", aria_hidden="true") if total else ""
    share = percent(100 * value / total) if total and value is not None else ""
    bar = progress_bar(cost, dearest, None, label=f"{name}{HARD}: {value_words(found.cost)}") if (
        cost is not None and dearest
    ) else ""  # fmt: skip
    return tag(
        "tr",
        tag("th", key + text(capital(name)), scope="row")
        + number_cell(found.figure, "Logements")
        + tag("td", text(share), class_="num", data_label="Part" if share else None)
        + _cost(found.cost)
        + tag("td", bar, class_="bar")
        + teller.mark(
            teller.count(found.measure, found.figure), *_share(found, total, teller),
            teller.rate(found.cost),
        ),
    )  # fmt: skip


def _share(found: DwellingLevel, total: float, teller: Teller) -> list[Told]:
    """Return what may be said of the share of a level among the dwellings adapted."""
    value = found.figure.value
    if not total or value is None:
        return []
    words = f"logements adaptés, {level_name(found)}"
    return [("Part", say_part(value, total, words, teller.label, teller.period, teller.meta))]


def _whole(adapted: Figure, mean: Estimate, teller: Teller) -> str:
    measure = reads.catalogue().measures["dwellings_adapted"]
    return tag(
        "tr",
        tag("th", text("Tous les logements adaptés"), scope="row")
        + number_cell(adapted, "Logements")
        + tag("td", "")
        + _cost(mean)
        + tag("td", "")
        + teller.mark(teller.count(measure, adapted), teller.rate(mean)),
        class_="whole",
    )


def _cost(found: Estimate) -> str:
    if not found.is_measured:
        return tag("td", text(short_absence(found)), class_="num none", data_label="Coût moyen")
    return tag("td", tag("b", text(value_words(found))), class_="num", data_label="Coût moyen")


def delay_pairs(found: Estimate, adapted: Figure) -> list[tuple[str, str]]:
    """Return the mean delay as a named value; nothing where no dwelling was adapted."""
    return [] if adapted.value == 0 else [(found.indicator.label, _delay_words(found))]


def _delay_words(found: Estimate) -> str:
    """Return the mean delay, from what to what, on how many dwellings; or why there is none."""
    if not found.is_measured:
        return value_words(found)
    basis = plural(found.n or 0, "logement")
    return f"{value_words(found)} de la demande à la réception ({basis})"
