"""Birth dates as people type them."""

from __future__ import annotations

import re
from datetime import date

from pos_app.server.text import fold

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_THREE = re.compile(r"(\d{1,4})[ ./\-]+(\d{1,2})[ ./\-]+(\d{1,4})", re.ASCII)
_RUN = re.compile(r"\d{8}", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .\-]*([a-z]{3,9})[ .,\-]*(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})[ .\-]*(\d{1,2})(?:st|nd|rd|th)?[ .,\-]+(\d{4})", re.ASCII)


def birth_dates(text: str) -> tuple[date, ...]:
    """All dates that ``text`` may mean; none if it is no date.

    "03/04/1961" is both 3 April and 4 March, since one hospital writes it one way and its neighbour the other.
    """
    text = fold(text)
    found: list[tuple[int, int, int]] = []
    if _RUN.fullmatch(text):
        found += [
            (int(text[:4]), int(text[4:6]), int(text[6:])),
            (int(text[4:]), int(text[2:4]), int(text[:2])),
            (int(text[4:]), int(text[:2]), int(text[2:4])),
        ]
    elif match := _THREE.fullmatch(text):
        one, two, three = match.groups()
        if len(one) == 4:
            found.append((int(one), int(two), int(three)))
        elif len(three) == 4 and len(one) <= 2:
            found += [(int(three), int(two), int(one)), (int(three), int(one), int(two))]
    elif match := _DAY_FIRST.fullmatch(text):
        found.append((int(match[3]), _month(match[2]), int(match[1])))
    elif match := _MONTH_FIRST.fullmatch(text):
        found.append((int(match[3]), _month(match[1]), int(match[2])))
    return tuple(dict.fromkeys(d for year, month, day in found if (d := _date(year, month, day)) is not None))


def _month(name: str) -> int:
    """1 to 12, or 0 for a word that is no month."""
    for number, (short, full) in enumerate(zip(_MONTHS, _FULL, strict=True), start=1):
        if name == short or (len(name) >= 3 and full.startswith(name)) or name == "sept" == short + "t":
            return number
    return 0


def _date(year: int, month: int, day: int) -> date | None:
    if not 1850 <= year <= 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
