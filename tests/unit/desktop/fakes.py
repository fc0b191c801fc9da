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
from pos_app.desktop.ports import Lane, OpenAttempt, OpenRefund, SecretsUnavailable
from pos_app.desktop.presenters.faces.common import Answered, Question
from pos_app.desktop.presenters.faces.sheet import SheetFace
from pos_app.desktop.session import Link, Session
from pos_app.money import Money
from pos_app.wire.auth import LoginAnswer, Person, Role, SiteRef
from pos_app.wire.base import Amount
from pos_app.wire.customers import CustomerAnswer, SavedCard, SavedCards
from pos_app.wire.exceptions import MoneyExceptionEntry, MoneyExceptionPage, ResolveException, Which
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
    ListSort,
    PatientRef,
)
from pos_app.wire.payments import (
    AttemptState,
    CreatePaymentIntent,
    Decline,
    PayLinkAnswer,
    PaymentIntentAnswer,
    ReceiptRef,
)
from pos_app.wire.problems import Code, Problem
from pos_app.wire.receipts import Receipt, ReceiptPage, ReceiptRow, Reprint
from pos_app.wire.refunds import (
    ApproveRefund,
    ApproveRefundHere,
    CreateRefund,
    RefundAnswer,
    RefundPage,
    RefundState,
    RefuseRefund,
)
from pos_app.wire.reports import Extent, TakingsReport
from pos_app.wire.sso import LoginMethods, SsoMethod, SsoProgress, SsoStarted, SsoStep
from tests.unit.desktop.fake_refunds import FakeRefunds
from tests.unit.desktop.takings import MONDAY, busy_day, report, some_tries

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
    refunds: dict[str, OpenRefund] = field(default_factory=dict)
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

    def begin_refund(self, refund: OpenRefund) -> None:
        self._check()
        self.refunds[refund.refund_id] = refund

    def note_refund(self, refund_id: str, state: str) -> None:
        self._check()
        self.states[refund_id] = state

    def end_refund(self, refund_id: str, state: str) -> None:
        self._check()
        self.states[refund_id] = state
        self.ended.add(refund_id)

    def open_refunds(self, server: str) -> list[OpenRefund]:
        self._check()
        return [r for r in self.refunds.values() if r.server == server and r.refund_id not in self.ended]


@dataclass
class FakeSecrets:
    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    """By server and user name."""
    missing: bool = False

    def load(self, server: str, name: str) -> str | None:
        if self.missing:
            raise SecretsUnavailable("this computer has no keyring")
        return self.kept.get((server, name))

    def save(self, server: str, name: str, token: str) -> None:
        if self.missing:
            raise SecretsUnavailable("this computer has no keyring")
        self.kept[server, name] = token

    def forget(self, server: str, name: str) -> None:
        if self.missing:
            raise SecretsUnavailable("this computer has no keyring")
        self.kept.pop((server, name), None)


@dataclass
class FakePreferences:
    server: str = ""
    theme: str = "system"
    last_name: str = ""
    idle_minutes: int = 5
    locale: str = ""


@dataclass
class FakePrinter:
    printed: list[tuple[bytes, str]] = field(default_factory=list)
    failure: Exception | None = None

    def print_pdf(self, pdf: bytes, title: str) -> str:
        if self.failure:
            raise self.failure
        self.printed.append((pdf, title))
        return "Front desk printer"


def fake_sheet(face: SheetFace) -> bytes:
    return repr(face).encode()


@dataclass
class FakeComputer:
    free: int = 40_000_000_000
    default_printer: str = "Front desk printer"
    web_view: bool = True

    def free_bytes(self) -> int:
        return self.free

    def printer(self) -> str:
        return self.default_printer

    def web_view_starts(self) -> bool:
        return self.web_view

    def test_page(self) -> bytes:
        return b"%PDF-test"


