"""The blocks of the sheet of a territory, each from values already read."""

from lianes.domain.french import (
    HARD,
    interval,
    listing,
    number,
    percent,
    plural,
)
from lianes.metrics.verdict import Verdict
from lianes.reading.say import Answer, Saying
from lianes.reading.territory_sheet import TerritorySheet
from lianes.store.reader import StoreMeta
from lianes.ui.facts import pairs
from lianes.ui.markup import link, tag, text
from lianes.ui.pin import PATH
from lianes.ui.say import say_html
from lianes.ui.territory_context import NOT_AT_LEVEL, public_noun

_HAPPENED = {"merged": "réunie", "renumbered": "renumérotée", "split": "partagée",
             "associated": "associée", "delegated": "déléguée"}  # fmt: skip


# ------------------------------------------------------------------ opening
def lead(view: TerritorySheet) -> list[str]:
    """Return the sentences of the head, `**…**` to be emphasised."""
    active = sum(row.network.is_active(view.scope.period.end.last_day) for row in view.networks)
    if not view.networks:
        return [f"**Aucune LIANE n'a son siège ici** à ce jour. {_need_words(view)}".strip()]
    names = plural(active, "LIANE active", "LIANES actives")
    jobs = view.results.of("jobs_started")
    took = ""
    if jobs is not None and jobs.figure.value is not None:
        verb = "a" if jobs.figure.value < 2 else "ont"
        took = f", **{plural(jobs.figure.value, 'locataire')} {verb} pris un emploi**"
    return [f"**{names}**{took} ({view.scope.period.label}).", *_exits_words(view)]


def _need_words(view: TerritorySheet) -> str:
    parts = [f"environ {number(round(p.value))} {public_noun(p)}" for p in view.publics]
    return f"Publics visés, en estimation{HARD}: {listing(parts)}." if parts else ""


def _exits_words(view: TerritorySheet) -> list[str]:
    found = view.results.of("employment_exit_rate")
    if found is None or found.figure.value is None or found.interval is None:
        return []
    limits = interval(found.interval.low, found.interval.high)
    words = {
        Verdict.ABOVE: ", plus que dans le reste du programme",
        Verdict.BELOW: ", moins que dans le reste du programme",
        Verdict.COMPARABLE: ", sans écart établi avec le reste du programme",
        Verdict.TOO_FEW: f"{HARD}; trop peu de cas pour comparer",
    }
    end = words.get(found.verdict, "") if found.verdict else ""
    return [f"{percent(found.figure.value)} des sorties mènent à l'emploi ({limits}){end}."]


def actions(view: TerritorySheet, pinned: str | None) -> str:
    """Return the ways on from the sheet, and the pin of this browser."""
    code = own_code(view)
    links = [
        link("Voir sur la carte", f"/carte?territoire={code}"),
        link("Vue d'ensemble", f"/?territoire={code}"),
        link("Comparer", f"/comparer?territoire={code}"),
    ]
    if not view.subject.is_national and view.subject.network is None:
        links.append(_pin(code, is_pinned=pinned == code))
    if pinned and pinned != code:
        links.append(link("Ouvrir mon territoire", f"?territoire={pinned}"))
    return tag("nav", "".join(links), class_="ways", aria_label="Suites")


def _pin(code: str, *, is_pinned: bool) -> str:
    """Return a link the navigator leaves to the browser: the answer sets a cookie."""
    words = "Ne plus épingler" if is_pinned else "Épingler mon territoire"
    mark = "★" if is_pinned else "☆"
    href = f"{PATH}?territoire={'' if is_pinned else code}"
    inside = f'<span aria-hidden="true">{mark}</span> {text(words)}'
    return tag("a", inside, href=href, rel="nofollow")


def own_code(view: TerritorySheet) -> str:
    """Return what names the subject in the URL."""
    return view.subject.perimeter or ",".join(t.code for t in view.subject.territories)


# ------------------------------------------------------------------ identity
def identity(view: TerritorySheet, meta: StoreMeta, pinned: str | None) -> str:
    """Return the ways on, what the territory is, then what must be known of its borders."""
    found, subject = view.identity, view.subject
    people = number(found.population) if found.population is not None else NOT_AT_LEVEL
    several = len(subject.territories) > 1
    kind = "périmètre" if several else subject.level.label
    facts = [
        ("Maille", text(kind)),
        ("Population municipale 2023", text(people)),
        ("Communes", text(number(found.communes))),
        ("Géographie", text(meta.geography_vintage)),
    ]
    if several:
        members = ", ".join(link(t.name, f"?territoire={t.code}") for t in subject.territories)
        facts.append(("Composé de", members))
    facts.append(("Citer", say_html(_cited(view, meta), about=subject.label)))
    bar = tag("div", actions(view, pinned) + pairs(facts), class_="sheet-bar")
    return bar + "".join(tag("p", words, class_="notice") for words in _notes(view))


def _cited(view: TerritorySheet, meta: StoreMeta) -> Saying:
    """Return what may be said of the population and the communes: counted, with no interval."""
    found, label = view.identity, view.subject.label
    communes = f"{plural(found.communes, 'commune')} ({meta.geography_vintage})"
    people = found.population
    known = f"{number(people)} habitants (Insee, population municipale 2023), " if people else ""
    facts = (("Population", "Insee, 2023"), ("Géographie", meta.geography_vintage))
    return Saying(Answer.YES, f"{label}{HARD}: {known}{communes}.", (), facts)


def _notes(view: TerritorySheet) -> list[str]:
    found, notes = view.identity, []
    if found.spans:
        names = ", ".join(link(t.name, f"?territoire={t.code}") for t in found.spans)
        regions = ""
        if len(found.span_regions) > 1:
            linked = [link(t.name, f"?territoire={t.code}") for t in found.span_regions]
            regions = f" et les régions {', '.join(linked)}"
        where = f" Une LIANE compte dans le département de son siège{HARD}: "
        where += "les départements ne s'y retrouvent pas par somme d'EPCI."
        notes.append(f"À cheval sur les départements {names}{regions}.{text(where)}")
    if found.former:
        codes = listing([_former(*row) for row in found.former[:8]])
        more = f" et {len(found.former) - 8} autres" if len(found.former) > 8 else ""
        notes.append(text(f"Cette commune a pris la suite d'anciens codes{HARD}: {codes}{more}."))
    return notes


def _former(code: str, name: str, kind: str) -> str:
    return f"{f'{name}, ' if name else ''}{code} ({_HAPPENED.get(kind, kind)})"
