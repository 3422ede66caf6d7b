"""How published facts are written: dates, quantities, sources, tables, what is not published."""

import re
from collections.abc import Iterable, Sequence

from lianes.domain.french import HARD, number, published_date, typeset, with_unit
from lianes.domain.programme import KeyFigure
from lianes.domain.provenance import Source
from lianes.ui.markup import tag, text

NOT_PUBLISHED = "non publié"
_SCALES = ((1e9, "milliard"), (1e6, "million"))
_QUARTER = re.compile(r"(\d{4})-T([1-4])")


def said(words: str) -> str:
    """Return a sentence as HTML, typeset."""
    return text(typeset(words))


def not_published(words: str = NOT_PUBLISHED) -> str:
    """Return the state of what a source does not say, which is not an empty cell."""
    return tag("span", text(words), class_="unpublished")


def dated(day: str | None, *, absent: str = NOT_PUBLISHED) -> str:
    """Return a date as precise as published, or its absence, as HTML."""
    is_known = day and day not in (NOT_PUBLISHED, "non daté")
    return text(date_words(day)) if is_known else not_published(absent)


def date_words(day: str | None) -> str:
    """Write a date as precise as published, quarters included: « 3e trimestre 2025 »."""
    quarter = _QUARTER.fullmatch(day or "")
    if quarter is None:
        return published_date(day)
    rank = "1er" if quarter[2] == "1" else f"{quarter[2]}e"
    return f"{rank}{HARD}trimestre {quarter[1]}"


# ------------------------------------------------------------------ quantities
def quantity(figure: KeyFigure) -> tuple[str, str]:
    """Return the value and the unit of a key figure: (« 5,7 millions », « de logements »)."""
    scale, noun = next(
        ((size, noun) for size, noun in _SCALES if abs(figure.value) >= size), (1.0, "")
    )
    low = _scaled(figure.value / scale, noun)
    high = f"{HARD}–{HARD}{_scaled(figure.value_max / scale, noun)}" if figure.value_max else ""
    value = f"{figure.qualifier}{HARD}{low}" if figure.qualifier else low
    return f"{value}{high}", _of(figure.unit) if noun else figure.unit


def _scaled(value: float, noun: str) -> str:
    decimals = 0 if value == round(value) else 1
    plural = "s" if noun and abs(value) >= 2 else ""
    return with_unit(value, f"{noun}{plural}", decimals)


def _of(unit: str) -> str:
    return f"d'{unit}" if unit[0] in "aeéiouhy" else f"de {unit}"


def amount(euros: float | None) -> str:
    """Return an amount in euros, or that it is not published, as HTML."""
    return not_published() if euros is None else text(with_unit(euros, "€"))


def count_words(count: int) -> str:
    """Write a small count in letters, as a sentence begins: « Cinq »."""
    words = ("Aucun", "Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf")
    return words[count] if count < len(words) else number(count)


# ------------------------------------------------------------------ sources
def cited(sources: Iterable[Source]) -> str:
    """Return the sources of a fact: a link where there is an address, else that there is none."""
    return tag("span", " ; ".join(map(_citation, sources)), class_="cited")


def source_words(sources: Iterable[Source]) -> str:
    """Return the sources of a row of a file: an address, or a title that says it has none."""
    return " ; ".join(s.url or f"{s.title} (source sans adresse)" for s in sources)


def _citation(source: Source) -> str:
    words = typeset(source.publisher or source.title)
    if source.published_on:
        words += f", {published_date(source.published_on)}"
    if source.url is None:
        return f"{text(words)} (source sans adresse)"
    return outside_link(words, source.url, title=source.title)


def outside_link(words: str, url: str, *, title: str | None = None) -> str:
    """Return a link that leaves the dashboard, in its own tab, and says so."""
    mark = '<span aria-hidden="true"> ↗</span><span class="sr-only"> (nouvel onglet)</span>'
    return tag("a", text(words) + mark, href=url, target="_blank", rel="noopener", title=title)


# ------------------------------------------------------------------ tables and blocks
def table(label: str, columns: Sequence[str], rows: Iterable[str]) -> str:
    """Return a table that scrolls inside its card; rows are `row(…)`."""
    header = "".join(tag("th", text(words), scope="col") for words in columns)
    inside = tag("thead", tag("tr", header)) + tag("tbody", "".join(rows))
    grid = tag("table", inside, class_="grid facts")
    return tag("div", grid, class_="table-wrap", tabindex="0", role="region", aria_label=label)


def row(first: str, *cells: str, id_: str | None = None) -> str:
    """Return a row of HTML cells; the first one names it."""
    inside = tag("th", first, scope="row") + "".join(tag("td", cell) for cell in cells)
    return tag("tr", inside, id_=id_)


def pairs(facts: Iterable[tuple[str, str]]) -> str:
    """Return names and values, values as HTML."""
    inside = "".join(tag("div", tag("dt", text(name)) + tag("dd", value)) for name, value in facts)
    return tag("dl", inside, class_="pairs")


def section(*content: str, id_: str | None = None, class_: str = "card") -> str:
    """Return a card of a page."""
    return tag("section", "".join(content), class_=class_, id_=id_)
