"""Confirming a payment intent: the bank's check where the card wants one, then the attempt to take the money."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from pos_app.sandbox import three_d_secure
from pos_app.sandbox.cards import DECLINES, CardRow, Decline
from pos_app.sandbox.errors import DOC_URL, ApiError, Json, invalid, wrong_state
from pos_app.sandbox.objects import charges, confirmation_tokens, payment_methods
from pos_app.sandbox.work import Work, email, shipping

_CONFIRMABLE: Final = ("requires_payment_method", "requires_confirmation", "requires_action")
_AUTHORIZATION_DAYS: Final = 7
AUTHENTICATION_FAILED: Final = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try again."
)


def confirm(work: Work, intent: Json, params: Json, browser: bool) -> Json:
    """Raises ApiError 400 for a state or a method that does not allow it, 402 for the issuer's no."""
    _confirmable(intent)
    if browser and intent["confirmation_method"] == "manual":
        raise invalid(
            "This PaymentIntent cannot be confirmed with a publishable key: its confirmation_method is manual.",
            param="client_secret",
            code="payment_intent_invalid_parameter",
        )
    _take_over(work, intent, params)
    method = _method(work, intent, params)
    _needs_return_url(intent, params, browser)
    intent["payment_method"] = method["id"]
    payment_methods.checked(work, method)
    hidden = work.hidden(intent)
    agreed = hidden.get("authenticated") == method["id"]  # manual confirmation: the bank has agreed already
    row = payment_methods.row_of(work, method)
    off_session = bool(params.get("off_session"))
    if not agreed and _challenged(work, method, row, intent, off_session):
        return _challenge(work, intent, method, row, params, browser, off_session)
    return attempt(work, intent, method, row, authenticated=agreed)


def _confirmable(intent: Json) -> None:
    status = intent["status"]
    if status in _CONFIRMABLE:
        return
    reason = {
        "succeeded": "it has already succeeded after being previously confirmed",
        "canceled": "it has a status of canceled",
        "requires_capture": "it has already been confirmed and is waiting to be captured",
    }.get(status, f"it has a status of {status}")
    raise wrong_state(
        f"You cannot confirm this PaymentIntent because {reason}.",
        "payment_intent_unexpected_state",
        payment_intent=intent,
    )


def _take_over(work: Work, intent: Json, params: Json) -> None:
    if params.get("amount_to_confirm") not in (None, intent["amount"]):
        raise invalid("The amount to confirm is not the amount of the PaymentIntent.", param="amount_to_confirm")
    if "receipt_email" in params:
        intent["receipt_email"] = email(params["receipt_email"], "receipt_email")
    if params.get("shipping"):
        intent["shipping"] = shipping(params["shipping"])
    for name in ("capture_method", "setup_future_usage"):
        if params.get(name):
            intent[name] = params[name]
    if params.get("confirmation_token"):
        confirmation_tokens.spend(work, intent, params)


def _method(work: Work, intent: Json, params: Json) -> Json:
    if params.get("payment_method_data"):
        return payment_methods.make(work, params["payment_method_data"], "payment_method_data")
    ident = params.get("payment_method") or intent["payment_method"]
    if not ident:
        raise wrong_state(
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the "
            "PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a "
            "payment method or ConfirmationToken.",
            "payment_intent_unexpected_state",
            payment_intent=intent,
        )
    if "card" not in intent["payment_method_types"]:
        raise wrong_state(
            "The provided PaymentMethod (card) is not allowed for this PaymentIntent. Please attach another one.",
            "payment_intent_incompatible_payment_method",
            payment_intent=intent,
        )
    method = payment_methods.resolve(work, ident)
    payment_methods.usable(work, method, intent["customer"])
    return method


def _needs_return_url(intent: Json, params: Json, browser: bool) -> None:
    automatic = intent["automatic_payment_methods"] or {}
    if browser or params.get("return_url") or params.get("use_stripe_sdk"):
        return
    if automatic.get("enabled") and automatic.get("allow_redirects") == "always" and not params.get("off_session"):
        raise invalid(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of "
            "these payment methods might redirect your customer off of your page, you must provide a `return_url`. If "
            "you don't want to accept redirect-based payment methods, set "
            "`automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to "
            "`never` when creating Setup Intents and Payment Intents.",
            param="return_url",
        )


