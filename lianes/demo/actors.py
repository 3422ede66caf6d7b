"""Fictitious organisations around each network, named as such, and the roles they play."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianes.demo.cast import Cast
from lianes.demo.frames import Row, frame, iso
from lianes.demo.parameters import MARK, SOURCE, Ground, Parameters
from lianes.demo.roster import Roster

NAMES = {
    "landlord": "Bailleur",
    "insertion_association": "Association d'insertion",
    "social_service": "Service social",
    "home_care_company": "Entreprise d'aide à domicile",
    "local_authority": "Collectivité",
    "tenant_federation": "Fédération de locataires",
    "state_service": "Service de l'État",
    "residence_manager": "Gestionnaire de résidence",
    "solution_provider": "Porteur de solution",
    "funder": "Financeur",
}
ROLES = {
    "landlord": "repère et informe les locataires, adapte les logements",
    "insertion_association": "accompagne les parcours vers l'emploi",
    "social_service": "oriente les locataires et suit les situations",
    "home_care_company": "intervient chez les seniors et accueille les stagiaires",
    "employer": "recrute les locataires en parcours",
    "local_authority": "met en relation les acteurs du territoire",
    "tenant_federation": "relaie l'information auprès des locataires",
}
CONTACTS = {
    "landlord": "Direction de la gestion locative (fonction fictive)",
    "home_care_company": "Responsable de secteur (fonction fictive)",
}
SHARED_BY = {"landlord": 2, "insertion_association": 2, "social_service": 3,
             "home_care_company": 1, "local_authority": 2, "tenant_federation": 4}  # fmt: skip
"""How many networks of a département share one organisation of each kind."""
FUNDERS, MANAGERS, PROVIDERS = 7, 9, 8


@dataclass(frozen=True, slots=True)
class Organisation:
    """One fictitious organisation and the codes of the territories where it acts."""

    kind: str
    number: int
    territory: str

    @property
    def id(self) -> str:
        """Identifier in the store."""
        return f"demo-{self.kind.replace('_', '-')}-{self.number}"

    @property
    def name(self) -> str:
        """« Bailleur 12 (démonstration) »."""
        return f"{NAMES[self.kind]} {self.number} {MARK}"


@dataclass(frozen=True, slots=True)
class Actors:
    """All organisations, and those of each network by position."""

    organisations: tuple[Organisation, ...]
    around: tuple[tuple[Organisation, ...], ...]

    def of_kind(self, kind: str) -> list[Organisation]:
        """Return the organisations of one kind."""
        return [each for each in self.organisations if each.kind == kind]

    def landlord_of(self, position: int) -> Organisation:
        """Return the landlord of a network."""
        return next(each for each in self.around[position] if each.kind == "landlord")


def actors(parameters: Parameters, roster: Roster, roles: Cast) -> Actors:
    """Create organisations département by département and gather them around networks."""
    rng = parameters.stream("actors")
    ranks: defaultdict[str, int] = defaultdict(int)
    made: dict[tuple[str, str, int], Organisation] = {}
    around = []
    for position, departement in enumerate(roster.seats["departement"]):
        kinds = _kinds(position, roles, rng)
        keys = [(k, departement, ranks[departement] // SHARED_BY[k]) for k in kinds]
        around.append(tuple(_made(made, *key) for key in keys))
        ranks[departement] += 1
    national = [
        Organisation(kind, number, "FR")
        for kind, count in (("funder", FUNDERS), ("residence_manager", MANAGERS),
                            ("solution_provider", PROVIDERS))
        for number in range(1, count + 1)
    ]  # fmt: skip
    return Actors((*made.values(), *national), tuple(around))


def _kinds(position: int, roles: Cast, rng: np.random.Generator) -> list[str]:
    """Return the kinds around a network: the needed ones, some others, one missing on purpose."""
    others = [kind for kind in ("local_authority", "tenant_federation") if rng.random() < 0.45]
    needed = ["landlord", "insertion_association", "social_service", "home_care_company"]
    if position in roles.of("incomplete"):
        needed.remove("social_service" if position % 2 else "home_care_company")
    return needed + others


def _made(
    made: dict[tuple[str, str, int], Organisation], kind: str, departement: str, rank: int
) -> Organisation:
    key = (kind, departement, rank)
    if key not in made:
        number = sum(known[0] == kind for known in made) + 1
        made[key] = Organisation(kind, number, departement)
    return made[key]


def actor_frames(ground: Ground, roster: Roster, found: Actors) -> dict[str, pd.DataFrame]:
    """Return the tables of partners and of who acts in which network."""
    ids = dict(zip(ground.territories["code"], ground.territories["id"], strict=True))
    where: list[Row] = [
        {"partner": each.id, "territory_id": ids[each.territory]}
        for each in found.organisations
        if each.territory in ids
    ]
    return {
        "partner": frame("partner", [_partner(each) for each in found.organisations]),
        "partner_territory": frame("partner_territory", where),
        "network_partner": frame("network_partner", _ties(roster, found)),
    }


def _partner(each: Organisation) -> Row:
    return {
        "id": each.id,
        "name": each.name,
        "kind": each.kind,
        "contact": CONTACTS.get(each.kind, "Direction (fonction fictive)"),
        "note": "Organisation fictive.",
        "source": SOURCE,
        "simulated": 1,
    }


def _ties(roster: Roster, found: Actors) -> list[Row]:
    """A home-care company acts as such and as the employer: two rows, two roles."""
    rows: list[Row] = []
    for i, organisations in enumerate(found.around):
        dates = {"since": iso(roster.opened_on[i]), "until": iso(roster.closed_on[i])}
        for each in organisations:
            employs = each.kind == "home_care_company"
            for kind in (each.kind, "employer") if employs else (each.kind,):
                tie: Row = {"network_id": i + 1, "partner": each.id, "kind": kind}
                rows.append(tie | {"role": ROLES[kind]} | dates)
    return rows
