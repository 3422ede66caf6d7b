"""The blocks of lessons: opening sentences, theme × angle, lessons, events, elsewhere."""

from collections.abc import Mapping, Sequence

from lianes.documents.cells import Cell, Column, as_published, yes_or_no
from lianes.documents.cells import words as cell
from lianes.domain.french import HARD, listing, number, percent, plural
from lianes.reading.lessons import Elsewhere, Event, Lesson, Lessons, commitments, counts
from lianes.ui.actor_kit import grid, marked, words
from lianes.ui.address import link
from lianes.ui.facts import cited, dated, not_published, said, section, source_words
from lianes.ui.kit import block_head, empty_state, pill, source_line
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag, text

COLUMNS = (Column("Thème", 18), Column("Angle", 18), Column("Retour", 80),
           Column("LIANE ou territoire", 34), Column("Événement", 34), Column("Noté le", 18),
           Column("Source", 34),
           Column("Simulé", 9))  # fmt: skip


# ------------------------------------------------------------------ opening sentences
def lead(view: Lessons) -> list[str]:
    """Return what the page says first: how much was noted, what is published, who is assessed."""
    here = [event for event in view.events if event.here]
    networks = {lesson.network.id for lesson in view.lessons if lesson.network}
    noted = (
        f"**{plural(len(view.lessons), 'retour')}** noté{'s' if len(view.lessons) > 1 else ''} par "
        f"{plural(len(networks), 'LIANE', 'LIANES')}"
        if view.lessons
        else "Aucune LIANE d'ici n'a noté de retour"
    )
    published = (
        f"{plural(len(here), 'événement publié', 'événements publiés')}"
        if here
        else "aucun événement publié"
    )
    where = "" if view.subject.is_national else " sur ce territoire"
    return [f"{noted}{HARD}; {published}{where}.", _assessed(view)]


def _assessed(view: Lessons) -> str:
    if not view.active:
        return ""
    if len(view.active) == 1:
        verb = "a un" if view.assessed else "n'a pas encore de"
        return f"La LIANE active {verb} bilan daté."
    share = percent(100 * len(view.assessed) / len(view.active))
    return (
        f"{number(len(view.assessed))} des {number(len(view.active))} LIANES actives ont un bilan "
        f"daté ({share})."
    )


# ------------------------------------------------------------------ theme by angle
def matrix(view: Lessons, found: Sequence[Lesson]) -> str:
    """Return how many lessons each theme and angle holds, each a link; sums close the table."""
    table = counts(found)
    rows = [
        [anchor(t.label, link(theme=t.id, angle="tous")),
         *(_count(table.get((t.id, a.id), 0), t.id, a.id) for a in view.angles),
         number(sum(table.get((t.id, a.id), 0) for a in view.angles))]
        for t in view.themes
    ]  # fmt: skip
    sums = [sum(table.get((t.id, a.id), 0) for t in view.themes) for a in view.angles]
    total = ["Total", *map(number, sums), number(sum(sums))]
    columns = words("Thème", *(f"#{a.label}" for a in view.angles), "#Ensemble")
    about = view.subject.label
    return grid("Retours par thème et par angle", columns, rows, total, about=about)


def _count(count: int, theme: str, angle: str) -> str:
    return anchor(number(count), link(theme=theme, angle=angle)) if count else "0"


def axes_source(view: Lessons) -> str:
    """Say where themes and angles come from."""
    by_source: dict[str, list[str]] = {}
    for axis in (*view.themes, *view.angles):
        by_source.setdefault(cited([axis.source]), []).append(axis.label.lower())
    parts = [f"{said(listing(labels))}{HARD}: {source}" for source, labels in by_source.items()]
    return tag("p", " · ".join(parts), class_="source")


# ------------------------------------------------------------------ lessons
def lesson_table(view: Lessons, found: Sequence[Lesson]) -> str:
    """Return the lessons kept, the latest first."""
    if not found:
        everything = anchor("Tout afficher", link(theme="tous", angle="tous", q=""))
        return empty_state("Aucun retour pour ces filtres", "Aucune LIANE du périmètre n'a noté "
                           "de retour sur ce point : ce n'est pas l'absence de difficulté.",
                           everything)  # fmt: skip
    columns = words("Retour", "Thème", "Angle", "LIANE ou territoire", "Noté le")
    return grid("Retours d'expérience", columns, [_lesson(view, lesson) for lesson in found])


