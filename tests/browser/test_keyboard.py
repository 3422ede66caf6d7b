"""Every page crossed with the Tab key alone: all reached in order, seen, and left again."""

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.serving import Serving
from lianes.ui.sitemap import PATHS
from tests.browser.server import PATIENCE, Opener, mapped, settled

pytestmark = pytest.mark.browser

SCOPED = ("?territoire=REG-32", "carte?territoire=DEP-59", "territoire?territoire=DEP-59",
          "comparer?territoire=DEP-59&avec=DEP-62,LIANE-01", "reseaux?reseau=LIANE-01",
          "carte?territoire=DEP-59&audience=externe")  # fmt: skip
PAGES = (*sorted(PATHS), *SCOPED)
NUMBERED = """() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const seen = e => e.tabIndex >= 0 && !e.disabled && !e.closest('[inert]')
    && e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: false})
    && e.getClientRects().length;
  const all = [...document.querySelectorAll(wanted)].filter(seen);
  all.forEach((element, rank) => element.dataset.rank = rank);
  return all.map(e => `${e.tagName} ${(e.ariaLabel || e.innerText || e.id).slice(0, 60)}`);
}"""
FOCUSED = """left => {
  const kinds = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderColor',
                 'backgroundColor', 'stroke', 'strokeWidth', 'fill', 'r'];
  const style = (e, part) => { const s = getComputedStyle(e, part); return kinds.map(k => s[k]); };
  const around = e => { const all = []; for (let up = 0; up < 4 && e; up++, e = e.parentElement)
    all.push(e); return all; };
  const look = e => JSON.stringify([...around(e).map(one => style(one)), style(e, '::after'),
    ...[...e.querySelectorAll('path, circle')].slice(0, 3).map(one => style(one))]);
  const ringed = e => { const s = getComputedStyle(e); return s.boxShadow !== 'none'
    || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0); };
  const at = document.activeElement;
  const before = left === null ? null : document.querySelector(`[data-rank="${left}"]`);
  return {rank: at.dataset.rank ?? null, top: at === document.body, look: look(at),
          ring: around(at).some((e, up) => ringed(e) && (!up || e.matches(':focus-within'))),
          left: before && look(before), tag: at.tagName,
          name: (at.ariaLabel || at.innerText || at.id || '').slice(0, 60)};
}"""
"""Where the focus is, how it looks there, and how the place it has just left looks without it.

A ring may stand on what wraps a field, after a link that fills its card, or on a shape of the map.
"""


def crossed(page: Page, most: int) -> list[dict]:
    """Return each place the focus stops at, until it leaves the page or comes round.

    `visible` tells whether it wears a ring, or looks otherwise once the focus has left it.
    """
    stops: list[dict] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED, stops[-1]["rank"] if stops else None)
        if stops:
            stops[-1]["visible"] = stops[-1]["ring"] or found["left"] != stops[-1]["look"]
        if found["top"] or (stops and found["rank"] == stops[0]["rank"]):
            break
        stops.append(found)
    return stops


def opened_whole(open_page: Opener, server: Serving, path: str, **size: int) -> Page:
    """Open a page and wait until its controls no longer change: blocks unpacked, map drawn."""
    page = open_page(f"{server.address}/{path}", **size)
    if path == "congres":  # a presentation: its scenes have titles, not the page
        expect(page.locator("h2").first).to_be_visible(timeout=PATIENCE)
    else:
        settled(page)
    page.wait_for_load_state("networkidle")
    counted = -1
    for _ in range(40):
        before, counted = counted, page.locator("a[href], button, summary").count()
        if counted == before:
            break
        page.wait_for_timeout(250)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_tab_reaches_every_control_in_order_seen_and_without_a_trap(
    open_page: Opener, demo_server: Serving, path: str
) -> None:
    page = opened_whole(open_page, demo_server, path)
    names = page.evaluate(NUMBERED)
    assert len(names) > 5
    stops = crossed(page, 2 * len(names))
    assert len(stops) < 2 * len(names)  # the focus leaves the page: no trap
    ranks = [int(stop["rank"]) for stop in stops if stop["rank"] is not None]
    assert [name for rank, name in enumerate(names) if rank not in ranks] == []
    assert ranks == sorted(ranks)
    unseen = [(stop["tag"], stop["name"]) for stop in stops if not stop.get("visible", True)]
    assert unseen == []


def test_escape_closes_a_menu_and_a_told_figure_and_gives_the_focus_back(
    open_page: Opener, demo_server: Serving
) -> None:
    page = opened_whole(open_page, demo_server, "territoire?territoire=DEP-59")
    menu = page.locator("details.menu", has_text="Période").first
    menu.locator("summary").press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    mark = page.get_by_role("button", name=re.compile("Puis-je le dire.*Ont pris un emploi")).first
    mark.press("Enter")
    panel = page.locator(":popover-open")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(mark).to_be_focused()


def test_the_list_beside_the_map_drives_it_from_france_to_a_commune(
    open_page: Opener, demo_server: Serving
) -> None:
    page = mapped(open_page(f"{demo_server.address}/carte"))
    for name, code in (("Hauts-de-France", "REG-32"), ("Nord", "DEP-59"),
                       ("Métropole Européenne de Lille", "EPCI-200093201"),
                       ("Lille (59)", "COM-59350")):  # fmt: skip
        page.locator(".terr-list").get_by_role("link", name=name, exact=True).press("Enter")
        page.wait_for_url(f"**territoire={code}**")
        expect(page.locator("h1").first).to_have_text(f"Carte · {name}", timeout=PATIENCE)
        mapped(page)
    expect(page.locator(".crumbs a")).to_have_count(5)


def test_four_clicks_lead_from_france_to_one_network(
    open_page: Opener, demo_server: Serving
) -> None:
    page = mapped(open_page(f"{demo_server.address}/"))
    page.get_by_role("link", name="Hauts-de-France", exact=True).first.click()
    expect(page.locator("h1").first).to_have_text("Hauts-de-France", timeout=PATIENCE)
    settled(page).get_by_role("link", name="Nord", exact=True).first.click()
    expect(page.locator("h1").first).to_have_text("Nord", timeout=PATIENCE)
    settled(page).locator(".multiples a[href*='reseau=LIANE-01']").click()
    expect(page.locator("h1").first).to_contain_text("LIANE 01", timeout=PATIENCE)
