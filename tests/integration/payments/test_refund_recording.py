"""News of refunds written down, on both databases: any order, twice, contradicting; and who decides, by the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.disputes import rules as disputes
from pos_app.server.errors import ApiError
from pos_app.server.gateway import (
    NewRefund,
    ProcessorBusy,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
    RefundSnapshot,
)
from pos_app.server.ledger import rules as books
from pos_app.server.ledger import service as ledger
from pos_app.server.ledger import verify_books
from pos_app.server.ledger.rules import Account
from pos_app.server.ledger.service import About, LedgerConflict
from pos_app.server.models import (
    Invoice,
    InvoiceEvent,
    MoneyException,
    Patient,
    Payment,
    Site,
    StripeDispute,
    StripePaymentIntent,
    StripeRefund,
    User,
)
from pos_app.server.permissions import Principal
from pos_app.server.refunds import recording, rows, rules
from pos_app.server.refunds.chore import RefundChore
from pos_app.server.refunds.conversation import Refunds
from pos_app.server.refunds.limits import Policy
from pos_app.server.refunds.service import RefundService
from pos_app.wire.auth import Role, SiteRef
from pos_app.wire.refunds import ApproveRefund, CreateRefund, RefundState, RefuseRefund
from tests.support.length import examples
from tests.support.sample import bring_up

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


@dataclass
class Clock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


def person(name: str, role: Role = Role.SUPERVISOR) -> Principal:
    return Principal(
        name, name, name.title(), role, (SiteRef(id="site", name="North Wing"),), "session", "Front desk 3"
    )


ASKER, FIRST, SECOND, THIRD = person("asker", Role.CASHIER), person("first"), person("second"), person("third")


@dataclass
class Paid:
    """A payment on record, and the refunds asked for it."""

    database: Database
    currency: str = "usd"
    invoice_currency: str = "usd"
    received: int = 10_000
    total: int = 10_000
    id: str = field(default_factory=lambda: str(uuid4()))

    def __post_init__(self) -> None:
        fits = self.currency == self.invoice_currency
        paid = self.received if fits else 0
        with self.database.write() as session:
            session.add(
                Invoice(
                    id=self.id, number=self.id, number_key=self.id, patient_id="patient", site_id="site",
                    service="MRI", service_date=NOW, currency=self.invoice_currency, gross_minor=self.total,
                    total_minor=self.total, paid_minor=paid, due_minor=self.total - paid,
                    paid_at=NOW if self.total <= paid else None, source_id=self.id, created_at=NOW, updated_at=NOW,
                )
            )  # fmt: skip
            session.flush()
            session.add(
                StripePaymentIntent(
                    id=self.id, request_hash="-", invoice_id=self.id, user_id="asker", amount_minor=self.received,
                    currency=self.currency, state="succeeded", stripe_id=f"pi_{self.id}", live=False,
                    lease_expires_at=NOW, created_at=NOW, updated_at=NOW,
                )
            )  # fmt: skip
            session.flush()
            session.add(
                Payment(
                    id=self.id, invoice_id=self.id, intent_id=self.id, method="card", amount_minor=self.received,
                    currency=self.currency, card_brand="visa", card_last4="4242", charge_id=self.charge, at=NOW,
                    user_id="asker",
                )
            )  # fmt: skip
            session.flush()
            about = About(self.currency, NOW, invoice_id=self.id, payment_id=self.id, stripe_id=self.charge)
            postings = (
                books.money_in(self.charge, self.received, self.total)
                if fits
                else books.unassigned(self.charge, self.received)
            )
            ledger.post(session, postings, about, NOW)

    @property
    def charge(self) -> str:
        return f"ch_{self.id}"

    def refund(self, amount: int = 4_000, state: RefundState = RefundState.SUBMITTED, **other: object) -> str:
        made = str(uuid4())
        values: dict[str, object] = {
            "id": made, "payment_id": self.id, "amount_minor": amount, "currency": self.currency,
            "state": state.value, "user_id": "asker", "created_at": NOW, "updated_at": NOW,
        }  # fmt: skip
        with self.database.write() as session:
            session.add(StripeRefund(**values | other))
        return made

    def snapshot(self, refund: str, status: str, **other: object) -> RefundSnapshot:
        with self.database.read() as session:
            amount = session.get_one(StripeRefund, refund).amount_minor
        values: dict[str, object] = {"failure_reason": "declined"} if status == "failed" else {}
        return RefundSnapshot(
            f"re_{refund}", status, amount, self.currency, self.charge, f"pi_{self.id}", refund, **values | other
        )  # type: ignore[arg-type]  # built from a dict

    def tell(self, refund: str, *statuses: str) -> StripeRefund:
        for status in statuses:
            snapshot = self.snapshot(refund, status)
            with self.database.write() as session:
                recording.apply(session, rows.lock(session, refund), snapshot, NOW)
        return self.row(refund)

    def row(self, refund: str) -> StripeRefund:
        with self.database.read() as session:
            return session.get_one(StripeRefund, refund)

    @property
    def invoice(self) -> Invoice:
        with self.database.read() as session:
            return session.get_one(Invoice, self.id)

    def holds(self) -> dict[str, int]:
        with self.database.read() as session:
            held = {a.value: ledger.held(session, a, self.currency, invoice_id=self.id) for a in Account}
        return {name: minor for name, minor in held.items() if minor}

    def odd(self) -> list[str]:
        with self.database.read() as session:
            query = select(MoneyException).where(MoneyException.invoice_id == self.id)
            return sorted(one.kind for one in session.scalars(query) if one.resolved_at is None)

    def events(self) -> list[str]:
        with self.database.read() as session:
            return sorted(session.scalars(select(InvoiceEvent.kind).where(InvoiceEvent.invoice_id == self.id)))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    bring_up(found)
    with found.write() as session:
        site = Site(id="site", name="North Wing")
        session.add(site)
        for who in (ASKER, FIRST, SECOND, THIRD):
            session.add(
                User(
                    id=who.id, username=who.id, display_name=who.display_name, password_hash="-", role=who.role.value,
                    created_at=NOW, sites=[site],
                )
            )  # fmt: skip
        session.add(
            Patient(
                id="patient", source_id="1", mrn="1", mrn_key="1", name="Margaret Okafor", name_key="margaret okafor",
                created_at=NOW, updated_at=NOW,
            )
        )  # fmt: skip
    yield found
    found.close()


def test_money_that_was_given_back_is_owed_again(database: Database) -> None:
    paid = Paid(database)
    refund = paid.refund()
    row = paid.tell(refund, "pending")
    assert (row.state, row.live, paid.invoice.due_minor) == ("pending", True, 0)
    assert paid.holds() == {"stripe": 6_000, "refunding": 4_000, "receivable": -10_000}
    row = paid.tell(refund, "succeeded", "succeeded", "pending")
    assert (row.state, row.status, row.live, row.stripe_id) == ("succeeded", "succeeded", False, f"re_{refund}")
    found = paid.invoice
    assert (found.refunded_minor, found.due_minor, found.paid_at) == (4_000, 4_000, None)
    assert paid.holds() == {"stripe": 6_000, "receivable": -6_000}
    assert paid.events() == ["refund", "refund_pending"]


def test_news_of_a_charge_is_news_of_its_refunds(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)
    assert office.approve(refund, FIRST) == "succeeded"
    office.processor.made[refund] = replace(office.processor.made[refund], status="failed")
    elsewhere = office.processor.create_refund(NewRefund("", paid.charge, 500), "elsewhere")
    assert office.refunds.hear_charge(paid.charge) == "made in Stripe's dashboard"
    assert paid.row(refund).state == "failed"
    assert office.service.read(FIRST, elsewhere.id).amount_minor == 500
    assert office.refunds.hear_charge(paid.charge) == ""


def test_a_success_that_fails_later_is_undone_and_shown(database: Database) -> None:
    paid = Paid(database)
    refund = paid.refund()
    paid.tell(refund, "succeeded")
    row = paid.tell(refund, "failed", "succeeded", "failed")
    assert (row.state, row.failure_reason, row.next_check_at) == ("failed", "declined", None)
    found = paid.invoice
    assert (found.refunded_minor, found.due_minor, found.paid_at) == (0, 0, NOW)
    assert paid.holds() == {"stripe": 10_000, "receivable": -10_000}
    assert paid.odd() == ["refund_failed"]
    assert paid.events() == ["refund", "refund_failed"]


ENDS = {
    "succeeded": ({"stripe": 6_000, "receivable": -6_000}, 4_000),
    "failed": ({"stripe": 10_000, "receivable": -10_000}, 0),
    "canceled": ({"stripe": 10_000, "receivable": -10_000}, 0),
}


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [
            ["pending", "succeeded"],
            ["requires_action", "pending", "succeeded", "failed"],
            ["succeeded", "failed"],
            ["requires_action", "canceled"],
            ["pending", "failed"],
        ]
    ),
    st.data(),
)
def test_every_order_of_the_news_leaves_the_same_rows(
    database: Database, history: list[str], data: st.DataObject
) -> None:
    paid = Paid(database)
    heard = data.draw(st.permutations([*history, *data.draw(st.lists(st.sampled_from(history), max_size=3))]))
    row = paid.tell(paid.refund(), *heard)
    holds, refunded = ENDS[history[-1]]
    assert row.state == rules.heard(history[-1]).value
    assert row.status == history[-1]
    assert paid.holds() == holds
    assert (paid.invoice.refunded_minor, paid.invoice.due_minor) == (refunded, refunded)


def test_what_was_paid_too_much_is_given_back_first(database: Database) -> None:
    paid = Paid(database, received=10_000, total=7_000)
    with database.write() as session:
        session.add(
            MoneyException(kind="overpaid", key=f"overpaid:{paid.id}", detail="-", created_at=NOW, invoice_id=paid.id)
        )
    refund = paid.refund(4_000)
    paid.tell(refund, "succeeded")
    assert paid.holds() == {"stripe": 6_000, "receivable": -6_000}
    assert (paid.invoice.due_minor, paid.odd()) == (1_000, [])
    paid.tell(refund, "failed")
    assert paid.holds() == {"stripe": 10_000, "receivable": -7_000, "credit": -3_000}
    assert paid.invoice.due_minor == -3_000


def test_a_payment_in_another_currency_goes_back_out_of_suspense(database: Database) -> None:
    paid = Paid(database, currency="eur")
    refund = paid.refund(10_000)
    paid.tell(refund, "succeeded")
    assert (paid.holds(), paid.invoice.refunded_minor, paid.invoice.due_minor) == ({}, 0, 10_000)
    paid.tell(refund, "failed")
    assert paid.holds() == {"stripe": 10_000, "suspense": -10_000}


def test_a_refund_of_another_amount_is_not_booked(database: Database) -> None:
    paid = Paid(database)
    refund = paid.refund()
    wrong = replace(paid.snapshot(refund, "succeeded"), amount=4_001)
    with pytest.raises(LedgerConflict), database.write() as session:
        recording.apply(session, rows.lock(session, refund), wrong, NOW)
    assert (paid.row(refund).state, paid.invoice.refunded_minor) == ("submitted", 0)


def test_a_word_of_stripes_that_nobody_knows_yet_is_no_error_in_the_books(database: Database) -> None:
    paid = Paid(database)
    assert paid.tell(paid.refund(), "held_by_the_bank").state == "pending"
    with database.read() as session:
        assert "refund_booked" not in [one.code for one in verify_books.differences(session, NOW)]


def test_tries_are_bounded_then_a_person_is_told_and_news_ends_the_doubt(database: Database) -> None:
    paid = Paid(database)
    refund, now = paid.refund(), NOW
    for tried in range(1, rules.MAX_TRIES + 3):
        for _ in range(3):  # looks in between use up no tries
            with database.write() as session:
                recording.unanswered(session, rows.lock(session, refund), now)
        row = paid.row(refund)
        assert (row.tries, row.state) == (tried, "submitted")
        assert row.next_check_at is not None
        now = row.next_check_at
    assert paid.odd() == ["refund_unknown"]
    assert paid.events() == ["refund_unknown"]
    paid.tell(refund, "succeeded")
    assert paid.odd() == []


class FakeProcessor:
    """Stripe for one process: what was made, and what goes wrong next."""

    def __init__(self) -> None:
        self.made: dict[str, RefundSnapshot] = {}
        self.keys: list[str] = []
        self.errors: list[tuple[ProcessorError, bool]] = []
        """What to raise next, and whether the refund is made all the same."""
        self.meanwhile: Callable[[], object] | None = None
        """What happens once, between an answer of Stripe's and its arrival here."""

    def _on_the_way(self, answer: RefundSnapshot) -> RefundSnapshot:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return answer

    def create_refund(self, new: NewRefund, key: str) -> RefundSnapshot:
        error, made = self.errors.pop(0) if self.errors else (None, True)
        if made and key not in self.keys:
            self.made[new.refund_id] = RefundSnapshot(
                f"re_{new.refund_id}", "succeeded", new.amount, "usd", new.charge_id, "", new.refund_id, new.reason
            )
            self.keys.append(key)
        if error is not None:
            raise error
        return self._on_the_way(self.made[new.refund_id])

    def refunds_of(self, charge_id: str) -> Iterator[RefundSnapshot]:
        return iter([one for one in self.made.values() if one.charge_id == charge_id])

    def read_refund(self, refund_id: str) -> RefundSnapshot:
        return self._on_the_way(next(one for one in self.made.values() if one.id == refund_id))

    def moves(self, refund: str, status: str) -> None:
        """Stripe's refund is in another state from now on."""
        self.made[refund] = replace(self.made[refund], status=status)


