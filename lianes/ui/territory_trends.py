"""Whether the months of a territory changed for good: control charts, where there is enough."""

from collections.abc import Sequence

from lianes.charts.control import control_chart
from lianes.domain.catalogue import Form
from lianes.domain.french import HARD, listing, number, plural
from lianes.reading.say_points import month_value, say_control
from lianes.reading.territory_results import Result
from lianes.reading.territory_sheet import TerritorySheet
from lianes.reading.trends import Chart, Trend, Trended
from lianes.ui import reads
from lianes.ui.grid import grid
from lianes.ui.kit import block_head, pill
from lianes.ui.markup import tag, text
from lianes.ui.say import Teller, say_list

_MARKS = {Trend.RISE: "▲", Trend.FALL: "▼"}


def trend_pill(row: Result) -> str:
    """Return the trend of a result, coloured only when it lasts, and on how many networks."""
    found = row.trend
    if found is None:
        return ""
    higher = row.estimate.indicator.higher_is_better
    basis = tag("span", text(_basis(found)), class_="basis") if found.chart else ""
    if found.trend not in _MARKS:
        return tag("span", text(found.trend.value), class_="basis-inline") + basis
    kind = "" if higher is None else (
        "above" if (found.trend is Trend.RISE) == higher else "below")  # fmt: skip
    return pill(found.trend.value, kind, _MARKS[found.trend]) + basis


def _basis(found: Trended) -> str:
    return f"{plural(found.kept, 'LIANE', 'LIANES')} sur {number(found.of)}"


def trends(view: TerritorySheet) -> str:
    """Return the control charts of the headline and of the pathway; nothing where none is due."""
    told = [row for row in view.results.rows if row.trend is not None]
    drawn = [row for row in told if row.trend and row.trend.chart]
    if not told:
        return ""
    question = "Les derniers mois changent-ils durablement ?"
    if not drawn:
        return block_head(question, f"On ne peut pas encore le dire{HARD}: {_why_silent(told)}.")
    head = block_head(
        question,
        f"Point{HARD}: un mois · trait{HARD}: moyenne · bande{HARD}: va-et-vient ordinaire (carte "
        "XmR pour un nombre, carte p pour un taux) · mêmes LIANES, qui ont transmis ces mois · "
        "pendant leur montée en charge, une hausse est attendue",
    )
    first = [row for row in drawn if row.estimate.indicator.headline is not None]
    others = [row for row in drawn if row not in first]
    summary = tag("summary", text(plural(len(others), "autre indicateur", "autres indicateurs")))
    teller = Teller(view.subject.label, view.scope.period, reads.meta())
    folded = tag("details", summary + _figures(others, teller)) if others else ""
    figures = _figures(first, teller)
    return head + figures + folded + _silent([row for row in told if row not in drawn])


def _figures(rows: Sequence[Result], teller: Teller) -> str:
    drawn = "".join(_figure(row, teller) for row in rows)
    return tag("div", drawn, class_="controls") if rows else ""


def _silent(rows: Sequence[Result]) -> str:
    """Name what cannot be concluded, and why, folded when long."""
    if not rows:
        return ""
    names = listing([row.estimate.indicator.label for row in rows])
    summary = tag("summary", text(f"Trop peu pour conclure sur {plural(len(rows), 'indicateur')}"))
    return tag("details", summary + tag("p", text(f"{names}{HARD}: {_why_silent(rows)}.")))


def _why_silent(rows: Sequence[Result]) -> str:
    if all(row.trend and row.trend.trend is Trend.RAMP for row in rows):
        return "aucune LIANE d'ici n'a douze mois d'activité"
    return "il faut douze mois transmis par les mêmes LIANES, et cinq cas par mois en moyenne"


def _figure(row: Result, teller: Teller) -> str:
    found = row.trend
    if found is None or found.chart is None:
        return ""
    chart, label = found.chart, row.estimate.indicator.label
    first, last = chart.months[0], chart.months[-1]
    words = (
        f"{label}, de {first.label} à {last.label}{HARD}: {found.trend.value}, moyenne "
        f"{_value(row, chart.mean)} par mois, {plural(len(chart.outside), 'mois', 'mois')} hors "
        "limites"
    )
    drawing = control_chart(
        chart.points,
        chart.mean,
        chart.lows,
        chart.highs,
        chart.outside,
        from_zero=row.estimate.indicator.form is not Form.RATIO,
        label=words,
    )
    title = tag("h3", text(label)) + tag("p", trend_pill(row), class_="verdict-line")
    around = (first.short_label, f"moyenne{HARD}: {_value(row, chart.mean)}", last.short_label)
    axis = "".join(tag("span", text(said)) for said in around)
    told = say_control(row.estimate.indicator, found, teller.label, teller.meta)
    under = tag("div", axis, class_="months-axis") + _table(row, chart)
    return tag("section", title + drawing + under + say_list(told, f"{label}, mois par mois"))


def _value(row: Result, value: float) -> str:
    return month_value(row.estimate.indicator, value)


def _table(row: Result, chart: Chart) -> str:
    rows = "".join(
        tag("tr", tag("th", text(month.short_label), scope="row")
            + tag("td", text(_value(row, value)), class_="num")
            + tag("td", text(f"{_value(row, low)} – {_value(row, high)}"), class_="num"))
        for month, value, low, high in zip(
            chart.months, chart.points, chart.lows, chart.highs, strict=True)
    )  # fmt: skip
    columns = [("Mois", None), ("Valeur", "num"), ("Limites", "num")]
    name = row.estimate.indicator.label
    return tag("details", tag("summary", "Lire en tableau") + grid(f"Mois, {name}", columns, rows))
