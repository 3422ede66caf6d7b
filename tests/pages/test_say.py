"""« Puis-je le dire ? »: on every figure of every page, whatever the place and the audience."""

import re

import lxml.html
import pytest

from lianes.metrics.masking import Audience
from tests.pages.say_figures import PANELS, figures, sent_by, untold

PAGES = ("", "carte", "territoire", "comparer", "reseaux", "parcours", "seniors", "partenaires",
         "financements", "solutions", "projets", "programmes", "retours")  # fmt: skip
SCOPES = {
    "France": {},
    "région": {"territoire": "REG-32"},
    "département": {"territoire": "DEP-59"},
    "EPCI": {"territoire": "EPCI-200093201"},
    "LIANE": {"reseau": "LIANE-01"},
    "périmètre": {"territoire": "PER-lorraine"},
    "sans réseau": {"territoire": "DEP-23"},
}
VIEWS = {
    "partenaires": ({"vue": "conventions"}, {"vue": "liens"}),
    "carte": ({"indicateur": "employment_exit_rate"}, {"indicateur": "population", "niveau": "DEP"},
              {"indicateur": "unemployment_rate", "niveau": "DEP"}),
    "financements": ({"par": "annee"},),
    "solutions": ({"solution": "sol-sim-01"},),
}  # fmt: skip
"""Further views of a page, tried on the country."""


@pytest.fixture
def sent(demonstration_store, monkeypatch):
    monkeypatch.setenv("LIANES_STORE", str(demonstration_store))
    return sent_by


def check(pieces):
    lost = untold(pieces)
    assert lost == [], f"{len(lost)} of {len(figures(pieces))} figures"


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("page", PAGES)
def test_every_figure_on_screen_says_whether_it_may_be_said(sent, page, scope):
    for audience in Audience:
        check(sent(page, SCOPES[scope] | {"audience": str(audience)}))


@pytest.mark.parametrize("page", VIEWS)
def test_every_figure_of_the_other_views_says_so_too(sent, page):
    for view in VIEWS[page]:
        check(sent(page, view))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_country_shows_figures_to_check(sent, page):
    assert len(figures(sent(page, {}))) > 3


@pytest.mark.parametrize("page", ["", "territoire", "parcours", "seniors", "reseaux", "comparer"])
def test_without_any_one_of_its_marks_a_page_shows_a_figure_that_nothing_answers_for(sent, page):
    """Each mark is taken away in turn, with what it opens: the check must see it every time."""
    tried = 0
    for kind, html in sent(page, {"territoire": "REG-32"}):
        for place in range(html.count('class="say-cell"><button') if kind == "html" else 0):
            row, rest = without(html, place)
            if figures([("html", row)]):
                assert untold([("html", rest)]), row
                tried += 1
    assert tried


def without(html, place):
    """Return a row that ends with a mark, and the HTML without that mark nor its panel."""
    root = lxml.html.fromstring(f"<div>{html}</div>")
    cell = root.xpath("//td[@class='say-cell'][button]")[place]
    for inside in list(cell):
        inside.drop_tree()
    return (lxml.html.tostring(found, encoding="unicode") for found in (cell.getparent(), root))


def test_without_the_control_of_a_card_its_figures_have_no_answer(sent):
    pieces = sent("financements", {"territoire": "REG-32"})
    bare = [(kind, re.sub('<div class="say-line">.*?</div></div>', "", html, flags=re.S))
            for kind, html in pieces]  # fmt: skip
    assert len(untold(bare)) > 50


# ------------------------------------------------------------------ points of charts
def panel(pieces, about):
    """Return the sections of the panel whose title ends so, by the name of each."""
    for kind, html in pieces:
        root = lxml.html.fromstring(f"<div>{html}</div>") if kind == "html" else None
        for found in root.xpath(PANELS) if root is not None else ():
            if found.findtext("p/b", "").endswith(about):
                return {s.findtext("p/b"): s for s in found.xpath("./section")}
    raise AssertionError(f"no panel about {about}")


@pytest.mark.parametrize("audience", list(Audience))
def test_every_dot_of_the_funnel_is_told_and_what_has_none_says_why(sent, audience):
    pieces = sent("comparer", {"territoire": "DEP-59", "audience": str(audience)})
    told = panel(pieces, "entonnoir par département")
    rows = {r.findtext("th") for k, html in pieces if k == "html"
            for r in lxml.html.fromstring(f"<div>{html}</div>").xpath(
                "//*[@aria-label='Entonnoir']//tbody/tr")}  # fmt: skip
    assert {name for name, section in told.items() if section.xpath(".//q")} == rows
    silent = [s.text_content() for s in told.values() if not s.xpath(".//q")]
    assert all("masqué" in words or "citer" in words for words in silent)
    assert len(silent) == len(told) - len(rows) > 0


def test_every_month_of_a_control_chart_is_told_with_its_limits(sent):
    told = panel(sent("territoire", {"territoire": "REG-32"}), "Parcours lancés, mois par mois")
    *months, mean = told
    assert mean == "Moyenne"
    assert len(months) >= 12
    assert all("va-et-vient ordinaire" in told[month].text_content() for month in months)


def test_outside_masked_money_says_why_it_may_not_be_said(sent):
    pieces = sent("financements", {"territoire": "REG-32", "audience": "externe"})
    assert "Argent masqué" in panel(pieces, "Hauts-de-France")["Montants"].text_content()
