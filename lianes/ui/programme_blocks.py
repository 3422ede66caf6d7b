"""The blocks of the programmes page, each from published facts."""

from collections.abc import Iterable, Sequence

from lianes.domain.french import HARD, listing, plural, typeset
from lianes.domain.programme import (
    Detail,
    KeyFigure,
    Milestone,
    Programme,
    Programmes,
    Public,
    Role,
    Target,
)
from lianes.domain.provenance import Source
from lianes.reading.programmes import Concern
from lianes.reading.say_sums import say_published
from lianes.ui.facts import (
    cited,
    count_words,
    date_words,
    dated,
    not_published,
    pairs,
    quantity,
    said,
    section,
)
from lianes.ui.kit import block_head
from lianes.ui.markup import link, tag, text
from lianes.ui.say import say_list


# ------------------------------------------------------------------ opening sentences
def lead(view: Programmes) -> list[str]:
    """Return the sentences the page opens with, `**…**` to be emphasised."""
    leads = list(dict.fromkeys(programme.lead for programme in view.programmes))
    targets = [target for programme in view.programmes for target in programme.targets]
    milestones = sum(len(programme.milestones) for programme in view.programmes)
    dates = sum(target.due_on is not None for target in targets)
    due = f"dont {dates} avec une échéance" if dates else "sans échéance publiée"
    programmes = _letters(len(view.programmes), "programme")
    return [
        f"**{programmes}**, {_letters(len(leads), 'porteur').lower()}{HARD}: {listing(leads)}.",
        f"Les sources publient {plural(milestones, 'jalon')}, "
        f"{plural(len(view.every_convention), 'convention')} et "
        f"**{plural(len(targets), 'cible chiffrée', 'cibles chiffrées')}**, {due}.",
    ]


def _letters(count: int, noun: str) -> str:
    return f"{count_words(count)} {noun}{'s' if count > 1 else ''}"


def provenance_line(*, simulated: bool) -> str:
    """Say that only published facts stand here."""
    where = (
        "les conventions locales simulées de la démonstration n'y figurent pas"
        if simulated
        else "les conventions locales des LIANES n'y figurent pas"
    )
    return tag("p", said(f"Cette page ne montre que des faits publiés : {where}."), class_="source")


def scope_line(label: str, concern: Concern, view: Programmes) -> str:
    """Say which published conventions concern the territory under study."""
    number = len(concern.local)
    if number:
        verb = "concerne" if number == 1 else "concernent"
        titles = [link(typeset(c.title), _address(c.id, view)) for c in concern.local]
        found = f"{plural(number, 'convention')} {verb} ce territoire — {f'{HARD}; '.join(titles)}."
    else:
        found = "aucune convention publiée ne porte sur ce territoire en particulier."
    national = len(concern.national)
    verb = "s'y applique" if national < 2 else "s'y appliquent"
    also = f" {plural(national, 'convention nationale', 'conventions nationales')} {verb} aussi."
    words = f"<b>{said(label)}{HARD}:</b> {found}{said(also) if national else ''}"
    return tag("p", words, class_="scope-line")


def _address(convention: str, view: Programmes) -> str:
    owner = next((p for p in view.programmes for c in p.conventions if c.id == convention), None)
    return f"?programme={owner.id}" if owner else f"#{convention}"


# ------------------------------------------------------------------ the five at a glance
def overview(view: Programmes, chosen: str) -> str:
    """Return the programmes as cards that are links; one is shown below."""
    cards = "".join(_card(programme, programme.id == chosen) for programme in view.programmes)
    return tag("nav", tag("ul", cards, class_="programme-cards"), aria_label="Programmes")


def _card(programme: Programme, is_chosen: bool) -> str:
    current = "true" if is_chosen else None
    name = link(typeset(programme.name), f"?programme={programme.id}", aria_current=current)
    facts = [
        ("Porté par", text(programme.lead)),
        ("Depuis", dated(programme.started_on)),
        ("Publié", said(_published(programme))),
    ]
    inside = tag("h2", name) + tag("p", said(programme.purpose)) + pairs(facts)
    return tag("li", inside, class_="card programme-card")


def _published(programme: Programme) -> str:
    counts = (
        (len(programme.milestones), "jalon"),
        (len(programme.targets), "cible"),
        (len(programme.figures), "chiffre"),
        (len(programme.conventions), "convention"),
    )
    return " · ".join(plural(count, noun) for count, noun in counts if count)


# ------------------------------------------------------------------ one programme
def sheet(programme: Programme) -> str:
    """Return everything published about one programme but its conventions."""
    opening = tag("h2", said(programme.name))
    facts = pairs([
        ("Porté par", text(programme.lead)),
        ("Lancé", dated(programme.started_on)),
        ("Source", cited(programme.sources)),
    ])  # fmt: skip
    left = _roles(programme) + _publics(programme.publics)
    middle = _milestones(programme.milestones)
    right = _targets(programme.targets) + _figures_of(programme)
    columns = "".join(tag("div", cards, class_="stack") for cards in (left, middle, right))
    return (
        tag("div", opening + facts, class_="sheet-head")
        + tag("div", columns, class_="fact-columns")
        + _details(programme.details)
    )


