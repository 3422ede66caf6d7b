"""The stand-alone deck: opened from a file without any network, on any projector."""

import pytest
from playwright.sync_api import expect

from lianes.cli_export import read
from lianes.ui.congress_blocks import stand_alone
from tests.browser.server import violations
from tests.browser.test_congress import CURRENT, at, current, turned

STORIES = {
    "france": {"audience": "externe"},
    "nord": {"territoire": "DEP-59", "audience": "interne"},
    "liane": {"reseau": "LIANE-01", "audience": "externe"},
    "lozere": {"territoire": "DEP-48", "audience": "externe"},
}
SCREENS = {
    "projector": (1920, 1080, 1), "4:3": (1024, 768, 1), "150 %": (1280, 720, 1.5),
    "tall": (1080, 1920, 1),
}  # fmt: skip
OVERLAPS = """scene => {
  const code = scene.querySelector(".st-code").getBoundingClientRect();
  return [...scene.querySelectorAll("*")]
    .filter(e => !e.closest(".st-code") && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => getComputedStyle(e).visibility === "visible")
    .flatMap(e => { const range = document.createRange(); range.selectNodeContents(e);
                    return [...range.getClientRects()].map(r => [e, r]); })
    .filter(([, r]) => r.left < code.right && code.left < r.right && r.top < code.bottom && code.top < r.bottom)
    .map(([e]) => e.textContent.slice(0, 40));
}"""  # noqa: E501


@pytest.fixture(scope="session")
def decks(demonstration, tmp_path_factory):
    """The deck of each story, as a file."""
    folder = tmp_path_factory.mktemp("decks")
    for name, asked in STORIES.items():
        content = stand_alone(read(demonstration, asked), "https://lianes.exemple")
        (folder / f"{name}.html").write_bytes(content)
    return folder


@pytest.fixture
def opened(browser, decks):
    """Open a deck with no network: nothing may be asked of anyone nor complained of."""
    contexts, complaints = [], []

    def deck(name, width=1920, height=1080, density=1):
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True,
                                      device_scale_factor=density)  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("request", lambda request: complaints.append(request.url)
                if not request.url.startswith(("file:", "data:")) else None)  # fmt: skip
        page.goto((decks / f"{name}.html").as_uri())
        return page

    yield deck
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("name", STORIES)
def test_the_deck_opens_from_a_file_and_turns(opened, decks, name):
    assert 10 <= len(turned(opened(name), "ArrowRight")) <= 14
    assert (decks / f"{name}.html").stat().st_size < 8_000_000


@pytest.mark.browser
def test_its_map_and_its_charts_are_touched(opened):
    page = opened("nord")
    scene = at(page, "carte")
    scene.locator('[data-code="EPCI-200093201"]').click()
    expect(scene.locator(".st-told")).to_contain_text("Métropole Européenne de Lille : ")
    scene = at(page, "emplois")
    scene.locator("rect.st-tell").nth(3).click()
    expect(scene.locator(".st-told")).to_contain_text("décembre 2025 : ")
    scene = at(page, "partenaires")
    scene.locator(".st-units").first.click()
    expect(scene.locator(".st-told")).to_contain_text("Réseaux conventionnés : ")


@pytest.mark.browser
def test_the_deck_taken_from_the_page_leads_back_to_this_dashboard(browser, demo_server, tmp_path):
    context = browser.new_context()
    taken = context.request.get(
        f"{demo_server.address}/fichiers/vue-nationale.html?origine=https://ailleurs.exemple"
    )
    path = tmp_path / "deck.html"
    path.write_bytes(taken.body())
    page = context.new_page()
    page.goto(path.as_uri())
    hrefs = page.locator(".st-code").evaluate_all("codes => codes.map(code => code.href)")
    assert len(hrefs) >= 10
    assert all(href.startswith(f"{demo_server.address}/") for href in hrefs)
    context.close()


@pytest.mark.browser
def test_its_speaker_is_in_step(opened):
    page = opened("france")
    with page.expect_popup() as popup:
        page.keyboard.press("p")
    popup.value.keyboard.press("PageDown")
    expect(page.locator(CURRENT)).to_have_id("scene-contexte")
    expect(popup.value.locator("h1")).to_have_text("Le contexte")
    expect(popup.value.locator(".out")).to_have_text("Aucune.")


@pytest.mark.browser
@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_nor_under_the_code_on_any_screen(opened, name, screen):
    page = opened(name, *SCREENS[screen])
    first = current(page)
    while True:
        scene = page.locator(CURRENT)
        wide, tall = scene.evaluate(
            "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
        )
        assert wide <= 1, current(page)
        assert tall <= 1 or screen == "tall", current(page)  # a tall screen scrolls
        assert scene.evaluate(OVERLAPS) == [], current(page)
        page.keyboard.press("PageDown")
        if current(page) == first:
            break


@pytest.mark.browser
def test_the_deck_is_accessible(opened):
    page = opened("lozere")
    page.emulate_media(reduced_motion="reduce")  # a scene that fades in has no contrast yet
    for _ in range(14):
        assert violations(page) == [], current(page)
        page.keyboard.press("PageDown")
