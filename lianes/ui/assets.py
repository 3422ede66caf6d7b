"""Files the browser keeps for ever: modules, styles, geometry, under hashed addresses."""

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import rjsmin

ASSETS = Path(__file__).parent / "assets"
GEOMETRY = Path(__file__).parents[2] / "data" / "geo"
STYLESHEETS = (
    "lianes.css",
    "map.css",
    "search.css",
    "pages.css",
    "networks.css",
    "intake.css",
    "territories.css",
    "actors.css",
    "congress.css",
)


@cache
def digest() -> str:
    """Return the hash of all our modules and styles: their common address changes with any."""
    seen = hashlib.sha256()
    for path in sorted(ASSETS.iterdir()):
        seen.update(path.name.encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:12]


def asset_url(name: str) -> str:
    """Return the address of one module or style."""
    return f"/assets/{digest()}/{name}"


@cache
def manifest() -> dict[str, Any]:
    """Return the description of the built geometry."""
    read: dict[str, Any] = json.loads((GEOMETRY / "manifest.json").read_text(encoding="utf-8"))
    return read


def geometry_url(layer: str) -> str:
    """Return the address of one layer: `dep`, `epci-REG-32`, `com-DEP-59`, `search`…"""
    return f"/geo/{manifest()['files'][layer].removesuffix('.gz')}"


@cache
def served(path: Path) -> bytes:
    """Return a file as the browser gets it: modules without their comments and blanks."""
    content = path.read_bytes()
    return rjsmin.jsmin(content) if path.suffix == ".js" else content


@cache
def compressed(path: Path) -> bytes:
    """Return a file as served, gzipped, always the same bytes."""
    return gzip.compress(served(path), mtime=0)
