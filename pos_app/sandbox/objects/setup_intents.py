"""Setup intents: a card is checked and saved with no money taken."""

from __future__ import annotations

from typing import Any, Final

from pos_app.sandbox import ids, lists, three_d_secure
from pos_app.sandbox.cards import DECLINES, Decline
from pos_app.sandbox.errors import DOC_URL, ApiError, Json, invalid, wrong_state
from pos_app.sandbox.objects import confirmation_tokens, payment_methods
from pos_app.sandbox.work import Call, Work, merge_metadata

_CONFIRMABLE: Final = ("requires_payment_method", "requires_confirmation", "requires_action")
_BROWSER_FIELDS: Final = (
    "id object automatic_payment_methods cancellation_reason client_secret created description last_setup_error "
    "livemode next_action payment_method payment_method_types status usage"
).split()


def create(work: Work, call: Call) -> Json:
    params = call.params
    ident = ids.new("seti")
    automatic = params.get("automatic_payment_methods")
    intent: Json = {
        "id": ident,
        "object": "setup_intent",
        "allowed_payment_method_types": params.get("allowed_payment_method_types") or None,
        "application": None,
        "automatic_payment_methods": None,
        "cancellation_reason": None,
        "client_secret": ids.client_secret(ident),
        "created": work.now,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "managed_payments": None,
        "mandate": None,
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": None,
        "payment_method_types": ["card"],
        "single_use_mandate": None,
        "status": "requires_payment_method",
        "usage": params.get("usage", "off_session"),
    }
    if isinstance(automatic, dict):
        intent["automatic_payment_methods"] = {"allow_redirects": "always", **automatic}
    elif not intent["allowed_payment_method_types"]:
        intent["automatic_payment_methods"] = {"allow_redirects": "always", "enabled": True}
    _apply(work, intent, params)
    work.put(intent, {})
    work.emit("setup_intent.created", intent)
    if params.get("confirm"):
        return _confirm(work, intent, params, call.publishable)
    return intent


def _apply(work: Work, intent: Json, params: Json) -> None:
    if params.get("customer"):
        work.get("customer", params["customer"], "customer")
        intent["customer"] = params["customer"]
    if "description" in params:
        intent["description"] = params["description"] or None
    if "metadata" in params:
        intent["metadata"] = merge_metadata(intent["metadata"], params["metadata"])
    if "flow_directions" in params:
        intent["flow_directions"] = params["flow_directions"] or None
    if params.get("payment_method_data"):
        method = payment_methods.make(work, params["payment_method_data"], "payment_method_data")
    elif params.get("payment_method"):
        method = payment_methods.resolve(work, params["payment_method"])
        payment_methods.usable(work, method, intent["customer"])
    else:
        return
    intent["payment_method"] = method["id"]
    if intent["status"] == "requires_payment_method":
        intent["status"] = "requires_confirmation"


def _own(work: Work, call: Call) -> Json:
    intent = work.get("setup_intent", call.id, "intent" if call.publishable else "id")
    if call.publishable and call.publishable_secret != intent["client_secret"]:
        raise invalid(
            "The client_secret provided does not match the client_secret associated with the SetupIntent.",
            param="client_secret",
            code="setup_intent_invalid_parameter",
        )
    return intent


def _seen(intent: Json, publishable: bool) -> Json:
    return {name: intent[name] for name in _BROWSER_FIELDS} if publishable else intent


def retrieve(work: Work, call: Call) -> Json:
    return _seen(_own(work, call), call.publishable)


def list_all(work: Work, call: Call) -> Json:
    params = call.params
    whole = lists.page(work, call, "setup_intent", "/v1/setup_intents", customer=params.get("customer"))
    if params.get("payment_method"):
        whole["data"] = [one for one in whole["data"] if one["payment_method"] == params["payment_method"]]
    return whole


def update(work: Work, call: Call) -> Json:
    intent = work.get("setup_intent", call.id)
    if intent["status"] in ("succeeded", "canceled") and {"payment_method", "payment_method_data", "customer"} & set(
        call.params
    ):
        raise _unexpected(intent, f"You cannot update this SetupIntent because it has a status of {intent['status']}.")
    _apply(work, intent, call.params)
    return work.put(intent)


