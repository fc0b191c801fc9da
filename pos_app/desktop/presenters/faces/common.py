"""Pieces that several screens share. All texts are ready to show; a view picks the icon and the colour by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Screen(StrEnum):
    """The pages of the window's stack."""

    LOGIN = "login"
    INVOICES = "invoices"  # list and detail, side by side
    PAYMENT = "payment"  # PaymentModal, with all its faces
    REFUND = "refund"  # asking for a refund, and following it
    REFUNDS = "refunds"  # the refunds of the site: to decide, on the way, ended
    EXCEPTIONS = "exceptions"  # what does not fit into the books
    RECEIPTS = "receipts"
    TODAY = "today"
    LOCKED = "locked"  # in place of all the above but the log-in, which are as they were when it goes


class Tone(StrEnum):
    """The meaning of a state: each has a colour role, a shape and (in the text beside it) a word."""

    NEUTRAL = "neutral"
    OPEN = "open"
    PART = "part"
    CHECKING = "checking"
    GOOD = "good"
    BAD = "bad"
    VOID = "void"
    REFUND = "refund"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class StateFace:
    """A state chip: word and meaning."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ActionFace:
    """Something the person can do here. ``key`` goes back to the presenter, ``shortcut`` is drawn as key caps.

    ``enabled`` False comes with ``why``, a sentence shown beside or in the button's tooltip.
    """

    key: str
    text: str
    detail: str = ""
    shortcut: str = ""
    primary: bool = False
    enabled: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class MessageFace:
    """An empty or failed place: what this is, what to do, and the buttons for it."""

    title: str
    detail: str = ""
    actions: tuple[ActionFace, ...] = ()
    failed: bool = False
    details_for_it: str = ""


@dataclass(frozen=True, slots=True)
class Toast:
    """Said and over; disappears by itself."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Question:
    """A dialog of ours. Exactly one of ``choices`` may be ``primary``; Esc and closing mean ``escape``."""

    title: str
    detail: str
    choices: tuple[ActionFace, ...]
    escape: str
    danger: bool = False


Answered = Callable[[str], None]
"""Gets the ``key`` of the chosen action."""
