"""What a page says, read back from its HTML as lines, and whether what a file holds agrees."""

import json
import re
from dataclasses import dataclass
from html import escape

import lxml.html
from streamlit.testing.v1 import AppTest

from lianes.ui.file_offers import OVERVIEW
from lianes.ui.sitemap import entry_of
from tests.pages.conftest import FRAME, written

STATES = ("masqué", "non renseigné", "pas encore déployé", "pas encore observable")
NUMBER = re.compile(
    r"(?:(?<![\w,])[-−]?\d{1,3}(?:[\s\u202f\u00a0]\d{3})+|[-−]?\d+)(?:,\d+)?"
    r"(?:\u00a0(?:k€|millions?|milliards?))?"
)
SCALES = {"k€": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9}
SILENT = (
    "//svg", "//thead", "//summary", "//form", "//button", "//nav", "//*[@aria-hidden='true']",
    "//details[contains(@class, 'say')]", "//*[contains(@class, 'said')]",
    "//ul[contains(@class, 'toc')]",
)  # fmt: skip
"""What is drawn, is a tool, or stands in the definitions sheet."""
LINES = (
    "//tbody/tr | //tfoot/tr | //dl/div"
    " | //*[contains(@class, 'lm-list')]//li[span] | //li[.//*[@class='amount']]"
    " | //ul[contains(@class, 'keys') or contains(@class, 'attention')]/li"
)
NAMES = (
    "./th[@scope='row'] | ./td | ./dt",
    ".//*[@class='name' or @class='label'] | .//*[@class='what']//b",
    ".",
)


@dataclass(frozen=True)
class Line:
    """A line: its name, its words, the numbers it holds with their decimals, its states."""

    name: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[tuple[float, int]]
    states: frozenset[str]
    text: str
    name_text: str


def words_of(text):
    return frozenset(re.findall(r"[^\W\d_]{4,}", text.casefold()))


def line(name, text):
    numbers = frozenset(map(number_of, NUMBER.findall(text)))
    states = frozenset(state for state in STATES if state in text.casefold())
    return Line(words_of(name), words_of(text), numbers, states, text, name)


def number_of(text):
    """Return a written number and how many decimals it shows; thousands of euros show -3."""
    unit = re.search("[^\\W\\d]*€?$", text)[0]
    scale = SCALES.get(unit, 0)
    plain = re.sub(r"\s", "", text.removesuffix(unit)).replace("−", "-").replace(",", ".")
    return abs(float(plain)) * 10**scale, len(plain.partition(".")[2]) - scale


# ------------------------------------------------------------------ the page
def opened(path, parameters):
    """Return a page as Streamlit runs it at an address."""
    app = AppTest.from_file(FRAME, default_timeout=60)
    app.query_params.update(parameters)
    app.run()
    if path != OVERVIEW:
        app.switch_page(f"../../pages/{entry_of(path).file}").run()
    assert not app.exception
    return app


def page_html(path, parameters):
    """Return the pieces of HTML that a page sends at an address, those of components included."""
    app = opened(path, parameters)
    sent = [element.proto.body for element in app.get("html")]
    for element in app.get("bidi_component"):
        given = element.proto
        sent.append(written(given) if given.bytes else json.loads(given.json).get("html", ""))
    return [html for html in sent if html]


def page_lines(path, parameters, *, drawn=False):
    """Return the lines a page shows; with `drawn`, drawings are read by the words they bear."""
    return [found for html in page_html(path, parameters) for found in _lines_of(html, drawn)]


def _lines_of(html, drawn):
    root = lxml.html.fromstring(f"<div>{html}</div>")
    for element in root.xpath("//svg[@aria-label]") if drawn else ():
        element.addnext(lxml.html.fromstring(f"<i>{escape(element.get('aria-label'))}</i>"))
    for path in SILENT:
        for element in root.xpath(path):
            element.drop_tree()
    for element in root.xpath(LINES):
        names = next(found for path in NAMES if (found := element.xpath(path)))
        name = next((text for text in names[0].itertext() if text.strip()), "")
        parts = element.xpath("./*") or [element]
        yield line(name, " ; ".join(" ".join(part.itertext()) for part in parts))
    for card in root.xpath("//section[contains(@class, 'kpi')]"):
        yield from card_lines(card)


def card_lines(card):
    """Return the figure of a card, then each thing said beside it, companions by their own name."""
    name = card.findtext("h2")
    paths = (
        "./*[@class='figure']",
        "./i",
        "./*[@class='basis']",
        ".//*[contains(@class, 'pill ')]",
    )
    for element in (found for path in paths for found in card.xpath(path)):
        for part in element.text_content().split(" · "):
            said = part.partition(":")[0]
            is_own = ":" not in part or re.search("échéancier|objectif|PLIE", said)
            yield line(name if is_own else said, f"{name} ; {part}" if is_own else part)


# ------------------------------------------------------------------ agreement
def held(text, numbers):
    found = line("", text)
    return found, frozenset(numbers) | {value for value, _ in found.numbers}


def is_held(shown, sheets):
    """Whether the rows of one sheet that bear a line's name hold its numbers and its states."""
    for rows in sheets.values():
        named = [(row, found) for row, found in rows
                 if len(shown.name & row.words) * 2 >= len(shown.name)]  # fmt: skip
        numbers = {number for _, found in named for number in found}
        states = {state for row, _ in named for state in row.states}
        if named and shown.states <= states and all(
            any(abs(held - value) <= 0.5 * 10**-decimals + 1e-9 for held in numbers)
            for value, decimals in shown.numbers
        ):  # fmt: skip
            return True
    return False
