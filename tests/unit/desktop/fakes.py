"""Stand-ins for what surrounds the presenters: threads, time, the keyring, the server, and views that remember.

None of them is a mock of our own logic: the server below keeps the same promises as the real one (one intent for one
key, final states are final), counts charges, and can lose requests and answers on command.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from pos_app.desktop.api import ApiProblem, ServerUnreachable
from pos_app.desktop.ports import Lane, OpenAttempt, SecretsUnavailable
from pos_app.desktop.presenters.faces.common import Answered, Question
from pos_app.money import Money
from pos_app.wire.auth import LoginAnswer, Person, Role, SiteRef
from pos_app.wire.base import Amount
from pos_app.wire.info import Health, ServerInfo
from pos_app.wire.invoices import (
    CardRef,
    InvoiceCounts,
    InvoiceDetail,
    InvoicePage,
    InvoiceRow,
    InvoiceState,
    Line,
    ListFilter,
    PatientRef,
)
from pos_app.wire.payments import AttemptState, CreatePaymentIntent, Decline, PaymentIntentAnswer, ReceiptRef
from pos_app.wire.problems import Code, Problem
from pos_app.wire.receipts import Receipt

NORTH = SiteRef(id="site-1", name="North Wing")
START = datetime(2026, 11, 23, 9, 38, tzinfo=UTC)


# --- threads and time -------------------------------------------------------------------------------------------


@dataclass
class FakeJob:
    lane: Lane
    work: Callable[[], Any]
    success: Callable[[Any], None] | None = None
    failure: Callable[[Exception], None] | None = None
    dropped: bool = False

    def then(self, success: Any = None, failure: Any = None) -> FakeJob:
        self.success, self.failure = success, failure
        return self

    def drop(self) -> None:
        self.dropped = True


class FakeRunner:
    """Work waits until ``settle``; work of a lane in ``held_back`` waits longer."""

    def __init__(self) -> None:
        self.waiting: list[FakeJob] = []
        self.held_back: set[Lane] = set()
        self.lanes: list[Lane] = []

    def run(self, lane: Lane, work: Callable[[], Any]) -> FakeJob:
        job = FakeJob(lane, work)
        self.waiting.append(job)
        self.lanes.append(lane)
        return job

    def settle(self) -> None:
        """Do all work, and the work that follows from it."""
        for _ in range(1000):
            job = next((job for job in self.waiting if job.lane not in self.held_back), None)
            if job is None:
                return
            self.waiting.remove(job)
            try:
                result = job.work()
            except Exception as error:
                if not job.dropped:
                    if job.failure is None:
                        raise
                    job.failure(error)
            else:
                if not job.dropped and job.success:
                    job.success(result)
        raise AssertionError("work without end")


@dataclass
class FakeTimer:
    live: bool = True

    def cancel(self) -> None:
        self.live = False


class FakeTime:
    """Timers and Clock in one; ``advance`` lets time pass, and work be done at every step."""

    def __init__(self, runner: FakeRunner) -> None:
        self.seconds = 1000.0
        self._runner = runner
        self._due: list[tuple[float, int, FakeTimer, Callable[[], None]]] = []
        self._count = 0

    def after(self, ms: int, callback: Callable[[], None]) -> FakeTimer:
        timer = FakeTimer()
        self._count += 1
        heapq.heappush(self._due, (self.seconds + ms / 1000, self._count, timer, callback))
        return timer

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1000)

    def advance(self, seconds: float) -> None:
        end = self.seconds + seconds
        self._runner.settle()
        while self._due and self._due[0][0] <= end:
            at, _, timer, callback = heapq.heappop(self._due)
            self.seconds = max(self.seconds, at)
            if timer.live:
                timer.live = False
                callback()
                self._runner.settle()
        self.seconds = end


# --- disk, keyring, printer -------------------------------------------------------------------------------------


@dataclass
class FakeJournal:
    entries: dict[str, OpenAttempt] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    broken: Exception | None = None

    def _check(self) -> None:
        if self.broken:
            raise self.broken

    def begin(self, attempt: OpenAttempt) -> None:
        self._check()
        self.entries[attempt.attempt_id] = attempt

    def note(self, attempt_id: str, state: str, *, leaving: bool | None = None) -> None:
        self._check()
        if attempt_id in self.entries:
            self.states[attempt_id] = state
            if leaving is not None:
                fields = {name: getattr(self.entries[attempt_id], name) for name in OpenAttempt.__slots__}
                self.entries[attempt_id] = OpenAttempt(**{**fields, "leaving": leaving})

    def end(self, attempt_id: str, state: str) -> None:
        self._check()
        if attempt_id in self.entries:
            self.states[attempt_id] = state
            self.ended.add(attempt_id)

    def open_attempts(self, server: str) -> list[OpenAttempt]:
        self._check()
        return [a for a in self.entries.values() if a.server == server and a.attempt_id not in self.ended]


@dataclass
class FakeSecrets:
    kept: dict[str, str] = field(default_factory=dict)
    missing: bool = False

    def load(self, server: str) -> str | None:
        if self.missing:
            raise SecretsUnavailable("this computer has no keyring")
        return self.kept.get(server)

    def save(self, server: str, token: str) -> None:
        if self.missing:
            raise SecretsUnavailable("this computer has no keyring")
        self.kept[server] = token

    def forget(self, server: str) -> None:
        if self.missing:
            raise SecretsUnavailable("this computer has no keyring")
        self.kept.pop(server, None)


@dataclass
class FakePreferences:
    server: str = ""
    theme: str = "system"
    last_name: str = ""


@dataclass
class FakePrinter:
    printed: list[tuple[bytes, str]] = field(default_factory=list)
    failure: Exception | None = None

    def print_pdf(self, pdf: bytes, title: str) -> str:
        if self.failure:
            raise self.failure
        self.printed.append((pdf, title))
        return "Front desk printer"


# --- views ------------------------------------------------------------------------------------------------------


class Recorder:
    """A view that remembers: ``last("show_form")`` is what was shown last, ``said`` is everything in order.

    Its parts (``form``, ``card``, ...) are recorders too, made when asked for.
    """

    PARTS = frozenset(["form", "methods", "card", "success", "error", "checking", "receipt"])

    def __init__(self) -> None:
        self.said: list[tuple[str, tuple[Any, ...]]] = []
        self.questions: list[tuple[Question, Answered]] = []
        self.actions: Any = None
        self.save_to: Path | None = None
        self._parts: dict[str, Recorder] = {}

    def bind(self, actions: Any) -> None:
        self.actions = actions

    def ask(self, question: Question, answered: Answered) -> None:
        self.questions.append((question, answered))

    def ask_where_to_save(self, suggested: str) -> Path | None:
        self.said.append(("ask_where_to_save", (suggested,)))
        return self.save_to

    def last(self, name: str) -> Any:
        for said, args in reversed(self.said):
            if said == name:
                return args[0] if args else True
        return None

    def times(self, name: str) -> int:
        return sum(1 for said, _ in self.said if said == name)

    def __getattr__(self, name: str) -> Any:
        if name in Recorder.PARTS:
            return self._parts.setdefault(name, Recorder())
        if name.startswith("_"):
            raise AttributeError(name)

        def record(*args: Any, **named: Any) -> None:
            self.said.append((name, (*args, *named.values())))

        return record


@dataclass
class FakeViews:
    shell: Recorder = field(default_factory=Recorder)
    login: Recorder = field(default_factory=Recorder)
    invoices: Recorder = field(default_factory=Recorder)
    detail: Recorder = field(default_factory=Recorder)
    payment: Recorder = field(default_factory=Recorder)


# --- the server -------------------------------------------------------------------------------------------------


def person(role: Role = Role.CASHIER, name: str = "Tomasz Zieliński", sites: tuple[SiteRef, ...] = (NORTH,)) -> Person:
    return Person(id=f"person-{role}-{name}", username=role.value, display_name=name, role=role, sites=sites,
                  till="Front desk 3")  # fmt: skip


def usd(minor: int) -> Amount:
    return Amount.of(Money(minor, "usd"))


def invoice(number: int = 20418, *, total: int = 19800, paid: int = 5000, **changes: Any) -> InvoiceDetail:
    due = total - paid
    state = InvoiceState.PAID if due <= 0 else InvoiceState.PART_PAID if paid else InvoiceState.OPEN
    patient = PatientRef(id=f"patient-{number}", name="Margaret Okafor", mrn="4021 7730", birth_date=date(1961, 3, 14))
    values: dict[str, Any] = {
        "id": f"invoice-{number}", "number": f"INV-{number}", "patient_id": patient.id, "patient": patient,
        "service": "MRI, left knee", "department": "Radiology", "site": NORTH,
        "service_date": START - timedelta(hours=1), "currency": "usd", "total": usd(total), "paid": usd(paid),
        "due": usd(due), "state": state, "gross": usd(66000),
        "lines": (Line(description="MRI, left knee", amount=usd(66000)),),
    }  # fmt: skip
    return InvoiceDetail(**{**values, **changes})


def row(detail: InvoiceDetail) -> InvoiceRow:
    return InvoiceRow.model_validate({name: getattr(detail, name) for name in InvoiceRow.model_fields})


def refusal(code: Code, status: int = 409, detail: str = "A sentence of the server.", **more: Any) -> ApiProblem:
    return ApiProblem(Problem(title="t", status=status, code=code, detail=detail, **more))


@dataclass
class FakeIntent:
    id: str
    request: CreatePaymentIntent
    state: AttemptState = AttemptState.READY
    version: int = 1
    error: Decline | None = None
    card: CardRef | None = None
    charges: int = 0
    tries: int = 0


VISA = CardRef(brand="visa", last4="4242", exp_month=8, exp_year=2028)


class FakeServer:
    """The HMIS API in memory. ``faults`` holds, by method, what happens to the next calls:

    "before": the request is lost. "after": done, and the answer is lost. An Exception: raised instead.
    """

    def __init__(self, time: FakeTime) -> None:
        self._time = time
        self.faults: dict[str, list[Any]] = {}
        self.down = False
        self.calls: list[str] = []
        self.invoices_known: list[InvoiceDetail] = [invoice()]
        self.intents: dict[str, FakeIntent] = {}
        self.passwords = {"cashier": ("sample-cashier", person())}
        self.logged_in: dict[str, Person] = {}
        self.token = ""
        self.page_size: int | None = None
        self.receipts_late = 0
        self.learns_by_asking = False
        """No webhooks: what happens at Stripe is known here only after a confirm."""
        self._last_known: dict[str, PaymentIntentAnswer] = {}

    def _call(self, name: str, work: Callable[[], Any]) -> Any:
        self.calls.append(name)
        fault = self.faults[name].pop(0) if self.faults.get(name) else None
        if self.down or fault == "before":
            raise ServerUnreachable("no answer")
        if isinstance(fault, Exception):
            raise fault
        result = work()
        if fault == "after":
            raise ServerUnreachable("the answer was lost")
        return result

    # log-in

    def health(self) -> Health:
        return self._call("health", lambda: Health(status="ok", database="ok", server_time=self._time.now()))

    def info(self) -> ServerInfo:
        made = ServerInfo(version="1", hospital="Larkfield General Hospital", mode="test", server_time=self._time.now())
        return self._call("info", lambda: made)

    def login(self, username: str, password: str) -> LoginAnswer:
        def work() -> LoginAnswer:
            known = self.passwords.get(username)
            if not known or known[0] != password:
                raise refusal(Code.LOGIN_FAILED, 401)
            token = f"token-{len(self.logged_in)}"
            self.logged_in[token] = known[1]
            return LoginAnswer(access_token=token, expires_at=self._time.now() + timedelta(hours=12), user=known[1])

        return self._call("login", work)

    def me(self) -> Person:
        def work() -> Person:
            if self.token not in self.logged_in:
                raise refusal(Code.NOT_AUTHENTICATED, 401)
            return self.logged_in[self.token]

        return self._call("me", work)

    def logout(self, token: str | None = None) -> None:
        self._call("logout", lambda: self.logged_in.pop(token or "", None))

    # invoices

    def invoices(
        self, *, status: ListFilter, q: str = "", mine: bool = True, limit: int = 50, cursor: str | None = None
    ) -> InvoicePage:
        def work() -> InvoicePage:
            found = self._matching(status, q)
            ids = [one.id for one in found]
            start = ids.index(cursor) + 1 if cursor in ids else 0  # as the real one: after this row, not after so many
            size = limit if self.page_size is None else self.page_size
            page = found[start : start + size]
            last = page[-1].id if page else cursor
            more = last if start + size < len(found) else None
            return InvoicePage(items=tuple(row(one) for one in page), next_cursor=more)

        return self._call("invoices", work)

    def invoice_counts(self, *, q: str = "", mine: bool = True) -> InvoiceCounts:
        def work() -> InvoiceCounts:
            counts = {key: len(self._matching(key, q)) for key in ListFilter}
            return InvoiceCounts(open=counts[ListFilter.OPEN], part_paid=counts[ListFilter.PART_PAID], checking=0,
                                 paid_today=counts[ListFilter.PAID_TODAY], all=counts[ListFilter.ALL])  # fmt: skip

        return self._call("invoice_counts", work)

    def invoice(self, invoice_id: str) -> InvoiceDetail:
        def work() -> InvoiceDetail:
            for one in self.invoices_known:
                if one.id == invoice_id:
                    return one
            raise refusal(Code.NOT_FOUND, 404)

        return self._call("invoice", work)

    def _matching(self, status: ListFilter, q: str) -> list[InvoiceDetail]:
        wanted = {
            ListFilter.OPEN: lambda i: i.due.amount_minor > 0,
            ListFilter.PART_PAID: lambda i: i.state is InvoiceState.PART_PAID,
            ListFilter.PAID_TODAY: lambda i: i.due.amount_minor <= 0,
            ListFilter.PAID: lambda i: i.due.amount_minor <= 0,
        }.get(status, lambda _i: True)
        return [i for i in self.invoices_known if wanted(i) and (q.lower() in f"{i.number} {i.patient.name}".lower())]

    # payments

    def create_intent(self, attempt_id: str, wanted: CreatePaymentIntent) -> PaymentIntentAnswer:
        def work() -> PaymentIntentAnswer:
            known = self.intents.get(attempt_id)
            if known is None:
                live = [i for i in self.intents.values() if not i.state.final]
                if any(i.state in (AttemptState.PROCESSING, AttemptState.UNKNOWN) for i in live):
                    raise refusal(Code.INVOICE_BEING_PAID)
                if any(i.charges for i in self.intents.values() if i.request.amount == wanted.amount):
                    raise refusal(Code.INVOICE_NOT_PAYABLE)
                for old in live:
                    self.move(old, AttemptState.CANCELLED)
                known = self.intents[attempt_id] = FakeIntent(attempt_id, wanted)
            self._last_known.setdefault(attempt_id, self.answer(known))
            return self.answer(known, with_page=True)

        return self._call("create", work)

    def intent(self, attempt_id: str, *, wait: int = 0, since: int | None = None) -> PaymentIntentAnswer:
        def work() -> PaymentIntentAnswer:
            known = self._known(attempt_id)
            return self._last_known.get(attempt_id, self.answer(known)) if self.learns_by_asking else self.answer(known)

        return self._call("intent", work)

    def confirm_intent(self, attempt_id: str) -> PaymentIntentAnswer:
        def work() -> PaymentIntentAnswer:
            self._last_known[attempt_id] = self.answer(self._known(attempt_id))
            return self._last_known[attempt_id]

        return self._call("confirm", work)

    def cancel_intent(self, attempt_id: str) -> PaymentIntentAnswer:
        def work() -> PaymentIntentAnswer:
            known = self._known(attempt_id)
            if known.state in (AttemptState.READY, AttemptState.CREATED, AttemptState.REQUIRES_ACTION):
                self.move(known, AttemptState.CANCELLED)
            return self.answer(known)

        return self._call("cancel", work)

    def receipt(self, attempt_id: str) -> Receipt:
        def work() -> Receipt:
            if self.receipts_late > 0:
                self.receipts_late -= 1
                raise refusal(Code.RECEIPT_NOT_AVAILABLE, 404)
            return Receipt(
                number="R-10457", test=True, hospital="Larkfield General Hospital", site="North Wing",
                till="Front desk 3", issued_at=self._time.now(), invoice_number="INV-20418", patient="M. Okafor",
                served_by="Tomasz Z.", patient_share=usd(19800), paid_before=usd(5000), paid_now=usd(14800),
                left_to_pay=usd(0), card=VISA,
            )  # fmt: skip

        return self._call("receipt", work)

    def receipt_pdf(self, attempt_id: str) -> bytes:
        return self._call("receipt_pdf", lambda: b"%PDF-1.7 a receipt")

    # what happens at Stripe

    def move(self, known: FakeIntent, state: AttemptState) -> None:
        """A newer state; a final one stays."""
        if not known.state.final:
            known.state = state
            known.version += 1

    def charge(self, known: FakeIntent, outcome: AttemptState | Decline) -> None:
        """The page has confirmed with a card."""
        if known.state not in (AttemptState.READY, AttemptState.REQUIRES_ACTION, AttemptState.PROCESSING):
            return
        if isinstance(outcome, Decline):
            known.error = outcome
            known.version += 1
            known.state = AttemptState.READY
            return
        if outcome is AttemptState.SUCCEEDED:
            known.charges += 1
            known.card = VISA
        self.move(known, outcome)

    def only(self) -> FakeIntent:
        assert len(self.intents) == 1, list(self.intents)
        return next(iter(self.intents.values()))

    def _known(self, attempt_id: str) -> FakeIntent:
        known = self.intents.get(attempt_id)
        if known is None:
            raise refusal(Code.NOT_FOUND, 404)
        return known

    def answer(self, known: FakeIntent, *, with_page: bool = False) -> PaymentIntentAnswer:
        money = Money.parse(known.request.amount, known.request.currency)
        paid = known.state is AttemptState.SUCCEEDED
        return PaymentIntentAnswer(
            id=known.id, stripe_payment_intent_id="pi_1", invoice_id=known.request.invoice_id,
            invoice_number="INV-20418", patient_id=known.request.patient_id, amount=str(money),
            amount_minor=money.minor, currency=money.currency, state=known.state, status="x", version=known.version,
            pay_url="https://elsewhere.example/pay/abcdefgh12345678" if with_page and not known.state.final else None,
            last_error=known.error, card=known.card, tries=known.tries,
            receipt=ReceiptRef(number="R-10457", issued_at=self._time.now()) if paid else None,
            invoice_due=usd(14800 - money.minor if paid else 14800), created_at=START, updated_at=self._time.now(),
        )  # fmt: skip


def decline(reason: str = "insufficient_funds", at: datetime = START) -> Decline:
    return Decline(code="card_declined", decline_code=reason, message="Your card has insufficient funds.", at=at)
