"""Payment methods: cards typed into Stripe.js, the published test methods, and whose they are."""

from __future__ import annotations

from pos_app.sandbox import ids, lists
from pos_app.sandbox.cards import DECLINES, CardRow, full_year
from pos_app.sandbox.errors import ApiError, Json, invalid, missing, wrong_state
from pos_app.sandbox.objects import billing
from pos_app.sandbox.work import Call, Work, merge_metadata

_TEST_EXPIRY_YEARS = 1
"""Published test methods expire this many years from now."""


def create(work: Work, call: Call) -> Json:
    if call.params.get("payment_method"):
        raise invalid("Cloning payment methods needs connected accounts.", param="payment_method")
    return make(work, call.params, "")


def make(work: Work, params: Json, at: str) -> Json:
    """A new method from ``params`` (of the request, or its ``payment_method_data``). Raises ApiError 400, 402."""
    kind = params.get("type")
    if not kind:
        raise invalid("Missing required param: type.", param=_inside(at, "type"), code="parameter_missing")
    if kind != "card":
        raise invalid(
            f"The payment method type provided: {kind} is invalid: this account takes cards.",
            param=_inside(at, "type"),
            code="payment_method_unsupported_type",
        )
    given = params.get("card")
    if not isinstance(given, dict):
        raise invalid("Missing required param: card.", param=_inside(at, "card"), code="parameter_missing")
    row, exp_month, exp_year, cvc = _card(work, given, at)
    return _write(work, row, exp_month, exp_year, cvc, params)


def _inside(at: str, name: str) -> str:
    return f"{at}[{name}]" if at else name


def _card(work: Work, given: Json, at: str) -> tuple[CardRow, int, int, bool]:
    token = given.get("token")
    if token:
        row = work.cards.named("pm_card_" + token.removeprefix("tok_"))
        if row is None or not token.startswith("tok_"):
            raise missing("token", token, _inside(at, "card[token]"))
        return row, *_far(work), True
    for name in ("number", "exp_month", "exp_year"):
        if given.get(name) in (None, ""):
            where = _inside(at, f"card[{name}]") if at else f"card[{name}]"
            raise invalid(f"Missing required param: {where}.", param=where, code="parameter_missing")
    cvc = given.get("cvc") or None
    row = work.cards.typed(given["number"], given["exp_month"], given["exp_year"], cvc)
    return row, given["exp_month"], full_year(given["exp_year"]), cvc is not None


def _far(work: Work) -> tuple[int, int]:
    year = 1970 + work.now // 31_556_952
    return 12, year + _TEST_EXPIRY_YEARS


def _write(work: Work, row: CardRow, exp_month: int, exp_year: int, cvc: bool, params: Json) -> Json:
    details = billing.details(params.get("billing_details"))
    method: Json = {
        "id": ids.new("pm"),
        "object": "payment_method",
        "allow_redisplay": params.get("allow_redisplay", "unspecified"),
        "billing_details": details,
        "card": billing.card(row, exp_month, exp_year, billing.checks(row, cvc, details)),
        "created": work.now,
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": merge_metadata(None, params.get("metadata")),
        "type": "card",
    }
    # checks are told when the card is used or attached, not when it is typed
    method["card"]["checks"] = {name: ("unchecked" if value else None) for name, value in _checks(method).items()}
    return work.put(method, {"row": row.method, "cvc": cvc})


def _checks(method: Json) -> Json:
    found: Json = method["card"]["checks"]
    return found


def checked(work: Work, method: Json) -> Json:
    """The method after its first use: the issuer has looked at CVC and address."""
    row = row_of(work, method)
    method["card"]["checks"] = billing.checks(row, bool(work.hidden(method).get("cvc")), method["billing_details"])
    return work.put(method)


def row_of(work: Work, method: Json) -> CardRow:
    """What the card does. The table only grows, so a row once stored is always found."""
    row = work.cards.named(work.hidden(method)["row"])
    if row is None:
        raise LookupError(f"no test card behind {method['id']}")
    return row


def resolve(work: Work, ident: str, param: str = "payment_method") -> Json:
    """The method of that id; the name of a published test method makes a new one. Raises ``resource_missing``."""
    row = work.cards.named(ident) if ident.startswith("pm_card_") else None
    if row is not None:
        return _write(work, row, *_far(work), cvc=True, params={})
    return work.get("payment_method", ident, param)


