"""The till's own words, in the language of whoever stands at it.

A source text is the English sentence itself. The language is chosen once, before the first window; until then, and
where a catalogue lacks a text, the English stands. Of what the server says in words, its fixed sentences are said in
the till's language too (``presenters/phrases.py``); names, services, receipts and what people wrote are not ours to
translate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Translate(Protocol):
    def __call__(self, source: str, about: str, count: int | None) -> str | None:
        """The text in the other language, in the form that goes with ``count``; None: the catalogue lacks it.

        ``about`` tells apart texts that are one in English. Called in any thread.
        """
        ...


class Marked(str):
    """A source text in a table, which is translated when it is shown."""

    about: str = ""


def _english(source: str, about: str, count: int | None) -> str | None:  # noqa: ARG001 - the shape of Translate
    return None


@dataclass(slots=True)
class _Spoken:
    translate: Translate = _english
    figure: Callable[[int], str] = str
    rtl: bool = False


_now = _Spoken()


def speak(translate: Translate = _english, figure: Callable[[int], str] = str, *, rtl: bool = False) -> None:
    """Choose the language of the whole program; without arguments English.

    ``figure`` writes a whole number as the language does. ``rtl``: it is written from right to left.
    """
    _now.translate, _now.figure, _now.rtl = translate, figure, rtl


def foreign() -> bool:
    """Whether another language than that of the source texts was chosen."""
    return _now.translate is not _english


def apart(text: str) -> str:
    """A name, a figure or a date, kept in its own order inside a text of a language that runs from right to left."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if _now.rtl and text else text


def whole(text: str) -> str:
    """Several texts as one that runs as the language does, whatever it begins with."""
    return f"\N{RIGHT-TO-LEFT MARK}{text}" if _now.rtl and text else text


def say(source: str, /, about: str = "", **parts: str | int) -> str:
    """``source`` in the till's language, with ``parts`` in the places of their names.

    Whole numbers are written as the language does; all else (money, days) is formatted already.
    """
    if not source:
        return ""
    about = about or getattr(source, "about", "")
    text = _now.translate(source, about, None) or str(source)
    return text.format(**_written(parts)) if parts else text


def say_many(one: str, other: str, count: int, /, **parts: str | int) -> str:
    """As ``say``, in the form that goes with ``count``, which is also the part ``{count}``."""
    text = _now.translate(other, "", count) or (one if count == 1 else other)
    return text.format(**_written({"count": count, **parts}))


def _written(parts: dict[str, str | int]) -> dict[str, str]:
    return {name: apart(part if isinstance(part, str) else _now.figure(part)) for name, part in parts.items()}


def mark(source: str, about: str = "") -> str:
    """Names ``source`` for the catalogues, and leaves it as it is until ``say`` shows it."""
    marked = Marked(source)
    marked.about = about
    return marked


def say_all(table: T) -> T:
    """A dataclass, or a tuple of them, with every marked text in it in the till's language."""
    found: Any = table
    if isinstance(found, tuple):
        return tuple(say_all(one) for one in found)  # type: ignore[return-value]  # the same shape
    if isinstance(found, Marked):
        return say(found)  # type: ignore[return-value]  # a text for a text
    if not is_dataclass(found) or isinstance(found, type):
        return table
    told = {field.name: say_all(getattr(found, field.name)) for field in fields(found)}
    return replace(found, **told)  # type: ignore[return-value]  # the same dataclass
