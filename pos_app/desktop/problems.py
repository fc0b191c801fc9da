"""An error code -> one sentence for the cashier and what to do next. The only place that says so.

``sentence`` empty: the server's own sentence is better, because it knows the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pos_app import declines
from pos_app.desktop.api import ApiProblem, OddAnswer, OutcomeUnknown
from pos_app.desktop.ports import JournalBroken, PrintFailed
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.second import NotASupervisor
from pos_app.wire.payments import Decline
from pos_app.wire.problems import Code


@dataclass(frozen=True, slots=True)
class Advice:
    """``short``: of a decline, a few words for a report."""

    sentence: str
    next_step: str
    short: str = ""


def _table() -> MappingProxyType[str, Advice]:
    return MappingProxyType(
        {
            Code.MALFORMED: Advice(
                mark("The server did not understand this till."),
                mark("Tell IT: till and server may be of different versions."),
            ),
            Code.NOT_AUTHENTICATED: Advice(
                mark("Your session has ended."), mark("Sign in again. What was open is kept.")
            ),
            Code.LOGIN_FAILED: Advice(
                mark("Name and password don’t belong together."), mark("Check both and try again.")
            ),
            Code.TOO_MANY_TRIES: Advice(mark("Too many tries."), mark("Wait a little, then try again.")),
            Code.NOT_ALLOWED: Advice(
                mark("Your role doesn’t allow this."), mark("Ask a cashier or a supervisor of this site.")
            ),
            Code.PASSWORD_CHANGE_REQUIRED: Advice(
                mark("This password is for one time."), mark("Sign in again to choose your own.")
            ),
            Code.PASSWORD_WRONG: Advice(mark("The password you have now is not right."), mark("Type it again.")),
            Code.PASSWORD_REFUSED: Advice("", mark("Several words that don’t belong together do well.")),
            Code.SSO_REFUSED: Advice(
                mark("This account can’t sign in here that way."),
                mark("Ask an admin, or sign in with name and password."),
            ),
            Code.SSO_OTHER_PERSON: Advice(mark("Somebody else has signed in."), mark("This till is another person’s.")),
            Code.SSO_OVER: Advice(
                mark("This sign-in has ended."), mark("Begin again, or sign in with name and password.")
            ),
            Code.SSO_UNAVAILABLE: Advice(
                mark("The single sign-on does not answer as it should."),
                mark("Try again, or sign in with name and password."),
            ),
            Code.USERNAME_TAKEN: Advice(mark("Somebody has this user name already."), mark("Choose another.")),
            Code.LAST_ADMIN: Advice(mark("This is the last admin."), mark("Make another one first.")),
            Code.OWN_ACCOUNT: Advice("", mark("Ask another admin.")),
            Code.NOT_FOUND: Advice(
                mark("This isn’t there, or belongs to another site."), mark("Look it up again, or ask the other site.")
            ),
            Code.METHOD_NOT_ALLOWED: Advice(
                mark("The server did not understand this till."),
                mark("Tell IT: till and server may be of different versions."),
            ),
            Code.TOO_LARGE: Advice(
                mark("This is more than the server takes."), mark("Use fewer words, or a smaller file.")
            ),
            Code.TOO_SLOW: Advice(
                mark("The network was too slow for this request."),
                mark("Nothing was done. Check the cable, then try again."),
            ),
            Code.AMOUNT_INVALID: Advice(mark("This is not an amount."), mark("Type figures, as in 50.00.")),
            Code.AMOUNT_TOO_PRECISE: Advice(
                mark("The amount has more decimals than its currency."), mark("Leave out the last figures.")
            ),
            Code.AMOUNT_TOO_SMALL: Advice("", mark("Take a larger amount, or another way to pay.")),
            Code.AMOUNT_TOO_LARGE: Advice(mark("The amount is too large."), mark("Check the figure.")),
            Code.AMOUNT_ABOVE_BALANCE: Advice("", mark("Take what is left, or less.")),
            Code.CURRENCY_UNKNOWN: Advice(mark("This currency can’t be taken by card."), mark("Tell a supervisor.")),
            Code.CURRENCY_MISMATCH: Advice(
                mark("The invoice is in another currency."), mark("Open the invoice again and start afresh.")
            ),
            Code.PATIENT_MISMATCH: Advice(
                mark("The invoice belongs to another patient."), mark("Open the invoice again and start afresh.")
            ),
            Code.INVOICE_NOT_PAYABLE: Advice(
                mark("Nothing can be taken for this invoice now."), mark("It may be paid already: look at it again.")
            ),
            Code.INVOICE_BEING_PAID: Advice("", mark("Wait until that payment has ended, or ask at the other till.")),
            Code.IDEMPOTENCY_KEY_INVALID: Advice(
                mark("The till’s request was malformed."), mark("Start the payment again.")
            ),
            Code.IDEMPOTENCY_KEY_REUSED: Advice(
                mark("This payment was begun with other figures."), mark("Leave it and start the payment again.")
            ),
            Code.CARD_DECLINED: DECLINES[declines.PLAIN],
            Code.TOO_MANY_DECLINES: Advice("", mark("Ask for another way to pay, or let some time pass.")),
            Code.CARD_EXPIRED: Advice(
                mark("This saved card has expired."), mark("Take another card, or have a new one typed.")
            ),
            Code.CARD_NOT_USABLE: Advice(
                mark("This saved card can’t be used for this payment."),
                mark("Take another card, or start the payment again."),
            ),
            Code.PAYMENT_STATE: Advice("", mark("Look at the invoice again.")),
            Code.OUTCOME_UNKNOWN: Advice(
                mark("We don’t know yet what came of it."), mark("Don’t charge again. We keep asking.")
            ),
            Code.PROCESSOR_UNREACHABLE: Advice(
                mark("The card processor does not answer."), mark("Wait a minute, or take cash.")
            ),
            Code.PROCESSOR_REFUSED: Advice(
                mark("The card processor refused this payment."), mark("Nothing was charged. Tell a supervisor.")
            ),
            Code.PROCESSOR_BUSY: Advice(mark("The card processor is busy."), mark("Wait a few seconds and try again.")),
            Code.PAYMENT_NOT_REFUNDABLE: Advice("", mark("Look at the invoice again, or ask a supervisor.")),
            Code.PAYMENT_DISPUTED: Advice(
                "", mark("Don’t give anything back meanwhile. A supervisor answers the bank.")
            ),
            Code.REFUND_ABOVE_CAPTURED: Advice("", mark("Ask for what is left, or less.")),
            Code.REFUND_STATE: Advice("", mark("Look at the refund again.")),
            Code.REFUND_NEEDS_ANOTHER: Advice("", mark("Ask another supervisor of this site.")),
            Code.REFUND_TOO_OLD: Advice(
                "",
                mark(
                    "Send the patient to the finance office: it transfers the money, "
                    "or refunds it in Stripe’s dashboard."
                ),
            ),
            Code.REFUND_NOT_ALLOWED: Advice("", mark("Ask another supervisor of this site.")),
            Code.RECEIPT_NOT_AVAILABLE: Advice(
                mark("There is no receipt for this."), mark("A receipt exists only once money has moved.")
            ),
            Code.EXCEPTION_RESOLVED: Advice(
                mark("Somebody has seen to this already."), mark("Look at the list again.")
            ),
            Code.CURSOR_INVALID: Advice(mark("The list has changed."), mark("It is being read again.")),
            Code.DATABASE_BUSY: Advice(mark("The server is busy."), mark("Wait a few seconds and try again.")),
            Code.DATABASE_FULL: Advice(
                mark("The server has no room left to write."), mark("Tell IT at once. Don’t charge again.")
            ),
            Code.INTERNAL: Advice(
                mark("Something went wrong on the server."), mark("Try again; if it stays, tell IT.")
            ),
        }
    )


def _declines() -> MappingProxyType[str, Advice]:
    """From the table that the till shares with the pay page."""
    found = {
        code: Advice(mark(told.sentence), mark(told.next_step), mark(told.short))
        for code, told in declines.told("counter").items()
    }
    return MappingProxyType(found)


SSO_EXPIRED = Advice(mark("This took too long."), mark("Begin again, or sign in with name and password."))
DECLINES = _declines()
ADVICE = _table()
_NO_ANSWER = Advice(mark("The server does not answer."), mark("Check the network cable; the till keeps trying."))
_ODD = Advice(
    mark("What answered is not the hospital’s server."),
    mark("Check the server’s address, and whether the network wants a log-in."),
)
_FALLBACK = mark("Try again; if it stays, tell IT.")


def advice_for(error: Exception) -> Advice:
    """What to say about ``error``. A bug of ours is not dressed up as anything else: TypeError and the like too."""
    return say_all(_advice_for(error))


def _advice_for(error: Exception) -> Advice:
    if isinstance(error, ApiProblem):
        if error.code == Code.CARD_DECLINED:
            return DECLINES.get(error.decline_code or "", ADVICE[Code.CARD_DECLINED])
        known = ADVICE.get(error.code, Advice("", _FALLBACK))
        return Advice(known.sentence or error.sentence or mark("The server refused this."), known.next_step)
    if isinstance(error, OddAnswer):
        return _ODD
    if isinstance(error, OutcomeUnknown):
        return _NO_ANSWER
    if isinstance(error, JournalBroken):
        return Advice(str(error), mark("Nothing was charged. Free some disk space, or tell IT."))
    if isinstance(error, NotASupervisor):
        return Advice(str(error), mark("Another supervisor of this site has to approve it."))
    if isinstance(error, PrintFailed):
        return Advice(str(error), mark("The payment stands. Print again, or save the PDF."))
    return Advice(mark("Something went wrong on this till."), _FALLBACK)


def decline_advice(decline: Decline) -> Advice:
    """By the bank's reason, else by the code, else the sentence Stripe gave."""
    for code in (decline.decline_code, decline.code):
        if code and code in DECLINES:
            return say_all(DECLINES[code])
    return Advice(decline.message, say("Try another card."))


def details_for_it(error: Exception) -> str:
    """The stable code and the request's id: what a log search needs, no data of anyone."""
    if isinstance(error, ApiProblem):
        parts = [f"code {error.code}", f"status {error.status}"]
        parts += [f"decline {error.decline_code}"] if error.decline_code else []
        parts += [f"request {error.request_id}"] if error.request_id else []
        return " · ".join(parts)
    return f"{type(error).__name__}: {error}" if isinstance(error, OutcomeUnknown) else type(error).__name__