def confirm(work: Work, call: Call) -> Json:
    try:
        done = _confirm(work, _own(work, call), call.params, call.publishable)
    except ApiError as error:
        if call.publishable and isinstance(error.error.get("setup_intent"), dict):
            error.error["setup_intent"] = _seen(error.error["setup_intent"], call.publishable)
        raise
    return _seen(done, call.publishable)


def _confirm(work: Work, intent: Json, params: dict[str, Any], browser: bool) -> Json:
    if intent["status"] not in _CONFIRMABLE:
        raise _unexpected(intent, f"You cannot confirm this SetupIntent because it has a status of {intent['status']}.")
    if params.get("confirmation_token"):
        confirmation_tokens.spend(work, intent, params)
    _apply(work, intent, params)
    if not intent["payment_method"]:
        raise _unexpected(intent, "You cannot confirm this SetupIntent because it's missing a payment method.")
    method = work.get("payment_method", intent["payment_method"])
    payment_methods.checked(work, method)
    row = payment_methods.row_of(work, method)
    if row.three_d_secure in ("always", "unless_set_up"):
        by_script = browser or bool(params.get("use_stripe_sdk")) or not params.get("return_url")
        nonce, intent["next_action"] = three_d_secure.action(
            work.base_url, intent["id"], params.get("return_url"), by_script
        )
        intent["status"], intent["last_setup_error"] = "requires_action", None
        work.put(intent, {**work.hidden(intent), "nonce": nonce, "return_url": params.get("return_url")})
        work.emit("setup_intent.requires_action", intent)
        return intent
    if work.decline is not None:
        raise _failed(work, intent, method, work.decline)
    if row.decline and not row.attachable:
        raise _failed(work, intent, method, DECLINES[row.decline])
    return _succeed(work, intent, method)


def _succeed(work: Work, intent: Json, method: Json) -> Json:
    intent["status"], intent["next_action"], intent["last_setup_error"] = "succeeded", None, None
    work.put(intent)
    if intent["usage"] == "off_session":
        payment_methods.used(work, method, set_up=True)
    if intent["customer"] and not method["customer"]:
        payment_methods.attach_to(work, method, intent["customer"])
    work.emit("setup_intent.succeeded", intent)
    return intent


def _failed(work: Work, intent: Json, method: Json, why: Decline) -> ApiError:
    error: Json = {
        "type": "card_error",
        "code": why.code,
        "doc_url": DOC_URL + why.code.replace("_", "-"),
        "message": why.message,
        "payment_method": method,
    }
    if why.decline_code:
        error["decline_code"] = why.decline_code
    intent["status"], intent["payment_method"], intent["next_action"] = "requires_payment_method", None, None
    intent["last_setup_error"] = error
    work.put(intent)
    work.emit("setup_intent.setup_failed", intent)
    return ApiError(402, why.message, kind="card_error", keep=True, more={**error, "setup_intent": intent})


def answered(work: Work, intent: Json, passed: bool) -> Json:
    """The cardholder answered the bank."""
    method = work.get("payment_method", intent["payment_method"])
    if passed:
        return _succeed(work, intent, method)
    intent["status"], intent["payment_method"], intent["next_action"] = "requires_payment_method", None, None
    intent["last_setup_error"] = {
        "type": "invalid_request_error",
        "code": "setup_intent_authentication_failure",
        "doc_url": DOC_URL + "setup-intent-authentication-failure",
        "message": "The latest attempt to set up the payment method has failed because authentication failed.",
        "payment_method": method,
    }
    work.put(intent)
    work.emit("setup_intent.setup_failed", intent)
    return intent


def cancel(work: Work, call: Call) -> Json:
    intent = work.get("setup_intent", call.id)
    if intent["status"] in ("succeeded", "canceled", "processing"):
        raise _unexpected(intent, f"You cannot cancel this SetupIntent because it has a status of {intent['status']}.")
    intent["status"], intent["next_action"] = "canceled", None
    intent["cancellation_reason"] = call.params.get("cancellation_reason")
    work.put(intent)
    work.emit("setup_intent.canceled", intent)
    return intent


def _unexpected(intent: Json, message: str) -> ApiError:
    return wrong_state(message, "setup_intent_unexpected_state", setup_intent=intent)
