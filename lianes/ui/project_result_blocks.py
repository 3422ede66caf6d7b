"""The blocks of what projects report and of what was decided: tiles, table, dated notes."""

from collections.abc import Sequence

from lianes.documents.cells import Cell, Column, Kind, as_published, yes_or_no
from lianes.documents.cells import words as cell
from lianes.domain.french import HARD, interval, number, percent, plural, signed, with_unit
from lianes.metrics.figure import Figure, State
from lianes.reading.estimates import Estimate
from lianes.reading.project_results import COSTS, HOUSEHOLDS, LEASES, RESOURCES, Reported, Results
from lianes.reading.projects import Decision, Project, Projects
from lianes.ui.actor_kit import Tile, grid, marked, masked, tiles, words
from lianes.ui.address import link
from lianes.ui.facts import cited, dated, not_published, said, section, source_words
from lianes.ui.kit import block_head, source_line
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag, text
from lianes.ui.say import Teller

COLUMNS = (Column("Projet", 40), Column("Code", 14), Column("En service depuis", 18),
           Column("Ménages logés", 14), Column("Baux de droit commun", 20),
           Column("Ressources (€)", 15), Column("Charges (€)", 15), Column("Solde (€)", 15),
           Column("Simulé", 9))  # fmt: skip
NOTE_COLUMNS = (Column("Date", 18), Column("Instance", 34), Column("Décision", 80),
                Column("Projet", 14), Column("Source", 34), Column("Simulé", 9))  # fmt: skip


# ------------------------------------------------------------------ results
def result_tiles(found: Results, teller: Teller) -> str:
    """Return who is housed, with which lease, who stays, and whether the money balances."""
    total = found.total
    return tiles(
        teller.label,
        Tile(count_words(total.figures[HOUSEHOLDS]), "ménages logés",
             said(f"à la fin de la période · {found.received} envois reçus sur {found.expected}")),
        _rate(found.lease_share, teller, "de baux de droit commun",
              f"{_plain(total.figures[LEASES])} ménages sur {_plain(total.figures[HOUSEHOLDS])}"),
        _rate(found.tenancy, teller, "encore logés à 12 mois",
              plural(found.tenancy.n, "ménage suivi", "ménages suivis") if found.tenancy.n else ""),
        Tile(euro_words(total.balance, sign=True), "d'équilibre du budget",
             said(f"ressources {_plain(total.figures[RESOURCES], '€')} − charges "
                  f"{_plain(total.figures[COSTS], '€')}")),
    )  # fmt: skip


def _rate(found: Estimate, teller: Teller, label: str, basis: str) -> Tile:
    value, limits = found.figure.value, found.interval
    if value is None or limits is None:
        why = _absence(found.figure, found.reason)
        return Tile(why, label, said(found.indicator.definition), told=teller.rate(found)[1])
    around = f"intervalle à 95{HARD}%{HARD}: {interval(limits.low, limits.high)}"
    shown = "<br>".join(said(line) for line in (around, basis) if line)
    return Tile(text(percent(value)), label, shown, told=teller.rate(found)[1])


def _absence(figure: Figure, reason: str | None = None) -> str:
    if figure.state is State.MASKED:
        return masked()
    return not_published(reason or "non renseigné")


def count_words(figure: Figure) -> str:
    """Write a count as HTML, or why there is none."""
    return text(number(figure.value)) if figure.value is not None else _absence(figure)


def euro_words(figure: Figure, *, sign: bool = False) -> str:
    """Write euros as HTML, or why there are none."""
    if figure.value is None:
        return _absence(figure)
    return text(f"{signed(figure.value)}{HARD}€" if sign else with_unit(figure.value, "€"))


def _plain(figure: Figure, unit: str = "") -> str:
    if figure.value is None:
        return "masqué" if figure.state is State.MASKED else "non renseigné"
    return with_unit(figure.value, unit)


def result_table(found: Results, about: str) -> str:
    """Return each project in service; the last row is their sum, read from the rollup."""
    rows = [
        [tag("span", anchor(p.name, link(projet=p.code)), class_="title")
         + marked(simulated=p.simulated), dated(p.opened_on, absent="non renseigné"),
         *_cells(reported)]
        for p, reported in found.rows
    ]  # fmt: skip
    total = ["Total", "", *_cells(found.total)]
    columns = words("Projet", "En service depuis", "#Ménages logés", "#Baux de droit commun",
                    "#Ressources", "#Charges", "#Solde")  # fmt: skip
    return grid("Résultats des projets", columns, rows, total, about=about)


def definitions(found: Results) -> str:
    """Say how the two rates are counted, in the words of the catalogue."""
    rates = (found.lease_share.indicator, found.tenancy.indicator)
    return source_line(*(said(f"{rate.label} : {rate.definition}") for rate in rates))


def _cells(found: Reported) -> list[str]:
    return [
        count_words(found.figures[HOUSEHOLDS]), count_words(found.figures[LEASES]),
        euro_words(found.figures[RESOURCES]), euro_words(found.figures[COSTS]),
        euro_words(found.balance, sign=True),
    ]  # fmt: skip


def result_row(project: Project, found: Reported) -> list[Cell]:
    """Return the row of a project in service in a file."""
    return [
        cell(project.name), cell(project.code), as_published(project.opened_on, "non renseigné"),
        _file_cell(found.figures[HOUSEHOLDS], Kind.COUNT),
        _file_cell(found.figures[LEASES], Kind.COUNT),
        _file_cell(found.figures[RESOURCES], Kind.EURO),
        _file_cell(found.figures[COSTS], Kind.EURO), _file_cell(found.balance, Kind.EURO),
        yes_or_no(project.simulated),
    ]  # fmt: skip


def _file_cell(figure: Figure, kind: Kind) -> Cell:
    return Cell(figure.value, kind, figure.state)


# ------------------------------------------------------------------ decisions
def decision_card(view: Projects, found: Sequence[Project]) -> str:
    """Return what was decided of the projects kept and of the whole call, as dated notes."""
    head = block_head(
        "Qu'a décidé le comité de pilotage ?",
        "Notes datées, la plus récente d'abord · ce que publient les sources est plus bas",
    )
    notes = decisions_of(view, found)
    if not notes:
        return section(head, tag("p", not_published("aucune décision notée")))
    names = {p.code: p.name for p in view.projects}
    rows = [
        [dated(d.decided_on), said(d.text) + " " + marked(simulated=d.simulated),
         anchor(names[d.project], link(projet=d.project)) if d.project else "tout l'appel",
         said(d.body), cited([d.source])]
        for d in notes
    ]  # fmt: skip
    columns = words("Date", "Décision", "Projet", "Instance", "Source")
    return section(head, grid("Décisions", columns, rows))


def decisions_of(view: Projects, found: Sequence[Project]) -> list[Decision]:
    """Return the decisions that concern some projects, or the whole call."""
    codes = {p.code for p in found}
    return [d for d in view.decisions if d.project is None or d.project in codes]


def decision_row(found: Decision) -> list[Cell]:
    """Return the row of a decision in a file."""
    return [
        as_published(found.decided_on), cell(found.body), cell(found.text),
        cell(found.project or "tout l'appel"), cell(source_words([found.source])),
        yes_or_no(found.simulated),
    ]  # fmt: skip
