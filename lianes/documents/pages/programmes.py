"""The page of the programmes as tables: published facts only, each with its source."""

from collections.abc import Iterable, Sequence

from lianes.documents.cells import Cell, Column, Kind, Table, as_published, euros, words
from lianes.domain.french import published_date
from lianes.domain.programme import Axis, Convention, KeyFigure, Programmes
from lianes.domain.provenance import Source

SOURCE = Column("Source", 70)
_PROGRAMME = Column("Programme", 36)
NOT_PUBLISHED = "non publié"


def tables(view: Programmes) -> tuple[Table, ...]:
    """Return the facts of every programme, whichever one the page opens."""
    return (_programmes(view), roles(view), _publics(view), _milestones(view), _targets(view),
            _figures(view), _conventions(view), _details(view))  # fmt: skip


def cited(sources: Iterable[Source]) -> Cell:
    """Return the sources of a fact as words."""
    return words(" ; ".join(
        ", ".join(part for part in (s.publisher or s.title, _when(s), s.url) if part)
        for s in sources
    ))  # fmt: skip


def _when(source: Source) -> str:
    return published_date(source.published_on) if source.published_on else ""


def _programmes(view: Programmes) -> Table:
    columns = (_PROGRAMME, Column("Porté par", 30), Column("Lancé, depuis", 18), Column("But", 90),
               SOURCE)  # fmt: skip
    rows = tuple(
        (words(one.name), words(one.lead), as_published(one.started_on),
         words(one.purpose), cited(one.sources))
        for one in view.programmes
    )  # fmt: skip
    return Table("Programmes", "Quels programmes, portés par qui ?", "", columns, rows)


def roles(view: Programmes) -> Table:
    """Return who does what in each programme, by source."""
    columns = (_PROGRAMME, Column("Acteur", 36), Column("Rôle", 70), SOURCE)
    rows = tuple(
        (words(one.name), words(role.actor), words(role.role), cited([role.source]))
        for one in view.programmes
        for role in one.roles
    )
    reading = "Tels que chaque source les dit, même quand elles diffèrent"
    return Table("Rôles", "Qui fait quoi ?", reading, columns, rows, names=2)


def _publics(view: Programmes) -> Table:
    columns = (_PROGRAMME, Column("Public", 60), Column("Priorité", 40), SOURCE)
    rows = tuple(
        (words(one.name), words(public.label), words(public.priority), cited(public.sources))
        for one in view.programmes
        for public in one.publics
    )
    return Table("Publics", "Pour qui ?", "", columns, rows, names=2)


def _milestones(view: Programmes) -> Table:
    columns = (_PROGRAMME, Column("Jalon", 70), Column("Date", 24), SOURCE)
    rows = tuple(
        (words(one.name), words(step.title),
         as_published(step.happened_on, f"{step.horizon}, sans date"), cited(step.sources))
        for one in view.programmes
        for step in one.milestones
    )  # fmt: skip
    return Table("Jalons", "Où en sont-ils ?", "", columns, rows, names=2)


def _targets(view: Programmes) -> Table:
    columns = (_PROGRAMME, Column("Cible, dans les termes de la source", 90),
               Column("Échéance", 16), SOURCE)  # fmt: skip
    rows = tuple(
        (words(one.name), words(target.wording), as_published(target.due_on, "non publiée"),
         cited(target.sources))
        for one in view.programmes
        for target in one.targets
    )  # fmt: skip
    return Table("Cibles", "Que visent-ils ?", "", columns, rows, names=2)


def _figures(view: Programmes) -> Table:
    columns = (Column("Rattaché à", 36), Column("Chiffre publié", 60), Column("Précision", 14),
               Column("Valeur", 16), Column("Jusqu'à", 16), Column("Unité", 30),
               Column("Date", 14), Column("Note", 50), SOURCE)  # fmt: skip
    owned = [(one.name, figure) for one in view.programmes for figure in one.figures]
    rows = tuple(_figure(owner, one) for owner, one in (
        *owned, *(("aucun programme", figure) for figure in view.figures)))  # fmt: skip
    reading = "Ils donnent l'échelle ; ce ne sont pas des résultats du programme"
    return Table("Chiffres publiés", "Quels chiffres sont publiés ?", reading, columns, rows,
                 names=2)  # fmt: skip


def _figure(owner: str, one: KeyFigure) -> tuple[Cell, ...]:
    return (words(owner), words(one.label), words(one.qualifier), _exact(one.value),
            _exact(one.value_max), words(one.unit), as_published(one.as_of, "non publiée"),
            words(one.note), cited(one.sources))  # fmt: skip


def _exact(value: float | None) -> Cell:
    """Return a number with the decimals it was published with."""
    if value is None or value == round(value):
        return Cell(value, Kind.COUNT)
    return Cell(value, Kind.DECIMAL, decimals=1)


def _conventions(view: Programmes) -> Table:
    columns = (Column("Rattachée à", 36), Column("Convention", 60), Column("Nature", 22),
               Column("Signée", 14), Column("Fin", 14), Column("Parties", 60),
               Column("Territoires", 40), Column("Montant", 16), Column("Objet", 60),
               Column("Note", 50), Column("Axes", 70), SOURCE)  # fmt: skip
    owned = [(one.name, found) for one in view.programmes for found in one.conventions]
    rows = tuple(_convention(owner, one) for owner, one in (
        *owned, *(("aucun programme", found) for found in view.conventions)))  # fmt: skip
    question = "Quelles conventions les portent ?"
    return Table("Conventions", question, "", columns, rows, names=2)


def _convention(owner: str, one: Convention) -> tuple[Cell, ...]:
    def listed(names: Sequence[str]) -> Cell:
        return words(", ".join(names) or NOT_PUBLISHED)

    amount = one.amount_eur
    return (
        words(owner), words(one.title), words(one.kind), as_published(one.signed_on),
        as_published(one.ends_on), listed([name for _, name in one.parties]),
        listed([place.label for place in one.territories]),
        euros(amount) if amount is not None else words(NOT_PUBLISHED), words(one.object),
        words(one.note), words(" ; ".join(map(axis_words, one.axes))), cited(one.sources),
    )  # fmt: skip


def axis_words(axis: Axis) -> str:
    """Return an axis of a convention, and whether it is measurable."""
    return f"{axis.words} ({'mesurable' if axis.measurable else 'engagement'})"


def _details(view: Programmes) -> Table:
    columns = (_PROGRAMME, Column("Fait", 60), Column("Ce qu'en dit la source", 70),
               Column("Date", 14), SOURCE)  # fmt: skip
    rows = tuple(
        (words(one.name), words(detail.fact), words(detail.value or NOT_PUBLISHED),
         as_published(detail.as_of, ""), cited(detail.sources))
        for one in view.programmes
        for detail in one.details
    )  # fmt: skip
    question = "Que disent encore les sources ?"
    return Table("Précisions", question, "", columns, rows, names=2)
