"""What a territory achieves: each indicator against the rest, against its parent, over time."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.access.masking import ratio_is_masked
from lianes.domain.catalogue import Form, Indicator
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.masking import Audience
from lianes.metrics.proportion import Proportion
from lianes.metrics.verdict import Verdict, verdict
from lianes.metrics.weighted import Weighted, weighted_comparison
from lianes.reading.desk import Desk
from lianes.reading.estimates import (
    FRANCE_ENTITY,
    Counts,
    Estimate,
    counts_for,
    estimate,
    proportion,
)
from lianes.reading.subject import Subject
from lianes.reading.trends import History, Trended, history_of, trend
from lianes.store.reader import Entity

SHOWN = (Form.COUNT, Form.RATIO, Form.RETENTION)
JOB_SEEKERS = "job-seekers"


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator: its estimate, the verdict against the rest of the parent, the trend.

    `parent` and `trend` are None where they have no meaning or may not be told.
    """

    estimate: Estimate
    parent: Verdict | None
    parent_rate: float | None
    trend: Trended | None


@dataclass(frozen=True, slots=True)
class Results:
    """Every result of a subject; `parent` is the territory whose rest it is compared with."""

    rows: tuple[Result, ...]
    parent: Territory | None
    weighted: Weighted | None

    def row_of(self, indicator: str) -> Result | None:
        """Return the row of one indicator."""
        return next((r for r in self.rows if r.estimate.indicator.id == indicator), None)

    def of(self, indicator: str) -> Estimate | None:
        """Return the estimate of one indicator."""
        row = self.row_of(indicator)
        return row.estimate if row else None


def results(
    desk: Desk,
    scope: Scope,
    subject: Subject,
    parent: Territory | None,
    networks: Sequence[Network],
) -> Results:
    """Read every reported indicator of the catalogue for a subject and its networks."""
    indicators = [
        i
        for i in desk.catalogue.indicators.values()
        if i.form in SHOWN and scope.public in desk.catalogue.publics_of(i)
    ]
    above: list[Entity] = [(parent.level, parent.id)] if parent else []
    counts = counts_for(desk, indicators, [*subject.entities, *above], scope.period, scope.public)
    history = history_of(desk, networks, indicators, scope, subject.entities)
    rows = tuple(_result(desk, scope, subject, i, counts, above, history) for i in indicators)
    return Results(rows, parent, _weighted(desk, scope, subject))


def _result(
    desk: Desk,
    scope: Scope,
    subject: Subject,
    indicator: Indicator,
    counts: Counts,
    above: Sequence[Entity],
    history: History,
) -> Result:
    found = estimate(desk, indicator, subject.entities, scope.period, scope.public, counts)
    rest = _rest_of_parent(desk, indicator, found, counts, above)
    return Result(
        found,
        verdict(Proportion(found.successes or 0, found.n or 0), rest) if rest else None,
        100 * rest.rate if rest and rest.rate is not None else None,
        trend(history, indicator) if found.is_measured else None,
    )


# ------------------------------------------------------------------ against the parent
def _rest_of_parent(
    desk: Desk, indicator: Indicator, found: Estimate, counts: Counts, above: Sequence[Entity]
) -> Proportion | None:
    """Return the rest of the parent; None outside (a difference would be a release) or masked."""
    if not above or desk.audience is Audience.EXTERNE or indicator.form is not Form.RATIO:
        return None
    whole = proportion(counts, indicator, above)
    if whole is None or found.successes is None or found.n is None:
        return None
    rest = _less(whole, Proportion(found.successes, found.n))
    return None if _is_masked(desk, indicator, rest) else rest


def _is_masked(desk: Desk, indicator: Indicator, part: Proportion) -> bool:
    return ratio_is_masked(
        part.successes,
        part.n,
        numerator_measures=desk.measures(indicator.numerator),
        denominator_measures=desk.measures(indicator.denominator),
        left_out=desk.catalogue.left_out(indicator),
        audience=desk.audience,
        thresholds=desk.meta.thresholds,
    )


# ------------------------------------------------------------------ with the same mix of people
def _weighted(desk: Desk, scope: Scope, subject: Subject) -> Weighted | None:
    """Compare exits with the rest reweighted to the same share of job seekers; inside only.

    Job seekers and the others exclude each other; the others are all less the job seekers.
    """
    indicator = desk.catalogue.indicators.get("employment_exit_rate")
    if indicator is None or desk.audience is Audience.EXTERNE or subject.is_national:
        return None
    if scope.public != "all" or JOB_SEEKERS not in desk.catalogue.publics_of(indicator):
        return None
    everyone = _pair(desk, indicator, scope, subject, "all")
    seekers = _pair(desk, indicator, scope, subject, JOB_SEEKERS)
    if everyone is None or seekers is None:
        return None
    groups = [seekers, (_less(everyone[0], seekers[0]), _less(everyone[1], seekers[1]))]
    if any(_is_masked(desk, indicator, part) for group in groups for part in group if part.n):
        return None
    return weighted_comparison(groups) if everyone[0].n >= 20 else None


def _pair(
    desk: Desk, indicator: Indicator, scope: Scope, subject: Subject, public: str
) -> tuple[Proportion, Proportion] | None:
    """Return the subject and the rest of the programme for one public."""
    counts = counts_for(desk, [indicator], subject.entities, scope.period, public)
    mine = proportion(counts, indicator, subject.entities)
    whole = proportion(counts, indicator, [FRANCE_ENTITY])
    return (mine, _less(whole, mine)) if mine and whole else None


def _less(whole: Proportion, part: Proportion) -> Proportion:
    return Proportion(whole.successes - part.successes, whole.n - part.n)


def nearest_parent(subject: Subject, seats: dict[str, int], inside: int) -> Territory | None:
    """Return the nearest territory around, below France, that holds more networks than it."""
    around = [p for p in reversed(subject.parents) if p.level is not Level.FRANCE]
    return next((p for p in around if seats.get(p.code, 0) > inside), None)
