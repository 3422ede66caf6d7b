"""HTML and charts made once: the same frozen value, shown again, needs no second drawing.

Values come from cached reads, whose keys hold the store's version, the scope and the audience; the
value itself is the key here, by identity, so no HTML outlives what it says.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar, cast

View = TypeVar("View")
Drawing = TypeVar("Drawing")
Rest = ParamSpec("Rest")
KEPT = 32
"""Drawings kept per function."""


def drawn_once(
    draw: Callable[Concatenate[View, Rest], Drawing],
) -> Callable[Concatenate[View, Rest], Drawing]:
    """Keep the last drawings of a function of a frozen value and of hashable words."""
    known: OrderedDict[tuple[Hashable, ...], tuple[View, Drawing]] = OrderedDict()
    lock = Lock()

    def once(view: View, *args: Rest.args, **kwargs: Rest.kwargs) -> Drawing:
        key = (id(view), *args, *cast("dict[str, Hashable]", kwargs).items())
        with lock:
            found = known.get(key)
            if found is not None and found[0] is view:
                known.move_to_end(key)
                return found[1]
        drawing = draw(view, *args, **kwargs)
        with lock:
            known[key] = (view, drawing)
            while len(known) > KEPT:
                known.popitem(last=False)
        return drawing

    return cast("Callable[Concatenate[View, Rest], Drawing]", update_wrapper(once, draw))
