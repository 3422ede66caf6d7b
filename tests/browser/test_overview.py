"""The national view as a reader meets it, in a real browser on the real server."""

import gzip
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from benchmarks.serving import Serving, serving
from tests.browser.server import Opener, mapped, settled, violations

pytestmark = pytest.mark.browser

UNCOVERED = """code => {
  const link = document.querySelector(`.lm-shapes a[href="?territoire=${code}"]`);
  const { left, top, width, height } = link.firstChild.getBoundingClientRect();
  for (let step = 0; step < 400; step += 1) {
    const x = left + (width * (step % 20 + 0.5)) / 20;
    const y = top + (height * (Math.floor(step / 20) + 0.5)) / 20;
    if (document.elementFromPoint(x, y)?.closest("a") === link) return [x, y];
  }
}"""
"""A point of a shape that no network covers."""
STEP_TO = """code => {
  const found = document.querySelector(`.lm-shapes a[href="?territoire=${code}"]`).shape;
  const { x, y } = document.activeElement.shape;
  const ways = [
    [found.x - x, found.x > x ? "ArrowRight" : "ArrowLeft"],
    [found.y - y, found.y > y ? "ArrowDown" : "ArrowUp"],
  ];
  return ways.sort((one, other) => Math.abs(other[0]) - Math.abs(one[0])).map((way) => way[1]);
}"""
"""The arrows that lead towards a shape, the best first."""
FOCUSED = "document.activeElement.getAttribute('href')"
CUT_OFF = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const scrolled = (element) => {
    for (let up = element.parentElement; up && up !== main; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...main.querySelectorAll("a, summary, input, h1, h2, p, li, td, span, svg")]
    .filter((element) => element.checkVisibility() && !scrolled(element))
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > innerWidth + 1 || left < -1);
    })
    .map((element) => `${element.tagName} ${element.textContent}`.slice(0, 90));
}"""
"""What the screen cuts and no scrolling inside a card brings back."""
NETWORK_NAME = re.compile("LIANE 0?1")


def title(page: Page):
    return page.locator("h1").first


# ------------------------------------------------------------------ deep links
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/methode", "Méthode"),
        ("/programmes?programme=lianes", "Programmes"),
        ("/?territoire=DEP-59", "Nord"),
    ],
)
def test_a_fresh_server_opened_first_on_a_deep_link(
    demonstration: Path, open_page: Opener, path: str, words: str
) -> None:
    with serving(demonstration) as server:
        page = settled(open_page(server.address + path))
        expect(title(page)).to_contain_text(words)
        expect(page.get_by_role("combobox")).to_be_visible()
        expect(page.get_by_text("Vue nationale").first).to_be_visible()
        page.close()


# ------------------------------------------------------------------ from France to Nord and back
def test_a_click_on_nord_and_back(demo_server: Serving, open_page: Opener) -> None:
    page = mapped(open_page(demo_server.address))
    page.mouse.click(*page.evaluate(UNCOVERED, "DEP-59"))
    expect(page).to_have_url(re.compile(r"/\?territoire=DEP-59$"))
    expect(title(page)).to_contain_text("Nord")
    page.go_back()
    expect(title(page)).to_have_text("Vue nationale")


FADES = """async to => {
  const fades = [];
  document.addEventListener("transitionrun", ({ propertyName }) => fades.push(propertyName));
  document.querySelector(`.lm-shapes a[href$="${to}"]`)
    .dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  await new Promise((done) => setTimeout(done, 2000));
  const block = document.querySelector(".stElementContainer.st-key-map");
  const shades = [];
  for (const stale of [true, false]) {
    block.dataset.stale = stale;
    await new Promise((done) => setTimeout(done, 2000));
    shades.push(getComputedStyle(block).opacity);
  }
  return [fades, shades];
}"""
"""What moves during a run, then how opaque a block is that waits long and one that is fresh."""


def test_a_run_does_not_draw_the_page_twice(demo_server: Serving, open_page: Opener) -> None:
    """A fading opacity would make a layer of every block; a long wait still dims."""
    page = mapped(open_page(demo_server.address))
    fades, shades = page.evaluate(FADES, "DEP-59")
    expect(title(page)).to_contain_text("Nord")
    assert "opacity" not in fades
    assert shades == ["0.33", "1"]


def test_the_breadcrumb_leads_back(demo_server: Serving, open_page: Opener) -> None:
    page = mapped(open_page(f"{demo_server.address}/?territoire=DEP-59"))
    crumbs = page.get_by_role("navigation", name="Fil d'Ariane")
    crumbs.get_by_role("link", name="Hauts-de-France").click()
    expect(page).to_have_url(re.compile(r"territoire=REG-32"))
    expect(title(page)).to_contain_text("Hauts-de-France")
    crumbs.get_by_role("link", name="France").click()
    expect(title(page)).to_have_text("Vue nationale")


def test_the_keyboard_alone_reaches_nord_and_comes_back(
    demo_server: Serving, open_page: Opener
) -> None:
    page = mapped(open_page(demo_server.address))
    reach(page, "Boolean(document.activeElement.closest('.lm-shapes'))")
    walk_to(page, "DEP-59")
    page.keyboard.press("Enter")
    expect(title(page)).to_contain_text("Nord")
    expect(page.locator(".lm-shapes a:not([href*='DEP-']):focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(title(page)).to_contain_text("Hauts-de-France")


def walk_to(page: Page, code: str) -> None:
    """Move the focus of the map with the arrows, towards a territory."""
    for _ in range(40):
        here = page.evaluate(FOCUSED)
        if here == f"?territoire={code}":
            return
        for arrow in page.evaluate(STEP_TO, code):
            page.keyboard.press(arrow)
            if page.evaluate(FOCUSED) != here:
                break
    pytest.fail(f"The arrows never reached {code}.")


def reach(page: Page, condition: str, presses: int = 120) -> None:
    """Press Tab until the condition holds."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate(condition):
            return
    pytest.fail(f"The keyboard never reached: {condition}")


