"""Readings kept as long as the store does not change."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from lianes.store.connection import store_path, store_version

CATALOGUE = Path(__file__).parents[2] / "data" / "reference" / "indicators.toml"
Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def kept(
    maxsize: int,
) -> Callable[[Callable[Concatenate[Path, Asked], Found]], Callable[Asked, Found]]:
    """Keep the last readings, by the path and version of the store, the catalogue and the question.

    The question holds the scope and the audience, so that no figure can be shown to another
    audience, nor once the store or a definition has changed. `maxsize` bounds how many are kept.
    """

    def keeping(read: Callable[Concatenate[Path, Asked], Found]) -> Callable[Asked, Found]:
        @lru_cache(maxsize=maxsize)
        def known(path: Path, _stamp: object, *asked: Any) -> Found:
            return cast("Callable[..., Found]", read)(path, *asked)

        def current(*asked: Any) -> Found:
            path = store_path()
            stamp = (store_version(path), CATALOGUE.stat().st_mtime_ns)
            return known(path, stamp, *asked)

        current.cache_clear = known.cache_clear  # type: ignore[attr-defined]
        return cast("Callable[Asked, Found]", update_wrapper(current, read))

    return keeping
