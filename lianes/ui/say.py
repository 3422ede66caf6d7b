"""« Puis-je le dire ? » beside a figure, or at the end of a row for all its figures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from lianes.domain.catalogue import Measure
from lianes.domain.french import HARD, plural
from lianes.domain.month import Period
from lianes.metrics.figure import Figure
from lianes.reading.estimates import Estimate
from lianes.reading.say import Answer, Saying, Told, say, say_count
from lianes.reading.say_sums import say_record
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
    hidden = tag("span", text(f" ({about})"), class_="sr-only") if about else ""
    summary = tag("summary", text(question) + hidden)
    parts = [
        tag("p", _answer(found.answer)),
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
    return _pairs(found.facts)


def _pairs(facts: Sequence[tuple[str, str]]) -> str:
    return tag("dl", "".join(
        tag("div", tag("dt", text(name)) + tag("dd", text(words))) for name, words in facts
    ))  # fmt: skip


# ------------------------------------------------------------------ in a table
NAMED = 6
"""Figures that a button names to those who do not see the table it ends."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What every figure of a table shares: whose it is, over which period, in which store.

    `networks` are those that reported the last month and those expected, when that is known.
    """

    label: str
    period: Period
    meta: StoreMeta
    networks: tuple[int, int] | None = None

    def rate(self, found: Estimate) -> Told:
        """Return what may be said of an indicator."""
        said = say(found, self.label, self.period, self.meta, networks=self.networks)
        return found.indicator.label, said

    def count(self, measure: Measure, figure: Figure) -> Told:
        """Return what may be said of a measure as reported."""
        return measure.label, say_count(measure, figure, self.label, self.period, self.meta)

    def record(self, name: str, words: str) -> Told:
        """Return what may be said of what the store registers: « 12 LIANES y ont leur siège »."""
        return name, say_record(words, self.label, self.meta)

    def networks_here(self, count: int) -> Told:
        """Return what may be said of how many networks have their seat in a place."""
        seats = "y a son siège" if count < 2 else "y ont leur siège"
        return self.record("LIANES", f"{plural(count, 'LIANE', 'LIANES')} {seats}")

    def of(self, label: str) -> "Teller":
        """Return the same for another subject: a row of a list of territories."""
        return Teller(label, self.period, self.meta)

    def at(self, period: Period) -> "Teller":
        """Return the same over another period: a panel of a series of maps."""
        return Teller(self.label, period, self.meta)

    def mark_of(self, *found: Estimate) -> str:
        """Return the cell that ends a row of indicators."""
        return self.mark(*map(self.rate, found))

    def mark(self, *told: Told) -> str:
        """Return the cell that ends a row."""
        return tag("td", say_mark(told, self.label), class_="say-cell")


def say_mark(found: Sequence[Told], about: str, *, words: str = "?") -> str:
    """Return a small button that opens, above the page, what may be said of each figure given."""
    names = f"{HARD}: {', '.join(name for name, _ in found)}" if len(found) <= NAMED else ""
    inside = _sections(found, about)
    key = f"say-{crc32((about + inside).encode()):08x}"
    button = tag(
        "button", text(words), type="button", popovertarget=key, title=QUESTION,
        class_="say-mark" if words == "?" else "say-mark say-words",
        aria_label=f"{QUESTION} ({about}{names})",
    )  # fmt: skip
    return button + tag("div", inside, id=key, popover="auto", class_="said said-over")


def say_list(found: Sequence[Told], about: str) -> str:
    """Return the line under a chart or a table that opens what may be said of all its figures."""
    return tag("div", say_mark(found, about, words=QUESTION), class_="say-line") if found else ""


def say_panel(found: Sequence[Told], about: str, close: str) -> str:
    """Return the same, in the page: what an address asks to be told; `close` is the way back."""
    way = anchor("Fermer", close)
    return tag("div", _sections(found, about) + way, class_="said said-over said-here")


def _sections(found: Sequence[Told], about: str) -> str:
    """Return each figure; what all of them share is said once."""
    head = tag("p", tag("b", text(f"{QUESTION} {about}")))
    if len(found) == 1:
        return head + _section(found[0])
    sayings = [saying for _, saying in found]
    answers = {saying.answer for saying in sayings}
    spoken = [s.reasons for s in sayings if s.sentence] or [s.reasons for s in sayings]
    reasons = [r for r in spoken[0] if all(r in other for other in spoken)]
    facts = _shared([fact for saying in sayings for fact in saying.facts])
    shared = tag("p", _answer(sayings[0].answer)) if len(answers) == 1 else ""
    shared += "".join(tag("p", text(reason)) for reason in reasons)
    rows = "".join(_row(one, reasons, facts, alike=len(answers) == 1) for one in found)
    return head + shared + rows + (_pairs(facts) if facts else "")


def _shared(facts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the facts told more than once and never otherwise, each once."""
    times = Counter(facts)
    words = Counter(name for name, _ in times)
    return [fact for fact, count in times.items() if count > 1 and words[fact[0]] == 1]


def _row(
    told: Told, reasons: Sequence[str], facts: Sequence[tuple[str, str]], *, alike: bool
) -> str:
    """Return a figure among others: only what is its own."""
    name, found = told
    own = [reason for reason in found.reasons if reason not in reasons]
    own += [f"{fact}{HARD}: {words}" for fact, words in found.facts if (fact, words) not in facts]
    head = tag("b", text(name)) + ("" if alike else " " + _answer(found.answer))
    said = tag("q", text(found.sentence)) if found.sentence else ""
    basis = tag("small", text(" · ".join(own))) if own else ""
    return tag("section", tag("p", head) + (tag("p", said, class_="aloud") if said else "") + basis)


def _section(told: Told) -> str:
    name, found = told
    head = tag("p", tag("b", text(name)) + " " + _answer(found.answer))
    reasons = "".join(tag("p", text(reason)) for reason in found.reasons)
    return tag("section", head + _sentence(found) + reasons + _facts(found))


def _answer(answer: Answer) -> str:
    kind, mark = _PILLS[answer]
    return pill(answer.label, kind, mark)


SAY_COLUMN = ("", "say-cell")
"""The head of the column of marks, for a grid."""