def usable(work: Work, method: Json, customer: str | None) -> None:
    """Raises ApiError where the method can't pay for an intent of ``customer``."""
    owner = method["customer"]
    if owner and owner != customer:
        text = (
            f"The provided PaymentMethod is attached to a customer: {method['id']} can only be used with that customer."
        )
        raise invalid(text, param="payment_method", code="payment_intent_invalid_parameter")
    hidden = work.hidden(method)
    if not owner and (hidden.get("used") or hidden.get("detached")):
        raise wrong_state(
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared "
            "with a connected account without Customer attachment, or was detached from a Customer. It may not be "
            "used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
            "payment_method_unexpected_state",
            param="payment_method",
        )


def used(work: Work, method: Json, **facts: bool) -> None:
    """Remember that it has paid (``used``) or has been set up (``set_up``)."""
    work.put(method, {**work.hidden(method), **facts})


def retrieve(work: Work, call: Call) -> Json:
    return resolve(work, call.id, "id")


def update(work: Work, call: Call) -> Json:
    method, params = work.get("payment_method", call.id), call.params
    if not method["customer"]:
        raise wrong_state(
            "You must save this PaymentMethod to a customer before you can update it.",
            "payment_method_unexpected_state",
        )
    before = {name: method[name] for name in ("billing_details", "card", "metadata", "allow_redisplay")}
    before["card"] = dict(method["card"])
    if isinstance(params.get("billing_details"), dict):
        old = method["billing_details"]
        merged = {**old, **params["billing_details"]}
        merged["address"] = {**(old["address"] or {}), **(merged.get("address") or {})}
        method["billing_details"] = billing.details(merged)
    given = params.get("card") or {}
    for name in ("exp_month", "exp_year"):
        if name in given:
            method["card"][name] = full_year(given[name]) if name == "exp_year" else given[name]
    if not 1 <= method["card"]["exp_month"] <= 12:
        raise ApiError(402, "Your card's expiration month is invalid.", kind="card_error", code="invalid_expiry_month")
    if "allow_redisplay" in params:
        method["allow_redisplay"] = params["allow_redisplay"]
    if "metadata" in params:
        method["metadata"] = merge_metadata(method["metadata"], params["metadata"])
    work.put(method)
    changes = {name: value for name, value in before.items() if value != method[name]}
    if changes:
        work.changed("payment_method.updated", method, **changes)
    return method


def attach(work: Work, call: Call) -> Json:
    customer = call.params.get("customer")
    if not customer:
        raise invalid("Missing required param: customer.", param="customer", code="parameter_missing")
    work.get("customer", customer, "customer")
    return attach_to(work, resolve(work, call.id, "id"), customer)


def attach_to(work: Work, method: Json, customer: str) -> Json:
    """Save to a customer. Raises ApiError 402 for a card that the issuer refuses already here."""
    if method["customer"] == customer:
        return method
    if method["customer"]:
        raise wrong_state(
            "The payment method you provided has already been attached to a customer.",
            "payment_method_unexpected_state",
        )
    usable(work, method, customer)
    row = row_of(work, method)
    if row.decline and not row.attachable:
        why = DECLINES[row.decline]
        more = {"decline_code": why.decline_code} if why.decline_code else {}
        raise ApiError(402, why.message, kind="card_error", code=why.code, more={**more, "payment_method": method})
    method["customer"] = customer
    checked(work, method)
    work.emit("payment_method.attached", method)
    return method


def detach(work: Work, call: Call) -> Json:
    method = work.get("payment_method", call.id)
    customer = method["customer"]
    if not customer:
        raise wrong_state(
            "The payment method you provided is not attached to a customer so detachment is impossible.",
            "payment_method_unexpected_state",
        )
    method["customer"] = None
    work.put(method, {**work.hidden(method), "detached": True})
    work.changed("payment_method.detached", method, customer=customer)
    return method


def list_all(work: Work, call: Call) -> Json:
    customer = call.params.get("customer")
    if customer:
        work.get("customer", customer, "customer")
    redisplay = call.params.get("allow_redisplay")
    return lists.page(
        work,
        call,
        "payment_method",
        "/v1/payment_methods",
        customer=customer,
        type=call.params.get("type"),
        **({"allow_redisplay": redisplay} if redisplay else {}),
    )


def list_of_customer(work: Work, call: Call) -> Json:
    work.get("customer", call.id, "customer")
    return lists.page(
        work,
        call,
        "payment_method",
        f"/v1/customers/{call.id}/payment_methods",
        customer=call.id,
        type=call.params.get("type"),
        allow_redisplay=call.params.get("allow_redisplay"),
    )


def retrieve_of_customer(work: Work, call: Call) -> Json:
    customer, ident = call.ids
    work.get("customer", customer, "customer")
    method = work.get("payment_method", ident)
    if method["customer"] != customer:
        raise missing("PaymentMethod", ident)
    return method
