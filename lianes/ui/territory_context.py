"""What the sheet of a territory says of its context and its target publics."""

from lianes.domain.french import (
    HARD,
    capital,
    number,
    percent,
    published_date,
    with_unit,
)
from lianes.domain.territory import Level
from lianes.reading.estimates import Estimate
from lianes.reading.say_sums import say_context, say_public
from lianes.reading.territory_context import JOB_SEEKERS, ContextRow, EstimatedPublic
from lianes.reading.territory_sheet import TerritorySheet
from lianes.ui.facts import not_published, said
from lianes.ui.grid import grid
from lianes.ui.kit import block_head, pill
from lianes.ui.kpi import absence
from lianes.ui.markup import tag, text
from lianes.ui.say import QUESTION, say_list, say_mark

NOT_AT_LEVEL = "non disponible à cette maille"


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
    label = view.subject.label
    nouns = [public_noun(one) for one in view.publics]
    told = [(capital(noun), say_public(one, noun, label))
            for one, noun in zip(view.publics, nouns, strict=True)]  # fmt: skip
    mark = say_mark(told, label, words=QUESTION) if told else ""
    return head + tag("ul", rows, class_="estimates") + mark + how


def _public(found: EstimatedPublic, view: TerritorySheet) -> str:
    reached = view.results.of(
        "pathways_started" if found.code == JOB_SEEKERS else "seniors_supported"
    )
    value = number(round(found.value))
    inside = (
        f"<b>≈{HARD}{text(value)}</b> {text(public_noun(found))} {pill('estimation', 'late', '≈')}"
        + tag("span", text(_reached(found, reached)), class_="basis")
        + tag("span", said(f"Total publié : « {found.wording} »"), class_="basis")
    )
    return tag("li", inside)


def _reached(found: EstimatedPublic, reached: Estimate | None) -> str:
    if reached is None:
        return ""
    what = "parcours lancés" if found.code == JOB_SEEKERS else "seniors accompagnés"
    if reached.figure.value is None:
        return f"{what}{HARD}: {absence(reached)}"
    share = 100 * reached.figure.value / found.value if found.value else 0.0
    return f"{number(reached.figure.value)} {what}, soit {percent(share, 1)} de l'estimation"


# ------------------------------------------------------------------ context
def context(view: TerritorySheet) -> str:
    """Return the published context figures with their date and source."""
    below = view.subject.level > Level.DEPARTEMENT
    home = next((p for p in view.subject.parents if p.level is Level.DEPARTEMENT), None)
    head = block_head("Dans quel contexte ?", "Chiffres publiés, avec leur date et leur producteur")
    shows_around = below and home is not None
    columns = [("Chiffre", None), (capital(view.subject.level.label)
               if len(view.subject.territories) == 1 else "Périmètre", "num")]  # fmt: skip
    columns += [(home.name, "num")] if shows_around and home else []
    columns += [("Date", None), ("Producteur", None)]
    rows = "".join(_context(row, shows_around=shows_around) for row in view.context)
    return head + grid("Contexte", columns, rows) + _context_told(view)


def _context_told(view: TerritorySheet) -> str:
    """Return what may be said of each figure here, then of the département around."""
    label = view.subject.label
    around = next((p.name for p in view.subject.parents if p.level is Level.DEPARTEMENT), "")
    told = [
        (row.measure.label, say_context(row.measure, row.value, label, row.missing))
        for row in view.context
    ]
    told += [
        (f"{row.measure.label}, {around}", say_context(row.measure, row.around, around))
        for row in view.context
        if around and row.around is not None
    ]
    return say_list(told, f"{label}, contexte")


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


def public_noun(found: EstimatedPublic) -> str:
    """Return what the persons of a target public are called."""
    if found.code == JOB_SEEKERS:
        return "locataires en recherche d'emploi"
    return "titulaires de bail de plus de 65 ans"
