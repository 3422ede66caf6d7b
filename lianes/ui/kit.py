"""Small pieces every page is made of: heads, pills, menus, segments, sources, empty states."""

from collections.abc import Iterable, Sequence

from lianes.domain.catalogue import Indicator
from lianes.metrics.figure import Figure
from lianes.metrics.verdict import Verdict, is_better
from lianes.reading.contested import contest_words
from lianes.ui.markup import link, tag, text

Choice = tuple[str, str, bool]
"""A choice of a menu: its words, its link, whether it is the current one."""

_VERDICT_WORDS = {
    Verdict.ABOVE: ("▲", "au-dessus du reste"),
    Verdict.BELOW: ("▼", "au-dessous du reste"),
    Verdict.COMPARABLE: ("●", "comparable au reste"),
    Verdict.TOO_FEW: ("●", "trop peu pour comparer"),
    Verdict.NO_REFERENCE: ("●", "pas de comparaison"),
}


def page_head(
    title: str, lead: Sequence[str], crumbs: Sequence[tuple[str, str]] = (), aside: str = ""
) -> str:
    """Return the head of a page: breadcrumb, title, and its sentences (already HTML)."""
    trail = "".join(tag("li", link(words, href)) for words, href in crumbs)
    nav = tag("nav", tag("ol", trail), class_="crumbs", aria_label="Fil d'Ariane") if trail else ""
    said = tag("p", " ".join(lead), class_="lead") if lead else ""
    beside = tag("p", text(aside), class_="source") if aside else ""
    line = tag("div", tag("h1", text(title)) + beside, class_="title")
    return tag("div", f"{nav}{line}{said}", class_="page-head")


def block_head(question: str, reading: str = "", level: int = 2) -> str:
    """Return the head of a block: its question, then how to read it."""
    how = tag("p", text(reading)) if reading else ""
    return tag("div", tag(f"h{level}", text(question)) + how, class_="block-head")


def card(name: str, content: str) -> str:
    """Return a card that styles may call `card-name`; nothing around no content."""
    return tag("section", content, class_=f"card card-{name}") if content else ""


def pill(words: str, kind: str = "", mark: str = "●") -> str:
    """Return a coloured label that also says its meaning in words and by a mark."""
    return tag(
        "span", f'<span aria-hidden="true">{mark}</span> {text(words)}', class_=f"pill {kind}"
    )


def contest_pill(figure: Figure) -> str:
    """Return the mark of a figure that somebody contests; empty for the others."""
    words = contest_words(figure)
    return pill(words, "late", "?") if words else ""


def verdict_pill(verdict: Verdict | None, indicator: Indicator) -> str:
    """Return a verdict in words; coloured only when the difference is real."""
    if verdict is None:
        return ""
    mark, words = _VERDICT_WORDS[verdict]
    better = is_better(verdict, higher_is_better=indicator.higher_is_better)
    kind = {True: "above", False: "below", None: ""}[better]
    return pill(words, kind, mark)


def menu(
    label: str, current: str, choices: Iterable[Choice], *, name: str, slim: bool = False
) -> str:
    """Return a menu of links that shows its current choice."""
    return menu_of(label, current, "".join(map(choice, choices)), name=name, slim=slim)


def menu_of(label: str, current: str, content: str, *, name: str, slim: bool = False) -> str:
    """Return a menu around content already made of links."""
    summary = tag("summary", f"<small>{text(label)}</small><b>{text(current)}</b>")
    inside = tag("div", content, class_="menu-list")
    return tag(
        "details", summary + inside, class_="menu slim" if slim else "menu", name=f"menu-{name}"
    )


def segments(label: str, choices: Iterable[Choice]) -> str:
    """Return a row of links of which one is current."""
    return tag("nav", "".join(map(choice, choices)), class_="segments", aria_label=label)


def choice(found: Choice) -> str:
    """Return the link of one choice."""
    words, href, is_current = found
    return link(words, href, aria_current="true" if is_current else None)


def empty_state(title: str, *sentences: str) -> str:
    """Return what stands where there is nothing yet; sentences are HTML."""
    said = "".join(tag("p", sentence) for sentence in sentences)
    return tag("div", tag("h2", text(title)) + said, class_="empty")


def source_line(*parts: str) -> str:
    """Return where the figures of a block come from."""
    return tag("p", text(" · ".join(part for part in parts if part)), class_="source")
