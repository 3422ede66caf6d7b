"""The sheet: tagged, titled, in French, with the page's figures; made in a moment."""

import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from lianes.documents.pdf import content, sheet
from lianes.documents.stamp import DEMONSTRATION
from lianes.documents.words import amount, value_words
from lianes.ui.grounds import ground_of


@pytest.fixture(scope="session")
def pdf(case):
    return PdfReader(BytesIO(sheet(case.found, case.ground)))


def said(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def spaced(words):
    return " ".join(words.split())


def test_it_is_tagged_titled_and_in_french(pdf):
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean
    assert catalog["/Lang"].startswith("fr")
    assert pdf.metadata.title.startswith("1 000 LIANES")
    assert "/StructTreeRoot" in catalog


def test_it_declares_pdf_ua(pdf):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_it_is_a4(pdf):
    for page in pdf.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_every_page_carries_the_stamp(case, pdf):
    for page in pdf.pages:
        words = spaced(page.extract_text())
        assert f"audience {case.found.audience}" in words
        assert spaced(DEMONSTRATION) in words


def test_headline_figures_and_states_are_those_of_the_page(case):
    shown = content(case.found, case.ground)["cards"]
    for card, one in zip(case.found.view.cards, shown, strict=True):
        assert one["amount"] == amount(card.estimate)
        assert one["measured"] == card.estimate.is_measured


def test_every_indicator_is_in_the_text(case, pdf):
    words = said(pdf).replace(" ", "")
    for found in case.found.view.indicators:
        assert spaced(value_words(found)).replace(" ", "") in words


def test_a_territory_without_network_says_so_and_shows_its_context(creuse):
    words = said(PdfReader(BytesIO(sheet(creuse, ground_of(creuse)))))
    assert "Ce n'est pas un zéro" in words
    assert "Logements sociaux" in words


def test_a_sheet_takes_less_than_a_second(read):
    found = read("département")
    ground = ground_of(found)
    sheet(found, ground)
    start = time.perf_counter()
    sheet(found, ground)
    assert time.perf_counter() - start < 1
