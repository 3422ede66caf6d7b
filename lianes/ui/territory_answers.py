"""The four answers that open the sheet: how it does, is it chance, who is late, who does better."""

from lianes.domain.articles import of_the
from lianes.domain.french import HARD, interval, listing, number, percent, plural
from lianes.metrics.verdict import MINIMUM, Verdict
from lianes.reading.better_peers import Better, better_peers
from lianes.reading.estimates import Estimate
from lianes.reading.territory_sheet import NetworkRow, Peer, TerritorySheet
from lianes.reading.watch import EXITS
from lianes.store.reader import StoreMeta
from lianes.ui.kpi import absence
from lianes.ui.markup import link, tag, text
from lianes.ui.say import Teller, say_mark
from lianes.ui.territory_blocks import own_code

_CHANCE = {
    Verdict.ABOVE: ("Non, c'est mieux", "above"),
    Verdict.BELOW: ("Non, c'est moins bien", "below"),
    Verdict.COMPARABLE: ("Le hasard peut l'expliquer", ""),
    Verdict.TOO_FEW: ("Trop tôt pour le dire", ""),
    Verdict.NO_REFERENCE: ("Rien à quoi comparer", ""),
}
NAMED = 3
"""Networks or twins named in an answer; the cards below name them all."""


def answers(view: TerritorySheet, meta: StoreMeta) -> str:
    """Return the answers as cards; nothing where no network has its seat."""
    if not view.networks:
        return ""
    exits = view.results.of(EXITS)
    cards = [_how(view, exits, meta)] if exits is not None else []
    if not view.subject.is_national:
        cards += [_chance(view, exits)] if exits is not None else []
    cards.append(_late(view))
    if not view.subject.is_national:
        cards.append(_better(view, exits))
    return tag("div", "".join(cards), class_="answers")


def _card(question: str, answer: str, basis: str, kind: str = "") -> str:
    """Return one answer; answer and basis are HTML."""
    said = tag("p", answer, class_=f"answer {kind}".strip())
    return tag("section", tag("h2", text(question)) + said + tag("p", basis, class_="basis"),
               class_="card")  # fmt: skip


# ------------------------------------------------------------------ how, and is it chance
def _how(view: TerritorySheet, exits: Estimate, meta: StoreMeta) -> str:
    question = "Les parcours mènent-ils à l'emploi ?"
    label = view.subject.label
    told = Teller(label, view.scope.period, meta).rate(exits)
    mark = " " + say_mark([told], f"{label}, {exits.indicator.label.lower()}")
    if exits.figure.value is None or exits.interval is None:
        return _card(question, text(absence(exits)) + mark, text(exits.indicator.label))
    limits = interval(exits.interval.low, exits.interval.high)
    cases = f"{number(exits.successes or 0)} sur {number(exits.n or 0)} sorties examinées"
    basis = f"{cases} · intervalle {limits}"
    return _card(question, text(percent(exits.figure.value)) + mark, text(basis))


def _chance(view: TerritorySheet, exits: Estimate) -> str:
    question = "L'écart est-il dû au hasard ?"
    if exits.verdict is None or not exits.is_measured:
        return _card(question, "On ne peut pas le dire", "Aucun taux à comparer.")
    answer, kind = _CHANCE[exits.verdict]
    parts = [f"reste du programme{HARD}: {percent(exits.rest)}"] if exits.rest is not None else []
    parent, row = view.results.parent, view.results.row_of(EXITS)
    if parent is not None and row is not None and row.parent_rate is not None:
        parts.append(f"reste {of_the(parent.name)}{HARD}: {percent(row.parent_rate)}")
    if exits.verdict is Verdict.TOO_FEW:
        parts.append(f"il faut {MINIMUM} sorties examinées")
    return _card(question, text(answer), text(" · ".join(parts)), kind)


# ------------------------------------------------------------------ who is late
def _late(view: TerritorySheet) -> str:
    question = "Qui est en retard d'envoi ?"
    late = [row for row in view.networks if row.late]
    expected = [row for row in view.networks
                if row.network.opened_on and not row.network.closed_on]  # fmt: skip
    if not expected:
        return _card(question, "Personne", "Aucun envoi n'est encore attendu.")
    if not late:
        return _card(question, "Personne", text(f"{_lianes(len(expected))} à jour"))
    words = f"{_lianes(len(late))} sur {number(len(expected))}"
    return _card(question, text(words), _names(late), "late")


def _lianes(count: int) -> str:
    return plural(count, "LIANE", "LIANES")


def _names(late: list[NetworkRow]) -> str:
    named = [link(row.network.seat_name, f"?reseau={row.network.code}") for row in late[:NAMED]]
    rest = len(late) - NAMED
    return listing([*named, plural(rest, "autre")] if rest > 0 else named)


# ------------------------------------------------------------------ who does better
def _better(view: TerritorySheet, exits: Estimate | None) -> str:
    question = "Quel territoire comparable fait mieux ?"
    found = better_peers(exits, view.twin_peers)
    if not found.compared:
        return _card(question, "Aucun à comparer", text(_why_none(view, exits)))
    codes = ",".join(peer.territory.code for peer in found.compared[:5])
    way = link("Comparer", f"/comparer?territoire={own_code(view)}&avec={codes}")
    if not found.better:
        return _card(question, "Aucun, au-delà du hasard", f"{text(_compared(found))} · {way}")
    words = listing([_named(peer) for peer in found.better[:NAMED]])
    return _card(question, words, f"{text(_compared(found))} · {way}")


def _named(peer: Peer) -> str:
    place, value = peer.territory, peer.exits.figure.value
    rate = f" ({percent(value)})" if value is not None else ""
    return link(place.name, f"?territoire={place.code}") + text(rate)


def _compared(found: Better) -> str:
    return f"{plural(len(found.compared), 'jumeau', 'jumeaux')} avec assez de cas"


def _why_none(view: TerritorySheet, exits: Estimate | None) -> str:
    if view.twins.reason:
        return view.twins.reason
    if exits is None or not exits.is_measured:
        return "Aucun taux à comparer ici."
    if (exits.n or 0) < MINIMUM:
        return f"Il faut ici {MINIMUM} sorties examinées."
    return f"Aucun jumeau n'a {MINIMUM} sorties examinées."
