"""Whom to add to a comparison: perimeters, twins, neighbours, and what was not understood."""

from collections.abc import Mapping, Sequence

from lianes.domain.french import HARD, number
from lianes.reading.comparison import MOST, TOGETHER, Comparison, Side
from lianes.ui.address import link as address_link
from lianes.ui.markup import link, tag, text

OFFERED = 18
"""Places offered on a line; beyond, the field finds them by name."""


def choose(found: Comparison, mine: Mapping[str, str]) -> str:
    """Return what may be added to the comparison, as links, and what was not understood.

    `mine` are the perimeters saved on this browser: their codes by name.
    """
    codes = [side.code for side in found.sides[1:]]
    told = "".join(
        tag("p", text(f"« {code} » est inconnu ou ne peut pas être comparé{HARD}: il est laissé "
                      "de côté."), class_="notice", role="status")
        for code in found.unknown
    )  # fmt: skip
    if len(found.sides) == MOST:
        return told + tag("p", text(f"{MOST} colonnes au plus{HARD}: retirez-en une pour ajouter."))
    own = [(held.replace(",", TOGETHER), name) for name, held in mine.items()]
    present = {side.code for side in found.sides}
    kept = tuple((code, name) for code, name in own if code not in present)
    suggestions = [*([("Mes périmètres", kept)] if kept else []), *found.suggestions]
    groups = "".join(_group(*group, codes, found.sides[0]) for group in suggestions)
    if not groups:
        return told
    return told + tag("div", groups, class_="additions")


def _group(
    title: str, pairs: Sequence[tuple[str, str]], present: Sequence[str], first: Side
) -> str:
    """Return places to add; instead of the country, which has no rest, they take its place."""
    ways = {code: address_link(avec=",".join([*present, code])) for code, _ in pairs}
    if first.subject.is_national:
        ways = {code: address_link(territoire=code.replace(TOGETHER, ",")) for code, _ in pairs}
    mark = "" if first.subject.is_national else f"+{HARD}"
    links = "".join(link(f"{mark}{label}", ways[code]) for code, label in pairs[:OFFERED])
    rest = len(pairs) - OFFERED
    more = tag("small", text(f"et {number(rest)} à chercher par leur nom")) if rest > 0 else ""
    return tag("p", tag("b", text(title)) + links + more)
