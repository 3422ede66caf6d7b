"""What pages of actors share: head, filters as links, search, tiles, tables, pages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape

from lianes.domain.french import HARD, small, with_unit
from lianes.reading.say import MASKED_MONEY, Saying, Told
from lianes.reading.say_sums import has_figure, refused, say_row
from lianes.reading.subject import Subject
from lianes.store.reader import StoreMeta
from lianes.ui.address import Address, link
from lianes.ui.facts import said
from lianes.ui.kit import Choice, menu, page_head
from lianes.ui.markup import emphasised, tag, text
from lianes.ui.markup import link as anchor
from lianes.ui.reads import meta
from lianes.ui.say import say_list

_TAGS = re.compile(r"<[^>]*>")

ANY = "tous"
ORIGINS = {"publie": "faits publiés", "simule": "lignes simulées"}


def head(title: str, subject: Subject, sentences: Sequence[str]) -> str:
    """Return the head of a page of actors for a scope: crumbs, title, its sentences."""
    crumbs = [(place.name, f"?territoire={place.code}") for place in subject.parents]
    where = title if subject.is_national else f"{title}, {subject.label}"
    return page_head(where, [emphasised(sentence) for sentence in sentences if sentence], crumbs)


# ------------------------------------------------------------------ filters
def chosen(address: Address, name: str, known: Iterable[str]) -> str | None:
    """Return a filter of the URL when its value is known, None when all is shown."""
    found = address.parameter(name, (*known, ANY), ANY)
    return None if found == ANY else found


def filter_menu(
    label: str, name: str, current: str | None, options: Mapping[str, str], all_words: str = "tous"
) -> str:
    """Return a menu of links that filters by one parameter and returns to the first page."""
    choices: list[Choice] = [(all_words, link(**{name: ANY, "liste": "1"}), current is None)]
    choices += [
        (words, link(**{name: key, "liste": "1"}), key == current) for key, words in options.items()
    ]
    return menu(label, options.get(current or "", all_words), choices, name=name, slim=True)


def search_form(address: Address, name: str, label: str, value: str) -> str:
    """Return a search field as a form that keeps the other parameters of the address."""
    others = "".join(
        tag("input", type="hidden", name=key, value=kept)
        for key, kept in address.parameters.items()
        if key not in (name, "liste")
    )
    field = tag("input", type="search", name=name, value=value, aria_label=label, placeholder=label)
    button = tag("button", "Chercher", type="submit")
    clear = anchor("Effacer", link(**{name: "", "liste": "1"}), class_="clear") if value else ""
    return tag("form", others + field + button, method="get", role="search") + clear


def tools(*parts: str) -> str:
    """Return a line of menus, segments and search."""
    return tag("div", "".join(parts), class_="actor-tools")


def pager(current: int, last: int) -> str:
    """Return links to the pages of a long list; nothing when there is one."""
    if last < 2:
        return ""
    links = "".join(
        anchor(f"Page{HARD}{n}", link(liste=str(n)), aria_current="page" if n == current else None)
        for n in range(1, last + 1)
    )
    return tag("nav", links, class_="pager", aria_label="Pages de la liste")


# ------------------------------------------------------------------ words
def marked(*, simulated: bool) -> str:
    """Return the mark of a simulated row, nothing for a published one."""
    return tag("span", "◆ simulé", class_="sim") if simulated else ""


def masked() -> str:
    """Return the state of an amount that may not be shown outside."""
    return tag("span", "masqué", class_="masked", title="Argent d'un seul partenaire, ou presque")


def euros(amount: float | None) -> str:
    """Return an amount in euros as HTML; None is masked."""
    return masked() if amount is None else text(with_unit(amount, "€"))


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with what it counts and where it comes from; value and basis are HTML.

    `told` says what may be said of it where it is more than a record of the store.
    """

    value: str
    label: str
    basis: str = ""
    absent: bool = False
    told: Saying | None = None


def tiles(about: str, *found: Tile) -> str:
    """Return tiles side by side, then what may be said of each, for the subject `about`."""
    shown = tag("div", "".join(map(_tile, found)), class_="tiles")
    told = [(one.label, one.told or _told_record(one, about)) for one in found]
    return shown + say_list(told, about)


def _tile(found: Tile) -> str:
    inside = tag("b", found.value, class_="none" if found.absent else None)
    inside += tag("span", said(found.label))
    return tag("div", inside + (tag("small", found.basis) if found.basis else ""), class_="tile")


def _told_record(found: Tile, about: str) -> Saying:
    words = words_of(found.value)
    return say_row([("", f"{words} {found.label}" if has_figure(words) else words)], about, meta())


# ------------------------------------------------------------------ tables
Column = tuple[str, bool]
"""A heading and whether its cells are amounts, aligned to the right."""


def grid(
    label: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    total: Sequence[str] | None = None,
    *,
    about: str = "",
    cares: Sequence[str] = (),
) -> str:
    """Return a table of HTML cells that scrolls inside its card; the first cell names its row.

    With the name of a subject in `about`, a line under it opens what may be said of each row, with
    which `cares`.
    """
    rows = list(rows)
    header = "".join(
        tag("th", text(words), scope="col", class_="amount" if right else None)
        for words, right in columns
    )
    body = "".join(tag("tr", _cells(columns, row)) for row in rows)
    foot = tag("tfoot", tag("tr", _cells(columns, total))) if total else ""
    inside = tag("thead", tag("tr", header)) + tag("tbody", body) + foot
    table = tag("table", inside, class_="grid facts actors")
    wrap = tag("div", table, class_="table-wrap", tabindex="0", role="region", aria_label=label)
    if not about:
        return wrap
    return wrap + grid_told(label, columns, [*rows, *([total] if total else [])], about, cares)


def grid_told(
    label: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], about: str,
    cares: Sequence[str] = (), *, published: bool = False,
) -> str:  # fmt: skip
    """Return the line that opens what may be said of each row of a table.

    What is `published` may be said even where the rest of the store is simulated.
    """
    store = replace(meta(), simulated=False) if published else meta()
    told = [_told_row(columns, row, about, cares, store) for row in rows]
    return say_list(told, f"{about}, {small(label)}")


def withheld(about: str) -> str:
    """Return the line that opens why the money of a subject may not be said."""
    return say_list([("Montants", refused(MASKED_MONEY))], about)


def _told_row(
    columns: Sequence[Column], row: Sequence[str], about: str, cares: Sequence[str],
    store: StoreMeta,
) -> Told:  # fmt: skip
    """Return what may be said of the amounts of a row, as the table writes them."""
    name = unescape(next(filter(None, map(str.strip, _TAGS.split(row[0]))), ""))
    amounts = [
        (heading, words_of(cell))
        for (heading, is_amount), cell in zip(columns[1:], row[1:], strict=True)
        if is_amount
    ]
    return name, say_row(amounts, f"{about}, {name}", store, cares)


def words_of(html: str) -> str:
    """Return the words of a cell."""
    return unescape(_TAGS.sub("", html)).strip()


def _cells(columns: Sequence[Column], row: Sequence[str]) -> str:
    first, *others = row
    rest = "".join(
        tag("td", cell, class_="amount" if right else None)
        for cell, (_, right) in zip(others, columns[1:], strict=True)
    )
    return tag("th", first, scope="row") + rest


def words(*columns: str) -> list[Column]:
    """Return headings of words; one that begins with « # » is an amount."""
    return [(column.lstrip("#"), column.startswith("#")) for column in columns]
