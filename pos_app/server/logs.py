"""Structured logs on stderr: ids and names of things, never a patient's data, a secret or a request's text.

An exception is logged as its type and the places it passed through.  Its message stays out, because database and
validation errors quote the values that made them.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from pos_app.masking import mask_cards, mask_keys

MAX_FRAMES = 12


def where(error: BaseException) -> list[str]:
    """The innermost places an exception passed through, as "file.py:12 function"."""
    frames = traceback.extract_tb(error.__traceback__)[-MAX_FRAMES:]
    return [f"{Path(f.filename).parent.name}/{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]


def describe(error: BaseException) -> dict[str, Any]:
    """What of an exception may be logged: types of the whole chain, places, the database's own code."""
    chain: list[str] = []
    one: BaseException | None = error
    while one is not None and len(chain) < 5:
        state = getattr(one, "sqlstate", None) or getattr(one, "sqlite_errorname", None)
        chain.append(type(one).__name__ + (f"[{state}]" if state else ""))
        one = one.__cause__ or one.__context__
    return {"error": " < ".join(chain), "at": where(error)}


class _Foreign(logging.Handler):
    """Log lines of libraries, in our form: the message as they wrote it, an exception without its message."""

    def emit(self, record: logging.LogRecord) -> None:
        extra = describe(record.exc_info[1]) if record.exc_info and record.exc_info[1] else {}
        message = record.getMessage().splitlines()[0] if record.getMessage() else ""
        structlog.get_logger(record.name).log(record.levelno, message, **extra)


def _no_traceback(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event.update(describe(error))
    return event


def _no_cards_no_keys(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The last line: no card number and no secret is written, whoever put it into whatever part of the line."""
    return {name: _masked(value) for name, value in event.items()}


def _masked(value: Any) -> Any:
    match value:
        case bool():
            return value
        case str():
            return mask_keys(mask_cards(value))
        case int():
            return value if (text := str(value)) == (masked := mask_cards(text)) else masked
        case list() | tuple() | set() | frozenset():
            return [_masked(one) for one in value]
        case dict():
            return {_masked(name): _masked(one) for name, one in value.items()}
        case _:
            return value


def configure(level: int = logging.INFO) -> None:
    """Send structlog and the standard library's logging to stderr, one JSON object a line."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _no_traceback,
            _no_cards_no_keys,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers = [_Foreign()]
    root.setLevel(logging.WARNING)
