"""Blocks of the deposit page: template, file, what was understood, problems, changes, applying."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import DeletedFile

from lianes.access.author import configured_author
from lianes.domain.french import number, plural
from lianes.errors import DepositRefused, LianesError
from lianes.intake.book import ENCODINGS, SEPARATORS
from lianes.intake.container import Kind
from lianes.intake.deposit import Examined, Parcel
from lianes.intake.forms import BY_ID, FORMS, MEASURES
from lianes.intake.layout import Hints
from lianes.intake.personal import personal_kind
from lianes.intake.problem import Problem
from lianes.store.progress import Progress
from lianes.ui import deposit_reads as reads
from lianes.ui.address import FIRST_NETWORK
from lianes.ui.flow import native
from lianes.ui.kit import block_head, empty_state, pill
from lianes.ui.markup import link as anchor
from lianes.ui.markup import plain, tag, text
from lianes.ui.preview_blocks import shown_progress
from lianes.ui.reads import catalogue
from lianes.ui.tables import grid_of, head_of

MOST_SHOWN = 300
GUESS = "deviner"
DONE = "deposit_done"
_ROUND = "deposit_round"
_FORM_NAMES = {"": GUESS, **{form.id: form.title for form in FORMS}}
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _form_name(identifier: str) -> str:
    return _FORM_NAMES[identifier]


def author_box() -> str:
    """Return who deposits: the configuration, or a name of function that is asked."""
    configured = configured_author()
    if configured:
        plain(tag("p", f"Dépôt au nom de <b>{text(configured)}</b>.", class_="source"))
        return configured
    asked = st.text_input(
        "Votre fonction (jamais un nom de personne)",
        key="deposit_author",
        max_chars=80,
        placeholder="Par exemple : animation régionale Hauts-de-France",
    ).strip()
    if asked and personal_kind(asked):
        st.warning("Écrivez une fonction ou un service, pas une personne ni une adresse.")
        return ""
    return asked


def done() -> None:
    """Tell what the last action did."""
    words = st.session_state.pop(DONE, "")
    if words:
        with native():
            st.success(words)


# ------------------------------------------------------------------ template
def templates(networks: Sequence[str], projects: Sequence[str], place: str) -> None:
    """Offer the workbook to fill for a form, for the networks or the projects of the scope."""
    plain(block_head("1. Partir du modèle", "Codes déjà remplis, listes de choix, mode d'emploi."))
    left, middle, right = st.columns(3)
    form = BY_ID[left.selectbox("Feuille", [f.id for f in FORMS], format_func=_form_name,
                                key="template_form")]  # fmt: skip
    last = reads.last_ended_month()
    months = [last + -back for back in range(12)]
    month = right.selectbox("Mois", months, format_func=lambda m: m.label, key="template_month",
                            disabled=form is not MEASURES)  # fmt: skip
    codes: Sequence[str] = ()
    said = ""
    if form is MEASURES and (networks or projects):
        known = {plural(len(some), one, f"{one}{end}"): some
                 for one, end, some in (("réseau", "x", networks), ("projet", "s", projects))
                 if some}  # fmt: skip
        said = middle.selectbox("Pour", list(known), key="template_subjects")
        codes = known[said]
    elif form is MEASURES:
        way = anchor("Créez d'abord un réseau", FIRST_NETWORK)
        plain(empty_state("Aucun réseau ici", f"{way}, ou déposez la feuille « Réseaux »."))
        return
    st.download_button(
        f"Télécharger le modèle{f' : {said}, {place}' if said else ''}",
        lambda: reads.template_of(form, tuple(codes), month),
        file_name=f"lianes-{form.id}{f'-{month}' if form is MEASURES else ''}.xlsx",
        mime=_MIME,
    )


# ------------------------------------------------------------------ file
def file_box() -> Parcel | None:
    """Return the deposited file and how it is to be read."""
    plain(block_head("2. Déposer le fichier", "XLSX, ODS ou CSV, 20 Mo au plus. Rien n'est écrit "
                     "avant votre accord."))  # fmt: skip
    key = f"deposit_file_{st.session_state.get(_ROUND, 0)}"
    given = st.file_uploader("Fichier à déposer", key=key, label_visibility="collapsed")
    if given is None:
        if isinstance(st.session_state.get(key), DeletedFile):  # another process was given it
            plain(empty_state("Ce fichier est à déposer de nouveau", "La connexion a été "
                              "interrompue et rien n'a été écrit. Retirez-le ci-dessus, puis "
                              "redéposez-le."))  # fmt: skip
        return None
    provisional = st.checkbox("Valeurs provisoires (elles seront marquées comme telles)")
    return Parcel(given.name, given.getvalue(), _hints(given.name), not provisional)


def _hints(name: str) -> Hints:
    with st.expander("Corriger ce qui a été compris"):
        one, two, three, four = st.columns(4)
        form = one.selectbox("Feuille déposée", list(_FORM_NAMES), format_func=_form_name,
                             key=f"form_{name}")  # fmt: skip
        header = two.number_input(
            "Ligne des en-têtes (0 : deviner)", 0, 1000, 0, key=f"head_{name}"
        )
        codes = ["", *ENCODINGS]
        encoding = three.selectbox("Codage (CSV)", codes, key=f"code_{name}",
                                   format_func=lambda c: ENCODINGS.get(c, GUESS))  # fmt: skip
        marks = ["", *SEPARATORS]
        mark = four.selectbox("Séparateur (CSV)", marks, key=f"mark_{name}",
                              format_func=lambda c: SEPARATORS.get(c, GUESS))  # fmt: skip
        mapping = st.session_state.get(f"mapping_{name}", ())
        sheet = st.session_state.get(f"sheet_{name}", "")
        return Hints(form, sheet, int(header), encoding, mark, tuple(mapping))


def examined(parcel: Parcel) -> Examined:
    """Return what a file says; a file that cannot be read is told, and the page ends."""
    try:
        with shown_progress(parcel) as progress:
            return reads.examined(parcel, progress)
    except DepositRefused as error:
        plain(empty_state("Ce fichier ne peut pas être lu", text(str(error))))
        st.stop()


def understood(found: Examined) -> None:
    """Show what was understood of the file."""
    form = found.understood.form
    said = [form.title, *found.remarks]
    plain(block_head("Ce qui a été compris"))
    plain(tag("p", text(" · ".join(said)), class_="understood"))
    titles = {field.name: field.title for field in form.fields}
    rows = "".join(
        tag("li", f"<b>{text(column.heading or '(sans titre)')}</b> → "
            + (text(_role(column.role, titles)) if column.role else "<i>ignorée</i>"))
        for column in found.understood.columns[:60]
    )  # fmt: skip
    plain(tag("ul", rows, class_="mapping"))
    if found.book.kind is not Kind.CSV and len(found.book.sheets) > 1:
        plain(tag("p", f"Le classeur a {len(found.book.sheets)} feuilles ; une seule est déposée.",
                  class_="source"))  # fmt: skip


def _role(role: str, titles: dict[str, str]) -> str:
    kind, _, value = role.partition(":")
    if not value:
        return titles.get(role, role)
    return catalogue().reported[value].label if kind == "mesure" else f"mois {value}"


def problems(found: Sequence[Problem]) -> None:
    """Show every problem at once, with its place, its value and what is expected."""
    blocking = sum(problem.blocks for problem in found)
    if not found:
        plain(tag("p", pill("aucun problème", "above", "✔"), class_="pills"))
        return
    words = []
    if blocking:
        words.append(plural(blocking, "point bloque", "points bloquent") + " le dépôt")
    if len(found) > blocking:
        words.append(plural(len(found) - blocking, "avertissement"))
    plain(block_head(" ; ".join(words), "Corrigez le fichier puis déposez-le de nouveau."
                     if blocking else "Vérifiez ; vous pouvez appliquer."))  # fmt: skip
    head = head_of("Niveau", "Feuille", "Ligne", "Colonne", "Valeur", "Attendu")
    rows = "".join(tag("tr", _problem(problem)) for problem in found[:MOST_SHOWN])
    plain(grid_of(head, rows, "problems"))
    if len(found) > MOST_SHOWN:
        st.download_button("Télécharger la liste complète",
                           "\n".join(p.sentence for p in found).encode("utf-8-sig"),
                           file_name="problemes.txt", mime="text/plain")  # fmt: skip


def _problem(problem: Problem) -> str:
    kind, mark = ("below", "✘") if problem.blocks else ("late", "⚠")
    cells = (problem.spot.sheet or "–", str(problem.spot.row or "–"), problem.spot.column or "–",
             problem.value or "–", problem.expected)  # fmt: skip
    return tag("td", pill(problem.level, kind, mark)) + "".join(tag("td", text(c)) for c in cells)


# ------------------------------------------------------------------ applying
def _told_on(bar: DeltaGenerator) -> Progress:
    def tell(share: float, words: str) -> None:
        bar.progress(share, text=words)

    return tell


def apply_box(parcel: Parcel, author: str, *, key: str) -> None:
    """Apply on a click; the page starts again on the store as it has become."""
    note = st.text_input("Raison ou source (facultatif)", key=f"note_{key}", max_chars=300)
    if not author:
        st.info("Indiquez votre fonction en haut de la page pour appliquer.")
    if not st.button("Appliquer", type="primary", disabled=not author, key=f"apply_{key}"):
        return
    bar = st.progress(0.0, text="Sauvegarde…")
    try:
        applied = reads.apply(parcel, author, note or None, _told_on(bar))
    except LianesError as error:
        bar.empty()
        st.error(str(error))
        return
    told = ", ".join(f"{number(count)} {what}{'s' if count > 1 else ''}"
                     for what, count in applied.counts.items())  # fmt: skip
    st.session_state[DONE] = (
        f"Lot {applied.batch} appliqué : {told}. Il peut être annulé dans le journal."
    )
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop("entered", None)
    st.rerun()
