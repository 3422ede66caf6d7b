"""Congress mode on the real server: turned, touched, read, and left without its server."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from benchmarks.serving import free_port, serving
from tests.browser.server import PATIENCE, violations

CURRENT = ".st-scene:not([hidden])"
FIGURES = ".st-figure, .st-facts b, .st-promise dd > b, .st-counts b"
LARGE = 96


@pytest.fixture
def stage(open_page, demo_server):
    """The stage of France at the size of a projector."""
    return staged(open_page(f"{demo_server.address}/congres", width=1920, height=1080))


def staged(page):
    page.wait_for_selector(f"body > .stage {CURRENT}", timeout=PATIENCE)
    return page


def current(page):
    return page.locator(CURRENT).get_attribute("id")


def at(page, scene):
    """Turn to a scene, at its last step."""
    while current(page) != f"scene-{scene}":
        page.keyboard.press("ArrowRight")
    while (
        page.locator(CURRENT).get_attribute("data-steps") and not page.locator(".st-last").count()
    ):
        page.keyboard.press("ArrowRight")
    return page.locator(CURRENT)


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
    sizes = stage.locator(FIGURES).evaluate_all(script)
    assert len(sizes) > 20
    assert min(sizes) >= LARGE


# ------------------------------------------------------------------ touched
@pytest.mark.browser
def test_a_finger_turns_the_scenes(browser, demo_server):
    context = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True)
    page = context.new_page()
    page.goto(f"{demo_server.address}/congres")
    staged(page)
    touch = context.new_cdp_session(page)

    def swipe(start, end):
        for kind, x in (
            ("touchStart", start),
            ("touchMove", (start + end) / 2),
            ("touchMove", end),
        ):
            points = [{"x": x, "y": 400}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(800, 300)
    expect(page.locator(CURRENT)).to_have_id("scene-contexte")
    swipe(300, 800)
    expect(page.locator(CURRENT)).to_have_id("scene-promesse")
    swipe(400, 420)
    expect(page.locator(CURRENT)).to_have_id("scene-promesse")
    context.close()


@pytest.mark.browser
def test_the_map_tells_a_territory_and_leads_to_its_live_view(stage):
    told = at(stage, "carte").locator(".st-told")
    stage.locator('[data-code="DEP-62"]').click()
    expect(told).to_contain_text(re.compile(r"Pas-de-Calais : \d"))
    expect(told.locator("a")).to_have_attribute("href", "/?audience=externe&territoire=DEP-62")
    stage.locator('[data-code="DEP-33"]').hover()
    expect(told).to_contain_text("Pas-de-Calais")
    stage.locator('[data-code="DEP-33"]').focus()
    expect(told).to_contain_text("Gironde")


@pytest.mark.browser
def test_a_quarter_that_is_touched_is_shown(stage):
    scene = at(stage, "carte")
    stage.locator(".st-columns button").first.click()
    expect(scene.locator(".st-counts")).to_contain_text("à fin septembre 2025")
    expect(stage.locator(".st-columns .st-on")).to_have_count(1)


@pytest.mark.browser
def test_charts_tell_what_is_touched(stage):
    scene = at(stage, "resultats")
    scene.locator(".st-interval .st-tell").first.click()
    expect(scene.locator(".st-told")).to_contain_text(
        re.compile(r"Sorties vers l'emploi.*n\s=\s\d")
    )
    scene = at(stage, "emplois")
    scene.locator("rect.st-tell").first.hover()
    expect(scene.locator(".st-told")).to_contain_text("échéancier")


@pytest.mark.browser
def test_the_keyboard_stays_on_the_stage_and_the_space_bar_turns(stage):
    for _ in range(20):
        stage.keyboard.press("Tab")
        assert stage.evaluate("!document.activeElement.closest('#root')")
    stage.get_by_role("button", name="Fond clair").click()
    stage.keyboard.press(" ")
    expect(stage.locator(CURRENT)).to_have_id("scene-contexte")
    expect(stage.locator(".stage.st-light")).to_be_visible()


@pytest.mark.browser
def test_the_screen_goes_black_until_the_next_scene(stage):
    stage.keyboard.press("b")
    expect(stage.locator("h2").first).to_be_hidden()
    stage.keyboard.press("PageDown")
    expect(stage.locator(f"{CURRENT} h2")).to_be_visible()


# ------------------------------------------------------------------ alone
@pytest.mark.browser
def test_it_runs_alone_pauses_and_loops(browser, demo_server):
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.clock.install()
    page.goto(f"{demo_server.address}/congres")
    staged(page)
    page.clock.run_for(60_000)
    assert current(page) == "scene-promesse"
    page.keyboard.press("a")
    page.clock.run_for(14_000)
    assert current(page) == "scene-contexte"
    page.keyboard.press("a")
    page.clock.run_for(60_000)
    assert current(page) == "scene-contexte"
    page.keyboard.press("End")
    page.keyboard.press("a")
    page.clock.run_for(14_000)
    assert current(page) == "scene-promesse"
    context.close()


@pytest.mark.browser
def test_the_address_of_a_stand_starts_the_loop(open_page, demo_server):
    page = staged(open_page(f"{demo_server.address}/congres?boucle=oui", width=1920, height=1080))
    expect(page.locator('[data-do="auto"]')).to_have_attribute("aria-pressed", "true")


@pytest.mark.browser
def test_the_screen_is_kept_awake(browser, demo_server):
    context = browser.new_context()
    context.add_init_script(
        "const ask = WakeLock.prototype.request;"
        "WakeLock.prototype.request = function (kind) {"
        "  return window.lock = ask.call(this, kind); }"
    )
    page = context.new_page()
    page.goto(f"{demo_server.address}/congres")
    staged(page)
    assert page.evaluate("lock.then(({ type, released }) => [type, released])") == ["screen", False]
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_motion_is_reduced_for_who_asks(browser, demo_server, motion):
    context = browser.new_context(reduced_motion=motion)
    page = context.new_page()
    page.goto(f"{demo_server.address}/congres")
    staged(page)
    moving = page.locator(".stage *").evaluate_all(
        "all => all.filter(e => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0; }).length"
    )
    assert (moving == 0) == (motion == "reduce")
    context.close()


# ------------------------------------------------------------------ the speaker
@pytest.mark.browser
def test_the_speaker_has_notes_time_and_what_comes_next_in_step_both_ways(stage):
    with stage.expect_popup() as opened:
        stage.keyboard.press("p")
    desk = opened.value
    expect(desk.locator("h1")).to_have_text("Une promesse")
    expect(desk.locator("[data-slot=next]")).to_have_text("Le contexte")
    expect(desk.locator(".notes li").first).to_contain_text("Conduire des locataires sans emploi")
    expect(desk.locator("time")).to_have_text(re.compile(r"00:00:\d\d"))
    stage.keyboard.press("ArrowRight")
    expect(desk.locator("h1")).to_have_text("Le contexte")
    desk.keyboard.press("PageDown")
    expect(stage.locator(CURRENT)).to_have_id("scene-liane")
    desk.get_by_role("button", name="Précédente").click()
    expect(stage.locator(CURRENT)).to_have_id("scene-contexte")
    expect(desk.locator("[data-slot=count]")).to_have_text("2 / 13")
    assert violations(desk) == []


@pytest.mark.browser
def test_the_speaker_knows_why_a_scene_is_left_out(open_page, demo_server):
    page = staged(open_page(f"{demo_server.address}/congres?reseau=LIANE-01"))
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Fenêtre de l'orateur").click()
    expect(opened.value.locator(".out")).to_contain_text(
        "« Où en sommes-nous ? » : masqué (secret statistique)"
    )


@pytest.mark.browser
def test_leaving_gives_the_dashboard_back(stage):
    stage.locator(".st-leave").click()
    expect(stage.locator("body > .stage")).to_have_count(0)
    expect(stage.locator("h1").first).to_be_visible(timeout=PATIENCE)


# ------------------------------------------------------------------ without its server
@pytest.mark.browser
def test_the_talk_goes_on_while_the_server_is_away_and_when_it_is_back(browser, demonstration):
    port = free_port()
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    with serving(demonstration, port=port) as server:
        page.goto(f"{server.address}/congres")
        staged(page).keyboard.press("PageDown")
        page.locator("body > .stage").evaluate("stage => { stage.begun = true; }")
        server.process.kill()
        server.process.wait()
    page.keyboard.press("Home")
    assert 10 <= len(turned(page, "PageDown")) <= 14
    away = page.locator(".st-offline")
    expect(away).to_have_text("hors ligne : la suite est prête", timeout=PATIENCE)
    at(page, "resultats")
    with serving(demonstration, port=port):
        expect(away).to_be_empty(timeout=PATIENCE)
        page.wait_for_timeout(3000)  # the page connects again
        assert current(page) == "scene-resultats"
        assert page.locator("body > .stage").evaluate("stage => stage.begun")
    context.close()


@pytest.mark.browser
def test_scenes_already_there_survive_the_loss_of_the_network(browser, demo_server):
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{demo_server.address}/congres")
    staged(page)
    context.set_offline(True)
    assert len(turned(page, "ArrowRight")) >= 10
    expect(page.locator(".st-offline")).to_contain_text("hors ligne", timeout=PATIENCE)
    context.set_offline(False)
    expect(page.locator(".st-offline")).to_be_empty(timeout=PATIENCE)
    context.close()


# ------------------------------------------------------------------ read
@pytest.mark.browser
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_scene_is_accessible(stage, theme):
    if theme == "light":
        stage.keyboard.press("l")
    for _ in range(18):
        assert violations(stage) == [], current(stage)
        stage.keyboard.press("PageDown")


@pytest.mark.browser
def test_the_code_of_each_scene_is_read_and_leads_to_its_live_view(stage, demo_server):
    seen = set()
    for _ in range(18):
        scene = stage.locator(CURRENT)
        picture = Image.open(io.BytesIO(scene.locator(".st-code svg").screenshot()))
        read = [found.text for found in zxingcpp.read_barcodes(picture)]
        assert read == [scene.locator(".st-code").get_attribute("href")]
        assert read[0].startswith(f"{demo_server.address}/")
        seen.add(current(stage))
        stage.keyboard.press("PageDown")
    assert len(seen) >= 10


@pytest.mark.browser
def test_a_place_where_nothing_is_deployed_has_its_story(open_page, demo_server):
    page = staged(open_page(f"{demo_server.address}/congres?territoire=DEP-48", width=1920,
                            height=1080))  # fmt: skip
    assert 10 <= len(turned(page, "ArrowRight")) <= 14


@pytest.mark.browser
def test_a_real_store_without_network_tells_what_is_published_of_a_place(open_page, empty_server):
    page = staged(open_page(f"{empty_server.address}/congres?territoire=DEP-59"))
    assert len(turned(page, "ArrowRight")) >= 10
    expect(page.locator(".st-ribbon")).to_have_count(0)
    expect(page.locator("#scene-carte .st-counts b")).to_have_text("0")


@pytest.mark.browser
def test_the_country_without_network_says_what_is_lacking(open_page, empty_server):
    page = open_page(f"{empty_server.address}/congres")
    expect(page.locator("main, body").first).to_contain_text("Aucun réseau n'est enregistré",
                                                              timeout=PATIENCE)  # fmt: skip
    expect(page.locator("body > .stage")).to_have_count(0)
