"""What is put in the demonstration on purpose, and which network plays each part."""

from dataclasses import dataclass

import numpy as np

from lianes.demo import assumptions as a
from lianes.demo.parameters import Ground, Parameters
from lianes.demo.places import declared_codes
from lianes.demo.roster import Roster

ON_PURPOSE = {
    "late": "trois réseaux n'ont pas transmis le dernier mois",
    "silent": "un réseau de La Réunion n'a rien transmis depuis trois mois",
    "above": "un réseau nettement au-dessus du reste pour les sorties vers l'emploi",
    "below": "un réseau nettement au-dessous du reste pour les sorties vers l'emploi",
    "below_region": "une région au-dessous du reste pour les sorties vers l'emploi",
    "rise": "une hausse durable des parcours lancés",
    "no_durable_exit": "un réseau actif sans sortie durable depuis six mois au moins",
    "closed": "un réseau clos, repris par un autre",
    "corrected": "un chiffre corrigé, avec l'ancienne et la nouvelle valeur",
    "old_code": "un siège déclaré sous un ancien code de commune",
    "unsecured": "des financements non sécurisés à 180 jours",
    "ending": "des conventions locales qui finissent dans les 90 jours",
    "unknown_end": "des conventions locales dont la fin n'est pas connue",
    "incomplete": "des réseaux auxquels il manque un acteur nécessaire",
    "assessed": "des réseaux qui ont un bilan daté",
    "unconventioned": "des réseaux actifs sans convention locale signée",
    "small_counts": "des effectifs sensibles inférieurs à cinq",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Positions of the networks that play each part, and the old code of one seat."""

    parts: dict[str, tuple[int, ...]]
    old_codes: dict[str, str]
    successor: int | None

    def of(self, part: str) -> tuple[int, ...]:
        """Return the positions of the networks that play a part."""
        return self.parts.get(part, ())


def cast(ground: Ground, parameters: Parameters, roster: Roster) -> Cast:
    """Give each part to networks that can play it; nobody plays two parts about results."""
    parts: dict[str, tuple[int, ...]] = {}
    free = _candidates(roster)
    rows = roster.seats
    old_codes = declared_codes(ground, rows[roster.is_open])
    _give(parts, free, "old_code", _where(roster, rows["code"].isin(old_codes)), 1)
    _give(parts, free, "silent", _where(roster, rows["departement"] == a.SILENT_DEPARTEMENT), 1)
    _give(parts, free, "below_region", _where(roster, rows["region"] == a.BELOW_REGION), len(free))
    pilots = _where(roster, rows["departement"].isin(a.PILOT_DEPARTEMENTS))
    for part in ("rise", "above"):
        _give(parts, free, part, pilots, 1)
    successor = _give_closed(parts, free, roster)
    for part, count in (("below", 1), ("no_durable_exit", 1), ("corrected", 1)):
        _give(parts, free, part, free, count)
    _give(parts, free, "late", free[1::2], a.LATE_NETWORKS)
    parts |= _administrative(parameters, roster, parts["closed"])
    return Cast(parts, old_codes, successor)


def _candidates(roster: Roster) -> list[int]:
    """Return the networks open long enough to show something, oldest first."""
    known = np.flatnonzero(roster.first < roster.months - 6)
    return [int(i) for i in known]


def _where(roster: Roster, condition: object) -> list[int]:
    return [int(i) for i in np.flatnonzero(np.asarray(condition) & roster.is_open)]


def _give(
    parts: dict[str, tuple[int, ...]], free: list[int], part: str, wanted: list[int], count: int
) -> None:
    chosen = [i for i in wanted if i in free][:count]
    parts[part] = tuple(chosen)
    free[:] = [i for i in free if i not in chosen]


def _give_closed(parts: dict[str, tuple[int, ...]], free: list[int], roster: Roster) -> int | None:
    """Close a network that has a younger neighbour in its département to take over."""
    of = roster.seats["departement"].tolist()
    pairs = [
        (i, j) for i in free for j in reversed(free)
        if j > i and of[i] == of[j] and of[i] not in a.PILOT_DEPARTEMENTS
    ]  # fmt: skip
    closing = pairs[:1]
    _give(parts, free, "closed", [i for i, _ in closing], 1)
    free[:] = [i for i in free if (i not in [j for _, j in closing])]
    return closing[0][1] if closing else None


def with_closing(parameters: Parameters, roster: Roster, roles: Cast) -> Roster:
    """Return the roster once the network that closes is closed, at the end of a month."""
    position = parameters.months - 1 - a.CLOSED_MONTHS_AGO
    day = (parameters.start + position).last_day
    for i in roles.of("closed"):
        roster = roster.closing(i, day, position)
    return roster


def _administrative(
    parameters: Parameters, roster: Roster, closed: tuple[int, ...]
) -> dict[str, tuple[int, ...]]:
    """Draw active networks whose papers, actors or money tell something; they may overlap."""
    rng = parameters.stream("cast")
    drawn = [i for i in rng.permutation(np.flatnonzero(roster.is_open)).tolist() if i not in closed]
    old = [i for i in drawn if roster.first[i] < roster.months - 5]
    return {
        "unsecured": tuple(sorted(drawn[:5])),
        "ending": tuple(sorted(drawn[5:9])),
        "unknown_end": tuple(sorted(drawn[9:13])),
        "unconventioned": tuple(sorted(drawn[13:17])),
        "incomplete": tuple(sorted(drawn[17:23])),
        "assessed": tuple(sorted(old[-len(old) // 3 :])),
    }
