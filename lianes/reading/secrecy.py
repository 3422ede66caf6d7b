"""What a desk may not show, read from the store once per page part: the only reading of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lianes.access.masking import Count
from lianes.access.secrecy import ALL_PUBLICS, guarded, is_on_grid, reads_everyone
from lianes.domain.month import Period
from lianes.domain.secrecy import SUMS, late
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience
from lianes.store.reader import Entity

if TYPE_CHECKING:
    from lianes.reading.desk import Desk

Key = tuple[str, Entity]


def hidden_cells(
    desk: "Desk", measures: Sequence[str], entities: Sequence[Entity], period: Period, public: str
) -> frozenset[Key]:
    """Return what may not be shown over a period, sums of kinds included (see `sum_key`)."""
    watched = guarded(desk.catalogue.measures, desk.audience) & set(measures)
    if not watched:
        return frozenset()
    released = desk.meta.secrecy is not None
    on_grid = {
        (code, level)
        for level in {level for level, _ in entities}
        for code in watched
        if released and _is_on_grid(desk, code, level, period, public)
    }
    off = {(c, entity) for c in watched for entity in entities if (c, entity[0]) not in on_grid}
    sums = {terms: n for terms, n in SUMS.items() if set(terms) <= set(measures)}
    off |= {
        (sum_key(terms), entity)
        for terms in sums
        for entity in entities
        if any((term, entity) in off for term in terms if _decides(desk, terms, term))
    }
    if len(off) == len(entities) * (len(watched) + len(sums)):
        return frozenset(off)
    return frozenset(off | _stored(desk, watched, sums, entities, period, public))


def _is_on_grid(desk: "Desk", code: str, level: Level, period: Period, public: str) -> bool:
    return is_on_grid(
        desk.catalogue.measures[code], desk.audience, level, period, public,
        first=desk.meta.first_month, last=desk.meta.last_month,
    )  # fmt: skip


def _decides(desk: "Desk", terms: tuple[str, ...], term: str) -> bool:
    """Inside, a pair of kinds is a volume seen anyway; three kinds tell the fourth."""
    return desk.audience is Audience.EXTERNE or (len(terms) > 2 and bool(term))


def _stored(
    desk: "Desk", watched: Iterable[str], sums: Mapping[tuple[str, ...], int],
    entities: Sequence[Entity], period: Period, public: str,
) -> set[Key]:  # fmt: skip
    codes = sorted(watched)
    names = {number: sum_key(terms) for terms, number in sums.items()}
    alike = [c for c in codes if reads_everyone(desk.catalogue.measures[c])]
    found = desk.reader.suppressed(desk.audience, codes, names, entities, public, period.end)
    if public != ALL_PUBLICS and alike:
        found |= desk.reader.suppressed(desk.audience, alike, {}, entities, ALL_PUBLICS, period.end)
    return found


def sum_key(terms: Iterable[str]) -> str:
    """Return the name under which counts carry a sum of kinds."""
    return "+".join(terms)


def sums_of(
    counts: Mapping[Key, Count], measures: Sequence[str], entities: Sequence[Entity],
    hidden: frozenset[Key],
) -> dict[Key, Count]:  # fmt: skip
    """Return, for each sum of kinds that was read, whether it is hidden: no value, only that."""
    return {
        (name, entity): Count(None, 0, 0, (name, entity) in hidden)
        for terms in SUMS
        if set(terms) <= set(measures)
        for name in (sum_key(terms),)
        for entity in entities
        if (terms[0], entity) in counts
    }


def is_hidden(
    desk: "Desk", measure: str, entities: Sequence[Entity], period: Period, public: str
) -> bool:
    """Whether a measure may not be shown for a place: some entity of it is hidden."""
    return bool(hidden_cells(desk, [measure], entities, period, public))


def is_late_hidden(
    desk: "Desk", cohort: str, entities: Sequence[Entity], period: Period, public: str
) -> bool:
    """Whether what befell a cohort after 6 months may not be told, where the first months may."""
    if not desk.is_guarded([cohort]):
        return False
    number = late(desk.reader.measure_id(cohort))
    return any(
        desk.reader.suppressed(desk.audience, (), {number: cohort}, entities, each, period.end)
        for each in {public, ALL_PUBLICS}
    )


def sum_is_hidden(
    counts: Mapping[Key, Count], measures: Sequence[str], entities: Sequence[Entity]
) -> bool:
    """Whether a sum of measures over places is hidden: a known sum of kinds, else any term."""
    name = sum_key(measures)
    if tuple(measures) in SUMS and any((name, entity) in counts for entity in entities):
        parts = [counts.get((name, entity)) for entity in entities]
    else:
        parts = [counts.get((m, entity)) for m in measures for entity in entities]
    return any(part is not None and part.suppressed for part in parts)
