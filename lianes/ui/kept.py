"""Readings kept as long as the store does not change."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from pathlib import Path
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from lianes.store.connection import Version, store_path, store_version

CATALOGUE = Path(__file__).parents[2] / "data" / "reference" / "indicators.toml"
Asked = ParamSpec("Asked")
Found = TypeVar("Found")
State = tuple[Path, Version, int]
_run: ContextVar[list[State] | None] = ContextVar("run", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Look at the store once for all that one run reads; the next run looks again."""
    before = _run.set([])
    try:
        yield
    finally:
        _run.reset(before)


def _state() -> State:
    """Return the path and version of the store, and when the catalogue changed."""
    seen = _run.get()
    if seen:
        return seen[0]
    path = store_path()
    state = path, store_version(path), CATALOGUE.stat().st_mtime_ns
    if seen is not None:
        seen.append(state)
    return state


def kept(
    maxsize: int,
) -> Callable[[Callable[Concatenate[Path, Asked], Found]], Callable[Asked, Found]]:
    """Keep the last readings, by the path and version of the store, the catalogue and the question.

    The question holds the scope and the audience, so that no figure can be shown to another
    audience, nor once the store or a definition has changed. `maxsize` bounds how many are kept.
    Readers who ask the same at the same time wait for one reading of it.
    """

    def keeping(read: Callable[Concatenate[Path, Asked], Found]) -> Callable[Asked, Found]:
        shelf = _Shelf(maxsize)

        def current(*asked: Any) -> Found:
            path, version, defined = _state()
            key = (path, version, defined, *asked)
            found = shelf.get(key, lambda: cast("Callable[..., Found]", read)(path, *asked))
            return cast("Found", found)

        current.cache_clear = shelf.clear  # type: ignore[attr-defined]
        return cast("Callable[Asked, Found]", update_wrapper(current, read))

    return keeping


class _Shelf:
    """The last values made, each made by one thread while the others wait for it."""

    def __init__(self, maxsize: int) -> None:
        self._maxsize = maxsize
        self._found: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], object]) -> object:
        """Return the value of a key, made now if it is not there."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
            turn = self._making.setdefault(key, Lock())
        with turn:
            with self._lock:
                if key in self._found:
                    return self._found[key]
            try:
                found = make()
                with self._lock:
                    self._found[key] = found
                    while len(self._found) > self._maxsize:
                        self._found.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return found

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._found.clear()
