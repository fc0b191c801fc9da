"""What can be out of the ordinary with money, and what a supervisor does about it: one table, for translators too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Oddity(StrEnum):
    """The kinds of exceptions. Stable: clients and translations know them by these names."""

    AMOUNT_DIFFERS = "amount_differs"
    PAID_VOID = "paid_void"
    OVERPAID = "overpaid"
    SECOND_INTENT = "second_intent"
    OUTCOME_UNKNOWN = "outcome_unknown"
    REFUND_UNKNOWN = "refund_unknown"
    REFUND_FAILED = "refund_failed"
    REFUND_ELSEWHERE = "refund_elsewhere"
    UNKNOWN_CHARGE = "unknown_charge"
    UNKNOWN_REFUND = "unknown_refund"
    DISPUTE_OPENED = "dispute_opened"
    DISPUTE_LOST = "dispute_lost"
    PAYOUT_FAILED = "payout_failed"
    LEDGER_DIFFERS = "ledger_differs"
    EVENT_DEAD = "event_dead"
    SWEEP_FAILING = "sweep_failing"


@dataclass(frozen=True, slots=True)
class Words:
    """``title``: what it is; ``advice``: what to do."""

    title: str
    advice: str


WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        Oddity.AMOUNT_DIFFERS: Words(
            "Another amount was received than was asked for",
            "Compare the payment in Stripe's dashboard with the invoice; refund what is too much.",
        ),
        Oddity.PAID_VOID: Words(
            "Money was received for a void invoice", "Refund it, or ask billing whether the invoice should stand."
        ),
        Oddity.OVERPAID: Words(
            "More was received than was left to pay", "Refund the difference; it is kept as the patient's credit."
        ),
        Oddity.SECOND_INTENT: Words(
            "One payment reached Stripe twice",
            "Refund the second charge in Stripe's dashboard; until then it waits as unassigned money.",
        ),
        Oddity.OUTCOME_UNKNOWN: Words(
            "Nobody knows yet whether a card was charged",
            "Don't charge again. We keep asking Stripe; its dashboard may know more.",
        ),
        Oddity.REFUND_UNKNOWN: Words(
            "Nobody knows yet whether a refund was made",
            "Don't refund again. We keep asking Stripe; its dashboard may know more.",
        ),
        Oddity.REFUND_FAILED: Words(
            "A refund came back from the bank",
            "Tell the patient, and give the money back in another way; Stripe holds it again.",
        ),
        Oddity.REFUND_ELSEWHERE: Words(
            "A refund was made in Stripe's dashboard, not here",
            "Find out who made it and why, and write it in the note.",
        ),
        Oddity.UNKNOWN_CHARGE: Words(
            "Money was received that belongs to no invoice here",
            "Find its invoice with the ids Stripe shows, or refund it in Stripe's dashboard.",
        ),
        Oddity.UNKNOWN_REFUND: Words(
            "Money was given back for a payment that is not in these books",
            "Look the charge up in Stripe's dashboard; it may belong to another system on the same account.",
        ),
        Oddity.DISPUTE_OPENED: Words(
            "A cardholder's bank asks for money back",
            "Answer in Stripe's dashboard with the receipt and the invoice before the date; don't refund meanwhile.",
        ),
        Oddity.DISPUTE_LOST: Words(
            "A dispute was lost: the bank keeps the money",
            "Ask billing whether the invoice is to be collected in another way.",
        ),
        Oddity.PAYOUT_FAILED: Words(
            "The hospital's bank did not take a payout",
            "Check the bank account in Stripe's dashboard; the money is at Stripe again.",
        ),
        Oddity.LEDGER_DIFFERS: Words(
            "What Stripe says contradicts what was booked before",
            "Run 'pos-app verify-ledger' and tell IT: nothing was booked over.",
        ),
        Oddity.EVENT_DEAD: Words(
            "News from Stripe could not be worked on",
            "Tell IT. The reconciler reads the same object again by itself.",
        ),
        Oddity.SWEEP_FAILING: Words(
            "The comparison with Stripe keeps failing",
            "Tell IT: check the connection to Stripe and the key. It goes on by itself once they work.",
        ),
    }
)


def words(kind: str) -> Words:
    """For a kind that a newer version has written down too."""
    return WORDS.get(kind, Words(kind.replace("_", " ").capitalize(), "Look at it in Stripe's dashboard."))
