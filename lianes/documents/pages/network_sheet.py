"""The sheet of one LIANE as tables; outside the programme, those without figures."""

from lianes.documents.basis import rate, rate_columns
from lianes.documents.cells import (
    Cell,
    Chart,
    Column,
    Draw,
    Table,
    as_published,
    count,
    euros,
    on_day,
    share,
    words,
)
from lianes.documents.pages.pathway import stages_table
from lianes.documents.pages.seniors import dwellings_table
from lianes.domain.funding import STEP_TITLES
from lianes.metrics.figure import State
from lianes.reading.network_sheet import Inside, NetworkSheet

DEPLOYMENTS = {"trial": "à l'essai", "running": "en service", "spreading": "en essaimage"}


def tables(view: NetworkSheet) -> tuple[Table, ...]:
    """Return the blocks of the sheet."""
    inside = _inside(view, view.inside) if view.inside else ()
    return (_identity(view), _actors(view), _communes(view), *inside, _conventions(view),
            _reports(view), _solutions(view))  # fmt: skip


def _inside(view: NetworkSheet, inside: Inside) -> tuple[Table, ...]:
    return (
        stages_table(view.stages, "Parcours", "Où en sont les parcours ?"),
        _dwellings(view),
        _rates(view),
        _funding(inside),
        _corrections(inside),
        _lessons(inside),
    )


def _provenance(*, simulated: bool) -> Cell:
    return words("simulé" if simulated else "réel")


def _identity(view: NetworkSheet) -> Table:
    network, report = view.network, view.report
    awaited = view.active and report is not None
    late = f"{report.months_late} en retard" if awaited and report else "rien d'attendu"
    pairs = (
        ("Code", words(network.code)), ("Nom", words(network.name)),
        ("Siège", words(network.seat_name)), ("Étape", words(network.stage.label)),
        ("Ouverte le", on_day(network.opened_on)), ("Close le", on_day(network.closed_on)),
        ("Suite", words(network.successor)),
        ("Acteurs manquants",
         words(", ".join(view.missing) or "aucun" if view.active else "sans objet")),
        ("Envois", words(late)), ("Provenance", _provenance(simulated=network.simulated)),
    )  # fmt: skip
    rows = tuple((words(name), cell) for name, cell in pairs if cell.words)
    columns = (Column("Fiche", 24), Column("", 50))
    return Table("Fiche", "Quelle est cette LIANE ?", "", columns, rows)


def _actors(view: NetworkSheet) -> Table:
    columns = (Column("Organisation", 44), Column("Sorte", 30), Column("Rôle", 50),
               Column("Jusqu'au", 18))  # fmt: skip
    rows = tuple(
        (words(one.name), words(one.kind_label), words(one.role), as_published(one.until, ""))
        for one in view.actors
    )
    note = "Organisations fictives, pour la démonstration" if view.network.simulated else ""
    return Table("Acteurs", "Qui agit ?", note, columns, rows)


def _communes(view: NetworkSheet) -> Table:
    columns = (Column("Code", 14), Column("Commune", 40))
    rows = tuple((words(place.code), words(place.label)) for place in view.communes)
    reading = f"Siège : {view.network.seat_name}, où comptent les chiffres"
    return Table("Communes", "Quelles communes couvre-t-elle ?", reading, columns, rows, names=2)


def _dwellings(view: NetworkSheet) -> Table:
    mean, question = view.rates["adaptation_mean_cost"], "Quels logements ont été adaptés ?"
    return dwellings_table(view.levels, view.adapted, mean, question)


def _rates(view: NetworkSheet) -> Table:
    columns = (Column("Indicateur", 44), *rate_columns("Valeur", 18), Column("Unité", 12))
    found = (*view.rates.values(), *(level.cost for level in view.levels))
    rows = tuple(
        (words(one.indicator.label), *rate(one), words(one.indicator.unit)) for one in found
    )
    question = "Quels efforts joints, à quel coût, en combien de temps ?"
    return Table("Indicateurs", question, "", columns, rows)


