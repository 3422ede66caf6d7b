"""The blocks of the sheet of a territory, each from values already read."""

from collections.abc import Iterable, Sequence

from lianes.charts.svg import interval_bar
from lianes.domain.catalogue import Form
from lianes.domain.french import (
    HARD,
    day,
    interval,
    listing,
    number,
    percent,
    plural,
    published_date,
    with_unit,
)
from lianes.domain.territory import Level, Territory
from lianes.metrics.similar import CAP
from lianes.metrics.verdict import Verdict, is_better
from lianes.reading.estimates import Estimate
from lianes.reading.programmes import Concern
from lianes.reading.say import say
from lianes.reading.territory_context import JOB_SEEKERS, ContextRow, EstimatedPublic
from lianes.reading.territory_results import Result, Trend
from lianes.reading.territory_sheet import NetworkRow, Peer, Step, TerritorySheet
from lianes.store.reader import StoreMeta
from lianes.store.territory_reader import Actor, LocalConvention
from lianes.ui.convention_blocks import conventions_table
from lianes.ui.facts import not_published, pairs, said
from lianes.ui.kit import block_head, empty_state, pill, source_line, verdict_pill
from lianes.ui.kpi import absence
from lianes.ui.markup import link, tag, text
from lianes.ui.say import say_html

NOT_AT_LEVEL = "non disponible à cette maille"
NO_CONTACT = "interlocuteur non renseigné"
_TRENDS = {Trend.RISE: "▲", Trend.FALL: "▼"}
_STAGES = {"identified": "repéré", "requested": "demandé", "notified": "notifié",
           "signed": "signé", "paid": "versé"}  # fmt: skip
_HAPPENED = {"merged": "réunie", "renumbered": "renumérotée", "split": "partagée",
             "associated": "associée", "delegated": "déléguée"}  # fmt: skip
SHOWN_PEERS = 12


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
    parts = [f"environ {number(round(p.value))} {_public_noun(p)}" for p in view.publics]
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
    href = f"/epingle?territoire={'' if is_pinned else code}"
    inside = f'<span aria-hidden="true">{mark}</span> {text(words)}'
    return tag("a", inside, href=href, target="_top", rel="nofollow")


def own_code(view: TerritorySheet) -> str:
    """Return what names the subject in the URL."""
    return view.subject.perimeter or ",".join(t.code for t in view.subject.territories)


# ------------------------------------------------------------------ identity
def identity(view: TerritorySheet, meta: StoreMeta) -> str:
    """Return what the territory is, in one line, then what must be known of its borders."""
    found, subject = view.identity, view.subject
    people = number(found.population) if found.population is not None else NOT_AT_LEVEL
    kind = "périmètre" if len(subject.territories) > 1 else subject.level.label
    facts = [
        ("Maille", text(kind)),
        ("Population municipale 2023", text(people)),
        ("Communes", text(number(found.communes))),
        ("Géographie", text(meta.geography_vintage)),
    ]
    if len(subject.territories) > 1:
        members = ", ".join(link(t.name, f"?territoire={t.code}") for t in subject.territories)
        facts.append(("Composé de", members))
    notes = "".join(tag("p", words, class_="notice") for words in _notes(view))
    return tag("section", pairs(facts) + notes, class_="card")


def _notes(view: TerritorySheet) -> list[str]:
    found, notes = view.identity, []
    if found.spans:
        names = ", ".join(link(t.name, f"?territoire={t.code}") for t in found.spans)
        regions = ""
        if len(found.span_regions) > 1:
            linked = [link(t.name, f"?territoire={t.code}") for t in found.span_regions]
            regions = f" et les régions {', '.join(linked)}"
        home = next((p for p in view.subject.parents if p.level is Level.DEPARTEMENT), None)
        where = f" Ses chiffres comptent une fois, dans {text(home.name)}." if home else ""
        notes.append(f"À cheval sur les départements {names}{regions}.{where}")
    if found.former:
        codes = listing([_former(*row) for row in found.former[:8]])
        more = f" et {len(found.former) - 8} autres" if len(found.former) > 8 else ""
        notes.append(text(f"Cette commune a pris la suite d'anciens codes{HARD}: {codes}{more}."))
    return notes


