"""Stripe behind the ``Processor`` protocol: the one place that imports ``stripe``.

An answer counts only when it is one: JSON, of the object asked for, with the fields we need.  Everything else
(a timeout, a cut connection, a 5xx, a page of HTML with status 200) is ``ProcessorUnknown``.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, TypeVar

import stripe

from pos_app.server.gateway import (
    CardDeclined,
    CardSnapshot,
    ChargeError,
    CustomerRef,
    EventForged,
    EventMalformed,
    EventNotice,
    IntentSnapshot,
    NewIntent,
    ProcessorBusy,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
)

CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 20
NETWORK_RETRIES: Final = 1
"""The library's own, with the same key. More would hold a cashier longer than asking again later does."""
EVENT_TOLERANCE_SECONDS: Final = 300
_ID: Final = re.compile(r"[A-Za-z0-9_]{1,255}", re.ASCII)
_LOOKUP_PAGES: Final = 5

_T = TypeVar("_T")


class StripeService:
    """Stripe with one secret key. Safe for use from several threads; every thread keeps its own connections."""

    def __init__(
        self,
        secret_key: str,
        webhook_secrets: Sequence[str] = (),
        api_base: str | None = None,
        *,
        read_seconds: int = READ_SECONDS,
    ) -> None:
        # Telemetry would write an id file into the home folder and send platform details.
        stripe.enable_telemetry = False
        self._livemode = "_live_" in secret_key
        self._secrets = tuple(webhook_secrets)
        self._client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": api_base.rstrip("/")} if api_base else {},
            max_network_retries=NETWORK_RETRIES,
            http_client=stripe.RequestsClient(timeout=(CONNECT_SECONDS, read_seconds)),
        )

    @property
    def livemode(self) -> bool:
        return self._livemode

    def create_intent(self, new: NewIntent, key: str) -> IntentSnapshot:
        params: dict[str, Any] = {
            "amount": new.amount,
            "currency": new.currency,
            # The page is embedded: a method that leads the browser away would strand the patient.
            "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
            "metadata": {"attempt_id": new.attempt_id, "invoice_id": new.invoice_id},
        }
        if new.customer:
            params["customer"] = new.customer
        if new.save_payment_method:
            params["setup_future_usage"] = "on_session"
        return self._intent(lambda: self._client.v1.payment_intents.create(params, {"idempotency_key": key}))  # type: ignore[arg-type]  # built in steps, which a TypedDict can't follow

    def read_intent(self, intent_id: str) -> IntentSnapshot:
        path = _checked_id(intent_id)
        return self._intent(lambda: self._client.v1.payment_intents.retrieve(path, {"expand": ["latest_charge"]}))

    def find_intent(self, attempt_id: str, since: datetime) -> IntentSnapshot | None:
        # An hour of slack for clocks that disagree; the list is newest first and read to its end, within reason.
        params: dict[str, Any] = {"limit": 100, "created": {"gte": int((since - timedelta(hours=1)).timestamp())}}
        for _ in range(_LOOKUP_PAGES):
            data = _plain(_ask(partial(self._client.v1.payment_intents.list, params)))  # type: ignore[arg-type]  # as above
            items = data.get("data")
            if data.get("object") != "list" or not isinstance(items, list):
                raise ProcessorUnknown("half_answer", "Stripe's answer could not be read.")
            found = [_snapshot(item) for item in items if _metadata(item).get("attempt_id") == attempt_id]
            if found:
                return found[0]
            if not data.get("has_more") or not items:
                return None
            params = params | {"starting_after": items[-1]["id"]}
        raise ProcessorUnknown("lookup_too_long", "There are too many payments to look through.")

    def confirm_intent(
        self, intent_id: str, payment_method: str, key: str, *, return_url: str | None = None
    ) -> IntentSnapshot:
        path = _checked_id(intent_id)
        params: dict[str, Any] = {"payment_method": payment_method, "expand": ["latest_charge"]}
        if return_url:
            params["return_url"] = return_url
        return self._intent(lambda: self._client.v1.payment_intents.confirm(path, params, {"idempotency_key": key}))  # type: ignore[arg-type]  # as above

    def cancel_intent(self, intent_id: str, key: str) -> IntentSnapshot:
        path = _checked_id(intent_id)
        return self._intent(
            lambda: self._client.v1.payment_intents.cancel(
                path, {"cancellation_reason": "abandoned"}, {"idempotency_key": key}
            )
        )

    def create_customer(self, patient_id: str, key: str) -> CustomerRef:
        made = _plain(
            _ask(
                lambda: self._client.v1.customers.create(
                    {"metadata": {"patient_id": patient_id}}, {"idempotency_key": key}
                )
            )
        )
        if made.get("object") != "customer" or not isinstance(made.get("id"), str):
            raise ProcessorUnknown("half_answer", "Stripe's answer could not be read.")
        return CustomerRef(made["id"])

    def verify_event(self, body: bytes, signature: str) -> EventNotice:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise EventMalformed("the body is not UTF-8") from error
        if not signature.isascii():  # the library's comparison knows ASCII only
            raise EventForged("the signature header is not ASCII")
        self._check_signature(text, signature)
        try:
            event = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise EventMalformed("the body is not JSON") from error
        return _notice(event, text)

    def _check_signature(self, text: str, signature: str) -> None:
        reasons: list[str] = []
        for secret in self._secrets:
            try:
                stripe.WebhookSignature.verify_header(text, signature, secret, EVENT_TOLERANCE_SECONDS)
            except stripe.SignatureVerificationError as error:
                reasons.append(str(error.user_message))
                continue
            # The library lets timestamps of the future pass; a delivery kept for later is a replay too.
            stamp = next(int(part[2:]) for part in signature.split(",") if part.startswith("t="))
            if stamp > time.time() + EVENT_TOLERANCE_SECONDS:
                raise EventForged("the timestamp lies in the future")
            return
        raise EventForged(reasons[0] if reasons else "no webhook secret is configured")

    def _intent(self, call: Callable[[], object]) -> IntentSnapshot:
        return _snapshot(_plain(_ask(call)))


