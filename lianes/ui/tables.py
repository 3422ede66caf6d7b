"""Plain tables of text: a row of headings, rows, scrolling inside their card."""

from lianes.ui.markup import tag


def head_of(*words: str) -> str:
    """Return the cells of a head."""
    return "".join(tag("th", word, scope="col") for word in words)


def grid_of(head: str, rows: str) -> str:
    """Return a whole table from the cells of its head and its rows."""
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows), class_="grid")
    return tag("div", table, class_="table-wrap", tabindex="0")