@dataclass
class Office:
    """The service over a fake processor, with a policy."""

    database: Database
    approvals: int = 1
    policy: Policy | None = None

    def __post_init__(self) -> None:
        self.processor, self.clock = FakeProcessor(), Clock()
        self.refunds = Refunds(self.database, self.processor, self.clock, lambda _: "")  # type: ignore[arg-type]  # the part that is asked
        policy = self.policy or Policy(self.approvals)
        self.service = RefundService(self.database, self.refunds, self.clock, policy, lambda: None)
        self.chore = RefundChore(self.database, self.refunds, self.clock)

    def ask(self, paid: Paid, amount: str | None = "40.00", who: Principal = ASKER) -> str:
        request = CreateRefund(payment_intent_id=paid.id, amount=amount, reason="Paid twice", reason_code="duplicate")
        return self.service.create(who, request, str(uuid4())).answer.id

    def approve(self, refund: str, who: Principal, amount: str = "40.00") -> str:
        return self.service.approve(who, refund, ApproveRefund(amount=amount)).state.value

    def refuses(self, refund: str, who: Principal) -> str:
        with pytest.raises(ApiError) as caught:
            self.approve(refund, who)
        return caught.value.code.value

    def work(self) -> None:
        self.clock.at += timedelta(hours=2)
        for ident in self.chore.due(10):
            self.chore.do(ident)


