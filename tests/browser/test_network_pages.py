"""Networks, pathways and seniors as a reader meets them, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.serving import Serving
from tests.browser.server import Opener, settled, violations

pytestmark = pytest.mark.browser
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
CUT = (
    "[...document.querySelectorAll('.table-wrap')]"
    ".filter(found => found.scrollWidth > found.clientWidth + 1).length"
)
PAGES = [
    "/reseaux", "/reseaux?audience=externe", "/reseaux?public=seniors&territoire=REG-32",
    "/reseaux?etape=closed&retard=oui", "/reseaux?reseau=LIANE-01", "/reseaux?reseau=LIANE-17",
    "/reseaux?reseau=LIANE-48", "/reseaux?reseau=LIANE-03&audience=externe",
    "/parcours", "/parcours?territoire=REG-32", "/parcours?territoire=DEP-59&audience=externe",
    "/parcours?territoire=EPCI-200093201", "/parcours?territoire=DEP-54,DEP-57",
    "/parcours?public=seniors-willing-to-work", "/parcours?reseau=LIANE-45",
    "/seniors", "/seniors?territoire=REG-32&audience=externe", "/seniors?territoire=DEP-59",
    "/seniors?territoire=EPCI-200093201", "/seniors?reseau=LIANE-45",
]  # fmt: skip
"""Each page for France, a région, a département, an EPCI, a perimeter, one LIANE at each age."""


def open_settled(open_page: Opener, address: str, **options: int) -> Page:
    page = settled(open_page(address, **options))
    expect(page.locator(".markup table, .markup .roles, .empty").first).to_be_visible(
        timeout=20_000
    )
    return page


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_a_phone_cuts_no_table(
    demo_server: Serving, open_page: Opener, path: str
) -> None:
    page = open_settled(open_page, demo_server.address + path, width=1440, height=900)
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []
    assert not page.evaluate(WIDER_THAN_SCREEN)
    assert page.evaluate(CUT) == 0


def test_filters_lead_to_the_sheet_of_a_late_network(
    demo_server: Serving, open_page: Opener
) -> None:
    page = open_settled(open_page, f"{demo_server.address}/reseaux")
    page.locator("summary", has_text="Envois").click()
    page.get_by_role("link", name="en retard", exact=True).click()
    expect(page).to_have_url(re.compile(r"retard=oui"))
    rows = page.locator("table.lines tbody tr")
    expect(rows.first).to_contain_text("en retard")
    rows.first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"reseau=LIANE-\d+"))
    expect(page.locator(".strip .overdue").first).to_be_visible()


def test_what_may_be_said_opens_beside_a_figure(demo_server: Serving, open_page: Opener) -> None:
    page = settled(open_page(demo_server.address))
    first = page.locator("details.say").first
    first.locator("summary").click()
    expect(first).to_contain_text("ne doit pas être cité comme un résultat")
    page.keyboard.press("Escape")
    expect(first).not_to_have_attribute("open", "")


def test_the_mark_of_a_row_opens_above_the_page_by_keyboard(
    demo_server: Serving, open_page: Opener
) -> None:
    page = open_settled(open_page, f"{demo_server.address}/parcours")
    mark = page.locator(".stages .say-mark").nth(1)
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said-over:popover-open")).to_contain_text("Envois reçus")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".said-over:popover-open")).to_have_count(0)
    expect(mark).to_be_focused()