def _challenged(work: Work, method: Json, row: CardRow, intent: Json, off_session: bool) -> bool:
    """Does the bank want to ask the cardholder?"""
    set_up = bool(work.hidden(method).get("set_up"))
    if row.three_d_secure == "always":
        return True
    if row.three_d_secure == "unless_set_up":
        return not (off_session and set_up)
    if row.three_d_secure == "set_up":
        return not off_session
    wanted = ((intent["payment_method_options"] or {}).get("card") or {}).get("request_three_d_secure")
    return wanted in ("any", "challenge") and row.three_d_secure == "optional" and not off_session


def _challenge(
    work: Work, intent: Json, method: Json, row: CardRow, params: Json, browser: bool, off_session: bool
) -> Json:
    if off_session:
        return attempt(work, intent, method, row, decline=DECLINES["authentication_required"])
    if params.get("error_on_requires_action"):
        return _refuse_action(work, intent, method)
    by_script = browser or bool(params.get("use_stripe_sdk")) or not params.get("return_url")
    intent["status"] = "requires_action"
    intent["last_payment_error"] = None
    nonce, intent["next_action"] = three_d_secure.action(
        work.base_url, intent["id"], params.get("return_url"), by_script
    )
    # the bank asks first and refuses afterwards
    decline = None if work.decline is None else asdict(work.decline)
    hidden = {"nonce": nonce, "return_url": params.get("return_url"), "decline": decline}
    work.put(intent, {**work.hidden(intent), **hidden})
    work.emit("payment_intent.requires_action", intent)
    return intent


def _refuse_action(work: Work, intent: Json, method: Json) -> Json:
    intent["status"], intent["payment_method"] = "requires_payment_method", None
    error: Json = {
        "type": "card_error",
        "code": "authentication_required",
        "decline_code": "authentication_not_handled",
        "doc_url": DOC_URL + "authentication-required",
        "message": "This payment required an authentication action to complete, but `error_on_requires_action` is set.",
        "payment_method": method,
    }
    intent["last_payment_error"] = error
    work.put(intent)
    work.emit("payment_intent.payment_failed", intent)
    raise ApiError(402, error["message"], kind="card_error", keep=True, more={**error, "payment_intent": intent})


def attempt(
    work: Work,
    intent: Json,
    method: Json,
    row: CardRow,
    *,
    authenticated: bool = False,
    decline: Decline | None = None,
    reader: Json | None = None,
) -> Json:
    """Ask the issuer. Raises ApiError 402, with everything that happened kept."""
    if work.processing is not None:
        return _hang(work, intent, authenticated, work.processing)
    why = decline or work.decline or (_kept(work, intent) if authenticated else None) or _decline(work, method, row)
    charge = charges.make(work, intent, method, row, why, authenticated=authenticated, reader=reader)
    intent["latest_charge"] = charge["id"]
    intent["next_action"] = None
    over = ("nonce", "authenticated", "decline")
    hidden = {name: value for name, value in work.hidden(intent).items() if name not in over}
    if why is not None:
        work.put(intent, hidden)
        raise declined(work, intent, method, charge, why)
    payment_methods.used(work, method, used=True)
    intent["last_payment_error"] = None
    work.put(intent, hidden)
    _save_method(work, intent, method)
    if charge["captured"]:
        intent["status"] = "succeeded"
        intent["amount_received"] = intent["amount"]
        work.put(intent)
        work.emit("payment_intent.succeeded", intent)
    else:
        intent["status"] = "requires_capture"
        intent["amount_capturable"] = intent["amount"]
        work.put(intent)
        work.later(_AUTHORIZATION_DAYS * 24 * 3600, "authorization_expires", payment_intent=intent["id"])
        work.emit("payment_intent.amount_capturable_updated", intent)
    if row.dispute:
        kind = "fraud_warning" if row.dispute == "warning" else "dispute"
        work.later(work.pace.dispute, kind, charge=charge["id"])
    return intent


