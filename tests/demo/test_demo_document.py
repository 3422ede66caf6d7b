"""docs/demonstration.md tells every assumption and everything put on purpose."""

from pathlib import Path

import pytest

from lianes.demo import assumptions
from lianes.demo.cast import ON_PURPOSE

DOCUMENT = (Path(__file__).parents[2] / "docs" / "demonstration.md").read_text(encoding="utf-8")
CONSTANTS = [name for name in vars(assumptions) if name.isupper()]


@pytest.mark.parametrize("name", CONSTANTS)
def test_every_assumption_is_told(name: str) -> None:
    assert f"`{name}`" in DOCUMENT


@pytest.mark.parametrize("name", ON_PURPOSE)
def test_everything_put_on_purpose_is_told(name: str) -> None:
    assert f"| `{name}` |" in DOCUMENT
