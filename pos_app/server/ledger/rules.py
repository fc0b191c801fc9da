"""The double-entry ledger's accounts, and how each movement of money is booked: pure rules, minor units.

An entry takes an amount from the account it credits to the account it debits, so that the books balance by their
shape.  What an account holds is its debits less its credits::

    stripe       what Stripe holds for us; agrees with Stripe's own balance at any moment
    receivable   what patients still owe: lowered by payments, raised again by refunds
    credit       received above what was due, or for a void invoice: the patient's, to be given back
    suspense     received, and nobody knows yet for what
    refunding    on its way back to a patient: Stripe has taken it, the patient does not have it yet
    fees         what Stripe kept
    disputed     taken back by a cardholder's bank, until that is decided
    lost         disputes that were lost
    bank         paid out to the hospital
    cash         in the drawers of the tills
    forward      brought forward: taken before this ledger began, or by another system

Only ``receivable`` and ``credit`` change what an invoice has left to pay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Account(StrEnum):
    STRIPE = "stripe"
    RECEIVABLE = "receivable"
    CREDIT = "credit"
    SUSPENSE = "suspense"
    REFUNDING = "refunding"
    FEES = "fees"
    DISPUTED = "disputed"
    LOST = "lost"
    BANK = "bank"
    CASH = "cash"
    FORWARD = "forward"


class Entry(StrEnum):
    """What a movement was."""

    PAYMENT = "payment"
    OVERPAYMENT = "overpayment"
    UNASSIGNED = "unassigned"
    REFUND_SENT = "refund_sent"
    REFUND_DONE = "refund_done"
    REFUND_RETURNED = "refund_returned"
    FEE = "fee"
    DISPUTE = "dispute"
    DISPUTE_REINSTATED = "dispute_reinstated"
    DISPUTE_LOST = "dispute_lost"
    PAYOUT = "payout"
    PAYOUT_FAILED = "payout_failed"
    FORWARD_PAYMENT = "forward_payment"
    FORWARD_REFUND = "forward_refund"


SHAPES: Final[Mapping[Entry, frozenset[tuple[Account, Account]]]] = MappingProxyType(
    {
        kind: frozenset(sides)
        for kind, *sides in (
            (Entry.PAYMENT, (Account.STRIPE, Account.RECEIVABLE), (Account.CASH, Account.RECEIVABLE)),
            (Entry.OVERPAYMENT, (Account.STRIPE, Account.CREDIT), (Account.CASH, Account.CREDIT)),
            (Entry.UNASSIGNED, (Account.STRIPE, Account.SUSPENSE)),
            (Entry.REFUND_SENT, (Account.REFUNDING, Account.STRIPE)),
            (
                Entry.REFUND_DONE,
                (Account.RECEIVABLE, Account.REFUNDING),
                (Account.CREDIT, Account.REFUNDING),
                (Account.SUSPENSE, Account.REFUNDING),
            ),
            (
                Entry.REFUND_RETURNED,
                (Account.STRIPE, Account.REFUNDING),
                (Account.REFUNDING, Account.RECEIVABLE),
                (Account.REFUNDING, Account.CREDIT),
                (Account.REFUNDING, Account.SUSPENSE),
            ),
            (Entry.FEE, (Account.FEES, Account.STRIPE), (Account.STRIPE, Account.FEES)),
            (Entry.DISPUTE, (Account.DISPUTED, Account.STRIPE)),
            (Entry.DISPUTE_REINSTATED, (Account.STRIPE, Account.DISPUTED)),
            (Entry.DISPUTE_LOST, (Account.LOST, Account.DISPUTED), (Account.DISPUTED, Account.LOST)),
            (Entry.PAYOUT, (Account.BANK, Account.STRIPE), (Account.STRIPE, Account.BANK)),
            (Entry.PAYOUT_FAILED, (Account.STRIPE, Account.BANK), (Account.BANK, Account.STRIPE)),
            (Entry.FORWARD_PAYMENT, (Account.FORWARD, Account.RECEIVABLE)),
            (Entry.FORWARD_REFUND, (Account.RECEIVABLE, Account.FORWARD)),
        )
    }
)
"""The accounts, debit and credit, that entries of each kind may have: anything else is not of our making."""
ON_INVOICE = (Account.RECEIVABLE, Account.CREDIT)


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry to be made. ``key`` is the same whenever the same movement is heard of; ``minor`` is above zero."""

    key: str
    kind: Entry
    debit: Account
    credit: Account
    minor: int


def money_in(source: str, received: int, due: int, held_in: Account = Account.STRIPE) -> tuple[Posting, ...]:
    """A payment of ``received`` for an invoice with ``due`` left: what is above it is the patient's credit.

    ``source`` names the movement: a charge, or a payment in cash.  ``due`` is 0 for a void invoice.
    """
    fits = max(0, min(received, due))
    return _above_zero(
        Posting(f"{source}:payment", Entry.PAYMENT, held_in, Account.RECEIVABLE, fits),
        Posting(f"{source}:overpayment", Entry.OVERPAYMENT, held_in, Account.CREDIT, received - fits),
    )


