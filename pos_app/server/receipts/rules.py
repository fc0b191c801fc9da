"""How receipts are numbered and what they call people and cards: pure."""

from __future__ import annotations

import re
from typing import Final

COUNTER: Final = "receipt"
"""The sequence in ``counters``. Its row is locked in the transaction that records the money."""
FIRST: Final = 10_000
MOST_DIGITS: Final = 12
"""Of a receipt's number that is looked for."""
_DIGITS: Final = re.compile(r"[0-9]{1,12}", re.ASCII)

_BRANDS: Final = {
    "amex": "American Express",
    "diners": "Diners Club",
    "jcb": "JCB",
    "unionpay": "UnionPay",
    "eftpos_au": "eftpos",
}


def number(sequence: int) -> str:
    """As "R-10001" for 1."""
    return f"R-{FIRST + sequence}"


def sequence(number: str) -> int | None:
    """The sequence of "R-10457"; None for what is no receipt's number."""
    digits = number.removeprefix("R-")
    if not number.startswith("R-") or not _DIGITS.fullmatch(digits) or int(digits) <= FIRST:
        return None
    return int(digits) - FIRST


def beginning(typed: str) -> tuple[tuple[int, int], ...]:
    """Sequences whose numbers begin with what was typed ("R-104", "104"), as (first, last), shortest numbers first."""
    digits = typed.strip().upper().removeprefix("R").lstrip("-")
    if not _DIGITS.fullmatch(digits) or digits.startswith("0"):
        return ()
    found = []
    for more in range(MOST_DIGITS - len(digits) + 1):
        first, last = int(digits) * 10**more, (int(digits) + 1) * 10**more - 1
        if last > FIRST:
            found.append((max(first - FIRST, 1), last - FIRST))
    return tuple(found)


def brand_name(brand: str) -> str:
    """As people write it: "visa" -> "Visa", "amex" -> "American Express"."""
    return _BRANDS.get(brand, brand.replace("_", " ").title()) or "Card"


def card_name(brand: str, last4: str) -> str:
    """As "Visa ending 4242"; "Card" when nothing is known of it."""
    return f"{brand_name(brand)} ending {last4}" if last4 else "Card"


def short_patient(given: str, family: str, full: str) -> str:
    """Initial and family name, as "M. Okafor"; the full name where the two are not known apart."""
    if not given.strip() or not family.strip():
        return full.strip()
    return f"{given.strip()[0]}. {family.strip()}"


def short_server(display_name: str) -> str:
    """Given name and initial, as "Tomasz Z.": enough to find who served, no more than a patient needs."""
    words = display_name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else display_name.strip()
