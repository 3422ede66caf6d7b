"""The map as a reader sees it: states, labels, zoom, insets, print, failure."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]

FILL = "code => getComputedStyle(document.querySelector(`.lm-shapes a[href$='${code}'] path`)).fill"


def drawn(page: Page, count: int = 101) -> Page:
    expect(page.locator(".lm-shapes a")).to_have_count(count, timeout=20_000)
    expect(page.get_by_role("combobox")).to_be_visible(timeout=20_000)  # links are followed
    return page


def view_box(page: Page) -> list[float]:
    page.wait_for_timeout(500)
    text = page.locator(".lm-svg").get_attribute("viewBox") or ""
    return [float(number) for number in text.split()]


def test_the_four_states_have_four_appearances(open_map: Opener) -> None:
    page = drawn(open_map())
    fills = {
        state: page.evaluate(FILL, code)
        for state, code in {
            "measured": "DEP-59",
            "masked": "DEP-25",
            "silent": "DEP-76",
            "away": "DEP-29",
        }.items()
    }
    assert len(set(fills.values())) == 4
    assert "lm-hatch" in fills["masked"]
    assert "lm-dots" in fills["away"]
    dashes = "getComputedStyle(document.querySelector('.lm-not_reported path')).strokeDasharray"
    assert page.evaluate(dashes) != "none"


def test_the_legend_names_every_state(open_map: Opener) -> None:
    page = drawn(open_map())
    legend = page.locator(".lm-legend")
    for words in ("≥ 5", "masqué (secret statistique)", "pas encore déployé", "non renseigné",
                  "LIANE active", "LIANE close"):  # fmt: skip
        expect(legend).to_contain_text(words)


def test_every_area_tells_its_name_and_figure(open_map: Opener) -> None:
    page = drawn(open_map())
    north = page.locator('.lm-shapes a[href="?territoire=DEP-59"]')
    expect(north).to_have_attribute("aria-label", re.compile(r"^Nord, 13,4 pour 10\s000 logements"))
    finistere = page.locator('.lm-shapes a[href="?territoire=DEP-29"]')
    expect(finistere).to_have_attribute("aria-label", "Finistère, pas encore déployé")


def test_the_label_follows_the_pointer_and_stays_on_screen(open_map: Opener) -> None:
    page = drawn(open_map(width=390))
    page.locator('.lm-shapes a[href="?territoire=DEP-67"] path').first.hover()
    label = page.locator(".lm-label")
    expect(label).to_contain_text("Bas-Rhin")
    box = label.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_networks_are_points_twice_near_paris(open_map: Opener) -> None:
    page = drawn(open_map())
    near_paris = page.locator('.lm-points a[href="?reseau=LIANE-03"] circle')
    expect(near_paris).to_have_count(6)
    expect(page.locator('.lm-points a[href="?reseau=LIANE-01"] circle')).to_have_count(3)
    expect(page.locator(".lm-points a.lm-closed")).to_have_count(1)


def test_the_inner_ring_frame_shows_only_where_there_are_copies(open_map: Opener) -> None:
    page = drawn(open_map())
    expect(page.locator(".lm-frames rect")).to_have_count(6)
    expect(page.locator(".lm-names")).to_contain_text("petite couronne")
    page.goto(page.url.split("?")[0] + "?fond=" + file_of(page, "reg"))
    drawn(page, 18)
    expect(page.locator(".lm-frames rect")).to_have_count(5)


def file_of(page: Page, name: str) -> str:
    return page.evaluate(
        "name => fetch('/geo/manifest.json').then(r => r.json())"
        ".then(m => '/geo/' + m.files[name].replace('.gz', ''))", name
    )  # fmt: skip


def test_the_map_zooms_to_the_territory_with_its_neighbours(open_map: Opener) -> None:
    page = drawn(open_map("/?territoire=DEP-59"), 647)
    _, _, width, _ = view_box(page)
    assert width < 400
    expect(page.locator(".lm-context a")).to_have_count(101)
    expect(page.locator(".lm-edge path")).to_have_count(1)


def test_an_overseas_territory_fills_the_map_alone(open_map: Opener) -> None:
    page = drawn(open_map("/?territoire=DEP-971"), 32)
    x, y, width, height = view_box(page)
    assert 10 <= x + width / 2 <= 182
    assert 444 <= y + height / 2 <= 566
    visible = (
        "[...document.querySelectorAll('.lm-context a')].filter(a => a.getBBox().width).length"
    )
    assert page.evaluate(visible) == 1


def test_several_territories_are_outlined_together(open_map: Opener) -> None:
    page = drawn(open_map("/?territoire=DEP-54,DEP-57"))
    expect(page.locator(".lm-outlines path")).to_have_count(2)
    assert view_box(page)[2] < 500


def test_territories_on_both_sides_of_an_ocean_show_the_whole_country(open_map: Opener) -> None:
    page = drawn(open_map("/?territoire=DEP-59,DEP-971"))
    assert view_box(page)[2] == 1167
    expect(page.locator(".lm-outlines path")).to_have_count(2)


APART = """async () => {
  const across = (code) => document.querySelector(`.lm-points a[href$="${code}"] .lm-core`)
    .getBoundingClientRect().right;
  const seen = new Set();
  const until = performance.now() + 2000;
  document.querySelector('.lm-shapes a[href$="DEP-62"]')
    .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  while (performance.now() < until) {
    await new Promise(requestAnimationFrame);
    seen.add(Math.round(across('LIANE-01') - across('LIANE-02')));
  }
  return [...seen];
}"""
"""Pixels between Lille and Lens, frame after frame, from a click on their neighbour on."""


def test_the_zoom_is_immediate_when_less_motion_is_asked(open_map: Opener) -> None:
    before, after = drawn(open_map(motion="reduce")).evaluate(APART)
    assert after > 2 * before


def test_the_zoom_grows_steadily_and_ends_at_rest(open_map: Opener) -> None:
    page = drawn(open_map())
    apart = page.evaluate(APART)
    assert apart == sorted(apart)
    assert len(apart) > 3
    assert page.evaluate("document.querySelector('.lm-sheet').getAnimations().length") == 0
    at_once = drawn(open_map(motion="reduce"))
    assert apart[-1] == at_once.evaluate(APART)[-1]
    assert view_box(page) == view_box(at_once)


def test_hovering_repaints_no_shape(open_map: Opener) -> None:
    """The outline lies above: the shape under the pointer keeps every property it had."""
    page = drawn(open_map())
    shape = page.locator('.lm-shapes a[href$="DEP-21"] path').first
    styles = """path => [path, path.parentNode, path.closest('g')].map(
      (node) => [...getComputedStyle(node)].map((name) => getComputedStyle(node)[name]).join())"""
    before = shape.evaluate(styles)
    shape.hover()
    expect(page.locator(".lm-hover path")).to_have_count(1)
    assert shape.evaluate("path => path.matches(':hover')")
    assert shape.evaluate(styles) == before


def test_a_new_run_keeps_the_elements(open_map: Opener) -> None:
    page = drawn(open_map())
    page.evaluate("document.querySelector('.lm-shapes a').kept = true")
    page.get_by_text("B", exact=True).click()
    expect(page.get_by_text("niveau B")).to_be_visible()
    assert page.evaluate("document.querySelector('.lm-shapes a').kept") is True


def test_a_geometry_is_fetched_once(open_map: Opener) -> None:
    page = drawn(open_map())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_text("B", exact=True).click()
    expect(page.get_by_text("niveau B")).to_be_visible()
    assert not [url for url in asked if "/geo/" in url]


def test_the_map_prints_its_colours(open_map: Opener) -> None:
    page = drawn(open_map())
    page.emulate_media(media="print")
    adjust = "getComputedStyle(document.querySelector('.lm-svg')).printColorAdjust"
    assert page.evaluate(adjust) == "exact"
    assert page.evaluate("getComputedStyle(document.querySelector('.lm-svg')).maxHeight") == "none"


def test_a_missing_geometry_is_said_and_can_be_tried_again(open_map: Opener, map_site: str) -> None:
    page = open_map("/methode")
    expect(page.get_by_text("page méthode")).to_be_visible(timeout=20_000)
    broken = True

    def answer(route) -> None:
        if broken:
            route.fulfill(status=200, content_type="text/plain", body="hors service")
        else:
            route.continue_()

    page.route("**/geo/dep-*", answer)
    page.goto(map_site)
    failure = page.locator(".lm-failure")
    expect(failure).to_contain_text("Le fond de carte n'a pas pu être chargé", timeout=20_000)
    broken = False
    failure.get_by_role("button", name="Réessayer").click()
    drawn(page)
    expect(failure).to_have_count(0)


def test_the_map_in_words_mirrors_the_areas(open_map: Opener) -> None:
    page = drawn(open_map())
    page.get_by_text("Lire la carte en liste").click()
    expect(page.locator(".lm-list li").filter(has_text="Nord")).to_contain_text("13,4 pour")
    page.locator('.lm-list a[href="?territoire=DEP-59"]').click()
    expect(page).to_have_url(re.compile(r"\?territoire=DEP-59$"))
