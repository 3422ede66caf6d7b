"""The sheet of a territory as tables."""

from collections.abc import Sequence

from lianes.documents.basis import VERDICTS, rate, rate_columns
from lianes.documents.cells import (
    Cell,
    Chart,
    Column,
    Draw,
    Kind,
    Table,
    as_published,
    count,
    euros,
    figure_cell,
    on_day,
    share,
    words,
)
from lianes.documents.pages.programmes import SOURCE, axis_words, cited
from lianes.domain.articles import of_the, to_the
from lianes.domain.catalogue import Form
from lianes.domain.funding import STEP_TITLES
from lianes.domain.territory import Territory
from lianes.metrics.figure import State
from lianes.reading.programmes import Concern
from lianes.reading.territory_results import Result
from lianes.reading.territory_sheet import NetworkRow, Peer, TerritorySheet
from lianes.reading.trends import Trended

NOT_AT_LEVEL = "non disponible à cette maille"
REACHED = {"job-seekers": "pathways_started"}
"""The measure that says how many of a target public were reached; seniors are the others."""


def tables(view: TerritorySheet, concern: Concern) -> tuple[Table, ...]:
    """Return the blocks of the sheet; `concern` holds the published conventions of the place."""
    peers = "Qui lui ressemble, par le contexte ?"
    return (
        _identity(view),
        _results(view),
        _trends(view),
        _weighted(view),
        _publics(view),
        _networks(view),
        _peers("Territoires semblables", peers, view.twin_peers),
        _peers("Voisins", "Que se passe-t-il autour ?", view.neighbours),
        _funding(view),
        _partners(view),
        _contacts(view),
        _context(view),
        _published(concern),
        _conventions(view),
    )


def _identity(view: TerritorySheet) -> Table:
    found, subject = view.identity, view.subject
    people = found.population
    pairs = (
        ("Maille", words("périmètre" if len(subject.territories) > 1 else subject.level.label)),
        ("Population municipale 2023",
         count(people) if people is not None else words(NOT_AT_LEVEL)),
        ("Communes", count(found.communes)),
        ("Composé de", _names(subject.territories if len(subject.territories) > 1 else ())),
        ("À cheval sur", _names((*found.spans, *found.span_regions))),
        ("Anciens codes", words(", ".join(f"{code} {name}".strip() for code, name, _ in (
            found.former)))),
    )  # fmt: skip
    rows = tuple((words(name), cell) for name, cell in pairs if cell.words)
    return Table("Identité", "Quel est ce territoire ?", "", (Column("", 30), Column("", 60)), rows)


def _names(places: Sequence[Territory]) -> Cell:
    return words(", ".join(place.label for place in places))


def _results(view: TerritorySheet) -> Table:
    parent = view.results.parent
    name = parent.name if parent else ""
    titles = (f"Reste {of_the(name)}", f"Par rapport {to_the(name)}") if parent else ()
    beside = tuple(Column(title, 20) for title in titles)
    columns = (Column("Indicateur", 40), *rate_columns("Valeur", 18), Column("Unité", 12), *beside,
               Column("Envois reçus", 14), Column("Tendance sur douze mois", 24))  # fmt: skip
    if view.networks:
        rows = tuple(_result(row, has_parent=parent is not None) for row in view.results.rows)
    else:
        deployed = Cell(None, state=State.NOT_DEPLOYED)
        blank = (words(None),) * (len(columns) - 2)
        rows = tuple((words(r.estimate.indicator.label), deployed, *blank) for r in (
            view.results.rows))  # fmt: skip
    reading = "Comparé au reste du programme ; intervalle à 95 %"
    return Table("Résultats", "Que se passe-t-il ici ?", reading, columns, rows)


def _result(row: Result, *, has_parent: bool) -> tuple[Cell, ...]:
    found = row.estimate
    figure = found.figure
    told = row.parent is not None and found.is_measured
    partial = found.is_measured and figure.is_partial
    beside = (share(row.parent_rate if told else None),
              words(VERDICTS[row.parent]
                    if told and row.parent else None))  # fmt: skip
    return (
        words(found.indicator.label),
        *rate(found),
        words(found.indicator.unit),
        *(beside if has_parent else ()),
        words(f"{figure.reported} sur {figure.expected}" if partial else None),
        words(_trend(row.trend) if row.trend else None),
    )


