"""How long a session lasts, and what a refresh token that comes again means. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

ACCESS: Final = timedelta(minutes=15)
"""How long an access token is good."""
IDLE: Final = timedelta(hours=2)
"""How long a refresh token is good. A till that is on renews all the time; one that was off for longer asks."""
SESSION: Final = timedelta(hours=12)
"""The end of every session, whatever is renewed: a long working day, and what NIST SP 800-63B asks."""
GRACE: Final = timedelta(seconds=30)
"""So long the token before may come again under another key: its client may have been started anew meanwhile."""


class Verdict(StrEnum):
    ROTATE = "rotate"  # the token that counts: the next pair takes its place
    SAME = "same"  # the very exchange that was made already, asked again because its answer was lost
    AGAIN = "again"  # the token before, so soon that nobody can have used what it was given for: another pair instead
    REUSED = "reused"  # two hold tokens of this family, and one of them should not: all of it ends
    OVER = "over"  # the session has ended


@dataclass(frozen=True, slots=True)
class Family:
    """What is known of a session's refresh tokens, as hashes of their secrets."""

    refresh_hash: str
    previous_hash: str
    rotated_at: datetime
    ends_at: datetime
    revoked: bool


def judge(family: Family, presented: str, following: str, now: datetime) -> Verdict:
    """What it means that a token of ``family`` comes, to be exchanged for the one that would follow (both as hashes).

    Whoever presents it knows what all tokens of the family begin with, so it is one of them, of now or of before.
    """
    if family.revoked or now >= family.ends_at or now - family.rotated_at >= IDLE:
        return Verdict.OVER
    if presented == family.refresh_hash:
        return Verdict.ROTATE
    if following == family.refresh_hash:
        return Verdict.SAME
    if presented == family.previous_hash and now - family.rotated_at <= GRACE:
        return Verdict.AGAIN
    return Verdict.REUSED