# ------------------------------------------------------------------ one LIANE by its name
def test_a_liane_found_by_name_shows_its_charts(demo_server: Serving, open_page: Opener) -> None:
    page = mapped(open_page(demo_server.address))
    page.get_by_role("combobox").click()
    choose_first_network(page)
    expect(title(page)).to_contain_text(NETWORK_NAME)
    expect(page.locator(".st-key-headline svg").first).to_be_visible()
    expect(page.locator(".st-key-headline")).to_contain_text("Ont pris un emploi")
    expect(page.locator(".lm-points a").first).to_be_attached()


def test_a_liane_found_with_the_keyboard_alone(demo_server: Serving, open_page: Opener) -> None:
    page = mapped(open_page(demo_server.address))
    reach(page, "document.activeElement.getAttribute('role') === 'combobox'")
    choose_first_network(page)
    expect(title(page)).to_contain_text(NETWORK_NAME)


def choose_first_network(page: Page) -> None:
    page.keyboard.type("LIANE 01", delay=20)
    expect(page.get_by_role("option").first).to_contain_text(NETWORK_NAME)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?reseau=LIANE-0*1$"))
    mapped(page)


# ------------------------------------------------------------------ accessible, on a phone too
@pytest.mark.parametrize("query", ["", "?territoire=DEP-59", "?reseau=LIANE-01"])
def test_axe_finds_nothing(demo_server: Serving, open_page: Opener, query: str) -> None:
    page = mapped(open_page(f"{demo_server.address}/{query}"))
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/methode", "/programmes"])
def test_axe_finds_nothing_on_other_pages(
    demo_server: Serving, open_page: Opener, path: str
) -> None:
    assert violations(settled(open_page(demo_server.address + path))) == []