def _funding(inside: Inside) -> Table:
    columns = (Column("Année", 12), Column("Besoin"), *map(Column, STEP_TITLES.values()),
               Column("Sécurisé"), Column("Dont en nature"))  # fmt: skip
    rows = tuple(
        (words(str(one.year)),
         euros(one.need, State.MEASURED if one.need is not None else State.NOT_REPORTED),
         *(euros(one.amounts[stage]) for stage in STEP_TITLES), share(one.share),
         euros(one.in_kind))
        for one in inside.years
    )  # fmt: skip
    chart = Chart(Draw.COLUMN, 0, (1, 5, 6), "Euros par an")
    reading = "Sécurisé : signé ou versé, rapporté au besoin de la même année"
    question = "Comment est-elle financée, et jusqu'à quand ?"
    return Table("Financement", question, reading, columns, rows, 1, chart)


def _conventions(view: NetworkSheet) -> Table:
    columns = (Column("Convention", 44), Column("Signée le", 16), Column("Jusqu'au", 16),
               Column("Objet", 60), Column("Parties", 60), Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(one.title), as_published(one.signed_on, "non signée"),
         as_published(one.ends_on, "sans terme publié"), words(one.object),
         words(", ".join(one.parties) or "non renseignées"),
         _provenance(simulated=one.simulated))
        for one in view.conventions
    )  # fmt: skip
    return Table("Conventions", "Y a-t-il une convention locale ?", "", columns, rows)


def _reports(view: NetworkSheet) -> Table:
    columns = (Column("Mois", 20), Column("Attendu le", 18), Column("Reçu le", 18),
               Column("Situation", 22))  # fmt: skip
    rows = tuple(
        (words(one.month.label), on_day(one.due_on), on_day(one.received_on),
         words(_standing(one.received_on is None, one.due_on < view.as_of,
                         bool(one.received_on and one.received_on > one.due_on))))
        for one in view.reports
    )  # fmt: skip
    return Table("Envois", "Les envois arrivent-ils ?", "", columns, rows)


def _standing(is_missing: bool, is_over: bool, is_late: bool) -> str:
    if is_missing:
        return "non reçu" if is_over else "pas encore dû"
    return "reçu après l'échéance" if is_late else "reçu à temps"


def _corrections(inside: Inside) -> Table:
    columns = (Column("Quoi", 60), Column("Le", 18), Column("Avant", 16), Column("Après", 16),
               Column("Pourquoi", 50), Column("Par", 30), Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(one.what), as_published(one.changed_on), _corrected(one.old), _corrected(one.new),
         words(one.reason or "raison non renseignée"), words(one.author),
         _provenance(simulated=one.simulated))
        for one in inside.corrections
    )  # fmt: skip
    return Table("Corrections", "Qu'est-ce qui a été corrigé ?", "", columns, rows)


def _corrected(value: str | None) -> Cell:
    if value is None:
        return Cell(None, state=State.MASKED)
    return count(float(value)) if value.isdecimal() else words(value)


def _solutions(view: NetworkSheet) -> Table:
    columns = (Column("Solution", 44), Column("Étape", 20), Column("À quoi elle sert", 60),
               Column("Depuis", 16), Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(one.solution), words(DEPLOYMENTS.get(one.stage or "", "étape non renseignée")),
         words(one.purpose), as_published(one.since), _provenance(simulated=one.simulated))
        for one in view.deployments
    )  # fmt: skip
    return Table("Solutions", "Quelles solutions mobilise-t-elle ?", "", columns, rows)


def _lessons(inside: Inside) -> Table:
    columns = (Column("Thème", 30), Column("Angle", 22), Column("Ce qui a été appris", 90),
               Column("Noté le", 16), Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(one.theme), words(one.angle), words(one.text), as_published(one.noted_on),
         _provenance(simulated=one.simulated))
        for one in inside.lessons
    )  # fmt: skip
    return Table("Retours", "Qu'a-t-elle appris ?", "", columns, rows, names=2)