def test_nobody_need_approve(database: Database) -> None:
    office, paid = Office(database, approvals=0), Paid(database)
    refund = office.ask(paid, None)
    assert office.service.read(ASKER, refund).state is RefundState.SUCCEEDED
    assert office.processor.made[refund].reason == "duplicate"
    assert office.processor.keys == [f"{refund}:create"]


def test_two_must_approve_and_not_one_twice(database: Database) -> None:
    office, paid = Office(database, approvals=2), Paid(database)
    refund = office.ask(paid)
    assert office.approve(refund, FIRST) == "requested"
    assert office.service.read(ASKER, refund).approvals_needed == 1
    assert office.refuses(refund, FIRST) == "refund_needs_another"
    assert office.processor.made == {}
    assert office.approve(refund, SECOND) == "succeeded"
    assert office.approve(refund, FIRST) == "succeeded"  # the same yes again, as after a lost answer
    assert len(office.processor.keys) == 1


def test_the_second_of_two_says_no(database: Database) -> None:
    office, paid = Office(database, approvals=2), Paid(database)
    refund = office.ask(paid)
    office.approve(refund, FIRST)
    assert office.service.refuse(SECOND, refund, RefuseRefund(note="No")).state is RefundState.REFUSED
    assert office.refuses(refund, FIRST) == "refund_state_conflict"
    assert office.processor.made == {}


