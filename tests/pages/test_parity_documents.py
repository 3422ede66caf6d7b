"""Parity of what people carry away: presentation, sheet, maps and deck, against the screen.

The files are opened by other programs (python-pptx, pypdf, geopandas) and read back as lines, like
the pages. Both ways: a headline figure of the screen stands in the file, and a line of the file
that tells a figure or a state stands on the screen under the same audience.
"""

import re
from io import BytesIO
from itertools import product

import geopandas
import lxml.etree
import lxml.html
import pytest
from pptx import Presentation
from pypdf import PdfReader

from lianes.documents.svg import HEIGHT, WIDTH
from lianes.documents.typesetting import rasterised
from lianes.domain.french import number
from lianes.domain.funding import STEP_TITLES
from lianes.metrics.masking import Audience
from lianes.ui import reads
from lianes.ui.file_offers import OVERVIEW, made, offers
from tests.pages.parity_lines import (
    held,
    is_held,
    line,
    page_html,
    page_lines,
)

SCOPES = {
    "France": {},
    "région": {"territoire": "REG-32"},
    "département": {"territoire": "DEP-59"},
    "périmètre": {"territoire": "PER-lorraine"},
    "réseau": {"reseau": "LIANE-01"},
    "sans réseau": {"territoire": "DEP-48"},
}
EVERY = list(product(SCOPES, Audience))
SAMPLE = [case for case in EVERY if case[0] in ("département", "réseau")]
PAGES = {"territoire": (OVERVIEW, "territoire"), "réseau": (OVERVIEW, "reseaux")}
SIDE = "//*[contains(@class, 'lm-list')]//li[a[contains(@href, '?territoire=')]][span]"
ABSENT = "pas encore déployé"
CARDS = "//section[contains(@class, 'kpi')]"
SLIDES = (
    "Les six chiffres", "Bilan social", "Les parcours mènent-ils", "Partenaires",
    "Les réseaux sont-ils financés", "Qu'est-ce qui demande attention",
)  # fmt: skip
"""The slides whose lines are figures of the page."""
BLOCKS = ("Qu'est-ce qui demande attention ?", "Les parcours mènent-ils à l'emploi ?",
          "Que disent tous les indicateurs ?")  # fmt: skip
"""The blocks of the sheet whose lines are figures of the page."""
FURNITURE = re.compile(r"(?s)[^\n]+ · [^\n]+ → [^\n]+ · public : .*?\d+ / \d+\n")
ASIDE = re.compile(r"Et \d+|\d+\sréseaux? à sécuriser|Barre :|Au-delà du hasard")


@pytest.fixture
def store(demonstration_store, monkeypatch):
    monkeypatch.setenv("LIANES_STORE", str(demonstration_store))


def sampled(test, every=EVERY):
    """Run a test on a few scopes always, on all of them when `long` is asked for."""
    cases = [
        pytest.param(*case, marks=() if case in SAMPLE else (pytest.mark.long,)) for case in every
    ]
    return pytest.mark.parametrize(("scope", "audience"), cases)(test)


def where_deployed(test):
    """Try the scopes that have a network: elsewhere neither map nor story is offered."""
    return sampled(test, [case for case in EVERY if case[0] != "sans réseau"])


def asked(scope, audience):
    return SCOPES[scope] | {"audience": str(audience)}


def file_of(page, extension, parameters):
    return made(page, extension, reads.read_address_of(parameters, Audience.INTERNE)).content


def screen(scope, parameters):
    """Return the lines of the pages that speak of a scope, drawings in words."""
    pages = PAGES["réseau" if scope == "réseau" else "territoire"]
    return [one for path in pages for one in page_lines(path, parameters, drawn=True)]


def lost(lines, among):
    """Return the lines that no line of the other side holds."""
    rows = {"": [held(one.text, ()) for one in among]}
    told = [one for one in lines if one.numbers or one.states]
    return [one.text for one in told if not is_held(one, rows)]


# ------------------------------------------------------------------ the presentation
def slide_lines(content):
    """Return the lines of a presentation, by the title of the slide."""
    return {
        slide.shapes.title.text: [
            one for shape in slide.shapes for one in _shape_lines(shape, slide.shapes.title.text)
        ]
        for slide in Presentation(BytesIO(content)).slides
    }


def _shape_lines(shape, title):
    if shape.has_table and title != "Partenaires et conventions":
        for row in list(shape.table.rows)[1:]:
            cells = [cell.text for cell in row.cells]
            yield line(cells[0], " ; ".join(cells))
    elif shape.has_chart:
        plot = shape.chart.plots[0]
        for rank, name in enumerate(plot.categories):
            values = [series.values[rank] for series in plot.series]
            unit = 1000 if plot.series[0].name == "Euros" else 1
            said = [number(one / unit, 0) + ("\u00a0k€" if unit > 1 else "") for one in values
                    if one is not None]  # fmt: skip
            yield line(name.partition(" (")[0], " ; ".join([name, *said]))
    elif shape.has_text_frame:
        yield from _text_lines([one.text for one in shape.text_frame.paragraphs], title)


def pairs(items):
    return zip(items[::2], items[1::2], strict=True)


def _text_lines(texts, title):
    """Return the lines of a text: a card has one, a strand one for each of its indicators."""
    if title.startswith("Bilan social"):
        yield from (line(name, f"{name} ; {said}") for name, said in pairs(texts[1:]))
    else:
        yield line(texts[0], " ; ".join(texts))


def headline_lines(path, parameters):
    """Return the great figure of each card of a page, its goal beside it."""
    cards = [card for html in page_html(path, parameters)
             for card in lxml.html.fromstring(f"<div>{html}</div>").xpath(CARDS)]  # fmt: skip
    return [line(card.findtext("h2"), card.xpath("./*[@class='figure']")[0].text_content())
            for card in cards]  # fmt: skip