@pytest.mark.parametrize("path", ["/", "/?territoire=DEP-59", "/methode", "/programmes"])
def test_a_phone_neither_scrolls_sideways_nor_cuts(
    demo_server: Serving, open_page: Opener, path: str
) -> None:
    page = settled(open_page(demo_server.address + path, width=390, height=844))
    expect(title(page)).to_be_in_viewport()
    expect(page.get_by_role("combobox")).to_be_visible()
    page.mouse.move(195, 600)
    page.mouse.wheel(300, 0)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => [main.scrollLeft, scrollX]") == [0, 0]
    assert page.evaluate(CUT_OFF) == []


def test_menus_open_inside_the_screen_of_a_phone(demo_server: Serving, open_page: Opener) -> None:
    page = mapped(open_page(demo_server.address, width=390, height=844))
    for menu in page.locator("details.menu:has(> .menu-list)").all():
        menu.locator("summary").click()
        assert page.evaluate(CUT_OFF) == []
        box = menu.locator(".menu-list").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        menu.locator("summary").click()


def test_a_phone_shows_the_headline_and_the_map(demo_server: Serving, open_page: Opener) -> None:
    page = mapped(open_page(demo_server.address, width=390, height=844))
    expect(
        page.locator(".st-key-headline").get_by_role("heading", name="Ont pris un emploi")
    ).to_be_visible()
    box = page.locator(".lm-svg").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


# ------------------------------------------------------------------ honest
STATES = ("masqué (secret statistique)", "pas encore déployé", "non renseigné")


@pytest.mark.parametrize("words", STATES)
def test_every_state_is_in_the_legend(demo_server: Serving, open_page: Opener, words: str) -> None:
    page = mapped(open_page(demo_server.address))
    expect(page.locator(".lm-legend").get_by_text(words)).to_be_visible()


def test_states_are_drawn_on_the_map(demo_server: Serving, open_page: Opener) -> None:
    inside = mapped(open_page(demo_server.address))
    assert sum(drawn(inside, f"lm-s{shade}") for shade in range(5)) > 0
    assert drawn(inside, "lm-not_deployed") > 0
    late = mapped(open_page(f"{demo_server.address}/?niveau=EPCI&periode=2026-10..2026-10"))
    assert drawn(late, "lm-not_reported") > 0
    outside = mapped(open_page(f"{demo_server.address}/?audience=externe"))
    assert drawn(outside, "lm-masked") > 0


def drawn(page: Page, state: str) -> int:
    return page.locator(f".lm-shapes a.{state}").count()


def test_the_ribbon_says_that_results_are_simulated(
    demo_server: Serving, open_page: Opener
) -> None:
    for path in ("/", "/methode", "/programmes"):
        page = settled(open_page(demo_server.address + path))
        expect(page.locator(".ribbon")).to_contain_text("simulés")


def test_an_empty_store_has_no_ribbon_and_says_how_to_begin(
    empty_server: Serving, open_page: Opener
) -> None:
    page = mapped(open_page(empty_server.address))
    expect(page.locator(".ribbon")).to_have_count(0)
    expect(page.locator(".empty").first).to_be_visible()
    expect(page.get_by_text("python -m lianes").first).to_be_visible()


@pytest.mark.parametrize("path", ["/methode", "/programmes"])
def test_pages_of_facts_stand_on_an_empty_store(
    empty_server: Serving, open_page: Opener, path: str
) -> None:
    page = settled(open_page(empty_server.address + path))
    expect(page.locator(".ribbon")).to_have_count(0)
    expect(page.get_by_text("ne peut pas être affichée")).to_have_count(0)


def test_outside_no_figure_of_a_network_is_shown(demo_server: Serving, open_page: Opener) -> None:
    page = mapped(open_page(f"{demo_server.address}/?reseau=LIANE-01&audience=externe"))
    expect(page.get_by_text(re.compile("Audience.*externe"))).to_be_visible()
    headline = page.locator(".st-key-headline")
    expect(headline).to_contain_text("masqué")
    assert not re.search(r"\d+\s*(personnes|parcours|logements|%)", headline.inner_text())