def _ask(call: Callable[[], _T]) -> _T:
    try:
        return call()
    except stripe.StripeError as error:
        raise _translate(error) from error
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        # The library builds objects from whatever JSON came; what it can't build is not an answer.
        raise ProcessorUnknown("half_answer", "Stripe's answer could not be read.") from error


def _translate(error: stripe.StripeError) -> ProcessorError:
    body = error.json_body if isinstance(error.json_body, Mapping) else {}
    detail = body.get("error") if isinstance(body.get("error"), Mapping) else {}
    assert isinstance(detail, Mapping)
    code = str(detail.get("code") or detail.get("type") or type(error).__name__)
    message = str(detail.get("message") or "Stripe gave no reason.")[:500]
    status = error.http_status or 0
    if isinstance(error, stripe.CardError):
        return CardDeclined(
            code, message, decline_code=str(detail.get("decline_code") or ""), charge=str(detail.get("charge") or "")
        )
    if isinstance(error, stripe.RateLimitError) or (status == 409 and detail):
        return ProcessorBusy(code, message)
    if 400 <= status < 500 and detail:
        return ProcessorRefused(code, message, param=str(detail.get("param") or ""))
    if status >= 500:
        return ProcessorUnknown(f"http_{status}", "Stripe had an error of its own.", answered=True)
    return ProcessorUnknown("no_answer", "Stripe did not answer.")


def _checked_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ProcessorRefused("resource_missing", "There is no such object.", param="id")
    return value


def _plain(answer: object) -> dict[str, Any]:
    if isinstance(answer, stripe.StripeObject):
        return dict(answer.to_dict())
    raise ProcessorUnknown("half_answer", "Stripe's answer could not be read.")


def _metadata(item: Mapping[str, Any]) -> Mapping[str, Any]:
    found = item.get("metadata")
    return found if isinstance(found, Mapping) else {}


def _snapshot(data: Mapping[str, Any]) -> IntentSnapshot:
    amount, received = data.get("amount"), data.get("amount_received", 0)
    if (
        data.get("object") != "payment_intent"
        or not all(isinstance(data.get(name), str) and data[name] for name in ("id", "status", "currency"))
        or not (isinstance(amount, int) and isinstance(received, int) and isinstance(data.get("livemode"), bool))
    ):
        raise ProcessorUnknown("half_answer", "Stripe's answer could not be read.")
    charge = data.get("latest_charge")
    card = None
    if isinstance(charge, Mapping):
        details = charge.get("payment_method_details")
        card = _card(details if isinstance(details, Mapping) else {})
        charge = charge.get("id")
    return IntentSnapshot(
        id=data["id"],
        status=data["status"],
        amount=amount,
        amount_received=received,
        currency=data["currency"],
        livemode=data["livemode"],
        client_secret=str(data.get("client_secret") or ""),
        latest_charge=str(charge or ""),
        error=_charge_error(data.get("last_payment_error")),
        card=card,
        attempt_id=str(_metadata(data).get("attempt_id") or ""),
        customer=str(data.get("customer") or ""),
    )


def _charge_error(found: object) -> ChargeError | None:
    if not isinstance(found, Mapping):
        return None
    method = found.get("payment_method")
    method = method if isinstance(method, Mapping) else {}
    return ChargeError(
        code=str(found.get("code") or found.get("type") or "card_error")[:64],
        message=str(found.get("message") or "The card was declined.")[:500],
        decline_code=str(found.get("decline_code") or "")[:64],
        charge=str(found.get("charge") or ""),
        payment_method=str(method.get("id") or ""),
        card=_card(method),
    )


def _card(holder: Mapping[str, Any]) -> CardSnapshot | None:
    """The card of a payment method or of a charge's details: both have it under "card"."""
    card = holder.get("card")
    if not isinstance(card, Mapping) or not re.fullmatch(r"[0-9]{4}", str(card.get("last4")), re.ASCII):
        return None
    month, year = card.get("exp_month"), card.get("exp_year")
    return CardSnapshot(
        brand=str(card.get("brand") or "card")[:32],
        last4=str(card["last4"]),
        exp_month=month if isinstance(month, int) else None,
        exp_year=year if isinstance(year, int) else None,
    )


def _notice(event: object, text: str) -> EventNotice:
    if not isinstance(event, Mapping) or event.get("object") != "event":
        raise EventMalformed("the body is not an event")
    data = event.get("data")
    thing = data.get("object") if isinstance(data, Mapping) else None
    kind, event_id = event.get("type"), event.get("id")
    if not isinstance(thing, Mapping) or not isinstance(kind, str) or not isinstance(event.get("livemode"), bool):
        raise EventMalformed("the event lacks its type, mode or object")
    object_id = thing.get("id") or ""  # balances and the like have no id
    if not all(isinstance(value, str) for value in (event_id, object_id)) or not _ID.fullmatch(str(event_id)):
        raise EventMalformed("the event's ids are not ids")
    intent = object_id if thing.get("object") == "payment_intent" else thing.get("payment_intent")
    return EventNotice(
        id=str(event_id),
        type=kind[:128],
        livemode=event["livemode"],
        object_id=object_id[:255],
        intent_id=intent if isinstance(intent, str) and _ID.fullmatch(intent) else "",
        payload=text,
    )
