"""Blocks of the quality page: late networks, completeness, provisional and contested figures."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st

from lianes.domain.french import day, number, percent, plural
from lianes.domain.month import Month
from lianes.errors import LianesError
from lianes.intake.personal import personal_kind
from lianes.reading.quality import NetworkReports, Quality, Sent
from lianes.reading.quality import quality as read_quality
from lianes.store import proposals
from lianes.store.connection import reading, store_path, store_version
from lianes.store.journal import Journal, Proposal
from lianes.store.writer import depositing
from lianes.ui.address import link
from lianes.ui.deposit_blocks import DONE
from lianes.ui.deposit_reads import is_masked, network_names, today
from lianes.ui.journal_words import key_words
from lianes.ui.kit import block_head, empty_state, pill
from lianes.ui.markup import link as anchor
from lianes.ui.markup import plain, tag, text
from lianes.ui.reads import Version, catalogue, meta, public_labels

_MARKS = {
    Sent.IN_TIME: ("in-time", "●"),
    Sent.AFTER: ("after", "○"),
    Sent.LATE: ("late", "!"),
    Sent.AWAITED: ("awaited", "…"),
    Sent.NONE: ("none", ""),
}


@lru_cache(maxsize=4)
def _quality(path: Path, version: Version, as_of: date) -> Quality:  # noqa: ARG001
    with reading(path) as connection:
        return read_quality(Journal(connection), catalogue(), as_of)


def quality() -> Quality:
    """Return the whole page at the store's as-of date."""
    path = store_path()
    return _quality(path, store_version(path), meta().as_of)


def late(view: Quality) -> None:
    """List the networks that owe a report, with a text ready to send."""
    plain(block_head("Qui est en retard ?", f"Au {day(view.day)}, sur les dates attendues."))
    if not view.late:
        plain(tag("p", pill("aucun retard", "above", "✔"), class_="pills"))
        return
    head = _head("Réseau", "Dernier mois reçu", "Mois attendus", "Retard")
    rows = "".join(tag("tr", _late(network)) for network in view.late)
    plain(_table(head, rows))
    names = {network.code: network for network in view.late}
    code = st.selectbox("Texte de relance pour", list(names),
                        format_func=lambda c: f"{c}, {names[c].name}")  # fmt: skip
    plain(tag("div", text(names[code].reminder), class_="reminder"))


def _late(network: NetworkReports) -> str:
    months = ", ".join(month.short_label for month in network.late)
    words = anchor(network.name, link("/reseaux", reseau=network.code))
    return (
        tag("td", words)
        + tag("td", text(network.last.label if network.last else "aucun"))
        + tag("td", text(months))
        + tag("td", pill(plural(network.days_late, "jour"), "late", "◷"))
    )


def completeness(view: Quality) -> None:
    """Show which report of which month came, for every network."""
    plain(block_head("Quelles remontées sont arrivées ?", "Une case par réseau et par mois."))
    if not view.networks:
        plain(empty_state("Aucune remontée attendue", "Créez un réseau à la page Déposer."))
        return
    keys = "".join(
        tag("li", f"<b>{mark or '·'}</b> {text(state)}") for state, (_, mark) in _MARKS.items()
    )
    head = tag("th", "Réseau", scope="col") + "".join(
        tag("th", text(month.short_label[:4] + month.short_label[-2:]), scope="col")
        for month in view.months
    )
    head += tag("th", "Prochaine", scope="col")
    rows = "".join(tag("tr", _row(network, view)) for network in view.networks)
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows), class_="reports")
    plain(tag("ul", keys, class_="keys") + tag("div", table, class_="table-wrap", tabindex="0"))


def _row(network: NetworkReports, view: Quality) -> str:
    cells = "".join(
        tag("td", _MARKS[state][1], class_=_MARKS[state][0], title=f"{month.label} : {state}")
        for month, state in zip(view.months, network.sent, strict=True)
    )
    due = "close" if network.closed else (day(network.next_due) if network.next_due else "–")
    name = tag("th", text(network.name), scope="row")
    return name + cells + tag("th", text(due))


def provisional(view: Quality) -> None:
    """Show how much of each headline figure is provisional, and corrections over time."""
    plain(block_head("Que valent les chiffres de tête ?", "Part des valeurs encore provisoires."))
    rows = "".join(
        tag("tr", tag("td", text(p.indicator.label))
            + tag("td", percent(100 * p.loose / p.count, 1) if p.count else "–", class_="num")
            + tag("td", f"{number(p.loose)} sur {number(p.count)}", class_="num"))
        for p in view.provisional
    )  # fmt: skip
    plain(_table(_head("Indicateur", "Provisoire", "Valeurs"), rows))
    plain(block_head("Combien de valeurs ont été corrigées ?", "Par mois de dépôt.", level=3))
    rows = "".join(
        tag(
            "tr", tag("td", text(Month.parse(month).label)) + tag("td", number(count), class_="num")
        )
        for month, count in view.corrections
    )
    plain(_table(_head("Mois", "Valeurs remplacées"), rows) if rows else
          tag("p", "Aucune correction.", class_="source"))  # fmt: skip


