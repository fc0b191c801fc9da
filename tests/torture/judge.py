"""Compares the sandbox's own account book, a file written by its own process, with our database. Guesses nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.models import (
    Invoice,
    LedgerEntry,
    MoneyException,
    Payment,
    Receipt,
    StripeEvent,
    StripePaymentIntent,
    StripeRefund,
)
from tests.support.processes import REPO, SECRET_KEY
from tests.torture.journal import Begun
from tests.torture.world import World

OUR_STATE = {
    "requires_payment_method": {"submitted", "created", "unknown"},
    "requires_confirmation": {"submitted", "created", "unknown"},
    "requires_action": {"requires_action", "submitted", "unknown"},
    "processing": {"processing", "unknown"},
    "succeeded": {"succeeded"},
    "canceled": {"cancelled"},
}
"""What an attempt of ours may say when Stripe's intent says that. Live ones may lag."""


@dataclass(frozen=True, order=True)
class Finding:
    """Something that is not as promised: which object, what we say, what the account book says."""

    what: str
    about: str
    ours: str = ""
    theirs: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.about}: ours {self.ours or '-'}, theirs {self.theirs or '-'}"


@dataclass
class Charge:
    id: str
    intent: str
    amount: int
    currency: str
    attempt: str
    invoice: str
    refunded: int = 0
    disputed: int = 0


@dataclass
class Book:
    """The account book, read again from the file each time."""

    charges: dict[str, Charge] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Book:
        book = cls()
        for line in map(json.loads, path.read_text().splitlines() if path.exists() else ()):
            book._take(line)
        return book

    def _take(self, line: dict[str, Any]) -> None:
        ident, amount = line["charge"], int(line["amount"])
        if line["kind"] == "charge":
            if ident in self.charges:
                self.findings.append(Finding("a charge is booked twice", ident))
            metadata = line.get("metadata") or {}
            self.charges[ident] = Charge(
                ident, line["payment_intent"], amount, line["currency"],
                metadata.get("attempt_id", ""), metadata.get("invoice_id", ""),
            )  # fmt: skip
            return
        charge = self.charges[ident]
        match line["kind"]:
            case "refund":
                charge.refunded += amount
            case "refund_failed":
                charge.refunded -= amount
            case "dispute":
                charge.disputed += amount
            case "dispute_reversal":
                charge.disputed -= amount
        if charge.refunded > charge.amount:
            self.findings.append(Finding("more was given back than taken", ident, theirs=str(charge.refunded)))


@dataclass
class Ours:
    """Our database, as it stands."""

    attempts: dict[str, StripePaymentIntent]
    payments: Sequence[Payment]
    receipts: dict[str, Receipt]
    refunds: Sequence[StripeRefund]
    invoices: dict[str, Invoice]
    exceptions: Sequence[MoneyException]
    entries: Sequence[LedgerEntry]
    events: Sequence[StripeEvent]

    @classmethod
    def read(cls, database: Database, prefix: str) -> Ours:
        with database.read() as session:
            return cls(
                {a.id: a for a in session.scalars(select(StripePaymentIntent))},
                session.scalars(select(Payment).where(Payment.method == "card", Payment.intent_id.is_not(None))).all(),
                {r.payment_id: r for r in session.scalars(select(Receipt))},
                session.scalars(select(StripeRefund)).all(),
                {i.id: i for i in session.scalars(select(Invoice).where(Invoice.id.startswith(prefix)))},
                session.scalars(select(MoneyException).where(MoneyException.resolved_at.is_(None))).all(),
                session.scalars(select(LedgerEntry)).all(),
                session.scalars(select(StripeEvent).where(StripeEvent.state != "done")).all(),
            )


