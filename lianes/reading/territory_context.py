"""What stands around a territory: published context, estimated publics, twins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from lianes.domain.territory import Level, Territory
from lianes.metrics.allocation import allocate, spread, with_mean_for_missing
from lianes.metrics.similar import Twin, twins
from lianes.reading.subject import Subject
from lianes.store.territory_reader import ContextMeasure, TerritoryReader

SENIORS, JOB_SEEKERS = "public_seniors", "public_job_seekers"
Table = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A context figure of a subject; `value` is None when not published at its level.

    `missing` names what a sum lacks; `around` is the value of the département around.
    """

    measure: ContextMeasure
    value: float | None
    missing: str | None
    around: float | None


@dataclass(frozen=True, slots=True)
class EstimatedPublic:
    """Estimated persons of a target public in a subject, out of a published total."""

    code: str
    value: float
    total: float
    wording: str
    source: str


@dataclass(frozen=True, slots=True)
class TwinList:
    """The twins of a département; `of` is None when the subject lies in several or none."""

    of: Territory | None
    found: tuple[tuple[Territory, Twin], ...]
    reason: str


# ------------------------------------------------------------------ context figures
def context_rows(reader: TerritoryReader, subject: Subject) -> tuple[ContextRow, ...]:
    """Return every context figure: published, summed over a perimeter, or not at this level."""
    codes = [territory.code for territory in subject.territories]
    departement = next((p for p in subject.parents if p.level is Level.DEPARTEMENT), None)
    return tuple(
        _context_row(reader, measure, codes, departement) for measure in reader.context_measures()
    )


def _context_row(
    reader: TerritoryReader,
    measure: ContextMeasure,
    codes: Sequence[str],
    departement: Territory | None,
) -> ContextRow:
    wanted = [*codes, *([departement.code] if departement else [])]
    figures = reader.context(measure.id, wanted)
    around = figures.get(departement.code, (None, None))[0] if departement else None
    if len(codes) == 1:
        value, missing = figures.get(codes[0], (None, None))
        return ContextRow(measure, value, missing, around)
    parts = [figures.get(code, (None, None)) for code in codes]
    known = [value for value, _ in parts if value is not None]
    complete = measure.summable and len(known) == len(codes)
    return ContextRow(measure, sum(known) if complete else None, None, around)


# ------------------------------------------------------------------ target publics
def estimated_publics(reader: TerritoryReader, subject: Subject) -> tuple[EstimatedPublic, ...]:
    """Estimate the target publics of a subject; totals are exact over the départements."""
    figures = reader.context_of_level(Level.DEPARTEMENT)
    weights = {SENIORS: _senior_weights(figures), JOB_SEEKERS: _seeker_weights(figures)}
    shares = _shares(reader, subject)
    found = []
    for code, weight in weights.items():
        published = reader.public_total(code)
        if published is None or not weight:
            continue
        total, wording, source = published
        given = allocate(round(total), weight)
        value = sum(given.get(place, 0) * share for place, share in shares.items())
        found.append(EstimatedPublic(code, value, total, wording, source))
    return tuple(found)


def _senior_weights(figures: Table) -> dict[str, float]:
    needed = ("social_dwellings", "population_65_plus", "population")
    return {
        code: f["social_dwellings"] * f["population_65_plus"] / f["population"]
        for code, f in figures.items()
        if all(name in f for name in needed)
    }


def _seeker_weights(figures: Table) -> dict[str, float]:
    """Weigh by unemployment; Mayotte, not covered, takes the mean of the other overseas."""
    held = {code: f for code, f in figures.items() if "social_dwellings" in f}
    rates = with_mean_for_missing(
        {code: f.get("unemployment_rate") for code, f in held.items()},
        {code: "overseas" if code.startswith("DEP-97") else "mainland" for code in held},
    ) if held else {}  # fmt: skip
    return {code: held[code]["social_dwellings"] * rate for code, rate in rates.items()}


def _shares(reader: TerritoryReader, subject: Subject) -> dict[str, float]:
    """Return the share of each département that belongs to the subject, by population."""
    if subject.network is None and subject.level <= Level.DEPARTEMENT:
        return dict.fromkeys(_departements(reader, subject), 1.0)
    communes = (
        frozenset(reader.covered_communes(subject.network))
        if subject.network is not None
        else frozenset().union(*reader.communes(subject.territories).values())
    )
    mine = reader.populations(communes)
    whole = reader.departement_population(list(mine))
    return {
        code: spread(1, people | {"": whole[code] - sum(people.values())}, communes)
        for code, people in mine.items()
    }


def _departements(reader: TerritoryReader, subject: Subject) -> list[str]:
    if subject.is_national:
        return [place.code for place in reader.of_level(Level.DEPARTEMENT)]
    found = []
    for place in subject.territories:
        inside = place.level is Level.DEPARTEMENT
        found += [place] if inside else list(reader.children(place, Level.DEPARTEMENT))
    return [place.code for place in found]


# ------------------------------------------------------------------ twins
def twin_list(reader: TerritoryReader, subject: Subject) -> TwinList:
    """Return the départements alike, by context alone; the list changes only with its vintage."""
    departement = _own_departement(subject)
    if departement is None:
        return TwinList(None, (), "Les jumeaux sont établis pour un département, pas au-dessus.")
    features = _features(reader.context_of_level(Level.DEPARTEMENT))
    if departement.code not in features:
        reason = f"Un chiffre de contexte manque à {departement.name}{chr(160)}: pas de jumeau."
        return TwinList(departement, (), reason)
    found = twins(departement.code, features)
    places = {t.code: t for t in reader.territories([twin.code for twin in found])}
    reason = "" if found else f"{departement.name} ne ressemble assez à aucun autre département."
    return TwinList(departement, tuple((places[twin.code], twin) for twin in found), reason)


def _own_departement(subject: Subject) -> Territory | None:
    if len(subject.territories) != 1:
        return None
    mine = [*subject.territories, *subject.parents]
    return next((t for t in mine if t.level is Level.DEPARTEMENT), None)


def _features(figures: Table) -> dict[str, tuple[float, ...]]:
    """Return the six features of each département that has all its figures."""
    needed = ("population", "population_65_plus", "social_dwellings", "unemployment_rate",
              "priority_neighbourhoods", "home_care_hiring_projects")  # fmt: skip
    return {
        code: (
            log(f["population"]),
            100 * f["population_65_plus"] / f["population"],
            1000 * f["social_dwellings"] / f["population"],
            f["unemployment_rate"],
            100_000 * f["priority_neighbourhoods"] / f["population"],
            1000 * f["home_care_hiring_projects"] / f["population_65_plus"],
        )
        for code, f in figures.items()
        if all(name in f for name in needed)
    }
