"""The HMIS API as the till sees it: one method a route, wire models out, clear errors.

ApiError
  ApiProblem          the server answered with a problem: what it says is certain
  OutcomeUnknown      nothing certain is known of what was asked
    ServerUnreachable   no answer came
    OddAnswer           an answer came that is not the API's: a login page of the network, a wrong type, too much
"""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from pos_app.desktop.renewing import Renewing
from pos_app.desktop.session import Link, Session
from pos_app.masking import mask_cards
from pos_app.wire.auth import LoginAnswer, LoginRequest, PasswordRequest, Person, RefreshRequest, UnlockRequest
from pos_app.wire.customers import CustomerAnswer, SavedCards
from pos_app.wire.exceptions import MoneyExceptionEntry, MoneyExceptionPage, ResolveException, Which
from pos_app.wire.info import Health, ServerInfo
from pos_app.wire.invoices import InvoiceCounts, InvoiceDetail, InvoicePage, ListFilter, ListSort
from pos_app.wire.payments import ConfirmPaymentIntent, CreatePaymentIntent, PayLinkAnswer, PaymentIntentAnswer
from pos_app.wire.problems import MEDIA_TYPE, Code, Problem
from pos_app.wire.receipts import Receipt, ReceiptPage, Reprint
from pos_app.wire.refunds import (
    ApproveRefund,
    ApproveRefundHere,
    CreateRefund,
    RefundAnswer,
    RefundPage,
    RefundState,
    RefuseRefund,
)
from pos_app.wire.reports import TakingsReport
from pos_app.wire.sso import ClaimSso, LoginMethods, SsoProgress, SsoStarted, StartSso

M = TypeVar("M", bound=BaseModel)

STRIPE = "/payments/stripe"
INTENTS = f"{STRIPE}/payment-intents"
REFUNDS = f"{STRIPE}/refunds"
IDEMPOTENCY = "Idempotency-Key"
MAX_JSON = 4 * 1024 * 1024
MAX_PDF = 16 * 1024 * 1024
MAX_CSV = 64 * 1024 * 1024
READ_SECONDS = 15.0
MONEY_SECONDS = 45.0
EXPORT_SECONDS = 120.0
SLOW_SECONDS = 5.0
"""So much longer than the first byte may the whole of an answer take."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,255}", re.ASCII)


class ApiError(Exception):
    """Something was asked of the server and did not go as asked."""


class ApiProblem(ApiError):
    """The server's own word: a stable code, a sentence, and what may help."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.detail}")
        self.code = problem.code
        self.sentence = problem.detail
        self.status = problem.status
        self.retry_after = problem.retry_after
        self.decline_code = problem.decline_code
        self.request_id = problem.instance
        self.fields = problem.fields


class OutcomeUnknown(ApiError):
    """What was asked may have been done, or not."""


class ServerUnreachable(OutcomeUnknown):
    """No whole answer came."""


class OddAnswer(OutcomeUnknown):
    """The answer can't be the API's."""