def _trend(found: Trended) -> str:
    return found.trend.value + (f", {found.kept} LIANES sur {found.of}" if found.chart else "")


def _trends(view: TerritorySheet) -> Table:
    columns = (Column("Indicateur", 40), Column("Mois", 16), Column("Valeur", 12),
               Column("Moyenne", 12), Column("Limite basse", 12),
               Column("Limite haute", 12))  # fmt: skip
    rows = tuple(
        (words(row.estimate.indicator.label), words(month.short_label),
         *(_monthly(row, value) for value in (point, found.mean, low, high)))
        for row in view.results.rows
        if row.trend and (found := row.trend.chart)
        for month, point, low, high in zip(
            found.months, found.points, found.lows, found.highs, strict=True)
    )  # fmt: skip
    question = "Les derniers mois changent-ils durablement ?"
    reading = "Mêmes LIANES, qui ont transmis ces mois ; limites du va-et-vient ordinaire"
    return Table("Tendances", question, reading, columns, rows, names=2)


def _monthly(row: Result, value: float) -> Cell:
    kind = Kind.PERCENT if row.estimate.indicator.form is Form.RATIO else Kind.DECIMAL
    return Cell(value, kind, decimals=1)


def _weighted(view: TerritorySheet) -> Table:
    found = view.results.weighted
    columns = (Column("À public comparable", 44), Column("Valeur", 16))
    if found is None:
        return Table("Public comparable", "", "", columns, ())
    rows = (
        (words("Sorties vers l'emploi ici"), share(100 * found.rate)),
        (words("Sorties attendues avec ce public"), share(100 * found.expected)),
        (words("Écart"), share(100 * (found.rate - found.expected))),
        (words("Écart, borne basse"), share(100 * found.difference.low)),
        (words("Écart, borne haute"), share(100 * found.difference.high)),
    )
    beyond = "au-delà du hasard" if found.is_beyond_chance else "que le hasard peut expliquer"
    question = "Et à public comparable ?"
    return Table("Public comparable", question, f"Écart {beyond}", columns, rows)


def _publics(view: TerritorySheet) -> Table:
    columns = (Column("Public visé", 44), Column("Estimation", 16), Column("Atteints", 22),
               Column("Part de l'estimation", 18), Column("Total publié", 60))  # fmt: skip
    rows = []
    for one in view.publics:
        reached = view.results.of(REACHED.get(one.code, "seniors_supported"))
        part = 100 * reached.figure.value / one.value if (
            reached and reached.figure.value is not None and one.value) else None  # fmt: skip
        noun = "Locataires en recherche d'emploi" if one.code in REACHED else (
            "Titulaires de bail de plus de 65 ans")  # fmt: skip
        rows.append((words(noun), count(round(one.value)),
                     figure_cell(reached) if reached else words(None), share(part),
                     words(one.wording)))  # fmt: skip
    reading = "Estimation, jamais un effectif compté"
    question = "Combien de locataires sont visés ici ?"
    return Table("Publics estimés", question, reading, columns, tuple(rows))


def _networks(view: TerritorySheet) -> Table:
    columns = (Column("Code", 12), Column("LIANE", 44), Column("Stade", 18),
               Column("Ouverte le", 18), Column("Prises d'emploi", 16), Column("Envois", 14),
               Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(row.network.code), words(row.network.name), words(row.network.stage.label),
         on_day(row.network.opened_on), figure_cell(row.jobs), words(_reports(row)),
         words("simulée" if row.network.simulated else "réelle"))
        for row in view.networks
    )  # fmt: skip
    chart = Chart(Draw.BAR, 1, (4,), "Prises d'emploi")
    return Table("LIANES", "Quelles LIANES agissent ici ?", "", columns, rows, 2, chart)


def _reports(row: NetworkRow) -> str | None:
    if row.network.closed_on is not None:
        return "close"
    if row.network.opened_on is None:
        return None
    return "en retard" if row.late else "à jour"


def _peers(name: str, question: str, peers: Sequence[Peer]) -> Table:
    columns = (Column("Code", 12), Column("Territoire", 30), Column("Distance", 12),
               Column("LIANES", 10), *rate_columns("Sorties vers l'emploi", 22))  # fmt: skip
    rows = tuple(
        (words(peer.territory.code), words(peer.territory.label),
         Cell(peer.distance, Kind.DECIMAL, decimals=2), count(peer.networks), *rate(peer.exits))
        for peer in peers
    )  # fmt: skip
    return Table(name, question, "", columns, rows, names=2)


