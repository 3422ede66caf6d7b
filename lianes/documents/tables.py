"""The blocks of the overview as tables, from values already read: what every format writes."""

from collections.abc import Sequence
from itertools import zip_longest

from lianes.documents.basis import BASIS, basis_cells
from lianes.documents.cells import (
    SHORT_STATES,
    Cell,
    Chart,
    Column,
    Draw,
    Table,
    count,
    figure_cell,
    on_day,
    words,
)
from lianes.documents.words import value_words
from lianes.domain.catalogue import Form, Indicator
from lianes.domain.french import capital, percent
from lianes.domain.month import Month
from lianes.errors import EmptyExport
from lianes.metrics.figure import State
from lianes.metrics.progress import against_plan
from lianes.reading.dossier import Dossier
from lianes.reading.monthly import Monthly
from lianes.reading.multiples import Multiple
from lianes.reading.overview import Card
from lianes.reading.say import Saying
from lianes.reading.sentences import trajectory_question, trajectory_sentence

_CURVE = Chart(Draw.LINE, 0, (1, 2, 3, 4, 5), "Nombre de locataires, cumulé")
_JOBS_BARS = Chart(Draw.BAR, 1, (3,), "Prises d'emploi")


def tables(found: Dossier) -> tuple[Table, ...]:
    """Return every block that has something to say."""
    blocks = (
        headline(found.view.cards, found.sayings),
        watch(found),
        trajectory(found),
        mapped_areas(found),
        children(found),
        networks(found),
        multiples(found),
        indicators(found),
        context(found),
    )
    return tuple(block for block in blocks if block.rows)


def refuse_empty(found: Dossier) -> None:
    """Raise EmptyExport unless the scope has a network."""
    if not found.view.networks:
        raise EmptyExport(
            f"Rien à exporter : aucune LIANE n'a son siège dans « {found.label} ». Choisissez un "
            "territoire plus large, puis recommencez."
        )


# ------------------------------------------------------------------ headline
def headline(cards: Sequence[Card], sayings: Sequence[Saying]) -> Table:
    """Return the headline figures with their goal and whether they may be said."""
    columns = (Column("Indicateur", 32), Column("Valeur", 20), Column("Unité", 12),
               Column("Objectif"), Column("Attendu le", 18), Column("Échéancier"),
               Column("Écart à l'échéancier", 18), Column("Dernier mois"), *BASIS,
               Column("Repère publié", 20), Column("À côté", 44),
               Column("Puis-je le dire ?", 24), Column("La phrase", 70))  # fmt: skip
    rows = tuple(_card(card, saying) for card, saying in zip(cards, sayings, strict=True))
    reading = "Un taux se lit avec son intervalle à 95 % et se compare au reste du programme"
    return Table("Synthèse", "Où en est-on ?", reading, columns, rows)


def _card(card: Card, saying: Saying) -> tuple[Cell, ...]:
    found = card.estimate
    return (
        words(found.indicator.label),
        figure_cell(found),
        words(found.indicator.unit),
        count(card.goal.value if card.goal else None),
        on_day(card.goal.due_on if card.goal else None),
        count(round(card.planned, 1) if card.planned is not None else None, 1),
        count(_gap(card)),
        count(card.last_month if found.is_measured else None),
        *basis_cells(found),
        words(_mark(card)),
        words(" · ".join(f"{c.indicator.label} : {value_words(c)}" for c in card.companions)),
        words(saying.answer.label),
        words(saying.sentence),
    )


def _mark(card: Card) -> str | None:
    """Return the published figure a measured rate is read beside."""
    mark = card.estimate.indicator.benchmark
    shown = mark is not None and card.estimate.is_measured
    return f"{mark.label} : {percent(mark.value)}" if mark and shown else None


def _gap(card: Card) -> float | None:
    """Return how far a figure is ahead of its plan, below 0 when late."""
    value, planned = card.estimate.figure.value, card.planned
    return None if value is None or planned is None else round(against_plan(value, planned).gap)