class HmisApi:
    """Calls of the API. Safe to share between threads: the session's link is read once a call.

    Where the access token is over, the tokens are renewed and the same request is sent once more, with the same key:
    what was refused for want of a session has not been carried out.
    """

    def __init__(self, http: httpx.Client, session: Session) -> None:
        self._http = http
        self._session = session
        self._renewing = Renewing(session, self._exchange)

    def info(self) -> ServerInfo:
        return self._model("GET", "/info", ServerInfo, seconds=5.0)

    def health(self) -> Health:
        return self._model("GET", "/health", Health, seconds=5.0)

    def login(self, username: str, password: str) -> LoginAnswer:
        body = LoginRequest(username=username, password=password, till=self._session.till or None)
        nobody = Link(self._session.link.server)
        return self._model("POST", "/auth/login", LoginAnswer, body=body, link=nobody)

    def logout(self, link: Link | None = None) -> None:
        """End the session of ``link`` (default: the one at hand) on the server. One that has ended is as well."""
        try:
            self._send("POST", "/auth/logout", link=link, empty=True)
        except ApiProblem as problem:
            if problem.code != Code.NOT_AUTHENTICATED:
                raise

    def unlock(self, password: str) -> None:
        """Is it the session's own person who types this? Raises ApiProblem ``password_wrong`` if not."""
        self._send("POST", "/auth/unlock", content=UnlockRequest(password=password).model_dump_json().encode(),
                   empty=True)  # fmt: skip

    def login_methods(self) -> LoginMethods:
        return self._model("GET", "/auth/methods", LoginMethods, seconds=5.0, link=Link(self._session.link.server))

    def start_sso(self) -> SsoStarted:
        """Begin a sign-in that goes on in a browser."""
        body = StartSso(till=self._session.till or None)
        return self._model("POST", "/auth/sso/start", SsoStarted, body=body, link=Link(self._session.link.server))

    def finish_sso(self, claim_secret: str, wait: int) -> SsoProgress:
        """What came of it, held for ``wait`` seconds at most. Done is told once."""
        body, nobody = ClaimSso(claim_secret=claim_secret, wait=wait), Link(self._session.link.server)
        seconds = READ_SECONDS + wait
        return self._model("POST", "/auth/sso/finish", SsoProgress, body=body, seconds=seconds, link=nobody)

    def unlock_by_sso(self, claim_secret: str, wait: int) -> SsoProgress:
        """The same for a locked till: is it the session's own person who has signed in?"""
        body = ClaimSso(claim_secret=claim_secret, wait=wait)
        return self._model("POST", "/auth/sso/unlock", SsoProgress, body=body, seconds=READ_SECONDS + wait)

    def change_password(self, link: Link, current: str, new: str) -> LoginAnswer:
        """Another password for whom ``link`` belongs to; all their sessions end, and the answer opens a new one."""
        body = PasswordRequest(current_password=current, new_password=new)
        return self._model("POST", "/auth/password", LoginAnswer, body=body, link=link)

    def renew(self) -> None:
        """New tokens for the session at hand, before the old ones are over."""
        self._renewing.renew(self._session.link)

    def me(self) -> Person:
        return self._model("GET", "/auth/me", Person)

    def invoices(
        self, *, status: ListFilter, sort: ListSort = ListSort.NEWEST, q: str = "", mine: bool = True, limit: int = 50,
        cursor: str | None = None,
    ) -> InvoicePage:  # fmt: skip
        query = {"status": status.value, "q": mask_cards(q), "site": "mine" if mine else "all", "limit": str(limit)}
        if sort is not ListSort.NEWEST:
            query["sort"] = sort.value
        if cursor:
            query["cursor"] = cursor
        return self._model("GET", "/invoices", InvoicePage, query=query)

    def invoice_counts(self, *, q: str = "", mine: bool = True) -> InvoiceCounts:
        # addresses are written down by all that they pass: a card number pasted into the search must not be in one
        query = {"q": mask_cards(q), "site": "mine" if mine else "all"}
        return self._model("GET", "/invoices/counts", InvoiceCounts, query=query)

    def invoice(self, invoice_id: str) -> InvoiceDetail:
        return self._model("GET", f"/invoices/{_safe(invoice_id)}", InvoiceDetail)

    def create_intent(self, attempt_id: str, wanted: CreatePaymentIntent) -> PaymentIntentAnswer:
        """Begin a payment. The same ``attempt_id`` may be sent any number of times: it is one payment."""
        return self._model(
            "POST",
            INTENTS,
            PaymentIntentAnswer,
            body=wanted,
            headers={IDEMPOTENCY: attempt_id},
            seconds=MONEY_SECONDS,
        )

    def intent(self, attempt_id: str, *, wait: int = 0, since: int | None = None) -> PaymentIntentAnswer:
        """The payment as the server knows it; with ``wait`` seconds, held until it is newer than ``since``."""
        query = {"wait": str(wait)} if wait else {}
        if since is not None:
            query["since"] = str(since)
        path = f"{INTENTS}/{_safe(attempt_id)}"
        return self._model("GET", path, PaymentIntentAnswer, query=query, seconds=READ_SECONDS + wait)

    def confirm_intent(self, attempt_id: str) -> PaymentIntentAnswer:
        """ "The page says it is done": the server reads the truth from Stripe. Charges nothing by itself."""
        path = f"{INTENTS}/{_safe(attempt_id)}/confirm"
        return self._model("POST", path, PaymentIntentAnswer, content=b"{}", seconds=MONEY_SECONDS)

    def charge_card(self, attempt_id: str, card_id: str) -> PaymentIntentAnswer:
        """Charge a saved card. Sent once: what became of it is asked with ``intent`` or ``confirm_intent``."""
        path = f"{INTENTS}/{_safe(attempt_id)}/confirm"
        wanted = ConfirmPaymentIntent(payment_method_id=card_id)
        return self._model("POST", path, PaymentIntentAnswer, body=wanted, seconds=MONEY_SECONDS)

    def pay_link(self, attempt_id: str) -> PayLinkAnswer:
        """A link to pay this attempt on the patient's phone; the one before is over."""
        return self._model("POST", f"{INTENTS}/{_safe(attempt_id)}/pay-link", PayLinkAnswer, seconds=MONEY_SECONDS)

    def cancel_intent(self, attempt_id: str) -> PaymentIntentAnswer:
        path = f"{INTENTS}/{_safe(attempt_id)}/cancel"
        return self._model("POST", path, PaymentIntentAnswer, content=b"{}", seconds=MONEY_SECONDS)

    def customer_of(self, patient_id: str) -> CustomerAnswer:
        """The patient as Stripe's customer; ``not_found`` while there is none, and then there are no saved cards."""
        return self._model("GET", f"{STRIPE}/customers/patient/{_safe(patient_id)}", CustomerAnswer)

    def saved_cards(self, customer_id: str) -> SavedCards:
        path = f"{STRIPE}/customers/{_safe(customer_id)}/payment-methods"
        return self._model("GET", path, SavedCards, seconds=MONEY_SECONDS)

    def forget_card(self, card_id: str) -> None:
        """Remove a saved card for good. Asked again it is as well."""
        self._send("DELETE", f"{STRIPE}/payment-methods/{_safe(card_id)}", empty=True, seconds=MONEY_SECONDS)

    def receipt(self, attempt_id: str) -> Receipt:
        return self._model("GET", f"{INTENTS}/{_safe(attempt_id)}/receipt", Receipt)

    def receipt_pdf(self, attempt_id: str) -> bytes:
        return self._pdf(f"{INTENTS}/{_safe(attempt_id)}/receipt")

    def _pdf(self, path: str, query: dict[str, str] | None = None) -> bytes:
        content = self._send("GET", path, query=query, headers={"Accept": "application/pdf"}, limit=MAX_PDF)
        if not content.startswith(b"%PDF-"):
            raise OddAnswer("the receipt is not a PDF")
        return content

    def receipts(self, *, q: str = "", limit: int = 50, cursor: str | None = None) -> ReceiptPage:
        query = {"q": mask_cards(q), "limit": str(limit)} | ({"cursor": cursor} if cursor else {})
        return self._model("GET", "/receipts", ReceiptPage, query=query)

    def receipt_by_number(self, number: str) -> Receipt:
        return self._model("GET", f"/receipts/{_safe(number)}", Receipt)

    def reprint(self, number: str, copy_id: str) -> Reprint:
        """Count a copy. The same ``copy_id`` may be sent any number of times: it is one copy."""
        headers = {"Idempotency-Key": copy_id}
        return self._model("POST", f"/receipts/{_safe(number)}/reprints", Reprint, headers=headers)

    def copy_pdf(self, number: str, copy_number: int) -> bytes:
        """A copy that has been counted, as it is to be printed."""
        return self._pdf(f"/receipts/{_safe(number)}", {"copy": str(copy_number)})

    def takings(self, first: date, last: date) -> TakingsReport:
        """What was taken in the days from ``first`` to ``last``, both included; 31 at most."""
        return self._model("GET", "/reports/takings", TakingsReport, query=_span(first, last))

    def payments_csv(self, first: date, last: date) -> bytes:
        """The payments and refunds of those days, for a spreadsheet."""
        headers = {"Accept": "text/csv"}
        return self._send(
            "GET", "/reports/payments.csv", query=_span(first, last), headers=headers, seconds=EXPORT_SECONDS,
            limit=MAX_CSV,
        )  # fmt: skip

    def ask_refund(self, refund_id: str, wanted: CreateRefund) -> RefundAnswer:
        """Ask for money to be given back. The same ``refund_id`` may be sent any number of times: it is one refund."""
        headers = {"Idempotency-Key": refund_id}
        return self._model("POST", REFUNDS, RefundAnswer, body=wanted, headers=headers, seconds=MONEY_SECONDS)

    def refund(self, refund_id: str) -> RefundAnswer:
        return self._model("GET", f"{REFUNDS}/{_safe(refund_id)}", RefundAnswer)

    def refunds(
        self, *, state: RefundState | None = None, q: str = "", limit: int = 50, cursor: str | None = None
    ) -> RefundPage:
        """Newest first."""
        query = {"limit": str(limit)}
        if q:
            query["q"] = q
        if state is not None:
            query["state"] = state.value
        if cursor:
            query["cursor"] = cursor
        return self._model("GET", REFUNDS, RefundPage, query=query)

    def approve_refund(self, refund_id: str, wanted: ApproveRefund) -> RefundAnswer:
        """Say yes. Asked again by the same person it is still one yes."""
        path = f"{REFUNDS}/{_safe(refund_id)}/approve"
        return self._model("POST", path, RefundAnswer, body=wanted, seconds=MONEY_SECONDS)

    def start_approval_here(self, refund_id: str) -> SsoStarted:
        """A supervisor at this till signs in by the browser, for this refund alone."""
        return self._model("POST", f"{REFUNDS}/{_safe(refund_id)}/approve-here/start", SsoStarted, content=b"")

    def approve_refund_here(self, refund_id: str, wanted: ApproveRefundHere) -> RefundAnswer:
        """The yes of whoever has signed in so: once."""
        path = f"{REFUNDS}/{_safe(refund_id)}/approve-here"
        return self._model("POST", path, RefundAnswer, body=wanted, seconds=MONEY_SECONDS)

    def refuse_refund(self, refund_id: str, wanted: RefuseRefund) -> RefundAnswer:
        path = f"{REFUNDS}/{_safe(refund_id)}/refuse"
        return self._model("POST", path, RefundAnswer, body=wanted, seconds=MONEY_SECONDS)

    def cancel_refund(self, refund_id: str) -> RefundAnswer:
        """Withdraw it while nobody has approved it, or take it back where Stripe waits for the patient."""
        path = f"{REFUNDS}/{_safe(refund_id)}/cancel"
        return self._model("POST", path, RefundAnswer, content=b"{}", seconds=MONEY_SECONDS)

    def exceptions(
        self, *, which: Which = Which.OPEN, limit: int = 50, cursor: str | None = None
    ) -> MoneyExceptionPage:
        """What does not fit into the books, newest first."""
        query = {"state": which.value, "limit": str(limit)}
        if cursor:
            query["cursor"] = cursor
        return self._model("GET", "/exceptions", MoneyExceptionPage, query=query)

    def resolve_exception(self, exception_id: str, wanted: ResolveException) -> MoneyExceptionEntry:
        path = f"/exceptions/{_safe(exception_id)}/resolve"
        return self._model("POST", path, MoneyExceptionEntry, body=wanted)

    def lend(self) -> HmisApi:
        """The same server and connection with a session of its own, for one act of somebody else at this till."""
        return HmisApi(self._http, Session(self._session.link.server, self._session.till))

    def begin(self, answer: LoginAnswer) -> None:
        """Ask as this person from now on. Only for what ``lend`` has made: the till's own session is its log-in's."""
        self._session.begin(answer)

    def _model(
        self, method: str, path: str, model: type[M], *, body: BaseModel | None = None, content: bytes | None = None,
        query: dict[str, str] | None = None, headers: dict[str, str] | None = None, seconds: float = READ_SECONDS,
        link: Link | None = None,
    ) -> M:  # fmt: skip
        if body is not None:
            content = body.model_dump_json().encode()
        answer = self._send(method, path, content=content, query=query, headers=headers, seconds=seconds, link=link)
        try:
            return model.model_validate_json(answer)
        except ValidationError as error:
            # never the input: it may be a patient's data, or anything at all
            where = ", ".join(".".join(map(str, e["loc"])) or e["type"] for e in error.errors(include_input=False)[:3])
            raise OddAnswer(f"{path}: not what the API answers ({where})") from None

    def _send(
        self, method: str, path: str, *, content: bytes | None = None, query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None, seconds: float = READ_SECONDS, limit: int = MAX_JSON,
        link: Link | None = None, empty: bool = False,
    ) -> bytes:  # fmt: skip
        asked = self._session.link if link is None else link

        def send(by: Link) -> bytes:
            return self._once(by, method, path, content, query, headers, seconds, limit, empty=empty)

        if asked.refresh and not asked.token:
            return send(self._renewing.renew(asked))
        try:
            return send(asked)
        except ApiProblem as problem:
            if problem.code != Code.NOT_AUTHENTICATED or not asked.refresh:
                raise
        return send(self._renewing.renew(asked))

    def _exchange(self, link: Link, key: str) -> LoginAnswer:
        nobody = Link(link.server)
        body = RefreshRequest(refresh_token=link.refresh)
        return self._model("POST", "/auth/refresh", LoginAnswer, body=body, headers={IDEMPOTENCY: key}, link=nobody)

    def _once(
        self, link: Link, method: str, path: str, content: bytes | None, query: dict[str, str] | None,
        headers: dict[str, str] | None, seconds: float, limit: int, *, empty: bool,
    ) -> bytes:  # fmt: skip
        sent = {"Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})}
        if content is not None:
            sent["Content-Type"] = "application/json"
        if link.token:
            sent["Authorization"] = f"Bearer {link.token}"
        timeout = httpx.Timeout(seconds, connect=5.0, pool=5.0)
        request = self._http.build_request(
            method, f"{link.server}/api/v1{path}", content=content, params=query, headers=sent, timeout=timeout
        )
        try:
            answer = self._http.send(request, stream=True, follow_redirects=False)
            try:
                received = _read(answer, limit, time.monotonic() + seconds + SLOW_SECONDS)
            finally:
                answer.close()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise ServerUnreachable(f"{method} {path}: {type(error).__name__}") from error
        return _judge(answer, received, wanted=sent["Accept"], where=f"{method} {path}", empty=empty)


def _safe(identifier: str) -> str:
    """Ids come from the server's own answers; one that could leave its place in the path is an odd answer."""
    if not _ID.fullmatch(identifier):
        raise OddAnswer("an id that can't be one")
    return identifier


def _span(first: date, last: date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": last.isoformat()}


def _read(answer: httpx.Response, limit: int, deadline: float) -> bytes:
    received = bytearray()
    for chunk in answer.iter_bytes():
        received += chunk
        if len(received) > limit:
            raise OddAnswer("the answer is too large")
        if time.monotonic() > deadline:
            raise ServerUnreachable("the answer came too slowly")
    return bytes(received)


def _judge(answer: httpx.Response, received: bytes, *, wanted: str, where: str, empty: bool) -> bytes:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answer.is_success:
        if empty or kind == wanted:
            return received
        raise OddAnswer(f"{where}: {answer.status_code} with {kind or 'no type'}")
    if kind == MEDIA_TYPE:
        try:
            problem = Problem.model_validate_json(received)
        except ValidationError:
            raise OddAnswer(f"{where}: {answer.status_code} with a problem that can't be read") from None
        raise ApiProblem(problem.model_copy(update=_retry_after(answer, problem)))
    raise OddAnswer(f"{where}: {answer.status_code} with {kind or 'no type'}")


def _retry_after(answer: httpx.Response, problem: Problem) -> dict[str, Any]:
    given = answer.headers.get("retry-after", "")
    if problem.retry_after is None and given.isdecimal() and len(given) < 6:
        return {"retry_after": int(given)}
    return {}


TRANSIENT = frozenset(
    [
        Code.OUTCOME_UNKNOWN,
        Code.PROCESSOR_UNREACHABLE,
        Code.PROCESSOR_BUSY,
        Code.DATABASE_BUSY,
        Code.DATABASE_FULL,
        Code.TOO_MANY_TRIES,
        Code.INTERNAL,
    ]
)


def may_retry(error: Exception) -> bool:
    """True when the very same request, with the same key, may be sent again and may then get a certain answer."""
    return isinstance(error, OutcomeUnknown) or (isinstance(error, ApiProblem) and error.code in TRANSIENT)
