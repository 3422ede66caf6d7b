"""The blocks of accompanied housing: opening sentences, pipeline, tallies, list, facts."""

from collections.abc import Callable, Sequence

from lianes.charts.ladder import ladder_bars
from lianes.documents.cells import Cell, Column, Kind, count, euro, yes_or_no
from lianes.documents.cells import words as cell
from lianes.domain.french import HARD, number, percent, plural
from lianes.domain.project import Stage
from lianes.metrics.figure import Figure, State
from lianes.reading.projects import (
    Project,
    Projects,
    dwellings,
    region_of,
    tally,
)
from lianes.ui.actor_kit import Tile, euros, grid, marked, tiles, words
from lianes.ui.address import link
from lianes.ui.facts import cited, dated, not_published, said, section, source_words
from lianes.ui.kit import block_head, empty_state, pill
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag

COLUMNS = (Column("Projet", 40), Column("Code", 14), Column("Étape"), Column("Bailleur", 28),
           Column("Gestionnaire", 30), Column("Public", 34), Column("Attention de l'État", 20),
           Column("Réponse", 36), Column("Logements", 12), Column("Budget (€)"),
           Column("Commune", 24), Column("Source", 34), Column("Simulé", 9))  # fmt: skip

SILENT = "non renseigné"


def retained(found: Sequence[Project]) -> list[Project]:
    """Return the projects selected or beyond."""
    return [p for p in found if p.stage.is_retained]


# ------------------------------------------------------------------ opening sentences
def lead(view: Projects) -> list[str]:
    """Return what the page says first: the published target, then what the projects bring."""
    aim = (
        f"La cible publiée est de {number(view.target)} logements accompagnés, sans échéance."
        if view.target
        else "Aucune cible n'est publiée."
    )
    if not view.projects:
        return [aim, "Aucun projet n'est enregistré ici."]
    homes = dwellings(retained(view.projects))
    fictive = " (projets simulés)" if all(p.simulated for p in view.projects) else ""
    return [
        f"**{plural(len(view.projects), 'projet')}{fictive}, "
        f"{plural(homes, 'logement retenu', 'logements retenus')} ou au-delà**.",
        aim,
    ]


# ------------------------------------------------------------------ pipeline
def pipeline(view: Projects, found: Sequence[Project]) -> str:
    """Return the pipeline of the projects kept, in dwellings, with its table and total."""
    head = block_head(
        "Où en sont les projets ?",
        "Logements par étape de l'appel à projets · un projet n'est qu'à une étape",
    )
    if not found:
        return section(head, tag("p", not_published("aucun projet pour ces filtres")))
    table = tally(found, lambda p: p.stage)
    rows = [(stage.label, *table.get(stage, (0, 0))) for stage in Stage]
    drawn = ladder_bars(
        [(label, float(homes), 0.0, plural(homes, "logement")) for label, _, homes in rows],
        label="Logements par étape ; le tableau dit les mêmes nombres",
    )
    frame = tag("div", drawn, class_="scroll", tabindex="0", role="region", aria_label="Étapes")
    lines = [[said(label), number(count), number(homes)] for label, count, homes in rows]
    total = ["Total", number(len(found)), number(dwellings(found))]
    columns = words("Étape", "#Projets", "#Logements")
    beside = tag("div", grid("Étapes", columns, lines, total, about=view.subject.label))
    return section(head, tag("div", tag("div", frame) + beside, class_="side-by-side"),
                   _figures(view, found))  # fmt: skip


def _figures(view: Projects, found: Sequence[Project]) -> str:
    homes = dwellings(retained(found))
    share = percent(100 * homes / view.target, 1) if view.target else "non fixé"
    known = sum(p.budget is not None for p in found)
    return tiles(
        view.subject.label, Tile(number(homes), "logements retenus ou au-delà",
             said(f"{share} de la cible publiée{_fictive(found)}")),
        Tile(_budget(view.budget(found)), "de budget déclaré",
             said(f"{known} projets sur {len(found)}")),
        Tile(number(len({(p.landlord, p.manager) for p in found if p.landlord and p.manager})),
             "couples bailleur–gestionnaire",
             anchor("leurs projets et les couples publiés", "/partenaires?vue=liens")),
        Tile(number(len({region_of(p) for p in found} - {None})), "régions couvertes",
             said("par la commune des projets")),
    )  # fmt: skip


def _budget(found: Figure) -> str:
    """Write a budget, or why there is none."""
    if found.state is State.NOT_REPORTED:
        return not_published("non renseigné")
    return euros(found.value)


def _fictive(found: Sequence[Project]) -> str:
    return " (projets simulés)" if any(p.simulated for p in found) else ""


