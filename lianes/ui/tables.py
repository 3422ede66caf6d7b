"""Plain tables of text: a row of headings, rows, scrolling inside their card."""

from collections.abc import Collection

from lianes.ui.markup import tag


def head_of(*words: str, numeric: Collection[int] = ()) -> str:
    """Return the cells of a head; `numeric` are the ranks of columns of numbers."""
    return "".join(
        tag("th", word, scope="col", class_="num" if rank in numeric else None)
        for rank, word in enumerate(words)
    )


def grid_of(head: str, rows: str, kind: str = "") -> str:
    """Return a whole table from the cells of its head and its rows; `kind` is its own style."""
    inside = tag("thead", tag("tr", head)) + tag("tbody", rows)
    table = tag("table", inside, class_=f"grid {kind}".strip())
    return tag("div", table, class_="table-wrap", tabindex="0")
