"""A lost connection: told in French, and the page read again from its URL when it is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.replicas import Replica
from benchmarks.witness import Witness

pytestmark = pytest.mark.browser
SENTENCE = "Connexion interrompue. La page se remettra à jour d'elle-même."
FILE = {"name": "essai.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"}
PATIENCE = 20_000


@pytest.fixture
def server(demonstration: Path) -> Iterator[Replica]:
    replica = Replica("a", demonstration)
    replica.start()
    yield replica
    replica.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="fr-FR") as context:
        yield context.new_page()


def test_a_link_followed_during_the_cut_is_read_when_the_server_is_back(
    server: Replica, page: Page
) -> None:
    page.goto(f"http://{server.place}/?territoire=DEP-59")
    witness = Witness(page)
    witness.wait_for_title("Nord")
    assert witness.look().title == "Nord"
    witness.watch()
    server.kill()
    witness.wait_for_notice()
    page.wait_for_timeout(7000)  # Streamlit's own dialog would come after six tries
    witness.follow("?territoire=DEP-62")
    server.start()
    witness.wait_for_title("Pas-de-Calais")
    seen = witness.watched()
    assert seen.notices == (SENTENCE,)
    assert seen.foreign == ()
    assert page.locator(".lost-connection").is_hidden()


def test_a_page_reads_itself_again(server: Replica, page: Page) -> None:
    cut(server, page, "/methode")
    assert page.evaluate("popped") == 1


def test_a_deposit_under_way_is_left_alone_and_its_loss_is_told(
    server: Replica, page: Page
) -> None:
    page.goto(f"http://{server.place}/deposer")
    page.set_input_files("input[type=file]", FILE)
    provisional = page.get_by_text("Valeurs provisoires")
    expect(provisional).to_be_visible(timeout=PATIENCE)
    cut(server, page)
    assert page.evaluate("popped") == 0
    provisional.click()
    expect(page.get_by_text("Ce fichier est à déposer de nouveau")).to_be_visible(timeout=PATIENCE)


def cut(server: Replica, page: Page, path: str = "") -> None:
    """Kill the server under a page, start it again, and count what the page then reads."""
    if path:
        page.goto(f"http://{server.place}{path}")
    witness = Witness(page)
    witness.wait_until_still()
    page.evaluate("window.popped = 0; addEventListener('popstate', () => { popped += 1; })")
    server.kill()
    witness.wait_for_notice()
    server.start()
    witness.wait_until_still()
    page.wait_for_timeout(2500)  # readers come back within two seconds


def test_the_probe_tells_a_store_that_does_not_open(
    server: Replica, page: Page, tmp_path: Path
) -> None:
    server.stop()
    server.store = tmp_path / "absent.db"
    server.start()
    answer = page.request.get(f"http://{server.place}/healthz")
    assert answer.status == 503
    assert "Aucun entrepôt" in answer.text()
    assert page.request.get(f"http://{server.place}/_stcore/health").ok
