"""What a person may choose as a password: long, not guessed soon, and not made of their own name. Pure.

No rules about kinds of characters, and no expiry: NIST SP 800-63B (rev. 4) and OWASP advise against both, because they
lead to passwords that are easy to guess.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from typing import Final

import zxcvbn  # type: ignore[import-untyped]  # the package ships no types

from pos_app.server.text import fold
from pos_app.wire.auth import Role

LEAST: Final = 12
LEAST_FOR_ADMINS: Final = 15
"""Whoever makes people has the longer one."""
MOST: Final = 128
GUESSES: Final = 10**9
"""Tries, of the likeliest first, that it must withstand: our throttle lets some ten thousand a day through."""
LOOKED_AT: Final = 72
"""So many characters are judged: what is hard to guess up to here does not get easier."""
OWN_WORD: Final = 3
"""Shorter parts of a name may stand in any word."""
_HOSPITAL: Final = ("hmis", "hospital")
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def normalised(password: str) -> str:
    """As it is hashed: however a keyboard composes a letter, it is the same letter."""
    return unicodedata.normalize("NFKC", password)


def why_refused(password: str, role: Role, own: Iterable[str] = ()) -> str:
    """One sentence for the person who chose it, or nothing if it will do. ``own``: user name, display name."""
    found = normalised(password)
    least = LEAST_FOR_ADMINS if role is Role.ADMIN else LEAST
    if len(found) < least:
        return f"It needs {least} characters or more: several words in a row do well."
    if len(found) > MOST:
        return f"It may have {MOST} characters at most."
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cn") for c in found):
        return "It holds a character that can't be typed."
    bare = _without(fold(found), own)
    if _guesses(bare) < GUESSES:
        if bare != fold(found):
            return "Without your own name in it, it would be guessed soon: choose other words."
        return "It would be guessed soon: choose several words that don't belong together."
    if _guesses(found) < GUESSES:
        return "It would be guessed soon: choose several words that don't belong together."
    return ""


def one_time_password() -> str:
    """Sixteen characters that are told apart on paper, in groups: 79 bits."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(16))
    return "-".join(drawn[at : at + 4] for at in range(0, 16, 4))


def _without(folded: str, own: Iterable[str]) -> str:
    words = {word for text in (*own, *_HOSPITAL) for word in re.split(r"[\W_]+", fold(text)) if len(word) >= OWN_WORD}
    words |= {joined for text in own if len(joined := re.sub(r"[\W_]+", "", fold(text))) >= OWN_WORD}
    for word in sorted(words, key=lambda one: (-len(one), one)):
        folded = folded.replace(word, "")
    return folded


def _guesses(password: str) -> int:
    judged = password[:LOOKED_AT]
    if not judged:
        return 1
    found = int(zxcvbn.zxcvbn(judged)["guesses"])
    # one letter over and over in a script that no list knows is no better than in ours
    plain: int = max(2, len(set(judged))) ** len(judged)
    return min(found, plain)
