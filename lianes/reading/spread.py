"""Where a solution could go next: départements in need, without it, with someone to act with.

The need is a context figure declared per challenge; each point of the score is a line that says
why. Nothing here is a result of the programme.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from lianes.domain.french import HARD, number, with_unit
from lianes.domain.network import Network
from lianes.domain.scope import FRANCE
from lianes.domain.territory import Level, Territory
from lianes.reading.actor_scope import holds
from lianes.reading.conventions import Agreement, covering
from lianes.reading.desk import Desk
from lianes.reading.directory import Partner
from lianes.reading.grants import Candidate, Fit, Fund, answer, departement_of, funds
from lianes.reading.solutions import Solution
from lianes.reading.subject import Subject
from lianes.store.actor_reader import ActorReader

REGIONAL = ("association régionale Hlm", "association territoriale", "association de bailleurs")
QPV = "priority_neighbourhoods"


@dataclass(frozen=True, slots=True)
class Need:
    """The context figure that stands for a challenge: a measure, per how many of another."""

    words: str
    measure: str
    base: str | None
    per: float
    unit: str


NEEDS: Mapping[str, Need] = {
    "ageing": Need("part des 75 ans et plus", "population_75_plus", "population", 100, "%"),
    "health": Need("bénéficiaires de l'APA à domicile pour 1 000 habitants",
                   "apa_home_recipients", "population", 1000, ""),
    "living-together": Need("quartiers prioritaires pour 100 000 habitants",
                            QPV, "population", 100_000, ""),
    "transition": Need("taux de pauvreté", "poverty_rate", None, 1, "%"),
    "rights": Need("allocataires du RSA pour 1 000 habitants",
                   "rsa_recipients", "population", 1000, ""),
    "digital": Need("part des 65 ans et plus", "population_65_plus", "population", 100, "%"),
}  # fmt: skip
"""Declared by the dashboard: a published figure near the challenge, not a measure of it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the score: its words, and whether it counts for a point."""

    words: str
    point: bool


@dataclass(frozen=True, slots=True)
class Next:
    """A département where a solution could go, whom to call there and which funds fit."""

    territory: Territory
    reasons: tuple[Reason, ...]
    networks: tuple[Network, ...]
    agreements: tuple[Agreement, ...]
    contact: Partner | None
    funds: tuple[Fund, ...]
    is_cited: bool

    @property
    def score(self) -> int:
        """How many lines count for a point."""
        return sum(reason.point for reason in self.reasons)

    @property
    def is_ready(self) -> bool:
        """Whether a network or a convention is already there."""
        return bool(self.networks or self.agreements)


@dataclass(frozen=True, slots=True)
class Figures:
    """The need of every département for one challenge, and the start of its top quarter."""

    need: Need
    values: Mapping[str, float]
    threshold: float | None


def next_places(
    reader: ActorReader, subject: Subject, solution: Solution, around: "Around"
) -> tuple[Next, ...]:
    """Return the départements of a scope in need of a solution and without it, best first."""
    country = reader.children(reader.territory(FRANCE), Level.DEPARTEMENT)
    figures = {c: figures_of(reader, NEEDS[c], country) for c in solution.challenges if c in NEEDS}
    inside = [place for place in country if _concerns(subject, place)]
    found = [
        around.place(place, solution, figures)
        for place in inside
        if any(_is_in_need(f, place.code) for f in figures.values()) and not _runs(solution, place)
    ]
    return tuple(sorted(found, key=lambda n: (not n.is_ready, -n.score, n.territory.name)))


def _concerns(subject: Subject, place: Territory) -> bool:
    """Whether a département lies in the subject, or holds it when it is smaller."""
    return holds(subject, place) or any(place.code in t.parents for t in subject.territories)


def figures_of(reader: ActorReader, need: Need, places: Sequence[Territory]) -> Figures:
    """Return the need of each département; one whose figure is not published is absent."""
    codes = [place.code for place in places]
    top = reader.context(need.measure, codes)
    base = reader.context(need.base, codes) if need.base else {}
    values = {
        code: need.per * value / (base[code][0] if need.base else 1)
        for code, (value, missing) in top.items()
        if missing is None and (not need.base or code in base)
    }
    threshold = quantiles(values.values(), n=4, method="inclusive")[2] if len(values) > 3 else None
    return Figures(need, values, threshold)


def _is_in_need(figures: Figures, code: str) -> bool:
    value = figures.values.get(code)
    return value is not None and figures.threshold is not None and value >= figures.threshold


def _runs(solution: Solution, place: Territory) -> bool:
    """Whether a site lies in the département, or is the département."""
    return any(
        place.code in (site.territory.code, *site.territory.parents) for site in solution.sites
    )


def _is_cited(solution: Solution, place: Territory) -> bool:
    """Whether a source names only the région around, without its sites."""
    return any(site.territory.code in place.parents for site in solution.sites)


class Around:
    """What stands in each département: networks, conventions, whom to call, funds."""

    def __init__(
        self,
        desk: Desk,
        reader: ActorReader,
        agreements: Sequence[Agreement],
        partners: Sequence[Partner],
    ) -> None:
        active = [n for n in reader.networks() if n.is_active(desk.meta.as_of)]
        self._networks = active
        self._kinds = desk.reader.actor_kinds([n.id for n in active], desk.meta.as_of)
        self._agreements = [a for a in agreements if not a.is_national]
        self._funds = funds(reader)
        self._contacts = [p for p in partners if is_regional(p)]
        codes = [t.code for t in reader.children(reader.territory(FRANCE), Level.DEPARTEMENT)]
        self._neighbourhoods = reader.context(QPV, codes)

    def place(self, place: Territory, solution: Solution, figures: Mapping[str, Figures]) -> Next:
        """Return one département with the reasons of its score."""
        networks = tuple(n for n in self._networks if departement_of(n.parents) == place.code)
        agreements = covering(self._agreements, place)
        contact = contact_of(self._contacts, place)
        fitting = self._fitting(networks, place)
        cited = _is_cited(solution, place)
        reasons = (
            *(_need_reason(figures[c], place.code) for c in figures),
            _reason(networks, "LIANE active", "aucune LIANE active", [n.name for n in networks]),
            _reason(agreements, "convention", "aucune convention", [a.title for a in agreements]),
            _reason(contact, "interlocuteur régional", "interlocuteur régional non renseigné",
                    [contact.name] if contact else []),
            _reason(fitting, "fonds possible", "aucun fonds sans vérification",
                    [f.name for f in fitting]),
        )  # fmt: skip
        return Next(place, reasons, networks, agreements, contact, fitting, cited)

    def _fitting(self, networks: Sequence[Network], place: Territory) -> tuple[Fund, ...]:
        kinds = frozenset(kind for n in networks for kind in self._kinds.get(n.id, ()))
        count = self._neighbourhoods.get(place.code)
        candidate = Candidate(kinds, round(count[0]) if count else None)
        return tuple(f for f in self._funds if answer(f.id, candidate).fit is Fit.POSSIBLE)


def _need_reason(figures: Figures, code: str) -> Reason:
    value, need = figures.values.get(code), figures.need
    if value is None or figures.threshold is None:
        return Reason(f"{need.words}{HARD}: non publié ici", False)
    words = f"{need.words}{HARD}: {with_unit(value, need.unit, 1)}"
    limit = number(figures.threshold, 1)
    if value >= figures.threshold:
        return Reason(f"{words}, dans le quart le plus élevé (à partir de {limit})", True)
    return Reason(f"{words}, sous le quart le plus élevé ({limit})", False)


def _reason(there: object, present: str, absent: str, names: Sequence[str]) -> Reason:
    return Reason(f"{present}{HARD}: {' ; '.join(names)}", True) if there else Reason(absent, False)


def is_regional(partner: Partner) -> bool:
    """Whether a partner is an association of landlords of a région or a part of one."""
    return partner.kind == "federation" and bool(partner.note) and (
        (partner.note or "").startswith(REGIONAL)
    )  # fmt: skip


def contact_of(contacts: Sequence[Partner], place: Territory) -> Partner | None:
    """Return whom to call about a département: the closest association, None when unknown."""
    near = [p for p in contacts if any(t.code == place.code for t in p.places)]
    wide = [p for p in contacts if any(t.code in place.parents for t in p.places)]
    return next(iter(near + wide), None)
