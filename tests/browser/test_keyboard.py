"""The sheet of a territory crossed with the Tab key alone: all reached, seen, and left again."""

import pytest
from playwright.sync_api import Page, expect

from benchmarks.serving import Serving
from tests.browser.server import PATIENCE, Opener, settled

pytestmark = pytest.mark.browser

NUMBERED = """() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const seen = e => e.tabIndex >= 0 && !e.disabled && !e.closest('[inert]')
    && e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: false})
    && e.getClientRects().length;
  const all = [...document.querySelectorAll(wanted)].filter(seen);
  all.forEach((element, rank) => element.dataset.rank = rank);
  return all.map(e => `${e.tagName} ${(e.ariaLabel || e.innerText || e.id).slice(0, 60)}`);
}"""
FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const ringed = e => { const s = getComputedStyle(e); return s.boxShadow !== 'none'
    || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0); };
  let around = at, visible = false;
  for (let up = 0; up < 4 && around && !visible; up++, around = around.parentElement)
    visible = ringed(around) && (up === 0 || around.matches(':focus-within'));
  return {rank: at.dataset.rank ?? null, visible, tag: at.tagName, top: at === document.body,
          name: (at.ariaLabel || at.innerText || at.id || '').slice(0, 60)};
}"""
"""A ring may stand on what wraps a field, as around the search."""


def crossed(page: Page, most: int) -> list[dict]:
    """Return each place the focus stops at, until it leaves the page or comes round."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found["top"] or (stops and found["rank"] == stops[0]["rank"]):
            break
        stops.append(found)
    return stops


def test_tab_reaches_every_control_of_a_page_seen_and_without_a_trap(
    open_page: Opener, demo_server: Serving
) -> None:
    page = settled(open_page(f"{demo_server.address}/territoire?territoire=DEP-59"))
    expect(page.locator("a[href]").nth(60)).to_be_attached(timeout=PATIENCE)  # blocks unpacked
    page.wait_for_load_state("networkidle")
    names = page.evaluate(NUMBERED)
    assert len(names) > 60
    stops = crossed(page, 2 * len(names))
    assert len(stops) < 2 * len(names)  # the focus leaves the page: no trap
    reached = {stop["rank"] for stop in stops}
    assert [name for rank, name in enumerate(names) if str(rank) not in reached] == []
    assert [stop for stop in stops if not stop["visible"]] == []
