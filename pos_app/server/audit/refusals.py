"""Which refusals belong in the audit log; how many of them get an entry of their own, and which are only counted: a
flood must not fill the disk.

Each of the first few of a minute is one entry, named and at once.  What comes after those is counted by who it was
(or from which address) and why, and is one entry when the minute is over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pos_app.server.audit import rules
from pos_app.server.audit.rules import About, Actor, Draft
from pos_app.wire.audit import Act, Outcome
from pos_app.wire.problems import Code

MINUTE: Final = timedelta(minutes=1)
OF_AN_ADDRESS: Final = 20
"""Entries of their own in a minute, from one address with nobody logged in."""
OF_A_PERSON: Final = 60
OF_ALL: Final = 300
"""From all addresses and persons together: addresses cost an attacker nothing."""
COUNTED_APART: Final = 50
"""Sources that are counted by name in a minute; those beyond are counted together."""


_OF_FORM: Final = frozenset([Code.MALFORMED, Code.CURSOR_INVALID, Code.TOO_LARGE, Code.TOO_SLOW])
_READS: Final = frozenset(["GET", "HEAD", "OPTIONS"])


def belongs(code: str, method: str, *, routed: bool) -> bool:
    """Whether a refusal is one of an act or of a right, and so belongs in the audit log.

    What is merely ill-formed stands in the server's log alone: an address that is none (``routed``: whether some route
    took it), a method that it does not take, a question for a list that can't be read. An act that is refused belongs
    here however ill-formed it was: what is wrong with it may be the abuse.
    """
    if code == Code.METHOD_NOT_ALLOWED or (code == Code.NOT_FOUND and not routed):
        return False
    return method not in _READS or code not in _OF_FORM


@dataclass(frozen=True, slots=True)
class Refusal:
    """``facts``: which route, with which status; ids, never what was sent."""

    at: datetime
    actor: Actor
    act: Act
    about: About
    code: str
    facts: rules.Facts


@dataclass(frozen=True, slots=True)
class _Source:
    actor: Actor
    act: Act
    code: str


class Refusals:
    """One minute at a time. Not for several threads at once."""

    def __init__(self) -> None:
        self._ends: datetime | None = None
        self._own: Counter[tuple[str, str]] = Counter()
        self._counted: Counter[_Source] = Counter()

    def take(self, refusal: Refusal, *, room: bool) -> Draft | None:
        """Its own entry, or None where it was counted. ``room``: whether there is any for one more."""
        if self._ends is None:
            self._ends = refusal.at + MINUTE
        who = refusal.actor
        source, most = (who.user_id, ""), OF_A_PERSON
        if not who.user_id:
            source, most = ("", who.address), OF_AN_ADDRESS
        if room and self._own.total() < OF_ALL and self._own[source] < most:
            self._own[source] += 1
            return _draft(refusal.at, who, refusal.act, refusal.about, refusal.code, refusal.facts)
        key = _Source(who, refusal.act, refusal.code)
        if key not in self._counted and len(self._counted) >= COUNTED_APART:
            key = _Source(Actor(role=who.role), refusal.act, refusal.code)
        self._counted[key] += 1
        return None

    def due(self, now: datetime, *, at_once: bool = False) -> Sequence[Draft]:
        """The entries of what was counted, once the minute is over, or ``at_once``; then another minute begins."""
        if self._ends is None or (now < self._ends and not at_once):
            return ()
        made = [
            _draft(now, one.actor, one.act, About("many"), one.code, {"times": times, "until": self._ends})
            for one, times in self._counted.items()
        ]
        self._ends = None
        self._own.clear()
        self._counted.clear()
        return made


def _draft(at: datetime, who: Actor, act: Act, about: About, code: str, facts: rules.Facts) -> Draft:
    return Draft(at, who, act, about, after=rules.facts(facts), outcome=Outcome.REFUSED, code=code)
