"""Awkward places followed in a real browser: overseas, Corsica, Lyon, Paris, astride, nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.serving import Serving
from tests.browser.server import PATIENCE, Opener, mapped, settled, violations

pytestmark = pytest.mark.browser

WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
JOURNEYS = {
    "La Réunion": ("REG-04", "DEP-974", "EPCI-249740119", "COM-97411"),
    "Corsica": ("REG-94", "DEP-2B", "EPCI-242000354", "COM-2B033"),
    "Lyon": ("REG-84", "DEP-69", "EPCI-200046977", "COM-69123"),
    "Paris": ("REG-11", "DEP-75", "EPCI-200054781", "COM-75056"),
}
"""Each from France to a commune by clicks on the map, one per step."""


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_commune_is_four_clicks_from_france(
    open_page: Opener, demo_server: Serving, journey: str
) -> None:
    page = settled(open_page(f"{demo_server.address}/carte"))
    for code in JOURNEYS[journey]:
        click_on_map(page, code)
    expect(page.locator(".crumbs a")).to_have_count(5)
    page.locator(".crumbs a").nth(1).click()
    page.wait_for_url(f"**territoire={JOURNEYS[journey][0]}**")


def click_on_map(page: Page, code: str) -> None:
    area = page.locator(f'.lm-shapes a[href="?territoire={code}"]').first
    expect(area).to_be_attached(timeout=20_000)
    area.dispatch_event("click")
    page.wait_for_url(f"**territoire={code}**")
    settled(page)


def test_an_epci_astride_two_regions_says_so_and_draws_either_part(
    open_page: Opener, demo_server: Serving
) -> None:
    sheet = settled(open_page(f"{demo_server.address}/territoire?territoire=EPCI-243500741"))
    expect(sheet.get_by_text("À cheval sur les départements").first).to_contain_text("les régions")
    page = settled(open_page(f"{demo_server.address}/carte?territoire=EPCI-243500741"))
    page.get_by_role("link", name=re.compile("Dessiner ")).first.click()
    page.wait_for_url("**fond=DEP-**")
    expect(page.locator(".lm-shapes a").first).to_be_attached(timeout=20_000)


def test_lorraine_is_a_perimeter_with_the_same_sheet(
    open_page: Opener, demo_server: Serving
) -> None:
    page = settled(open_page(f"{demo_server.address}/territoire?territoire=PER-lorraine"))
    expect(page.locator("h1").first).to_contain_text("Lorraine")
    expect(page.get_by_role("link", name="Meurthe-et-Moselle").first).to_be_visible()
    expect(page.get_by_text("Que se passe-t-il ici ?")).to_be_visible()


def test_where_nothing_is_deployed_the_sheet_says_where_to_begin(
    open_page: Opener, demo_server: Serving
) -> None:
    page = settled(open_page(f"{demo_server.address}/territoire?territoire=DEP-48"))
    expect(page.get_by_role("heading", name="Pas encore déployé")).to_be_visible()
    expect(page.locator(".estimates")).to_contain_text("locataires en recherche d'emploi")
    expect(page.get_by_text("Qui appeler ?")).to_be_visible()


def test_a_former_commune_leads_to_the_one_of_today(
    open_page: Opener, demo_server: Serving
) -> None:
    page = settled(open_page(f"{demo_server.address}/territoire?territoire=COM-59355"))
    expect(page.get_by_text("Le code COM-59355 n'existe plus")).to_be_visible()
    expect(page.locator("h1").first).to_contain_text("Lille")


def test_a_perimeter_is_saved_by_name_then_forgotten(
    open_page: Opener, demo_server: Serving
) -> None:
    page = settled(open_page(f"{demo_server.address}/territoire?territoire=DEP-54,DEP-57"))
    page.get_by_label("Enregistrer ce périmètre sous le nom").fill("Sillon lorrain")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("h1").first).to_have_text("Fiche · Sillon lorrain", timeout=20_000)
    page.goto(f"{demo_server.address}/territoire?territoire=DEP-59")
    settled(page).get_by_role("link", name="Sillon lorrain", exact=True).click()
    expect(page.locator("h1").first).to_have_text("Fiche · Sillon lorrain")
    page.get_by_role("link", name="Oublier Sillon lorrain").click()
    expect(page.locator("h1").first).to_contain_text("Meurthe-et-Moselle", timeout=20_000)


def test_any_territory_is_added_to_the_comparison_by_its_name(
    open_page: Opener, demo_server: Serving
) -> None:
    page = settled(open_page(f"{demo_server.address}/comparer?territoire=DEP-59"))
    field = page.get_by_role("combobox", name="Ajouter à la comparaison")
    field.fill("Gironde")
    option = page.get_by_role("option", name=re.compile("Gironde")).first
    expect(option).to_be_visible(timeout=PATIENCE)
    field.press("Enter")
    page.wait_for_url("**avec=DEP-33**")
    expect(page.locator("table tbody th").filter(has_text="Gironde").first).to_be_visible()
    expect(page.locator("h1").first).to_contain_text("Nord")


def test_the_list_of_the_map_tells_a_figure_by_keyboard(
    open_page: Opener, demo_server: Serving
) -> None:
    page = mapped(open_page(f"{demo_server.address}/carte?indicateur=employment_exit_rate"))
    page.get_by_role("link", name=re.compile("Puis-je le dire.*Hauts-de-France")).press("Enter")
    expect(page.locator(".said-here")).to_contain_text("Intervalle à 95")
    page.get_by_role("link", name="Fermer").press("Enter")
    expect(page.locator(".said-here")).to_have_count(0)


def test_the_sheet_opens_with_its_answers_which_a_phone_shows_whole(
    open_page: Opener, demo_server: Serving
) -> None:
    page = settled(open_page(f"{demo_server.address}/territoire?territoire=DEP-59", width=390))
    answers = page.locator(".answers")
    expect(answers.get_by_role("heading")).to_have_count(4, timeout=PATIENCE)
    expect(answers).to_contain_text("LIANES sur")  # who is late
    expect(answers.get_by_role("link", name="Comparer")).to_be_visible()
    verdict = page.locator(".card-results td > .pill").first.bounding_box()
    assert verdict is not None
    assert 0 < verdict["x"] < verdict["x"] + verdict["width"] < 390


PATHS = ["", "carte", "carte?territoire=COM-59350", "?territoire=DEP-59",
         "territoire?territoire=REG-04",
         "comparer?territoire=DEP-54,DEP-57&avec=DEP-59.DEP-62,PER-lorraine,LIANE-01",
         "carte?territoire=DEP-59", "territoire?territoire=DEP-59", "territoire?territoire=DEP-48",
         "comparer?territoire=DEP-59&avec=DEP-62", "territoire?territoire=DEP-54,DEP-57",
         "territoire?territoire=DEP-59&audience=externe"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_never_scrolls_sideways_and_axe_finds_nothing(
    open_page: Opener, demo_server: Serving, path: str
) -> None:
    page = settled(open_page(f"{demo_server.address}/{path}", width=390, height=844))
    assert not page.evaluate(WIDER_THAN_SCREEN)
    assert violations(page) == []
