"""Files taken away from a page: links that download, and a French sentence when there is none."""

import io
from pathlib import Path

import httpx
import openpyxl
import pytest
from playwright.sync_api import expect

from benchmarks.serving import Serving
from tests.browser.server import PATIENCE, Opener, settled, violations

pytestmark = pytest.mark.browser
FILE = ".st-key-card_downloads a.file"


def test_a_page_gives_its_workbook_with_the_filters_of_the_address(
    demo_server: Serving, open_page: Opener
) -> None:
    page = settled(open_page(f"{demo_server.address}/reseaux?retard=oui"))
    shown = page.locator("table.lines tbody tr")
    expect(shown.first).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as given:
        page.locator(FILE, has_text="Classeur").click()
    assert given.value.suggested_filename.startswith("1000-lianes_reseaux-locaux_france-entiere")
    book = openpyxl.load_workbook(io.BytesIO(Path(given.value.path()).read_bytes()))
    rows = list(book["LIANES"].iter_rows(min_row=6, values_only=True))
    assert len(rows) == shown.count() > 0
    assert "en retard" in str(book["LIANES"]["A3"].value)
    expect(page).to_have_url(f"{demo_server.address}/reseaux?retard=oui")


def test_a_page_without_a_figure_says_in_french_why_there_is_no_file(demo_server: Serving) -> None:
    answer = httpx.get(f"{demo_server.address}/fichiers/parcours.xlsx?territoire=DEP-23")
    assert answer.status_code == 422
    assert "Rien à exporter" in answer.text
    assert 'href="/parcours?territoire=DEP-23"' in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("width", [1440, 390])
def test_the_block_of_files_is_accessible(
    demo_server: Serving, open_page: Opener, width: int
) -> None:
    page = settled(open_page(f"{demo_server.address}/parcours?territoire=REG-32", width=width))
    expect(page.locator(FILE)).to_have_count(2, timeout=PATIENCE)
    assert violations(page) == []