def _former(code: str, name: str, kind: str) -> str:
    return f"{f'{name}, ' if name else ''}{code} ({_HAPPENED.get(kind, kind)})"


# ------------------------------------------------------------------ results
def results(view: TerritorySheet, meta: StoreMeta) -> str:
    """Return every reported indicator: interval, verdicts, trend, and what may be said."""
    parent = view.results.parent
    rest = f"reste de {parent.name}" if parent else ""
    how = f" · colonne suivante{HARD}: {rest}" if parent else ""
    head = block_head(
        "Que se passe-t-il ici ?",
        f"Barre{HARD}: intervalle à 95{HARD}% · trait{HARD}: reste du programme{how} · "
        "tendance sur douze mois à nombre de réseaux constant",
    )
    if not view.networks:
        return head + empty_state(
            "Pas encore déployé",
            "Aucune LIANE n'a son siège ici. Le contexte, les publics estimés, les territoires "
            "comparables et les interlocuteurs disent par où commencer.",
        )
    columns = [("Indicateur", None), ("Valeur", "num"), ("Intervalle", None), ("Sur quoi", None),
               ("Reste du programme", None)]  # fmt: skip
    columns += [(f"R{rest[1:]}", None)] if parent else []
    columns += [("Tendance", None), ("", None)]
    first = [row for row in view.results.rows if row.estimate.indicator.headline is not None]
    others = [row for row in view.results.rows if row not in first]
    tables = [
        _grid(label, columns, "".join(_result(row, view, meta, parent) for row in rows))
        for label, rows in (("Résultats", first), ("Autres indicateurs", others))
    ]
    count = plural(len(others), "autre indicateur", "autres indicateurs")
    folded = tag("details", tag("summary", text(count)) + tables[1]) if others else ""
    return head + tables[0] + _weighted(view) + folded


def _result(row: Result, view: TerritorySheet, meta: StoreMeta, parent: Territory | None) -> str:
    found = row.estimate
    indicator = found.indicator
    name = link(indicator.label, f"/methode#indicateur-{indicator.id}")
    cells = [
        tag("th", name, scope="row"),
        tag("td", text(_value(found)), class_="num" if found.is_measured else "num none"),
        tag("td", _bar(found)),
        tag("td", text(_basis(found)), class_="basis-cell"),
        tag("td", verdict_pill(found.verdict, indicator)),
    ]
    if parent is not None:
        cells.append(tag("td", _parent_verdict(row)))
    cells.append(tag("td", _trend(row)))
    cells.append(tag("td", _say(found, view, meta)))
    return tag("tr", "".join(cells))


def _value(found: Estimate) -> str:
    if not found.is_measured or found.figure.value is None:
        return absence(found)
    if found.indicator.unit == "%":
        return percent(found.figure.value)
    return number(found.figure.value, found.indicator.decimals)


def _bar(found: Estimate) -> str:
    if found.interval is None or found.figure.value is None:
        return ""
    low, high = found.interval.low, found.interval.high
    words = f"{percent(found.figure.value)}, intervalle {interval(low, high)}"
    if found.rest is not None:
        words += f", reste du programme {percent(found.rest)}"
    return interval_bar(found.figure.value, low, high, reference=found.rest, label=words)


def _basis(found: Estimate) -> str:
    if not found.is_measured:
        return ""
    if found.interval is not None and found.n is not None:
        limits = interval(found.interval.low, found.interval.high)
        cases = f"{number(found.successes)} sur {number(found.n)}" if (
            found.indicator.form is Form.RATIO and found.successes is not None
        ) else f"{number(found.n)} suivis"  # fmt: skip
        return f"{limits} · {cases}"
    figure = found.figure
    unit = found.indicator.unit
    partial = f" · {figure.reported} envois sur {figure.expected}" if figure.is_partial else ""
    return f"{unit}{partial}"


