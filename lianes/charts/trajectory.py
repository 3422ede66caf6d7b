"""The trajectory: cumulated count, plan and projection, as a plotly figure."""

from collections.abc import Sequence

import plotly.graph_objects as go

from lianes.charts.palette import BLUE, FAN, GREY, INK, LINE
from lianes.domain.french import number
from lianes.domain.month import Month
from lianes.metrics.plan import Plan, Projection

HEIGHT = 236


def trajectory_figure(
    months: Sequence[Month],
    values: Sequence[float | None],
    *,
    plan: Plan | None,
    projection: Projection | None,
    target: float | None,
    partial_last: bool,
) -> go.Figure:
    """Return the figure; a partial last month is hollow, the fan is the projection's interval."""
    end = _end(months, plan, projection, target)
    figure = go.Figure(layout=_layout(months[0], end, target, values))
    if projection is not None:
        figure.add_traces(_fan(months, values, projection, end, target))
    if plan is not None:
        figure.add_trace(_plan(months[0], end, plan))
    figure.add_trace(_actual(months, values, partial_last))
    _annotate(figure, months, values, plan, end)
    return figure


def _end(
    months: Sequence[Month],
    plan: Plan | None,
    projection: Projection | None,
    target: float | None,
) -> Month:
    """Return the last month drawn: the due date, or when the projection surely reaches."""
    latest = projection.reached_between[1] if projection and target else None
    ends = [months[-1], *([plan.due] if plan else []), *([latest] if latest else [])]
    return max(ends)


def _actual(
    months: Sequence[Month], values: Sequence[float | None], partial_last: bool
) -> go.Scatter:
    sizes = [0] * (len(months) - 1) + [9]
    return go.Scatter(
        x=[str(month) for month in months],
        y=list(values),
        mode="lines+markers",
        line={"color": BLUE, "width": 3},
        marker={
            "size": sizes,
            "color": "#ffffff" if partial_last else BLUE,
            "line": {"color": BLUE, "width": 2},
        },
        hovertemplate="%{y:,.0f} à fin %{customdata}<extra></extra>",
        customdata=[month.label for month in months],
    )


def _plan(start: Month, end: Month, plan: Plan) -> go.Scatter:
    last = min(end, plan.due)
    months = [start, *([plan.start] if start < plan.start <= last else []), last]
    return go.Scatter(
        x=[str(month) for month in months],
        y=[plan.at(month) for month in months],
        mode="lines",
        line={"color": GREY, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
    )


def _fan(
    months: Sequence[Month],
    values: Sequence[float | None],
    projection: Projection,
    end: Month,
    target: float | None,
) -> list[go.Scatter]:
    """Return the upper and lower bounds, filled between, from the last complete point."""
    base = projection.months[0] + -1
    origin = next((v for m, v in zip(months, values, strict=True) if m == base), None)
    if origin is None:
        return []
    shown = [i for i, month in enumerate(projection.months) if month <= end]
    cap = target or max(projection.high)
    x = [str(base), *(str(projection.months[i]) for i in shown)]
    high = [origin, *(min(projection.high[i], cap) for i in shown)]
    low = [origin, *(min(projection.low[i], cap) for i in shown)]
    common = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "x": x}
    return [
        go.Scatter(y=high, **common),
        go.Scatter(y=low, fill="tonexty", fillcolor=FAN, opacity=0.6, **common),
    ]


def _annotate(
    figure: go.Figure,
    months: Sequence[Month],
    values: Sequence[float | None],
    plan: Plan | None,
    end: Month,
) -> None:
    rank = max((i for i, value in enumerate(values) if value is not None), default=None)
    if rank is not None:
        figure.add_annotation(
            x=str(months[rank]), y=values[rank], text=f"<b>{number(values[rank] or 0)}</b>",
            showarrow=False, xanchor="left", xshift=8, yshift=-10,
            font={"color": INK, "size": 14},
        )  # fmt: skip
    if plan is not None:
        middle = months[0] + ((min(end, plan.due) - months[0]) * 7 // 10)
        figure.add_annotation(
            x=str(middle), y=plan.at(middle), text="échéancier", showarrow=False,
            xanchor="left", yshift=-14, font={"color": GREY, "size": 12},
        )  # fmt: skip


def _layout(
    start: Month, end: Month, target: float | None, values: Sequence[float | None]
) -> dict[str, object]:
    top = max([value for value in values if value is not None] + [target or 1.0]) * 1.06
    step = max((end - start) // 4, 1)
    ticks = [start + offset for offset in range(0, end - start + 1, step)]
    return {
        "height": HEIGHT,
        "margin": {"l": 44, "r": 16, "t": 6, "b": 26},
        "showlegend": False,
        "template": "none",
        "separators": ",\u202f",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Source Sans, sans-serif", "size": 12, "color": GREY},
        "xaxis": {
            "range": [str(start), str(end + 1)],
            "tickvals": [str(month) for month in ticks],
            "ticktext": [month.short_label for month in ticks],
            "showgrid": False, "zeroline": False, "fixedrange": True,
        },
        "yaxis": {
            "range": [0, top], "nticks": 5, "gridcolor": LINE, "zeroline": False,
            "tickformat": ",d", "fixedrange": True,
        },
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": LINE, "font": {"color": INK}},
    }  # fmt: skip