@dataclass
class FakeBrowser:
    """Remembers what it was to open."""

    opened: list[str] = field(default_factory=list)
    missing: bool = False

    def open(self, address: str) -> bool:
        self.opened.append(address)
        return not self.missing


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

    def bind_supervisor(self, actions: Any) -> None:
        self.actions = actions

    def bind_health(self, actions: Any) -> None:
        self.actions = actions

    def bind_password(self, actions: Any) -> None:
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
    lock: Recorder = field(default_factory=Recorder)
    invoices: Recorder = field(default_factory=Recorder)
    detail: Recorder = field(default_factory=Recorder)
    payment: Recorder = field(default_factory=Recorder)
    refund: Recorder = field(default_factory=Recorder)
    refunds: Recorder = field(default_factory=Recorder)
    exceptions: Recorder = field(default_factory=Recorder)
    supervisor: Recorder = field(default_factory=Recorder)
    password: Recorder = field(default_factory=Recorder)
    receipts: Recorder = field(default_factory=Recorder)
    today: Recorder = field(default_factory=Recorder)
    health: Recorder = field(default_factory=Recorder)


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
    state: AttemptState = AttemptState.SUBMITTED
    version: int = 1
    error: Decline | None = None
    card: CardRef | None = None
    charges: int = 0
    tries: int = 0


VISA = CardRef(brand="visa", last4="4242", exp_month=8, exp_year=2028)


def receipt_row(number: int, patient: str = "Margaret Okafor", copies: int = 0) -> ReceiptRow:
    return ReceiptRow(
        number=f"R-{number}", issued_at=START, invoice_number="INV-20418", patient=patient, mrn="4021 7730",
        site="North Wing", till="Front desk 3", served_by="Tomasz Zieliński", paid=usd(14800), card=VISA, copies=copies,
    )  # fmt: skip


