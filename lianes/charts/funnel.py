"""The funnel: each territory by its number of cases, within the limits that chance draws."""

from collections.abc import Sequence

import plotly.graph_objects as go

from lianes.charts.palette import BLUE, GREY, INK, LINE
from lianes.domain.french import number, percent
from lianes.metrics.funnel import Dot, funnel_limits
from lianes.metrics.proportion import Z95, Z998

HEIGHT = 380
STEPS = 60
NEAR = 0.15
"""Part of the width within which two names would meet."""


def funnel_figure(dots: Sequence[Dot], centre: float, *, unit: str) -> go.Figure:
    """Return the plot: rate in percent by number of cases, limits at 95 % and 99.8 %."""
    top = max((dot.n for dot in dots), default=40) * 1.08
    figure = go.Figure(layout=_layout(top, unit))
    sizes = [max(1.0, top * (rank / STEPS) ** 2) for rank in range(1, STEPS + 1)]
    figure.add_traces([
        *_limits(sizes, centre, Z998, "dot"), *_limits(sizes, centre, Z95, "dash"),
    ])  # fmt: skip
    figure.add_hline(y=centre, line={"color": INK, "width": 1.4})
    compared = sorted((dot for dot in dots if dot.compared), key=lambda dot: dot.n)
    others = [dot for dot in dots if not dot.compared]
    figure.add_trace(_points(others, "#9db2c8", 9, named=False))
    figure.add_trace(_points(compared, BLUE, 13, named=True))
    figure.update_layout(annotations=[*_limit_names(top, centre), *_names(compared, top, centre)])
    return figure


def _limits(sizes: Sequence[float], centre: float, z: float, dash: str) -> list[go.Scatter]:
    limits = [funnel_limits(centre / 100, round(size), z) for size in sizes]
    common = {"x": list(sizes), "hoverinfo": "skip", "mode": "lines",
              "line": {"color": GREY, "width": 1.1, "dash": dash}}  # fmt: skip
    return [
        go.Scatter(y=[100 * limit.high for limit in limits], **common),
        go.Scatter(y=[100 * limit.low for limit in limits], **common),
    ]


def _limit_names(top: float, centre: float) -> list[dict[str, object]]:
    """Name each limit in the right margin, the wide ones away from the narrow ones."""
    said = []
    for z, words, shift in ((Z998, "99,8 %", 7), (Z95, "95 %", -7)):
        limit = funnel_limits(centre / 100, round(top), z)
        for value, side in ((limit.high, 1), (limit.low, -1)):
            said.append({
                "xref": "paper", "x": 1, "xanchor": "left", "y": 100 * value, "text": words,
                "yshift": side * shift, "showarrow": False, "font": {"color": GREY, "size": 11},
            })  # fmt: skip
    return said


def _names(dots: Sequence[Dot], top: float, centre: float) -> list[dict[str, object]]:
    """Name the dots on a white ground, away from the centre; neighbours on rows of their own."""
    named, row, before = [], {1: 0, -1: 0}, {1: -top, -1: -top}
    for dot in dots:  # in the order of their cases
        side = 1 if dot.rate >= centre else -1
        row[side] = row[side] + 1 if dot.n - before[side] < NEAR * top else 0
        before[side] = dot.n
        anchor = "right" if dot.n > 0.85 * top else "left" if dot.n < 0.15 * top else "center"
        named.append({
            "x": dot.n, "y": dot.rate, "text": dot.label, "showarrow": False, "xanchor": anchor,
            "xshift": {"right": 10, "left": -10}.get(anchor, 0),
            "yshift": side * (18 + 15 * row[side]), "borderpad": 1,
            "bgcolor": "rgba(255,255,255,0.88)", "font": {"color": INK, "size": 12},
        })  # fmt: skip
    return named


def _points(dots: Sequence[Dot], colour: str, size: int, *, named: bool) -> go.Scatter:
    return go.Scatter(
        x=[dot.n for dot in dots],
        y=[dot.rate for dot in dots],
        mode="markers",
        marker={"size": size, "color": colour,
                "line": {"color": INK if named else "#ffffff", "width": 1.5 if named else 1}},
        customdata=[[dot.label, percent(dot.rate), number(dot.n)] for dot in dots],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]} sur %{customdata[2]} cas"
        "<extra></extra>",
        cliponaxis=False,
    )  # fmt: skip


def _layout(top: float, unit: str) -> dict[str, object]:
    return {
        "height": HEIGHT,
        "margin": {"l": 52, "r": 46, "t": 18, "b": 46},
        "showlegend": False,
        "template": "none",
        "separators": ",\u202f",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Source Sans, sans-serif", "size": 12, "color": GREY},
        "xaxis": {"title": {"text": unit, "font": {"size": 12}}, "range": [0, top],
                  "showgrid": False, "zeroline": False, "fixedrange": True, "tickformat": ",d"},
        "yaxis": {"range": [-3, 104], "ticksuffix": "\u00a0%", "gridcolor": LINE,
                  "zeroline": False, "fixedrange": True, "nticks": 6},
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": LINE, "font": {"color": INK}},
    }  # fmt: skip
