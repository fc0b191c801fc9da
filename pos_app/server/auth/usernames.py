"""User names: written in many ways, and one name all the same. Pure."""

from __future__ import annotations

import re
import unicodedata

_FORM = re.compile(r"[\w.@+-]+")
_ALIKE = frozenset(["LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"])
"""Scripts as Unicode's names of letters begin with them."""
MOST = 128


def normal(text: str) -> str:
    """As it is stored and compared: without case, and composed in one way."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text.strip()).casefold())


def why_refused(text: str) -> str:
    """One sentence, or nothing if it will do for a new account."""
    found = normal(text)
    if not _FORM.fullmatch(found) or len(found) > MOST:
        return "A user name has letters, figures and . _ - + @ only."
    if len({unicodedata.name(c, "").partition(" ")[0] for c in found} & _ALIKE) > 1:
        return "A user name does not mix scripts whose letters look the same, as Latin and Cyrillic."
    return ""


def of_provider(claim: str) -> str:
    """The user name meant by an identity provider's; empty where ``normal`` would change more than its case.

    Whoever may choose a name there must not become somebody else here by letters that only look alike to us.
    """
    found = normal(claim)
    return found if found == claim.lower() and not why_refused(claim) else ""
