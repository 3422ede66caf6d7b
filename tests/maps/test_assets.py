"""The scripts and styles that the browser receives."""

import re
from pathlib import Path

import pytest

from lianes.maps.loader import LOADER
from lianes.ui.assets import served

ASSETS = Path(__file__).parents[2] / "lianes/ui/assets"
SCRIPTS = sorted(ASSETS.glob("*.js"))
BUDGET = 40 * 1024


def test_all_scripts_together_stay_small() -> None:
    assert 0 < sum(len(served(script)) for script in SCRIPTS) <= BUDGET


def test_comments_do_not_travel() -> None:
    assert all(b"/**" not in served(script) for script in SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_short_and_says_what_it_is_for(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith("/**")
    assert text.count("\n") < 250


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_imports_its_neighbours_only(script: Path) -> None:
    imported = re.findall(r'from "([^"]+)"', script.read_text(encoding="utf-8"))
    assert all((ASSETS / name).exists() for name in imported)
    assert all(name.startswith("./") for name in imported)


def test_no_asset_asks_another_host() -> None:
    for asset in [*SCRIPTS, *ASSETS.glob("*.css")]:
        hosts = re.findall(r"https?://(?!www\.w3\.org/)", asset.read_text(encoding="utf-8"))
        assert hosts == [], asset.name


def test_the_loader_is_not_taken_for_a_path() -> None:
    assert "\n" in LOADER
