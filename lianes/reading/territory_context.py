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
Allocated = tuple[str, Mapping[str, int], tuple[float, str, str]]
"""A public, what each département is given of it, and what was published (total, words, source)."""


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
    """The twins of a région or a département; `of` is None when the subject has none or several."""

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
    shares = _shares(reader, subject)
    found = []
    for code, given, published in reader.once("publics", lambda: _allocated(reader)):
        total, wording, source = published
        value = sum(given.get(place, 0) * share for place, share in shares.items())
        found.append(EstimatedPublic(code, value, total, wording, source))
    return tuple(found)


def _allocated(reader: TerritoryReader) -> tuple[Allocated, ...]:
    """Return each target public shared between the départements."""
    figures = reader.context_of_level(Level.DEPARTEMENT)
    weights = {SENIORS: _senior_weights(figures), JOB_SEEKERS: _seeker_weights(figures)}
    totals = {code: reader.public_total(code) for code in weights}
    return tuple(
        (code, allocate(round(published[0]), weights[code]), published)
        for code, published in totals.items()
        if published is not None and weights[code]
    )


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
    """Return the places alike, by context alone; the list changes only with its vintage.

    A région is compared with régions; below, a place takes the twins of its département, for
    context figures are published no lower.
    """
    own = _own_place(subject)
    if own is None:
        return TwinList(None, (), "Les jumeaux sont établis pour une région ou un département.")
    found = reader.once(("twins", own.code), lambda: _twins(reader, own))
    if found is None:
        reason = f"Un chiffre de contexte manque à {own.name}{chr(160)}: pas de jumeau."
        return TwinList(own, (), reason)
    places = {t.code: t for t in reader.territories([twin.code for twin in found])}
    others = "aucune autre région" if own.level is Level.REGION else "aucun autre département"
    reason = "" if found else f"{own.name} ne ressemble assez à {others}."
    return TwinList(own, tuple((places[twin.code], twin) for twin in found), reason)


def _twins(reader: TerritoryReader, place: Territory) -> tuple[Twin, ...] | None:
    """Return the places like one; None when a figure of it is missing."""
    figures = reader.context_of_level(place.level)
    features = reader.once(("features", place.level), lambda: _features(figures, place.level))
    return twins(place.code, features) if place.code in features else None


def _own_place(subject: Subject) -> Territory | None:
    """Return the place whose twins are shown: the subject, or the département around it."""
    if len(subject.territories) != 1 or subject.is_national:
        return None
    if subject.level is Level.REGION:
        return subject.territories[0]
    mine = [*subject.territories, *subject.parents]
    return next((t for t in mine if t.level is Level.DEPARTEMENT), None)


def _features(figures: Table, level: Level) -> dict[str, tuple[float, ...]]:
    """Return the features of each place that has all its figures; six, five for a région."""
    needed = ["population", "population_65_plus", "social_dwellings", "priority_neighbourhoods",
              "home_care_hiring_projects"]  # fmt: skip
    needed += [] if level is Level.REGION else ["unemployment_rate"]
    return {
        code: (
            log(f["population"]),
            100 * f["population_65_plus"] / f["population"],
            1000 * f["social_dwellings"] / f["population"],
            100_000 * f["priority_neighbourhoods"] / f["population"],
            1000 * f["home_care_hiring_projects"] / f["population_65_plus"],
            f.get("unemployment_rate", 0.0),
        )
        for code, f in figures.items()
        if all(name in f for name in needed)
    }
