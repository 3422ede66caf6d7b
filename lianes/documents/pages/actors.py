"""What the pages of actors add to their lists: pairs, engagement, challenges, events, facts."""

from collections.abc import Callable, Mapping, Sequence

from lianes.documents.cells import Cell, Column, Kind, Table, as_published, count, words
from lianes.documents.pages.programmes import SOURCE, cited
from lianes.domain.programme import Programme
from lianes.reading.bonds import Engaged
from lianes.reading.lessons import Elsewhere, Event, Lessons
from lianes.reading.solutions import Solutions
from lianes.reading.spread import NEEDS


def crossed(
    name: str, question: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]],
    make: Callable[[float], Cell] = count,
) -> Table:  # fmt: skip
    """Return sums by line and column, closed by their total."""
    columns = (Column(heads[0], 40), *(Column(head, 18) for head in heads[1:]))
    total = [sum(values) for values in zip(*(numbers for _, numbers in rows), strict=True)]
    whole = (*rows, ("Total", total)) if rows else ()
    lines = tuple((words(label), *map(make, numbers)) for label, numbers in whole)
    return Table(name, question, "", columns, lines)


def elsewhere(view: Lessons, found: Sequence[Elsewhere]) -> Table:
    """Return what worked in other places for the same difficulty."""
    columns = (Column("Retour", 90), Column("Thème", 24), Column("Angle", 22), Column("LIANE", 40),
               Column("Écart de contexte", 16), Column("Simulé", 9))  # fmt: skip
    rows = tuple(
        (words(one.lesson.text), words(view.label(one.lesson.theme)),
         words(view.label(one.lesson.angle)),
         words(one.lesson.network.name if one.lesson.network else None),
         Cell(one.distance, Kind.DECIMAL, decimals=1),
         words("oui" if one.lesson.simulated else "non"))
        for one in found
    )  # fmt: skip
    question = "Qu'est-ce qui a marché ailleurs ?"
    return Table("Ailleurs", question, "", columns, rows)


def engaged(found: Sequence[Engaged]) -> Table:
    """Return how many landlords and employers act in each territory."""
    columns = (Column("Code", 12), Column("Territoire", 30), Column("LIANES", 10),
               Column("Bailleurs", 12), Column("Employeurs", 12))  # fmt: skip
    rows = tuple(
        (words(one.territory.code), words(one.territory.label), count(one.networks),
         count(one.landlords), count(one.employers))
        for one in found
    )  # fmt: skip
    return Table("Engagement", "Qui est engagé, par territoire ?", "", columns, rows, names=2)


def challenges(view: Solutions) -> Table:
    """Return the challenges, and every solution of each with its sites in the scope."""
    columns = (Column("Défi", 50), Column("Exemples publiés", 60), Column("Solution", 40),
               Column("Porteur", 34), Column("À quoi elle sert", 60),
               Column("Implantations ici", 16), Column("Simulé", 9),
               Column("Besoin lu par", 44), SOURCE)  # fmt: skip
    rows = []
    for challenge in view.challenges:
        need = NEEDS[challenge.id].words if challenge.id in NEEDS else "aucun chiffre déclaré"
        answers = [one for one in view.solutions if challenge.id in one.challenges]
        rows += [
            (words(challenge.label), words(challenge.examples), words(one.name),
             words(one.partner_name), words(one.purpose), count(len(view.here(one))),
             words("oui" if one.simulated else "non"), words(need),
             cited((challenge.source, *one.sources)))
            for one in answers
        ]  # fmt: skip
        if not answers:
            rows.append((words(challenge.label), words(challenge.examples), words("aucun lauréat"),
                         *(words(None),) * 4, words(need), cited([challenge.source])))  # fmt: skip
    question = "Quelles solutions pour quel défi, et où ?"
    reading = "Le rattachement aux défis est une lecture du tableau de bord"
    return Table("Défis", question, reading, columns, tuple(rows))


def events(found: Sequence[Event], programmes: Mapping[str, str]) -> Table:
    """Return the meetings, as published."""
    columns = (Column("Événement", 50), Column("Début", 18), Column("Fin", 18), Column("Lieu", 34),
               Column("Programme", 30), Column("Participants", 14), Column("Unité", 20),
               Column("Décidé ou annoncé", 80), Column("Simulé", 9), SOURCE)  # fmt: skip
    rows = tuple(
        (words(one.title), as_published(one.starts_on), as_published(one.ends_on, ""),
         words(one.place or "non publié"), words(programmes.get(one.programme or "")),
         count(one.participants) if one.participants is not None else words("non publié"),
         words(one.participants_unit), words(one.note),
         words("oui" if one.simulated else "non"), cited(one.sources))
        for one in found
    )  # fmt: skip
    question = "Quels événements, et qu'y a-t-il été décidé ?"
    return Table("Événements", question, "", columns, rows)


def published(programme: Programme) -> Table:
    """Return what the sources publish of a programme, never mixed with its projects."""
    columns = (Column("Fait publié", 80), Column("Date ou valeur", 50), SOURCE)
    steps = [(words(one.title),
              as_published(one.happened_on, one.horizon or "non daté"), cited(one.sources))
             for one in programme.milestones]  # fmt: skip
    facts = [(words(one.fact), words(one.value), cited(one.sources)) for one in programme.details]
    question = "Que publient les sources ?"
    reading = "Ces faits ne s'ajoutent pas aux projets simulés"
    return Table("Publié", question, reading, columns, (*steps, *facts))
