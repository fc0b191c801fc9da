"""An error code -> one sentence for the cashier and what to do next. The only place that says so.

``sentence`` empty: the server's own sentence is better, because it knows the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pos_app.desktop.api import ApiProblem, OddAnswer, OutcomeUnknown
from pos_app.desktop.ports import JournalBroken, PrintFailed
from pos_app.wire.payments import Decline
from pos_app.wire.problems import Code


@dataclass(frozen=True, slots=True)
class Advice:
    sentence: str
    next_step: str


def _table() -> MappingProxyType[str, Advice]:
    return MappingProxyType(
        {
            Code.MALFORMED: Advice(
                "The server did not understand this till.", "Tell IT: till and server may be of different versions."
            ),
            Code.NOT_AUTHENTICATED: Advice("Your session has ended.", "Sign in again. What was open is kept."),
            Code.LOGIN_FAILED: Advice("Name and password don’t belong together.", "Check both and try again."),
            Code.TOO_MANY_TRIES: Advice("Too many tries.", "Wait a little, then try again."),
            Code.NOT_ALLOWED: Advice("Your role doesn’t allow this.", "Ask a cashier or a supervisor of this site."),
            Code.NOT_FOUND: Advice(
                "This isn’t there, or belongs to another site.", "Look it up again, or ask the other site."
            ),
            Code.METHOD_NOT_ALLOWED: Advice(
                "The server did not understand this till.", "Tell IT: till and server may be of different versions."
            ),
            Code.TOO_LARGE: Advice("This is more than the server takes.", "Use fewer words, or a smaller file."),
            Code.AMOUNT_INVALID: Advice("This is not an amount.", "Type figures, as in 50.00."),
            Code.AMOUNT_TOO_PRECISE: Advice(
                "The amount has more decimals than its currency.", "Leave out the last figures."
            ),
            Code.AMOUNT_TOO_SMALL: Advice("", "Take a larger amount, or another way to pay."),
            Code.AMOUNT_TOO_LARGE: Advice("The amount is too large.", "Check the figure."),
            Code.AMOUNT_ABOVE_BALANCE: Advice("", "Take what is left, or less."),
            Code.CURRENCY_UNKNOWN: Advice("This currency can’t be taken by card.", "Tell a supervisor."),
            Code.CURRENCY_MISMATCH: Advice(
                "The invoice is in another currency.", "Open the invoice again and start afresh."
            ),
            Code.PATIENT_MISMATCH: Advice(
                "The invoice belongs to another patient.", "Open the invoice again and start afresh."
            ),
            Code.INVOICE_NOT_PAYABLE: Advice(
                "Nothing can be taken for this invoice now.", "It may be paid already: look at it again."
            ),
            Code.INVOICE_BEING_PAID: Advice("", "Wait until that payment has ended, or ask at the other till."),
            Code.IDEMPOTENCY_KEY_INVALID: Advice("The till’s request was malformed.", "Start the payment again."),
            Code.IDEMPOTENCY_KEY_REUSED: Advice(
                "This payment was begun with other figures.", "Leave it and start the payment again."
            ),
            Code.CARD_DECLINED: Advice("The bank declined this card.", "Try another card."),
            Code.PAYMENT_STATE: Advice("", "Look at the invoice again."),
            Code.OUTCOME_UNKNOWN: Advice("We don’t know yet what came of it.", "Don’t charge again. We keep asking."),
            Code.PROCESSOR_UNREACHABLE: Advice("The card processor does not answer.", "Wait a minute, or take cash."),
            Code.PROCESSOR_REFUSED: Advice(
                "The card processor refused this payment.", "Nothing was charged. Tell a supervisor."
            ),
            Code.PROCESSOR_BUSY: Advice("The card processor is busy.", "Wait a few seconds and try again."),
            Code.RECEIPT_NOT_AVAILABLE: Advice(
                "There is no receipt for this.", "A receipt exists only once money has moved."
            ),
            Code.CURSOR_INVALID: Advice("The list has changed.", "It is being read again."),
            Code.DATABASE_BUSY: Advice("The server is busy.", "Wait a few seconds and try again."),
            Code.INTERNAL: Advice("Something went wrong on the server.", "Try again; if it stays, tell IT."),
        }
    )


def _declines() -> MappingProxyType[str, Advice]:
    another = "Try another card."
    plain = Advice("The bank declined this card.", another)
    ask_bank = Advice("The bank declined this card.", "The patient can ask their bank. Try another card.")
    retype = "Check it with the patient and type it again."
    return MappingProxyType(
        {
            "insufficient_funds": Advice(
                "This card has insufficient funds.", "Try another card, or take part of the amount."
            ),
            "expired_card": Advice("This card has expired.", another),
            "incorrect_cvc": Advice("The security code is wrong.", retype),
            "invalid_cvc": Advice("The security code is wrong.", retype),
            "incorrect_number": Advice("The card number is wrong.", retype),
            "invalid_number": Advice("The card number is wrong.", retype),
            "invalid_expiry_month": Advice("The expiry date is wrong.", retype),
            "invalid_expiry_year": Advice("The expiry date is wrong.", retype),
            "incorrect_zip": Advice("The postal code is not that of the card.", retype),
            "card_velocity_exceeded": Advice(
                "This card has been used too often or for too much today.", "Try another card, or part of the amount."
            ),
            "withdrawal_count_limit_exceeded": Advice(
                "This card has reached its limit.", "Try another card, or part of the amount."
            ),
            "processing_error": Advice(
                "The bank could not work on it.", "Try the same card once more, or another card."
            ),
            "issuer_not_available": Advice(
                "The bank can’t be reached.", "Try again in a few minutes, or another card."
            ),
            "try_again_later": Advice("The bank can’t be reached.", "Try again in a few minutes, or another card."),
            "card_not_supported": Advice("This card can’t be used for this.", another),
            "currency_not_supported": Advice("This card can’t pay in this currency.", another),
            "authentication_required": Advice(
                "The bank wants to check that it is the patient.", "Try again; the bank will ask."
            ),
            "payment_intent_authentication_failure": Advice(
                "The bank’s check did not go through.", "Try again with the patient, or take another card."
            ),
            # Why a card is lost, stolen or watched is not for the counter: the same words as any other decline.
            "lost_card": plain,
            "stolen_card": plain,
            "pickup_card": plain,
            "restricted_card": plain,
            "fraudulent": plain,
            "generic_decline": ask_bank,
            "do_not_honor": ask_bank,
            "call_issuer": ask_bank,
            "card_declined": plain,
        }
    )


ADVICE = _table()
DECLINES = _declines()
_NO_ANSWER = Advice("The server does not answer.", "Check the network cable; the till keeps trying.")
_ODD = Advice(
    "What answered is not the hospital’s server.", "Check the server’s address, and whether the network wants a log-in."
)
_FALLBACK = "Try again; if it stays, tell IT."


def advice_for(error: Exception) -> Advice:
    """What to say about ``error``. A bug of ours is not dressed up as anything else: TypeError and the like too."""
    if isinstance(error, ApiProblem):
        if error.code == Code.CARD_DECLINED:
            return DECLINES.get(error.decline_code or "", ADVICE[Code.CARD_DECLINED])
        known = ADVICE.get(error.code, Advice("", _FALLBACK))
        return Advice(known.sentence or error.sentence or "The server refused this.", known.next_step)
    if isinstance(error, OddAnswer):
        return _ODD
    if isinstance(error, OutcomeUnknown):
        return _NO_ANSWER
    if isinstance(error, JournalBroken):
        return Advice(str(error), "Nothing was charged. Free some disk space, or tell IT.")
    if isinstance(error, PrintFailed):
        return Advice(str(error), "The payment stands. Print again, or save the PDF.")
    return Advice("Something went wrong on this till.", _FALLBACK)


def decline_advice(decline: Decline) -> Advice:
    """By the bank's reason, else by the code, else the sentence Stripe gave."""
    for code in (decline.decline_code, decline.code):
        if code and code in DECLINES:
            return DECLINES[code]
    return Advice(decline.message, "Try another card.")


def details_for_it(error: Exception) -> str:
    """The stable code and the request's id: what a log search needs, no data of anyone."""
    if isinstance(error, ApiProblem):
        parts = [f"code {error.code}", f"status {error.status}"]
        parts += [f"decline {error.decline_code}"] if error.decline_code else []
        parts += [f"request {error.request_id}"] if error.request_id else []
        return " · ".join(parts)
    return f"{type(error).__name__}: {error}" if isinstance(error, OutcomeUnknown) else type(error).__name__
