"""From France to a commune in four clicks; pin; accessibility of the three pages."""

import pytest
from playwright.sync_api import expect

from benchmarks.serving import Serving
from tests.browser.server import Opener, settled, violations

pytestmark = pytest.mark.browser


def test_four_clicks_lead_from_france_to_a_commune(open_page: Opener, demo_server: Serving) -> None:
    page = settled(open_page(f"{demo_server.address}/carte"))
    for code in ("REG-32", "DEP-59", "EPCI-200093201", "COM-59350"):
        link = page.locator(f'.lm-shapes a[href="?territoire={code}"]')
        expect(link).to_be_attached(timeout=20_000)
        link.dispatch_event("click")
        page.wait_for_url(f"**territoire={code}**")
        settled(page)
    expect(page.locator("h1").first).to_contain_text("Lille")
    expect(page.locator(".crumbs")).to_contain_text("Hauts-de-France")


def test_a_territory_is_pinned_on_this_browser(open_page: Opener, demo_server: Serving) -> None:
    page = settled(open_page(f"{demo_server.address}/territoire?territoire=DEP-59"))
    page.get_by_text("Épingler mon territoire").click()
    expect(page.get_by_text("Ne plus épingler")).to_be_visible(timeout=20_000)
    page.goto(f"{demo_server.address}/territoire?territoire=DEP-62")
    page.get_by_text("Ouvrir mon territoire").click()
    expect(page.locator("h1").first).to_contain_text("Nord", timeout=20_000)


@pytest.mark.parametrize("address", ["carte", "territoire?territoire=DEP-59",
                                     "comparer?territoire=DEP-59&avec=DEP-62"])  # fmt: skip
def test_the_pages_are_accessible(open_page: Opener, demo_server: Serving, address: str) -> None:
    page = settled(open_page(f"{demo_server.address}/{address}"))
    assert violations(page) == []
