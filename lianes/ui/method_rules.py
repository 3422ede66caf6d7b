"""The rules of the method page: statistics, states, small numbers, geography, context, sources."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from lianes.access.audience import RELEASED_LEVELS
from lianes.domain.french import HARD, day, listing, number, plural
from lianes.domain.provenance import Source
from lianes.domain.territory import Level
from lianes.maps.marks import STATE_WORDS
from lianes.metrics.figure import State
from lianes.reading.method import ContextMeasure, Method, thresholds
from lianes.reading.statistics import STATISTICS, Statistic
from lianes.ui.drawn import drawn_once
from lianes.ui.facts import dated, not_published, outside_link, pairs, row, said, section, table
from lianes.ui.kit import block_head
from lianes.ui.markup import tag, text
from lianes.ui.method_blocks import TITLES

_STATES = {
    State.MEASURED: ("lm-s3", "une valeur a été transmise ; zéro est une mesure"),
    State.NOT_REPORTED: ("lm-not_reported", "un réseau est actif et n'a rien transmis"),
    State.MASKED: ("lm-masked", "la valeur existe et ne peut pas être montrée"),
    State.NOT_DEPLOYED: ("lm-not_deployed", "aucune LIANE n'agit à cet endroit"),
}
_SOURCE_KINDS = {
    "publication": "publication",
    "open_data": "données ouvertes",
    "batch": "fichier déposé",
    "demonstration": "démonstration",
}


def _card(key: str, reading: str, *content: str) -> str:
    return section(block_head(TITLES[key], reading), *content, id_=key)


def _points(*sentences: str) -> str:
    items = "".join(tag("li", said(sentence)) for sentence in sentences)
    return tag("ul", items, class_="points")


# ------------------------------------------------------------------ statistics
@cache
def statistics() -> str:
    """Return the statistics used, each with its formula, its silence and its risk."""
    reading = "Un écart n'est signalé que si le hasard l'explique mal ; le hasard a été mesuré."
    cards = "".join(map(_statistic, STATISTICS))
    return _card("statistiques", reading, tag("div", cards, class_="statistics"))


def _statistic(found: Statistic) -> str:
    facts = pairs([
        ("Formule", said(found.formula)),
        ("Quand elle ne conclut pas", said(found.silent)),
        ("Fausses alertes, exemples", said(found.risk)),
    ])  # fmt: skip
    head = tag("h3", said(found.name)) + tag("p", said(found.says))
    return tag("article", head + facts, id_=f"statistique-{found.id}")


# ------------------------------------------------------------------ states and small numbers
@cache
def states() -> str:
    """Return the four states by colour, pattern and word, as maps and tables show them."""
    items = "".join(
        tag("li", f'<span class="lm-swatch {_STATES[state][0]}" aria-hidden="true"></span>'
            f"<span><b>{text(words)}</b>{HARD}: {said(_STATES[state][1])}.</span>")
        for state, words in STATE_WORDS.items()
    )  # fmt: skip
    rest = _points(
        "Une somme est masquée dès qu'une de ses parties l'est : les parties visibles passeraient "
        "pour le tout.",
        "Une somme partielle le dit : elle porte le nombre de réseaux attendus et celui des "
        "réseaux qui ont transmis. Partiel n'est pas faible.",
        "Une LIANE close garde son histoire ; elle n'est pas en retard.",
    )
    reading = "Rien n'est pas zéro : chaque absence a sa raison, son motif et son mot."
    return _card("etats", reading, tag("ul", items, class_="states"), rest)


@drawn_once
def small_numbers(view: Method) -> str:
    """Return who sees which small numbers, with the thresholds in force."""
    rows = [row(*map(text, found)) for found in thresholds(view.meta.thresholds)]
    columns = ("Audience", "Qui lit", "Ce qui est masqué", "Seuil")
    levels = [level.plural for level in Level if level in RELEASED_LEVELS]
    sensitive = sorted({m.label for e in view.entries for m in e.measures if m.sensitive}
                       | {m.label for m in view.other_measures if m.sensitive})  # fmt: skip
    rest = _points(
        f"Mesures sensibles du catalogue : {listing(sensitive) or 'aucune'}.",
        "Un taux est masqué quand son numérateur, son dénominateur ou leur différence l'est. Le "
        "zéro d'un territoire déployé est masqué comme les autres petits nombres.",
        f"À l'extérieur, la grille de diffusion est fixe : {listing(levels)} ; valeurs cumulées "
        "depuis le lancement, arrêtées en fin de trimestre. Des périodes libres permettraient de "
        "retrouver un petit nombre par différence. Les détails d'un compte (emplois à moins de "
        "10 km, logements par niveau…) ne se lisent que pour la France.",
        "L'audience est réglée par l'installation ; un écran ou une adresse ne peut que la "
        "restreindre.",
        "D'autres cases sont masquées avec elles, pour qu'une soustraction ne les rende pas. "
        "Un maintien se masque aussi quand les décès ou les fins sont rares. Limite : deux "
        "éditions des données gardées par un lecteur interne se comparent.",
    )
    reading = "Personne ne doit pouvoir lire une situation individuelle dans un petit nombre."
    return _card("petits-nombres", reading, table(TITLES["petits-nombres"], columns, rows), rest)


# ------------------------------------------------------------------ territories
@cache
def attribution() -> str:
    """Return where the counts of a network belong."""
    rest = _points(
        "Ce qu'une LIANE transmet compte pour la commune de son siège, puis pour l'EPCI, le "
        "département, la région et la France qui la contiennent : rien n'est compté deux fois.",
        "Les communes qu'elle couvre servent aux cartes et aux distances, jamais aux sommes.",
        "Un périmètre, ou plusieurs territoires choisis ensemble, additionne ses membres ; un "
        "territoire contenu dans un autre n'est pas ajouté.",
        "Les mois sont ceux du calendrier de Paris ; un retard se juge à la date des données.",
    )
    return _card("attribution", "", rest)


@drawn_once
def geography(manifest: Mapping[str, Any]) -> str:
    """Return the vintages, counts, licences and credits of the territories and outlines."""
    counts = manifest["checks"]["counts"]
    levels = {level.prefix: level for level in Level}
    amounts = [
        plural(count, levels[code].label, levels[code].plural)
        for code, count in counts.items()
        if code != "FR"
    ]
    rows = [
        row(said(item["title"]), said(item["description"]), said(item["producer"]),
            said(item["licence"]), text(f"{item['package']} {item['version']}"))
        for item in manifest["built_from"]
    ]  # fmt: skip
    columns = ("Ce qui est pris", "Contenu", "Producteur", "Licence", "Paquet")
    approximate = manifest["checks"]["approximate_communes"]
    rest = _points(
        f"Codes et limites : {manifest['vintage']}. {manifest['population']}.",
        f"{listing(amounts)}. Une commune qui a changé de code est retrouvée par l'ancien.",
        f"{number(approximate)} communes ont un contour reconstitué, faute de contour publié : "
        "leur forme est indicative. Les outre-mer et la petite couronne sont agrandis ou réduits "
        "dans leurs cadres.",
        "Les contours sont allégés : ils conviennent à une carte statistique, pas à un usage "
        "cadastral.",
    )
    producers = " ; ".join(item["producer"] for item in manifest["built_from"])
    return _card(
        "geographie", "", rest, table(TITLES["geographie"], columns, rows),
        tag("p", said(f"Crédits : {producers}."), class_="source"),
    )  # fmt: skip


# ------------------------------------------------------------------ context
@drawn_once
def context(view: Method) -> str:
    """Return the context figures with their producer, date, licence and limits."""
    columns = ("Chiffre", "Producteur", "Jeu de données", "Date", "Unité", "Licence", "À savoir")
    rows = [_context_row(measure) for measure in view.context]
    reading = (
        "Publiés par département ; région et France reçoivent une somme quand elle a un sens, dite "
        "partielle quand une partie manque. Deux dates différentes ne sont jamais mêlées."
    )
    return _card("contexte", reading, table(TITLES["contexte"], columns, rows))


def _context_row(measure: ContextMeasure) -> str:
    summable = "" if measure.summable else " Ne s'additionne pas."
    return row(
        said(measure.label), said(measure.producer), said(measure.dataset), dated(measure.as_of),
        said(measure.unit), said(measure.licence), said(f"{measure.note or ''}{summable}"),
        id_=f"contexte-{measure.id}",
    )  # fmt: skip


# ------------------------------------------------------------------ demonstration
@drawn_once
def demonstration(view: Method) -> str:
    """Return how the simulated part is made; nothing on a real store."""
    if not view.meta.simulated:
        return ""
    first, last = view.meta.first_month, view.meta.last_month
    months = f", de {first.label} à {last.label}" if first and last else ""
    generator = next((s for s in view.sources if s.kind == "demonstration"), None)
    note = f" {generator.note}" if generator and generator.note else ""
    networks = plural(view.simulated_networks, "LIANE simulée", "LIANES simulées")
    rest = _points(
        f"{networks}{months}, posées sur de vraies communes, plus denses dans le Nord et le "
        f"Pas-de-Calais, où l'expérimentation est annoncée. Données au {day(view.meta.as_of)}.",
        "Leurs organisations sont fictives et nommées « (démonstration) » ; aucune organisation "
        "réelle n'y agit.",
        "Parcours, sorties, maintiens, seniors, logements et financements sont tirés au hasard "
        "par un modèle écrit. Des ordres de grandeur publiés ailleurs règlent une partie de ses "
        "paramètres ; les autres sont des hypothèses.",
        "Les cibles datées et les échéanciers sont des hypothèses ; aucun n'est publié.",
        "Des situations y sont placées exprès : réseaux en retard, résultats hors du commun, "
        "petits nombres, hausse durable, réseau clos, chiffre corrigé, commune qui a changé de "
        "code.",
        f"La même graine redonne les mêmes données.{note}",
        "Un entrepôt est de démonstration ou réel, jamais les deux ; les territoires, le contexte "
        "et les faits publiés y sont les mêmes.",
    )
    reading = "Aucun chiffre de la démonstration n'est un résultat du programme."
    return _card("demonstration", reading, rest)


# ------------------------------------------------------------------ sources
@drawn_once
def sources(found: Sequence[Source]) -> str:
    """Return every source of the store, with its address or the lack of one."""
    columns = ("Source", "Éditeur", "Date", "Adresse", "Nature", "Note")
    without = sum(source.url is None for source in found)
    verb = "est" if without < 2 else "sont"
    reading = (
        f"{plural(len(found), 'source')}, dont {number(without)} {verb} sans adresse. Les liens "
        "s'ouvrent dans un nouvel onglet ; le tableau de bord lui-même n'interroge aucun site."
    )
    rows = [_source_row(source) for source in found]
    return _card("sources", reading, table(TITLES["sources"], columns, rows))


def _source_row(source: Source) -> str:
    host = source.url.split("/")[2].removeprefix("www.") if source.url else ""
    address = outside_link(host, source.url) if source.url else not_published("sans adresse")
    return row(
        said(source.title),
        said(source.publisher) if source.publisher else "—",
        dated(source.published_on, absent="non publiée"),
        address,
        text(_SOURCE_KINDS[source.kind]),
        said(source.note or ""),
        id_=f"source-{source.id}",
    )