class Judge:
    """``strict``: webhooks that a killed worker had in hand are waited for too, which takes a minute and a half."""

    def __init__(self, world: World, *, strict: bool = True) -> None:
        self._world = world
        self._strict = strict

    def look(self, begun: Sequence[Begun]) -> list[Finding]:
        """All that is not as promised now. Empty is the only good answer; while news travels it need not be yet."""
        book, ours = Book.read(self._world.ledger), Ours.read(self._world.database, "torture-")
        return sorted(
            {
                *book.findings,
                *booked(book, ours),
                *_acknowledged(book, ours, begun),
                *_refunds(book, ours),
                *_receipts(ours),
                *_invoices(book, ours),
                *_entries(ours),
                *self._states(ours),
                *_left_over(ours, self._strict),
            }
        )

    def _states(self, ours: Ours) -> Iterator[Finding]:
        """Final states agree with Stripe's own, and each attempt has one intent at most."""
        seen: Counter[str] = Counter()
        for intent in self._intents():
            attempt = ours.attempts.get(intent["metadata"].get("attempt_id", ""))
            if attempt is None:
                yield Finding("an intent without its attempt", intent["id"], theirs=intent["status"])
                continue
            seen[attempt.id] += 1
            if attempt.stripe_id is None and attempt.state == "cancelled":
                continue  # ended before its creation was answered: nobody was given the secret
            if attempt.stripe_id == intent["id"] and attempt.state not in OUR_STATE[intent["status"]]:
                yield Finding("states differ", attempt.id, attempt.state, intent["status"])
        for attempt_id, count in seen.items():
            if count > 1:
                yield Finding("one attempt, several intents", attempt_id, theirs=str(count))

    def _intents(self) -> Iterator[dict[str, Any]]:
        query: dict[str, Any] = {"limit": 100}
        with httpx.Client(base_url=self._world.sandbox_url, headers={"Authorization": f"Bearer {SECRET_KEY}"}) as http:
            while True:
                page = http.get("/v1/payment_intents", params=query).raise_for_status().json()
                yield from page["data"]
                if not page["has_more"]:
                    return
                query["starting_after"] = page["data"][-1]["id"]

    def programs(self) -> list[Finding]:
        """What the product's own checks say: of the account book, and of our ledger where there is one."""
        found = []
        commands = [["sandbox", "ledger", str(self._world.ledger), "--json"]]
        told = subprocess.run([sys.executable, "-m", "pos_app", "--help"], cwd=REPO, capture_output=True, text=True)
        if "verify-ledger" in told.stdout:
            commands.append(["verify-ledger"])
        for command in commands:
            done = subprocess.run(
                [sys.executable, "-m", "pos_app", *command],
                cwd=REPO, env=self._world.environment, capture_output=True, text=True,
            )  # fmt: skip
            if done.returncode:
                found.append(Finding(f"pos-app {command[0]} is not content", (done.stdout + done.stderr)[-2000:]))
        return found


def booked(book: Book, ours: Ours) -> Iterator[Finding]:
    """Once at most for an intention; every charge recorded, to the cent, and nothing that was not charged."""
    by_attempt: dict[str, list[Charge]] = defaultdict(list)
    for charge in book.charges.values():
        by_attempt[charge.attempt].append(charge)
    for attempt, charges in by_attempt.items():
        if len(charges) > 1:
            yield Finding("one intention, several charges", attempt, theirs=", ".join(c.id for c in charges))
    recorded = {payment.charge_id: payment for payment in ours.payments}
    if len(recorded) != len(ours.payments):
        yield Finding("one charge, several payments", "payments", str(len(ours.payments)), str(len(recorded)))
    for ident in book.charges.keys() - recorded.keys():
        yield Finding("a charge without a record", f"{ident} of {book.charges[ident].attempt}")
    for ident in recorded.keys() - book.charges.keys():
        yield Finding("a record without a charge", f"{ident} of {recorded[ident].intent_id}")
    for ident in recorded.keys() & book.charges.keys():
        mine, theirs = recorded[ident], book.charges[ident]
        if (mine.amount_minor, mine.currency, mine.intent_id) != (theirs.amount, theirs.currency, theirs.attempt):
            yield Finding("a payment differs from its charge", ident, str(mine.amount_minor), str(theirs.amount))