def _parent_verdict(row: Result) -> str:
    """Return the verdict against the rest of the parent, coloured only when real."""
    words = {
        Verdict.ABOVE: ("▲", "au-dessus"),
        Verdict.BELOW: ("▼", "au-dessous"),
        Verdict.COMPARABLE: ("●", "comparable"),
        Verdict.TOO_FEW: ("●", "trop peu ici"),
        Verdict.NO_REFERENCE: ("●", "trop peu autour"),
    }
    if row.parent is None or not row.estimate.is_measured:
        return ""
    better = is_better(row.parent, higher_is_better=row.estimate.indicator.higher_is_better)
    mark, said_ = words[row.parent]
    rate = f" ({percent(row.parent_rate)})" if row.parent_rate is not None else ""
    return pill(f"{said_}{rate}", {True: "above", False: "below", None: ""}[better], mark)


def _trend(row: Result) -> str:
    if row.trend is None:
        return ""
    higher = row.estimate.indicator.higher_is_better
    if row.trend not in _TRENDS:
        return tag("span", text(row.trend.value), class_="basis-inline")
    kind = "" if higher is None else ("above" if (row.trend is Trend.RISE) == higher else "below")
    return pill(row.trend.value, kind, _TRENDS[row.trend])


def _say(found: Estimate, view: TerritorySheet, meta: StoreMeta) -> str:
    if found.indicator.headline is None:
        return ""
    saying = say(found, view.subject.label, view.scope.period, meta)
    return say_html(saying, about=found.indicator.label)


def _weighted(view: TerritorySheet) -> str:
    found = view.results.weighted
    if found is None:
        return ""
    gap = 100 * (found.rate - found.expected)
    low, high = number(100 * found.difference.low), number(100 * found.difference.high)
    span = f"intervalle de {low} à {high}"
    end = "au-delà du hasard" if found.is_beyond_chance else "que le hasard peut expliquer"
    words = (
        "À public comparable (même part de demandeurs d'emploi), le reste du programme aurait "
        f"{percent(100 * found.expected)} de sorties vers l'emploi, ici "
        f"{percent(100 * found.rate)}{HARD}: écart de {with_unit(gap, 'points')} ({span}), {end}."
    )
    return tag("p", text(words), class_="said-line")


# ------------------------------------------------------------------ target publics
def publics(view: TerritorySheet) -> str:
    """Return the estimated publics, how many are reached, the method and its limits."""
    head = block_head(
        "Combien de locataires sont visés ici ?", "Estimation, jamais un effectif compté"
    )
    rows = "".join(_public(found, view) for found in view.publics)
    spread_ = (
        "réparti entre départements selon les logements sociaux et la part des 65 ans et plus "
        "(seniors) ou le taux de chômage (demandeurs d'emploi), totaux nationaux exacts"
    )
    below = "" if view.subject.level <= Level.DEPARTEMENT else (
        f"{HARD}; sous le département, au prorata de la population")  # fmt: skip
    limits = (
        "Limites : tous les bailleurs sociaux sont comptés, et l'âge est celui de toute la "
        "population alors que les locataires Hlm sont plus âgés."
    )
    how = tag("details", tag("summary", "Méthode et limites")
              + tag("p", said(f"Total publié {spread_}{below}. {limits}")))  # fmt: skip
    return head + tag("ul", rows, class_="estimates") + how


def _public(found: EstimatedPublic, view: TerritorySheet) -> str:
    reached = view.results.of(
        "pathways_started" if found.code == JOB_SEEKERS else "seniors_supported"
    )
    value = number(round(found.value))
    inside = (
        f"<b>≈{HARD}{text(value)}</b> {text(_public_noun(found))} {pill('estimation', 'late', '≈')}"
        + tag("span", text(_reached(found, reached)), class_="basis")
        + tag("span", said(f"Total publié : « {found.wording} »"), class_="basis")
    )
    return tag("li", inside)


def _public_noun(found: EstimatedPublic) -> str:
    if found.code == JOB_SEEKERS:
        return "locataires en recherche d'emploi"
    return "titulaires de bail de plus de 65 ans"


