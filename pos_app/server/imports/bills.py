"""FHIR's own Invoice: it already says what the patient owes. Pure.

Only ``issued`` is to be paid.  ``balanced`` was settled elsewhere; ``draft``, ``cancelled`` and ``entered-in-error``
are no bills.  The amount is ``totalGross`` (with taxes), else ``totalNet``, else the sum of the lines.
"""

from __future__ import annotations

from typing import Any, Final

from pos_app.money import Money
from pos_app.server.imports.fhir import clean, concept_text, first, link, moment, money, node, objects, prose
from pos_app.server.imports.records import Bill, BillLine, Unfit

_NOT_BILLS: Final = {
    "draft": "a draft",
    "balanced": "settled elsewhere",
    "cancelled": "cancelled by its source",
    "entered-in-error": "entered in error",
}
_ADDED: Final = ("base", "surcharge", "tax")
_TAKEN_OFF: Final = ("deduction", "discount")


def bill(resource: dict[str, Any]) -> Bill:
    """Raises Unfit where amounts are missing, inexact or of two currencies."""
    patient = link(resource.get("subject"))
    status = resource.get("status")
    if status in _NOT_BILLS:
        return Bill(patient, withdrawn=_NOT_BILLS[status])
    if status != "issued":
        raise Unfit("status is none of FHIR's")
    items = objects(resource.get("lineItem"))
    _one_currency(resource, items)
    priced = [(_called(item, i), _price(item.get("priceComponent"), f"line {i}")) for i, item in enumerate(items, 1)]
    total = _total(resource, [price for _, price in priced])
    if total is None or total.minor == 0:
        return Bill(patient, withdrawn="nothing to pay")
    if total.minor < 0:
        raise Unfit("the total is negative")
    lines = [BillLine(called, "1", price.minor) for called, price in priced if price is not None]
    rest = total.minor - sum(line.minor for line in lines)
    if rest:
        called = "Other charges, taxes and discounts" if lines else concept_text(resource.get("type"), 500)
        lines.append(BillLine(called or "Medical services", "1", rest))
    issuer = link(resource.get("issuer"))
    return Bill(
        patient=patient,
        providers=(issuer,) if issuer else (),
        number=first(clean(one.get("value"), 40) for one in objects(resource.get("identifier"))),
        made_at=moment(resource.get("date")),
        currency=total.currency,
        lines=tuple(lines),
        gross_minor=total.minor,
        total_minor=total.minor,
    )


def _called(item: dict[str, Any], number: int) -> str:
    named = concept_text(item.get("chargeItemCodeableConcept"), 500)
    return named or prose(node(item.get("chargeItemReference")).get("display"), 500) or f"Item {number}"


def _price(components: Any, where: str) -> Money | None:
    """Base, surcharges and taxes less deductions and discounts; None where nothing is priced."""
    result: Money | None = None
    for component in objects(components):
        kind, amount = component.get("type"), component.get("amount")
        if not isinstance(amount, dict) or kind not in (*_ADDED, *_TAKEN_OFF):
            continue  # "informational" is no part of the price
        value = money(amount, where)
        if kind in _TAKEN_OFF:
            value = Money(-abs(value.minor), value.currency)  # sources write either sign
        result = value if result is None else result + value
    return result


def _total(resource: dict[str, Any], prices: list[Money | None]) -> Money | None:
    for name in ("totalGross", "totalNet"):
        if isinstance(resource.get(name), dict):
            return money(resource[name], name)
    parts = [price for price in [*prices, _price(resource.get("totalPriceComponent"), "total")] if price is not None]
    return sum(parts[1:], parts[0]) if parts else None


def _one_currency(resource: dict[str, Any], items: list[dict[str, Any]]) -> None:
    components = [one for item in items for one in objects(item.get("priceComponent"))]
    amounts = [one.get("amount") for one in components + objects(resource.get("totalPriceComponent"))]
    amounts += [resource.get("totalGross"), resource.get("totalNet")]
    if (
        len(
            {
                str(amount["currency"]).lower()
                for amount in amounts
                if isinstance(amount, dict) and amount.get("currency")
            }
        )
        > 1
    ):
        raise Unfit("amounts are in more than one currency")
