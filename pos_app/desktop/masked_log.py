"""The till's log for IT, beside the journal: no patient, no card number, no key, whoever put them there.

Crashes are told with their place and their kind, and without a word of what was being worked on.
"""

from __future__ import annotations

import logging
import sys
import traceback
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any

from pos_app.masking import mask_cards, mask_keys

LOG_BYTES = 1_000_000
OLDER = 2


class Turning(logging.FileHandler):
    """Begins a new file with the line after the one that made the present one full; ``OLDER`` of before stay, as
    till.log.1. (That of logging.handlers brings sockets and pickle along, which the start would pay for.)
    """

    def emit(self, record: logging.LogRecord) -> None:
        if self.stream is not None and self.stream.tell() >= LOG_BYTES:
            self.stream.close()
            self.stream = None  # opened anew by whoever writes next
            try:
                self._turn()
            except OSError:
                self.handleError(record)
        super().emit(record)

    def _turn(self) -> None:
        present = Path(self.baseFilename)
        files = [present, *(present.with_name(f"{present.name}.{number}") for number in range(1, OLDER + 1))]
        for younger, older in reversed(list(pairwise(files))):
            if younger.exists():
                younger.replace(older)


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
    handler = Turning(profile / "till.log", encoding="utf-8")
    handler.setFormatter(Masked("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    ours = logging.getLogger("pos_app")
    ours.setLevel(logging.INFO)
    ours.addHandler(handler)
    ours.propagate = False


def say_where(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """To the terminal, or to where a desktop writes it down: the same as into the log. As ``sys.excepthook``."""
    sys.stderr.write(crash(error, trace))
    logging.getLogger("pos_app.desktop").critical("unexpected", exc_info=(kind, error, trace))