def _reached(found: EstimatedPublic, reached: Estimate | None) -> str:
    if reached is None:
        return ""
    what = "parcours lancés" if found.code == JOB_SEEKERS else "seniors accompagnés"
    if reached.figure.value is None:
        return f"{what}{HARD}: {absence(reached)}"
    share = 100 * reached.figure.value / found.value if found.value else 0.0
    return f"{number(reached.figure.value)} {what}, soit {percent(share, 1)} de l'estimation"


# ------------------------------------------------------------------ networks
def networks(view: TerritorySheet) -> str:
    """Return the networks of the territory."""
    head = block_head("Quelles LIANES agissent ici ?", "Siège dans le territoire")
    if not view.networks:
        return head + tag("p", "Aucune.")
    columns = [("LIANE", None), ("Stade", None), ("Ouverte le", None), ("Prises d'emploi", "num"),
               ("Envois", None)]  # fmt: skip
    return head + _grid("LIANES", columns, "".join(map(_network, view.networks)))


def _network(row: NetworkRow) -> str:
    opened = day(row.network.opened_on) if row.network.opened_on else "pas encore ouverte"
    late = pill("en retard", "late", "◷") if row.late else "à jour"
    closed = row.network.closed_on is not None
    state = "close" if closed else ("" if row.network.opened_on is None else late)
    cells = (
        tag("th", link(row.network.name, f"?reseau={row.network.code}"), scope="row"),
        tag("td", text(row.network.stage.label)),
        tag("td", text(opened)),
        tag("td", text(_value(row.jobs)), class_="num"),
        tag("td", state),
    )
    return tag("tr", "".join(cells))


# ------------------------------------------------------------------ twins and neighbours
def twins(view: TerritorySheet) -> str:
    """Return the départements alike by context, with links to compare."""
    found = view.twins
    whose = f"({found.of.name})" if found.of and found.of not in view.subject.territories else ""
    head = block_head(
        f"Quels départements se ressemblent ? {whose}" if whose else "Qui lui ressemble ?",
        f"Six chiffres de contexte, jamais les résultats · distance en écarts types, au plus "
        f"{number(CAP, 1)} · liste figée pour le millésime du contexte",
    )
    if found.reason:
        return head + tag("p", said(found.reason))
    return head + _peers(view.twin_peers, own_code(view))


def neighbours(view: TerritorySheet) -> str:
    """Return the territories of the same level that touch it, those deployed first."""
    head = block_head("Que se passe-t-il autour ?", "Territoires voisins de même maille")
    if not view.neighbours:
        alone = len(view.subject.territories) == 1 and not view.subject.is_national
        words = "Aucun voisin terrestre." if alone else "Sans objet pour plusieurs territoires."
        return head + tag("p", text(words))
    ordered = sorted(view.neighbours, key=lambda peer: (-peer.networks, peer.territory.name))
    rest = ordered[SHOWN_PEERS:]
    also = ""
    if rest:
        names = ", ".join(link(p.territory.label, f"?territoire={p.territory.code}") for p in rest)
        count = plural(len(rest), "autre voisin", "autres voisins")
        also = tag("details", tag("summary", text(count)) + tag("p", names))
    return head + _peers(ordered[:SHOWN_PEERS], own_code(view)) + also


def _peers(peers: Iterable[Peer], own: str) -> str:
    known = list(peers)
    has_distance = any(peer.distance is not None for peer in known)
    columns = [("Territoire", None), *([("Distance", "num")] if has_distance else []),
               ("LIANES", "num"), ("Sorties vers l'emploi", None), ("", None)]  # fmt: skip
    rows = "".join(_peer(peer, own, has_distance=has_distance) for peer in known)
    return _grid("Territoires comparables", columns, rows)


def _peer(peer: Peer, own: str, *, has_distance: bool) -> str:
    place = peer.territory
    far = tag("td", number(peer.distance or 0, 2), class_="num") if has_distance else ""
    cells = (
        tag("th", link(place.label, f"?territoire={place.code}"), scope="row"),
        far,
        tag("td", number(peer.networks) if peer.networks else "–", class_="num"),
        tag("td", text(_rate(peer.exits)), class_="basis-cell"),
        tag("td", link("Comparer", f"/comparer?territoire={own}&avec={place.code}")
            if peer.networks else ""),
    )  # fmt: skip
    return tag("tr", "".join(cells))


