"""What is hidden changes nothing of what is shown: on no page, in no file.

Two stores differ by hidden counts alone. If one page or one file differs, a reader could tell.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from sample import DATA
from streamlit.testing.v1 import AppTest

from lianes.access.audience import released_periods
from lianes.documents.formats import FORMATS
from lianes.domain.catalogue import load_catalogue
from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.dossier import read_dossier
from lianes.store.connection import reading
from lianes.store.reader import Reader
from lianes.ui import reads
from lianes.ui.grounds import ground_of
from pages.conftest import FRAME
from pages.secrecy_twin import twin

CATALOGUE = load_catalogue(DATA / "reference" / "indicators.toml")
WITH_FIGURES = ("overview", "map_explorer", "territory", "compare", "networks", "pathways",
                "seniors", "funding")  # fmt: skip
EVERY_PAGE = sorted(path.stem for path in Path("pages").glob("*.py"))
IN_WORDS = ("csv", "geojson", "svg", "xlsx", "pptx")
MONTHS = Period(Month.of(2025, 9), Month.of(2026, 10))


@dataclass(frozen=True)
class Twins:
    """Two stores, the audience that cannot tell them apart, and where they differ."""

    audience: Audience
    stores: tuple[Path, Path]
    network: str
    region: str
    departement: str

    def scopes(self):
        """Where the counts moved first: a network inside, a département outside."""
        inside = ({"reseau": self.network},) if self.audience is Audience.INTERNE else ()
        return (*inside, {"territoire": self.departement}, {"territoire": self.region}, {})


@pytest.fixture(scope="module", params=list(Audience))
def twins(request, demonstration_store, tmp_path_factory):
    copy = tmp_path_factory.mktemp("twin") / "lianes.db"
    moved = twin(demonstration_store, copy, request.param)
    with reading(copy) as connection:
        network = next(n for n in Reader(connection).networks() if n.id == moved[0])
    around = {code[:3]: code for code in network.parents}
    stores = (demonstration_store, copy)
    return Twins(request.param, stores, network.code, around["REG"], around["DEP"])


# ------------------------------------------------------------------ on the screen
@pytest.fixture
def screens(monkeypatch, twins):
    """Return a function that gives a page on both stores: everything sent to the browser."""

    def run(store, page, parameters):
        monkeypatch.setenv("LIANES_STORE", str(store))
        app = AppTest.from_file(FRAME, default_timeout=60)
        app.query_params.update({"audience": str(twins.audience)} | parameters)
        app.run()
        app.switch_page(f"../../pages/{page}.py").run()
        assert not app.exception
        sent = "\n".join(str(element.proto) for element in app.main if hasattr(element, "proto"))
        return re.sub(r'deferred_file_id: "\w+"', "", sent)

    yield lambda page, **parameters: [run(store, page, parameters) for store in twins.stores]
    for cached in vars(reads).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()


@pytest.mark.parametrize("page", WITH_FIGURES)
def test_no_page_tells_what_is_hidden(screens, twins, page):
    one, other = screens(page, **twins.scopes()[0])
    assert len(one) > 5000
    assert one == other


@pytest.mark.long
@pytest.mark.parametrize("page", EVERY_PAGE)
@pytest.mark.parametrize("public", [{}, {"public": "job-seekers"}, {"public": "seniors"}])
def test_no_page_tells_what_is_hidden_for_any_scope_and_public(screens, twins, page, public):
    for scope in twins.scopes():
        one, other = screens(page, **scope, **public)
        assert one == other


def test_a_visible_change_is_seen(screens, twins):
    """The comparison is not blind: who may see the counts sees them change."""
    one, other = screens("overview", audience="interne")
    assert (one != other) == (twins.audience is Audience.EXTERNE)  # nobody sees more than inside


# ------------------------------------------------------------------ in files
def files(twins, form, scope):
    outside = twins.audience is Audience.EXTERNE
    period = released_periods(MONTHS.start, MONTHS.end)[-1] if outside else MONTHS
    for store in twins.stores:
        chosen = Scope((scope.get("territoire", "FR"),), scope.get("reseau"), period, "all")
        found = read_dossier(store, CATALOGUE, twins.audience, chosen)
        yield unpacked(form.make(found, ground_of(found)))


def unpacked(content):
    """Return the parts of a zipped file but those that hold the hour it was made."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {
            name: unpacked(parts.read(name))
            for name in sorted(parts.namelist())
            if not name.endswith("core.xml")
        }


@pytest.mark.parametrize("form", [f for f in FORMATS if f.id in IN_WORDS], ids=lambda f: f.id)
def test_no_file_tells_what_is_hidden(twins, form):
    one, other = files(twins, form, twins.scopes()[0])
    assert one
    assert one == other


@pytest.mark.long
@pytest.mark.parametrize("form", [f for f in FORMATS if f.id in IN_WORDS], ids=lambda f: f.id)
def test_no_file_tells_what_is_hidden_for_any_scope(twins, form):
    for scope in twins.scopes():
        one, other = files(twins, form, scope)
        assert one == other
