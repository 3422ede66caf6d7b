"""Contested figures: shown beside their value, settled, and contested from any page."""

from collections.abc import Mapping

import streamlit as st

from lianes.domain.french import number
from lianes.domain.month import Month
from lianes.errors import LianesError
from lianes.intake.personal import personal_kind
from lianes.reading.quality import Quality
from lianes.store import proposals
from lianes.store.connection import store_path
from lianes.store.journal import Proposal
from lianes.store.writer import depositing
from lianes.ui.address import Address
from lianes.ui.deposit_blocks import DONE
from lianes.ui.deposit_reads import is_masked, network_names, today
from lianes.ui.journal_words import key_words
from lianes.ui.kit import block_head, pill
from lianes.ui.markup import plain, tag, text
from lianes.ui.reads import catalogue, public_labels
from lianes.ui.tables import grid_of, head_of


def contested(view: Quality, author: str, address: Address) -> None:
    """Show contested figures, settle them, contest another."""
    plain(tag("span", "", id="contestes") + block_head(
        "Quels chiffres sont contestés ?", "La valeur proposée reste à côté du chiffre, sur toutes "
        "les pages et dans tous les fichiers, jusqu'à la décision."))  # fmt: skip
    if view.proposals:
        head = head_of("Chiffre", "Valeur", "Proposée", "Pourquoi", "Par", "État", numeric=(1, 2))
        plain(grid_of(head, "".join(tag("tr", _proposal(p)) for p in view.proposals)))
    else:
        plain(tag("p", "Aucun chiffre n'est contesté.", class_="source"))
    open_ones = [p for p in view.proposals if p.decision is None]
    if open_ones:
        _settle(open_ones, author)
    _contest(view, author, address)


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
    if not author or not reason.strip() or personal_kind(reason):
        st.error("Indiquez votre fonction et la raison de la décision, sans nom de personne.")
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


# ------------------------------------------------------------------ contesting
def _contest(view: Quality, author: str, address: Address) -> None:
    names = {n.code: network_names()[n.code] for n in view.networks}
    asked = address.parameters.get("contester", "")
    if not names or not view.months:
        return
    with (
        st.expander("Contester un chiffre", expanded=bool(asked)),
        st.form("contest", border=False),
    ):
        key = _figure(names, view.months[::-1], asked)
        value = st.number_input("Valeur proposée", 0, 10**9, 0)
        reason = st.text_input("Pourquoi", max_chars=300)
        evidence = st.text_input("Source (document, registre)", max_chars=300)
        sent = st.form_submit_button("Proposer")
    if not sent:
        return
    if not author or not reason.strip() or personal_kind(f"{reason} {evidence}"):
        st.error("Indiquez votre fonction et une raison, sans nom de personne ni adresse.")
        return
    contest = proposals.Contest(key, int(value), reason.strip(), evidence.strip(), author)
    try:
        with depositing(store_path(), author) as connection:
            identifier = proposals.propose(connection, contest)
    except LianesError as error:
        st.error(str(error))
        return
    st.session_state[DONE] = f"Proposition n° {identifier} enregistrée : le chiffre est contesté."
    st.rerun()


def _figure(names: Mapping[str, str], months: tuple[Month, ...], asked: str) -> str:
    """Return the key of the figure chosen; `asked` is the measure a page came from."""
    known, publics = catalogue().measures, public_labels()
    kept = [m.id for m in known.values() if m.kind != "cohort"]
    one, two, three, four = st.columns(4)
    network = one.selectbox("Réseau", list(names), format_func=lambda c: f"{c}, {names[c]}")
    measure = two.selectbox("Mesure", kept, kept.index(asked) if asked in kept else 0,
                            format_func=lambda m: known[m].label)  # fmt: skip
    public = three.selectbox("Public", list(publics), format_func=publics.__getitem__)
    month = four.selectbox("Mois", months, format_func=lambda m: m.label)
    return f"{network}/{measure}/{public}/{month}"
