"""Several subjects side by side: one rate with its interval, volumes, and what can be concluded."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from lianes.domain.articles import of_the, the, verb
from lianes.domain.catalogue import Form, Indicator
from lianes.domain.french import HARD, alphabetical, interval, listing, percent
from lianes.domain.scope import FRANCE, Scope
from lianes.domain.territory import Level, Territory
from lianes.errors import LianesError
from lianes.metrics.difference import newcombe
from lianes.metrics.funnel import Dot
from lianes.metrics.proportion import Interval, Proportion
from lianes.metrics.verdict import MINIMUM, Verdict, verdict
from lianes.reading.desk import Desk
from lianes.reading.estimates import FRANCE_ENTITY, Estimate, counts_for, estimate
from lianes.reading.funnel import dots_of, placed_at
from lianes.reading.subject import Subject, find_subject
from lianes.reading.territory_context import twin_list
from lianes.store.territory_reader import TerritoryReader

MOST = 6
JOBS = "jobs_started"
TOGETHER = "."
LEVELS = (Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE, Level.NETWORK)


@dataclass(frozen=True, slots=True)
class Side:
    """One subject compared: its code in the URL, its volume, its rate against the rest."""

    code: str
    subject: Subject
    jobs: Estimate
    rate: Estimate
    others: tuple[Estimate, ...]
    gap: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The first subject less another one, in percent; `reason` says why there is none."""

    other: str
    verdict: Verdict | None
    difference: Interval | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the page says. `hidden` territories of the funnel are masked or without cases.

    `placed` are all the territories of the funnel by name, with the rate each dot is drawn from.
    """

    indicator: Indicator
    rates: tuple[Indicator, ...]
    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]
    centre: float | None
    level: Level
    dots: tuple[Dot, ...]
    hidden: int
    placed: tuple[tuple[str, Estimate], ...]
    suggestions: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    unknown: tuple[str, ...]


def comparison(
    desk: Desk, reader: TerritoryReader, scope: Scope, others: Sequence[str], rate: str
) -> Comparison:
    """Compare the scope with others, given by code; raises UnknownTerritory for the scope."""
    rates = tuple(
        i for i in desk.catalogue.indicators.values()
        if i.form is Form.RATIO and scope.public in desk.catalogue.publics_of(i)
    )  # fmt: skip
    indicator = next((i for i in rates if i.id == rate), rates[0])
    subjects, unknown = _subjects(reader, scope, others)
    sides = tuple(_side(desk, scope, code, s, indicator, rates) for code, s in subjects)
    level = _level(subjects[0][1])
    placed = placed_at(desk, reader, scope, indicator, level)
    dots = dots_of(placed, {code for code, _ in subjects})
    counts = counts_for(desk, [indicator], [], scope.period, scope.public)
    whole = estimate(desk, indicator, [FRANCE_ENTITY], scope.period, scope.public, counts)
    return Comparison(
        indicator, rates, sides, _pairs(sides, reader), whole.figure.value, level, dots,
        len(placed) - len(dots), tuple((label, found) for _, label, found in placed),
        _suggestions(reader, subjects), unknown,
    )  # fmt: skip


# ------------------------------------------------------------------ who
def _subjects(
    reader: TerritoryReader, scope: Scope, others: Sequence[str]
) -> tuple[list[tuple[str, Subject]], tuple[str, ...]]:
    own = scope.network or TOGETHER.join(scope.territories)
    found, unknown = [(own, find_subject(reader, scope))], []
    for code in dict.fromkeys(others):
        if code == own or len(found) == MOST:
            continue
        try:
            found.append((code, find_subject(reader, _scope_of(scope, code))))
        except LianesError:
            unknown.append(code)
    return found, tuple(unknown)


def _scope_of(scope: Scope, code: str) -> Scope:
    """Return the scope of a code; several territories taken together are joined by `TOGETHER`."""
    if code.startswith("LIANE-"):
        return scope.of_network(code)
    return scope.at(*code.split(TOGETHER))


def _level(subject: Subject) -> Level:
    return Level.REGION if subject.is_national else (
        subject.level if subject.level in LEVELS else Level.DEPARTEMENT)  # fmt: skip


def _side(
    desk: Desk,
    scope: Scope,
    code: str,
    subject: Subject,
    indicator: Indicator,
    rates: Sequence[Indicator],
) -> Side:
    wanted = [desk.catalogue.indicators[JOBS], *rates]
    counts = counts_for(desk, wanted, subject.entities, scope.period, scope.public)
    read = {
        i.id: estimate(desk, i, subject.entities, scope.period, scope.public, counts)
        for i in wanted
    }
    rate = read[indicator.id]
    others = tuple(read[i.id] for i in rates if i.id != indicator.id)
    whole = estimate(desk, indicator, [FRANCE_ENTITY], scope.period, scope.public, counts)
    return Side(code, subject, read[JOBS], rate, others, _gap(rate, whole))


def _gap(found: Estimate, whole: Estimate) -> float | None:
    """Return the distance to the rest of the programme, in standard errors of both (pooled)."""
    mine, rest = found.n or 0, (whole.n or 0) - (found.n or 0)
    if found.rest is None or found.figure.value is None or whole.figure.value is None:
        return None
    if min(mine, rest) < MINIMUM:
        return None
    pooled = whole.figure.value / 100
    error = sqrt(pooled * (1 - pooled) * (1 / mine + 1 / rest))
    return (found.figure.value - found.rest) / 100 / error if error else None


# ------------------------------------------------------------------ what can be concluded
def _pairs(sides: Sequence[Side], reader: TerritoryReader) -> tuple[Pair, ...]:
    """Compare the first subject with each other; the level is shared between the comparisons."""
    if len(sides) < 2:
        return ()
    z = shared_z(len(sides) - 1)
    return tuple(_pair(sides[0], other, z, reader) for other in sides[1:])


def shared_z(comparisons: int) -> float:
    """Return the normal quantile that shares 5 % between comparisons (Bonferroni)."""
    return NormalDist().inv_cdf(1 - 0.05 / (2 * max(comparisons, 1)))


def _pair(one: Side, other: Side, z: float, reader: TerritoryReader) -> Pair:
    if _overlap(one.subject, other.subject, reader):
        return Pair(other.subject.label, None, None, "l'un contient une part de l'autre")
    first, second = proportion_of(one.rate), proportion_of(other.rate)
    if first is None or second is None:
        return Pair(other.subject.label, None, None, "un des deux taux n'est pas montré")
    return Pair(other.subject.label, verdict(first, second, z=z), newcombe(first, second, z))


def proportion_of(found: Estimate) -> Proportion | None:
    """Return the cases behind a rate; None when it is not shown."""
    if not found.is_measured or found.successes is None or found.n is None:
        return None
    return Proportion(found.successes, found.n)


def _overlap(one: Subject, other: Subject, reader: TerritoryReader) -> bool:
    """Whether two subjects count some network in common."""
    return not {n.id for n in reader.networks(one.entities)}.isdisjoint(
        n.id for n in reader.networks(other.entities)
    )


def conclusions(found: Comparison) -> tuple[str, ...]:
    """Return what can be said, and what cannot, one sentence per comparison."""
    first = found.sides[0]
    if first.subject.is_national:
        return ("Choisissez un territoire ou une LIANE : la France entière n'a pas de reste.",)
    said = [_against_rest(first)]
    real = [pair for pair in found.pairs if pair.verdict in (Verdict.ABOVE, Verdict.BELOW)]
    said += [_real(first, pair) for pair in real]
    alike = [of_the(pair.other) for pair in found.pairs if pair.verdict is Verdict.COMPARABLE]
    if alike:
        name = the(first.subject.label)
        said.append(f"Rien ne distingue {name} {listing(alike)} au-delà du hasard.")
    few = [the(p.other) for p in found.pairs
           if p.verdict in (Verdict.TOO_FEW, Verdict.NO_REFERENCE)]  # fmt: skip
    if few:
        said.append(f"Trop peu de cas pour comparer avec {listing(few)}.")
    said += [f"Pas de comparaison avec {the(p.other)}{HARD}: {p.reason}." for p in found.pairs
             if p.reason]  # fmt: skip
    return tuple(sentence for sentence in said if sentence)


def _against_rest(side: Side) -> str:
    label = side.subject.label
    name, rest = the(label), side.rate.rest
    if not side.rate.is_measured or rest is None or side.rate.verdict is None:
        return f"Aucun taux à comparer pour {name}."
    if side.rate.verdict in (Verdict.TOO_FEW, Verdict.NO_REFERENCE):
        return f"Trop peu de cas pour conclure sur {name} (il en faut {MINIMUM})."
    start = f"**On peut conclure que {name} {verb(label, 'est', 'sont')}"
    words = {
        Verdict.ABOVE: f"{start} au-dessus du reste du programme**",
        Verdict.BELOW: f"{start} au-dessous du reste du programme**",
        Verdict.COMPARABLE: f"Rien ne distingue {name} du reste du programme au-delà du hasard",
    }
    return f"{words[side.rate.verdict]} ({percent(side.rate.figure.value or 0)} contre " \
        f"{percent(rest)})."  # fmt: skip


def _real(first: Side, pair: Pair) -> str:
    side = "au-dessus" if pair.verdict is Verdict.ABOVE else "au-dessous"
    limits = pair.difference
    span = f" (écart{HARD}: {interval(100 * limits.low, 100 * limits.high, 'points')})" if (
        limits) else ""  # fmt: skip
    name = first.subject.label
    return f"**On peut conclure que {the(name)} {verb(name, 'est', 'sont')} {side} " \
        f"{of_the(pair.other)}**{span}."  # fmt: skip


# ------------------------------------------------------------------ whom to add
def _suggestions(
    reader: TerritoryReader, subjects: Sequence[tuple[str, Subject]]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return territories to add: twins, neighbours, siblings where a network has its seat."""
    subject, present = subjects[0][1], {code for code, _ in subjects}
    if subject.network is not None:
        parent = next((c for c in reversed(subject.network.parents) if c[:3] == "REG"), FRANCE)
        around = reader.networks([(t.level, t.id) for t in reader.territories([parent])])
        pairs = [(n.code, n.name) for n in around if n.code not in present]
        return (("LIANES de la même région", tuple(pairs)),) if pairs else ()
    place = subject.territories[0]
    title = "Régions" if subject.is_national else (
        "Autres régions" if place.level is Level.REGION else "Dans la région")  # fmt: skip
    groups = [("Jumeaux", [t for t, _ in twin_list(reader, subject).found]),
              ("Voisins", list(reader.neighbours(place)) if subject.is_single else []),
              (title, _siblings(reader, place))]  # fmt: skip
    named = [(c, name) for c, (name, _) in reader.perimeters().items() if c not in present]
    found = [("Périmètres", tuple(named))] if named else []
    for words, places in groups:  # a place is offered once, for its closest reason
        seats = reader.seats_inside(places) if places else {}
        kept = [(t.code, t.label) for t in places if seats.get(t.code) and t.code not in present]
        present |= {code for code, _ in kept}
        if kept:
            found.append((words, tuple(kept)))
    return tuple(found)


def _siblings(reader: TerritoryReader, place: Territory) -> list[Territory]:
    found = _of_same_level(reader, place)
    return sorted(found, key=lambda other: alphabetical(other.label))


def _of_same_level(reader: TerritoryReader, place: Territory) -> Sequence[Territory]:
    wanted = "REG" if place.level > Level.REGION else "FR"
    parent = next((code for code in place.parents if code.startswith(wanted)), None)
    if place.level is Level.FRANCE:
        return reader.of_level(Level.REGION)
    return reader.children(reader.territory(parent), place.level) if parent else ()
