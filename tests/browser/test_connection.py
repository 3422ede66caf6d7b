"""A lost connection: told in French, and the page read again from its URL when it is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.replicas import Replica
from benchmarks.witness import Witness

pytestmark = pytest.mark.browser
SENTENCE = "Connexion interrompue. La page se remettra à jour d'elle-même."
COUNT = "window.popped = 0; addEventListener('popstate', () => { window.popped += 1; });"


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


@pytest.mark.parametrize(("path", "again"), [("/methode", 1), ("/deposer", 0)])
def test_a_page_reads_itself_again_but_for_a_deposit_under_way(
    server: Replica, page: Page, path: str, again: int
) -> None:
    page.goto(f"http://{server.place}{path}")
    Witness(page).wait_until_still()
    page.evaluate(COUNT)
    server.kill()
    Witness(page).wait_for_notice()
    server.start()
    Witness(page).wait_until_still()
    page.wait_for_timeout(2500)
    assert page.evaluate("popped") == again


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
