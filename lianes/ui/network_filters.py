"""The filters and the order of the list of networks, as links."""

from collections.abc import Mapping, Sequence

from lianes.domain.french import HARD
from lianes.domain.network import Stage
from lianes.metrics.masking import Audience
from lianes.metrics.verdict import Verdict
from lianes.reading.network_list import FILTERS, LANDLORD, Line, Networks, Sort, kept
from lianes.reading.network_list import sorted_by as in_order
from lianes.ui import reads
from lianes.ui.address import PUBLICS, Address, link
from lianes.ui.kit import Choice, menu, segments
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag

ANY = "tous"
_MENUS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "etape": ("Étape", {stage.value: stage.label for stage in Stage}),
    "retard": ("Envois", {"oui": "en retard", "non": "à jour"}),
    "ecart": (
        "Sorties vers l'emploi",
        {
            Verdict.BELOW.value: "au-dessous du reste",
            Verdict.COMPARABLE.value: "comparable au reste",
            Verdict.ABOVE.value: "au-dessus du reste",
            Verdict.TOO_FEW.value: "trop peu pour comparer",
        },
    ),
    "complet": ("Acteurs", {"oui": "réseau complet", "non": "acteur manquant"}),
    "bailleur": ("Bailleur", {"oui": "avec un bailleur", "non": "sans bailleur"}),
}
_SORTS = {Sort.NAME: "Commune", Sort.CODE: "Code", Sort.OPENED: "Ouverture", Sort.VOLUME: "Volume"}
_INSIDE_ONLY = frozenset({"ecart"})
"""Filters on figures that are not released outside."""


def lines_kept(view: Networks, address: Address) -> tuple[Line, ...]:
    """Return the networks that pass the filters of an address, in the order it asks for."""
    sort = Sort(address.parameter("tri", tuple(Sort), Sort.NAME))
    return in_order(kept(view.lines, _chosen(address)), sort)


def filter_words(address: Address) -> str:
    """Say which filters an address chooses: « Étape : active, Envois : en retard »."""
    if address.scope.is_network:
        return ""
    named = ((_MENUS[name], value) for name, value in _chosen(address).items() if value != ANY)
    return ", ".join(f"{label}{HARD}: {words.get(value, value)}" for (label, words), value in named)


def _chosen(address: Address) -> dict[str, str]:
    chosen = {name: address.parameter(name, tuple(FILTERS[name]), ANY) for name in _names(address)}
    return chosen | {LANDLORD: address.parameters.get(LANDLORD, ANY)}


def _names(address: Address) -> list[str]:
    outside = address.audience is Audience.EXTERNE
    return [name for name in FILTERS if not (outside and name in _INSIDE_ONLY)]


def filter_tools(address: Address, landlords: Sequence[str]) -> str:
    """Return the menus of filters and the order; the landlord may be chosen by name."""
    chosen, sort = _chosen(address), Sort(address.parameter("tri", tuple(Sort), Sort.NAME))
    named = {name: name for name in landlords}
    menus = "".join(
        _filter(name, value, named if name == LANDLORD else {}) for name, value in chosen.items()
    )
    outside = address.audience is Audience.EXTERNE
    sorts = [(words, link(tri=key, liste="1"), key is sort) for key, words in _SORTS.items()
             if not (outside and key is Sort.VOLUME)]  # fmt: skip
    order = tag("span", "Trier par", class_="tool-label") + segments("Trier par", sorts)
    filtered = any(value != ANY for value in chosen.values())
    clear = dict.fromkeys(chosen, ANY) | {"liste": "1"}
    cleared = anchor("Effacer les filtres", link(**clear)) if filtered else ""
    left = tag("div", public_menu(address) + menus + cleared, class_="tool-group")
    return tag("div", left + tag("div", order, class_="tool-group"), class_="map-tools")


def public_menu(address: Address) -> str:
    """Return the public as a filter beside the others: the same choice as under the navigation."""
    labels, current = reads.public_labels(), address.scope.public
    choices = [(labels[code], link(public=code, liste="1"), code == current) for code in PUBLICS]
    return menu("Public", labels[current], choices, name="public-liste", slim=True)


def _filter(name: str, value: str, further: Mapping[str, str]) -> str:
    label, declared = _MENUS[name]
    words = {**declared, **further}
    choices: list[Choice] = [
        (_all(name).capitalize(), link(**{name: ANY, "liste": "1"}), value == ANY)
    ]
    choices += [(said, link(**{name: v, "liste": "1"}), v == value) for v, said in words.items()]
    return menu(label, words.get(value, _all(name)), choices, name=name, slim=True)


def _all(name: str) -> str:
    return "tous" if name in ("bailleur", "complet", "retard") else "toutes"
