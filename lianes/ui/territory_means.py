"""What the sheet of a territory says of actors, agreements and money."""

from collections.abc import Sequence

from lianes.domain.french import (
    HARD,
    number,
    plural,
    published_date,
    with_unit,
)
from lianes.domain.funding import STEP_TITLES, STEPS
from lianes.reading.programmes import Concern
from lianes.reading.say_sums import say_record, say_sum
from lianes.reading.territory_sheet import Step, TerritorySheet
from lianes.store.reader import StoreMeta
from lianes.store.territory_reader import Actor, LocalConvention
from lianes.ui.convention_blocks import conventions_table
from lianes.ui.facts import not_published
from lianes.ui.grid import grid
from lianes.ui.kit import block_head, pill, source_line
from lianes.ui.markup import tag, text
from lianes.ui.say import QUESTION, say_list, say_mark

NO_CONTACT = "interlocuteur non renseigné"


# ------------------------------------------------------------------ actors, agreements, money
def contacts(view: TerritorySheet, meta: StoreMeta) -> str:
    """Return whom to call: landlords and regional Hlm associations that cover the place."""
    head = block_head("Qui appeler ?", "Bailleurs et associations Hlm dont le territoire le couvre")
    if view.subject.is_national:
        return head + tag("p", "Choisissez un territoire : les interlocuteurs sont locaux.")
    groups = (("Bailleurs", "landlord"), ("Association régionale Hlm", "federation"))
    body = "".join(_contact_group(t, [a for a in view.contacts if a.kind == k]) for t, k in groups)
    marked = any(actor.simulated for actor in view.contacts) and meta.simulated
    note = source_line("◆ organisation fictive de la démonstration") if marked else ""
    return head + body + note


def _contact_group(title: str, actors: Sequence[Actor]) -> str:
    heading = tag("h3", text(title))
    if not actors:
        return heading + tag("p", not_published(NO_CONTACT))
    items = [_contact(actor) for actor in actors]
    first = tag("ul", "".join(items[:6]), class_="plain-list")
    if len(items) <= 6:
        return heading + first
    rest = tag("ul", "".join(items[6:]), class_="plain-list")
    return heading + first + tag("details", tag("summary", plural(len(items) - 6, "autre")) + rest)


def _contact(actor: Actor) -> str:
    mark = " ◆" if actor.simulated else ""
    whom = text(actor.contact) if actor.contact else not_published(NO_CONTACT)
    where = tag("span", text(actor.where), class_="basis-inline")
    return tag("li", f"<b>{text(actor.name + mark)}</b> {where}<br>{whom}")


def partners(view: TerritorySheet, meta: StoreMeta) -> str:
    """Return the partners at work in the networks, by kind; nothing without networks."""
    if not view.networks:
        return ""
    head = block_head("Qui agit avec qui ?", "Partenaires des LIANES du territoire")
    if not view.actors:
        return head + tag("p", "Aucun partenaire enregistré.")
    kinds: dict[str, dict[str, list[Actor]]] = {}
    for actor in view.actors:
        kinds.setdefault(actor.kind_label, {}).setdefault(actor.name, []).append(actor)
    items = "".join(
        tag("li", f"<b>{text(kind)}</b> {text(number(len(names)))}"
            + tag("span", text(_partner_names(names)), class_="basis"))
        for kind, names in kinds.items()
    )  # fmt: skip
    told = [(kind, say_record(f"{kind.lower()}, {number(len(names))}", view.subject.label, meta))
            for kind, names in kinds.items()]  # fmt: skip
    shown = tag("ul", items, class_="plain-list")
    return head + shown + say_list(told, f"{view.subject.label}, partenaires")


def _partner_names(names: dict[str, list[Actor]]) -> str:
    shown = [f"{name}{' ◆' if acts[0].simulated else ''}" for name, acts in names.items()]
    more = f"{HARD}; et {len(shown) - 4} autres" if len(shown) > 4 else ""
    return f"{', '.join(shown[:4])}{more}"


def funding(view: TerritorySheet, meta: StoreMeta) -> str:
    """Return the funding ladder, the sum of each step; nothing without networks."""
    if not view.networks:
        return ""
    need = f" · besoin déclaré{HARD}: {_euros(view.need)}" if view.need else ""
    head = block_head("Quels financements ici ?", f"Somme de chaque marche, en euros{need}")
    top = max([step.amount or 0 for step in view.ladder], default=0) or 1
    items = "".join(_step(step, top) for step in view.ladder)
    note = "Une ligne n'est que sur une marche, la plus avancée ; signé et versé sont sécurisés."
    label = view.subject.label
    told = [(_named(s), say_sum(_spoken(s), s.amount, label, meta)) for s in view.ladder]
    if view.need:
        told.append(("Besoin", say_sum("de besoin déclaré", view.need, label, meta)))
    mark = say_mark(told, label, words=QUESTION)
    return head + tag("ul", items, class_="ladder") + mark + source_line(note)


def _named(step: Step) -> str:
    return STEP_TITLES[step.stage]


def _spoken(step: Step) -> str:
    return f"{STEPS[step.stage]}s, {plural(step.funders, 'financeur')}"


def _step(step: Step, top: float) -> str:
    name = tag("span", text(_named(step)), class_="name")
    if step.amount is None:
        return tag("li", name + tag("span", "masqué (secret d'un financeur)", class_="amount"))
    share = max(100 * step.amount / top, 0.5) if step.amount else 0
    bar = tag("span", tag("i", style=f"width:{share:.1f}%"), class_="bar", aria_hidden="true")
    funders = plural(step.funders, "financeur")
    words = f"<b>{text(_euros(step.amount))}</b> {text(funders)}"
    return tag("li", name + bar + tag("span", words, class_="amount"), class_=step.stage)


def _euros(amount: float) -> str:
    return f"{number(amount / 1000)}{HARD}k€" if amount >= 10_000 else with_unit(amount, "€")


def conventions(view: TerritorySheet, concern: Concern) -> str:
    """Return the published conventions that touch the place, then the local ones, marked."""
    head = block_head(
        "Quelles conventions l'engagent ?",
        f"{plural(len(concern.national), 'convention nationale', 'conventions nationales')} "
        "s'y appliquent aussi (page Programmes)",
    )
    published = tag("p", "Aucune convention publiée ne porte sur lui en particulier.")
    if concern.local:
        published = conventions_table("Conventions publiées", concern.local, concern)
    return head + published + _local_conventions(view.conventions)


def _local_conventions(found: Sequence[LocalConvention]) -> str:
    if not found:
        return ""
    marked = any(convention.simulated for convention in found)
    mark = pill("simulées", "late", "◆") if marked else ""
    rows = "".join(
        tag("tr", tag("th", text(c.title), scope="row") + tag("td", text(c.network))
            + tag("td", text(published_date(c.signed_on)))
            + tag("td", text(published_date(c.ends_on))))
        for c in found
    )  # fmt: skip
    columns = [("Convention locale", None), ("LIANE", None), ("Signée", None), ("Fin", None)]
    count = plural(len(found), "convention locale", "conventions locales")
    summary = tag("summary", f"{text(count)} {mark}")
    return tag("details", summary + grid("Conventions locales", columns, rows))
