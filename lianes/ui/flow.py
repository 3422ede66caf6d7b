"""The page as it is written: HTML gathered, then sent in as few messages as can be.

Each message costs the server on two threads (docs/performance.md). Within `flowing`, blocks,
cards and columns are HTML; they travel together until something of Streamlit's own (a map, a
chart, a field) must stand among them: `native` then sends what came before, opens in Streamlit
the card or the column it stands in, and what is shown inside goes at once. So does everything
outside a flow.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st

from lianes.maps.loader import mount
from lianes.ui.assets import asset_url


@dataclass(eq=False)
class _Box:
    """A part of the page: HTML, unless it was asked to hold something of Streamlit's own.

    `parts` wait to be sent, `sent` counts the messages, `rows` the rows of columns: both name what
    comes next. Opened in Streamlit, it has a `place` there, and `inside` it the boxes opened too.
    `around` holds where the page stood before each entry; after `html`, it `is_over`.
    """

    key: str
    within: "_Box | None"
    opening: str
    parts: "list[str | _Box]" = field(default_factory=list)
    is_native: bool = False
    place: AbstractContextManager[object] | None = None
    inside: "list[_Box]" = field(default_factory=list)
    sent: int = 0
    rows: int = 0
    is_over: bool = False
    around: "list[_Box | None]" = field(default_factory=list)

    def __enter__(self) -> None:
        self.around.append(_here.get())
        _here.set(self)

    def __exit__(self, *_: object) -> None:
        _here.set(self.around.pop())

    def add(self, part: "str | _Box") -> None:
        if self.is_over:
            raise RuntimeError(f"« {self.key} » has been sent: nothing can be added to it.")
        self.parts.append(part)

    def html(self) -> str:
        """Return all that was written in this box; nothing can follow."""
        self.is_over = True
        content = "".join(p if isinstance(p, str) else p.html() for p in self.parts)
        return f"{self.opening}{content}</div>"

    def open(self) -> None:
        """Make it a container of Streamlit, where it stands."""
        if self.place is None and self.within is not None:
            self.is_native = True
            self.within.open()
            if self.place is None:  # a column has its place as soon as its row has
                self.within.flush()

    def flush(self) -> None:
        """Send what was gathered since the last time."""
        assert self.place is not None
        parts, self.parts = self.parts, []
        waiting: list[str] = []
        with self.place:
            for part in parts:
                if isinstance(part, _Box) and part.is_native:
                    self._send(waiting)
                    waiting = []
                    part.settle()
                    self.inside.append(part)
                else:
                    waiting.append(part if isinstance(part, str) else part.html())
            self._send(waiting)

    def settle(self) -> None:
        """Open the container of Streamlit in the place of the moment."""
        self.place = st.container(key=self.key)

    def finish(self) -> None:
        """Send the rest, and the rest of what stands inside."""
        self.flush()
        for box in self.inside:
            box.finish()

    def _send(self, waiting: list[str]) -> None:
        if waiting:
            send("".join(waiting), f"flow_{self.key}_{self.sent}")
            self.sent += 1


@dataclass(eq=False)
class _Row(_Box):
    """Columns side by side."""

    weights: tuple[float, ...] = ()

    def settle(self) -> None:
        columns = [part for part in self.parts if isinstance(part, _Box)]
        for column, place in zip(columns, st.columns(self.weights), strict=True):
            column.place = place
        self.inside, self.parts, self.place = columns, [], nullcontext()


_here: ContextVar[_Box | None] = ContextVar("here", default=None)


@contextmanager
def flowing() -> Iterator[None]:
    """Gather what is shown until the end, then send it; also when the page fails on the way."""
    page = _Box("page", None, "", place=nullcontext())
    try:
        with page:
            yield
    except Exception:
        page.finish()
        raise
    page.finish()


@contextmanager
def native() -> Iterator[None]:
    """Stand where something of Streamlit's own can be shown; all that is shown goes at once."""
    box = _here.get()
    if box is None:
        yield
        return
    box.open()
    box.flush()
    assert box.place is not None
    with box.place:
        _here.set(None)
        try:
            yield
        finally:
            _here.set(box)


def no_more_flow() -> None:
    """Send what was gathered: from here on, the page shows mostly fields of Streamlit's own."""
    box = _here.get()
    if box is not None:
        box.flush()
        _here.set(None)


def gathered(html: str) -> bool:
    """Add HTML to the page where it stands; return whether it flows there."""
    box = _here.get()
    if box is not None:
        box.add(html)
    return box is not None


def send(html: str, key: str) -> None:
    """Send HTML at once, where Streamlit stands."""
    mount("lianes_markup", key=key, module=asset_url("markup.js"), text=html)


def container(key: str) -> AbstractContextManager[object]:
    """Return a part of the page; a key that begins with « card » draws a card."""
    box = _here.get()
    if box is None:
        return st.container(key=key)
    part = _Box(key, box, f'<div class="box st-key-{key}">')
    box.add(part)
    return part


def columns(weights: Sequence[float] | int) -> Sequence[AbstractContextManager[object]]:
    """Return columns of these widths, side by side where there is room; each may be re-entered."""
    shares = (1.0,) * weights if isinstance(weights, int) else tuple(map(float, weights))
    box = _here.get()
    if box is None:
        return st.columns(shares)
    widths = " ".join(f"minmax(0, {share:g}fr)" for share in shares)
    box.rows += 1
    row = _Row(
        f"{box.key}_{box.rows}",
        box,
        f'<div class="columns" style="--widths: {widths}">',
        weights=shares,
    )
    found = [_Box(f"{row.key}_{rank}", row, '<div class="box">') for rank in range(len(shares))]
    row.parts.extend(found)
    box.add(row)
    return found
