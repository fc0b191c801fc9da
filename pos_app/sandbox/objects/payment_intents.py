"""Payment intents: shape, making, changing, listing. Taking the money is in paying.py."""

from __future__ import annotations

import re
from typing import Any, Final

from pos_app.sandbox import amounts, ids, lists, searching
from pos_app.sandbox.errors import ApiError, Json, invalid, wrong_state
from pos_app.sandbox.objects import charges, closing, paying, payment_methods
from pos_app.sandbox.work import Call, Work, email, merge_metadata, shipping

_BROWSER_FIELDS: Final = (
    "id object amount automatic_payment_methods canceled_at cancellation_reason capture_method client_secret "
    "confirmation_method created currency description last_payment_error livemode next_action payment_method "
    "payment_method_types processing receipt_email setup_future_usage shipping source status"
).split()
_TYPES_TAKEN: Final = frozenset(["card", "card_present"])
_DESCRIPTOR: Final = re.compile(r"""(?=.*[A-Za-z])[^<>\\'"*\x00-\x1f\x7f-\U0010ffff]{1,22}""", re.ASCII)
_FROZEN: Final = frozenset(["succeeded", "canceled", "processing", "requires_capture"])
_WITH_CARD_OPTIONS: Final = (
    "capture_method",
    "request_three_d_secure",
    "setup_future_usage",
    "require_cvc_recollection",
)


def create(work: Work, call: Call) -> Json:
    params = call.params
    currency = amounts.currency(params["currency"])
    ident = ids.new("pi")
    intent: Json = {
        "id": ident,
        "object": "payment_intent",
        "allowed_payment_method_types": None,
        "amount": amounts.charge_amount(params["amount"], currency),
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": ids.client_secret(ident),
        "confirmation_method": params.get("confirmation_method", "automatic"),
        "created": work.now,
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "managed_payments": None,
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": None,
        "payment_method_types": ["card"],
        "payment_record": None,
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }
    _types(intent, params)
    _apply(work, intent, params)
    _only_with_confirm(params)
    work.put(intent, {})
    work.emit("payment_intent.created", intent)
    if params.get("confirm"):
        return paying.confirm(work, intent, params, call.publishable)
    if params.get("payment_method_data"):
        intent["payment_method"] = payment_methods.make(work, params["payment_method_data"], "payment_method_data")[
            "id"
        ]
    if intent["payment_method"]:
        intent["status"] = "requires_confirmation"
    return work.put(intent)


def _types(intent: Json, params: Json) -> None:
    """Which kinds of payment the intent takes."""
    automatic, allowed = params.get("automatic_payment_methods"), params.get("allowed_payment_method_types")
    if isinstance(automatic, dict):
        if not automatic["enabled"] and automatic.get("allow_redirects"):
            raise invalid(
                "You can only set allow_redirects when automatic payment methods are enabled.",
                param="automatic_payment_methods[allow_redirects]",
            )
        redirects = automatic.get("allow_redirects", "always")
        intent["automatic_payment_methods"] = {"enabled": automatic["enabled"]}
        if automatic["enabled"]:
            intent["automatic_payment_methods"]["allow_redirects"] = redirects
    elif not allowed:
        intent["automatic_payment_methods"] = {"allow_redirects": "always", "enabled": True}
    if allowed:
        allowed_types(intent, allowed)


def allowed_types(intent: Json, allowed: list[str]) -> None:
    """Raises ApiError when the account (which has cards and readers) takes none of them."""
    taken = [kind for kind in dict.fromkeys(allowed) if kind in _TYPES_TAKEN]
    if not taken:
        raise invalid(
            f"The payment method type provided: {allowed[0]} is invalid. Please ensure the provided type is activated "
            "in your dashboard and your account is enabled for any preview features that you are trying to use.",
            param="allowed_payment_method_types",
            code="payment_intent_invalid_parameter",
        )
    intent["allowed_payment_method_types"] = allowed
    intent["payment_method_types"] = taken