def _rate(found: Estimate) -> str:
    if found.figure.value is None or found.interval is None:
        return absence(found)
    limits = interval(found.interval.low, found.interval.high)
    return f"{percent(found.figure.value)} ({limits}), n{HARD}={HARD}{number(found.n or 0)}"


# ------------------------------------------------------------------ context
def context(view: TerritorySheet) -> str:
    """Return the published context figures with their date and source."""
    below = view.subject.level > Level.DEPARTEMENT
    home = next((p for p in view.subject.parents if p.level is Level.DEPARTEMENT), None)
    head = block_head("Dans quel contexte ?", "Chiffres publiés, avec leur date et leur producteur")
    shows_around = below and home is not None
    columns = [("Chiffre", None), (_capital(view.subject.level.label)
               if len(view.subject.territories) == 1 else "Périmètre", "num")]  # fmt: skip
    columns += [(home.name, "num")] if shows_around and home else []
    columns += [("Date", None), ("Producteur", None)]
    rows = "".join(_context(row, shows_around=shows_around) for row in view.context)
    return head + _grid("Contexte", columns, rows)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _context(row: ContextRow, *, shows_around: bool) -> str:
    measure = row.measure
    note = tag("span", said(measure.note), class_="basis") if measure.note else ""
    cells = [
        tag("th", text(measure.label) + note, scope="row"),
        tag("td", _context_value(row, row.value), class_="num"),
    ]
    if shows_around:
        cells.append(tag("td", _context_value(row, row.around), class_="num"))
    cells += [tag("td", text(published_date(measure.as_of))), tag("td", text(measure.producer))]
    return tag("tr", "".join(cells))


def _context_value(row: ContextRow, value: float | None) -> str:
    if value is None:
        return not_published(NOT_AT_LEVEL)
    decimals = 0 if row.measure.summable else 1
    words = text(with_unit(value, row.measure.unit, decimals))
    lacking = row.missing if value == row.value else None
    return words + (tag("span", text(f"sans {lacking}"), class_="basis") if lacking else "")


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


def partners(view: TerritorySheet) -> str:
    """Return the partners at work in the networks, by kind."""
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
    return head + tag("ul", items, class_="plain-list")


def _partner_names(names: dict[str, list[Actor]]) -> str:
    shown = [f"{name}{' ◆' if acts[0].simulated else ''}" for name, acts in names.items()]
    more = f"{HARD}; et {len(shown) - 4} autres" if len(shown) > 4 else ""
    return f"{', '.join(shown[:4])}{more}"


def funding(view: TerritorySheet) -> str:
    """Return the funding ladder: the sum of each step, against the need."""
    need = f" · besoin déclaré{HARD}: {_euros(view.need)}" if view.need else ""
    head = block_head("Quels financements ici ?", f"Somme de chaque marche, en euros{need}")
    if not view.networks:
        return head + tag("p", "Aucun financement enregistré.")
    top = max([step.amount or 0 for step in view.ladder], default=0) or 1
    items = "".join(_step(step, top) for step in view.ladder)
    note = "Une ligne n'est que sur une marche, la plus avancée ; signé et versé sont sécurisés."
    return head + tag("ul", items, class_="ladder") + source_line(note)


def _step(step: Step, top: float) -> str:
    name = tag("span", text(_STAGES[step.stage].capitalize()), class_="name")
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
    return tag("details", summary + _grid("Conventions locales", columns, rows))


def _grid(label: str, columns: Sequence[tuple[str, str | None]], rows: str) -> str:
    header = "".join(tag("th", text(words), scope="col", class_=kind) for words, kind in columns)
    table = tag("table", tag("thead", tag("tr", header)) + tag("tbody", rows), class_="grid")
    return tag("div", table, class_="table-wrap", tabindex="0", role="region", aria_label=label)