def _block(question: str, reading: str, content: str) -> str:
    return section(block_head(question, typeset(reading), 3), content)


def _nothing(words: str) -> str:
    return tag("p", not_published(words))


def _roles(programme: Programme) -> str:
    if not programme.roles:
        return _block("Qui fait quoi ?", "", _nothing("aucun rôle publié"))
    groups = "".join(_told(source, roles) for source, roles in programme.roles_by_source.items())
    differ = programme.told_differently
    reading = (
        f"Les sources diffèrent sur {listing(differ)} : chacune est montrée."
        if differ
        else "Les rôles tels que la source les dit."
    )
    return _block("Qui fait quoi ?", reading, groups)


def _told(source: Source, roles: Sequence[Role]) -> str:
    items = "".join(tag("li", f"<b>{text(r.actor)}</b> {said(r.role)}") for r in roles)
    heading = tag("p", f"Selon {cited([source])}", class_="told-by")
    return tag("div", heading + tag("ul", items, class_="plain-list"), class_="told")


def _publics(publics: Sequence[Public]) -> str:
    if not publics:
        return ""
    items = "".join(tag("li", _public(public)) for public in publics)
    return _block("Pour qui ?", "", tag("ul", items, class_="plain-list"))


def _public(public: Public) -> str:
    priority = f" — {said(public.priority)}" if public.priority else ""
    return f"{said(public.label)}{priority} {cited(public.sources)}"


def _milestones(milestones: Sequence[Milestone]) -> str:
    if not milestones:
        return _block("Où en est-il ?", "", _nothing("aucun jalon publié"))
    items = "".join(_milestone(milestone) for milestone in milestones)
    reading = "Dates aussi précises que les sources ; un rond vide est un horizon sans date."
    shown = reading if any(m.happened_on is None for m in milestones) else reading.split(" ;")[0]
    return _block("Où en est-il ?", f"{shown.rstrip('.')}.", tag("ol", items, class_="timeline"))


def _milestone(milestone: Milestone) -> str:
    is_dated = milestone.happened_on is not None
    when = date_words(milestone.happened_on) if is_dated else f"{milestone.horizon}, sans date"
    inside = (
        tag("b", said(when), class_="when")
        + tag("span", said(milestone.title))
        + cited(milestone.sources)
    )
    return tag("li", inside, class_=None if is_dated else "undated")


def _targets(targets: Sequence[Target]) -> str:
    if not targets:
        return _block("Que vise-t-il ?", "", _nothing("aucune cible publiée"))
    items = "".join(tag("li", _target(target)) for target in targets)
    reading = (
        "Dans les termes de chaque source, sans arrondi ; entre parenthèses, ses précisions ou ce "
        "qu'elle ne dit pas."
    )
    return _block("Que vise-t-il ?", reading, tag("ul", items, class_="wordings"))


def _target(target: Target) -> str:
    due = f"Échéance{HARD}: {dated(target.due_on, absent='non publiée')}"
    return (
        tag("b", said(target.wording))
        + tag("span", due, class_="basis")
        + cited(target.sources)
    )  # fmt: skip


def _figures_of(programme: Programme) -> str:
    if not programme.figures:
        return _block("Quels chiffres sont publiés ?", "", _nothing("aucun chiffre clé publié"))
    reading = "Rattachés à ce programme par le tableau de bord ; ce ne sont pas ses résultats."
    return _block("Quels chiffres sont publiés ?", reading, key_figures(programme.figures))


def key_figures(figures: Iterable[KeyFigure]) -> str:
    """Return key figures with their unit, precision, date and source."""
    shown = list(figures)
    told = [(one.label, say_published(one, " ".join(quantity(one)))) for one in shown]
    listed = tag("ul", "".join(map(_figure, shown)), class_="key-figures")
    return listed + say_list(told, "chiffres publiés")


def _figure(figure: KeyFigure) -> str:
    value, unit = quantity(figure)
    note = tag("span", said(figure.note), class_="basis") if figure.note else ""
    day = f"Date du chiffre{HARD}: {dated(figure.as_of, absent='non publiée')}"
    inside = (
        tag("span", f"<b>{text(value)}</b> {text(unit)}", class_="amount")
        + tag("span", said(figure.label), class_="label")
        + note
        + tag("span", day, class_="basis")
        + cited(figure.sources)
    )
    return tag("li", inside)


def _details(details: Sequence[Detail]) -> str:
    if not details:
        return ""
    items = "".join(map(_detail, details))
    return _block("Que disent encore les sources ?", "", tag("ul", items, class_="details-list"))


def _detail(detail: Detail) -> str:
    value = said(detail.value) if detail.value else not_published()
    day = f" ({text(date_words(detail.as_of))})" if detail.as_of else ""
    return tag("li", f"<b>{said(detail.fact)}</b> {value}{day} {cited(detail.sources)}")


# ------------------------------------------------------------------ beside the programmes
def other_figures(figures: Sequence[KeyFigure]) -> str:
    """Return the published figures that belong to no programme."""
    if not figures:
        return ""
    reading = "Ils donnent l'échelle ; ce ne sont les résultats d'aucun programme."
    head = block_head("Dans quel paysage agissent ces programmes ?", reading)
    return section(head, key_figures(figures), class_="card wide-figures")