def _acknowledged(book: Book, ours: Ours, begun: Iterable[Begun]) -> Iterator[Finding]:
    charged = {charge.attempt for charge in book.charges.values()}
    paid = {payment.intent_id for payment in ours.payments}
    for one in begun:
        if one.kind != "attempt":
            refused = any(told.startswith("refused: ") for told in one.told)
            if one.told and not refused and one.id not in {refund.id for refund in ours.refunds}:
                yield Finding("an acknowledged refund is lost", one.id, "no row", one.told[-1])
            continue
        row = ours.attempts.get(one.id)
        state = row.state if row else "no row"
        if "succeeded" in one.told and not (one.id in charged and one.id in paid and state == "succeeded"):
            yield Finding("an acknowledged payment is lost", one.id, state, str(one.id in charged))
        if {"cancelled", "failed"} & {*one.told} and state == "succeeded":
            yield Finding("told that it had ended, and charged", one.id, state)
        if any(told.startswith("refused") for told in one.told) and one.id in charged:
            yield Finding("told that it was refused, and charged", one.id, state)
        if one.ended is False and not one.left:
            yield Finding("a till is left without an answer", one.id, state)


def _refunds(book: Book, ours: Ours) -> Iterator[Finding]:
    payments = {payment.id: payment for payment in ours.payments}
    mine: Counter[str] = Counter()
    for refund in ours.refunds:
        payment = payments.get(refund.payment_id)
        if payment is None:
            continue
        if refund.state == "succeeded":
            mine[payment.charge_id] += refund.amount_minor
        elif refund.live and refund.state not in ("requested",):
            yield Finding("a refund is still under way", refund.id, refund.state)
    for ident, charge in book.charges.items():
        if mine[ident] != charge.refunded:
            yield Finding("refunds differ", ident, str(mine[ident]), str(charge.refunded))


def _receipts(ours: Ours) -> Iterator[Finding]:
    numbers = sorted(receipt.sequence for receipt in ours.receipts.values())
    if numbers != list(range(1, len(numbers) + 1)):
        yield Finding("receipt numbers have a gap", "receipts", str(numbers[-1]), str(len(numbers)))
    for payment in ours.payments:
        if payment.id not in ours.receipts:
            yield Finding("a payment without a receipt", payment.id)


def _invoices(book: Book, ours: Ours) -> Iterator[Finding]:
    charged: Counter[str] = Counter()
    refunded: Counter[str] = Counter()
    for charge in book.charges.values():
        charged[charge.invoice] += charge.amount
        refunded[charge.invoice] += charge.refunded
    for ident, invoice in ours.invoices.items():
        if (invoice.paid_minor, invoice.refunded_minor) != (charged[ident], refunded[ident]):
            yield Finding(
                "an invoice's sums differ", ident, f"{invoice.paid_minor} - {invoice.refunded_minor}",
                f"{charged[ident]} - {refunded[ident]}",
            )  # fmt: skip
        if charged[ident] - refunded[ident] > invoice.total_minor:
            yield Finding("more was charged than the invoice is about", ident, str(invoice.total_minor),
                          str(charged[ident] - refunded[ident]))  # fmt: skip


def _entries(ours: Ours) -> Iterator[Finding]:
    """The double-entry ledger has every payment, to the cent."""
    booked: Counter[str] = Counter()
    for entry in ours.entries:
        if entry.kind in ("payment", "overpayment", "unassigned") and entry.payment_id:
            booked[entry.payment_id] += entry.amount_minor
    for payment in ours.payments:
        if booked[payment.id] != payment.amount_minor:
            yield Finding(
                "a payment is not in the ledger", payment.id, str(booked[payment.id]), str(payment.amount_minor)
            )


def _left_over(ours: Ours, strict: bool) -> Iterator[Finding]:
    """Nothing waits for a person or is stuck, since nothing happened that a person would have to look at."""
    for one in ours.exceptions:
        if one.kind in ("amount_differs", "overpaid", "second_intent", "outcome_unknown"):
            yield Finding(f"an open exception: {one.kind}", one.intent_id or one.key, one.detail)
    for event in ours.events if strict else [one for one in ours.events if one.state == "dead"]:
        yield Finding(f"an event is {event.state}", event.id, event.type, event.error)
