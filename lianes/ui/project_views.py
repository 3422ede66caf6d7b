"""The accompanied-housing page assembled: pipeline, results, tallies, list, decisions, facts."""

from lianes.domain.french import number, plural
from lianes.domain.project import Stage
from lianes.reading.projects import Project, Projects, kept
from lianes.ui import actor_reads, reads
from lianes.ui import project_result_blocks as results
from lianes.ui.actor_kit import chosen, filter_menu, tools
from lianes.ui.address import Address, link
from lianes.ui.facts import said
from lianes.ui.flow import container
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
from lianes.ui.say import Teller
from lianes.ui.table_files import file_buttons

Found = tuple[Project, ...]
Filters = dict[str, str | None]


def show(view: Projects, address: Address) -> None:
    """Show the page in the reader's order."""
    if view.projects:
        found, asked = _chosen(view, address)
        block(pipeline(view, found), key="project_pipeline")
        _results(view, address, found, asked)
        block(tallies(view, found), key="project_tallies")
        _list(view, address, found, asked)
        _decisions(view, address, found, asked)
    plain(published_card(view))


def _chosen(view: Projects, address: Address) -> tuple[Found, Filters]:
    """Show the filters of the address; return the projects they keep."""
    publics = {p.public: p.public_label or "" for p in view.projects if p.public}
    responses = {label: label for label in view.responses}
    there = {p.stage for p in view.projects}
    stages = {str(stage): stage.label for stage in Stage if stage in there}
    names = {p.id: p.name for p in reads.programmes().programmes}
    asked = {
        "programme": chosen(address, "programme", names),
        "etape": chosen(address, "etape", stages),
        "public_vise": chosen(address, "public_vise", publics),
        "reponse": chosen(address, "reponse", responses),
    }
    found = kept(view.projects, stage=asked["etape"], public=asked["public_vise"],
                 response=asked["reponse"], programme=asked["programme"])  # fmt: skip
    one = view.project(address.parameters.get("projet", ""))
    if one is not None:
        found, asked = (one,), dict.fromkeys(asked) | {"projet": one.code}
        everything = anchor("Voir tous les projets", link(projet=""))
        plain(tag("p", f"{said(one.name)} — {everything}", class_="scope-line"))
    block(
        tools(
            filter_menu("Étape", "etape", asked["etape"], stages, "toutes"),
            filter_menu("Public visé", "public_vise", asked["public_vise"], publics),
            filter_menu("Réponse", "reponse", asked["reponse"], responses, "toutes"),
            filter_menu("Programme", "programme", asked["programme"], names),
        ),
        key="project_tools",
    )
    return found, asked


def _results(view: Projects, address: Address, found: Found, asked: Filters) -> None:
    told = actor_reads.results_of(address.scope, address.audience, found)
    if told is None:
        return
    period = address.scope.period.label
    with container("card_project_results"):
        reading = f"{period} · remontées mensuelles des projets en service, additionnées comme "
        plain(block_head("Que deviennent les ménages logés ?", f"{reading}celles des LIANES"))
        teller = Teller(view.subject.label, address.scope.period, reads.meta())
        table = results.result_table(told, f"{teller.label}, {period}")
        shown = results.result_tiles(told, teller) + table + results.definitions(told)
        block(shown, key="project_results")
        file_buttons("Résultats des projets", view.subject.label, address, results.COLUMNS,
                     lambda: (results.result_row(*row) for row in told.rows), filters=asked,
                     source="remontées mensuelles des projets", period=period)  # fmt: skip


def _list(view: Projects, address: Address, found: Found, asked: Filters) -> None:
    with container("card_projects"):
        reading = f"{plural(len(found), 'projet')} sur {number(len(view.projects))}"
        plain(block_head("Quels projets, portés par quels couples ?", reading))
        block(project_table(view, found), key="project_list")
        file_buttons("Logements accompagnés", view.subject.label, address, COLUMNS,
                     lambda: (file_row(p, view.budget_of(p)) for p in found), filters=asked,
                     source="projets saisis, source en chaque ligne")  # fmt: skip


def _decisions(view: Projects, address: Address, found: Found, asked: Filters) -> None:
    plain(results.decision_card(view, found))
    notes = results.decisions_of(view, found)
    if notes:
        file_buttons("Décisions", view.subject.label, address, results.NOTE_COLUMNS,
                     lambda: map(results.decision_row, notes), filters=asked,
                     source="notes du comité de pilotage")  # fmt: skip
