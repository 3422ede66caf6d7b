"""The pages of actors as their readers use them, in a real browser on the real server."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from benchmarks.serving import Serving, serving
from tests.browser.server import PATIENCE, Opener, mapped, settled, violations

pytestmark = pytest.mark.browser
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PAGES = ("partenaires", "partenaires?vue=conventions", "partenaires?vue=liens", "financements",
         "solutions?solution=siel-bleu", "projets", "retours")  # fmt: skip


def test_the_convention_of_massy_from_the_map_of_essonne(
    demo_server: Serving, open_page: Opener
) -> None:
    page = mapped(open_page(f"{demo_server.address}/partenaires?vue=conventions&territoire=DEP-91"))
    page.locator('.lm-shapes a[href="?territoire=COM-91377"]').dispatch_event("click")
    expect(page).to_have_url(re.compile(r"territoire=COM-91377"))
    expect(page.locator("h1").first).to_contain_text("Massy", timeout=PATIENCE)
    table = page.get_by_role("region", name="Conventions", exact=True)
    table.get_by_role("link", name="Convention de territoire Massy").click()
    sheet = page.locator("#conv-massy")
    expect(sheet).to_contain_text("Ville de Massy", timeout=PATIENCE)
    expect(sheet).to_contain_text("septembre 2025")


def test_who_loses_its_funding_and_what_could_replace_it(
    demo_server: Serving, open_page: Opener
) -> None:
    page = settled(open_page(f"{demo_server.address}/financements"))
    table = page.get_by_role("region", name="LIANES à financer", exact=True)
    expect(table).to_contain_text("LIANE", timeout=PATIENCE)
    expect(table).to_contain_text("Fonds pour l'innovation sociale")
    table.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/reseaux\?reseau=LIANE-\d+"))


def test_where_siel_bleu_could_go_next_in_grand_est(
    demo_server: Serving, open_page: Opener
) -> None:
    page = settled(open_page(f"{demo_server.address}/solutions?territoire=REG-44"))
    page.get_by_role("link", name="Siel Bleu").first.click()
    table = page.get_by_role("region", name="Où aller ensuite", exact=True)
    expect(table).to_contain_text("Haute-Marne", timeout=PATIENCE)
    table.get_by_role("link", name="Arca").first.click()
    expect(page).to_have_url(re.compile(r"/partenaires\?.*partenaire=arca"))
    expect(page.locator(".actor-sheet h2")).to_have_text("Arca", timeout=PATIENCE)


def test_what_lorraine_learnt_about_rehabilitation(demo_server: Serving, open_page: Opener) -> None:
    page = settled(open_page(f"{demo_server.address}/retours?territoire=PER-lorraine"))
    page.get_by_role("searchbox").fill("rehabilitation lorraine")
    page.get_by_role("button", name="Chercher").click()
    expect(page).to_have_url(re.compile(r"territoire=PER-lorraine.*q=rehabilitation"))
    events = page.get_by_role("region", name="Événements", exact=True)
    expect(events).to_contain_text("Journée interprofessionnelle de Lorraine", timeout=PATIENCE)
    expect(events).not_to_contain_text("Webinaire")


def test_a_lesson_is_added_by_a_form_confirmed_and_found(
    demonstration: Path, open_page: Opener, tmp_path: Path
) -> None:
    store = Path(shutil.copy(demonstration, tmp_path / "lianes.db"))
    with serving(store) as server:
        page = settled(open_page(f"{server.address}/retours"))
        page.get_by_role("link", name="Ajouter un retour").click()
        expect(page.locator("h1").first).to_contain_text("Déposer", timeout=PATIENCE)
        page.get_by_label("Votre fonction").fill("Animation régionale")
        for label, choice in (("Thème", "Formation"), ("Angle", "Solutions")):
            page.get_by_role("combobox", name=re.compile(f"{label}$")).click()
            page.get_by_role("option", name=choice, exact=True).click()
        page.get_by_role("textbox", name="Texte").fill("Une halte-garderie près du centre.")
        page.get_by_role("textbox", name="Territoire (facultatif)").fill("DEP-57")
        page.get_by_role("button", name="Contrôler").click()
        expect(page.get_by_text("Ce qui changera")).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Appliquer").click()
        expect(page.get_by_text("lot", exact=False).first).to_be_visible(timeout=PATIENCE)
        found = settled(open_page(f"{server.address}/retours?territoire=DEP-57&q=halte"))
        table = found.get_by_role("region", name="Retours d'expérience", exact=True)
        expect(table).to_contain_text("halte-garderie", timeout=PATIENCE)
        journal = settled(open_page(f"{server.address}/deposer?depot=journal"))
        expect(journal.get_by_text("Animation régionale").first).to_be_visible(timeout=PATIENCE)


def test_the_filtered_table_is_taken_away_as_a_workbook(
    demo_server: Serving, open_page: Opener, tmp_path: Path
) -> None:
    page = settled(open_page(f"{demo_server.address}/projets?etape=in_service"))
    shown = page.get_by_role("region", name="Projets", exact=True).locator("tbody tr").count()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger (XLSX) : logements accompagnés").click()
    path = tmp_path / "projets.xlsx"
    download.value.save_as(path)
    sheet = openpyxl.load_workbook(path)["Logements accompagnés"]
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert len(rows) == shown > 0
    assert {row[2] for row in rows} == {"en service"}
    assert all(isinstance(row[9], int | float) for row in rows)
    assert "etape = in_service" in sheet["A3"].value


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_actors_are_accessible(demo_server: Serving, open_page: Opener, path: str) -> None:
    page = settled(open_page(f"{demo_server.address}/{path}"))
    page.wait_for_timeout(800)
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_telephone_scrolls_tables_not_the_page(
    demo_server: Serving, open_page: Opener, path: str
) -> None:
    page = settled(open_page(f"{demo_server.address}/{path}", width=390))
    page.wait_for_timeout(800)
    assert not page.evaluate(WIDER_THAN_SCREEN)