def _hang(work: Work, intent: Json, authenticated: bool, seconds: float) -> Json:
    intent["status"], intent["next_action"], intent["last_payment_error"] = "processing", None, None
    work.put(intent)
    work.later(seconds, "finish_processing", payment_intent=intent["id"], authenticated=authenticated)
    work.emit("payment_intent.processing", intent)
    return intent


def finish_processing(work: Work, ident: str, authenticated: bool) -> None:
    """Later: the network has answered at last."""
    intent = work.find(ident)
    if intent is None or intent["status"] != "processing":
        return
    method = work.get("payment_method", intent["payment_method"])
    settle(work, intent, method, authenticated)


def settle(work: Work, intent: Json, method: Json, authenticated: bool) -> Json:
    """Ask the issuer where nobody waits for the answer: a decline is told by the intent alone."""
    try:
        return attempt(work, intent, method, payment_methods.row_of(work, method), authenticated=authenticated)
    except ApiError as error:
        if not error.keep:
            raise
        return intent


def _kept(work: Work, intent: Json) -> Decline | None:
    """The no that a fault had in store for after the bank's check."""
    kept = work.hidden(intent).get("decline")
    return None if kept is None else Decline(**kept)


def _decline(work: Work, method: Json, row: CardRow) -> Decline | None:
    if row.decline is None or (row.decline == "incorrect_cvc" and not work.hidden(method).get("cvc")):
        return None
    return DECLINES[row.decline]


def _save_method(work: Work, intent: Json, method: Json) -> None:
    if not (intent["customer"] and intent["setup_future_usage"]) or method["type"] != "card":
        return
    payment_methods.used(work, method, used=False, set_up=intent["setup_future_usage"] == "off_session")
    if not method["customer"]:
        payment_methods.attach_to(work, method, intent["customer"])


def declined(work: Work, intent: Json, method: Json, charge: Json, why: Decline) -> ApiError:
    """The intent is ready for another card; the error tells which charge failed and why."""
    error: Json = {
        "type": "card_error",
        "code": why.code,
        "charge": charge["id"],
        "doc_url": DOC_URL + why.code.replace("_", "-"),
        "message": why.message,
        "payment_method": method,
    }
    if why.decline_code:
        error["decline_code"] = why.decline_code
    if why.advice:
        error["advice_code"] = why.advice
    if why.code == "incorrect_cvc":
        error["param"] = "cvc"
    intent["status"], intent["payment_method"], intent["next_action"] = "requires_payment_method", None, None
    intent["last_payment_error"] = error
    work.put(intent)
    work.emit("payment_intent.payment_failed", intent)
    return ApiError(402, why.message, kind="card_error", keep=True, more={**error, "payment_intent": intent})


def refused_by_cardholder(work: Work, intent: Json) -> Json:
    """The challenge was failed or given up: no charge, the intent waits for another card."""
    method = work.get("payment_method", intent["payment_method"])
    intent["status"], intent["payment_method"], intent["next_action"] = "requires_payment_method", None, None
    intent["last_payment_error"] = {
        "type": "invalid_request_error",
        "code": "payment_intent_authentication_failure",
        "doc_url": DOC_URL + "payment-intent-authentication-failure",
        "message": AUTHENTICATION_FAILED,
        "payment_method": method,
    }
    hidden = {name: value for name, value in work.hidden(intent).items() if name != "nonce"}
    work.put(intent, hidden)
    work.emit("payment_intent.payment_failed", intent)
    return intent


def answered(work: Work, intent: Json, passed: bool) -> Json:
    """The cardholder answered the bank: charge, or give up; with manual confirmation the server confirms again."""
    if not passed:
        return refused_by_cardholder(work, intent)
    method = work.get("payment_method", intent["payment_method"])
    if intent["confirmation_method"] == "manual":
        intent["status"], intent["next_action"] = "requires_confirmation", None
        return work.put(intent, {**work.hidden(intent), "nonce": None, "authenticated": method["id"]})
    return settle(work, intent, method, authenticated=True)
