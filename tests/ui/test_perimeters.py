"""Perimeters of this browser: what the cookie holds, and what a made-up one cannot do."""

import asyncio
import re
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from lianes.ui.perimeters import (
    COOKIE,
    MOST,
    PATH,
    decoded,
    encoded,
    name_of,
    perimeter_block,
    routes,
)

PAIR = "DEP-59,DEP-62"


def _answered(request):
    return asyncio.run(routes()[0].endpoint(request))


class Browser:
    """A browser that follows nothing and keeps one cookie."""

    cookie = ""

    def get(self, **parameters):
        """Return the address the answer leads to."""
        scope = {
            "type": "http", "method": "GET", "path": PATH,
            "query_string": urlencode(parameters).encode(),
            "headers": [(b"cookie", f"{COOKIE}={self.cookie}".encode())],
        }  # fmt: skip
        with ThreadPoolExecutor(1) as elsewhere:  # this thread may have an event loop at work
            answer = elsewhere.submit(_answered, Request(scope)).result()
        self.cookie = re.search(f"{COOKIE}=([^;]*)", answer.headers["set-cookie"])[1]
        return answer.headers["location"]

    @property
    def kept(self):
        return decoded(self.cookie)


@pytest.fixture
def browser():
    return Browser()


def test_several_perimeters_are_saved_by_name_and_forgotten_one_by_one(browser):
    browser.get(territoire=PAIR, nom="Bassin minier")
    back = browser.get(territoire="DEP-54,DEP-57", nom="Sillon  lorrain\n")
    assert browser.kept == {"Bassin minier": PAIR, "Sillon lorrain": "DEP-54,DEP-57"}
    assert back == "/territoire?territoire=DEP-54,DEP-57"
    browser.get(oublier=PAIR)
    assert browser.kept == {"Sillon lorrain": "DEP-54,DEP-57"}


@pytest.mark.parametrize("codes", ["DEP-59", "DEP-59;x,DEP-62", "https://ailleurs.fr,DEP-59", ""])
def test_what_is_not_a_list_of_codes_is_not_saved_nor_followed(browser, codes):
    back = browser.get(territoire=codes, nom="x")
    assert browser.kept == {}
    assert back == "/territoire"


def test_one_more_than_the_most_is_told_and_not_saved(browser):
    for rank in range(MOST + 1):
        browser.get(territoire=f"DEP-0{rank},DEP-62", nom=f"n{rank}")
    assert len(browser.kept) == MOST
    assert "oubliez-en un" in perimeter_block(PAIR, browser.kept)


@pytest.mark.parametrize(
    "value", ["", "%%%", "bm9u", urlsafe_b64encode(b'{"a":1,"b":"x"}').decode()]
)
def test_an_unreadable_cookie_is_empty(value):
    assert decoded(value) == {}


def test_a_name_cannot_write_into_the_page():
    name = "<script>x</script>"
    html = perimeter_block("DEP-54,DEP-57", decoded(encoded({name: PAIR})))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_perimeter_is_known_whatever_the_order():
    assert name_of("DEP-62,DEP-59", {"Bassin": PAIR}) == "Bassin"
    assert name_of("DEP-62", {"Bassin": PAIR}) is None
