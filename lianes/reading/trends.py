"""What the recent months say of a result, over the networks that reported every one of them.

A territory where networks open rises by itself: only those at work and heard all along are kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from lianes.domain.catalogue import Form, Indicator, Kind
from lianes.domain.month import Month, Period
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.metrics.funnel import funnel_limits
from lianes.metrics.pchart import WIDTH, p_chart
from lianes.metrics.proportion import Proportion
from lianes.metrics.trend import MINIMUM_POINTS, lasting_fall, lasting_rise, xmr
from lianes.reading.desk import Desk
from lianes.store.panel_reader import Monthly
from lianes.store.reader import Entity

LONGEST = 36
"""Months that a trend looks at, at most."""


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

    networks: tuple[int, ...]
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
@dataclass(frozen=True, slots=True)
class History:
    """The networks of a subject and what may be read of their months.

    `told` gives, per flow, the networks that reported all of the last 12 months, and whether any
    is old enough to have; empty when no month may be read. `entities` hold the networks and no
    other; `read` are the months already added up.
    """

    desk: Desk
    networks: tuple[int, ...]
    public: str
    period: Period
    told: Mapping[str, tuple[tuple[int, ...], bool]]
    entities: tuple[Entity, ...] = ()
    read: dict[tuple[str, tuple[int, ...]], Monthly] = field(default_factory=dict, repr=False)

    def months(self, measure: str, networks: tuple[int, ...]) -> Monthly:
        """Return what networks add up to over the longest window; several rates share a flow."""
        key = (measure, networks)
        if key not in self.read:
            kept = set(networks)
            longest = Period(
                max(self.period.start, self.period.end + (1 - LONGEST)), self.period.end
            )
            self.read[key] = self.desk.together(
                measure, self.public, networks, longest, within=self.entities,
                others=[network for network in self.networks if network not in kept],
            )  # fmt: skip
        return self.read[key]


def history_of(
    desk: Desk, networks: Sequence[Network], indicators: Sequence[Indicator], scope: Scope,
    entities: Sequence[Entity] = (),
) -> History:  # fmt: skip
    """Ask which networks reported every recent month of every flow of the indicators.

    `entities` are those whose networks they are.
    """
    flows = {
        measure
        for indicator in indicators
        for measure in indicator.uses
        if desk.catalogue.measures[measure].kind is Kind.FLOW
    }
    ids = tuple(network.id for network in networks)
    end = scope.period.end
    last = Period(max(scope.period.start, end + (1 - MINIMUM_POINTS)), end)
    heard = sorted(desk.heard(sorted(flows), scope.public, ids, last))
    told = {}
    for measure, rows in groupby(heard, itemgetter(0)):
        found = list(rows)
        kept = tuple(network for _, network, told_, _ in found if told_ == MINIMUM_POINTS)
        told[measure] = kept, any(owed == MINIMUM_POINTS for *_, owed in found)
    return History(desk, ids, scope.public, scope.period, told, tuple(entities))


def panel_of(history: History, measure: str) -> Panel | None:
    """Return who reported each of the last 12 months; None when the period is shorter.

    The window goes back from there as long as all of them reported, over three years at most.
    """
    period = history.period
    if len(period) < MINIMUM_POINTS:
        return None
    kept, old = history.told.get(measure, ((), False))
    start = period.end + (1 - MINIMUM_POINTS)
    before = history.months(measure, kept)[:-MINIMUM_POINTS] if kept else ()
    for _, reported in reversed(before):
        if reported < len(kept):
            break
        start = start + -1
    return Panel(kept, len(history.networks), Period(start, period.end), young=not old)


def _months(history: History, measures: Sequence[str], panel: Panel) -> list[list[int | None]]:
    """Return what the networks of a panel add up to, month by month, per measure."""
    count = len(panel.window)
    return [
        [value for value, _ in history.months(measure, panel.networks)[-count:]]
        for measure in measures
    ]


# ------------------------------------------------------------------ what their months say
def trend(history: History, indicator: Indicator) -> Trended | None:
    """Return what the recent months say; None for a stock, a retention, what is guarded."""
    desk = history.desk
    uses = [desk.catalogue.measures[measure] for measure in indicator.uses]
    flows = indicator.form is not Form.RETENTION and all(m.kind is Kind.FLOW for m in uses)
    if not history.told or not flows or desk.is_guarded(indicator.uses):
        return None
    found = panel_of(history, indicator.uses[0])
    if found is None or not found.networks:
        word = Trend.RAMP if found is not None and found.young else Trend.TOO_FEW
        return Trended(word, 0, len(history.networks))
    if indicator.form is Form.RATIO:
        word, chart = _of_rate(indicator, history, found)
    else:
        word, chart = _of_count(indicator, history, found)
    return Trended(word, len(found.networks), found.of, chart)


def _of_count(indicator: Indicator, history: History, panel: Panel) -> tuple[Trend, Chart | None]:
    (months,) = _months(history, indicator.measures[:1], panel)
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


def _of_rate(indicator: Indicator, history: History, panel: Panel) -> tuple[Trend, Chart | None]:
    tops = _months(history, indicator.numerator, panel)
    bottoms = _months(history, indicator.denominator, panel)
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
