"""From raw counts to figures that may be shown: the only place where masking is applied."""

from collections.abc import Iterable
from typing import NamedTuple

from lianes.domain.catalogue import Measure
from lianes.metrics.figure import Contest, Figure
from lianes.metrics.masking import Audience, Thresholds, mask_count, mask_ratio


class Count(NamedTuple):
    """A raw count over a period: `value` None when nothing was reported.

    `reported` of `expected` reports (networks × months) stand behind it. `suppressed` when the
    audience may not see it, whatever its size: a sum of such counts may not be seen either.
    `contested` values of it are contested; `shift` is what would be added if all were accepted.
    """

    value: int | None
    reported: int
    expected: int
    suppressed: bool = False
    contested: int = 0
    shift: int = 0


def add_counts(counts: Iterable[Count | None]) -> Count | None:
    """Add raw counts of places that do not overlap; None stands for not deployed."""
    deployed = [count for count in counts if count is not None]
    if len(deployed) < 2:
        return deployed[0] if deployed else None
    values = [count.value for count in deployed if count.value is not None]
    return Count(
        sum(values) if values else None,
        sum(count.reported for count in deployed),
        sum(count.expected for count in deployed),
        any(count.suppressed for count in deployed),
        sum(count.contested for count in deployed),
        sum(count.shift for count in deployed),
    )


def shown_count(
    count: Count | None,
    measures: Iterable[Measure],
    audience: Audience,
    thresholds: Thresholds,
    *,
    released: bool = True,
) -> Figure:
    """Return a count as the audience may see it, under the thresholds of the store."""
    return shown_counts([count], measures, audience, thresholds, released=released)[0]


def shown_counts(
    counts: Iterable[Count | None],
    measures: Iterable[Measure],
    audience: Audience,
    thresholds: Thresholds,
    *,
    released: bool = True,
) -> tuple[Figure, ...]:
    """Return counts of the same measures, each as the audience may see it."""
    used = tuple(measures)
    sensitive = any(measure.sensitive for measure in used)
    persons = any(measure.persons for measure in used)
    told = audience is Audience.INTERNE and not sensitive

    def shown(count: Count | None) -> Figure:
        if count is None:
            return Figure.not_deployed()
        if count.value is None:
            return Figure.not_reported(expected=count.expected)
        small = mask_count(
            count.value, sensitive=sensitive, persons=persons, audience=audience,
            thresholds=thresholds,
        )  # fmt: skip
        if small or count.suppressed or not released:
            return Figure.masked(reported=count.reported, expected=count.expected)
        contest = contest_of(count, told=told) if count.contested else None
        return Figure.measured(
            count.value, reported=count.reported, expected=count.expected, contest=contest
        )

    return tuple(map(shown, counts))


def contest_of(*counts: Count, told: bool = False) -> Contest | None:
    """Return what is contested in a figure made of these counts.

    The value proposed is `told` only inside, of a single count that is not sensitive: a
    difference would tell a small number.
    """
    contested = sum(count.contested for count in counts)
    if not contested:
        return None
    first = counts[0]
    value = (first.value or 0) + first.shift if told and len(counts) == 1 else None
    return Contest(contested, value)


def ratio_is_masked(
    numerator: int,
    denominator: int,
    *,
    numerator_measures: Iterable[Measure],
    denominator_measures: Iterable[Measure],
    left_out: Iterable[Measure] = (),
    audience: Audience,
    thresholds: Thresholds,
    released: bool = True,
) -> bool:
    """Whether a rate hides behind its numerator, its denominator or their difference.

    `left_out` are the measures that make up the difference: it is sensitive when they all are.
    """
    top, bottom, rest = tuple(numerator_measures), tuple(denominator_measures), tuple(left_out)
    tells_sensitive = bool(rest) and all(measure.sensitive for measure in rest)
    return not released or mask_ratio(
        numerator,
        denominator,
        numerator_sensitive=any(measure.sensitive for measure in top),
        denominator_sensitive=tells_sensitive or any(measure.sensitive for measure in bottom),
        persons=any(measure.persons for measure in (*top, *bottom)),
        audience=audience,
        thresholds=thresholds,
    )