def test_an_internal_address_cannot_raise_an_external_dashboard(
    demonstration: Path, open_page: Opener
) -> None:
    with serving(demonstration, audience="externe") as server:
        page = mapped(open_page(f"{server.address}/?audience=interne"))
        expect(page.get_by_text(re.compile("Audience.*externe"))).to_be_visible()
        page.close()


# ------------------------------------------------------------------ the address
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("territoire=DEP-00", "DEP-00"),
        ("reseau=LIANE-999", "LIANE-999"),
        ("periode=hier", "hier"),
        ("public=lutins", "lutins"),
    ],
)
def test_an_unknown_value_falls_back_and_is_told(
    demo_server: Serving, open_page: Opener, query: str, words: str
) -> None:
    page = mapped(open_page(f"{demo_server.address}/?{query}"))
    expect(page.locator(".notice")).to_contain_text(words)
    expect(title(page)).to_have_text("Vue nationale")


def test_changing_page_keeps_the_scope(demo_server: Serving, open_page: Opener) -> None:
    query = "territoire=DEP-59&public=job-seekers"
    page = mapped(open_page(f"{demo_server.address}/?{query}"))
    pages = page.get_by_role("navigation", name="Pages")
    pages.get_by_text("Acteurs").click()
    pages.get_by_role("link", name="Programmes").click()
    expect(page).to_have_url(re.compile(r"/programmes\?.*territoire=DEP-59.*public=job-seekers"))
    expect(title(page)).to_have_text("Programmes")
    page.go_back()
    expect(title(page)).to_contain_text("Nord")


def test_a_change_of_period_stays_when_the_territory_changes(
    demo_server: Serving, open_page: Opener
) -> None:
    page = mapped(open_page(f"{demo_server.address}/?periode=2026-01..2026-06"))
    page.mouse.click(*page.evaluate(UNCOVERED, "DEP-59"))
    expect(page).to_have_url(re.compile(r"periode=2026-01\.\.2026-06"))
    expect(title(page)).to_contain_text("Nord")


# ------------------------------------------------------------------ what the server answers
def answer(url: str, **headers: str):
    return urlopen(Request(url, headers=headers), timeout=10)


def test_pages_carry_the_security_headers(demo_server: Serving) -> None:
    with answer(f"{demo_server.address}/programmes", accept="text/html") as response:
        policy = response.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "same-origin"
        assert '<html lang="fr">' in response.read().decode()


def test_geometry_is_immutable_and_compressed(demo_server: Serving, open_page: Opener) -> None:
    page = open_page(demo_server.address)
    with page.expect_response(re.compile("/geo/dep-"), timeout=20_000) as found:
        mapped(page)
    headers = {"accept-encoding": "gzip"}
    with urlopen(Request(found.value.url, headers=headers), timeout=10) as response:
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["content-encoding"] == "gzip"
        assert gzip.decompress(response.read())[:1] == b"{"


def test_the_server_says_it_is_well(demo_server: Serving) -> None:
    with answer(f"{demo_server.address}/healthz") as response:
        assert response.read() == b"ok"


def test_an_address_without_a_page_is_told_in_french(demo_server: Serving) -> None:
    with pytest.raises(HTTPError) as refused:
        answer(f"{demo_server.address}/ouvrir-ensuite", accept="text/html")
    with refused.value as response:
        assert response.code == 404
        assert "Cette page n'existe pas" in response.read().decode()


def test_the_navigation_stays_in_sight_and_is_not_printed(demo_server, open_page):
    page = open_page(f"{demo_server.address}/methode")
    bars = [page.locator(f".st-key-{name}") for name in ("topbar", "scope")]
    expect(page.locator(".indicator, .card").last).to_be_attached(timeout=20_000)
    page.locator("h2").last.scroll_into_view_if_needed()
    expect(bars[0]).to_be_in_viewport()
    expect(bars[1]).not_to_be_in_viewport()
    page.emulate_media(media="print")
    for bar in bars:
        expect(bar).to_be_hidden()
