"""A measure or a rate month by month, as the audience may see it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from lianes.access.audience import is_released
from lianes.access.masking import Count, add_counts, ratio_is_masked, shown_counts
from lianes.access.secrecy import guarded
from lianes.domain.catalogue import Form, Indicator
from lianes.domain.month import Month, Period
from lianes.metrics.figure import Figure, State
from lianes.metrics.masking import Audience
from lianes.metrics.verdict import MINIMUM
from lianes.reading.desk import Desk, Series, count_between
from lianes.store.reader import Cell, Entity


@dataclass(frozen=True, slots=True)
class Monthly:
    """One figure a month: cumulated for a flow, standing for a stock, in percent for a rate."""

    months: tuple[Month, ...]
    figures: tuple[Figure, ...]

    @property
    def values(self) -> tuple[float | None, ...]:
        """The values, None where there is no figure."""
        return tuple(figure.value for figure in self.figures)

    @property
    def last(self) -> float | None:
        """The last month's value."""
        return self.figures[-1].value if self.figures else None

    @property
    def is_empty(self) -> bool:
        """Whether no month has a value."""
        return all(figure.state is not State.MEASURED for figure in self.figures)


def cumulated(
    desk: Desk, indicator: Indicator, series: Series, entities: Sequence[Entity], period: Period
) -> Monthly:
    """Return an indicator month by month over a period: counts added up, or the rate to date."""
    watched = guarded(desk.catalogue.measures, desk.audience).intersection(indicator.uses)
    if desk.audience is Audience.EXTERNE:  # months are not part of the release grid
        return Monthly((), ())
    months = tuple(period)
    if watched:
        return Monthly(months, tuple(Figure.masked() for _ in months))
    if indicator.form is Form.RATIO:
        top = _to_date(desk, series, indicator.numerator, entities, period)
        bottom = _to_date(desk, series, indicator.denominator, entities, period)
        is_masked = _masking(desk, indicator)
        rates = (_rate(is_masked, *pair) for pair in zip(top, bottom, strict=True))
        return Monthly(months, tuple(rates))
    totals = _to_date(desk, series, indicator.measures, entities, period)
    measures = desk.measures(indicator.measures)
    released = all(is_released(desk.audience, level) for level, _ in entities)
    thresholds = desk.meta.thresholds
    return Monthly(
        months, shown_counts(totals, measures, desk.audience, thresholds, released=released)
    )


def increments(
    measure: str, series: Series, entities: Sequence[Entity], period: Period
) -> tuple[int | None, ...]:
    """Return a flow's own months, None where nothing was reported; raw, for rules and charts."""
    found = [
        {cell.month.ordinal: cell.value for cell in series.get((measure, entity), ())}
        for entity in entities
    ]
    months = range(period.start.ordinal, period.end.ordinal + 1)
    return tuple(_plus(values.get(month) for values in found) for month in months)


def _plus(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _to_date(
    desk: Desk, series: Series, measures: Sequence[str], entities: Sequence[Entity], period: Period
) -> tuple[Count | None, ...]:
    """Return, for each month, the count from the start of the period to its end."""
    per_series = [
        _of_series(desk, measure, series.get((measure, entity), ()), period)
        for measure in measures
        for entity in entities
    ]
    if len(per_series) == 1:
        return tuple(per_series[0])
    return tuple(add_counts(column) for column in zip(*per_series, strict=True))


def _of_series(
    desk: Desk, measure: str, cells: Sequence[Cell], period: Period
) -> list[Count | None]:
    declared = desk.catalogue.measures[measure]
    by_month = {cell.month.ordinal: cell for cell in cells}
    start, end = period.start.ordinal, period.end.ordinal
    before = by_month.get(start - 1)
    return [
        count_between(declared, before, by_month[month]) if month in by_month else None
        for month in range(start, end + 1)
    ]


def _masking(desk: Desk, indicator: Indicator) -> Callable[[int, int], bool]:
    """Return whether a numerator and a denominator of an indicator make a rate to mask."""
    return partial(
        ratio_is_masked,
        numerator_measures=desk.measures(indicator.numerator),
        denominator_measures=desk.measures(indicator.denominator),
        left_out=desk.catalogue.left_out(indicator),
        audience=desk.audience,
        thresholds=desk.meta.thresholds,
    )


def _rate(is_masked: Callable[[int, int], bool], top: Count | None, bottom: Count | None) -> Figure:
    """Return a rate in percent; none on fewer cases than a verdict needs, which only leaps."""
    if top is None or bottom is None:
        return Figure.not_deployed()
    if bottom.value is None or bottom.value < MINIMUM or top.value is None:
        return Figure.not_reported(expected=bottom.expected)
    if is_masked(top.value, bottom.value):
        return Figure.masked(reported=bottom.reported, expected=bottom.expected)
    return Figure.measured(
        100 * top.value / bottom.value, reported=bottom.reported, expected=bottom.expected
    )
