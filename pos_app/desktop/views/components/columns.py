"""How wide the columns of a table are. Pure: lengths in, lengths out, all in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """What a column's words take, and its ``share`` of what is left over. ``last``: a name, cut after all the others.
    ``fixed``: an amount or a moment, never cut. ``more``: what it takes with its second lines, where there is room."""

    words: float
    share: int
    more: float = 0.0
    last: bool = False
    fixed: bool = False


LEAST = 60


def widths(width: int, needs: Sequence[Need]) -> list[int]:
    """One for each need; they add up to ``width`` unless not even the least of each has room."""
    found = [need.words for need in needs]
    spare = width - sum(found)
    if spare >= 0:
        for at, need in enumerate(needs):
            given = min(spare, max(0.0, need.more - found[at]))
            found[at] += given
            spare -= given
        shares = sum(need.share for need in needs) or 1
        found = [wide + spare * need.share / shares for wide, need in zip(found, needs, strict=True)]
    else:
        for kind in (_gives_first, _gives_last):
            found = _cut(found, [kind(need) for need in needs], width)
    whole = [int(wide) for wide in found]
    if whole:
        whole[-1] += max(0, width - sum(whole))  # what rounding has lost
    return whole


def _gives_first(need: Need) -> bool:
    return not need.last and not need.fixed


def _gives_last(need: Need) -> bool:
    return need.last


def _cut(found: list[float], gives: list[bool], width: int) -> list[float]:
    """Those that give are cut in proportion to what they have above the least, as far as is needed."""
    over = sum(found) - width
    room = sum(max(0.0, wide - LEAST) for wide, one in zip(found, gives, strict=True) if one)
    if over <= 0 or room <= 0:
        return found
    part = min(1.0, over / room)
    return [wide - max(0.0, wide - LEAST) * part if one else wide for wide, one in zip(found, gives, strict=True)]
