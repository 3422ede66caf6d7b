"""Words, numbers and dates as people write them in spreadsheets."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from lianes.domain.month import Month
from lianes.errors import InvalidMonth

Cell = str | int | float | bool | date | None

_BLANKS = dict.fromkeys(map(ord, " \u00a0\u202f\u2009\u2007'’"), None)
_NUMBER = re.compile(r"[-−+]?\d+([.,]\d+)?", re.ASCII)
_SERIALS = range(20_000, 80_000)
"""Days since 1899-12-30 that a spreadsheet may give for a date: 1954 to 2119."""
_MONTH_STEMS = {
    "janv": 1, "fev": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aou": 8,
    "sept": 9, "oct": 10, "nov": 11, "dec": 12, "jan": 1, "mar": 3, "sep": 9,
}  # fmt: skip
_MONTHS_IN_FULL = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7,
    "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
_SHORT_MONTHS = _MONTH_STEMS | _MONTHS_IN_FULL | {"fevr": 2}


@lru_cache(maxsize=8192)
def plain(words: str) -> str:
    """Return words without accents, case, punctuation or repeated blanks, to compare headings."""
    bare = unicodedata.normalize("NFKD", words.replace("œ", "oe").replace("Œ", "OE"))
    kept = "".join(c for c in bare if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", kept).split())


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """Return what a cell says; a whole number loses its decimal point, a day is ISO."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(cell).strip()


def number_of(cell: Cell) -> float | None:
    """Read a number: decimal comma, thousands by spaces; None when it is not one."""
    if isinstance(cell, bool | date):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    bare = (cell or "").translate(_BLANKS)
    if not _NUMBER.fullmatch(bare):
        return None
    return float(bare.replace(",", ".").replace("−", "-"))


def month_of(cell: Cell) -> Month | None:
    """Read a month in any of the ways people write one; None when it is not one."""
    if isinstance(cell, date):
        return _month(cell.year, cell.month)
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return _month_of_number(cell)
    return _month_of_text(cell.strip())


def day_of(cell: Cell) -> date | None:
    """Read a day: `2026-10-31`, `31/10/2026`, a spreadsheet's date; None when it is not one."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(cell)
    words = text_of(cell)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})( 00:00(:00)?)?", words, re.ASCII)
    french = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", words, re.ASCII)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    return _day(int(french[3]), int(french[2]), int(french[1])) if french else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _serial(value: float) -> date | None:
    return date(1899, 12, 30) + timedelta(days=int(value)) if int(value) in _SERIALS else None


def _month_of_number(value: float) -> Month | None:
    if value != value or value in (float("inf"), float("-inf")):
        return None
    whole = int(value)
    if 190_001 <= whole <= 219_912:  # 202610
        return _month(whole // 100, whole % 100)
    day = _serial(value)
    return _month(day.year, day.month) if day else None


@lru_cache(maxsize=4096)
def _month_of_text(words: str) -> Month | None:
    day = day_of(words)
    if day is not None:
        return _month(day.year, day.month)
    first_year = re.fullmatch(r"(\d{4})[-/.](\d{1,2})", words, re.ASCII)
    if first_year:
        return _month(int(first_year[1]), int(first_year[2]))
    last_year = re.fullmatch(r"(\d{1,2})[-/.](\d{4}|\d{2})", words, re.ASCII)
    if last_year:
        return _month(_year(last_year[2]), int(last_year[1]))
    named = re.fullmatch(r"([a-z]+) (\d{4}|\d{2})", plain(words))
    if named and named[1] in _SHORT_MONTHS:
        return _month(_year(named[2]), _SHORT_MONTHS[named[1]])
    return _month_of_number(int(words)) if re.fullmatch(r"\d{5,6}", words, re.ASCII) else None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month(year: int, number: int) -> Month | None:
    try:
        return Month.of(year, number)
    except InvalidMonth:
        return None