def unassigned(charge: str, received: int) -> tuple[Posting, ...]:
    """Money of a charge that belongs to no invoice we know, or is in another currency than its invoice."""
    return _above_zero(Posting(f"{charge}:unassigned", Entry.UNASSIGNED, Account.STRIPE, Account.SUSPENSE, received))


def fee(transaction: str, amount: int) -> tuple[Posting, ...]:
    """What Stripe kept of one balance transaction; negative where it gave a fee back."""
    if amount < 0:
        return (Posting(f"{transaction}:fee", Entry.FEE, Account.STRIPE, Account.FEES, -amount),)
    return _above_zero(Posting(f"{transaction}:fee", Entry.FEE, Account.FEES, Account.STRIPE, amount))


def refund_sent(refund: str, amount: int) -> tuple[Posting, ...]:
    """Stripe has taken the money of a refund from our balance. ``refund`` is Stripe's id."""
    return (Posting(f"{refund}:sent", Entry.REFUND_SENT, Account.REFUNDING, Account.STRIPE, amount),)


def refund_done(refund: str, amount: int, credit: int, *, suspended: bool = False) -> tuple[Posting, ...]:
    """The patient has it: first out of the ``credit`` the invoice has, the rest is owed again.

    ``suspended``: the payment stood in suspense, so that is where it comes from.
    """
    if suspended:
        return (Posting(f"{refund}:done", Entry.REFUND_DONE, Account.SUSPENSE, Account.REFUNDING, amount),)
    from_credit = max(0, min(amount, credit))
    return _above_zero(
        Posting(f"{refund}:done", Entry.REFUND_DONE, Account.RECEIVABLE, Account.REFUNDING, amount - from_credit),
        Posting(f"{refund}:done:credit", Entry.REFUND_DONE, Account.CREDIT, Account.REFUNDING, from_credit),
    )


def refund_undone(done: tuple[Posting, ...]) -> tuple[Posting, ...]:
    """A success that failed later: ``done`` backwards."""
    return tuple(Posting(f"{p.key}:undone", Entry.REFUND_RETURNED, p.credit, p.debit, p.minor) for p in done)


def refund_returned(refund: str, amount: int) -> tuple[Posting, ...]:
    """Stripe has put the money of a failed or cancelled refund back into our balance."""
    return (Posting(f"{refund}:returned", Entry.REFUND_RETURNED, Account.STRIPE, Account.REFUNDING, amount),)


def dispute_moved(transaction: str, amount: int) -> tuple[Posting, ...]:
    """A movement of a dispute: ``amount`` is what it added to Stripe's balance, below zero when it was withdrawn."""
    if amount < 0:
        return (Posting(f"{transaction}:dispute", Entry.DISPUTE, Account.DISPUTED, Account.STRIPE, -amount),)
    return _above_zero(
        Posting(f"{transaction}:dispute", Entry.DISPUTE_REINSTATED, Account.STRIPE, Account.DISPUTED, amount)
    )


def dispute_settled(dispute: str, before: int, disputed: int, lost: int, *, is_lost: bool) -> tuple[Posting, ...]:
    """What was withdrawn stays withdrawn once it is decided against us, and is in dispute again should that be undone.

    ``disputed`` and ``lost`` are what the accounts hold of this dispute; ``before`` counts its entries of this kind.
    """
    key = f"{dispute}:lost:{before}" if before else f"{dispute}:lost"
    if is_lost:
        return _above_zero(Posting(key, Entry.DISPUTE_LOST, Account.LOST, Account.DISPUTED, disputed))
    return _above_zero(Posting(key, Entry.DISPUTE_LOST, Account.DISPUTED, Account.LOST, lost))


def payout(payout_id: str, amount: int) -> tuple[Posting, ...]:
    """Stripe sent money to the bank; ``amount`` below zero: took it from there."""
    if amount < 0:
        return (Posting(f"{payout_id}:payout", Entry.PAYOUT, Account.STRIPE, Account.BANK, -amount),)
    return _above_zero(Posting(f"{payout_id}:payout", Entry.PAYOUT, Account.BANK, Account.STRIPE, amount))


def payout_failed(payout_id: str, amount: int) -> tuple[Posting, ...]:
    """A payout that came back."""
    return tuple(
        Posting(f"{p.key}:failed", Entry.PAYOUT_FAILED, p.credit, p.debit, p.minor) for p in payout(payout_id, amount)
    )


def brought_forward(payment_id: str, amount: int) -> tuple[Posting, ...]:
    """A payment that was taken before this ledger began."""
    return _above_zero(
        Posting(f"{payment_id}:forward", Entry.FORWARD_PAYMENT, Account.FORWARD, Account.RECEIVABLE, amount)
    )


def refund_brought_forward(refund_id: str, amount: int) -> tuple[Posting, ...]:
    """A refund that was made before this ledger began."""
    return _above_zero(
        Posting(f"{refund_id}:forward", Entry.FORWARD_REFUND, Account.RECEIVABLE, Account.FORWARD, amount)
    )


def _above_zero(*postings: Posting) -> tuple[Posting, ...]:
    return tuple(p for p in postings if p.minor > 0)
