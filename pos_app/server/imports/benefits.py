"""What an ExplanationOfBenefit leaves for the patient to pay. Pure.

R4 fixes no single spelling of the patient's share, so the first of these that is there and not zero is taken:

1. ``copay``: what the insurer asks the front desk to collect. Deductible and coinsurance beside it are settled later
   between insurer, hospital and patient, and are not collected here.
2. ``memberliability``: the whole of the patient's liability, as one figure (US: CARIN Blue Button).
3. ``deductible`` + ``coinsurance`` + ``noncovered``: its parts (also in the spelling of CMS Blue Button).

Each is summed over the items; where the items are silent, the resource's own adjudication counts, then its totals.
What the patient has already paid elsewhere (``paidbypatient``) is taken off.  Where a total is given beside the
items, the two must agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pos_app.money import Money
from pos_app.server.imports.fhir import clean, codes, concept_text, link, moment, money, node, objects, prose
from pos_app.server.imports.records import Bill, BillLine, Link, Unfit

SUBMITTED: Final = frozenset(["submitted", "line_sbmtd_chrg_amt"])
SHARES: Final = (
    frozenset(["copay", "copayment"]),
    frozenset(["memberliability", "patientresponsibility"]),
    frozenset(["deductible", "coinsurance", "noncovered", "line_bene_ptb_ddctbl_amt", "line_coinsrnc_amt"]),
)
INSURER: Final = (
    frozenset(["benefit"]),
    frozenset(["paid", "paidtoprovider", "line_prvdr_pmt_amt"]),
)
PAID_ELSEWHERE: Final = frozenset(["paidbypatient"])
_NOT_BILLS: Final = {
    "cancelled": "cancelled by its source",
    "draft": "a draft",
    "entered-in-error": "entered in error",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One amount of an adjudication: the names of its category, and the element with the money."""

    names: frozenset[str]
    amount: Any
    where: str


def benefit(resource: dict[str, Any]) -> Bill:
    """Raises Unfit where amounts are missing, inexact, of two currencies, or contradict each other."""
    patient = link(resource.get("patient"))
    withdrawn = _withdrawn(resource)
    if withdrawn:
        return Bill(patient, withdrawn=withdrawn)
    items = objects(resource.get("item")) + objects(resource.get("addItem"))
    _one_currency(resource, items)
    detailed = [part for i, item in enumerate(items, 1) for part in _parts(item.get("adjudication"), f"item {i}")]
    levels = (detailed, _parts(resource.get("adjudication"), "adjudication"), _parts(resource.get("total"), "total"))
    share = _share(levels)
    if share is None:
        return Bill(patient, withdrawn="the patient's share is not stated")
    if share.minor == 0:
        return Bill(patient, withdrawn="nothing to pay")
    if share.minor < 0:
        raise Unfit("the patient's share is negative")
    insurer = _insurer_share(levels, resource) or Money(0, share.currency)
    lines = _lines(items, share + insurer)
    gross = sum(line.minor for line in lines)
    if insurer.minor < 0 or gross < share.minor:
        raise Unfit("the patient's share is more than was charged")
    insurances = sorted(objects(resource.get("insurance")), key=lambda one: one.get("focal") is not True)
    contained = {f"#{one.get('id')}": one for one in objects(resource.get("contained"))}
    coverages = [found for one in insurances if (found := link(one.get("coverage")))]
    encounters = [link(one) for item in items for one in objects(item.get("encounter"))]
    return Bill(
        patient=patient,
        providers=_links(link(resource.get("provider")), link(resource.get("facility")), contained=contained),
        insurers=_links(
            link(resource.get("insurer")), *(_payor(contained[c.target]) for c in coverages if c.target in contained),
            contained=contained,
        ),
        coverages=tuple(c for c in coverages if c.target not in contained),
        claim=link(resource.get("claim")),
        encounter=next((one for one in encounters if one), None),
        made_at=moment(resource.get("created")) or moment(node(resource.get("billablePeriod")).get("start")),
        currency=share.currency,
        lines=lines,
        gross_minor=gross,
        insurer_minor=insurer.minor,
        total_minor=share.minor,
    )  # fmt: skip