@dataclass
class FakeSso:
    """The server's single sign-on, if it has a name; ``came``: who has confirmed the code in the browser."""

    name: str = ""
    url: str = "https://login.larkfield.example/authorize?x=1"
    step: SsoStep = SsoStep.WAITING
    came: Person | None = None
    begun: int = 0
    act_on: str = ""

    def start(self, now: datetime, act_on: str = "") -> SsoStarted:
        self.begun += 1
        self.act_on = act_on
        secret = f"claim-{self.begun}"
        return SsoStarted(
            claim_secret=secret, open_url=self.url, code="K7M-4QX", expires_at=now + timedelta(minutes=5),
            expires_in=300,
        )  # fmt: skip

    def claim(self, secret: str) -> Person | None:
        assert secret == f"claim-{self.begun}"
        who, self.came = self.came, None
        return who


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
        self.idle_minutes: int | None = None
        self.passwords = {"cashier": ("sample-cashier", person())}
        self.logged_in: dict[str, Person] = {}
        self.refreshes: dict[str, Person] = {}
        self.issued = 0
        self.session: Session | None = None
        self.acting: Person | None = None
        self.page_size: int | None = None
        self.sorts_asked: list[ListSort] = []
        self.receipts_late = 0
        self.left_to_pay = 0
        self.sso = FakeSso()
        self.refunding = FakeRefunds(self)
        self.cards: tuple[SavedCard, ...] = ()
        self.charging: AttemptState | Decline = AttemptState.SUCCEEDED
        """What becomes of a saved card that is charged."""
        self.links: list[str] = []
        self.link_host = "https://pay.larkfield.example"
        self.learns_by_asking = False
        """No webhooks: what happens at Stripe is known here only after a confirm."""
        self.receipts_known = [receipt_row(10457 - at) for at in range(60)]
        self.copies: dict[str, list[str]] = {}
        self.movements = busy_day() + busy_day(MONDAY - timedelta(7), 90)
        self.attempts = some_tries()
        self.attempts_before = some_tries(130, seconds=49.0)
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
        made = ServerInfo(version="1", hospital="Larkfield General Hospital", mode="test", server_time=self._time.now(),
                          idle_minutes=self.idle_minutes)  # fmt: skip
        return self._call("info", lambda: made)

    def login(self, username: str, password: str) -> LoginAnswer:
        def work() -> LoginAnswer:
            known = self.passwords.get(username)
            if not known or known[0] != password:
                raise refusal(Code.LOGIN_FAILED, 401)
            return self.tokens(known[1])

        return self._call("login", work)

    def tokens(self, who: Person) -> LoginAnswer:
        """The next pair for ``who``."""
        self.issued += 1
        token, now = f"token-{self.issued}", self._time.now()
        self.logged_in[token] = self.refreshes[f"refresh-{self.issued}"] = who
        return LoginAnswer(
            access_token=token, expires_at=now + timedelta(minutes=15), expires_in=900,
            refresh_token=f"refresh-{self.issued}", session_ends_at=now + timedelta(hours=12), user=who,
        )  # fmt: skip

    def renew(self) -> None:
        """As the real one: the pair at hand is exchanged for the next."""

        def work() -> None:
            assert self.session is not None
            link = self.session.link
            who = self.refreshes.pop(link.refresh, None)
            if who is None:
                raise refusal(Code.NOT_AUTHENTICATED, 401)
            self.logged_in.pop(link.token, None)
            self.session.renewed(link, self.tokens(who))

        self._call("renew", work)

    def me(self) -> Person:
        def work() -> Person:
            assert self.session is not None
            if not self.session.link.token:
                self.renew()
            if self.session.link.token not in self.logged_in:
                raise refusal(Code.NOT_AUTHENTICATED, 401)
            return self.logged_in[self.session.link.token]

        return self._call("me", work)

    def unlock(self, password: str) -> None:
        def work() -> None:
            assert self.session is not None
            who = self.logged_in.get(self.session.link.token)
            if who is None:
                raise refusal(Code.NOT_AUTHENTICATED, 401)
            if (password, who) not in self.passwords.values():
                raise refusal(Code.PASSWORD_WRONG, 403)

        self._call("unlock", work)

    def login_methods(self) -> LoginMethods:
        found = LoginMethods(sso=SsoMethod(name=self.sso.name) if self.sso.name else None)
        return self._call("login_methods", lambda: found)

    def start_sso(self) -> SsoStarted:
        return self._call("start_sso", lambda: self.sso.start(self._time.now()))

    def finish_sso(self, claim_secret: str, wait: int) -> SsoProgress:
        def work() -> SsoProgress:
            who = self.sso.claim(claim_secret)
            if who and self.sso.act_on:
                self.sso.came = who  # nothing is used up before the act
                return SsoProgress(step=SsoStep.DONE)
            login = self.tokens(who) if who else None
            return SsoProgress(step=SsoStep.DONE if who else self.sso.step, login=login)

        return self._call("finish_sso", work)

    def unlock_by_sso(self, claim_secret: str, wait: int) -> SsoProgress:
        def work() -> SsoProgress:
            assert self.session is not None
            who = self.sso.claim(claim_secret)
            if who and who != self.logged_in.get(self.session.link.token):
                raise refusal(Code.SSO_OTHER_PERSON, 403)
            return SsoProgress(step=SsoStep.DONE if who else self.sso.step)

        return self._call("unlock_by_sso", work)

    def change_password(self, link: Link, current: str, new: str) -> LoginAnswer:
        def work() -> LoginAnswer:
            who = self.logged_in.pop(link.token, None)
            if who is None:
                raise refusal(Code.NOT_AUTHENTICATED, 401)
            if len(new) < 12:
                self.logged_in[link.token] = who
                raise refusal(Code.PASSWORD_REFUSED, 400, "It needs 12 characters or more.")
            if self.passwords["cashier"][0] != current:
                self.logged_in[link.token] = who
                raise refusal(Code.PASSWORD_WRONG, 403)
            own = who.model_copy(update={"must_change_password": False})
            self.passwords["cashier"] = (new, own)
            return self.tokens(own)

        return self._call("change_password", work)

    def logout(self, link: Link | None = None) -> None:
        self._call("logout", lambda: self.logged_in.pop(link.token if link else "", None))

    # invoices

    def invoices(
        self, *, status: ListFilter, sort: ListSort = ListSort.NEWEST, q: str = "", mine: bool = True, limit: int = 50,
        cursor: str | None = None,
    ) -> InvoicePage:  # fmt: skip
        def work() -> InvoicePage:
            found = self._matching(status, q)
            if sort is not ListSort.NEWEST:
                found.sort(key=lambda one: one.due.amount_minor if sort.by_due else one.service_date.timestamp())
            if sort is ListSort.MOST_DUE:
                found.reverse()
            self.sorts_asked.append(sort)
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
            if known.state in (AttemptState.SUBMITTED, AttemptState.CREATED, AttemptState.REQUIRES_ACTION):
                self.move(known, AttemptState.CANCELLED)
            return self.answer(known)

        return self._call("cancel", work)

    def charge_card(self, attempt_id: str, card_id: str) -> PaymentIntentAnswer:
        def work() -> PaymentIntentAnswer:
            known = self._known(attempt_id)
            assert card_id in [card.id for card in self.cards]
            self.charge(known, self.charging)
            if isinstance(self.charging, Decline):
                raise refusal(Code.CARD_DECLINED, 402, decline_code=self.charging.decline_code)
            return self.answer(known)

        return self._call("charge_card", work)

    def pay_link(self, attempt_id: str) -> PayLinkAnswer:
        def work() -> PayLinkAnswer:
            if self._known(attempt_id).state is not AttemptState.SUBMITTED:
                raise refusal(Code.PAYMENT_STATE)
            self.links.append(f"{self.link_host}/p/{len(self.links):A>43}")
            ends = self._time.now() + timedelta(minutes=15, hours=1)  # by a clock that goes wrong
            return PayLinkAnswer(url=self.links[-1], expires_at=ends, expires_in=900)

        return self._call("pay_link", work)

    def customer_of(self, patient_id: str) -> CustomerAnswer:
        def work() -> CustomerAnswer:
            if not self.cards:
                raise refusal(Code.NOT_FOUND, 404)
            return CustomerAnswer(id="customer-1", patient_id=patient_id, created_at=START)

        return self._call("customer_of", work)

    def saved_cards(self, customer_id: str) -> SavedCards:
        return self._call("saved_cards", lambda: SavedCards(items=self.cards))

    def forget_card(self, card_id: str) -> None:
        def work() -> None:
            self.cards = tuple(card for card in self.cards if card.id != card_id)

        self._call("forget_card", work)

    def receipt(self, attempt_id: str) -> Receipt:
        def work() -> Receipt:
            if self.receipts_late > 0:
                self.receipts_late -= 1
                raise refusal(Code.RECEIPT_NOT_AVAILABLE, 404)
            return self._receipt("R-10457")

        return self._call("receipt", work)

    def receipt_pdf(self, attempt_id: str) -> bytes:
        return self._call("receipt_pdf", lambda: b"%PDF-1.7 a receipt")

    # receipts

    def receipts(self, *, q: str = "", limit: int = 50, cursor: str | None = None) -> ReceiptPage:
        def work() -> ReceiptPage:
            found = [row for row in self.receipts_known if q.lower() in f"{row.number} {row.patient}".lower()]
            found = [row for row in found if cursor is None or int(row.number[2:]) < int(cursor[2:])]
            return ReceiptPage(
                items=tuple(found[:limit]), next_cursor=found[limit - 1].number if found[limit:] else None
            )

        return self._call("receipts", work)

    def receipt_by_number(self, number: str) -> Receipt:
        return self._call("receipt_by_number", lambda: self._receipt(number))

    def reprint(self, number: str, copy_id: str) -> Reprint:
        def work() -> Reprint:
            keys = self.copies.setdefault(number, [])
            if copy_id not in keys:
                keys.append(copy_id)
            made = keys.index(copy_id) + 1
            return Reprint(number=number, copy_number=made, made_at=self._time.now(), made_by="Tomasz Zieliński")

        return self._call("reprint", work)

    def copy_pdf(self, number: str, copy_number: int) -> bytes:
        return self._call("copy_pdf", lambda: f"%PDF-1.7 {number} COPY {copy_number}".encode())

    def _receipt(self, number: str) -> Receipt:
        return Receipt(
            number=number, test=True, hospital="Larkfield General Hospital", site="North Wing",
            till="Front desk 3", issued_at=self._time.now(), invoice_number="INV-20418", patient="M. Okafor",
            served_by="Tomasz Z.", patient_share=usd(19800), paid_before=usd(5000), paid_now=usd(14800),
            left_to_pay=usd(self.left_to_pay), card=VISA,
        )  # fmt: skip

    # reports

    def takings(self, first: date, last: date) -> TakingsReport:
        def work() -> TakingsReport:
            extents = {Role.CASHIER: Extent.OWN, Role.SUPERVISOR: Extent.SITES, Role.AUDITOR: Extent.ALL}
            extent = extents.get(self.who().role)
            if extent is None:
                raise refusal(Code.NOT_ALLOWED, 403)
            attempts = self.attempts if last >= self._time.now().date() else self.attempts_before
            ends = datetime.combine(last, datetime.min.time(), UTC) + timedelta(1)
            until = min(self._time.now(), ends)
            return report(self.movements, attempts, first=first, last=last, until=until, extent=extent)

        return self._call("takings", work)

    def payments_csv(self, first: date, last: date) -> bytes:
        return self._call("payments_csv", lambda: f"time,kind\r\n{first},{last}\r\n".encode())

    # refunds and exceptions: see fake_refunds.py

    def ask_refund(self, refund_id: str, wanted: CreateRefund) -> RefundAnswer:
        return self._call("ask_refund", lambda: self.refunding.ask(refund_id, wanted))

    def refund(self, refund_id: str) -> RefundAnswer:
        return self._call("refund", lambda: self.refunding.read(refund_id))

    def refunds(
        self, *, state: RefundState | None = None, q: str = "", limit: int = 50, cursor: str | None = None
    ) -> RefundPage:
        return self._call("refunds", lambda: self.refunding.page(state, q, limit, cursor))

    def approve_refund(self, refund_id: str, wanted: ApproveRefund) -> RefundAnswer:
        return self._call("approve_refund", lambda: self.refunding.approve(self.who(), refund_id, wanted))

    def start_approval_here(self, refund_id: str) -> SsoStarted:
        def work() -> SsoStarted:
            self.who()
            self.refunding.waiting(refund_id)
            return self.sso.start(self._time.now(), refund_id)

        return self._call("start_approval_here", work)

    def approve_refund_here(self, refund_id: str, wanted: ApproveRefundHere) -> RefundAnswer:
        def work() -> RefundAnswer:
            self.who()
            who = self.sso.claim(wanted.claim_secret)
            if who is None or self.sso.act_on != refund_id:
                raise refusal(Code.SSO_OVER, 410)
            if who.role is not Role.SUPERVISOR:
                raise refusal(Code.REFUND_NOT_ALLOWED, 403)
            return self.refunding.approve(who, refund_id, ApproveRefund(amount=wanted.amount))

        return self._call("approve_refund_here", work)

    def refuse_refund(self, refund_id: str, wanted: RefuseRefund) -> RefundAnswer:
        return self._call("refuse_refund", lambda: self.refunding.refuse(self.who(), refund_id, wanted.note))

    def cancel_refund(self, refund_id: str) -> RefundAnswer:
        return self._call("cancel_refund", lambda: self.refunding.cancel(refund_id))

    def exceptions(
        self, *, which: Which = Which.OPEN, limit: int = 50, cursor: str | None = None
    ) -> MoneyExceptionPage:
        return self._call("exceptions", lambda: self.refunding.exceptions(which))

    def resolve_exception(self, exception_id: str, wanted: ResolveException) -> MoneyExceptionEntry:
        return self._call("resolve", lambda: self.refunding.resolve(self.who(), exception_id, wanted.note))

    def lend(self) -> LentServer:
        return LentServer(self)

    def who(self) -> Person:
        """Whose session it is: of the one who acts here for once, or of the last who logged in."""
        return self.acting or next(reversed(self.logged_in.values()))

    # what happens at Stripe

    def move(self, known: FakeIntent, state: AttemptState) -> None:
        """A newer state; a final one stays."""
        if not known.state.final:
            known.state = state
            known.version += 1

    def charge(self, known: FakeIntent, outcome: AttemptState | Decline) -> None:
        """The page has confirmed with a card."""
        if known.state not in (AttemptState.SUBMITTED, AttemptState.REQUIRES_ACTION, AttemptState.PROCESSING):
            return
        if isinstance(outcome, Decline):
            known.error = outcome
            known.version += 1
            known.state = AttemptState.SUBMITTED
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