def test_a_supervisor_who_asked_does_not_approve(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    assert office.refuses(office.ask(paid, who=FIRST), FIRST) == "refund_not_allowed"


@pytest.mark.parametrize("change", [{"role": "cashier"}, {"disabled": True}, {"sites": []}])
def test_who_was_moved_since_the_request_was_let_in_decides_nothing(database: Database, change: dict[str, Any]) -> None:
    """The principal is what the gate saw; what counts is the moment of the yes."""
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)
    with database.write() as session:
        user = session.get_one(User, FIRST.id)
        for name, value in change.items():
            setattr(user, name, value)
    try:
        assert office.refuses(refund, FIRST) == "refund_not_allowed"
        with pytest.raises(ApiError, match="not a supervisor of this site"):
            office.service.refuse(FIRST, refund, RefuseRefund(note="No"))
        assert office.processor.made == {}
    finally:
        with database.write() as session:
            user = session.get_one(User, FIRST.id)
            user.role, user.disabled, user.sites = Role.SUPERVISOR.value, False, [session.get_one(Site, "site")]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("needs_response", "payment_disputed"),
        ("lost", "payment_disputed"),
        ("appeal_under_review", "payment_disputed"),
        ("won", ""),
        ("warning_needs_response", ""),
    ],
)
def test_what_a_bank_holds_or_has_kept_is_not_given_back(database: Database, status: str, code: str) -> None:
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)
    with database.write() as session:
        session.add(
            StripeDispute(
                id=f"du_{paid.id}", payment_id=paid.id, charge_id=paid.charge, amount_minor=2_000, currency="usd",
                status=status, live=disputes.live(status), created_at=NOW, updated_at=NOW,
            )
        )  # fmt: skip
    if code:
        assert office.refuses(refund, FIRST) == code
        assert office.processor.made == {}
    else:
        assert office.approve(refund, FIRST) == "succeeded"


