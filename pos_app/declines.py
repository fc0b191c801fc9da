"""Why a card was refused: the bank's reason -> a sentence and what to do next, at the counter and for the patient.

One table for all, ``resources/texts/declines.json``, made to be translated: each code of Stripe's has its texts by
language, or is the ``same as`` another.  Reasons that Stripe wants kept from the patient (lost, stolen, suspected) are
the same as the plain one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal

from pos_app import assets

PLAIN: Final = "card_declined"
"""What is said where nothing more is known."""
SOURCE: Final = "en"
"""The language that has every text; another is used where it has one."""
Listener = Literal["counter", "patient"]


@dataclass(frozen=True, slots=True)
class Told:
    """``short``: a few words for lists and reports; only the counter has them."""

    sentence: str
    next_step: str
    short: str = ""


def told(listener: Listener, language: str = SOURCE) -> Mapping[str, Told]:
    """By Stripe's decline or error code, in ``language`` ("es") where it has been translated."""
    return MappingProxyType({code: _told(_entry(code), listener, language) for code in _table()})


def _entry(code: str) -> Mapping[str, Any]:
    entry: Mapping[str, Any] = _table()[code]
    return _table()[entry["same as"]] if "same as" in entry else entry


def _told(entry: Mapping[str, Any], listener: Listener, language: str) -> Told:
    texts = entry[listener]
    found = texts.get(language, texts[SOURCE])
    return Told(found["sentence"], found["next"], found.get("short", ""))


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, Any]]:
    path = assets.resources() / "texts" / "declines.json"
    return MappingProxyType(json.loads(path.read_text("utf-8")))
