"""Which figures a page shows without « Puis-je le dire ? », read back from its HTML."""

import re
from dataclasses import dataclass

import lxml.html

from tests.pages.conftest import written
from tests.pages.parity_lines import NUMBER, number_of, opened

FIGURES = (
    "//td[contains(@class, 'num') or contains(@class, 'amount')]"
    " | //div[@class='tile']/b"
    " | //*[contains(@class, 'value') and not(self::td)]"
    " | //span[contains(@class, 'amount')]"
    " | //ul[contains(@class, 'keys') or contains(@class, 'estimates')]/li/b"
    " | //dl[contains(@class, 'fiche') or contains(@class, 'pairs')]//dd"
    " | //*[contains(@class, 'lm-list')]//li/span"
    " | //*[contains(@class, 'figure-value')]"
    " | //svg[@aria-label]"
)
"""What carries a figure: cells of numbers, tiles, cards, keys of charts, drawings with words."""
SILENT = "contains(@class, 'said') or self::nav or @aria-label='Frise' or @aria-label='Schéma'"
"""What says, what leads elsewhere, and two drawings without quantity: of dates and of bonds."""
BOUNDS = frozenset({"card", "markup", "box"})
"""Where the search for a control ends, as at a row of a table whose rows have their own."""
PANELS = ".//details[contains(@class, 'say')]/div | .//*[contains(@class, 'said-over')]"
CONTROLS = ".//details[contains(@class, 'say')] | .//*[contains(@class, 'say-mark')]"


FIGURE = re.compile(
    r"(?!\d{1,2}(er)?\s[a-zéû]+ \d{4})([+−≈-]\s?)?\d|masqué|non renseigné|pas encore observable"
)
"""How a figure begins; a date is not one."""


@dataclass(frozen=True)
class Shown:
    """A figure on screen: its block, its words, why no panel answers for it (empty: one does)."""

    block: int
    words: str
    why: str


def sent_by(path, parameters):
    """Return the pieces of HTML of a page in their order, and where its charts stand."""
    return list(_pieces(opened(path, parameters)._tree))


def _pieces(node):
    for child in getattr(node, "children", {}).values():
        kind = getattr(child, "type", "")
        if kind == "html":
            yield "html", child.proto.body
        elif kind == "bidi_component":
            yield "html", written(child.proto)
        elif kind == "plotly_chart":
            yield "chart", child.proto.id
        yield from _pieces(child)


def untold(pieces):
    """Return every figure of a page for which no say control of its card answers."""
    return [found for found in figures(pieces) if found.why]


def figures(pieces):
    """Return every figure of a page."""
    return [found for rank, (kind, html) in enumerate(pieces) if html and kind == "html"
            for found in _figures(rank, html)]  # fmt: skip


def _figures(rank, html):
    root = lxml.html.fromstring(f"<div>{html}</div>")
    for element in root.xpath(FIGURES):
        if element.xpath(f"ancestor::*[{SILENT}]"):
            continue
        words = element.get("aria-label") if element.tag == "svg" else element.text_content()
        if not FIGURE.match(words.strip()) and element.tag != "svg":
            continue
        near = next((a for a in _around(element) if a.xpath(CONTROLS)), None)
        why = "no control" if near is None else "" if _answers(near, words) else "not in the panel"
        yield Shown(rank, words, why)


def _around(element):
    """Yield a figure and what holds it, up to its card or its block."""
    yield element
    for ancestor in element.iterancestors():
        yield ancestor
        is_row = ancestor.tag == "tr" and ancestor.xpath("../tr/td[@class='say-cell']")
        bounds = BOUNDS.intersection(ancestor.get("class", "").split())
        if is_row or bounds or ancestor.tag == "section":
            return


def _answers(near, words):
    if near.xpath(".//a[contains(@class, 'say-mark') and contains(@href, 'dire=')]"):
        return True
    panel = " ".join(p.text_content() for p in near.xpath(PANELS))
    first = NUMBER.search(words)
    if first is None:
        return True
    value, decimals = number_of(first[0])
    told = [number_of(found) for found in NUMBER.findall(panel)]
    return any(abs(held - value) <= 0.5 * 10**-decimals + 1e-9 for held, _ in told)