def test_what_is_no_longer_there_is_not_approved(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid, "60.00")
    paid.tell(paid.refund(5_000, origin="stripe", user_id=None), "succeeded")
    with pytest.raises(ApiError) as caught:
        office.approve(refund, FIRST, "60.00")
    assert (caught.value.code.value, caught.value.status) == ("refund_above_captured", 409)
    assert "$50.00" in caught.value.detail
    assert paid.row(refund).state == "requested"


@pytest.mark.parametrize("made", [True, False])
def test_an_unknown_outcome_is_looked_for_before_it_is_tried_again(database: Database, made: bool) -> None:
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)
    office.processor.errors = [(ProcessorUnknown("http_500", "-", answered=True), made)]
    assert office.approve(refund, FIRST) == "submitted"
    assert paid.odd() == []
    asked = len(office.processor.keys)
    office.work()
    assert paid.row(refund).state == "succeeded"
    assert office.processor.keys == [f"{refund}:create"]
    assert len(office.processor.keys) - asked == (0 if made else 1)


def test_busy_is_not_no(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)
    office.processor.errors = [(ProcessorBusy("lock_timeout", "-"), False)]
    assert office.approve(refund, FIRST) == "submitted"
    office.work()
    assert paid.row(refund).state == "succeeded"


def test_a_refusal_that_our_own_earlier_try_has_caused_is_a_success(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)
    office.processor.errors = [(ProcessorRefused("charge_already_refunded", "-"), True)]
    assert office.approve(refund, FIRST) == "succeeded"


