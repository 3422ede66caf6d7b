"""An indicator read for a subject: its figure, what it rests on, and what it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lianes.access.audience import is_released
from lianes.access.masking import Count, contest_of, ratio_is_masked, shown_count
from lianes.domain.catalogue import Form, Indicator
from lianes.domain.month import Period
from lianes.domain.territory import Level
from lianes.metrics.cohort import retention_at
from lianes.metrics.figure import Contest, Figure, State
from lianes.metrics.proportion import Z95, Interval, Proportion
from lianes.metrics.verdict import Verdict, verdict
from lianes.reading.cohort_rest import against_rest, rest_of
from lianes.reading.cohorts import followed
from lianes.reading.desk import Desk, summed
from lianes.store.reader import Entity

FRANCE_ENTITY: Entity = (Level.FRANCE, 1)
Counts = Mapping[tuple[str, Entity], Count]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One indicator for one subject, as the audience may see it.

    `figure.value` is a count, or a share in percent; `interval` is in percent; `successes` and
    `n` are what a share rests on; `rest` is the share of the rest of the programme, in percent.
    """

    indicator: Indicator
    figure: Figure
    successes: int | None = None
    n: int | None = None
    interval: Interval | None = None
    verdict: Verdict | None = None
    rest: float | None = None
    reason: str | None = None

    @property
    def is_measured(self) -> bool:
        """Whether there is a value to show."""
        return self.figure.state is State.MEASURED


def estimate(
    desk: Desk,
    indicator: Indicator,
    entities: Sequence[Entity],
    period: Period,
    public: str,
    counts: Counts,
    *,
    z: float = Z95,
) -> Estimate:
    """Read one indicator from raw counts already in hand (see `Desk.counts`).

    `counts` must hold the indicator's measures for `entities` and for France.
    """
    if public not in desk.catalogue.publics_of(indicator):
        return Estimate(indicator, Figure.not_reported(), reason="non défini pour ce public")
    if indicator.form is Form.RATIO:
        return _ratio(desk, indicator, entities, counts, z)
    if indicator.form is Form.RETENTION:
        return _retention(desk, indicator, entities, period, public, z)
    if indicator.form is Form.MEAN:
        return _mean(desk, indicator, entities, counts)
    return _count(desk, indicator, entities, counts)


def _released(desk: Desk, entities: Sequence[Entity]) -> bool:
    return all(is_released(desk.audience, level) for level, _ in entities)


def _count(
    desk: Desk, indicator: Indicator, entities: Sequence[Entity], counts: Counts
) -> Estimate:
    total = summed(counts, indicator.measures, entities)
    measures = desk.measures(indicator.measures)
    shown = shown_count(
        total, measures, desk.audience, desk.meta.thresholds, released=_released(desk, entities)
    )
    return Estimate(indicator, shown)


def _ratio(
    desk: Desk, indicator: Indicator, entities: Sequence[Entity], counts: Counts, z: float
) -> Estimate:
    top = summed(counts, indicator.numerator, entities)
    bottom = summed(counts, indicator.denominator, entities)
    if top is None or bottom is None:
        return Estimate(indicator, Figure.not_deployed())
    if top.value is None or bottom.value is None:
        return Estimate(indicator, Figure.not_reported(expected=bottom.expected))
    if (
        top.suppressed
        or bottom.suppressed
        or ratio_is_masked(
            top.value,
            bottom.value,
            numerator_measures=desk.measures(indicator.numerator),
            denominator_measures=desk.measures(indicator.denominator),
            left_out=desk.catalogue.left_out(indicator),
            audience=desk.audience,
            thresholds=desk.meta.thresholds,
            released=_released(desk, entities),
        )
    ):
        return Estimate(indicator, Figure.masked(reported=bottom.reported))
    if bottom.value == 0:
        return Estimate(indicator, Figure.not_reported(), 0, 0, reason="aucun cas à ce jour")
    subject = Proportion(top.value, bottom.value)
    if not subject.is_coherent:
        return Estimate(indicator, Figure.not_reported(), reason="comptage supérieur à sa base")
    found = _compared(indicator, subject, _rest(indicator, subject, counts), bottom, z)
    return replace(found, figure=replace(found.figure, contest=contest_of(top, bottom)))


