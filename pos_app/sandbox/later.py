"""What happens by itself after a while: each job's name and what it does."""

from __future__ import annotations

import json
import time

from pos_app.sandbox.errors import Json
from pos_app.sandbox.objects import (
    balance,
    charges,
    closing,
    disputes,
    fraud_warnings,
    paying,
    payouts,
    reader_actions,
    refunds,
)
from pos_app.sandbox.store import Store
from pos_app.sandbox.work import Work


def next_due(store: Store) -> float | None:
    """Seconds since 1970 of the next job, or None."""
    rows = store.rows("SELECT MIN(due) AS due FROM jobs")
    due: float | None = rows[0]["due"]
    return due


def run_due(work: Work) -> int:
    """Do every job whose time has come, in order; inside the caller's transaction. Gives how many."""
    rows = work.store.rows("SELECT seq, kind, body FROM jobs WHERE due <= ? ORDER BY due, seq", (time.time(),))
    for row in rows:
        work.store.run("DELETE FROM jobs WHERE seq = ?", (row["seq"],))
        _do(work, row["kind"], json.loads(row["body"]))
    return len(rows)


def _do(work: Work, kind: str, body: Json) -> None:
    match kind:
        case "settle_charge":
            charges.settle(work, body["charge"])
        case "funds_available":
            balance.become_available(work, body["transaction"])
        case "authorization_expires":
            closing.authorization_expires(work, body["payment_intent"])
        case "refund_succeeds":
            refunds.succeeds(work, body["refund"])
        case "refund_fails":
            refunds.fails(work, body["refund"])
        case "refund_expires":
            refunds.expires(work, body["refund"])
        case "dispute":
            disputes.opened(work, body["charge"])
        case "fraud_warning":
            fraud_warnings.issued(work, body["charge"])
        case "dispute_decided":
            disputes.decided(work, body["dispute"], body["won"])
        case "payout":
            payouts.pay_out(work)
        case "payout_arrives":
            payouts.arrives(work, body["payout"])
        case "reader_gives_up":
            reader_actions.gives_up(work, body["reader"], body["action"])
        case "reader_confirms":
            reader_actions.confirms(work, body["reader"], body["action"])
        case "reader_done":
            reader_actions.done(work, body["reader"], body["action"])
        case "finish_processing":
            paying.finish_processing(work, body["payment_intent"], body["authenticated"])
        case _:
            raise LookupError(f"no job is called {kind}")


def advance(store: Store, seconds: float) -> None:
    """Bring everything that waits nearer; what was remembered grows older."""
    store.run("UPDATE jobs SET due = due - ?", (seconds,))
    store.run("UPDATE deliveries SET due = due - ? WHERE state = 'pending'", (seconds,))
    store.run("UPDATE keys SET at = at - ?", (seconds,))
