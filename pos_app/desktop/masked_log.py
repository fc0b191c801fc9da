"""The till's log for IT, beside the journal: no patient, no card number, no key, whoever put them there.

Crashes are told with their place and their kind, and without a word of what was being worked on.
"""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from pos_app.masking import mask_cards, mask_keys

LOG_BYTES = 1_000_000


class Masked(logging.Formatter):
    """Masks the finished line; of an exception in it, it tells only where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))

    def formatException(self, ei: Any) -> str:
        return without_words(ei[1]) if ei[1] is not None else ""


def masked(text: str) -> str:
    return mask_keys(mask_cards(text))


def without_words(error: BaseException) -> str:
    """Where ``error`` came from, line by line, and of what kind it and its causes are; but not what it says.

    A message may quote whatever was being worked on: a name, an answer of the server.
    """
    parts = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        trace = "".join(traceback.format_tb(one.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{trace}{type(one).__module__}.{type(one).__qualname__}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\nwhich came after:\n".join(parts)


def crash(error: BaseException, trace: TracebackType | None) -> str:
    """What is said of an exception that nobody caught; ends with a new line."""
    return masked(without_words(error.with_traceback(trace))) + "\n"


def log_to(profile: Path) -> None:
    """httpx's own log is left out: it would write down addresses, which hold searches."""
    handler = RotatingFileHandler(profile / "till.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(Masked("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    ours = logging.getLogger("pos_app")
    ours.setLevel(logging.INFO)
    ours.addHandler(handler)
    ours.propagate = False


def say_where(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """To the terminal, or to where a desktop writes it down: the same as into the log. As ``sys.excepthook``."""
    sys.stderr.write(crash(error, trace))
    logging.getLogger("pos_app.desktop").critical("unexpected", exc_info=(kind, error, trace))
