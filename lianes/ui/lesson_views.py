"""The lessons page assembled: search and filters, matrix, lessons, elsewhere, events."""

from lianes.domain.french import number, plural
from lianes.reading.lessons import Lessons, elsewhere, kept
from lianes.ui import actor_reads, reads
from lianes.ui.actor_kit import chosen, filter_menu, search_form, tools
from lianes.ui.address import Address
from lianes.ui.flow import container
from lianes.ui.kit import block_head
from lianes.ui.lesson_blocks import (
    COLUMNS,
    axes_source,
    committed_card,
    elsewhere_card,
    event_card,
    file_row,
    lesson_table,
    matrix,
)
from lianes.ui.markup import block, plain, tag
from lianes.ui.markup import link as anchor
from lianes.ui.table_files import file_buttons


def show(view: Lessons, address: Address) -> None:
    """Show the page in the reader's order."""
    themes, angles = ({a.id: a.label for a in axes} for axes in (view.themes, view.angles))
    names = {p.id: p.name for p in reads.programmes().programmes}
    theme, angle = chosen(address, "theme", themes), chosen(address, "angle", angles)
    programme = chosen(address, "programme", names)
    words = address.parameters.get("q", "").strip()
    lesson_ids, event_ids = actor_reads.search(words) if words else (None, None)
    pool = view.lessons if programme in (None, "lianes") else ()
    searched = kept(pool, theme=None, angle=None, ids=lesson_ids)
    found = kept(searched, theme=theme, angle=angle, ids=None)
    events = [
        e for e in view.events
        if programme in (None, e.programme) and (event_ids is None or e.id in event_ids)
    ]  # fmt: skip
    block(
        tools(
            search_form(address, "q", "Mots d'un retour ou d'un événement", words),
            filter_menu("Thème", "theme", theme, themes),
            filter_menu("Angle", "angle", angle, angles),
            filter_menu("Programme", "programme", programme, names),
        ),
        key="lesson_tools",
    )
    with container("card_lessons"):
        reading = f"{plural(len(found), 'retour')} sur {number(len(view.lessons))}"
        plain(block_head("Qu'ont appris les LIANES ?", f"{reading} · recherche sans accents"))
        if searched:
            block(matrix(view, searched), key="lesson_matrix")
        plain(lesson_table(view, found) + axes_source(view))
        plain(_add("retours", "Ajouter un retour"))
        file_buttons(
            "Retours d'expérience", view.subject.label, address, COLUMNS,
            lambda: (file_row(view, lesson) for lesson in found),
            filters={"theme": theme, "angle": angle, "programme": programme, "q": words},
            source="retours notés par les réseaux",
        )  # fmt: skip
    if not view.subject.is_national:
        found_there = elsewhere(view, theme)
        cards = committed_card(view, theme) + elsewhere_card(view, found_there, theme)
        plain(tag("div", cards, class_="actor-stack"))
    plain(event_card(events, names, local=not view.subject.is_national))
    plain(_add("rencontres", "Ajouter un événement"))


def _add(form: str, words: str) -> str:
    """Return the way to the form: checked, confirmed, written in the journal."""
    way = anchor(words, f"/deposer?depot=saisie&feuille={form}", class_="action")
    return tag("p", f"{way} <span class='basis-inline'>formulaire contrôlé, confirmé, inscrit au "
               "journal</span>")  # fmt: skip
