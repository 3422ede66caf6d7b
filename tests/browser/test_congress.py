"""Congress mode on the real server, and the deck from a file without any network."""

import re

import pytest
from playwright.sync_api import expect

from lianes.cli_export import read
from lianes.ui.congress_blocks import stand_alone
from tests.browser.server import PATIENCE, violations

CURRENT = ".st-scene:not([hidden])"
LARGE = 96


@pytest.fixture
def stage(open_page, demo_server):
    """The stage of France at the size of a projector."""
    page = open_page(f"{demo_server.address}/congres", width=1920, height=1080)
    page.wait_for_selector(f"body > .stage {CURRENT}", timeout=PATIENCE)
    return page


@pytest.fixture(scope="session")
def deck_path(demonstration, tmp_path_factory):
    path = tmp_path_factory.mktemp("deck") / "diaporama.html"
    path.write_bytes(stand_alone(read(demonstration, {"audience": "externe"})))
    return path


def current(page):
    return page.locator(CURRENT).get_attribute("id")


def turned(page, key):
    """Turn through the whole story by one key; return the scenes in their order."""
    seen = [current(page)]
    for _ in range(60):
        page.keyboard.press(key)
        if current(page) == "scene-promesse" and seen[-1] != "scene-promesse":
            break
        if current(page) != seen[-1]:
            seen.append(current(page))
    return seen


@pytest.mark.browser
def test_the_stage_is_for_an_outside_audience(stage):
    expect(stage.locator(".st-foot")).to_contain_text("audience externe")


@pytest.mark.browser
@pytest.mark.parametrize("key", ["ArrowRight", " ", "PageDown"])
def test_keys_and_clickers_turn_ten_to_fourteen_scenes_and_come_back(stage, key):
    assert 10 <= len(turned(stage, key)) <= 14
    stage.keyboard.press("PageUp")
    assert current(stage) == "scene-rejoindre"


@pytest.mark.browser
def test_figures_are_large(stage):
    script = "found => found.map(e => parseFloat(getComputedStyle(e).fontSize))"
    sizes = stage.locator(".st-figure, .st-facts b, .st-counts b").evaluate_all(script)
    assert min(sizes) >= LARGE


@pytest.mark.browser
def test_nothing_of_a_scene_is_cut(stage):
    script = "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
    for _ in range(20):
        over = stage.locator(CURRENT).evaluate(script)
        assert max(over) <= 1, current(stage)
        stage.keyboard.press("PageDown")


@pytest.mark.browser
def test_the_map_tells_a_territory_that_is_touched(stage):
    stage.locator("#scene-carte").wait_for(state="attached")
    while current(stage) != "scene-carte":
        stage.keyboard.press("ArrowRight")
    stage.locator(".st-areas path").first.click(force=True)
    expect(stage.locator(".st-told")).to_have_text(re.compile(r".+ : .+"))


@pytest.mark.browser
def test_the_presenter_has_notes_time_and_what_comes_next(stage):
    with stage.expect_popup() as opened:
        stage.keyboard.press("p")
    expect(opened.value.locator("h1")).to_contain_text("Une promesse")
    expect(opened.value.locator("h2").first).to_contain_text("Ensuite")
    stage.keyboard.press("ArrowRight")
    expect(opened.value.locator("h1")).to_contain_text("Le contexte")


@pytest.mark.browser
def test_leaving_gives_the_dashboard_back(stage):
    stage.locator(".st-leave").click()
    expect(stage.locator("body > .stage")).to_have_count(0)
    expect(stage.locator("h1").first).to_be_visible(timeout=PATIENCE)


@pytest.mark.browser
def test_scenes_already_there_survive_the_loss_of_the_network(browser, demo_server):
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{demo_server.address}/congres")
    page.wait_for_selector(f"body > .stage {CURRENT}", timeout=PATIENCE)
    context.set_offline(True)
    assert len(turned(page, "ArrowRight")) >= 10
    expect(page.locator(".st-offline")).to_contain_text("hors ligne", timeout=PATIENCE)
    context.close()


@pytest.mark.browser
def test_the_stage_is_accessible(stage):
    for _ in range(14):
        assert violations(stage) == []
        stage.keyboard.press("PageDown")


@pytest.mark.browser
def test_the_deck_opens_from_a_file_with_no_network(browser, deck_path):
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, offline=True)
    page, complaints, asked = context.new_page(), [], []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(deck_path.as_uri())
    assert 10 <= len(turned(page, "ArrowRight")) <= 14
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 720)])
def test_other_projectors_and_zoom_cut_nothing_sideways(browser, deck_path, width, height):
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
    page = context.new_page()
    page.goto(deck_path.as_uri())
    for _ in range(18):
        wide = page.locator(CURRENT).evaluate("e => e.scrollWidth - e.clientWidth")
        assert wide <= 1, current(page)
        page.keyboard.press("PageDown")
    context.close()
