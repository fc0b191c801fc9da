"""Rows as CSV that a spreadsheet shows and never runs: pure.

A cell that begins with =, +, - or @ is a formula to a spreadsheet, and some of what is exported was typed or imported
by strangers.  Such a text gets an apostrophe in front, which spreadsheets take for "this is text".  A plain number,
also a negative one, stays a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

BOM: Final = "\ufeff"
"""Without it, spreadsheets take UTF-8 for the alphabet of the country they were sold in."""
_FORMULA: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\u2212\t\r\n")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def row(cells: Iterable[str]) -> str:
    """One line with its end. Every text is quoted, so that a semicolon or a tab in it begins no cell anywhere."""
    return ",".join(_cell(cell) for cell in cells) + "\r\n"


def harmless(text: str) -> str:
    """``text`` as a spreadsheet may have it: on one line, and no formula."""
    if _NUMBER.fullmatch(text):
        return text
    line = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text)
    risky = text[:1] in _FORMULA or line.lstrip()[:1] in _FORMULA
    return f"'{line}" if risky else line


def _cell(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return text
    return '"' + harmless(text).replace('"', '""') + '"'
