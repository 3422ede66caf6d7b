"""A small application around the real map and search, for the tests of this folder."""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from lianes.maps.legend import legend_html  # noqa: E402
from lianes.maps.marks import MapArea, MapPlane, MapPoint  # noqa: E402
from lianes.maps.scope_search import scope_search  # noqa: E402
from lianes.maps.side_list import side_list_html  # noqa: E402
from lianes.maps.territory_map import territory_map  # noqa: E402
from lianes.metrics.figure import State  # noqa: E402

ASSETS = "/assets/test"
MANIFEST = json.loads((ROOT / "data/geo/manifest.json").read_text(encoding="utf-8"))
NAMES = {
    "FR": "France entière",
    "DEP-59": "Nord",
    "DEP-62": "Pas-de-Calais",
    "DEP-971": "Guadeloupe",
}
SHADES = {
    "59": 4, "62": 4, "80": 3, "60": 2, "02": 1, "75": 3, "92": 2, "93": 4, "94": 1, "69": 3,
    "13": 2, "33": 3, "67": 2, "57": 3, "54": 3, "44": 1, "971": 3, "972": 2, "38": 2, "35": 1,
}  # fmt: skip


def url_of(file: str) -> str:
    return f"/geo/{MANIFEST['files'][file].removesuffix('.gz')}"


def areas() -> list[MapArea]:
    measured = [
        MapArea(f"DEP-{code}", shade, State.MEASURED,
                f"{shade * 3 + 1},{shade} pour 10\u00a0000 logements "
                f"(n\u00a0=\u00a0{shade * 11 + 4})")
        for code, shade in SHADES.items()
    ]  # fmt: skip
    masked = [MapArea(f"DEP-{code}", None, State.MASKED, "") for code in ("25", "87")]
    silent = [MapArea(f"DEP-{code}", None, State.NOT_REPORTED, "") for code in ("974", "76")]
    return [*measured, *masked, *silent]


def points() -> list[MapPoint]:
    places = [
        ("Lille", 652000, 62000, "active"), ("Lens", 632000, 91000, "active"),
        ("Saint-Denis", 562000, 256500, "active"), ("Lyon", 760000, 585000, "preparing"),
        ("Bordeaux", 340000, 680000, "closed"), ("Pointe-à-Pitre", 80000, 510000, "active"),
    ]  # fmt: skip
    return [
        MapPoint(f"LIANE-{number:02d}", f"LIANE {number:02d} (démonstration), {name}", x, y, status,
                 f"{number * 7} prises d'emploi")
        for number, (name, x, y, status) in enumerate(places, start=1)
    ]  # fmt: skip


def scope() -> tuple[str, ...]:
    return tuple(st.query_params.get("territoire", "FR").split(","))


def geometry(codes: tuple[str, ...]) -> tuple[str, str | None]:
    if os.environ.get("MAP_GEOMETRY"):
        return url_of(os.environ["MAP_GEOMETRY"]), None
    if len(codes) == 1 and f"com-{codes[0]}" in MANIFEST["files"]:
        return url_of(f"com-{codes[0]}"), url_of("dep")
    return url_of("dep"), None


def overview() -> None:
    codes = scope()
    file, context = geometry(codes)
    file = st.query_params.get("fond", file)
    level = st.segmented_control("Niveau", ["A", "B"], default="A", key="niveau", required=True)
    territory_map(
        key="carte", geometry_url=file, module_url=f"{ASSETS}/map.js",
        frames=MapPlane.from_manifest(MANIFEST), areas=areas(), points=points(),
        focus=() if codes == ("FR",) else codes, context_url=context,
        title="Prises d'emploi par département", description="Cinq classes de bleu.",
        default_state=State.NOT_DEPLOYED, climb=None if codes == ("FR",) else "?territoire=FR",
    )  # fmt: skip
    st.html(legend_html(["< 1", "1 – 2", "2 – 3", "3 – 5", "≥ 5"], states=list(State), points=True,
                        title="Prises d'emploi pour 10\u00a0000 logements"))  # fmt: skip
    st.html(side_list_html(areas(), names=NAMES, points=points()))
    st.html('<a href="#bas">bas</a> <a href="/methode?indicateur=x">méthode</a>'
            ' <a href="/geo/manifest.json" download>fichier</a>')  # fmt: skip
    st.text(f"niveau {level}")


def method() -> None:
    st.text("page méthode " + st.query_params.get("indicateur", "–"))


st.set_page_config(page_title="Essai", layout="wide")
for sheet in ("map", "search"):
    st.html(ROOT / f"lianes/ui/assets/{sheet}.css")
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
pages = [
    st.Page(overview, title="Vue", default=True),
    st.Page(method, title="Méthode", url_path="methode"),
]
page = st.navigation(pages, position="hidden")
codes = scope()
network = st.query_params.get("reseau")
current = [(network, network)] if network else [(code, NAMES.get(code, code)) for code in codes]
scope_search(
    key="recherche", module_url=f"{ASSETS}/search.js", index_url=url_of("search"),
    networks_url="/networks.json", current=current, label="Territoire",
)  # fmt: skip
st.text(f"scope {','.join(codes)} reseau {network} periode {st.query_params.get('periode')}")
st.text(f"runs {st.session_state['runs']}")
page.run()
