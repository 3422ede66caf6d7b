"""« Puis-je le dire ? » beside a figure: a disclosure in plain HTML."""

from lianes.reading.say import Answer, Saying
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