# ------------------------------------------------------------------ contested figures
def contested(view: Quality, author: str) -> None:
    """Show contested figures, settle them, contest another."""
    plain(block_head("Quels chiffres sont contestés ?", "La valeur proposée reste à côté du "
                     "chiffre jusqu'à la décision."))  # fmt: skip
    if view.proposals:
        head = _head("Chiffre", "Valeur", "Proposée", "Pourquoi", "Par", "État")
        plain(_table(head, "".join(tag("tr", _proposal(p)) for p in view.proposals)))
    else:
        plain(tag("p", "Aucun chiffre n'est contesté.", class_="source"))
    open_ones = [p for p in view.proposals if p.decision is None]
    if open_ones:
        _settle(open_ones, author)
    _contest(author)


def _proposal(found: Proposal) -> str:
    states = {None: pill("contesté", "late", "?"), "accepted": pill("accepté", "above", "✔"),
              "refused": pill("refusé", "", "✘")}  # fmt: skip
    why = found.reason + (f" (source : {found.evidence})" if found.evidence else "")
    decided = f" {text(found.decision_reason)}" if found.decision_reason else ""
    return (
        tag("td", text(key_words("observation", found.row_key)))
        + tag("td", text(_count(found.row_key, found.standing)), class_="num")
        + tag("td", text(_count(found.row_key, int(found.proposed))), class_="num")
        + tag("td", text(why)) + tag("td", text(found.author))
        + tag("td", states[found.decision] + decided)
    )  # fmt: skip


def _count(row_key: str, value: int | None) -> str:
    if value is None:
        return "non renseigné"
    return "masqué" if is_masked(row_key, value, catalogue()) else number(value)


def _settle(open_ones: list[Proposal], author: str) -> None:
    with st.expander("Trancher une proposition"), st.form("settle", border=False):
        labels = {p.id: f"n° {p.id} : {key_words('observation', p.row_key)}" for p in open_ones}
        chosen = st.selectbox("Proposition", list(labels), format_func=labels.__getitem__)
        reason = st.text_input("Raison de la décision", max_chars=300)
        accepts, refuses = st.columns(2)
        accepted = accepts.form_submit_button("Accepter et corriger", type="primary")
        refused = refuses.form_submit_button("Refuser")
    if not (accepted or refused):
        return
    if not author or not reason.strip():
        st.error("Indiquez votre fonction et la raison de la décision.")
        return
    try:
        with depositing(store_path(), author) as connection:
            if accepted:
                proposals.accept(connection, chosen, author, reason.strip(), today=today())
            else:
                proposals.refuse(connection, chosen, reason.strip())
    except LianesError as error:
        st.error(str(error))
        return
    st.session_state[DONE] = f"Proposition n° {chosen} {'acceptée' if accepted else 'refusée'}."
    st.rerun()


def _contest(author: str) -> None:
    names, known, publics = network_names(), catalogue().measures, public_labels()
    months = quality().months
    if not names or not months:
        return
    with st.expander("Contester un chiffre"), st.form("contest", border=False):
        one, two, three = st.columns(3)
        network = one.selectbox("Réseau", list(names), format_func=lambda c: f"{c}, {names[c]}")
        kept = [m.id for m in known.values() if m.kind != "cohort"]
        measure = two.selectbox("Mesure", kept, format_func=lambda m: known[m].label)
        public = three.selectbox("Public", list(publics), format_func=publics.__getitem__)
        four, five = st.columns(2)
        month = four.selectbox("Mois", months[::-1], format_func=lambda m: m.label)
        value = five.number_input("Valeur proposée", 0, 10**9, 0)
        reason = st.text_input("Pourquoi", max_chars=300)
        evidence = st.text_input("Source (document, registre)", max_chars=300)
        sent = st.form_submit_button("Proposer")
    if not sent:
        return
    if not author or not reason.strip() or personal_kind(f"{reason} {evidence}"):
        st.error("Indiquez votre fonction et une raison, sans nom de personne ni adresse.")
        return
    key = f"{network}/{measure}/{public}/{month}"
    contest = proposals.Contest(key, int(value), reason.strip(), evidence.strip(), author)
    try:
        with depositing(store_path(), author) as connection:
            identifier = proposals.propose(connection, contest)
    except LianesError as error:
        st.error(str(error))
        return
    st.session_state[DONE] = f"Proposition n° {identifier} enregistrée : le chiffre est contesté."
    st.rerun()


def _head(*words: str) -> str:
    return "".join(tag("th", word, scope="col") for word in words)


def _table(head: str, rows: str) -> str:
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows), class_="grid")
    return tag("div", table, class_="table-wrap", tabindex="0")
