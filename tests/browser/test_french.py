"""Nothing of the pages is left in English: every word a reader sees, against a small list."""

import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Page

from benchmarks.serving import Serving
from tests.browser.server import Opener, settled

pytestmark = pytest.mark.browser

PATHS = ["", "carte", "territoire?territoire=DEP-59", "comparer?territoire=DEP-59&avec=DEP-62",
         "reseaux", "reseaux?reseau=LIANE-01", "parcours", "seniors", "carte?territoire=DEP-59",
         "territoire?territoire=EPT-200057867",
         "territoire?territoire=DEP-59&audience=externe"]  # fmt: skip
WORDS = """
the of and to in is are was with for from by not this that these those your you we our their
loading running stop settings deploy search select choose result results download upload
file files browse drag drop error warning failed missing empty open view sidebar skip
fullscreen show hide more less next previous first last yes no all none value values number
network networks map chart connecting connected disconnected rerun cancel submit clear reset
save delete add remove edit
"""
ENGLISH = frozenset(WORDS.split())
"""Words of an interface that French does not have."""
ALLOWED = frozenset({"in'li"})
"""Texts that may stay, such as a name: that of a landlord."""
TEXTS = """() => {
    const said = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest("script, style, noscript")) continue;
        said.push(walker.currentNode.textContent);
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
        for (const name of ["aria-label", "title", "placeholder", "alt"])
            if (element.hasAttribute(name)) said.push(element.getAttribute(name));
    return said.map((text) => text.trim()).filter(Boolean);
}"""


def english(texts: Iterable[str]) -> list[str]:
    """Return the texts that hold a word only English has."""
    found = []
    for said in set(texts) - ALLOWED:
        words = {word.casefold() for word in re.findall(r"[A-Za-zÀ-ÿ]+", said)}
        if words & ENGLISH:
            found.append(said)
    return sorted(found)


@pytest.mark.parametrize("path", PATHS)
def test_no_english_is_left(open_page: Opener, demo_server: Serving, path: str) -> None:
    page = settled(open_page(f"{demo_server.address}/{path}"))
    assert english(texts_of(page)) == []


def texts_of(page: Page) -> list[str]:
    page.wait_for_timeout(500)
    read: list[str] = page.evaluate(TEXTS)
    assert len(read) > 60
    return read


def test_an_english_label_is_seen() -> None:
    assert english(["Choose options", "Réseaux locaux"]) == ["Choose options"]
