"""Customers: who a saved card belongs to."""

from __future__ import annotations

from pos_app.sandbox import ids, lists, searching
from pos_app.sandbox.errors import Json, invalid
from pos_app.sandbox.ids import random_text
from pos_app.sandbox.objects import payment_methods
from pos_app.sandbox.work import Call, Work, address, email, merge_metadata, shipping

_PLAIN = ("description", "name", "phone", "business_name", "individual_name")


def create(work: Work, call: Call) -> Json:
    params = call.params
    customer: Json = {
        "id": ids.new("cus", 14),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": work.now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": random_text(8).upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    _apply(work, customer, params)
    work.put(customer)
    if params.get("payment_method"):
        method = payment_methods.resolve(work, params["payment_method"])
        payment_methods.attach_to(work, method, customer["id"])
    work.emit("customer.created", customer)
    return customer


def _apply(work: Work, customer: Json, params: Json) -> None:
    for name in _PLAIN:
        if name not in params:
            continue
        if params[name] or name in ("description", "name", "phone"):
            customer[name] = params[name] or None
        else:
            customer.pop(name, None)
    if "email" in params:
        customer["email"] = email(params["email"])
    if "address" in params:
        customer["address"] = address(params["address"])
    if "shipping" in params:
        customer["shipping"] = shipping(params["shipping"])
    if "metadata" in params:
        customer["metadata"] = merge_metadata(customer["metadata"], params["metadata"])
    if "balance" in params:
        customer["balance"] = max(-(2**53), min(params["balance"], 2**53))
    if "preferred_locales" in params:
        customer["preferred_locales"] = params["preferred_locales"] or []
    if "tax_exempt" in params:
        customer["tax_exempt"] = params["tax_exempt"] or "none"
    if "next_invoice_sequence" in params:
        customer["next_invoice_sequence"] = params["next_invoice_sequence"]
    if params.get("invoice_prefix"):
        customer["invoice_prefix"] = params["invoice_prefix"]
    settings = params.get("invoice_settings") or {}
    if "default_payment_method" in settings:
        _default_method(work, customer, settings["default_payment_method"])
    if "footer" in settings:
        customer["invoice_settings"]["footer"] = settings["footer"] or None


def _default_method(work: Work, customer: Json, ident: str) -> None:
    if ident:
        where = "invoice_settings[default_payment_method]"
        method = work.get("payment_method", ident, where)
        if method["customer"] != customer["id"]:
            raise invalid(
                "The customer does not have a payment method with the ID "
                f"{ident}. The payment method must be attached to the customer.",
                param=where,
                code="resource_missing",
            )
    customer["invoice_settings"]["default_payment_method"] = ident or None


def retrieve(work: Work, call: Call) -> Json:
    if work.store.is_deleted(call.id) and work.store.kind(call.id) == "customer":
        return {"id": call.id, "object": "customer", "deleted": True}
    return work.get("customer", call.id)


def update(work: Work, call: Call) -> Json:
    customer = work.get("customer", call.id)
    before = {**customer, "invoice_settings": dict(customer["invoice_settings"])}
    _apply(work, customer, call.params)
    work.put(customer)
    changes = {name: value for name, value in before.items() if customer.get(name) != value}
    if changes:
        work.changed("customer.updated", customer, **changes)
    return customer


def delete(work: Work, call: Call) -> Json:
    customer = work.get("customer", call.id)
    for method in work.all("payment_method", customer=call.id):
        method["customer"] = None
        work.put(method, {**work.hidden(method), "detached": True})
        work.changed("payment_method.detached", method, customer=call.id)
    work.store.delete(call.id)
    work.emit("customer.deleted", customer)
    return {"id": call.id, "object": "customer", "deleted": True}


def list_all(work: Work, call: Call) -> Json:
    return lists.page(work, call, "customer", "/v1/customers", email=call.params.get("email"))


def search(work: Work, call: Call) -> Json:
    return searching.search(work, call, "customer", "/v1/customers/search")
