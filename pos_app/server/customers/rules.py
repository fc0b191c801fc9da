"""Which of a customer's cards are kept: pure rules, no clock, no database, no network."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pos_app.server.gateway import SavedCard


@dataclass(frozen=True, slots=True)
class Known:
    """A card as our books have it. ``kept``: nobody has asked for its removal."""

    stripe_id: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written down of a list of the customer's cards.

    ``keep``: the cards that are the patient's. ``forget``: those the processor is still to let go of. ``gone``: ids
    of those it has let go of.
    """

    keep: tuple[SavedCard, ...]
    forget: tuple[SavedCard, ...]
    gone: tuple[str, ...]


def plan(known: Sequence[Known], listed: Sequence[SavedCard], unwanted: Collection[str] = ()) -> Plan:
    """What follows from ``listed``, the processor's newest word on one customer. ``unwanted``: kept against a no.

    Of the same card twice, the one that lasts longest is kept, and the older of two alike: a card that was renewed
    takes the place of its old self.
    """
    ours = {one.stripe_id: one.kept for one in known}
    there = {card.id for card in listed}
    best: dict[str, SavedCard] = {}
    for card in sorted(listed, key=lambda card: _order(card, ours)):
        if ours.get(card.id, True) and card.id not in unwanted:
            best.setdefault(card.fingerprint or card.id, card)
    kept = {card.id for card in best.values()}
    return Plan(
        keep=tuple(card for card in listed if card.id in kept),
        forget=tuple(card for card in listed if card.id not in kept),
        gone=tuple(one.stripe_id for one in known if one.stripe_id not in there),
    )


def _order(card: SavedCard, ours: Mapping[str, bool]) -> tuple[int, int, bool, datetime, str]:
    lasts = -(card.card.exp_year or 0), -(card.card.exp_month or 0)
    return (*lasts, card.id not in ours, card.created, card.id)


def expired(exp_year: int, exp_month: int, now: datetime) -> bool:
    """A card is good until the end of its month."""
    return (exp_year, exp_month) < (now.year, now.month)


def look_again(tries: int) -> timedelta:
    """How long to wait after ``tries`` looks that failed: from two seconds to ten minutes."""
    return timedelta(seconds=min(600, 2 ** max(1, min(tries, 10))))
