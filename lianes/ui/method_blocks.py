"""The definitions of the method page: contents, indicators, other measures, gaps."""

from collections.abc import Iterable, Mapping, Sequence

from lianes.domain.catalogue import Indicator, Measure
from lianes.domain.french import HARD, capital, plural, published_date, with_unit
from lianes.reading.method import KIND_WORDS, Entry, Formula, Method, ordered_publics, particular
from lianes.ui.drawn import drawn_once
from lianes.ui.facts import cited, pairs, row, said, section, table
from lianes.ui.kit import block_head, pill
from lianes.ui.markup import link, tag, text

SECTIONS = (
    ("indicateurs", "Les indicateurs"),
    ("mesures", "Les mesures qui n'entrent dans aucun indicateur"),
    ("non-mesure", "Ce qui n'est pas mesuré"),
    ("statistiques", "Les statistiques utilisées"),
    ("etats", "Les quatre états d'un chiffre"),
    ("petits-nombres", "Les petits nombres (secret statistique)"),
    ("attribution", "À quel territoire compte un réseau"),
    ("geographie", "La géographie"),
    ("contexte", "Les chiffres de contexte"),
    ("demonstration", "Comment la démonstration est faite"),
    ("sources", "Les sources"),
)
TITLES = dict(SECTIONS)
_DIRECTIONS = {
    True: ("▲", "une hausse est favorable"),
    False: ("▼", "une baisse est favorable"),
    None: ("●", "ni bonne ni mauvaise nouvelle"),
}


def lead(view: Method) -> list[str]:
    """Return the sentences the page opens with, `**…**` to be emphasised."""
    return [
        f"**{plural(len(view.entries), 'indicateur')}** calculés à partir de "
        f"{plural(view.measures, 'mesure')} que les réseaux transmettent, et "
        f"{plural(len(view.sources), 'source')}.",
        f"Catalogue version {view.version}, appliqué depuis {published_date(view.applies_from)} ; "
        "une définition modifiée prend un nouveau numéro.",
    ]


@drawn_once
def contents(view: Method) -> str:
    """Return the table of contents: sections, then every indicator."""
    shown = [(key, title) for key, title in SECTIONS if key != "demonstration" or _is_demo(view)]
    parts = _links((f"#{key}", title) for key, title in shown)
    indicators = _links(
        (f"#{anchor(entry.indicator)}", entry.indicator.label) for entry in view.entries
    )
    inside = (
        tag("div", tag("p", "Sur cette page", class_="toc-title") + parts)
        + tag("div", tag("p", "Les indicateurs", class_="toc-title") + indicators, class_="wide")
    )  # fmt: skip
    return tag("nav", inside, class_="card toc", aria_label="Sommaire")


def _is_demo(view: Method) -> bool:
    return view.meta.simulated


def _links(items: Iterable[tuple[str, str]]) -> str:
    return tag("ul", "".join(tag("li", link(words, href)) for href, words in items))


def anchor(indicator: Indicator) -> str:
    """Return the anchor of an indicator: `indicateur-employment_exit_rate`."""
    return f"indicateur-{indicator.id}"


# ------------------------------------------------------------------ indicators
@drawn_once
def indicators(view: Method) -> str:
    """Return one card per indicator, in the order of the catalogue."""
    labels = {entry.indicator.id: entry.indicator for entry in view.entries}
    head = block_head(
        TITLES["indicateurs"],
        "Un indicateur est calculé à partir de ce que les réseaux transmettent, jamais saisi.",
    )
    cards = "".join(_definition(entry, view, labels) for entry in view.entries)
    return tag("section", head + tag("div", cards, class_="definitions"), id_="indicateurs")


def _definition(entry: Entry, view: Method, known: Mapping[str, Indicator]) -> str:
    indicator = entry.indicator
    return tag(
        "article",
        tag("h3", said(indicator.label))
        + tag("p", said(indicator.question), class_="basis")
        + tag("p", said(indicator.definition))
        + _formula(entry.formula)
        + pairs(_properties(entry, view, known))
        + _benchmark(entry)
        + _measures(entry.measures),
        class_="card definition",
        id_=anchor(indicator),
    )


