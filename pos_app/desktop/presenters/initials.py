"""The letters of a disc that stands for a person."""

from __future__ import annotations

import unicodedata


def initials(name: str) -> str:
    """First letters of the first and the last name, for the disc: "MO"."""
    parts = [part for part in name.split() if unicodedata.category(part[0]).startswith("L")]
    letters = [parts[0][0], parts[-1][0]] if len(parts) > 1 else [part[0] for part in parts]
    return "".join(letters).upper()
