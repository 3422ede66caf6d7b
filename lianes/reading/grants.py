"""Which funds of the catalogue a network could ask: rules with their source or « à vérifier »."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lianes.domain.network import Network
from lianes.domain.programme import Detail
from lianes.domain.provenance import Source
from lianes.reading.desk import Desk
from lianes.reading.sources import Bibliography, bibliography
from lianes.store.actor_reader import ActorReader

QPV = "priority_neighbourhoods"
LANDLORD, ASSOCIATION = "landlord", "insertion_association"


class Fit(StrEnum):
    """What the rules of a fund say of a network."""

    POSSIBLE = "possible"
    TO_CHECK = "à vérifier"
    MISSING = "condition manquante"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules look at: the kinds of actors at work, and the QPV of the département."""

    kinds: frozenset[str]
    neighbourhoods: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says and why."""

    fit: Fit
    why: str


@dataclass(frozen=True, slots=True)
class Fund:
    """One fund of the catalogue with the rule the dashboard applies; `rule_source` may be None."""

    id: str
    name: str
    kind: str
    note: str | None
    rule: str
    rule_source: Source | None
    details: tuple[Detail, ...]
    sources: tuple[Source, ...]


Rule = Callable[[Candidate], Answer]


def _needs(*kinds: str, then: Fit, why: str, lacking: str) -> Rule:
    def rule(candidate: Candidate) -> Answer:
        there = set(kinds) <= candidate.kinds
        return Answer(then, why) if there else Answer(Fit.MISSING, lacking)

    return rule


def _in_neighbourhoods(candidate: Candidate) -> Answer:
    if LANDLORD not in candidate.kinds:
        return Answer(Fit.MISSING, "aucun bailleur à l'œuvre")
    if candidate.neighbourhoods is None:
        return Answer(Fit.TO_CHECK, "quartiers prioritaires non renseignés")
    if candidate.neighbourhoods == 0:
        return Answer(Fit.MISSING, "aucun QPV dans le département")
    return Answer(Fit.POSSIBLE, "bailleur, et QPV dans le département (adresse à vérifier)")


def _unknown(why: str) -> Rule:
    return lambda _: Answer(Fit.TO_CHECK, why)


RULES: Mapping[str, tuple[Rule, str, str | None]] = {
    "al": (_unknown("dispositif du groupe, conditions à demander"),
           "Action Logement finance et pilote le programme", "rse-2025"),
    "tfpb": (_in_neighbourhoods,
             "Un bailleur, des logements sociaux en quartier prioritaire (QPV)", "ush-tfpb-2021"),
    "fis": (_needs(LANDLORD, ASSOCIATION, then=Fit.POSSIBLE,
                   why="bailleur et association ensemble (statut ESH à vérifier)",
                   lacking="il faut un bailleur et une association"),
            "Une ESH et une association d'au moins deux ans, ensemble", "esh-fis-2026"),
    "fnavdl": (_needs(LANDLORD, then=Fit.TO_CHECK,
                      why="porteur possible ; public de l'appel à vérifier",
                      lacking="il faut une association ou un bailleur"),
               "Associations et, depuis 2021, bailleurs", "urh-hdf-2024"),
    "fsi": (_needs(LANDLORD, then=Fit.POSSIBLE, why="organisme Hlm (plafond par organisme)",
                   lacking="aucun bailleur à l'œuvre"),
            "Un organisme Hlm, plafond par organisme", "hlm-coop-fsi"),
    "dsu": (_unknown("conditions non publiées dans nos sources"), "Conditions non publiées", None),
    "fsu": (_unknown("territoires et conditions non publiés"), "Conditions non publiées", None),
    "state": (_unknown("soutien publié pour les logements accompagnés seulement"),
              "Partenaire financier des 10 000 logements accompagnés", "ush-10000"),
}  # fmt: skip
"""Rule, its words and the source of these words; None is « à vérifier »."""


def funds(reader: ActorReader) -> tuple[Fund, ...]:
    """Read the catalogue of funds, each with its rule."""
    library = bibliography(reader)
    details = [r for r in reader.facts("detail", "id") if r["subject_table"] == "fund"]
    found = []
    for row in reader.facts("fund", "rowid"):
        _, words, source = RULES.get(row["id"], _DEFAULT)
        found.append(Fund(
            row["id"], row["name"], row["kind"], row["note"], words,
            library.sources.get(source) if source else None,
            tuple(_detail(r, library) for r in details if r["subject_id"] == row["id"]),
            library.of("fund", row),
        ))  # fmt: skip
    return tuple(found)


_DEFAULT: tuple[Rule, str, str | None] = (
    _unknown("règle à écrire"), "Règle non renseignée", None
)  # fmt: skip


def _detail(row: Mapping[str, str], library: Bibliography) -> Detail:
    return Detail(row["fact"], row["value"], row["as_of"], library.of("detail", row))


def answer(fund: str, candidate: Candidate) -> Answer:
    """Return what the rule of a fund says of a candidate."""
    return RULES.get(fund, _DEFAULT)[0](candidate)


def candidates(desk: Desk, networks: Sequence[Network]) -> dict[int, Candidate]:
    """Return what the rules look at, for each network."""
    kinds = desk.reader.actor_kinds([n.id for n in networks], desk.meta.as_of)
    places = {n.id: departement_of(n.parents) for n in networks}
    counts = desk.reader.context(QPV, [code for code in set(places.values()) if code])
    return {
        n.id: Candidate(frozenset(kinds.get(n.id, ())), _count(counts.get(places[n.id])))
        for n in networks
    }


def departement_of(parents: Collection[str]) -> str:
    """Return the code of the département among some parents; empty when there is none."""
    return next((code for code in parents if code.startswith("DEP-")), "")


def _count(figure: tuple[float, str | None] | None) -> int | None:
    return None if figure is None else round(figure[0])
