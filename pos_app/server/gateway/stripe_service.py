"""Stripe behind the ``Processor`` protocol. Only the ``stripe_*`` modules import the SDK.

What is sent is decided here; how it is sent, in ``stripe_calls.py``; what an answer means, in ``reading.py``.
"""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from typing import Any, Final
from uuid import uuid4

from pos_app.server.gateway import (
    CustomerRef,
    DisputeSnapshot,
    EventMalformed,
    EventNotice,
    IntentSnapshot,
    Movement,
    NewIntent,
    NewRefund,
    PayoutSnapshot,
    ProcessorRefused,
    RefundSnapshot,
    SavedCard,
    fields,
    reading,
)
from pos_app.server.gateway.notices import notice
from pos_app.server.gateway.pace import Pace
from pos_app.server.gateway.spans import walk
from pos_app.server.gateway.stripe_calls import CALL_SECONDS, PAGE, Calls, made_between
from pos_app.server.gateway.stripe_http import READ_SECONDS
from pos_app.server.gateway.stripe_signatures import signed_text

_WITH_CHARGE: Final = ["latest_charge.balance_transaction"]
"""Card and fee come with the charge."""
_EVERY_KEPT_CARD: Final = ["always", "limited", "unspecified"]
"""A card is kept only where the patient agreed, which our own books show: so each may be offered again."""
_CLOCKS_DISAGREE: Final = timedelta(hours=1)
_MOST_OFFERED: Final = 10


