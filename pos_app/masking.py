"""Card numbers and keys that strayed into text: found and masked before anybody stores, logs or shows the text.

People paste a card number into a search, a note or a name.  It is told from other long numbers by what all cards
share: 13 to 19 digits, a check digit, and the first digits and the length of a card scheme.  Pure, and the standard
library only, so that every program can use it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

MASK: Final = "•••• "
"""Stands for all digits but the last four, however many they were."""
_LEAST: Final = 13
_MOST: Final = 19
_KEPT: Final = 4
_GAP: Final = 3
"""Marks that may stand between two digits of one number: "4242 - 4242"."""
_MARKS: Final = frozenset("._·\t\r\n\v\f")
_MARK_KINDS: Final = frozenset(["Zs", "Zl", "Zp", "Pd", "Cf"])
"""Spaces, dashes and invisible marks of any script."""

# Patterns are made ready by their first use: a till that starts has none for them yet.
# What only looks like a card number: UUIDs, digests, and ids of a processor's objects ("pi_3Abc...").
_IDS: Final = (
    r"(?<![0-9A-Za-z])(?:"
    r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
    r"|[0-9A-Fa-f]{32,}"
    r"|[a-z]{2,8}(?:_[a-z]{2,8})?_(?=[0-9]*[A-Za-z])[0-9A-Za-z]{8,}"
    r")(?![0-9A-Za-z])"
)

_LONG_RUN: Final = r"\d(?:[\W_]{0,3}\d){12}"
"""Wider than what :func:`_runs` finds. Nearly every text is without it, and every line of a log is looked at."""

_AMEX, _MASTERCARD, _VISA = (15,), (16,), (13, 16, 19)
_LONG: Final = tuple(range(16, 20))
_DINERS, _MAESTRO = tuple(range(14, 20)), tuple(range(_LEAST, _MOST + 1))
_SCHEMES: Final[tuple[tuple[int, int, int, Sequence[int]], ...]] = (
    # digits of the prefix, from, to, lengths
    (1, 4, 4, _VISA),
    (2, 51, 55, _MASTERCARD),
    (4, 2221, 2720, _MASTERCARD),
    (2, 34, 34, _AMEX),
    (2, 37, 37, _AMEX),
    (4, 6011, 6011, _LONG),  # Discover
    (3, 644, 649, _LONG),
    (2, 65, 65, _LONG),
    (2, 62, 62, _LONG),  # UnionPay
    (2, 81, 82, _LONG),  # UnionPay and RuPay
    (2, 60, 60, _LONG),  # RuPay
    (3, 508, 508, _LONG),
    (4, 3528, 3589, _LONG),  # JCB
    (3, 300, 305, _DINERS),
    (4, 3095, 3095, _DINERS),
    (2, 36, 36, _DINERS),
    (2, 38, 39, _DINERS),
    (4, 2200, 2204, _LONG),  # Mir
    (4, 9792, 9792, _MASTERCARD),  # Troy
    (4, 5018, 5020, _MAESTRO),
    (4, 5038, 5038, _MAESTRO),
    (4, 5893, 5893, _MAESTRO),
    (4, 6304, 6304, _MAESTRO),
    (4, 6759, 6763, _MAESTRO),
)


def mask_cards(text: str) -> str:
    """``text`` with every card number in it cut down to "•••• 4242"; the very same text where there is none."""
    while (masked := _once(text)) != text:
        text = masked  # the end of one number and what follows it may be another
    return text


def holds_card(text: str) -> bool:
    """Whether ``text`` holds what can only be a card number."""
    return _once(text) != text


_KEYS: Final = (
    r"(?<![0-9A-Za-z])((?:sk|rk)_(?:test|live)_|whsec_|(?:pi|seti|cuss|cs)_[0-9A-Za-z_]{3,}?_secret_)[0-9A-Za-z_-]+"
    r"|(?i:\b(bearer )[0-9A-Za-z._~+/=-]{8,})"
)


def mask_keys(text: str) -> str:
    """``text`` with every secret key, signing secret, client secret and bearer token in it cut off behind what says
    which kind it is."""
    if "_" not in text and " " not in text:  # as each of them has
        return text
    return re.sub(_KEYS, lambda found: f"{found[1] or found[2]}••••", text)


class _Digit(NamedTuple):
    value: int
    at: int
    joined: bool
    """Stands directly behind another digit."""


def _once(text: str) -> str:
    if not re.search(_LONG_RUN, text):
        return text
    protected = [match.span() for match in re.finditer(_IDS, text)]
    parts, done = [], 0
    for run in _runs(text, protected):
        for first, masked, last in _numbers(run, text):
            kept = "".join(str(digit.value) for digit in run[masked:last])
            parts += [text[done : run[first].at], MASK, kept]
            done = run[last - 1].at + 1
    return "".join(parts) + text[done:] if parts else text


def _runs(text: str, protected: Sequence[tuple[int, int]]) -> list[list[_Digit]]:
    """Digits with nothing but marks between them, each run long enough to hold a card number."""
    runs: list[list[_Digit]] = [[]]
    marks = 0
    spans = iter(protected)
    start, end = next(spans, (len(text), len(text)))
    for at, letter in enumerate(text):
        if at >= end:
            start, end = next(spans, (len(text), len(text)))
        if letter.isdecimal() and not start <= at < end:
            runs[-1].append(_Digit(unicodedata.decimal(letter), at, bool(runs[-1]) and marks == 0))
            marks = 0
            continue
        marks += 1
        if start <= at < end or marks > _GAP or not _is_mark(letter):
            if runs[-1]:
                runs.append([])
            marks = 0
    return [run for run in runs if len(run) >= _LEAST]


def _is_mark(letter: str) -> bool:
    return letter in _MARKS or unicodedata.category(letter) in _MARK_KINDS


def _numbers(run: Sequence[_Digit], text: str) -> list[tuple[int, int, int]]:
    """Where card numbers stand in a run: the first digit, the first that is kept, and the end.

    A number begins and ends where a group of digits does.  Of numbers that overlap ("4242 4242 4242 4242 12 30"),
    what any of them would hide is hidden.
    """
    values = [digit.value for digit in run]
    found: list[tuple[int, int, int]] = []
    for first in range(len(run) - _LEAST + 1):
        if run[first].joined:
            continue
        for last in range(first + _LEAST, min(first + _MOST, len(run)) + 1):
            if last < len(run) and run[last].joined:
                continue
            if not _is_card(values[first:last]) or _is_phone(run, first, last, text):
                continue
            if found and first < found[-1][2]:
                before = found.pop()
                found.append((before[0], max(before[1], last - _KEPT), max(before[2], last)))
            else:
                found.append((first, last - _KEPT, last))
    return found


def _is_phone(run: Sequence[_Digit], first: int, last: int, text: str) -> bool:
    """As "+49 151 23456789": a plus sign, and no more than the fifteen digits a telephone number has.

    Its groups behind the country code may look like a card too: "+30 42 50 26 35 27 20 9". What stands there in one
    piece is more likely a card.
    """
    if last - first <= 15 and _after_plus(run[first].at, text):
        return True
    grouped = not all(digit.joined for digit in run[first + 1 : last])
    return grouped and len(run) <= 15 and _after_plus(run[0].at, text)


def _after_plus(at: int, text: str) -> bool:
    return at > 0 and text[at - 1] in "+\uff0b"


def _is_card(digits: Sequence[int]) -> bool:
    return _has_prefix(digits) and _luhn(digits)


def _has_prefix(digits: Sequence[int]) -> bool:
    for size, lowest, highest, lengths in _SCHEMES:
        if len(digits) in lengths and lowest <= int("".join(map(str, digits[:size]))) <= highest:
            return True
    return False


def _luhn(digits: Sequence[int]) -> bool:
    """The check digit of every card number: from the right, each second digit counts double."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
