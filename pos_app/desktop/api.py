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
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from pos_app.desktop.session import Session
from pos_app.wire.auth import LoginAnswer, LoginRequest, Person
from pos_app.wire.info import Health, ServerInfo
from pos_app.wire.invoices import InvoiceCounts, InvoiceDetail, InvoicePage, ListFilter
from pos_app.wire.payments import CreatePaymentIntent, PaymentIntentAnswer
from pos_app.wire.problems import MEDIA_TYPE, Code, Problem
from pos_app.wire.receipts import Receipt

M = TypeVar("M", bound=BaseModel)

INTENTS = "/payments/stripe/payment-intents"
MAX_JSON = 4 * 1024 * 1024
MAX_PDF = 16 * 1024 * 1024
READ_SECONDS = 15.0
MONEY_SECONDS = 45.0
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
    """Calls of the API. Safe to share between threads: the session's link is read once a call."""

    def __init__(self, http: httpx.Client, session: Session) -> None:
        self._http = http
        self._session = session

    def info(self) -> ServerInfo:
        return self._model("GET", "/info", ServerInfo, seconds=5.0)

    def health(self) -> Health:
        return self._model("GET", "/health", Health, seconds=5.0)

    def login(self, username: str, password: str) -> LoginAnswer:
        body = LoginRequest(username=username, password=password, till=self._session.till or None)
        return self._model("POST", "/auth/login", LoginAnswer, body=body)

    def logout(self, token: str | None = None) -> None:
        """End the session of ``token`` (default: the one at hand) on the server."""
        self._send("POST", "/auth/logout", token=token, empty=True)

    def me(self) -> Person:
        return self._model("GET", "/auth/me", Person)

    def invoices(
        self, *, status: ListFilter, q: str = "", mine: bool = True, limit: int = 50, cursor: str | None = None
    ) -> InvoicePage:
        query = {"status": status.value, "q": q, "site": "mine" if mine else "all", "limit": str(limit)}
        if cursor:
            query["cursor"] = cursor
        return self._model("GET", "/invoices", InvoicePage, query=query)

    def invoice_counts(self, *, q: str = "", mine: bool = True) -> InvoiceCounts:
        return self._model("GET", "/invoices/counts", InvoiceCounts, query={"q": q, "site": "mine" if mine else "all"})

    def invoice(self, invoice_id: str) -> InvoiceDetail:
        return self._model("GET", f"/invoices/{_safe(invoice_id)}", InvoiceDetail)

    def create_intent(self, attempt_id: str, wanted: CreatePaymentIntent) -> PaymentIntentAnswer:
        """Begin a payment. The same ``attempt_id`` may be sent any number of times: it is one payment."""
        return self._model(
            "POST",
            INTENTS,
            PaymentIntentAnswer,
            body=wanted,
            headers={"Idempotency-Key": attempt_id},
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

    def cancel_intent(self, attempt_id: str) -> PaymentIntentAnswer:
        path = f"{INTENTS}/{_safe(attempt_id)}/cancel"
        return self._model("POST", path, PaymentIntentAnswer, content=b"{}", seconds=MONEY_SECONDS)

    def receipt(self, attempt_id: str) -> Receipt:
        return self._model("GET", f"{INTENTS}/{_safe(attempt_id)}/receipt", Receipt)

    def receipt_pdf(self, attempt_id: str) -> bytes:
        headers = {"Accept": "application/pdf"}
        content = self._send("GET", f"{INTENTS}/{_safe(attempt_id)}/receipt", headers=headers, limit=MAX_PDF)
        if not content.startswith(b"%PDF-"):
            raise OddAnswer("the receipt is not a PDF")
        return content

    def _model(
        self, method: str, path: str, model: type[M], *, body: BaseModel | None = None, content: bytes | None = None,
        query: dict[str, str] | None = None, headers: dict[str, str] | None = None, seconds: float = READ_SECONDS,
    ) -> M:  # fmt: skip
        if body is not None:
            content = body.model_dump_json().encode()
        answer = self._send(method, path, content=content, query=query, headers=headers, seconds=seconds)
        try:
            return model.model_validate_json(answer)
        except ValidationError as error:
            # never the input: it may be a patient's data, or anything at all
            where = ", ".join(".".join(map(str, e["loc"])) or e["type"] for e in error.errors(include_input=False)[:3])
            raise OddAnswer(f"{path}: not what the API answers ({where})") from None

    def _send(
        self, method: str, path: str, *, content: bytes | None = None, query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None, seconds: float = READ_SECONDS, limit: int = MAX_JSON,
        token: str | None = None, empty: bool = False,
    ) -> bytes:  # fmt: skip
        link = self._session.link
        token = link.token if token is None else token
        sent = {"Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})}
        if content is not None:
            sent["Content-Type"] = "application/json"
        if token:
            sent["Authorization"] = f"Bearer {token}"
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
        Code.TOO_MANY_TRIES,
        Code.INTERNAL,
    ]
)


def may_retry(error: Exception) -> bool:
    """True when the very same request, with the same key, may be sent again and may then get a certain answer."""
    return isinstance(error, OutcomeUnknown) or (isinstance(error, ApiProblem) and error.code in TRANSIENT)