def test_stripe_refuses(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)
    office.processor.errors = [(ProcessorRefused("invalid_request_error", "Only 10.00 is left."), False)]
    assert office.approve(refund, FIRST) == "failed"
    assert paid.holds() == {"stripe": 10_000, "receivable": -10_000}
    assert (paid.odd(), "refund_failed" in paid.events()) == ([], True)
    assert office.service.read(FIRST, refund).payment_left.amount_minor == 10_000


@pytest.mark.parametrize("status", ["pending", "succeeded"])
def test_a_refusal_that_comes_after_the_news_of_the_refund_ends_nothing(database: Database, status: str) -> None:
    """Another server's try was the one that made it, and its webhook was quicker than the answer to ours."""
    paid = Paid(database)
    refund = paid.refund()
    paid.tell(refund, status)
    with database.write() as session:
        recording.refused(session, rows.lock(session, refund), "charge_already_refunded", "-", NOW)
    assert (paid.row(refund).state, paid.row(refund).failure_reason) == (status, "")


@pytest.mark.parametrize(("older", "newer"), [("requires_action", "pending"), ("pending", "requires_action")])
def test_news_that_newer_news_has_overtaken_is_asked_for_again(database: Database, older: str, newer: str) -> None:
    """Two servers ask at once: what the first was told is old by the time it would write it down."""
    office, paid = Office(database), Paid(database)
    refund = paid.refund()
    paid.tell(refund, older)
    office.processor.made[refund] = paid.snapshot(refund, older)

    def newer_is_heard() -> None:
        office.processor.moves(refund, newer)
        paid.tell(refund, newer)

    office.processor.meanwhile = newer_is_heard
    office.refunds.hear(f"re_{refund}")
    row = paid.row(refund)
    assert (row.state, row.status) == (rules.heard(newer).value, newer)


@pytest.mark.parametrize("end", ["failed", "canceled"])
def test_a_success_that_arrives_after_the_money_came_back_is_old_news(database: Database, end: str) -> None:
    """Stripe's answer to our own question is slower than the bank and the webhook of what the bank did."""
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)

    def comes_back() -> None:
        office.processor.moves(refund, end)
        paid.tell(refund, "succeeded", end)

    office.processor.meanwhile = comes_back
    office.approve(refund, FIRST)
    row = paid.row(refund)
    assert (row.state, row.status, row.live) == (rules.heard(end).value, end, False)
    assert (paid.invoice.refunded_minor, paid.invoice.due_minor) == (0, 0)
    assert paid.holds() == {"stripe": 10_000, "receivable": -10_000}
    with database.read() as session:
        assert [one.code for one in verify_books.differences(session, NOW) if "refund" in one.code] == []


