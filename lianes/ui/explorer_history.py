"""Small maps of the country, one per end of quarter."""

from collections.abc import Sequence

from lianes.domain.french import HARD, number, percent
from lianes.maps.legend import legend_html
from lianes.maps.marks import (
    STATE_WORDS,
)
from lianes.maps.small_maps import SmallMap, small_maps_html
from lianes.metrics.figure import State
from lianes.reading.estimates import Estimate
from lianes.reading.explorer import Spot, Theme
from lianes.reading.explorer_history import Panel
from lianes.reading.mapping import describe
from lianes.reading.say import Told
from lianes.ui import reads
from lianes.ui.address import link as address_link
from lianes.ui.assets import asset_url
from lianes.ui.explorer_blocks import STATES
from lianes.ui.kit import block_head, source_line
from lianes.ui.markup import block, tag, text
from lianes.ui.say import Teller, say_list
from lianes.ui.territory_reads import every_region


# ------------------------------------------------------------------ over time
def small_maps(theme: Theme, words: Sequence[str], panels: Sequence[Panel], compares: bool) -> None:
    """Show the country at the end of each quarter, with the classes of the last one."""
    head = block_head(
        "Comment la carte s'est-elle remplie ?",
        f"{theme.label} par région, du lancement à la fin de chaque trimestre · mêmes classes "
        "pour toutes les cartes · cliquer pour changer la période",
    )
    codes = [place.code for place in every_region()]
    maps = [_small_map(panel, compares) for panel in panels]
    legend_ = legend_html(words, states=STATES[:2], points=False, title=theme.unit)
    drawn = small_maps_html(maps, codes, asset_url("regions.svg"))
    kind = "sm-verdict" if compares else "sm-sequence"
    body = tag("div", drawn + legend_ + _small_table(panels) + _told(panels), class_=kind)
    block(head + body + source_line(f"Source{HARD}: {theme.source}"), key="small_maps")


def _told(panels: Sequence[Panel]) -> str:
    """Return what may be said of the country and of each région at the end of each quarter."""
    whole = Teller("France", panels[-1].period, reads.meta())
    told = [_panel_told(panel, whole.at(panel.period), panel.whole) for panel in panels]
    told += [
        _panel_told(panel, whole.of(spot.territory.label).at(panel.period), spot.estimate)
        for panel in panels
        for spot in panel.spots.values()
        if spot.estimate is not None
    ]
    return say_list(told, "fin de chaque trimestre")


def _panel_told(panel: Panel, teller: Teller, found: Estimate) -> Told:
    return f"{teller.label}, fin {panel.period.end.short_label}", teller.rate(found)[1]


def _small_map(panel: Panel, compares: bool) -> SmallMap:
    paints = {
        code: f"sm-s{spot.shade}" if spot.state is State.MEASURED else f"sm-{spot.state}"
        for code, spot in panel.spots.items()
    }
    caption, words = f"fin {panel.period.end.short_label}", describe(panel.whole)
    amount = _amount(panel, compares)
    label = f"{caption}{HARD}: {words}"
    return SmallMap(caption, amount, address_link(periode=str(panel.period)), label, paints)


def _amount(panel: Panel, compares: bool) -> str:
    value = panel.whole.figure.value
    if value is None:
        return describe(panel.whole)
    return percent(value) if compares else number(value, panel.whole.indicator.decimals)


def _small_table(panels: Sequence[Panel]) -> str:
    """Return the same values as a table, folded."""
    names = {code: s.territory.name for p in panels for code, s in p.spots.items()}
    head = "".join(tag("th", text(p.period.end.short_label), scope="col") for p in panels)
    rows = "".join(
        tag("tr", tag("th", text(name), scope="row")
            + "".join(tag("td", _cell(p.spots.get(code)), class_="num") for p in panels))
        for code, name in sorted(names.items(), key=lambda item: item[1])
    )  # fmt: skip
    table = tag("table", tag("thead", tag("tr", tag("th", "Région", scope="col") + head))
                + tag("tbody", rows), class_="grid")  # fmt: skip
    wrap = tag("div", table, class_="table-wrap", tabindex="0", role="region", aria_label="Tableau")
    return tag("details", tag("summary", "Lire ces cartes en tableau") + wrap)


def _cell(spot: Spot | None) -> str:
    if spot is None:
        return "–"
    if spot.value is None or spot.estimate is None:
        return text(STATE_WORDS[spot.state])
    indicator = spot.estimate.indicator
    if indicator.unit == "%":
        return text(percent(spot.value))
    return text(number(spot.value, indicator.decimals))
