"""Search keys: what people type is folded the same way as what is stored."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """Lower case, no accents, single spaces: "Zieliński  Tomasz" -> "zielinski tomasz"."""
    # twice: a letter that is only another form of a capital ("𝝖") becomes one when it is taken apart
    lower = unicodedata.normalize("NFKD", text.casefold()).casefold()
    decomposed = unicodedata.normalize("NFKD", lower.replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) or (not c.isascii() and _keeps(c)))
    return " ".join(bare.split())


def _keeps(mark: str) -> bool:
    """Marks that are letters to their readers (Devanagari vowel signs and the like) stay; accents go."""
    return unicodedata.combining(mark) == 0 or 0x0900 <= ord(mark) <= 0x0DFF


def key(text: str) -> str:
    """Letters and digits only, upper case: "INV-20418" -> "INV20418", "4021 7730" -> "40217730"."""
    return re.sub(r"[\W_]+", "", text).upper()


def digits(text: str) -> str:
    """ASCII digits of any script's digits: a phone number as it is dialled."""
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdigit())


def plausible_id(text: str) -> bool:
    """Whether ``text`` may be asked of the database as an id: PostgreSQL takes no NUL, and no id looks like that."""
    return 0 < len(text) <= 255 and text.isascii() and text.isprintable()