def _only_with_confirm(params: Json) -> None:
    if params.get("confirm"):
        return
    for name in ("off_session", "error_on_requires_action", "mandate", "mandate_data", "return_url", "use_stripe_sdk"):
        if name in params:
            raise invalid(
                f"You cannot provide `{name}` without setting `confirm=true`.",
                param=name,
                code="payment_intent_invalid_parameter",
            )


def _apply(work: Work, intent: Json, params: Json) -> None:
    """Parameters that create and update share."""
    for name in ("capture_method", "transfer_group", "description", "setup_future_usage"):
        if name in params:
            intent[name] = params[name] or None
    if params.get("customer"):
        work.get("customer", params["customer"], "customer")
        intent["customer"] = params["customer"]
    if "receipt_email" in params:
        intent["receipt_email"] = email(params["receipt_email"], "receipt_email")
    if "metadata" in params:
        intent["metadata"] = merge_metadata(intent["metadata"], params["metadata"])
    if "shipping" in params:
        intent["shipping"] = shipping(params["shipping"])
    if isinstance(params.get("allowed_payment_method_types"), list):
        allowed_types(intent, params["allowed_payment_method_types"])
    if "excluded_payment_method_types" in params:
        intent["excluded_payment_method_types"] = params["excluded_payment_method_types"] or None
    for name in ("statement_descriptor", "statement_descriptor_suffix"):
        if params.get(name):
            intent[name] = _descriptor(params[name], name)
    if params.get("statement_descriptor") and "card" in intent["payment_method_types"]:
        raise invalid(
            "The statement_descriptor parameter is not supported for the payment_method_type `card`. For more "
            "information, use the `statement_descriptor_suffix` parameter instead.",
            param="statement_descriptor",
        )
    if isinstance(params.get("payment_method_options"), dict):
        intent["payment_method_options"] = _options(params["payment_method_options"])
    if params.get("payment_method"):
        method = payment_methods.resolve(work, params["payment_method"])
        payment_methods.usable(work, method, intent["customer"])
        intent["payment_method"] = method["id"]


def _descriptor(text: str, name: str) -> str:
    if not _DESCRIPTOR.fullmatch(text):
        raise invalid(
            "The statement descriptor must contain at least one letter and none of < > \\ ' \" *.", param=name
        )
    return text


def _options(given: Json) -> Json:
    options: Json = {}
    card = given.get("card")
    if isinstance(card, dict):
        options["card"] = {
            "installments": None,
            "mandate_options": None,
            "network": card.get("network") or None,
            "request_three_d_secure": card.get("request_three_d_secure", "automatic"),
            **{name: card[name] for name in _WITH_CARD_OPTIONS if name in card and card[name] != ""},
        }
    if isinstance(given.get("card_present"), dict):
        options["card_present"] = {
            "request_extended_authorization": given["card_present"].get("request_extended_authorization", False),
            "request_incremental_authorization_support": given["card_present"].get(
                "request_incremental_authorization_support", False
            ),
        }
    return options


def for_browser(intent: Json) -> Json:
    """What a publishable key may see."""
    return {name: intent[name] for name in _BROWSER_FIELDS}


def by_secret(work: Work, call: Call) -> Json:
    """The intent, if a browser's client_secret is its own. Raises ApiError otherwise."""
    intent = work.get("payment_intent", call.id, "intent" if call.publishable else "id")
    if call.publishable and call.publishable_secret != intent["client_secret"]:
        raise invalid(
            "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
            param="client_secret",
            code="payment_intent_invalid_parameter",
        )
    return intent


def retrieve(work: Work, call: Call) -> Json:
    intent = by_secret(work, call)
    return for_browser(intent) if call.publishable else intent


def list_all(work: Work, call: Call) -> Json:
    return lists.page(work, call, "payment_intent", "/v1/payment_intents", customer=call.params.get("customer"))


