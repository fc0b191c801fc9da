"""Names that belong to nobody here: what was typed into the field for the name may as well have been a password."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

LENGTH: Final = 16


class HiddenNames:
    """Under a key of the server: the same name can be recognised, and none be found by trying."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"hmis-pos names in the audit log", "sha256")

    def name(self, typed: str) -> str:
        return hmac.new(self._key, typed.casefold().encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:LENGTH]
