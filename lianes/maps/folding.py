"""Writes repetitive sentences once: « {} pour 10 000 logements (n = {} » and what differs."""

import re
from collections import defaultdict
from collections.abc import Sequence

BLANK = "{}"
SEPARATOR = "|"


def fold_texts(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return templates, and for each text its template's number and its own words.

    `["12 pour 100", "7 pour 100"]` gives `["{} pour 100"]` and `["0|12", "0|7"]`. Texts are
    alike when they have the same number of words.
    """
    sentences = [_words(text) for text in texts]
    alike: defaultdict[int, list[list[str]]] = defaultdict(list)
    for words in sentences:
        alike[len(words)].append(words)
    patterns = {count: _pattern(group) for count, group in alike.items()}
    numbers = {count: str(number) for number, count in enumerate(patterns)}
    templates = ["".join(BLANK if word is None else word for word in p) for p in patterns.values()]
    return templates, [_folded(words, patterns, numbers) for words in sentences]


def _words(text: str) -> list[str]:
    """Return the words and, between them, their spaces of any kind."""
    return re.split(r"(\s)", text.replace(SEPARATOR, "/").replace(BLANK, ""))


def _pattern(group: list[list[str]]) -> list[str | None]:
    """Return the words every text shares, None where they differ."""
    return [words[0] if len(set(words)) == 1 else None for words in zip(*group, strict=True)]


def _folded(
    words: list[str], patterns: dict[int, list[str | None]], numbers: dict[int, str]
) -> str:
    count = len(words)
    pairs = zip(words, patterns[count], strict=True)
    return SEPARATOR.join([numbers[count], *(word for word, shared in pairs if shared is None)])
