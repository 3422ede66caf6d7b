"""« Puis-je le dire ? » beside a figure, or at the end of a row for all its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from lianes.domain.catalogue import Measure
from lianes.domain.french import HARD
from lianes.domain.month import Period
from lianes.metrics.figure import Figure
from lianes.reading.estimates import Estimate
from lianes.reading.say import Answer, Saying, say, say_count
from lianes.store.reader import StoreMeta
from lianes.ui.address import link
from lianes.ui.kit import pill
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag, text

QUESTION = "Puis-je le dire\u00a0?"
_PILLS = {Answer.YES: ("above", "✓"), Answer.WITH_CARE: ("late", "!"), Answer.NO: ("below", "✕")}


def say_html(
    found: Saying, definition: str = "", *, about: str = "", question: str = QUESTION,
    contest: str = "",
) -> str:  # fmt: skip
    """Return the disclosure of one figure; `definition` stands inside, `about` names the figure.

    The name is read to those who do not see which figure the disclosure stands beside; a
    `question` of its own says it to everyone where two stand side by side. `contest` is the
    measure that a reader may contest from here, empty when there is none.
    """
    kind, mark = _PILLS[found.answer]
    hidden = tag("span", text(f" ({about})"), class_="sr-only") if about else ""
    summary = tag("summary", text(question) + hidden)
    parts = [
        tag("p", pill(found.answer.label, kind, mark)),
        *(tag("p", text(reason)) for reason in found.reasons),
        _sentence(found),
        _facts(found),
        tag("p", text(definition)) if definition else "",
        tag("p", anchor("Contester un chiffre", link("/qualite", contester=contest)))
        if contest else "",
    ]  # fmt: skip
    return tag("details", summary + tag("div", "".join(parts), class_="said"), class_="menu say")


def _sentence(found: Saying) -> str:
    if not found.sentence:
        return ""
    title = "La phrase, pour la démonstration" if found.answer is Answer.NO else "La phrase"
    return tag("p", tag("small", text(title)) + tag("q", text(found.sentence)), class_="aloud")


def _facts(found: Saying) -> str:
    pairs = "".join(
        tag("div", tag("dt", text(name)) + tag("dd", text(words))) for name, words in found.facts
    )
    return tag("dl", pairs)


# ------------------------------------------------------------------ in a table
Told = tuple[str, Saying]
"""A figure's name and what may be said of it."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What every figure of a table shares: whose it is, over which period, in which store."""

    label: str
    period: Period
    meta: StoreMeta

    def rate(self, found: Estimate) -> Told:
        """Return what may be said of an indicator."""
        return found.indicator.label, say(found, self.label, self.period, self.meta)

    def count(self, measure: Measure, figure: Figure) -> Told:
        """Return what may be said of a measure as reported."""
        return measure.label, say_count(measure, figure, self.label, self.period, self.meta)

    def of(self, label: str) -> "Teller":
        """Return the same for another subject: a row of a list of territories."""
        return Teller(label, self.period, self.meta)

    def mark_of(self, *found: Estimate) -> str:
        """Return the cell that ends a row of indicators."""
        return self.mark(*map(self.rate, found))

    def mark(self, *told: Told) -> str:
        """Return the cell that ends a row."""
        return tag("td", say_mark(told, self.label), class_="say-cell")


def say_mark(found: Sequence[Told], about: str, *, words: str = "?") -> str:
    """Return a small button that opens, above the page, what may be said of each figure given."""
    names = ", ".join(name for name, _ in found)
    inside = _sections(found, about)
    key = f"say-{crc32((about + inside).encode()):08x}"
    button = tag(
        "button", text(words), type="button", popovertarget=key, title=QUESTION,
        class_="say-mark" if words == "?" else "say-mark say-words",
        aria_label=f"{QUESTION} ({about}{HARD}: {names})",
    )  # fmt: skip
    return button + tag("div", inside, id=key, popover="auto", class_="said said-over")


def say_panel(found: Sequence[Told], about: str, close: str) -> str:
    """Return the same, in the page: what an address asks to be told; `close` is the way back."""
    way = anchor("Fermer", close)
    return tag("div", _sections(found, about) + way, class_="said said-over said-here")


def _sections(found: Sequence[Told], about: str) -> str:
    return tag("p", tag("b", text(f"{QUESTION} {about}"))) + "".join(map(_section, found))


def _section(told: Told) -> str:
    name, found = told
    kind, mark = _PILLS[found.answer]
    head = tag("p", tag("b", text(name)) + " " + pill(found.answer.label, kind, mark))
    reasons = "".join(tag("p", text(reason)) for reason in found.reasons)
    return tag("section", head + _sentence(found) + reasons + _facts(found))


SAY_COLUMN = ("", "say-cell")
"""The head of the column of marks, for a grid."""
