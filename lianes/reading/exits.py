"""Exits in their kinds: told apart, then together where one may not be told alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.access.audience import is_released
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk, summed
from lianes.reading.estimates import FRANCE_ENTITY, Counts
from lianes.reading.subject import Subject
from lianes.store.reader import Entity

EXITS_EXAMINED = "exits_examined"
EXIT_KINDS = ("exits_durable", "exits_transition", "exits_positive", "exits_none")
_GROUPINGS: tuple[tuple[tuple[int, ...], ...], ...] = (
    ((0,), (1,), (2,), (3,)),
    ((0,), (1,), (2, 3)),
    ((0, 1), (2, 3)),
)
"""Kinds told apart, then together: exits without solution never alone when they are few."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of exit, or several told together because one may not be told alone."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Exits:
    """Exits in their kinds; no parts and a reason when they may not be told. `rest` is alike."""

    parts: tuple[Part, ...]
    rest: tuple[Part, ...]
    reason: str = ""


def exits(desk: Desk, subject: Subject, counts: Counts) -> Exits:
    """Return the exits of a subject and of the rest, in the finest kinds that may be told."""
    own, whole = _raw(counts, subject.entities), _raw(counts, [FRANCE_ENTITY])
    if own is None or whole is None:
        return Exits((), (), "non renseigné")
    if not sum(own):
        return Exits((), (), "aucune sortie examinée à ce jour")
    others = tuple(all_ - part for all_, part in zip(whole, own, strict=True))
    compared = not subject.is_national and sum(others) > 0
    sides = (own, others) if compared else (own,)
    for groups in _GROUPINGS:
        if _is_hidden(counts, [*subject.entities, FRANCE_ENTITY], groups):
            continue
        if all(_may_be_told(desk, subject, values, groups) for values in sides):
            parts = [_grouped(desk, values, groups) for values in sides]
            return Exits(parts[0], parts[1] if compared else ())
    return Exits((), (), "masqué (secret statistique)")


def _is_hidden(counts: Counts, places: Sequence[Entity], groups: Sequence[Sequence[int]]) -> bool:
    """Whether the secrecy of some place hides a group or the whole."""
    kinds = (*([EXIT_KINDS[i] for i in group] for group in groups), [EXITS_EXAMINED])
    read = (summed(counts, terms, [place]) for terms in kinds for place in places)
    return any(count is not None and count.suppressed for count in read)


def _raw(counts: Counts, entities: Sequence[Entity]) -> tuple[int, ...] | None:
    found = [summed(counts, [kind], entities) for kind in EXIT_KINDS]
    values = [count.value for count in found if count is not None and count.value is not None]
    return tuple(values) if len(values) == len(EXIT_KINDS) else None


def _grouped(
    desk: Desk, values: Sequence[int], groups: Sequence[Sequence[int]]
) -> tuple[Part, ...]:
    labels = [desk.catalogue.measures[kind].label for kind in EXIT_KINDS]
    short = [label.removeprefix("Sorties ") for label in labels]
    return tuple(
        Part(" ou ".join(short[i] for i in group), sum(values[i] for i in group))
        for group in groups
    )


def _may_be_told(
    desk: Desk, subject: Subject, values: Sequence[int], groups: Sequence[Sequence[int]]
) -> bool:
    """Whether no group is a masked count: outside any small one, inside a small sensitive one."""
    if not all(is_released(desk.audience, level) for level, _ in subject.entities):
        return False
    least = desk.meta.thresholds.of(desk.audience)
    outside = desk.audience is Audience.EXTERNE
    sensitive = [desk.catalogue.measures[kind].sensitive for kind in EXIT_KINDS]
    return all(
        sum(values[i] for i in group) >= least
        for group in groups
        if outside or any(sensitive[i] for i in group)
    )
