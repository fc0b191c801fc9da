"""The rules our books must keep, each as a question that finds the rows which break it."""
# ruff: noqa: S608 - the questions are put together from parts of this file; nothing from outside goes into them

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pos_app.money import THREE_DECIMAL, TWO_DECIMAL, ZERO_DECIMAL
from pos_app.server.ledger.rules import SHAPES


@dataclass(frozen=True, slots=True)
class Rule:
    """``sql`` names its columns as ``sentence`` names its blanks."""

    code: str
    sentence: str
    sql: str


_CURRENCIES: Final = ", ".join(f"'{one}'" for one in sorted(TWO_DECIMAL | ZERO_DECIMAL | THREE_DECIMAL))
_SHAPES: Final = " OR ".join(
    f"(kind = '{kind.value}' AND debit = '{debit.value}' AND credit = '{credit.value}')"
    for kind, sides in SHAPES.items()
    for debit, credit in sorted(sides)
)
_ON_INVOICE: Final = "('receivable', 'credit')"
_IN: Final = "kind IN ('payment', 'overpayment', 'forward_payment')"
_BACK: Final = (
    "(CASE WHEN kind IN ('refund_done', 'forward_refund') THEN amount_minor "
    f"WHEN kind = 'refund_returned' AND credit IN {_ON_INVOICE} THEN -amount_minor ELSE 0 END)"
)
_DONE: Final = (
    "(CASE WHEN kind IN ('refund_done', 'forward_refund') THEN amount_minor "
    "WHEN kind = 'refund_returned' AND debit = 'refunding' THEN -amount_minor ELSE 0 END)"
)
_SENT: Final = (
    "(CASE WHEN kind IN ('refund_sent', 'forward_refund') THEN amount_minor "
    "WHEN kind = 'refund_returned' AND debit = 'stripe' THEN -amount_minor ELSE 0 END)"
)

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "entry_twice",
        "The entry {key} is booked {times} times.",
        "SELECT key, COUNT(*) AS times FROM ledger_entries GROUP BY key HAVING COUNT(*) > 1",
    ),
    Rule(
        "entry_odd",
        "The entry {key} ({kind}, from {credit} to {debit}, {amount_minor}) is none that this program makes.",
        f"SELECT key, kind, debit, credit, amount_minor FROM ledger_entries WHERE amount_minor <= 0 OR NOT ({_SHAPES})",
    ),
    Rule(
        "currency_unknown",
        "{what} {id} is in the unknown currency '{currency}'.",
        f"SELECT 'The entry' AS what, key AS id, currency FROM ledger_entries WHERE currency NOT IN ({_CURRENCIES}) "
        f"UNION ALL SELECT 'The payment', id, currency FROM payments WHERE currency NOT IN ({_CURRENCIES}) "
        f"UNION ALL SELECT 'The refund', id, currency FROM stripe_refunds WHERE currency NOT IN ({_CURRENCIES}) "
        f"UNION ALL SELECT 'The invoice', id, currency FROM invoices WHERE currency NOT IN ({_CURRENCIES})",
    ),
    Rule(
        "entry_of_no_invoice",
        "The entry {key} changes what an invoice owes, and names no invoice of its currency.",
        "SELECT e.key FROM ledger_entries e LEFT JOIN invoices i ON i.id = e.invoice_id AND i.currency = e.currency "
        f"WHERE (e.debit IN {_ON_INVOICE} OR e.credit IN {_ON_INVOICE}) AND i.id IS NULL",
    ),
    Rule(
        "invoice_received",
        "The invoice {number} ({id}) says {paid} was paid and {refunded} given back; its entries say {got} and {back}.",
        "SELECT i.number, i.id, i.paid_minor AS paid, i.refunded_minor AS refunded, "
        "COALESCE(e.got, 0) AS got, COALESCE(e.back, 0) AS back FROM invoices i LEFT JOIN ("
        f"SELECT invoice_id, currency, SUM(CASE WHEN {_IN} THEN amount_minor ELSE 0 END) AS got, SUM({_BACK}) AS back "
        f"FROM ledger_entries WHERE debit IN {_ON_INVOICE} OR credit IN {_ON_INVOICE} GROUP BY invoice_id, currency"
        ") e ON e.invoice_id = i.id AND e.currency = i.currency "
        "WHERE i.paid_minor <> COALESCE(e.got, 0) OR i.refunded_minor <> COALESCE(e.back, 0)",
    ),
    Rule(
        "invoice_due",
        "The invoice {number} ({id}) says {due} is due; {total} - {paid} paid + {refunded} given back is another sum.",
        "SELECT number, id, due_minor AS due, total_minor AS total, paid_minor AS paid, refunded_minor AS refunded "
        "FROM invoices WHERE due_minor <> total_minor - paid_minor + refunded_minor OR total_minor < 0 "
        "OR paid_minor < 0 OR refunded_minor < 0 OR refunded_minor > paid_minor",
    ),
    Rule(
        "invoice_state",
        "The invoice {number} ({id}) is paid, and does not say since when.",
        "SELECT number, id FROM invoices WHERE due_minor <= 0 AND paid_minor > refunded_minor AND paid_at IS NULL",
    ),
    Rule(
        "credit_negative",
        "The invoice {id} has given back {over} more from the patient's credit than was in it.",
        "SELECT invoice_id AS id, SUM(CASE WHEN debit = 'credit' THEN amount_minor ELSE -amount_minor END) AS over "
        "FROM ledger_entries WHERE debit = 'credit' OR credit = 'credit' GROUP BY invoice_id, currency "
        "HAVING SUM(CASE WHEN debit = 'credit' THEN amount_minor ELSE -amount_minor END) > 0",
    ),
    Rule(
        "attempt_without_payment",
        "The attempt {id} ({stripe_id}) succeeded with {received}, and there is no payment of it.",
        "SELECT a.id, a.stripe_id, a.amount_received_minor AS received FROM stripe_payment_intents a "
        "LEFT JOIN payments p ON p.intent_id = a.id WHERE a.state = 'succeeded' AND a.amount_received_minor > 0 "
        "AND p.id IS NULL",
    ),
    Rule(
        "payment_without_attempt",
        "The payment {id} of {amount} does not agree with its attempt {attempt} (which is {state}, {received}).",
        "SELECT p.id, p.amount_minor AS amount, a.id AS attempt, a.state, a.amount_received_minor AS received "
        "FROM payments p JOIN stripe_payment_intents a ON a.id = p.intent_id WHERE a.state <> 'succeeded' "
        "OR a.amount_received_minor <> p.amount_minor OR a.invoice_id <> p.invoice_id OR a.charge_id <> p.charge_id",
    ),
    Rule(
        "attempt_paid_twice",
        "The attempt {id} has {times} payments.",
        "SELECT intent_id AS id, COUNT(*) AS times FROM payments WHERE intent_id IS NOT NULL "
        "GROUP BY intent_id HAVING COUNT(*) > 1",
    ),
    Rule(
        "charge_paid_twice",
        "The charge {id} is {times} payments.",
        "SELECT charge_id AS id, COUNT(*) AS times FROM payments WHERE charge_id <> '' AND intent_id IS NOT NULL "
        "GROUP BY charge_id HAVING COUNT(*) > 1",
    ),
    Rule(
        "attempt_live",
        "The attempt {id} is {state} and {live}.",
        "SELECT id, state, CASE WHEN live THEN 'counts as live' ELSE 'does not count as live' END AS live "
        "FROM stripe_payment_intents WHERE (live AND state IN ('succeeded', 'cancelled', 'failed')) "
        "OR (NOT live AND state NOT IN ('succeeded', 'cancelled', 'failed'))",
    ),
    Rule(
        "attempt_forgotten",
        "The attempt {id} on invoice {invoice} is {state}, and nobody looks after it.",
        "SELECT a.id, a.invoice_id AS invoice, a.state FROM stripe_payment_intents a "
        "JOIN invoices i ON i.id = a.invoice_id WHERE a.live AND (a.next_check_at IS NULL "
        "OR (i.due_minor <= 0 AND a.state IN ('created', 'submitted', 'requires_action') "
        "AND a.lease_expires_at < :abandoned))",
    ),
    Rule(
        "payment_booked",
        "The payment {id} is of {amount} {currency}; its entries say {booked}.",
        "SELECT p.id, p.amount_minor AS amount, p.currency, COALESCE(e.booked, 0) AS booked FROM payments p LEFT JOIN ("
        "SELECT payment_id, currency, SUM(amount_minor) AS booked FROM ledger_entries "
        f"WHERE {_IN} OR kind = 'unassigned' GROUP BY payment_id, currency"
        ") e ON e.payment_id = p.id AND e.currency = p.currency WHERE p.amount_minor <> COALESCE(e.booked, 0)",
    ),
    Rule(
        "entry_of_other_invoice",
        "The entry {key} is of the payment {payment}, and of another invoice than it.",
        "SELECT e.key, e.payment_id AS payment FROM ledger_entries e JOIN payments p ON p.id = e.payment_id "
        "WHERE e.invoice_id IS NOT NULL AND e.invoice_id <> p.invoice_id",
    ),
    Rule(
        "unassigned_untold",
        "{amount} {currency} of {charge} are unassigned, and no supervisor was told.",
        "SELECT e.amount_minor AS amount, e.currency, e.stripe_id AS charge FROM ledger_entries e "
        "WHERE e.kind = 'unassigned' AND NOT EXISTS (SELECT 1 FROM money_exceptions x WHERE x.stripe_id = e.stripe_id) "
        "AND NOT EXISTS (SELECT 1 FROM payments p JOIN money_exceptions x ON x.intent_id = p.intent_id "
        "WHERE p.id = e.payment_id)",
    ),
    Rule(
        "receipt_missing",
        "The payment {id} of {amount} {currency} has no receipt.",
        "SELECT p.id, p.amount_minor AS amount, p.currency FROM payments p "
        "LEFT JOIN receipts r ON r.payment_id = p.id WHERE r.id IS NULL",
    ),
    Rule(
        "receipt_gap",
        "There is no receipt before number {sequence} ({number}).",
        "SELECT r.sequence, r.number FROM receipts r WHERE r.sequence > 1 "
        "AND NOT EXISTS (SELECT 1 FROM receipts b WHERE b.sequence = r.sequence - 1)",
    ),
    Rule(
        "receipt_counter",
        "The receipts go up to {highest}, and the next number would follow {counter}.",
        "SELECT r.highest, COALESCE(c.value, 0) AS counter FROM (SELECT COALESCE(MAX(sequence), 0) AS highest "
        "FROM receipts) r LEFT JOIN counters c ON c.name = 'receipt' WHERE r.highest <> COALESCE(c.value, 0)",
    ),
    Rule(
        "refund_booked",
        "The refund {id} ({stripe_id}) of {amount} {currency} is {status}; its entries say {sent} was sent and {done} "
        "arrived.",
        "SELECT r.id, r.stripe_id, r.amount_minor AS amount, r.currency, r.status, COALESCE(e.sent, 0) AS sent, "
        "COALESCE(e.done, 0) AS done FROM stripe_refunds r LEFT JOIN ("
        f"SELECT refund_id, SUM({_SENT}) AS sent, SUM({_DONE}) AS done FROM ledger_entries "
        "WHERE refund_id IS NOT NULL GROUP BY refund_id) e ON e.refund_id = r.id WHERE "
        "COALESCE(e.sent, 0) <> CASE WHEN r.status IN ('unknown', 'failed', 'canceled') THEN 0 ELSE r.amount_minor END "
        "OR COALESCE(e.done, 0) <> CASE WHEN r.status = 'succeeded' THEN r.amount_minor ELSE 0 END",
    ),
    Rule(
        "refunding_negative",
        "Of the refund {id}, {over} {currency} more has arrived or come back than was sent.",
        "SELECT stripe_id AS id, currency, "
        "SUM(CASE WHEN credit = 'refunding' THEN amount_minor ELSE -amount_minor END) AS over "
        "FROM ledger_entries WHERE debit = 'refunding' OR credit = 'refunding' GROUP BY stripe_id, currency "
        "HAVING SUM(CASE WHEN credit = 'refunding' THEN amount_minor ELSE -amount_minor END) > 0",
    ),
    Rule(
        "refund_forgotten",
        "The refund {id} is {state}, and nobody looks after it.",
        "SELECT id, state FROM stripe_refunds WHERE live AND stripe_id IS NOT NULL AND next_check_at IS NULL",
    ),
    Rule(
        "refunded_too_much",
        "Of the payment {id} of {amount}, {refunded} was given back.",
        "SELECT p.id, p.amount_minor AS amount, e.refunded FROM payments p JOIN ("
        f"SELECT payment_id, SUM({_SENT}) AS refunded FROM ledger_entries WHERE payment_id IS NOT NULL "
        "GROUP BY payment_id) e ON e.payment_id = p.id WHERE e.refunded > p.amount_minor",
    ),
    Rule(
        "dispute_booked",
        "The dispute {id} is {status}; its entries say {disputed} in dispute and {lost} lost.",
        "SELECT d.id, d.status, COALESCE(e.disputed, 0) AS disputed, COALESCE(e.lost, 0) AS lost "
        "FROM stripe_disputes d LEFT JOIN (SELECT dispute_id, "
        "SUM(CASE WHEN debit = 'disputed' THEN amount_minor WHEN credit = 'disputed' THEN -amount_minor ELSE 0 END) "
        "AS disputed, "
        "SUM(CASE WHEN debit = 'lost' THEN amount_minor WHEN credit = 'lost' THEN -amount_minor ELSE 0 END) AS lost "
        "FROM ledger_entries WHERE dispute_id IS NOT NULL GROUP BY dispute_id) e ON e.dispute_id = d.id "
        "WHERE (d.status = 'lost' AND COALESCE(e.disputed, 0) <> 0) "
        "OR (d.status <> 'lost' AND COALESCE(e.lost, 0) <> 0) "
        "OR (NOT d.live AND d.next_check_at IS NULL AND COALESCE(e.disputed, 0) <> 0) "
        "OR COALESCE(e.disputed, 0) < 0",
    ),
    Rule(
        "dispute_live",
        "The dispute {id} is {status}, and {live}.",
        "SELECT id, status, CASE WHEN live THEN 'counts as live' ELSE 'nobody looks after it' END AS live "
        "FROM stripe_disputes WHERE (live AND (status IN ('won', 'lost', 'warning_closed', 'prevented') "
        "OR next_check_at IS NULL)) OR (NOT live AND status NOT IN ('won', 'lost', 'warning_closed', 'prevented'))",
    ),
    Rule(
        "entry_of_no_dispute",
        "The entry {key} is about a dispute, and names none.",
        "SELECT key FROM ledger_entries WHERE (debit IN ('disputed', 'lost') OR credit IN ('disputed', 'lost')) "
        "AND dispute_id IS NULL",
    ),
    Rule(
        "payout_booked",
        "The payout {id} of {amount} {currency} is {status}; its entries say {booked} is at the bank.",
        "SELECT o.id, o.amount_minor AS amount, o.currency, o.status, COALESCE(e.booked, 0) AS booked "
        "FROM stripe_payouts o LEFT JOIN (SELECT stripe_id, "
        "SUM(CASE WHEN debit = 'bank' THEN amount_minor ELSE -amount_minor END) AS booked FROM ledger_entries "
        "WHERE debit = 'bank' OR credit = 'bank' GROUP BY stripe_id) e ON e.stripe_id = o.id "
        "WHERE COALESCE(e.booked, 0) <> CASE WHEN o.status IN ('failed', 'canceled') THEN 0 ELSE o.amount_minor END",
    ),
)
OPEN: Final[tuple[Rule, ...]] = (
    Rule(
        "attempt_open",
        "The attempt {id} ({stripe_id}) is {state}: Stripe is asked about it.",
        "SELECT id, stripe_id, state FROM stripe_payment_intents WHERE live "
        "AND state IN ('unknown', 'processing', 'requires_action')",
    ),
    Rule(
        "refund_open",
        "The refund {id} ({stripe_id}) is {state}: Stripe is asked about it.",
        "SELECT id, stripe_id, state FROM stripe_refunds WHERE live AND state NOT IN ('requested', 'refused')",
    ),
)
"""What is on its way and will be settled by itself."""
