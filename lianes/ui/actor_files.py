"""The pages of actors as tables: their lists unfiltered, then what stands beside them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from lianes.documents.cells import Cell, Column, Table, count, euros, words
from lianes.documents.pages import actors, programmes
from lianes.documents.pages import funding as funding_pages
from lianes.domain.funding import STEP_TITLES, STEPS
from lianes.domain.project import Stage
from lianes.reading.bonds import bonds
from lianes.reading.directory import Partner
from lianes.reading.funding import Line
from lianes.reading.lessons import Lessons, counts, elsewhere
from lianes.reading.project_results import Results
from lianes.reading.projects import Project, Projects, dwellings, region_of, tally
from lianes.reading.solutions import sites_of
from lianes.ui import (
    actor_reads,
    agreement_blocks,
    bond_blocks,
    funding_blocks,
    funding_views,
    lesson_blocks,
    partner_blocks,
    project_blocks,
    reads,
    solution_blocks,
)
from lianes.ui import project_result_blocks as results
from lianes.ui.address import Address

Tables = Sequence[Table]


def _listed(
    name: str, question: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> Table:
    return Table(name, question, "", tuple(columns), tuple(map(tuple, rows)))


def partners(address: Address) -> Tables:
    """Return partners, conventions, bonds, engagement and governance."""
    view = actor_reads.directory_of(address.scope, address.audience)
    agreements = actor_reads.agreements_of(address.scope)
    return (
        _listed("Partenaires", "Qui sont les partenaires ?",
                (*partner_blocks.COLUMNS, Column("Note", 60)), map(_partner, view.items)),
        _listed("Conventions", "Quelles conventions ?", agreement_blocks.COLUMNS,
                map(agreement_blocks.file_row, agreements.in_order)),
        _listed("Liens", "Qui agit avec qui ?", bond_blocks.COLUMNS,
                map(bond_blocks.file_row, bonds(view.items))),
        actors.engaged(actor_reads.engaged_of(address.scope, address.audience)),
        programmes.roles(reads.programmes()),
    )  # fmt: skip


def _partner(one: Partner) -> list[Cell]:
    return [*partner_blocks.file_row(one), words(one.note)]


def funding(address: Address) -> Tables:
    """Return the money of a scope; outside, no line."""
    scope, audience = address.scope, address.audience
    view = actor_reads.funding_of(scope, audience)
    if not view.networks:
        return ()
    shown = () if view.outside else view.lines
    lines = _listed("Financements", "Qui est financé, par qui, quand ?", funding_blocks.COLUMNS,
                    map(funding_blocks.file_row, shown))  # fmt: skip
    asks = actor_reads.asks_of(scope, audience)
    return (
        *funding_pages.tables(
            view, lines, actor_reads.costs_of(scope, audience),
            actor_reads.per_tenant_of(scope, audience, view.lines), actor_reads.funds(),
            funding_views.fits(asks),
        ),
        _by_region(shown),
    )  # fmt: skip


def _by_region(lines: Sequence[Line]) -> Table:
    places = actor_reads.places_of(tuple({c for line in lines for c in line.network.parents}))
    amounts: dict[str, dict[str, float]] = {}
    for line in lines:
        name, _ = funding_blocks.group_of(line, "region", places, {})
        row = amounts.setdefault(name, dict.fromkeys(STEPS, 0.0))
        row[line.stage] += line.amount
    rows = [(name, [*row.values(), sum(row.values())]) for name, row in sorted(amounts.items())]
    heads = ("Région", *STEP_TITLES.values(), "Ensemble")
    return actors.crossed("Par région", "Qui est financé, où ?", heads, rows, euros)


def solutions(address: Address) -> Tables:
    """Return challenges with their solutions, then every site."""
    view = actor_reads.solutions_of(address.scope)
    sites = (solution_blocks.file_row(*pair) for pair in sites_of(view, view.solutions))
    question = "Où sont-elles à l'œuvre ?"
    return (actors.challenges(view),
            _listed("Implantations", question, solution_blocks.COLUMNS, sites))  # fmt: skip


def projects(address: Address) -> Tables:
    """Return projects, what they report, decisions, and what is published."""
    view = actor_reads.projects_of(address.scope, address.audience)
    told = actor_reads.results_of(address.scope, address.audience, view.projects)
    return (
        _listed("Projets", "Quels projets, portés par quels couples ?", project_blocks.COLUMNS,
                [*(project_blocks.file_row(p, view.budget_of(p)) for p in view.projects),
                 *([_total(view)] if view.projects else [])]),
        _listed("Résultats", "Que deviennent les ménages logés ?", results.COLUMNS,
                _results(told)),
        _listed("Décisions", "Qu'a-t-il été décidé ?", results.NOTE_COLUMNS,
                map(results.decision_row, results.decisions_of(view, view.projects))),
        *_tallies(view),
        actors.published(view.published),
    )  # fmt: skip


def _results(told: Results | None) -> list[list[Cell]]:
    """Return the projects in service, then their sum as the page reads it."""
    if told is None:
        return []
    rows = [results.result_row(*row) for row in told.rows]
    sums = results.result_row(told.rows[0][0], told.total)
    return [*rows, [words("Total"), words(None), words(None), *sums[3:]]]


def _tallies(view: Projects) -> Tables:
    """Return projects and dwellings by stage, public, response and région."""
    publics = {p.public: p.public_label for p in view.projects}
    kinds: tuple[tuple[str, Callable[[Project], str | None], Callable[[str | None], str]], ...] = (
        ("Étape", lambda p: str(p.stage), lambda key: Stage(key).label if key else ""),
        ("Public", lambda p: p.public, lambda key: publics.get(key) or "non renseigné"),
        ("Réponse", lambda p: p.response, lambda key: key or "non renseignée"),
        ("Région", region_of, lambda key: _region(view, key)),
    )
    return tuple(
        actors.crossed(
            f"Par {name.lower()}", f"Combien de projets, par {name.lower()} ?",
            (name, "Projets", "Logements"),
            [(said(key), numbers) for key, numbers in _told(view, name, of).items()],
        )
        for name, of, said in kinds
    )  # fmt: skip


def _told(
    view: Projects, name: str, of: Callable[[Project], str | None]
) -> Mapping[str | None, tuple[int, int]]:
    """Count projects and dwellings; every stage is there, even where nothing stands."""
    none = {str(stage): (0, 0) for stage in Stage} if name == "Étape" else {}
    return none | tally(view.projects, of)


def _total(view: Projects) -> list[Cell]:
    """Return the sum that closes the list; outside, its money is masked."""
    budget, homes = view.budget(view.projects), count(dwellings(view.projects))
    money = euros(budget.value, budget.state)
    blank = words(None)
    return [words("Total"), *(blank,) * 7, homes, money, *(blank,) * 3]


def _region(view: Projects, code: str | None) -> str:
    place = view.regions.get(code or "")
    return place.label if place else "non renseigné"


def lessons(address: Address) -> Tables:
    """Return what was learnt, then the events."""
    view = actor_reads.lessons_of(address.scope, address.audience)
    names = {one.id: one.name for one in reads.programmes().programmes}
    return (
        _listed("Retours", "Qu'ont appris les LIANES ?", lesson_blocks.COLUMNS,
                (lesson_blocks.file_row(view, one) for one in view.lessons)),
        _matrix(view),
        actors.elsewhere(view, () if view.subject.is_national else elsewhere(view, None)),
        actors.events(view.events, names),
    )  # fmt: skip


def _matrix(view: Lessons) -> Table:
    found = counts(view.lessons)
    rows = []
    for theme in view.themes:
        told = [found.get((theme.id, angle.id), 0) for angle in view.angles]
        rows.append((theme.label, [*told, sum(told)]))
    heads = ("Thème", *(angle.label for angle in view.angles), "Ensemble")
    return actors.crossed("Par thème", "Sur quoi, sous quel angle ?", heads, rows)


UNFILTERED: dict[str, Callable[[Address], Tables]] = {
    "partenaires": partners,
    "financements": funding,
    "solutions": solutions,
    "projets": projects,
    "retours": lessons,
}
"""Pages whose workbook holds everything; each filtered list has its own buttons."""
