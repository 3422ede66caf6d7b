"""What the recent months say of a result, over the networks that reported every one of them.

A territory where networks open rises by itself: only those at work and heard all along are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lianes.domain.catalogue import Form, Indicator, Kind
from lianes.domain.month import Month, Period
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.funnel import funnel_limits
from lianes.metrics.pchart import WIDTH, p_chart
from lianes.metrics.proportion import Proportion
from lianes.metrics.trend import MINIMUM_POINTS, lasting_fall, lasting_rise, xmr
from lianes.reading.desk import Desk, Series
from lianes.reading.monthly import increments
from lianes.store.reader import Cell, Entity


class Trend(StrEnum):
    """What the recent months say of a series."""

    RISE = "hausse durable"
    FALL = "baisse durable"
    STEADY = "stable"
    UNUSUAL = "variation inhabituelle"
    RAMP = "montée en charge"
    TOO_FEW = "trop peu pour conclure"


@dataclass(frozen=True, slots=True)
class Panel:
    """The networks that reported all the months of a window, out of those of the subject."""

    entities: tuple[Entity, ...]
    of: int
    window: Period
    young: bool
    """Whether no network is old enough."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart: points, their mean and natural limits, in the unit of the indicator.

    `outside` are the positions of the points beyond their limits, which chance explains badly.
    """

    months: tuple[Month, ...]
    points: tuple[float, ...]
    mean: float
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    outside: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trended:
    """A trend, the networks it rests on, and its chart when there are enough points."""

    trend: Trend
    kept: int
    of: int
    chart: Chart | None = None


# ------------------------------------------------------------------ who was there all along
def series_of(
    desk: Desk, networks: Sequence[Network], indicators: Sequence[Indicator], scope: Scope
) -> Series:
    """Return the months of every flow that may be read by month, network by network."""
    flows = {
        measure
        for indicator in indicators
        for measure in indicator.uses
        if desk.catalogue.measures[measure].kind is Kind.FLOW
    }
    entities: list[Entity] = [(Level.NETWORK, network.id) for network in networks]
    return desk.series(entities, sorted(flows), scope.public, scope.period.end)


def panel_of(
    series: Series, measure: str, networks: Sequence[Network], period: Period
) -> Panel | None:
    """Return who reported each of the last 12 months; None when the period is shorter.

    The window goes back from there as long as all of them reported.
    """
    if len(period) < MINIMUM_POINTS:
        return None
    last = list(period)[-MINIMUM_POINTS:]
    told = {n.id: _reported(series.get((measure, (Level.NETWORK, n.id)), ())) for n in networks}
    kept = [key for key, (reported, _) in told.items() if reported.issuperset(last)]
    old = [key for key, (_, expected) in told.items() if expected.issuperset(last)]
    start = last[0]
    while kept and start > period.start and all(start + -1 in told[key][0] for key in kept):
        start = start + -1
    entities = tuple((Level.NETWORK, key) for key in kept)
    return Panel(entities, len(networks), Period(start, period.end), young=not old)


def _reported(cells: Sequence[Cell]) -> tuple[frozenset[Month], frozenset[Month]]:
    """Return the months reported, and those expected."""
    return (
        frozenset(cell.month for cell in cells if cell.reported),
        frozenset(cell.month for cell in cells if cell.expected),
    )


# ------------------------------------------------------------------ what their months say
def trend(
    desk: Desk, indicator: Indicator, series: Series, networks: Sequence[Network], period: Period
) -> Trended | None:
    """Return what the recent months say; None for a stock, a retention, what is guarded."""
    uses = [desk.catalogue.measures[measure] for measure in indicator.uses]
    flows = indicator.form is not Form.RETENTION and all(m.kind is Kind.FLOW for m in uses)
    if not series or not flows or desk.is_guarded(indicator.uses):
        return None
    found = panel_of(series, indicator.uses[0], networks, period)
    if found is None or not found.entities:
        word = Trend.RAMP if found is not None and found.young else Trend.TOO_FEW
        return Trended(word, 0, len(networks))
    if indicator.form is Form.RATIO:
        word, chart = _of_rate(indicator, series, found)
    else:
        word, chart = _of_count(indicator, series, found)
    return Trended(word, len(found.entities), found.of, chart)


def _of_count(indicator: Indicator, series: Series, panel: Panel) -> tuple[Trend, Chart | None]:
    months = increments(indicator.measures[0], series, panel.entities, panel.window)
    points = [float(month) for month in months if month is not None]
    chart = xmr(points)
    if chart is None or len(points) < len(months):
        return Trend.TOO_FEW, None
    word = Trend.UNUSUAL if chart.signals else Trend.STEADY
    word = Trend.RISE if lasting_rise(points) else word
    word = Trend.FALL if lasting_fall(points) else word
    count = len(points)
    lower = max(chart.lower, 0.0)
    outside = tuple(i for i, p in enumerate(points) if not chart.lower <= p <= chart.upper)
    drawn = Chart(
        tuple(panel.window), tuple(points), chart.mean, (lower,) * count, (chart.upper,) * count,
        outside,
    )  # fmt: skip
    return word, drawn


def _of_rate(indicator: Indicator, series: Series, panel: Panel) -> tuple[Trend, Chart | None]:
    tops = [increments(m, series, panel.entities, panel.window) for m in indicator.numerator]
    bottoms = [increments(m, series, panel.entities, panel.window) for m in indicator.denominator]
    pairs = [
        (month, Proportion(sum(filter(None, top)), sum(filter(None, bottom))))
        for month, top, bottom in zip(
            panel.window, zip(*tops, strict=True), zip(*bottoms, strict=True), strict=True
        )
        if None not in top and None not in bottom
    ]
    known = [(month, point) for month, point in pairs if point.rate is not None]
    chart = p_chart([point for _, point in pairs])
    if chart is None:
        return Trend.TOO_FEW, None
    limits = [funnel_limits(chart.mean, point.n, WIDTH) for _, point in known]
    drawn = Chart(
        tuple(month for month, _ in known), tuple(100 * (p.rate or 0.0) for _, p in known),
        100 * chart.mean, tuple(100 * limit.low for limit in limits),
        tuple(100 * limit.high for limit in limits), chart.outside,
    )  # fmt: skip
    otherwise = Trend.UNUSUAL if chart.outside else Trend.STEADY
    return {1: Trend.RISE, -1: Trend.FALL}.get(chart.side, otherwise), drawn
