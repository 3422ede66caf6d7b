"""Programmes as published: purpose, roles by source, milestones, targets, figures, conventions."""

from dataclasses import dataclass

from lianes.domain.provenance import Source
from lianes.domain.scope import FRANCE
from lianes.domain.territory import Territory


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor does in a programme, as one source says it."""

    actor: str
    role: str
    source: Source


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date as precise as published, or a horizon without date."""

    title: str
    happened_on: str | None
    horizon: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A published ambition in its exact wording; `due_on` is None when no date is published."""

    wording: str
    due_on: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A published figure of a programme or of its context; never a result of ours."""

    id: str
    label: str
    value: float
    value_max: float | None
    unit: str
    qualifier: str | None
    note: str | None
    as_of: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A sourced detail, as precise or imprecise as its source."""

    fact: str
    value: str | None
    as_of: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Public:
    """Whom a programme is for; `priority` is the attention the State asks for."""

    label: str
    priority: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a convention; one that is not measurable stays a commitment."""

    words: str
    measurable: bool


@dataclass(frozen=True, slots=True)
class Convention:
    """A published agreement; None means not published. Parties are (id, name)."""

    id: str
    title: str
    kind: str
    signed_on: str | None
    ends_on: str | None
    parties: tuple[tuple[str, str], ...]
    territories: tuple[Territory, ...]
    amount_eur: float | None
    object: str | None
    note: str | None
    axes: tuple[Axis, ...]
    sources: tuple[Source, ...]

    @property
    def is_national(self) -> bool:
        """Whether it covers the whole country."""
        return any(territory.code == FRANCE for territory in self.territories)


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme and everything published about it."""

    id: str
    name: str
    lead: str
    started_on: str | None
    purpose: str
    sources: tuple[Source, ...]
    roles: tuple[Role, ...]
    publics: tuple[Public, ...]
    milestones: tuple[Milestone, ...]
    targets: tuple[Target, ...]
    figures: tuple[KeyFigure, ...]
    conventions: tuple[Convention, ...]
    details: tuple[Detail, ...]

    @property
    def roles_by_source(self) -> dict[Source, tuple[Role, ...]]:
        """The roles as each source tells them."""
        found: dict[Source, tuple[Role, ...]] = {}
        for role in self.roles:
            found[role.source] = (*found.get(role.source, ()), role)
        return found

    @property
    def told_differently(self) -> tuple[str, ...]:
        """The actors to whom two sources give a different role."""
        said: dict[str, dict[Source, tuple[str, ...]]] = {}
        for role in self.roles:
            by_source = said.setdefault(role.actor, {})
            by_source[role.source] = (*by_source.get(role.source, ()), role.role)
        return tuple(actor for actor, by in said.items() if len(set(by.values())) > 1)


@dataclass(frozen=True, slots=True)
class Congress:
    """Conventions of Action Logement found in the sources, among those announced."""

    identified: tuple[Convention, ...]
    announced: KeyFigure

    @property
    def undated(self) -> int:
        """How many of them have no published date of signature."""
        return sum(convention.signed_on is None for convention in self.identified)


@dataclass(frozen=True, slots=True)
class Programmes:
    """The programmes, then what belongs to none of them."""

    programmes: tuple[Programme, ...]
    figures: tuple[KeyFigure, ...]
    conventions: tuple[Convention, ...]
    congress: Congress | None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the programmes, in their order."""
        return tuple(programme.id for programme in self.programmes)

    @property
    def every_convention(self) -> tuple[Convention, ...]:
        """Conventions of all programmes and of none."""
        attached = tuple(c for programme in self.programmes for c in programme.conventions)
        return attached + self.conventions

    def programme(self, identifier: str) -> Programme:
        """Return one programme by its id."""
        return next(programme for programme in self.programmes if programme.id == identifier)
