"""The page of the pathway towards a job as tables."""

from collections.abc import Sequence

from lianes.documents.basis import rate, rate_columns
from lianes.documents.cells import (
    Cell,
    Chart,
    Column,
    Draw,
    Table,
    count,
    counted,
    figure_cell,
    part,
    share,
    words,
)
from lianes.documents.pages.curves import curve_table
from lianes.domain.french import capital
from lianes.reading.estimates import Estimate
from lianes.reading.exits import Part
from lianes.reading.pathway import CONVERSIONS, Pathway, Stage

_LOST = "Où perd-on des personnes, de l'information à l'emploi ?"
_KEPT = "Restent-ils en emploi ?"


def tables(view: Pathway) -> tuple[Table, ...]:
    """Return the blocks of the page; none where the page says why it shows nothing."""
    if not view.networks or not view.stages:
        return ()
    return (
        stages_table(view.stages, "Étapes", _LOST),
        _kept(view.retentions),
        _exits(view),
        _rates(view),
        curve_table(view.curve, "Maintien en emploi", _KEPT, "encore en emploi"),
        _entrants(view),
        _children(view),
        stages_table(view.seniors, "Seniors", "Et les seniors qui souhaitent travailler ?"),
    )


def stages_table(found: Sequence[Stage], name: str, question: str) -> Table:
    """Return the stages of a pathway: how many, and out of what."""
    columns = (Column("Étape", 34), Column("Nombre", 16), *rate_columns("Passage"),
               Column("Sur", 34))  # fmt: skip
    rows = tuple((words(s.measure.label), counted(s.figure), *_passage(s)) for s in found)
    reading = "Passage : part de la base dite en dernière colonne, même période"
    return Table(name, question, reading, columns, rows, 1, Chart(Draw.BAR, 0, (1,), "Personnes"))


def _passage(stage: Stage) -> tuple[Cell, ...]:
    found = stage.conversion
    if found is None:
        return (words(None),) * 8
    exact = "" if stage.exact else " (rapport de deux comptages, pas une part exacte)"
    return (*rate(found), words(f"{found.indicator.denominator_label}{exact}"))


def _kept(found: Sequence[Estimate]) -> Table:
    columns = (Column("Indicateur", 34), *rate_columns("Part"))
    rows = tuple((words(one.indicator.label), *rate(one)) for one in found)
    return Table("Encore en emploi", _KEPT, "Dénominateur : personnes suivies", columns, rows)


def _exits(view: Pathway) -> Table:
    columns = (Column("Où", 34), Column("Sorte de sortie", 40), Column("Sorties"), Column("Part"))
    rows = (*_parts(view.subject.label, view.exits.parts),
            *_parts("Reste du programme", view.exits.rest))  # fmt: skip
    if not rows:
        rows = ((words(view.subject.label), words(view.exits.reason), words(None), words(None)),)
    question = "Que deviennent ceux qui sortent ?"
    return Table("Sorties", question, "Sorties examinées, par sorte", columns, rows, 2)


def _parts(where: str, parts: Sequence[Part]) -> tuple[tuple[Cell, ...], ...]:
    total = sum(one.value for one in parts)
    return tuple(
        (words(where), words(one.label), count(one.value),
         share(100 * one.value / total if total else None))
        for one in parts
    )  # fmt: skip


def _rates(view: Pathway) -> Table:
    columns = (Column("Taux", 40), *rate_columns("Valeur"))
    rows = tuple((words(one.indicator.label), *rate(one)) for one in view.rates.values())
    return Table("Taux", "Les emplois sont-ils durables et proches ?", "", columns, rows)


def _entrants(view: Pathway) -> Table:
    columns = (Column("Public", 50), Column("Des informés", 16), Column("Des parcours", 16),
               Column("Des emplois", 16), *rate_columns("Sorties vers l'emploi", 22))  # fmt: skip
    rows = tuple(
        (words(one.label), *(part(found) for found in one.shares), *rate(one.exits))
        for one in view.entrants
    )
    question = "Qui entre, et qui sort vers l'emploi ?"
    reading = "Une personne peut relever des deux publics : les parts ne s'additionnent pas"
    return Table("Publics", question, reading, columns, rows)


def _children(view: Pathway) -> Table:
    level = view.child_level.label
    titles = [one.indicator.label for one in view.children[0].conversions] if view.children else []
    columns = (Column(capital(level), 30), Column("Parcours"),
               *(Column(title, 18) for title in titles))  # fmt: skip
    rows = tuple(
        (words(row.label), counted(row.pathways), *(figure_cell(one) for one in row.conversions))
        for row in view.children
    )
    reading = f"{len(CONVERSIONS)} passages par territoire ; jamais de rang par taux"
    return Table("Par territoire", f"Où, par {level}, et à quelle étape ?", reading, columns, rows)