class LentServer:
    """The same server, with a session of its own for one act."""

    def __init__(self, server: FakeServer) -> None:
        self._server = server
        self._token = ""

    def login(self, username: str, password: str) -> LoginAnswer:
        return self._server.login(username, password)

    def begin(self, answer: LoginAnswer) -> None:
        self._token = answer.access_token

    def approve_refund(self, refund_id: str, wanted: ApproveRefund) -> RefundAnswer:
        self._server.acting = self._server.logged_in[self._token]
        try:
            return self._server.approve_refund(refund_id, wanted)
        finally:
            self._server.acting = None

    def logout(self) -> None:
        self._server.logout(Link("", self._token))


def saved_card(last4: str = "4242", brand: str = "visa", *, expired: bool = False) -> SavedCard:
    return SavedCard(
        id=f"card-{last4}", stripe_payment_method_id=f"pm_{last4}", brand=brand, last4=last4, exp_month=8,
        exp_year=2024 if expired else 2028, expired=expired, consented_at=datetime(2026, 5, 12, 9, tzinfo=UTC),
        consented_by="Tomasz Zieliński", created_at=START,
    )  # fmt: skip


def decline(reason: str = "insufficient_funds", at: datetime = START) -> Decline:
    return Decline(code="card_declined", decline_code=reason, message="Your card has insufficient funds.", at=at)
