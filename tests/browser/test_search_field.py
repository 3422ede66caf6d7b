"""The field: fetched late, used by keyboard, touch and pointer, several territories."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]


def ready(page: Page) -> Page:
    expect(page.locator(".sc-line input")).to_be_visible(timeout=20_000)
    return page


def typed(page: Page, text: str) -> Page:
    page.get_by_role("combobox").click()
    page.keyboard.type(text)
    return page


def test_the_index_is_fetched_at_the_first_focus_only(open_map: Opener) -> None:
    page = open_map("/methode")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    ready(page).wait_for_timeout(500)
    assert not [url for url in asked if "search-" in url and "/geo/" in url]
    typed(page, "lille")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    typed(page, "nord")
    expect(page.get_by_role("option").first).to_be_visible()
    assert len([url for url in asked if "search-" in url and "/geo/" in url]) == 1


def test_a_territory_is_chosen_by_keyboard(open_map: Opener) -> None:
    page = typed(ready(open_map()), "pas de cal")
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    option = page.get_by_role("option", selected=True)
    expect(option).to_have_text("Pas-de-Calais")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?territoire=DEP-62$"))
    expect(field).to_have_value("Pas-de-Calais")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_arrows_go_round_the_options(open_map: Opener) -> None:
    page = typed(ready(open_map()), "lens")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")


def test_escape_restores_the_field(open_map: Opener) -> None:
    page = typed(ready(open_map("/?territoire=DEP-59")), "xyz")
    expect(page.locator(".sc-news")).to_contain_text("Aucun territoire ni réseau pour « xyz »")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_have_value("Nord")


def test_typing_replaces_the_present_territory(open_map: Opener) -> None:
    page = typed(ready(open_map("/?territoire=DEP-59")), "guadeloupe")
    expect(page.get_by_role("combobox")).to_have_value("guadeloupe")


def test_a_network_is_chosen_by_pointer(open_map: Opener) -> None:
    page = typed(ready(open_map()), "liane 12")
    page.get_by_role("option").filter(has_text="Lens").click()
    expect(page).to_have_url(re.compile(r"\?reseau=LIANE-12$"))


def test_territories_are_compared_and_removed(open_map: Opener) -> None:
    page = typed(ready(open_map("/?territoire=DEP-59")), "pas de calais")
    page.locator(".sc-add").first.click()
    expect(page).to_have_url(re.compile(r"\?territoire=DEP-59,DEP-62$"))
    expect(page.locator(".sc-chip")).to_have_count(2)
    page.get_by_role("link", name="Retirer Nord").click()
    expect(page).to_have_url(re.compile(r"\?territoire=DEP-62$"))
    page.get_by_role("link", name="Revenir à la France entière").click()
    expect(page.get_by_text("scope FR ")).to_be_visible()
    assert page.url.endswith("/")


def test_shift_enter_adds_to_the_selection(open_map: Opener) -> None:
    page = typed(ready(open_map("/?territoire=DEP-59")), "pas de calais")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Shift+Enter")
    expect(page).to_have_url(re.compile(r"\?territoire=DEP-59,DEP-62$"))


def test_more_results_are_announced(open_map: Opener) -> None:
    page = typed(ready(open_map()), "saint")
    expect(page.locator(".sc-news")).to_have_text(
        re.compile(r"^4\s\d{3} autres résultats : précisez\.$"))  # fmt: skip
    expect(page.get_by_role("option")).to_have_count(12)


def test_the_list_fits_a_phone(open_map: Opener) -> None:
    page = typed(ready(open_map(width=390)), "saint")
    expect(page.get_by_role("option").first).to_be_visible()
    box = page.locator(".sc-panel").bounding_box()
    assert box is not None
    assert box["width"] > 330
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_index_out_of_reach_is_said(open_map: Opener, map_site: str) -> None:
    page = ready(open_map("/methode"))
    page.route("**/networks.json", lambda route: route.fulfill(status=200, body="hors service"))
    typed(page, "lille")
    expect(page.locator(".sc-news")).to_contain_text("n'a pas pu être chargée")