def _lesson(view: Lessons, lesson: Lesson) -> list[str]:
    event = view.event_title(lesson)
    told = tag("span", said(f"Dit lors de : {event}"), class_="basis") if event else ""
    return [
        said(lesson.text) + " " + marked(simulated=lesson.simulated) + told,
        text(view.label(lesson.theme)), text(view.label(lesson.angle)), _network(lesson),
        dated(lesson.noted_on, absent="non daté"),
    ]  # fmt: skip


def _network(lesson: Lesson) -> str:
    if lesson.network is None and lesson.place is not None:
        return anchor(lesson.place.label, link(territoire=lesson.place.code))
    if lesson.network is None:
        return not_published("aucune LIANE")
    return anchor(lesson.network.name, f"/reseaux?reseau={lesson.network.code}")


def file_row(view: Lessons, lesson: Lesson) -> list[Cell]:
    """Return the row of a lesson in a file."""
    return [
        cell(view.label(lesson.theme)), cell(view.label(lesson.angle)), cell(lesson.text),
        cell(lesson.where), cell(view.event_title(lesson)),
        as_published(lesson.noted_on, "non daté"), cell(source_words([lesson.source])),
        yes_or_no(lesson.simulated),
    ]  # fmt: skip


# ------------------------------------------------------------------ elsewhere
def elsewhere_card(view: Lessons, found: Sequence[Elsewhere], theme: str | None) -> str:
    """Return what worked in other places for the same difficulty."""
    subject = f"sur « {view.label(theme)} »" if theme else "pour les difficultés notées ici"
    head = block_head(
        f"Qu'est-ce qui a marché ailleurs {subject} ?",
        "Même thème ; d'abord les départements semblables par le contexte, jamais par le résultat",
    )
    if not found:
        return section(head, tag("p", not_published("rien de noté ailleurs sur ce thème")))
    rows = [
        [said(e.lesson.text) + " " + marked(simulated=e.lesson.simulated),
         text(view.label(e.lesson.theme)), text(view.label(e.lesson.angle)), _network(e.lesson),
         _similar(e.distance)]
        for e in found
    ]  # fmt: skip
    columns = words("Retour", "Thème", "Angle", "LIANE", "Territoire")
    return section(head, grid("Ailleurs, même difficulté", columns, rows))


def _similar(distance: float | None) -> str:
    if distance is None:
        return text("autre territoire")
    return pill(f"semblable (écart {number(distance, 1)})", mark="≈")


def committed_card(view: Lessons, theme: str | None) -> str:
    """Return what conventions of the place commit to on a theme; nothing when they do not."""
    if theme is None or view.subject.is_national:
        return ""
    found = commitments(view.agreements, view.label(theme))
    if not found:
        return ""
    items = "".join(
        tag("li", anchor(a.title, f"/partenaires?vue=conventions&convention={a.id}")
            + f"{HARD}: {said(axis)} {cited(a.sources)}")
        for a, axis in found
    )  # fmt: skip
    head = block_head("À quoi les conventions d'ici engagent-elles sur ce thème ?")
    return section(head, tag("ul", items, class_="plain-list"))


# ------------------------------------------------------------------ events
def event_card(events: Sequence[Event], names: Mapping[str, str], *, local: bool) -> str:
    """Return the events with date, place, participants and what was decided."""
    head = block_head(
        "Quels événements, et qu'y a-t-il été décidé ?",
        "Dates et participants tels que publiés"
        + (" · ◆ concerne le territoire affiché" if local else ""),
    )
    if not events:
        return section(head, tag("p", not_published("aucun événement pour ces filtres")))
    ordered = sorted(events, key=lambda e: not e.here) if local else events
    rows = [_event(event, names, local=local) for event in ordered]
    columns = words("Événement", "Date", "Lieu", "Participants", "Décidé ou annoncé", "Source")
    source = source_line("Contenu des groupes de travail", "« non publié » si la source se tait")
    return section(head, grid("Événements", columns, rows), source)


def _event(event: Event, names: Mapping[str, str], *, local: bool) -> list[str]:
    here = " " + pill("concerne le territoire affiché", mark="◆") if local and event.here else ""
    programme = names.get(event.programme or "")
    basis = tag("span", said(programme), class_="basis") if programme else ""
    until = f" – {dated(event.ends_on)}" if event.ends_on else ""
    return [
        tag("span", said(event.title), class_="title") + basis + here
        + marked(simulated=event.simulated),
        dated(event.starts_on) + until,
        said(event.place) if event.place else not_published(),
        _participants(event),
        said(event.note) if event.note else not_published(),
        cited(event.sources),
    ]  # fmt: skip


def _participants(event: Event) -> str:
    if event.participants is None:
        return not_published()
    return said(f"{number(event.participants)} {event.participants_unit or ''}")
