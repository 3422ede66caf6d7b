"""Links of the map and of the page: clicks, keys, history, and what is left alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]

PLACE = """code => {
  const link = document.querySelector(`.lm-shapes a[href="?territoire=${code}"]`);
  const { x, y } = new DOMPoint(link.shape.x, link.shape.y)
    .matrixTransform(link.ownerSVGElement.getScreenCTM());
  return [x, y];
}"""


def ready(page: Page) -> Page:
    expect(page.locator(".lm-shapes a")).not_to_have_count(0, timeout=20_000)
    expect(page.get_by_role("combobox")).to_be_visible(timeout=20_000)  # links are followed
    return page


def click_on(page: Page, code: str, **how: str) -> None:
    x, y = page.evaluate(PLACE, code)
    page.mouse.click(x, y, **how)


def expect_scope(page: Page, codes: str, runs: int) -> None:
    expect(page.get_by_text(f"scope {codes} ")).to_be_visible()
    expect(page.get_by_text(f"runs {runs}", exact=True)).to_be_visible()


def test_a_click_leads_to_the_territory_in_one_run(open_map: Opener) -> None:
    page = ready(open_map())
    click_on(page, "DEP-59")
    expect(page).to_have_url(re.compile(r"\?territoire=DEP-59$"))
    expect_scope(page, "DEP-59", runs=2)
    expect(page.locator(".lm-shapes a")).to_have_count(647)


def test_back_and_forward_restore_the_scope_in_one_run_each(open_map: Opener) -> None:
    page = ready(open_map())
    click_on(page, "DEP-59")
    expect_scope(page, "DEP-59", runs=2)
    page.go_back()
    expect_scope(page, "FR", runs=3)
    expect(page.locator(".lm-shapes a")).to_have_count(101)
    page.go_forward()
    expect_scope(page, "DEP-59", runs=4)


def test_back_crosses_pages(open_map: Opener) -> None:
    page = ready(open_map("/?territoire=DEP-59&periode=2026-10"))
    page.get_by_role("link", name="méthode", exact=True).click()
    expect(page.get_by_text("page méthode x")).to_be_visible()
    expect(page).to_have_url(
        re.compile(r"/methode\?indicateur=x&territoire=DEP-59&periode=2026-10$"))  # fmt: skip
    page.go_back()
    expect(page.locator(".lm-shapes a")).to_have_count(647)
    expect(page.get_by_text("scope DEP-59 reseau None periode 2026-10")).to_be_visible()


def test_a_link_keeps_the_other_parameters_and_replaces_the_scope(open_map: Opener) -> None:
    page = ready(open_map("/?reseau=LIANE-01&periode=2026-10"))
    click_on(page, "DEP-62")
    expect(page).to_have_url(re.compile(r"/\?territoire=DEP-62&periode=2026-10$"))


def test_choices_of_the_page_survive_a_click_on_the_map(open_map: Opener) -> None:
    page = ready(open_map())
    page.get_by_text("B", exact=True).click()
    expect(page.get_by_text("niveau B")).to_be_visible()
    click_on(page, "DEP-59")
    expect_scope(page, "DEP-59", runs=3)
    expect(page.get_by_text("niveau B")).to_be_visible()


def test_a_network_opens_on_a_click(open_map: Opener) -> None:
    page = ready(open_map())
    page.locator('.lm-points a[href="?reseau=LIANE-05"]').click()
    expect(page.get_by_text("scope FR reseau LIANE-05")).to_be_visible()


def test_a_modified_click_is_left_to_the_browser(open_map: Opener) -> None:
    page = ready(open_map("/?periode=2026-10"))
    with page.context.expect_page() as opened:
        page.keyboard.down("Control")
        click_on(page, "DEP-59")
        page.keyboard.up("Control")
    assert "territoire=DEP-59" in opened.value.url
    assert "territoire" not in page.url


def test_a_middle_click_opens_the_complete_address(open_map: Opener) -> None:
    page = ready(open_map("/?periode=2026-10"))
    with page.context.expect_page() as opened:
        click_on(page, "DEP-59", button="middle")
    opened.value.wait_for_url("**/?territoire=DEP-59&periode=2026-10")
    assert "territoire" not in page.url


def test_downloads_and_anchors_are_left_alone(open_map: Opener) -> None:
    page = ready(open_map())
    with page.expect_download():
        page.get_by_role("link", name="fichier").click()
    page.get_by_role("link", name="bas", exact=True).click()
    expect_scope(page, "FR", runs=1)


def test_the_keyboard_alone_reaches_a_territory_and_climbs_back(open_map: Opener) -> None:
    page = ready(open_map())
    focused = "document.activeElement.getAttribute('href')"
    page.locator('.lm-shapes a[tabindex="0"]').focus()
    page.keyboard.press("Home")
    assert page.evaluate(focused) == "?territoire=DEP-01"
    page.locator('.lm-shapes a[href="?territoire=DEP-80"]').focus()
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "?territoire=DEP-62"
    expect(page.locator(".lm-label")).to_contain_text("Pas-de-Calais")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?territoire=DEP-62$"))
    expect(page.locator(".lm-shapes a")).to_have_count(887)
    expect(page.locator(".lm-shapes a:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect_scope(page, "FR", runs=3)


def test_areas_are_one_tab_stop(open_map: Opener) -> None:
    page = ready(open_map())
    expect(page.locator('.lm-shapes a[tabindex="0"]')).to_have_count(1)
    page.locator('.lm-shapes a[tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('.lm-shapes a[tabindex="0"]')).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.lm-points'))")
    page.keyboard.press("Tab")
    assert not page.evaluate("Boolean(document.activeElement.closest('.lm-svg'))")
