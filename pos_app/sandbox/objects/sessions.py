"""What lets a browser or an app act for one customer: customer sessions and ephemeral keys."""

from __future__ import annotations

from typing import Any, Final

from pos_app.sandbox import ids
from pos_app.sandbox.errors import Json, invalid, missing
from pos_app.sandbox.objects import payment_methods
from pos_app.sandbox.work import Call, Work

_SESSION_SECONDS: Final = 30 * 60
_KEY_SECONDS: Final = 3600
_DEFAULTS: Final[dict[str, dict[str, Any]]] = {
    "customer_sheet": {"payment_method_allow_redisplay_filters": None, "payment_method_remove": None},
    "mobile_payment_element": {
        "payment_method_allow_redisplay_filters": None,
        "payment_method_redisplay": None,
        "payment_method_remove": None,
        "payment_method_save": None,
        "payment_method_save_allow_redisplay_override": None,
    },
    "payment_element": {
        "payment_method_allow_redisplay_filters": ["always"],
        "payment_method_redisplay": "disabled",
        "payment_method_redisplay_limit": 3,
        "payment_method_remove": "disabled",
        "payment_method_save": "disabled",
        "payment_method_save_usage": None,
    },
}
_PLAIN: Final = ("active_entitlements", "buy_button", "customer_portal", "pricing_table")


def create_customer_session(work: Work, call: Call) -> Json:
    customer = call.params.get("customer")
    if not customer:
        raise invalid("Missing required param: customer.", param="customer", code="parameter_missing")
    work.get("customer", customer, "customer")
    asked = call.params["components"]
    components: Json = {name: {"enabled": bool((asked.get(name) or {}).get("enabled"))} for name in _PLAIN}
    for name, defaults in _DEFAULTS.items():
        part = asked.get(name) or {}
        enabled = bool(part.get("enabled"))
        features = {**defaults, **(part.get("features") or {})} if enabled else None
        components[name] = {"enabled": enabled, "features": features}
    if not any(part["enabled"] for part in components.values()):
        raise invalid("You must enable at least one component.", param="components")
    ident = ids.new("cuss")
    session: Json = {
        "object": "customer_session",
        "client_secret": f"{ident}_secret_{ids.random_text(40)}",
        "components": components,
        "created": work.now,
        "customer": customer,
        "customer_account": None,
        "expires_at": work.now + _SESSION_SECONDS,
        "livemode": False,
    }
    work.store.put(ident, session, {})
    return session


def _open_session(work: Work, call: Call) -> Json:
    """The session whose secret the browser has. Raises ApiError for another or an expired one."""
    secret = call.params.get("customer_session_client_secret") or ""
    session = work.find(secret.partition("_secret_")[0])
    if session is None or session["object"] != "customer_session" or session["client_secret"] != secret:
        raise invalid("The customer session's client secret is not valid.", param="customer_session_client_secret")
    if session["expires_at"] < work.now:
        raise invalid(
            "This customer session has expired.",
            param="customer_session_client_secret",
            code="customer_session_expired",
        )
    return session


def elements(work: Work, call: Call) -> Json:
    """For the Payment Element: the customer's saved methods that may be shown, and what may be done with them."""
    if not call.params.get("customer_session_client_secret"):
        return {"object": "elements_session", "customer": None}
    session = _open_session(work, call)
    element = session["components"]["payment_element"]
    features = element["features"]
    shown: list[Json] = []
    if element["enabled"] and features["payment_method_redisplay"] == "enabled":
        allowed = features["payment_method_allow_redisplay_filters"]
        found = work.all("payment_method", customer=session["customer"], type="card")
        limit = features["payment_method_redisplay_limit"] or len(found)
        shown = [method for method in found if method["allow_redisplay"] in allowed][:limit]
    return {
        "object": "elements_session",
        "customer": {"id": session["customer"], "payment_methods": shown, "features": features},
    }


def remove_saved(work: Work, call: Call) -> Json:
    """The payer takes a saved card away, where the session allows it."""
    session = _open_session(work, call)
    features = session["components"]["payment_element"]["features"] or {}
    method = work.get("payment_method", call.id)
    if method["customer"] != session["customer"]:
        raise missing("PaymentMethod", call.id)
    if features.get("payment_method_remove") != "enabled":
        raise invalid("This customer session does not allow payment methods to be removed.")
    return payment_methods.detach(work, call)


def create_ephemeral_key(work: Work, call: Call) -> Json:
    customer = call.params.get("customer")
    if not customer:
        raise invalid("Missing required param: customer.", param="customer", code="parameter_missing")
    work.get("customer", customer, "customer")
    key: Json = {
        "id": ids.new("ephkey"),
        "object": "ephemeral_key",
        "created": work.now,
        "expires": work.now + _KEY_SECONDS,
        "livemode": False,
    }
    work.put(key, {"customer": customer})
    return {**key, "secret": ids.new("ek_test", 60)}  # shown once


def delete_ephemeral_key(work: Work, call: Call) -> Json:
    key = work.get("ephemeral_key", call.id)
    work.store.delete(call.id)
    return {**key, "expires": work.now}
