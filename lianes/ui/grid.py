"""A table of rows already made, that scrolls inside its card."""

from collections.abc import Sequence

from lianes.ui.markup import tag, text


def grid(
    label: str, columns: Sequence[tuple[str, str | None]], rows: str, *, stacks: bool = False
) -> str:
    """Return a table; columns are pairs of words and class (« num » for numbers).

    On a phone, one that `stacks` shows each row as a card, its cells named by `data-label`;
    another scrolls inside its own card.
    """
    header = "".join(tag("th", text(words), scope="col", class_=kind) for words, kind in columns)
    table = tag("table", tag("thead", tag("tr", header)) + tag("tbody", rows),
                class_="grid stack" if stacks else "grid")  # fmt: skip
    return tag("div", table, class_="table-wrap", tabindex="0", role="region", aria_label=label)