def test_an_approved_refund_whose_server_died_is_made_by_itself(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    refund = paid.refund(state=RefundState.APPROVED, next_check_at=NOW)
    assert office.chore.due(10) == [refund]
    office.work()
    assert paid.row(refund).state == "succeeded"
    again = paid.row(refund).next_check_at
    assert again is not None  # a bank may still send it back
    office.clock.at = again
    office.processor.made[refund] = replace(office.processor.made[refund], status="failed")
    office.work()
    assert paid.row(refund).state == "failed"
    assert office.chore.due(10) == []


@pytest.mark.parametrize("state", [RefundState.REQUESTED, RefundState.APPROVED])
def test_an_older_copy_that_waits_for_a_refund_stripe_has_made_since_learns_of_it(
    database: Database, state: RefundState
) -> None:
    office, paid = Office(database), Paid(database)
    refund = paid.refund(state=state, next_check_at=NOW if state is RefundState.APPROVED else None)
    made = office.processor.create_refund(NewRefund(refund, paid.charge, 4_000), f"{refund}:create")
    assert office.refunds.hear(made.id) == ""
    row = paid.row(refund)
    assert (row.state, row.stripe_id, row.origin) == ("succeeded", made.id, "till")
    assert paid.odd() == (["refund_elsewhere"] if state is RefundState.REQUESTED else [])
    assert paid.holds() == {"stripe": 6_000, "receivable": -6_000}
    assert office.service.read(FIRST, refund).payment_left.amount_minor == 6_000
    office.work()
    assert office.processor.keys == [f"{refund}:create"]
    if state is RefundState.REQUESTED:
        assert office.refuses(refund, FIRST) == "refund_state_conflict"


@pytest.mark.parametrize("state", [RefundState.REFUSED, RefundState.CANCELLED])
def test_what_was_refused_or_withdrawn_is_not_made_by_a_refund_with_its_id(
    database: Database, state: RefundState
) -> None:
    office, paid = Office(database), Paid(database)
    refund = paid.refund(state=state, live=False)
    made = office.processor.create_refund(NewRefund(refund, paid.charge, 4_000), "elsewhere")
    assert office.refunds.hear(made.id) == "made in Stripe's dashboard"
    assert (paid.row(refund).state, paid.row(refund).stripe_id) == (state.value, None)
    assert paid.odd() == ["refund_elsewhere"]


def test_two_refunds_at_stripe_with_one_id_are_two(database: Database) -> None:
    """Somebody wrote our id on another one; both are heard at the same moment."""
    office, paid = Office(database), Paid(database)
    refund = paid.refund()
    first = office.processor.create_refund(NewRefund(refund, paid.charge, 4_000), f"{refund}:create")
    second = replace(first, id="re_second")
    seen = office.refunds._look(refund)  # as it stood when both began
    office.refunds._look_at = lambda _: seen  # type: ignore[method-assign]
    office.processor.made["second"] = second
    assert (office.refunds.hear(first.id), office.refunds.hear(second.id)) == ("", "made in Stripe's dashboard")
    assert paid.row(refund).stripe_id == first.id
    assert paid.holds() == {"stripe": 2_000, "receivable": -2_000}
    assert paid.odd() == ["refund_elsewhere"]


def test_an_answer_that_comes_after_another_refund_with_its_id_is_another_refund(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    refund = paid.refund()
    first = office.processor.create_refund(NewRefund(refund, paid.charge, 4_000), f"{refund}:create")
    office.processor.made["second"] = replace(first, id="re_second")
    assert office.refunds.hear("re_second") == ""
    office.refunds._learn(refund, first, None)  # the answer to our own question
    assert (paid.row(refund).stripe_id, paid.holds()) == ("re_second", {"stripe": 6_000, "receivable": -6_000})
    assert office.refunds.hear(first.id) == "made in Stripe's dashboard"
    assert paid.holds() == {"stripe": 2_000, "receivable": -2_000}


def test_an_approval_after_stripe_has_forgotten_the_key_gives_nothing_back_again(database: Database) -> None:
    """The books are an older copy, which asks for what was given back days ago; nobody has heard of that yet."""
    office, paid = Office(database), Paid(database)
    refund = office.ask(paid)
    office.processor.create_refund(NewRefund(refund, paid.charge, 4_000), f"{refund}:create")
    office.processor.keys.clear()
    office.clock.at += timedelta(hours=30)
    assert office.approve(refund, FIRST) == "succeeded"
    assert office.processor.keys == []


def test_the_tills_repeated_request_finds_the_refund_that_was_put_back(database: Database) -> None:
    office, paid = Office(database), Paid(database)
    key = str(uuid4())
    office.refunds.hear(office.processor.create_refund(NewRefund(key, paid.charge, 4_000), f"{key}:create").id)
    request = CreateRefund(payment_intent_id=paid.id, amount="40.00", reason="Paid twice")
    again = office.service.create(ASKER, request, key)
    assert (again.replayed, again.answer.state, again.answer.id) == (True, RefundState.SUCCEEDED, key)
    other = CreateRefund(payment_intent_id=paid.id, amount="41.00", reason="Paid twice")
    with pytest.raises(ApiError) as caught:
        office.service.create(ASKER, other, key)
    assert caught.value.code.value == "idempotency_key_reused"
