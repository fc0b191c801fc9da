"""Disputes: a cardholder takes the money back, and the hospital may show that it was right."""

from __future__ import annotations

from typing import Final

from pos_app.sandbox import ids, lists
from pos_app.sandbox.cards import CardRow
from pos_app.sandbox.errors import Json, wrong_state
from pos_app.sandbox.objects import balance, billing
from pos_app.sandbox.work import Call, Work, merge_metadata

FEE: Final = 1500
_DUE: Final = 9 * 24 * 3600
_NETWORK_CODES: Final = {"fraudulent": "10.4", "product_not_received": "13.1"}
_EVIDENCE: Final = (
    "access_activity_log billing_address cancellation_policy cancellation_policy_disclosure cancellation_rebuttal "
    "customer_communication customer_email_address customer_name customer_purchase_ip customer_signature "
    "duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id product_description receipt "
    "refund_policy refund_policy_disclosure refund_refusal_explanation service_date service_documentation "
    "shipping_address shipping_carrier shipping_date shipping_documentation shipping_tracking_number "
    "uncategorized_file uncategorized_text"
).split()
_OPEN: Final = ("needs_response", "warning_needs_response")


def opened(work: Work, charge_id: str) -> None:
    """Later: the cardholder of this charge disputes it."""
    charge = work.find(charge_id)
    row = work.cards.named(work.store.hidden(charge_id).get("row", "")) if charge else None
    if charge is None or row is None or row.dispute in (None, "warning") or charge["disputed"]:
        return
    amount = charge["amount_captured"] - charge["amount_refunded"]
    # several disputes of one charge are each about a part of it: together never more than was taken
    first = amount // 2 if row.dispute == "several" else amount
    for part in (first, amount - first):
        if part > 0:
            _open(work, charge, row, part)


def _open(work: Work, charge: Json, row: CardRow, amount: int) -> None:
    inquiry = row.dispute == "inquiry"
    reason = "product_not_received" if row.dispute == "product_not_received" else "fraudulent"
    dispute: Json = {
        "id": ids.new("du"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": work.now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(_EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": work.now + _DUE,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "intended_submission_method": None,
        "is_charge_refundable": inquiry,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {
                "brand": row.brand,
                "case_type": "inquiry" if inquiry else "chargeback",
                "network": billing.network(row),
                "network_reason_code": _NETWORK_CODES[reason],
            },
            "type": "card",
        },
        "reason": reason,
        "status": "warning_needs_response" if inquiry else "needs_response",
    }
    charge["disputed"] = True
    work.put(charge)
    work.put(dispute)
    work.emit("charge.dispute.created", dispute)
    if not inquiry:
        _move(work, dispute, -amount, FEE, "dispute")
        work.emit("charge.dispute.funds_withdrawn", dispute)


def _move(work: Work, dispute: Json, amount: int, fee: int, category: str) -> None:
    transaction = balance.make(
        work,
        amount,
        dispute["currency"],
        "adjustment",
        dispute["id"],
        f"Chargeback {'withdrawal' if amount < 0 else 'reversal'} for {dispute['charge']}",
        fee_kept=fee,
        category=category,
        available_now=True,
    )
    dispute["balance_transactions"].append(transaction)
    work.put(dispute)
    work.book(
        category,
        abs(amount),
        dispute["currency"],
        payment_intent=dispute["payment_intent"],
        charge=dispute["charge"],
        dispute=dispute["id"],
        fee=fee,
    )


def retrieve(work: Work, call: Call) -> Json:
    return work.get("dispute", call.id)


def list_all(work: Work, call: Call) -> Json:
    return lists.page(
        work,
        call,
        "dispute",
        "/v1/disputes",
        charge=call.params.get("charge"),
        payment_intent=call.params.get("payment_intent"),
    )


def update(work: Work, call: Call) -> Json:
    dispute, params = work.get("dispute", call.id), call.params
    before = {**dispute, "evidence": dict(dispute["evidence"]), "evidence_details": dict(dispute["evidence_details"])}
    given = params.get("evidence")
    if isinstance(given, dict) and dispute["status"] not in _OPEN:
        raise wrong_state("This dispute is already closed or under review.", "status_transition_invalid")
    if isinstance(given, dict):
        dispute["evidence"].update({name: value or None for name, value in given.items() if name in _EVIDENCE})
        filled = any(dispute["evidence"][name] for name in _EVIDENCE)
        dispute["evidence_details"]["has_evidence"] = filled
    if "metadata" in params:
        dispute["metadata"] = merge_metadata(dispute["metadata"], params["metadata"])
    if "intended_submission_method" in params:
        dispute["intended_submission_method"] = params["intended_submission_method"]
    if isinstance(given, dict) and params.get("submit", True):
        _submit(work, dispute)
    work.put(dispute)
    changes = {name: value for name, value in before.items() if dispute[name] != value}
    if changes:
        work.changed("charge.dispute.updated", dispute, **changes)
    return dispute


def _submit(work: Work, dispute: Json) -> None:
    details = dispute["evidence_details"]
    details["submission_count"] += 1
    details["submission_method"] = "manual"
    dispute["status"] = "warning_under_review" if dispute["status"].startswith("warning") else "under_review"
    text = dispute["evidence"]["uncategorized_text"]
    if text in ("winning_evidence", "losing_evidence"):
        work.later(work.pace.evidence, "dispute_decided", dispute=dispute["id"], won=text == "winning_evidence")


def decided(work: Work, ident: str, won: bool) -> None:
    """Later: the network has read the evidence."""
    dispute = work.find(ident)
    if dispute is None or dispute["status"] in ("won", "lost", "warning_closed"):
        return
    if dispute["status"].startswith("warning"):
        dispute["status"] = "warning_closed"
    else:
        dispute["status"] = "won" if won else "lost"
    work.put(dispute)
    if dispute["status"] == "won":
        _move(work, dispute, dispute["amount"], -FEE, "dispute_reversal")
    work.emit("charge.dispute.closed", dispute)
    if dispute["status"] == "won":
        work.emit("charge.dispute.funds_reinstated", dispute)


def close(work: Work, call: Call) -> Json:
    """The hospital gives in."""
    dispute = work.get("dispute", call.id)
    if dispute["status"] not in _OPEN:
        raise wrong_state("This dispute is already closed.", "status_transition_invalid")
    decided(work, dispute["id"], won=False)
    return work.get("dispute", call.id)