@sampled
def test_a_presentation_and_the_screen_say_the_same(store, scope, audience):
    parameters = asked(scope, audience)
    slides = slide_lines(file_of(OVERVIEW, "pptx", parameters))
    told = [one for title, lines in slides.items() if title.startswith(SLIDES) for one in lines
            if not ASIDE.match(one.text) and not is_money_of_one_network(scope, one)]  # fmt: skip
    shown = screen(scope, parameters)
    assert lost(told, shown) == []
    if scope == "sans réseau":
        assert "Pas encore déployé" in {one.text for lines in slides.values() for one in lines}
    else:
        assert lost(headline_lines(OVERVIEW, parameters), told) == []


def is_money_of_one_network(scope, one):
    """Whether a line adds up the years that the page of a LIANE shows one by one."""
    return scope == "réseau" and one.name_text in STEP_TITLES.values()


# ------------------------------------------------------------------ the sheet


def wrapped(word):
    """Return the pattern of a word that may be cut after a hyphen."""
    return re.escape(word).replace(r"\-", r"\-\s*")


def sheet_lines(content, names):
    """Return the lines of a sheet, cut where the name of a line of the screen starts one."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    cells = re.sub(r"(?<=\d) (?=\d)", " ; ", "".join(f"{page}\n" for page in pages))
    text = FURNITURE.sub("", cells.replace("\u00a0", " "))  # a plain space parts two cells
    spaced = sorted((r"[\s;]+".join(map(wrapped, name.split())) for name in names), key=len)
    starts = re.compile(rf"(?m)^({'|'.join(reversed(spaced))})(?=\s)")
    blocks = re.split(r"(?m)^(?=(?:[^\n]+ \?|La LIANE)$)", text)
    for block in blocks:
        _, *cut = starts.split(block)
        for name, said in pairs(cut):
            label = name.replace(" ; ", " ")
            yield block.partition("\n")[0], line(label, f"{label} ; {said}")


@sampled
def test_a_sheet_and_the_screen_say_the_same(store, scope, audience):
    parameters = asked(scope, audience)
    shown = screen(scope, parameters)
    names = {one.name_text for one in shown if one.name_text.strip()}
    found = list(sheet_lines(file_of(OVERVIEW, "pdf", parameters), names))
    assert lost([one for block, one in found if block in BLOCKS], shown) == []
    if scope != "sans réseau":
        assert lost(headline_lines(OVERVIEW, parameters), [one for _, one in found]) == []


# ------------------------------------------------------------------ the map
def listed(parameters):
    """Return what the list beside the map of the map page says, by territory."""
    found = {}
    for html in page_html("carte", parameters):
        for item in lxml.html.fromstring(f"<div>{html}</div>").xpath(SIDE):
            code = item.find("a").get("href").rpartition("territoire=")[2]
            found[code] = item.xpath("./span//text()")[0]
    return found


@where_deployed
def test_maps_say_of_each_territory_what_the_list_beside_the_map_says(
    store, scope, audience, tmp_path
):
    parameters = asked(scope, audience)
    address = reads.read_address_of(parameters, Audience.INTERNE)
    extensions = {offer.extension for offer in offers("carte", address)}
    assert "svg" in extensions
    shown = listed(parameters)
    assert shown
    for extension in ("geojson", "gpkg"):
        path = tmp_path / f"carte.{extension}"
        path.write_bytes(file_of("carte", extension, parameters))
        rows = {row["code"]: row for row in geopandas.read_file(path).to_dict("records")}
        assert {code: rows[code]["texte"] for code in shown} == shown
        assert {row["etat"] for code, row in rows.items() if code not in shown} <= {ABSENT}
        for code, words in shown.items():
            row = rows[code]
            told = line("", words)
            assert bool(told.states) == (row["valeur"] is None or row["valeur"] != row["valeur"])
            assert all(abs(row["valeur"] - value) <= 0.5 * 10**-decimals + 1e-9
                       for value, decimals in list(told.numbers)[:1])  # fmt: skip
    image = lxml.etree.fromstring(file_of("carte", "svg", parameters))
    titles = {one.text for one in image.iter("{*}title")}
    assert {f"{rows[code]['nom']} : {words}" for code, words in shown.items()} <= titles


def test_the_image_of_the_map_is_its_drawing_and_nothing_else(store):
    parameters = asked("département", Audience.INTERNE)
    drawing = file_of("carte", "svg", parameters)
    assert file_of("carte", "png", parameters) == rasterised(drawing, WIDTH, HEIGHT)


# ------------------------------------------------------------------ the deck
def scenes(html):
    """Return the words of each scene, the link that leaves the stage and the codes apart."""
    root = lxml.html.fromstring(f"<div>{html}</div>")
    return [" ".join(scene.text_content().split()) for scene in root.xpath("//section")]


@where_deployed
def test_the_deck_that_stands_alone_says_what_the_stage_and_the_page_say(store, scope, audience):
    parameters = asked(scope, audience)
    address = reads.read_address_of(parameters, Audience.INTERNE)
    assert "html" in {offer.extension for offer in offers(OVERVIEW, address)}
    deck = file_of(OVERVIEW, "html", parameters).decode()
    stage = max(page_html("congres", parameters), key=len)
    assert scenes(deck.partition("<body>")[2].partition("<script")[0]) == scenes(stage)
    facts = lxml.html.fromstring(deck).xpath("//dl[contains(@class, 'st-facts')]/div")
    told = [line(fact.findtext("dt"), " ; ".join(fact.itertext())) for fact in facts]
    cards = {one.name_text for one in headline_lines(OVERVIEW, parameters)}
    assert lost([one for one in told if one.name_text in cards], screen(scope, parameters)) == []
