"""The legend and the list: what the map shows, in words."""

import re

from lianes.maps.legend import legend_html
from lianes.maps.marks import MapArea, MapPoint
from lianes.maps.side_list import side_list_html
from lianes.metrics.figure import State


def swatches(html: str) -> list[str]:
    return re.findall(r'class="lm-swatch ([^"]+)"', html)


def test_each_class_and_state_has_its_swatch_and_words() -> None:
    html = legend_html(["< 1", "≥ 1"], states=list(State), points=True, title="Prises d'emploi")
    assert swatches(html) == ["lm-s0", "lm-s1", "lm-not_reported", "lm-masked", "lm-not_deployed",
                              "lm-dot lm-active", "lm-dot lm-closed"]  # fmt: skip
    for words in ("&lt; 1", "non renseigné", "masqué (secret statistique)", "pas encore déployé",
                  "LIANE active", "LIANE close"):  # fmt: skip
        assert words in html


def test_a_legend_without_networks_names_none() -> None:
    assert "LIANE" not in legend_html(["< 1"], states=[], points=False, title="Titre")


def test_the_list_gives_each_area_a_link_and_its_figure() -> None:
    areas = [MapArea("DEP-59", 4, State.MEASURED, "12,3 pour 10 000 logements (n = 45)"),
             MapArea("DEP-2A", None, State.MASKED, "")]  # fmt: skip
    html = side_list_html(areas, names={"DEP-59": "Nord", "DEP-2A": "Corse-du-Sud"})
    assert '<a href="?territoire=DEP-59" target="_self">Nord</a>' in html
    assert "12,3 pour 10 000 logements (n = 45)" in html
    assert "masqué (secret statistique)" in html


def test_networks_follow_with_their_status() -> None:
    point = MapPoint("LIANE-05", "LIANE 05 <démo>", 0, 0, "closed", "35 prises d'emploi")
    html = side_list_html([], names={}, points=[point])
    assert "?reseau=LIANE-05" in html
    assert "LIANE 05 &lt;démo&gt;" in html
    assert "LIANE close, 35 prises d&#x27;emploi" in html


def test_an_empty_list_says_so() -> None:
    assert "Aucun territoire à montrer." in side_list_html([], names={})
