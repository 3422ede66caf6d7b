"""The accompanied-housing page assembled: filters, pipeline, tallies, list, published facts."""

import streamlit as st

from lianes.domain.french import number, plural
from lianes.reading.projects import STAGES, Projects, kept
from lianes.ui.actor_kit import chosen, filter_menu, tools
from lianes.ui.address import Address, link
from lianes.ui.facts import said
from lianes.ui.kit import block_head
from lianes.ui.markup import block, plain, tag
from lianes.ui.markup import link as anchor
from lianes.ui.project_blocks import (
    COLUMNS,
    file_row,
    pipeline,
    project_table,
    published_card,
    tallies,
)
from lianes.ui.table_files import file_buttons


def show(view: Projects, address: Address) -> None:
    """Show the page in the reader's order."""
    if view.projects:
        _projects(view, address)
    plain(published_card(view))


def _projects(view: Projects, address: Address) -> None:
    publics = {p.public: p.public_label or "" for p in view.projects if p.public}
    responses = {label: label for label in view.responses}
    stages = {s: words for s, words in STAGES.items() if any(p.stage == s for p in view.projects)}
    asked = {
        "etape": chosen(address, "etape", stages),
        "public_vise": chosen(address, "public_vise", publics),
        "reponse": chosen(address, "reponse", responses),
    }
    found = kept(view.projects, stage=asked["etape"], public=asked["public_vise"],
                 response=asked["reponse"], programme=None)  # fmt: skip
    one = view.project(address.parameters.get("projet", ""))
    if one is not None:
        found = (one,)
        everything = anchor("Voir tous les projets", link(projet=""))
        plain(tag("p", f"{said(one.name)} — {everything}", class_="scope-line"))
    block(
        tools(
            filter_menu("Étape", "etape", asked["etape"], stages, "toutes"),
            filter_menu("Public visé", "public_vise", asked["public_vise"], publics),
            filter_menu("Réponse", "reponse", asked["reponse"], responses, "toutes"),
        ),
        key="project_tools",
    )
    block(pipeline(view, found), key="project_pipeline")
    plain(tallies(view, found))
    with st.container(key="card_projects"):
        reading = f"{plural(len(found), 'projet')} sur {number(len(view.projects))}"
        plain(block_head("Quels projets, portés par quels couples ?", reading))
        plain(project_table(found))
        file_buttons("Logements accompagnés", view.subject.label, address, COLUMNS,
                     lambda: map(file_row, found), filters=asked,
                     source="projets saisis, source en chaque ligne")  # fmt: skip
