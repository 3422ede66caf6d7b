"""French numbers, dates and plurals, as every screen and file writes them."""

import re
import unicodedata
from datetime import date

from lianes.domain.month import NAMES

THIN = "\u202f"  # narrow no-break space: thousands
HARD = "\u00a0"  # no-break space: units, double punctuation
MINUS = "\u2212"
QUARTERS = {"T1": "1er", "T2": "2e", "T3": "3e", "T4": "4e"}


def number(value: float, decimals: int = 0) -> str:
    """Write 1234.5 as « 1 234,5 », a negative number with a true minus sign."""
    rounded = f"{abs(value):,.{decimals}f}"
    text = rounded.replace(",", THIN).replace(".", ",")
    is_negative = value < 0 and float(rounded.replace(",", "")) > 0
    return f"{MINUS}{text}" if is_negative else text


def signed(value: float, decimals: int = 0) -> str:
    """Write a change with its sign: « + 12 »."""
    text = number(value, decimals)
    if text.startswith(MINUS):
        return f"{MINUS}{HARD}{text.removeprefix(MINUS)}"
    return f"+{HARD}{text}"


def percent(value: float, decimals: int = 0) -> str:
    """Write 52.1 (in percent) as « 52 % »."""
    return f"{number(value, decimals)}{HARD}%"


def with_unit(value: float, unit: str, decimals: int = 0) -> str:
    """Write a number and its unit, which never part at the end of a line."""
    return f"{number(value, decimals)}{HARD}{unit}" if unit else number(value, decimals)


def interval(low: float, high: float, unit: str = "%", decimals: int = 0) -> str:
    """Write an interval: « 49 – 55 % »."""
    return f"{number(low, decimals)}{HARD}–{HARD}{with_unit(high, unit, decimals)}"


def capital(words: str) -> str:
    """Begin with a capital, as a sentence does; the rest as it is written."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """Begin with a small letter, as within a sentence; the rest as it is written."""
    return words[:1].lower() + words[1:]


def plural(count: float, singular: str, several: str | None = None) -> str:
    """Write a count and its noun; French keeps the singular below two."""
    noun = singular if abs(count) < 2 else (several or f"{singular}s")
    return f"{number(count)}{HARD}{noun}"


_SAME = frozenset({"dans", "parcours", "plus", "sans", "sous", "vers"})
"""Words in -s that do not change with the number."""


def agreed(count: float, words: str) -> str:
    """Return plural words as they follow a count: « a pris un emploi » after one or less."""
    if abs(count) >= 2:
        return words
    return re.sub(r"\w+", lambda found: _singular(found[0]), words)


def _singular(word: str) -> str:
    if word in ("ont", "Ont"):
        return "a"
    return word.removesuffix("s") if len(word) > 4 and word not in _SAME else word


def day(value: date) -> str:
    """Write a date in full: « 31 octobre 2026 », « 1er mars 2027 »."""
    ordinal = "1er" if value.day == 1 else str(value.day)
    return f"{ordinal}{HARD}{NAMES[value.month - 1]} {value.year}"


def published_date(text: str | None) -> str:
    """Write a date as precisely as it was published, from a year to a day; « non publié »."""
    if not text:
        return "non publié"
    parts = text.split("-")
    if len(parts) == 3 and len(parts[1]) == 2:
        return day(date(int(parts[0]), int(parts[1]), int(parts[2])))
    if len(parts) == 2 and parts[1] in QUARTERS:
        return f"{QUARTERS[parts[1]]} trimestre {parts[0]}"
    if len(parts) == 2 and len(parts[1]) == 2:
        return f"{NAMES[int(parts[1]) - 1]} {parts[0]}"
    return text.replace("-", "–")


def typeset(words: str) -> str:
    """Return a sentence with the no-break spaces French asks for."""
    hard = re.sub(r" (?=[:;?!%»€÷×])|(?<=«) ", HARD, words)
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", THIN, hard)


def listing(words: list[str] | tuple[str, ...]) -> str:
    """Join words as French does: « a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} et {words[-1]}"


def alphabetical(words: str) -> str:
    """Return a key that sorts words whatever their accents: « Île-de-France » before « Jura »."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