# ------------------------------------------------------------------ tallies
def tallies(view: Projects, found: Sequence[Project]) -> str:
    """Return publics, responses and régions, each adding up to the projects kept."""
    labels = {p.public: p.public_label for p in found}
    priorities = {p.public: p.priority for p in found}

    def public(key: str | None) -> str:
        name = said(labels.get(key) or "non renseigné")
        flag = priorities.get(key)
        return f"{name} {pill(flag, 'late', '!')}" if flag else name

    def region(key: str | None) -> str:
        place = view.regions.get(key or "")
        return anchor(place.label, link(territoire=place.code)) if place else "non renseigné"

    about = view.subject.label
    cards = (
        _tally(about, "Pour quels publics ?",
               f"!{HARD}: attention particulière demandée par l'État", "Public", found,
               lambda p: p.public, public)
        + _tally(about, "Quelle réponse ?", "Natures de réponse de l'appel à projets",
                 "Réponse", found,
                 lambda p: p.response, lambda key: said(key or "non renseignée"))
        + _tally(about, "Dans quelles régions ?", plural(len(view.regions), "région couverte",
                 "régions couvertes"), "Région", found, region_of, region)
    )  # fmt: skip
    return tag("div", cards, class_="fact-columns")


def _tally(
    about: str, title: str, reading: str, column: str, found: Sequence[Project],
    key: Callable[[Project], str | None], words_of: Callable[[str | None], str],
) -> str:  # fmt: skip
    rows = [
        [words_of(name), number(count), number(homes)]
        for name, (count, homes) in sorted(tally(found, key).items(), key=lambda i: i[0] or "")
    ]
    total = ["Total", number(len(found)), number(dwellings(found))]
    columns = words(column, "#Projets", "#Logements")
    table = grid(title, columns, rows, total, about=about)
    return section(block_head(title, reading, 3), table)


# ------------------------------------------------------------------ the list
def project_table(view: Projects, found: Sequence[Project]) -> str:
    """Return the projects kept, each marked when simulated; outside, their money is masked."""
    if not found:
        everything = link(etape="tous", public_vise="tous", reponse="tous", programme="tous")
        return empty_state("Aucun projet pour ces filtres", anchor("Tout afficher", everything))
    columns = words("Projet", "Étape", "Bailleur", "Gestionnaire", "Public", "Réponse",
                    "#Logements", "#Budget", "Source")  # fmt: skip
    total = ["Total", "", "", "", "", "", number(dwellings(found)),
             _budget(view.budget(found)), ""]  # fmt: skip
    rows = [_line(project, view.budget_of(project)) for project in found]
    return grid("Projets", columns, rows, total, about=view.subject.label)


def _line(project: Project, budget: Figure) -> list[str]:
    flag = " " + pill("attention de l'État", "late", "!") if project.priority else ""
    missing = not_published("non renseigné")
    return [
        tag("span", said(project.name), class_="title") + marked(simulated=project.simulated),
        said(project.stage.label),
        _partner(project.landlord, project.landlord_name),
        _partner(project.manager, project.manager_name),
        said(project.public_label or "non renseigné") + flag,
        said(project.response) if project.response else missing,
        number(project.dwellings) if project.dwellings is not None else missing,
        _budget(budget),
        cited([project.source]),
    ]


def _partner(key: str | None, name: str | None) -> str:
    if key is None or name is None:
        return not_published("non renseigné")
    return anchor(name, f"/partenaires?partenaire={key}")


def file_row(project: Project, budget: Figure) -> list[Cell]:
    """Return the row of a project in a file, its budget as the audience may see it."""
    said_ = (
        project.name, project.code, project.stage.label,
        project.landlord_name or SILENT, project.manager_name or SILENT,
        project.public_label or SILENT, project.priority or "", project.response or SILENT,
    )  # fmt: skip
    is_masked = budget.state is State.MASKED
    money = Cell(None, Kind.EURO, State.MASKED) if is_masked else euro(budget.value, SILENT)
    homes = count(project.dwellings) if project.dwellings is not None else cell(SILENT)
    return [
        *map(cell, said_), homes, money, cell(project.place.label),
        cell(source_words([project.source])), yes_or_no(project.simulated),
    ]  # fmt: skip


# ------------------------------------------------------------------ published
def published_card(view: Projects) -> str:
    """Return the dated notes and facts published of the programme, never mixed with projects."""
    head = block_head(
        "Que publient les sources sur l'appel à projets ?",
        "Décisions et bilans tels que publiés ; ils ne s'ajoutent pas aux projets simulés",
    )
    notes = [
        [dated(m.happened_on) if m.happened_on else not_published(m.horizon or "non daté"),
         said(m.title), cited(m.sources)]
        for m in view.published.milestones
    ]  # fmt: skip
    facts = [[said(d.fact), said(d.value or ""), cited(d.sources)] for d in view.published.details]
    more = anchor("Toute la fiche du programme", f"/programmes?programme={view.published.id}")
    return section(
        head,
        grid("Notes datées", words("Date", "Décision ou étape", "Source"), notes),
        grid("Faits publiés", words("Fait", "Valeur", "Source"), facts),
        tag("p", more),
    )