def _mean(desk: Desk, indicator: Indicator, entities: Sequence[Entity], counts: Counts) -> Estimate:
    """Read an amount per case; shown when the number of cases may be, and there are any."""
    top = summed(counts, indicator.numerator, entities)
    bottom = summed(counts, indicator.denominator, entities)
    cases = shown_count(
        bottom,
        desk.measures(indicator.denominator),
        desk.audience,
        desk.meta.thresholds,
        released=_released(desk, entities),
    )
    if top is not None and top.suppressed:
        return Estimate(indicator, Figure.masked(reported=cases.reported))
    if cases.value is None or top is None or top.value is None:
        absent = cases if cases.value is None else Figure.not_reported(expected=cases.expected)
        return Estimate(indicator, absent)
    if cases.value == 0:
        return Estimate(indicator, Figure.not_reported(), n=0, reason="aucun cas à ce jour")
    mean = replace(cases, value=top.value / cases.value, contest=_contest_of_mean(top, bottom))
    return Estimate(indicator, mean, n=int(cases.value))


def _contest_of_mean(top: Count, bottom: Count | None) -> Contest | None:
    return contest_of(top, bottom) if bottom is not None else contest_of(top)


def _rest(indicator: Indicator, subject: Proportion, counts: Counts) -> Proportion:
    """Return the rest of the programme: France less the subject."""
    whole = proportion(counts, indicator, [FRANCE_ENTITY])
    if whole is None:
        return Proportion(0, 0)
    return Proportion(whole.successes - subject.successes, whole.n - subject.n)


def proportion(
    counts: Counts, indicator: Indicator, entities: Sequence[Entity]
) -> Proportion | None:
    """Return the two counts of a ratio; None when one is not known or may not be seen."""
    top = summed(counts, indicator.numerator, entities)
    bottom = summed(counts, indicator.denominator, entities)
    if top is None or bottom is None or top.value is None or bottom.value is None:
        return None
    return None if top.suppressed or bottom.suppressed else Proportion(top.value, bottom.value)


def _compared(
    indicator: Indicator, subject: Proportion, rest: Proportion, reports: Count, z: float
) -> Estimate:
    interval = subject.interval()
    figure = Figure.measured(
        100 * (subject.rate or 0), reported=reports.reported, expected=reports.expected
    )
    return Estimate(
        indicator,
        figure,
        successes=subject.successes,
        n=subject.n,
        interval=Interval(100 * interval.low, 100 * interval.high),
        verdict=verdict(subject, rest, z=z) if rest.n else None,
        rest=100 * rest.rate if rest.rate is not None else None,
    )


def _retention(
    desk: Desk,
    indicator: Indicator,
    entities: Sequence[Entity],
    period: Period,
    public: str,
    z: float,
) -> Estimate:
    found = followed(desk, indicator.measures[0], entities, period, public)
    if found and (found.until_age is None or indicator.age > found.until_age):
        return Estimate(indicator, Figure.masked())  # first: few at risk would tell few followed
    point = found and retention_at(
        found.table,
        indicator.age,
        event=indicator.event,
        competing=(indicator.competing,) if indicator.competing else (),
    )
    if not found or not point:
        return Estimate(indicator, Figure.not_reported(), reason="pas encore observable")
    others = rest_of(desk, indicator, found, period, public)
    rest, judged = against_rest(indicator, found, others, z=z)
    return Estimate(
        indicator,
        Figure.measured(100 * point.value),
        n=found.starts,
        interval=Interval(100 * point.low, 100 * point.high),
        verdict=judged,
        rest=rest,
    )


def per_unit(estimate_: Estimate, base: float | None) -> Estimate:
    """Turn a count into a value per `factor` units of a context figure; None base: no figure."""
    if not estimate_.is_measured:
        return estimate_
    if not base:
        return replace(
            estimate_,
            figure=Figure.not_reported(),
            reason="non disponible à cette maille",
        )
    value = (estimate_.figure.value or 0) * estimate_.indicator.factor / base
    found = estimate_.figure
    contest = None if found.contest is None else Contest(found.contest.count)
    figure = replace(found, value=value, contest=contest)
    return replace(estimate_, figure=figure, successes=int(estimate_.figure.value or 0))


def used_measures(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """Return every measure read as counts by these indicators, once."""
    counted = (i for i in indicators if i.form is not Form.RETENTION)
    return tuple(dict.fromkeys(measure for i in counted for measure in i.uses))


def counts_for(
    desk: Desk,
    indicators: Sequence[Indicator],
    entities: Sequence[Entity],
    period: Period,
    public: str,
) -> dict[tuple[str, Entity], Count]:
    """Read the raw counts these indicators need, for the entities and for France."""
    wanted = tuple(dict.fromkeys((*entities, FRANCE_ENTITY)))
    return desk.counts(used_measures(indicators), wanted, period, public)