def _formula(formula: Formula) -> str:
    note = tag("span", said(formula.note), class_="basis") if formula.note else ""
    if not formula.bottom:
        return tag("div", tag("span", said(formula.top), class_="expression") + note,
                   class_="formula")  # fmt: skip
    fraction = (
        tag("span", said(formula.top), class_="top")
        + '<span class="sr-only"> divisé par </span>'
        + tag("span", said(formula.bottom), class_="bottom")
    )
    factor = tag("span", text(formula.factor), class_="factor")
    expression = tag("span", factor + tag("span", fraction, class_="fraction"), class_="expression")
    return tag("div", expression + note, class_="formula")


def _properties(
    entry: Entry, view: Method, known: Mapping[str, Indicator]
) -> list[tuple[str, str]]:
    indicator = entry.indicator
    mark, direction = _DIRECTIONS[indicator.higher_is_better]
    version = f"{indicator.version}, depuis {published_date(view.applies_from)}"
    found = [
        ("Unité", said(indicator.unit)),
        ("Sens", f'<span aria-hidden="true">{mark}</span> {text(direction)}'),
        ("Publics", said(" ; ".join(entry.publics))),
        ("Incertitude", said(entry.uncertainty)),
        ("Version", text(version)),
    ]
    if indicator.companions:
        beside = (link(known[i].label, f"#{anchor(known[i])}") for i in indicator.companions)
        found.append(("Se lit avec", ", ".join(beside)))
    return found


def _benchmark(entry: Entry) -> str:
    found = entry.indicator.benchmark
    if found is None:
        return ""
    value = with_unit(found.value, entry.indicator.unit)
    source = cited([entry.benchmark_source]) if entry.benchmark_source else text(found.source)
    words = f"Repère extérieur, {found.label} : {value}. {found.note}"
    return tag("p", f"{said(words)} {source}", class_="benchmark")


def _measures(measures: Sequence[Measure]) -> str:
    if not measures:
        return tag("p", "Ne repose sur aucune mesure saisie chaque mois.", class_="basis")
    items = "".join(tag("li", _measure(measure)) for measure in measures)
    heading = "Mesure utilisée" if len(measures) == 1 else "Mesures utilisées"
    return tag("p", heading, class_="toc-title") + tag("ul", items, class_="plain-list")


def _measure(measure: Measure) -> str:
    kind = KIND_WORDS[measure.kind][0]
    sensitive = " " + pill("sensible", "late", "◆") if measure.sensitive else ""
    nature = tag("span", f"({kind}, {text(measure.unit)})", class_="basis-inline")
    return f"<b>{said(measure.label)}</b> {nature}{sensitive} {said(measure.definition)}"


# ------------------------------------------------------------------ measures and gaps
@drawn_once
def other_measures(view: Method) -> str:
    """Return the measures that no indicator uses, and what the three kinds mean."""
    kinds = " ; ".join(f"{name} : {meaning}" for name, meaning in KIND_WORDS.values())
    reading = f"Les réseaux les transmettent aussi. {capital(kinds)}."
    head = block_head(TITLES["mesures"], reading.replace(" :", f"{HARD}:"))
    if not view.other_measures:
        return section(head, tag("p", "Toutes les mesures servent un indicateur."), id_="mesures")
    columns = ("Mesure", "Définition", "Nature", "Unité", "Publics", "Particularité")
    rows = [_measure_row(measure, view) for measure in view.other_measures]
    return section(head, table("Autres mesures", columns, rows), id_="mesures")


def _measure_row(measure: Measure, view: Method) -> str:
    publics = ordered_publics(measure.publics, view.public_labels)
    return row(
        said(measure.label),
        said(measure.definition),
        text(KIND_WORDS[measure.kind][0]),
        text(measure.unit),
        "<br>".join(map(said, publics)),
        said(particular(measure, view) or "—"),
        id_=f"mesure-{measure.id}",
    )


@drawn_once
def not_measured(view: Method) -> str:
    """Return what readers may expect and no figure describes."""
    reading = "Aucun chiffre de ce tableau de bord ne décrit ce qui suit."
    rows = [row(said(gap.label), said(gap.reason)) for gap in view.not_measured]
    content = table(TITLES["non-mesure"], ("Ce qu'on pourrait attendre", "Pourquoi"), rows)
    return section(block_head(TITLES["non-mesure"], reading), content, id_="non-mesure")
