"""Depositing in a real browser: an empty store becomes a working one through the screen alone."""

import re
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from benchmarks.serving import Serving, build_store, serving
from tests.browser.server import PATIENCE, Opener, settled, violations
from tests.intake.files import csv_of

pytestmark = pytest.mark.browser
DONE = re.compile(r"Lot \d+ (appliqué|annulé)")
CHANGED = "cellules"


@pytest.fixture(scope="module")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty real store that these tests fill."""
    return build_store(tmp_path_factory.mktemp("deposit") / "lianes.db", "init")


@pytest.fixture(scope="module")
def own_server(own_store: Path):
    with serving(own_store) as server:
        yield server


def sign(page: Page) -> None:
    field = page.get_by_label("Votre fonction (jamais un nom de personne)")
    field.fill("Animation régionale")
    field.press("Enter")
    settled(page)


def give(page: Page, name: str, content: bytes) -> None:
    """Hand a file over; again when the field was being drawn anew under the hand."""
    chip = page.get_by_test_id("stFileChip")
    for _ in range(3):
        page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        with suppress(AssertionError):
            expect(chip).to_be_visible(timeout=5_000)
            break
    expect(page.get_by_text("Ce qui a été compris").first).to_be_visible(timeout=PATIENCE)


def applied(page: Page) -> None:
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_text(DONE).first).to_be_visible(timeout=PATIENCE)
    settled(page)


NETWORKS = csv_of(
    ("LIANE-01", "LIANE de Roubaix", "59512", "déployée", "01/08/2026"),
    ("LIANE-02", "LIANE d'Arras", "62041", "déployée", "01/08/2026"),
    header=("Code", "Nom", "Code Insee", "Étape", "Ouverture"),
)
TARGETS = csv_of(
    ("jobs_started", "LIANE-01", "20", "31/12/2027"), ("jobs_started", "FR", "40", "31/12/2027"),
    header=("Indicateur", "Territoire", "Valeur visée", "Échéance"),
)  # fmt: skip


def test_an_empty_store_is_filled_through_the_screen(
    own_server: Serving, open_page: Opener
) -> None:
    page = settled(open_page(f"{own_server.address}/deposer"))
    sign(page)
    give(page, "reseaux.csv", NETWORKS)
    applied(page)
    give(page, "objectifs.csv", TARGETS)
    applied(page)
    rows = [(n, m, "jobs_started", v) for n in ("LIANE-01", "LIANE-02")
            for m, v in (("2026-08", 3), ("2026-09", 4), ("2026-10", 6))]  # fmt: skip
    give(page, "mesures.csv", csv_of(*rows, header=("Réseau", "Mois", "Mesure", "Valeur")))
    applied(page)
    page = settled(open_page(own_server.address))
    expect(page.locator(".st-key-headline")).to_contain_text("26")


def test_a_template_filled_with_mistakes_then_right_changes_the_figures_and_back(
    own_server: Serving, open_page: Opener, tmp_path: Path
) -> None:
    page = settled(open_page(f"{own_server.address}/deposer"))
    sign(page)
    with page.expect_download() as given:
        page.get_by_role("button", name=re.compile("Télécharger le modèle")).click()
    path = tmp_path / given.value.suggested_filename
    given.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = [r for r in range(2, sheet.max_row + 1)
              if sheet.cell(r, 4).value == "Prises d'emploi"
              and sheet.cell(r, 5).value == "Tous publics"]  # fmt: skip
    for row in places:
        sheet.cell(row, 7).value = "beaucoup"
    sheet.cell(places[0] + 1, 7).value = -4
    book.save(path)
    give(page, "faux.xlsx", path.read_bytes())
    expect(page.get_by_text(re.compile("3.points bloquent le dépôt"))).to_be_visible()
    expect(page.get_by_role("button", name="Appliquer")).to_have_count(0)
    for row in places:
        sheet.cell(row, 7).value = 10
    sheet.cell(places[0] + 1, 7).value = None
    book.save(path)
    page.reload()
    settled(page)
    sign(page)
    give(page, "juste.xlsx", path.read_bytes())
    expect(page.get_by_text("3. Ce qui changera")).to_be_visible(timeout=PATIENCE)
    applied(page)
    page = settled(open_page(own_server.address))
    expect(page.locator(".st-key-headline")).to_contain_text("34")
    page = settled(open_page(f"{own_server.address}/deposer?depot=journal&lot=4"))
    sign(page)
    page.get_by_role("button", name="Annuler le lot 4").click()
    expect(page.get_by_text(DONE).first).to_be_visible(timeout=PATIENCE)
    page = settled(open_page(own_server.address))
    expect(page.locator(".st-key-headline")).to_contain_text("26")


def test_a_contested_figure_says_so_on_every_page_until_it_is_settled(
    own_server: Serving, open_page: Opener
) -> None:
    page = settled(
        open_page(f"{own_server.address}/qualite?reseau=LIANE-01&contester=jobs_started")
    )
    sign(page)
    page.get_by_label("Valeur proposée").fill("16")
    page.get_by_label("Pourquoi").fill("Deux contrats oubliés")
    page.get_by_label("Source (document, registre)").fill("registre du réseau")
    page.get_by_role("button", name="Proposer").click()
    expect(page.get_by_text(re.compile(r"Proposition n° \d+ enregistrée"))).to_be_visible(
        timeout=PATIENCE
    )
    for path in ("/", "/?reseau=LIANE-01", "/reseaux", "/carte?indicateur=jobs_started"):
        page = settled(open_page(own_server.address + path))
        expect(page.get_by_text(re.compile("contesté, .* proposé")).first).to_be_attached(
            timeout=PATIENCE
        )
    page = settled(open_page(f"{own_server.address}/qualite"))
    sign(page)
    page.get_by_text("Trancher une proposition").click()
    page.get_by_label("Raison de la décision").fill("déjà comptés")
    page.get_by_role("button", name="Refuser").click()
    expect(page.get_by_text(re.compile(r"Proposition n° \d+ refusée"))).to_be_visible(
        timeout=PATIENCE
    )
    page = settled(open_page(own_server.address))
    expect(page.get_by_text("contesté")).to_have_count(0)


ENGLISH = re.compile(
    r"^(Open|Close|Remove|Add|Choose|Upload|Increment|Decrement|Copy|file upload)\b"
)
NAMED = """() => [...document.querySelectorAll('[aria-label], [placeholder]')]
  .flatMap(e => [e.getAttribute('aria-label'), e.getAttribute('placeholder')]).filter(Boolean)"""


def test_the_framework_speaks_french_to_screen_readers_too(
    demo_server: Serving, open_page: Opener
) -> None:
    page = settled(open_page(f"{demo_server.address}/deposer"))
    give(page, "mesures.csv", csv_of(("LIANE-01", "2026-10", "jobs_started", 99)))
    settled(page)
    assert [name for name in page.evaluate(NAMED) if ENGLISH.match(name)] == []
    expect(page.get_by_role("button", name="Retirer mesures.csv")).to_be_visible()


@pytest.mark.parametrize("path", ["/deposer", "/deposer?depot=saisie&feuille=reseaux", "/qualite"])
def test_the_pages_are_accessible(demo_server: Serving, open_page: Opener, path: str) -> None:
    page = settled(open_page(demo_server.address + path))
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/deposer", "/qualite"])
def test_nothing_is_wider_than_a_phone(demo_server: Serving, open_page: Opener, path: str) -> None:
    page = settled(open_page(demo_server.address + path, width=390))
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider)