def _funding(view: TerritorySheet) -> Table:
    columns = (Column("Marche", 20), Column("Somme", 18), Column("Financeurs", 14))
    rows = [
        (words(STEP_TITLES[step.stage]),
         euros(step.amount, State.MEASURED if step.amount is not None else State.MASKED),
         count(step.funders if step.amount is not None else None))
        for step in view.ladder
    ]  # fmt: skip
    if view.need:
        rows.append((words("Besoin déclaré"), euros(view.need), count(None)))
    reading = "Une ligne n'est que sur une marche, la plus avancée"
    kept = tuple(rows) if view.networks else ()
    chart = Chart(Draw.BAR, 0, (1,), "Euros")
    return Table("Financements", "Quels financements ici ?", reading, columns, kept, 1, chart)


def _partners(view: TerritorySheet) -> Table:
    columns = (Column("Partenaire", 44), Column("Nature", 30), Column("Rôle", 44),
               Column("Où", 40), Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(one.name), words(one.kind_label), words(one.role), words(one.where),
         _provenance(simulated=one.simulated))
        for one in view.actors
    )  # fmt: skip
    return Table("Partenaires", "Qui agit avec qui ?", "", columns, rows)


def _contacts(view: TerritorySheet) -> Table:
    columns = (Column("Interlocuteur", 44), Column("Nature", 30), Column("Où", 40),
               Column("Contact (fonction)", 40), Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(one.name), words(one.kind_label), words(one.where),
         words(one.contact or "interlocuteur non renseigné"),
         _provenance(simulated=one.simulated))
        for one in view.contacts
    )  # fmt: skip
    return Table("Contacts", "Qui appeler ?", "", columns, rows)


def _provenance(*, simulated: bool) -> Cell:
    return words("simulé" if simulated else "réel")


def _context(view: TerritorySheet) -> Table:
    columns = (Column("Chiffre", 50), Column("Ici", 18), Column("Unité", 18),
               Column("Département autour", 18), Column("Ce qui manque", 24), Column("Date", 12),
               Column("Producteur", 30), Column("Précision", 60))  # fmt: skip
    rows = tuple(
        (words(row.measure.label), _context_cell(row.value, summable=row.measure.summable),
         words(row.measure.unit),
         count(row.around, 0 if row.measure.summable else 1) if row.around is not None
         else words(None),
         words(row.missing), as_published(row.measure.as_of), words(row.measure.producer),
         words(row.measure.note))
        for row in view.context
    )  # fmt: skip
    reading = "Chiffres publiés, avec leur date et leur producteur"
    return Table("Contexte", "Dans quel contexte ?", reading, columns, rows)


def _context_cell(value: float | None, *, summable: bool) -> Cell:
    return words(NOT_AT_LEVEL) if value is None else count(value, 0 if summable else 1)


def _published(concern: Concern) -> Table:
    columns = (Column("Convention", 50), Column("Nature", 22), Column("Signée", 14),
               Column("Fin", 14), Column("Parties", 60), Column("Montant", 16),
               Column("Objet", 60), Column("Note", 50), Column("Axes", 70),
               Column("Territoires", 40), Column("Portée", 24), SOURCE)  # fmt: skip
    rows = tuple(
        (words(one.title), words(one.kind), as_published(one.signed_on),
         as_published(one.ends_on), words(", ".join(name for _, name in one.parties)),
         euros(one.amount_eur) if one.amount_eur is not None else words("non publié"),
         words(one.object), words(one.note), words(" ; ".join(map(axis_words, one.axes))),
         _names(one.territories), words("nationale" if one.is_national else "ce territoire"),
         cited(one.sources))
        for one in (*concern.local, *concern.national)
    )  # fmt: skip
    question = "Quelles conventions publiées l'engagent ?"
    return Table("Conventions", question, "", columns, rows)


def _conventions(view: TerritorySheet) -> Table:
    columns = (Column("Convention locale", 50), Column("LIANE", 40), Column("Signée", 14),
               Column("Fin", 14), Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(one.title), words(one.network), as_published(one.signed_on),
         as_published(one.ends_on), _provenance(simulated=one.simulated))
        for one in view.conventions
    )  # fmt: skip
    return Table("Conventions locales", "Et localement ?", "", columns, rows)