# ------------------------------------------------------------------ attention
def watch(found: Dossier) -> Table:
    """Return what deserves a look, in the order of the rules."""
    columns = (Column("Où", 44), Column("Quoi", 56), Column("Sur quoi cela repose", 44))
    rows = tuple(
        (words(item.label), words(item.what), words(item.basis)) for item in found.view.attention
    )
    return Table("À regarder", "Qu'est-ce qui demande attention ?", "", columns, rows)


# ------------------------------------------------------------------ trajectory
def trajectory(found: Dossier) -> Table:
    """Return the cumulated jobs, the plan and the projection, month by month."""
    drawn = found.view.trajectory
    columns = (Column("Mois", 18), Column("Réalisé", 16), Column("Échéancier", 14),
               Column("Projection basse", 16), Column("Projection", 14),
               Column("Projection haute", 16))  # fmt: skip
    actual = dict(zip(drawn.actual.months, drawn.actual.figures, strict=True))
    rows = tuple(
        (
            words(month.label),
            _monthly(actual[month].value, actual[month].state) if month in actual else words(None),
            count(_planned(found, month), 1),
            *(count(value, 1) for value in _projected(found, month)),
        )
        for month in trajectory_months(found)
    )
    question = trajectory_question(found.view)
    return Table("Trajectoire", question, trajectory_sentence(drawn), columns, rows, 1, _CURVE)


def trajectory_months(found: Dossier) -> tuple[Month, ...]:
    """Return the months of the trajectory: those known, then those projected."""
    drawn = found.view.trajectory
    if drawn.actual.is_empty:
        return ()
    ahead = drawn.projection.months if drawn.projection else ()
    return tuple(sorted({*drawn.actual.months, *ahead}))


def _monthly(value: float | None, state: State) -> Cell:
    return count(value) if value is not None else Cell(None, state=state)


def _planned(found: Dossier, month: Month) -> float | None:
    goal = found.view.trajectory.goal
    return round(goal.plan.at(month), 1) if goal and goal.plan else None


def _projected(found: Dossier, month: Month) -> tuple[float | None, float | None, float | None]:
    ahead = found.view.trajectory.projection
    if ahead is None or month not in ahead.months:
        return None, None, None
    rank = ahead.months.index(month)
    return ahead.low[rank], round(ahead.mid[rank], 1), ahead.high[rank]


# ------------------------------------------------------------------ map and territories
def mapped_areas(found: Dossier) -> Table:
    """Return the values of the map, by territory; those not deployed are not listed."""
    mapped = found.mapped
    columns = (Column("Code", 16), Column(capital(mapped.level.label), 30),
               Column(mapped.indicator.label, 22), Column("Classe de la carte", 22),
               *BASIS)  # fmt: skip
    rows = tuple(
        (
            words(area.territory.code),
            words(area.territory.label),
            figure_cell(area.estimate),
            words(mapped.class_words[area.shade] if area.shade is not None else None),
            *basis_cells(area.estimate),
        )
        for area in mapped.areas
    )
    absent = f"Un territoire absent du tableau est « {SHORT_STATES[State.NOT_DEPLOYED]} »"
    return Table("Carte", mapped.indicator.question, absent, columns, rows, names=2)


def children(found: Dossier) -> Table:
    """Return the territories inside the scope: networks, jobs, exit rate."""
    inside = found.view.children
    level = capital(inside[0].territory.level.label) if inside else "Territoire"
    columns = (Column("Code", 16), Column(level, 30), Column("LIANES", 10),
               Column("Prises d'emploi", 16), Column("Taux de sorties vers l'emploi", 26),
               *BASIS)  # fmt: skip
    rows = tuple(
        (
            words(row.territory.code),
            words(row.territory.label),
            count(row.networks),
            figure_cell(row.jobs),
            figure_cell(row.exits),
            *basis_cells(row.exits),
        )
        for row in inside
    )
    question = "Les parcours mènent-ils à l'emploi ?"
    reading = "Verdict à 99,8 %, car les comparaisons sont nombreuses ; jamais de rang par taux"
    return Table("Territoires", question, reading, columns, rows, 2, _JOBS_BARS)


