"""Codes of the past and of delegated communes, and the communes of today they lead to."""

from dataclasses import dataclass

from lianes.geo.records import Commune, OfficialCode
from lianes.geo.splits import SPLITS


@dataclass(frozen=True, slots=True, order=True)
class Succession:
    """One former code and one commune of today it leads to; the name may be unknown."""

    old_code: str
    old_name: str
    code: str
    kind: str


def successions(official: OfficialCode) -> list[Succession]:
    """Every former code; a commune that was split has one row per successor."""
    parts = {part.code: part for part in official.parts}
    rows = {Succession(part.code, part.name, part.commune, part.kind) for part in official.parts}
    for commune in official.communes.values():
        for old in commune.past_codes:
            if old not in parts:
                rows.add(Succession(old, "", commune.code, kind_of(old, commune)))
    return sorted(rows | _splits())


def kind_of(old: str, commune: Commune) -> str:
    """Renumbered when the same commune changed département, merged in all other cases.

    A change of département moved many communes whole (Corse 1976, Paris region 1968), so the
    last three digits are the same there or the commune keeps this one former code.
    """
    moved = old[:2] != commune.code[:2]
    whole = old[2:] == commune.code[2:] or len(commune.past_codes) == 1
    return "renumbered" if moved and whole else "merged"


def _splits() -> set[Succession]:
    return {
        Succession(old, name, code, "split")
        for old, (name, codes) in SPLITS.items()
        for code in codes
    }