class StripeService:
    """Stripe with one secret key. Safe for use from several threads; every thread keeps its own connections."""

    def __init__(
        self,
        secret_key: str,
        webhook_secrets: Sequence[str] = (),
        api_base: str | None = None,
        *,
        requests_per_second: int | None = None,
        read_seconds: int = READ_SECONDS,
        call_seconds: float = CALL_SECONDS,
        sleep: Callable[[float], None] = time.sleep,  # for that many seconds
    ) -> None:
        self._livemode = "_live_" in secret_key
        self._secrets = tuple(webhook_secrets)
        self._calls = Calls(
            secret_key,
            api_base,
            Pace(requests_per_second, sleep=sleep),
            read_seconds=read_seconds,
            call_seconds=call_seconds,
            sleep=sleep,
        )
        self._api = self._calls.api

    @property
    def livemode(self) -> bool:
        return self._livemode

    def background(self) -> StripeService:
        twin = copy.copy(self)
        twin._calls = self._calls.background()
        return twin

    def create_intent(self, new: NewIntent, key: str) -> IntentSnapshot:
        params: Any = {
            "amount": new.amount,
            "currency": new.currency,
            # The page is embedded: a method that leads the browser away would strand the patient.
            "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
            "metadata": {name: getattr(new, name) for name in reading.OURS if getattr(new, name)},
        }
        if new.customer:
            params["customer"] = new.customer
        made = reading.intent(self._calls.ask(partial(self._api.payment_intents.create, params, _keyed(key))))
        _same((made.amount, made.currency), (new.amount, new.currency))
        return made

    def read_intent(self, intent_id: str) -> IntentSnapshot:
        found = reading.intent(self._calls.read(f"payment_intents/{_checked(intent_id)}", {"expand": _WITH_CHARGE}))
        _same(found.id, intent_id)
        return found

    def find_intent(self, attempt_id: str, since: datetime) -> IntentSnapshot | None:
        # Near the time it was asked for first; later only if the first request was sent again after a long break.
        near = since + _CLOCKS_DISAGREE
        spans = walk(self.intents, near, datetime.now(UTC) + _CLOCKS_DISAGREE)
        made = chain(self.intents(since - _CLOCKS_DISAGREE, near), chain.from_iterable(found for _, found in spans))
        return next((one for one in made if one.attempt_id == attempt_id), None)

    def confirm_intent(
        self, intent_id: str, payment_method: str, key: str, *, return_url: str | None = None, keep: bool = False
    ) -> IntentSnapshot:
        params: Any = {"payment_method": payment_method, "expand": _WITH_CHARGE}
        if return_url:
            params["return_url"] = return_url
        if keep:
            params["setup_future_usage"] = "on_session"
        call = partial(self._api.payment_intents.confirm, _checked(intent_id), params, _keyed(key))
        return self._intent(intent_id, call)

    def cancel_intent(self, intent_id: str, key: str) -> IntentSnapshot:
        params: Any = {"cancellation_reason": "abandoned"}
        call = partial(self._api.payment_intents.cancel, _checked(intent_id), params, _keyed(key))
        return self._intent(intent_id, call)

    def intents(
        self, since: datetime, until: datetime | None = None, *, expected: int | None = None
    ) -> Iterator[IntentSnapshot]:
        params = made_between(since, until) | {"expand": [f"data.{name}" for name in _WITH_CHARGE]}
        if expected is not None:
            params["limit"] = min(expected, PAGE)
        return self._calls.each("payment_intents", params, reading.intent)

    def create_refund(self, new: NewRefund, key: str) -> RefundSnapshot:
        params: Any = {"charge": new.charge_id, "amount": new.amount, "metadata": {"refund_id": new.refund_id}}
        if new.reason:
            params["reason"] = new.reason
        made = reading.refund(self._calls.ask(partial(self._api.refunds.create, params, _keyed(key))))
        _same((made.charge_id, made.amount), (new.charge_id, new.amount))
        return made

    def read_refund(self, refund_id: str) -> RefundSnapshot:
        found = reading.refund(self._calls.read(f"refunds/{_checked(refund_id)}"))
        _same(found.id, refund_id)
        return found

    def refunds_of(self, charge_id: str) -> Iterator[RefundSnapshot]:
        return self._calls.each("refunds", {"charge": _checked(charge_id)}, reading.refund)

    def refunds(self, since: datetime, until: datetime | None = None) -> Iterator[RefundSnapshot]:
        return self._calls.each("refunds", made_between(since, until), reading.refund)

    def cancel_refund(self, refund_id: str, key: str) -> RefundSnapshot:
        return self._refund(refund_id, partial(self._api.refunds.cancel, _checked(refund_id), {}, _keyed(key)))

    def read_dispute(self, dispute_id: str) -> DisputeSnapshot:
        found = reading.dispute(self._calls.read(f"disputes/{_checked(dispute_id)}"))
        _same(found.id, dispute_id)
        return found

    def disputes(self, since: datetime, until: datetime | None = None) -> Iterator[DisputeSnapshot]:
        return self._calls.each("disputes", made_between(since, until), reading.dispute)

    def read_payout(self, payout_id: str) -> PayoutSnapshot:
        found = reading.payout(self._calls.read(f"payouts/{_checked(payout_id)}"))
        _same(found.id, payout_id)
        return found

    def payouts(self, since: datetime, until: datetime | None = None) -> Iterator[PayoutSnapshot]:
        return self._calls.each("payouts", made_between(since, until), reading.payout)

    def movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        return self._calls.each("balance_transactions", made_between(since, until), reading.movement)

    def events(self, since: datetime, until: datetime | None = None) -> Iterator[EventNotice]:
        return self._calls.each("events", made_between(since, until), _listed_event)

    def saved_cards(self, customer: str) -> Iterator[SavedCard]:
        def kept(answer: object) -> SavedCard:
            found = reading.saved_card(answer)
            if found is None:
                raise fields.half_answer()
            _same(found.customer, customer)
            return found

        return self._calls.each(f"customers/{_checked(customer)}/payment_methods", {"type": "card"}, kept)

    def read_saved_card(self, payment_method: str) -> SavedCard | None:
        try:
            answer = self._calls.read(f"payment_methods/{_checked(payment_method)}")
        except ProcessorRefused as error:
            if error.code == "resource_missing":
                return None
            raise
        found = reading.saved_card(answer)
        if found is not None:
            _same(found.id, payment_method)
        return found

    def forget_card(self, payment_method: str) -> None:
        # The key is this call's alone: it is there for a second try, and a later call must not be told of this one.
        options = _keyed(f"forget:{uuid4()}")
        try:
            answer = self._calls.ask(partial(self._api.payment_methods.detach, _checked(payment_method), {}, options))
        except ProcessorRefused:
            # Stripe names no code for a card that nobody keeps; looking at it tells.
            if self.read_saved_card(payment_method) is None:
                return
            raise
        if reading.saved_card(answer) is not None:
            raise fields.half_answer()

    def card_session(self, customer: str) -> str:
        features = {
            "payment_method_redisplay": "enabled",
            "payment_method_redisplay_limit": _MOST_OFFERED,
            "payment_method_allow_redisplay_filters": _EVERY_KEPT_CARD,
            # The page asks in our own words, because they are written down with the patient's answer.
            "payment_method_save": "disabled",
            # Forgetting a card goes through us, who write down that it was asked for.
            "payment_method_remove": "disabled",
        }
        params: Any = {
            "customer": customer,
            "components": {"payment_element": {"enabled": True, "features": features}},
        }
        # Without a key there is no second try: a session that nobody heard of ends by itself.
        answer = self._calls.ask(partial(self._api.customer_sessions.create, params), repeatable=False)
        return reading.card_session(answer, customer)

    def create_customer(self, patient_id: str, key: str) -> CustomerRef:
        params: Any = {"metadata": {"patient_id": patient_id}}
        return reading.customer(self._calls.ask(partial(self._api.customers.create, params, _keyed(key))))

    def verify_event(self, body: bytes, signature: str) -> EventNotice:
        text = signed_text(body, signature, self._secrets)
        try:
            event = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise EventMalformed("the body is not JSON") from error
        return notice(event, text)

    def _intent(self, intent_id: str, call: Callable[[], object]) -> IntentSnapshot:
        found = reading.intent(self._calls.ask(call))
        _same(found.id, intent_id)
        return found

    def _refund(self, refund_id: str, call: Callable[[], object]) -> RefundSnapshot:
        found = reading.refund(self._calls.ask(call))
        _same(found.id, refund_id)
        return found


def _keyed(key: str) -> Any:
    return {"idempotency_key": key}


def _checked(ident: str) -> str:
    """Raises ProcessorRefused for what is no id: it would lead to another address."""
    if not fields.is_id(ident):
        raise ProcessorRefused("resource_missing", "There is no such object.", param="id")
    return ident


def _same(answered: object, asked: object) -> None:
    """An answer about something else is none."""
    if answered != asked:
        raise fields.half_answer()


def _listed_event(answer: object) -> EventNotice:
    try:
        return notice(answer, json.dumps(answer))
    except EventMalformed as error:
        raise fields.half_answer() from error
