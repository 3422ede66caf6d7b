"""Pages run by the frame on a whole store, empty or of the demonstration, built once."""

import json
import zlib
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lianes.demo import Parameters, simulate
from lianes.domain.month import Month
from lianes.store.build import build_store
from lianes.ui import reads

FRAME = Path(__file__).parents[2] / "lianes" / "ui" / "frame.py"
FEWER_NETWORKS = Parameters(networks=30, months=14, start=Month.of(2025, 9))


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    """A real store: whole country, published facts, no network."""
    path = tmp_path_factory.mktemp("empty") / "lianes.db"
    build_store(path, as_of=FEWER_NETWORKS.as_of)
    return path


@pytest.fixture(scope="session")
def demonstration_store(tmp_path_factory):
    """The demonstration, with fewer networks than by default."""
    path = tmp_path_factory.mktemp("demonstration") / "lianes.db"
    build_store(
        path,
        as_of=FEWER_NETWORKS.as_of,
        simulate=lambda ground: simulate(ground, FEWER_NETWORKS),
    )
    return path


@pytest.fixture(params=["empty", "demonstration"])
def any_store(request):
    """Either store: the test must hold on both."""
    return request.getfixturevalue(f"{request.param}_store")


def everything(app):
    """Return all a run sends, components included, entities as characters."""
    plain = [element.proto.body for element in app.get("html")]
    blocks = [written(element.proto) for element in app.get("bidi_component")]
    return unescape("".join(plain + blocks))


def written(component):
    """Return the text that a component was given, unpacked, or its data as JSON."""
    if component.bytes:
        return zlib.decompress(component.bytes.partition(b"\n")[2]).decode()
    return json.dumps(json.loads(component.json), ensure_ascii=False)


@pytest.fixture
def drawn(monkeypatch):
    """Return a function that runs a page on a store and gives all it sends."""

    def run(store, page="overview", **parameters):
        monkeypatch.setenv("LIANES_STORE", str(store))
        app = AppTest.from_file(FRAME, default_timeout=30)
        app.query_params.update(parameters)
        app.run()
        if page != "overview":
            app.switch_page(f"../../pages/{page}.py").run()
        assert not app.exception
        return everything(app)

    yield run
    clear_reads()


def clear_reads():
    for cached in vars(reads).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()


@pytest.fixture
def shown(drawn):
    """Return a function that runs a page on a store and gives all it sends."""
    return lambda page, store, **parameters: drawn(store, page, **parameters)