# ------------------------------------------------------------------ networks
def networks(found: Dossier) -> Table:
    """Return the networks of the scope."""
    columns = (Column("Code", 12), Column("LIANE", 44), Column("Siège", 26), Column("Étape", 18),
               Column("Ouverte le", 18), Column("Close le", 18), Column("Suite", 12),
               Column("Provenance", 14))  # fmt: skip
    rows = tuple(
        (
            words(network.code),
            words(network.name),
            words(network.seat_name),
            words(network.stage.label),
            on_day(network.opened_on),
            on_day(network.closed_on),
            words(network.successor),
            words("simulée" if network.simulated else "réelle"),
        )
        for network in found.view.networks
    )
    return Table("LIANES", "Quels réseaux agissent ici ?", "", columns, rows, names=2)


def multiples(found: Dossier) -> Table:
    """Return each network's cumulated figure, month by month."""
    drawn = found.multiples
    months = tuple(found.view.scope.period) if drawn else ()
    columns = (Column("Code", 12), Column("LIANE", 44), Column("Indicateur", 26),
               *(Column(month.short_label, 12) for month in months),
               Column("Échéancier", 13), Column("Dernier envoi", 16))  # fmt: skip
    rows = tuple(_multiple(one, months) for one in drawn)
    reading = "Cumul à la fin de chaque mois"
    return Table("LIANES par mois", "Que fait chaque LIANE ?", reading, columns, rows, names=3)


def _multiple(one: Multiple, months: Sequence[Month]) -> tuple[Cell, ...]:
    return (
        words(one.network.code),
        words(one.network.name),
        words(one.indicator.label),
        *_cumulated(one.monthly, months),
        count(round(one.plan.at(months[-1]), 1) if one.plan else None, 1),
        words("manquant" if one.late else "reçu"),
    )


def _cumulated(monthly: Monthly, months: Sequence[Month]) -> tuple[Cell, ...]:
    empty = Cell(None, state=State.NOT_DEPLOYED)
    cells = [_monthly(figure.value, figure.state) for figure in monthly.figures]
    return tuple(cell or empty for cell, _ in zip_longest(cells, months))


# ------------------------------------------------------------------ catalogue
def indicators(found: Dossier) -> Table:
    """Return the whole catalogue read for the scope."""
    columns = (Column("Indicateur", 44), Column("Valeur", 26), Column("Unité", 14), *BASIS)
    rows = tuple(
        (
            words(one.indicator.label),
            figure_cell(one),
            words(_unit(one.indicator)),
            *basis_cells(one),
        )
        for one in found.view.indicators
    )
    return Table("Indicateurs", "Que disent tous les indicateurs ?", "", columns, rows)


def _unit(indicator: Indicator) -> str:
    reach = f", à {indicator.distance_km} km" if indicator.form is Form.COVERAGE else ""
    return f"{indicator.unit}{reach}"


def context(found: Dossier) -> Table:
    """Return what is published of the territory itself, whether the programme acts there or not."""
    columns = (Column("Chiffre de contexte", 50), Column("Valeur", 18), Column("Unité", 18),
               Column("Date", 14), Column("Producteur", 30), Column("Réserve", 40))  # fmt: skip
    rows = tuple(
        (words(one.label), count(one.value, 1 if one.value % 1 else 0), words(one.unit),
         words(one.as_of), words(one.producer), words(one.missing))
        for one in found.context
    )  # fmt: skip
    reading = "Chiffres publiés du territoire, jamais un résultat du programme"
    return Table("Contexte", "De quoi ce territoire est-il fait ?", reading, columns, rows)
