"""A Stripe that exists only in a test: what happened there, the news of it, and what it did to Stripe's balance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import uuid4

from pos_app.server.db import Database
from pos_app.server.disputes import recording as disputes
from pos_app.server.gateway import (
    CardSnapshot,
    DisputeSnapshot,
    FeeSnapshot,
    IntentSnapshot,
    Movement,
    PayoutSnapshot,
    Processor,
    RefundSnapshot,
)
from pos_app.server.ledger.verify import Other
from pos_app.server.ledger.verify_movements import theirs
from pos_app.server.models import Invoice, Patient, Site, StripePaymentIntent, User
from pos_app.server.payments import recording, rules, unassigned
from pos_app.server.payouts import service as payouts
from pos_app.server.refunds.conversation import Refunds

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
LATER = NOW + timedelta(days=60)
FEE = 1500


def people(database: Database) -> None:
    with database.write() as session:
        session.add(Site(id="site", name="North Wing"))
        session.add(User(id="user", username="cashier", display_name="Tomasz Zieliński", password_hash="-",
                         role="cashier", created_at=NOW))  # fmt: skip
        session.add(Patient(id="patient", source_id="1", mrn="1", mrn_key="1", name="Margaret Okafor",
                            name_key="margaret okafor", created_at=NOW, updated_at=NOW))  # fmt: skip


@dataclass
class Charge:
    id: str
    amount: int
    currency: str
    left: int


@dataclass
class World:
    """``news``: what may be heard, in the order it happened; each may be heard late, again, or in another order."""

    database: Database
    news: list[Callable[[], None]] = field(default_factory=list)
    moved: list[Movement] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    said: dict[str, RefundSnapshot] = field(default_factory=dict)
    count: int = 0

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}_{self.count}x{uuid4().hex[:8]}"

    def move(self, kind: str, amount: int, currency: str, source: str, fee: int = 0) -> Movement:
        made = Movement(self.name("txn"), kind, amount, fee, currency, source, NOW)
        self.moved.append(made)
        return made

    def invoice(self, total: int, *, void: bool = False) -> str:
        made = str(uuid4())
        with self.database.write() as session:
            session.add(Invoice(id=made, number=f"INV-{made}", number_key=made, patient_id="patient", site_id="site",
                                service="MRI", service_date=NOW, currency="usd", gross_minor=total, total_minor=total,
                                due_minor=total, source_id=made, created_at=NOW, updated_at=NOW,
                                void=void))  # fmt: skip
        return made

    def attempt(self, invoice: str, amount: int) -> str:
        made = str(uuid4())
        with self.database.write() as session:
            session.add(StripePaymentIntent(id=made, request_hash="-", invoice_id=invoice, user_id="user", till="1",
                                            amount_minor=amount, currency="usd", state="submitted",
                                            stripe_id=f"pi_{made}", live=False, next_check_at=NOW,
                                            lease_expires_at=NOW, created_at=NOW, updated_at=NOW))  # fmt: skip
        return made

    def pays(self, invoice: str, asked: int, received: int, currency: str = "usd", *, fee_known: bool = True) -> None:
        """A patient pays, though the attempt may be believed to be over by then."""
        attempt, charge = self.attempt(invoice, asked), self.name("ch")
        moved = self.move("charge", received, currency, charge, received // 30)
        fee = FeeSnapshot(moved.id, moved.fee, currency) if fee_known and moved.fee else None
        done = self._intent(f"pi_{attempt}", charge, asked, received, currency, attempt, invoice, fee)
        self.charges.append(Charge(charge, received, currency, received))

        def hear(news: IntentSnapshot) -> None:
            with self.database.write() as session:
                row, bill = recording.lock(session, attempt)
                recording.apply(session, row, bill, news, NOW)

        early = replace(done, status="canceled", amount_received=0, latest_charge="", fee=None)
        self.news += [lambda: hear(early), lambda: hear(done)]

    def charges_again(self, invoice: str, amount: int) -> None:
        """One attempt, two intents: the second has taken money too."""
        attempt, charge = self.attempt(invoice, amount), self.name("ch")
        self.move("charge", amount, "usd", charge, amount // 30)
        self.charges.append(Charge(charge, amount, "usd", amount))
        news = self._intent(self.name("pi"), charge, amount, amount, "usd", attempt, invoice, None)

        def hear() -> None:
            with self.database.write() as session:
                row, _bill = recording.lock(session, attempt)
                recording.cancelled_unmade(session, row, NOW)
                unassigned.second_intent(session, row, news, NOW)

        self.news.append(hear)

    def pays_for_nothing(self, amount: int) -> None:
        """For an invoice that is not in the books."""
        charge = self.name("ch")
        self.move("charge", amount, "usd", charge, amount // 30)
        self.charges.append(Charge(charge, amount, "usd", amount))
        news = self._intent(self.name("pi"), charge, amount, amount, "usd", str(uuid4()), "gone", None)

        def hear() -> None:
            with self.database.write() as session:
                unassigned.of_no_invoice(session, news, NOW)

        self.news.append(hear)

    def _intent(
        self, ident: str, charge: str, asked: int, received: int, currency: str, attempt: str, invoice: str,
        fee: FeeSnapshot | None,
    ) -> IntentSnapshot:  # fmt: skip
        return IntentSnapshot(ident, "succeeded", asked, received, currency, False, latest_charge=charge,
                              card=CardSnapshot("visa", "4242"), attempt_id=attempt, invoice_id=invoice, created=NOW,
                              fee=fee, charged=NOW)  # fmt: skip

    def disputes(self, which: int, part: int, end: str) -> None:
        """A bank takes money back; ``end``: open, won, lost, or lost and then won on appeal; inquiries move nothing."""
        charge = self.charges[which % len(self.charges)] if self.charges else Charge("ch_gone", 5000, "usd", 5000)
        amount = min(max(1, charge.amount // part), charge.left)
        if amount <= 0:
            return
        charge.left -= amount
        dispute = self.name("du")
        if end == "inquiry":
            self._dispute(dispute, charge, amount, ("warning_needs_response", "warning_closed"), ())
            return
        out = self.move("adjustment", -amount, charge.currency, dispute, FEE)
        back: tuple[Movement, ...] = ()
        statuses = {"open": ("needs_response", "under_review"), "won": ("needs_response", "won"),
                    "lost": ("needs_response", "lost"), "appealed": ("needs_response", "lost", "won")}[end]  # fmt: skip
        if end in ("won", "appealed"):
            back = (self.move("adjustment", amount, charge.currency, dispute, -FEE),)
            charge.left += amount
        self._dispute(dispute, charge, amount, statuses, (out,), back)

    def _dispute(
        self, ident: str, charge: Charge, amount: int, statuses: tuple[str, ...], out: tuple[Movement, ...],
        back: tuple[Movement, ...] = (),
    ) -> None:  # fmt: skip
        def hear(status: str) -> None:
            movements = out + (back if status == "won" else ())
            news = DisputeSnapshot(ident, status, amount, charge.currency, charge.id, reason="fraudulent",
                                   answer_by=LATER, movements=movements, created=NOW)  # fmt: skip
            with self.database.write() as session:
                disputes.apply(session, news, NOW)

        for status in statuses:
            self.news.append(lambda status=status: hear(status))  # type: ignore[misc] # bound now

    def refunds(self, which: int, part: int, end: str) -> None:
        """Money is given back in Stripe's dashboard: at once, on its way, or sent back by the bank in the end."""
        if not self.charges:
            return
        charge = self.charges[which % len(self.charges)]
        amount = min(max(1, charge.amount // part), charge.left)
        if amount <= 0:
            return
        refund = self.name("re")
        self.move("refund", -amount, charge.currency, refund, fee=amount // 50)  # what few accounts are asked for
        charge.left -= amount
        words = {"succeeded": ("pending", "succeeded"), "pending": ("pending",), "failed": ("succeeded", "failed"),
                 "canceled": ("requires_action", "canceled")}[end]  # fmt: skip
        if end in ("failed", "canceled"):
            self.move("refund_failure", amount, charge.currency, refund, fee=-(amount // 100))
            charge.left += amount

        def hear(status: str) -> None:
            self.said[refund] = RefundSnapshot(refund, status, amount, charge.currency, charge.id, created=NOW)
            self.road.hear(refund)

        for status in words:
            self.news.append(lambda status=status: hear(status))  # type: ignore[misc] # bound now

    def read_refund(self, refund_id: str) -> RefundSnapshot:
        """As a processor does."""
        return self.said[refund_id]

    def now(self) -> datetime:
        """As a clock does."""
        return NOW

    @property
    def road(self) -> Refunds:
        return Refunds(self.database, cast(Processor, self), self, lambda _intent: "")

    def pays_out(self, amount: int, end: str) -> None:
        """Money leaves for the bank, or is taken from there; and comes back where that fails."""
        payout = self.name("po")
        self.move("payout", -amount, "usd", payout, fee=abs(amount) // 100)  # as of an instant payout
        if end in ("failed", "canceled"):
            self.move("payout_failure", amount, "usd", payout)

        def hear(status: str) -> None:
            with self.database.write() as session:
                payouts.apply(session, PayoutSnapshot(payout, status, amount, "usd", created=NOW), NOW)

        for status in ("pending", "in_transit", end):
            self.news.append(lambda status=status: hear(status))  # type: ignore[misc] # bound now

    def balance(self, currency: str) -> int:
        """What Stripe holds."""
        return sum(one.amount - one.fee for one in self.moved if one.currency == currency)

    def other(self) -> Other:
        return Other("the world", "the world", theirs(self.moved), lambda *_: True, lambda *_: False)


__all__ = ["LATER", "NOW", "World", "people", "rules"]
