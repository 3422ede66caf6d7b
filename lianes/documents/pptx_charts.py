"""Native charts with their data: people can restyle and correct them."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from lianes.documents import palette as p
from lianes.documents.line_svg import shown_months
from lianes.documents.pptx_master import colour
from lianes.documents.pptx_parts import Box, described
from lianes.domain.funding import STEP_TITLES
from lianes.domain.month import Month
from lianes.reading.dossier import Dossier
from lianes.reading.overview import ChildRow
from lianes.reading.territory_sheet import Step

SHOWN_ROWS = 14
THOUSANDS = "[$-40C]#,##0"
"""Thousands apart as in French, whatever the language of the program."""


# ------------------------------------------------------------------ trajectory
def trajectory_chart(slide: Any, box: Box, found: Dossier, said: str) -> None:
    """Add the cumulated jobs, the plan and the projection as a line chart."""
    months = shown_months(found)
    data = CategoryChartData(number_format=THOUSANDS)
    data.categories = [month.short_label for month in months]
    for name, values in _lines(found, months):
        data.add_series(name, values)
    chart = _chart(slide, XL_CHART_TYPE.LINE, box, data, "Trajectoire", said)
    looks = ((p.BLUE, 3, None), (p.GREY, 1.5, MSO_LINE_DASH_STYLE.DASH),
             (p.SEQUENCE[2], 1.5, None), (p.SEQUENCE[2], 1.5, None))  # fmt: skip
    for series, (code, width, dash) in zip(chart.plots[0].series, looks, strict=False):
        series.smooth = False
        series.marker.style = XL_MARKER_STYLE.NONE
        series.format.line.color.rgb = colour(code)
        series.format.line.width = Pt(width)
        if dash is not None:
            series.format.line.dash_style = dash
    goal, known = found.view.trajectory.goal, found.view.trajectory.actual.last or 0
    chart.value_axis.minimum_scale = 0
    chart.value_axis.maximum_scale = 1.1 * max(goal.value if goal else 0, known, 1)
    _french(chart.value_axis, THOUSANDS)
    _legend(chart)
    _spaced(chart, len(months))


def _lines(found: Dossier, months: Sequence[Month]) -> list[tuple[str, tuple[float | None, ...]]]:
    drawn = found.view.trajectory
    actual = dict(zip(drawn.actual.months, drawn.actual.values, strict=True))
    lines = [("Réalisé", tuple(actual.get(month) for month in months))]
    if drawn.goal and drawn.goal.plan:
        plan = drawn.goal.plan
        supposed = " (hypothèse)" if drawn.goal.simulated else ""
        values = tuple(round(plan.at(month), 1) for month in months)
        lines.append((f"Échéancier{supposed}", values))
    if drawn.projection:
        ahead = drawn.projection
        low = dict(zip(ahead.months, ahead.low, strict=True))
        high = dict(zip(ahead.months, ahead.high, strict=True))
        lines.append(("Projection basse", tuple(low.get(month) for month in months)))
        lines.append(("Projection haute", tuple(high.get(month) for month in months)))
    return lines


# ------------------------------------------------------------------ comparison
def compared_rows(found: Dossier) -> list[ChildRow]:
    """Return the territories whose exit rate may be shown, the largest n first."""
    rows = [row for row in found.view.children if row.exits.is_measured and row.exits.interval]
    return sorted(rows, key=lambda row: -(row.exits.n or 0))[:SHOWN_ROWS]


def comparison_chart(slide: Any, box: Box, rows: Sequence[ChildRow], said: str) -> None:
    """Add the exit rates with their intervals as error bars, in the order of n, never of rate."""
    data = CategoryChartData(number_format='0" %"')
    data.categories = [f"{row.territory.label} (n = {row.exits.n})" for row in rows]
    data.add_series("Taux de sorties vers l'emploi", [row.exits.figure.value for row in rows])
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, data, "Comparaison", said)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 70
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = colour(p.SEQUENCE[2])
    _error_bars(plot.series[0]._element, rows)
    chart.category_axis.reverse_order = True
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 100
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    _french(chart.value_axis, '0" %"')


# ------------------------------------------------------------------ money


def ladder_chart(slide: Any, box: Box, ladder: Sequence[Step], said: str) -> None:
    """Add the steps of the money as bars; a masked sum has no bar and its name says it."""
    data = CategoryChartData(number_format=THOUSANDS)
    data.categories = [
        STEP_TITLES[step.stage] + (" (masqué)" if step.amount is None else "") for step in ladder
    ]
    data.add_series("Euros", [step.amount for step in ladder])
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, data, "Financement par étape", said)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = colour(p.BLUE)
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = THOUSANDS, False
    plot.data_labels.font.size = Pt(11)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False


def _error_bars(series: Any, rows: Sequence[ChildRow]) -> None:
    """Draw each interval on its bar; python-pptx has no call for it, the format does."""
    gaps = [_gaps(row) for row in rows]
    bars = _child(series, "errBars")
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        _child(bars, name).set("val", value)
    for rank, side in enumerate(("plus", "minus")):
        literal = _child(_child(bars, side), "numLit")
        _child(literal, "formatCode").text = "General"
        _child(literal, "ptCount").set("val", str(len(gaps)))
        for place, gap in enumerate(gaps):
            point = _child(literal, "pt")
            point.set("idx", str(place))
            _child(point, "v").text = f"{gap[rank]:.2f}"
    series.find(qn("c:cat")).addprevious(bars)


def _child(parent: Any, name: str) -> Any:
    """Add one element of the chart language."""
    made = parent.makeelement(qn(f"c:{name}"))
    parent.append(made)
    return made


def _gaps(row: ChildRow) -> tuple[float, float]:
    """Return how far the interval goes above and below the rate."""
    value, limits = row.exits.figure.value or 0.0, row.exits.interval
    return (limits.high - value, value - limits.low) if limits else (0.0, 0.0)


# ------------------------------------------------------------------ common
def _chart(slide: Any, kind: Any, box: Box, data: Any, name: str, said: str) -> Any:
    frame = slide.shapes.add_chart(kind, *(Inches(side) for side in box), data)
    described(frame, name, said)
    chart = frame.chart
    chart.font.size = Pt(12)
    chart.font.color.rgb = colour(p.GREY)
    chart.has_title = False
    grid = chart.value_axis.major_gridlines.format.line
    grid.color.rgb, grid.width = colour(p.LINE), Pt(0.75)
    chart.value_axis.format.line.fill.background()
    chart.category_axis.format.line.color.rgb = colour(p.LINE)
    chart.category_axis.has_major_gridlines = False
    return chart


def _french(axis: Any, code: str) -> None:
    axis.tick_labels.number_format = code
    axis.tick_labels.number_format_is_linked = False


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(12)


def _spaced(chart: Any, count: int) -> None:
    """Write one month in several, so that labels stay level."""
    axis = chart.category_axis._element
    for name in ("tickLblSkip", "tickMarkSkip"):
        step = _child(axis, name)
        step.set("val", str(max(1, count // 8)))
        axis.find(qn("c:noMultiLvlLbl")).addprevious(step)