def search(work: Work, call: Call) -> Json:
    return searching.search(work, call, "payment_intent", "/v1/payment_intents/search")


def update(work: Work, call: Call) -> Json:
    intent, params = work.get("payment_intent", call.id), call.params
    status = intent["status"]
    money: set[str] = {"amount", "currency", "payment_method", "payment_method_data", "customer", "capture_method"}
    if status in _FROZEN and money & params.keys():
        name = sorted(money & params.keys())[0]
        raise unexpected(
            intent, f"This PaymentIntent's {name} could not be updated because it has a status of {status}."
        )
    if "currency" in params:
        intent["currency"] = amounts.currency(params["currency"])
    if "amount" in params or "currency" in params:
        amount: int = {**intent, **params}["amount"]
        intent["amount"] = amounts.charge_amount(amount, intent["currency"])
    had = intent["payment_method"]
    _apply(work, intent, params)
    if params.get("payment_method_data"):
        intent["payment_method"] = payment_methods.make(work, params["payment_method_data"], "payment_method_data")[
            "id"
        ]
    if intent["payment_method"] != had:
        intent["status"], intent["next_action"] = "requires_confirmation", None
    elif status == "requires_action" and ("amount" in params or "currency" in params):
        # the bank agreed to another amount
        intent["status"], intent["next_action"] = "requires_confirmation", None
    return work.put(intent)


def confirm(work: Work, call: Call) -> Json:
    intent = by_secret(work, call)
    params: dict[str, Any] = call.params
    if isinstance(params.get("allowed_payment_method_types"), list):
        allowed_types(intent, params["allowed_payment_method_types"])
    try:
        done = paying.confirm(work, intent, params, call.publishable)
    except ApiError as error:
        if call.publishable and isinstance(error.error.get("payment_intent"), dict):
            error.error["payment_intent"] = for_browser(error.error["payment_intent"])
        raise
    return for_browser(done) if call.publishable else done


def cancel(work: Work, call: Call) -> Json:
    intent = work.get("payment_intent", call.id)
    return closing.cancel(work, intent, call.params.get("cancellation_reason"))


def capture(work: Work, call: Call) -> Json:
    intent, params = work.get("payment_intent", call.id), call.params
    if "metadata" in params:
        intent["metadata"] = merge_metadata(intent["metadata"], params["metadata"])
    if params.get("statement_descriptor_suffix"):
        intent["statement_descriptor_suffix"] = _descriptor(
            params["statement_descriptor_suffix"], "statement_descriptor_suffix"
        )
    return closing.capture(work, intent, params.get("amount_to_capture"))


def increment_authorization(work: Work, call: Call) -> Json:
    intent = work.get("payment_intent", call.id)
    if intent["status"] != "requires_capture":
        raise unexpected(intent, "This PaymentIntent has no authorization to increment.")
    charge = charges.retrieve(work, Call("", {}, (intent["latest_charge"],)))
    if "card_present" not in charge["payment_method_details"]:
        raise wrong_state(
            "This PaymentIntent does not support incremental authorization.",
            "payment_intent_invalid_parameter",
            payment_intent=intent,
        )
    amount = amounts.charge_amount(call.params["amount"], intent["currency"])
    if amount <= intent["amount"]:
        raise invalid("The new amount must be greater than the amount authorized so far.", param="amount")
    work.book(
        "authorization", amount - intent["amount"], intent["currency"], payment_intent=intent["id"], charge=charge["id"]
    )
    intent["amount"] = intent["amount_capturable"] = amount
    charge["amount"] = amount
    work.put(charge)
    work.put(intent)
    work.emit("payment_intent.amount_capturable_updated", intent)
    return intent


def unexpected(intent: Json, message: str) -> ApiError:
    return wrong_state(message, "payment_intent_unexpected_state", payment_intent=intent)
