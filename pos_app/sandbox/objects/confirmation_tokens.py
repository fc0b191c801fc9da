"""Confirmation tokens: what the payer chose, before anything is confirmed."""

from __future__ import annotations

from typing import Final

from pos_app.sandbox import ids
from pos_app.sandbox.errors import Json, invalid, wrong_state
from pos_app.sandbox.objects import payment_methods
from pos_app.sandbox.work import Call, Work, shipping

_LIFETIME: Final = 12 * 3600


def create(work: Work, call: Call) -> Json:
    params = call.params
    if params.get("payment_method_data"):
        method = payment_methods.make(work, params["payment_method_data"], "payment_method_data")
    elif params.get("payment_method"):
        method = payment_methods.resolve(work, params["payment_method"])
    else:
        raise invalid("Missing required param: payment_method.", param="payment_method", code="parameter_missing")
    options = params.get("payment_method_options")
    token: Json = {
        "id": ids.new("ctoken"),
        "object": "confirmation_token",
        "created": work.now,
        "expires_at": work.now + _LIFETIME,
        "livemode": False,
        "mandate_data": None,
        "metadata": {},
        "payment_intent": None,
        "payment_method_options": {"card": {"cvc_token": None}} if options else None,
        "payment_method_preview": {
            "allow_redisplay": method["allow_redisplay"],
            "billing_details": method["billing_details"],
            "card": method["card"],
            "customer": method["customer"],
            "customer_account": None,
            "type": "card",
        },
        "return_url": params.get("return_url") or None,
        "setup_future_usage": params.get("setup_future_usage"),
        "setup_intent": None,
        "shipping": shipping(params.get("shipping")),
        "use_stripe_sdk": call.publishable,
    }
    return work.put(token, {"method": method["id"]})


def retrieve(work: Work, call: Call) -> Json:
    return work.get("confirmation_token", call.id)


def spend(work: Work, intent: Json, params: Json) -> None:
    """Put what the token holds into the confirmation's parameters; a token is good for one intent."""
    token = work.get("confirmation_token", params["confirmation_token"], "confirmation_token")
    noun = intent["object"]
    if token["payment_intent"] or token["setup_intent"] or token["expires_at"] < work.now:
        raise wrong_state(
            "The provided ConfirmationToken was already used or has expired.",
            f"{noun}_unexpected_state",
            param="confirmation_token",
        )
    token[noun] = intent["id"]
    work.put(token)
    params.setdefault("payment_method", work.hidden(token)["method"])
    if token["return_url"]:
        params.setdefault("return_url", token["return_url"])
    if token["use_stripe_sdk"]:
        params.setdefault("use_stripe_sdk", True)
    if noun == "payment_intent":
        intent["setup_future_usage"] = token["setup_future_usage"] or intent["setup_future_usage"]
        intent["shipping"] = token["shipping"] or intent["shipping"]
