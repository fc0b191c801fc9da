"""Early fraud warnings: the issuer thinks a charge fraudulent before anyone disputes it.

Told by an event alone: the account's document has no operation that lists them.
"""

from __future__ import annotations

from pos_app.sandbox import ids
from pos_app.sandbox.errors import Json
from pos_app.sandbox.work import Work


def issued(work: Work, charge_id: str) -> None:
    """Later: the issuer of this charge's card warns."""
    charge = work.find(charge_id)
    if charge is None:
        return
    warning: Json = {
        "id": ids.new("issfr"),
        "object": "radar.early_fraud_warning",
        # nothing is left to do about a charge that was given back or is disputed
        "actionable": not charge["refunded"] and not charge["disputed"],
        "charge": charge["id"],
        "created": work.now,
        "fraud_type": "misc",
        "livemode": False,
        "payment_intent": charge["payment_intent"],
    }
    work.put(warning)
    work.emit("radar.early_fraud_warning.created", warning)
