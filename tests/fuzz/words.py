"""What gets typed, scanned and pasted: what people do, and what nobody should."""

from __future__ import annotations

import random
from typing import Final

GOOD, NO_FUNDS, BANK_ASKS, EXPIRED = "4242424242424242", "4000000000009995", "4000000000003220", "4000000000000069"
CARDS: Final = (GOOD, GOOD, GOOD, NO_FUNDS, BANK_ASKS, EXPIRED, "4000000000005126", "1234567812345678")
AMOUNTS: Final = (
    "1", "7.35", "0", "0.00", "-5", "99999999", "1e3", "1,234.56", "1.234,56", " $ 12.00 ", "12.00 USD", "12 34",
    "€5", "٧٫٣٥", "१२.५०", "12.345", ".5", "5.", "1" * 40, "∞", "5\u00a0000,00", "twelve",
)  # fmt: skip
ODD: Final = (
    "a\u0301\u0327" * 60, "\u202eevil\u202c", "\u200f\u200e\u2066x", "<b>bold</b><img src=x>", "&amp;&lt;", "%s %d {0}",
    "' OR 1=1 --", "Ω≈ç√∫", "مريم عبد الله", "陳偉霖", "👩‍⚕️🏥", "\u00ad\u200b", "x" * 300, "\t", "\ufffd", "C:\\..\\..",
    "2026-02-30", "14 Mar 1961", "INV-", "%", "_", "*", "\"", "ﷺ", "🇩🇪" * 20,
)  # fmt: skip
NAMES: Final = ("Okafor", "Reyes", "a", "e", "Nas", "zieliński", "4021 7730", "INV-204", "1961")
SHORT: Final = "abcdefghijklmnopqrstuvwxyz0123456789 .,-/'éßüñ"


def something(chance: random.Random) -> str:
    """One text of any of the kinds."""
    kind = chance.random()
    if kind < 0.3:
        return "".join(chance.choices(SHORT, k=chance.randint(1, 12)))
    if kind < 0.5:
        return chance.choice(NAMES)
    if kind < 0.75:
        return chance.choice(AMOUNTS)
    if kind < 0.95:
        return chance.choice(ODD)
    return "".join(chr(chance.choice((chance.randrange(32, 0xD800), chance.randrange(0x10000, 0x20000)))) for _ in ODD)


def scan(chance: random.Random) -> str:
    """What a scanner sends: mostly an invoice that may exist, now and then another hospital's or a medicine's."""
    ours = f"INV-{chance.randrange(20350, 20425)}"
    return chance.choice((ours, ours, f"INV-{chance.randrange(10**6)}", "40217730", "4006381333931", "]C1" * 30))