def _withdrawn(resource: dict[str, Any]) -> str:
    status, outcome = resource.get("status"), resource.get("outcome")
    if status in _NOT_BILLS:
        return _NOT_BILLS[status]
    if status != "active":
        raise Unfit("status is none of FHIR's")
    if resource.get("use") != "claim":
        return "not a claim (a preauthorization or an estimate)"
    return "" if outcome == "complete" else "not settled by the insurer yet"


def _parts(adjudications: Any, where: str) -> list[Part]:
    return [
        Part(frozenset(codes(one.get("category"))), one["amount"], where)
        for one in objects(adjudications)
        if isinstance(one.get("amount"), dict)
    ]


def _sum(parts: list[Part], names: frozenset[str]) -> Money | None:
    """The parts of these names together; None where there are none."""
    found = [money(part.amount, part.where) for part in parts if part.names & names]
    return sum(found[1:], found[0]) if found else None


def _share(levels: tuple[list[Part], ...]) -> Money | None:
    nothing: Money | None = None
    for names in SHARES:
        stated = [one for parts in levels if (one := _sum(parts, names)) is not None]
        if not stated:
            continue
        if any(one != stated[0] for one in stated):
            raise Unfit("the totals of the patient's share don't agree with its items")
        if stated[0].minor != 0:
            return _less_paid(stated[0], levels)
        nothing = stated[0]
    return nothing


def _less_paid(share: Money, levels: tuple[list[Part], ...]) -> Money:
    paid = next((one for parts in levels if (one := _sum(parts, PAID_ELSEWHERE)) is not None), None)
    return share if paid is None else Money(max((share - paid).minor, 0), share.currency)


def _insurer_share(levels: tuple[list[Part], ...], resource: dict[str, Any]) -> Money | None:
    for names in INSURER:
        for parts in levels:
            found = _sum(parts, names)
            if found is not None:
                return found
    paid = node(resource.get("payment")).get("amount")
    return money(paid, "payment") if isinstance(paid, dict) else None


def _lines(items: list[dict[str, Any]], known: Money) -> tuple[BillLine, ...]:
    """A line for each item that says what was charged; where none does, one line of what is known (both shares)."""
    lines = []
    for number, item in enumerate(items, 1):
        amount = _charged(item, f"item {number}")
        if amount is not None:
            quantity = node(item.get("quantity")).get("value")
            text = clean(str(quantity), 32) if quantity is not None else ""
            lines.append(BillLine(_called(item, number), text or "1", amount.minor))
    if lines:
        return tuple(lines)
    return (BillLine(_called(items[0], 1) if items else "Medical services", "1", known.minor),)


def _charged(item: dict[str, Any], where: str) -> Money | None:
    submitted = _sum(_parts(item.get("adjudication"), where), SUBMITTED)
    if submitted is not None:
        return submitted
    return money(item["net"], where) if isinstance(item.get("net"), dict) else None


def _called(item: dict[str, Any], number: int) -> str:
    return concept_text(item.get("productOrService"), 500) or f"Service {number}"


def _one_currency(resource: dict[str, Any], items: list[dict[str, Any]]) -> None:
    amounts = [one.get("amount") for one in objects(resource.get("adjudication")) + objects(resource.get("total"))]
    amounts.append(node(resource.get("payment")).get("amount"))
    for item in items:
        amounts += [item.get("net"), *(one.get("amount") for one in objects(item.get("adjudication")))]
    found = {
        str(amount["currency"]).lower() for amount in amounts if isinstance(amount, dict) and amount.get("currency")
    }
    if len(found) > 1:
        raise Unfit("amounts are in more than one currency")


def _links(*found: Link | None, contained: dict[str, dict[str, Any]]) -> tuple[Link, ...]:
    """References in order of preference; one to a contained resource becomes that resource's name."""
    result = []
    for one in found:
        if one is not None and one.target in contained:
            name = prose(contained[one.target].get("name"), 200) or one.display
            result += [Link("", name)] if name else []
        elif one is not None:
            result.append(one)
    return tuple(result)


def _payor(contained: dict[str, Any]) -> Link | None:
    return next((found for one in objects(contained.get("payor")) if (found := link(one))), None)
