"""Folding and ranking, tried in the browser on the real index."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SETUP = """async () => {
  const from = (name) => import(`/assets/test/${name}.js`);
  const [fold, index, match] = await Promise.all(
    ['search-fold', 'search-index', 'search-match'].map(from));
  const manifest = await (await fetch('/geo/manifest.json')).json();
  const url = '/geo/' + manifest.files.search.replace('.gz', '');
  const entries = await index.loadIndex(url, '/networks.json');
  Object.assign(window, { fold: fold.fold, plain: fold.plain, readings: fold.readings,
    find: (query) => match.search(entries, query) });
}"""


@pytest.fixture(scope="module")
def index(browser: Browser, map_site: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{map_site}/networks.json")
    page.evaluate(SETUP)
    yield page
    page.close()


@pytest.fixture
def find(index: Page) -> Callable[[str], list[str]]:
    def found(query: str) -> list[str]:
        result: dict[str, Any] = index.evaluate("query => find(query)", query)
        return [entry["name"] for group in result["groups"] for entry in group["entries"]]

    return found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("St-Étienne", "saint etienne"),
        ("Ste-Marie-aux-Mines", "sainte marie aux mines"),
        ("L'Haÿ-les-Roses", "hay roses"),
        ("Œuilly", "oeuilly"),
        ("Le Puy-en-Velay", "puy en velay"),
        ("Val-d’Oise", "val oise"),
    ],
)
def test_spellings_of_a_name_fold_together(index: Page, text: str, folded: str) -> None:
    assert index.evaluate("text => fold(text)", text) == folded


def test_the_last_word_of_a_query_may_be_unfinished(index: Page) -> None:
    assert index.evaluate("readings('st')") == [["st"], ["saint"]]
    assert index.evaluate("readings('la')") == [["la"]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("nord", "Nord"),
        ("lille", "Lille (59)"),
        ("LE HAVRE", "Le Havre (76)"),
        ("havre", "Le Havre (76)"),
        ("st denis", "Saint-Denis (974)"),
        ("boulogne mer", "Boulogne-sur-Mer (62)"),
        ("hauts de france", "Hauts-de-France"),
        ("59", "Nord"),
        ("2a", "Corse-du-Sud"),
        ("59800", "Lille (59)"),
        ("59350", "Lille (59)"),
        ("roubaix", "Roubaix (59)"),
        ("strasb", "Strasbourg (67)"),
        ("france", "France"),
    ],
)
def test_the_first_answer(find: Callable[[str], list[str]], query: str, first: str) -> None:
    assert find(query)[0] == first


def test_a_network_is_found_by_name_seat_and_departement(find: Callable[[str], list[str]]) -> None:
    name = "LIANE 12 (démonstration), Lens"
    assert name in find("liane 12")
    assert name in find("lens")
    assert name in find("pas-de-calais")


def test_every_group_that_matches_is_shown(index: Page) -> None:
    titles = [group["title"] for group in index.evaluate("find('lille')")["groups"]]
    assert titles[0] == "Communes"
    assert "EPCI" in titles


def test_a_former_commune_leads_to_the_one_of_today(find: Callable[[str], list[str]]) -> None:
    assert "Hellemmes-Lille → Lille (59)" in find("hellemmes")


def test_at_most_twelve_are_shown_and_the_rest_is_counted(index: Page) -> None:
    result = index.evaluate("find('saint')")
    assert sum(len(group["entries"]) for group in result["groups"]) == 12
    assert result["total"] > 4000


def test_nothing_is_found_for_nonsense(find: Callable[[str], list[str]]) -> None:
    assert find("zzyzx") == []
