"""What the payment screen shows, made from what is known. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pos_app.desktop.presenters.amounts import Typed
from pos_app.desktop.presenters.faces.common import ActionFace
from pos_app.desktop.presenters.faces.payment import (
    AmountFace,
    CheckingFace,
    CoverFace,
    ErrorFace,
    FooterFace,
    LogRow,
    MethodFace,
    PaidFace,
    PaymentHeader,
    StepFace,
)
from pos_app.desktop.presenters.words import Words, card_text, initials, joined, plural
from pos_app.desktop.problems import advice_for, decline_advice, details_for_it
from pos_app.money import Money
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.payments import AttemptState, Decline, PaymentIntentAnswer

STEPS = ("Preparing", "Waiting for the card", "Bank check", "Confirming", "Paid")
TEST_CARDS = "4242… pays · …9995 is declined · …3220 asks the bank"
ASSURANCE = "No money has moved. A second try continues this payment, so it can’t be charged twice."
SERVER_TRIES = 8
SUPERVISOR_AFTER = timedelta(minutes=3)
"""The server asks eight times, at growing distances; then it says that a person has to look."""


def steps(current: int) -> tuple[StepFace, ...]:
    """``current`` counts from 1; 6 means all done."""
    return tuple(
        StepFace(n, text, "done" if n < current else "current" if n == current else "todo")
        for n, text in enumerate(STEPS, 1)
    )


def header(words: Words, invoice: InvoiceDetail) -> PaymentHeader:
    name = invoice.patient.name
    subject = joined(invoice.number, invoice.service)
    return PaymentHeader("Take payment", subject, name, initials(name), words.identity(invoice.patient))


def methods() -> tuple[MethodFace, ...]:
    return (MethodFace("new_card", "New card", "The patient types it here", "Alt+1", chosen=True),)


def amount_face(
    words: Words, invoice: InvoiceDetail, amount: Money | None, part: str | None, typed: Typed, *, locked: bool
) -> AmountFace:
    """``part`` is the text in the field, None while the whole due is chosen."""
    due = words.money(invoice.due)
    return AmountFace(
        caption="To charge now",
        amount=words.money(amount) if amount else "—",
        note=joined(
            words.currency(invoice.currency),
            f"patient’s share {words.money(invoice.total)}, already paid {words.money(invoice.paid)}",
        ),
        whole=f"Whole due, {due}",
        part="Part of it",
        part_chosen=part is not None,
        part_text=part or "",
        part_hint=f"Up to {due}",
        problem=typed.problem if part is not None else "",
        locked=locked,
    )


def charge_text(words: Words, amount: Money, invoice: InvoiceDetail) -> str:
    return f"Charge {words.money(amount)} to {invoice.patient.name}"


def footer_charge(
    words: Words, amount: Money, invoice: InvoiceDetail, *, enabled: bool, why: str, note: str
) -> FooterFace:
    return FooterFace(
        note or "Nothing is charged yet.",
        "Leaving with Esc cancels this attempt and gives the invoice back to every till.",
        ActionFace(
            "charge", charge_text(words, amount, invoice), shortcut="Enter", primary=True, enabled=enabled, why=why
        ),
    )


def footer_amount(words: Words, amount: Money | None, problem: str) -> FooterFace:
    text = f"Use {words.money(amount)}" if amount else "Use this amount"
    why = problem or ("" if amount else "Type the amount first.")
    return FooterFace(
        "Nothing is charged yet.",
        "Leaving with Esc gives the invoice back to every till.",
        ActionFace("use_amount", text, shortcut="Enter", primary=True, enabled=amount is not None, why=why),
    )


def footer_busy(words: Words, amount: Money, *, bank: bool) -> FooterFace:
    text = "The patient’s bank is asking" if bank else f"Charging {words.money(amount)}…"
    note = "The bank wants to check that it is the patient." if bank else "The card is being charged."
    detail = (
        "The patient answers in the card form, or on their phone."
        if bank
        else "Please wait; don’t take the card again."
    )
    return FooterFace(note, detail, ActionFace("charge", text, enabled=False, why=note), busy=True)


def footer_leaving(words: Words, amount: Money) -> FooterFace:
    action = ActionFace("charge", "Cancelling…", enabled=False, why="The payment is being given up.")
    return FooterFace(
        f"Giving up the {words.money(amount)}.", "We ask Stripe whether it was in time.", action, busy=True
    )


def cover_silent(tries: int, seconds: int) -> CoverFace:
    wait = f"Next try in {plural(seconds, 'second', 'seconds')}." if seconds else "Trying now."
    return CoverFace("No answer yet. Nothing is charged.", f"Asking again, try {tries + 1}. {wait}", busy=True)


def cover_failed(detail: str) -> CoverFace:
    again = ActionFace("retry_card", "Load it again", shortcut="F5", primary=True)
    return CoverFace("The card form does not load.", detail, action=again)


def declined_face(words: Words, invoice: InvoiceDetail, amount: Money, decline: Decline) -> ErrorFace:
    advice = decline_advice(decline)
    due = words.money(invoice.due)
    codes = joined(f"code {decline.code}", f"decline {decline.decline_code}" if decline.decline_code else "")
    return ErrorFace(
        word="Declined",
        sentence=advice.sentence,
        advice=advice.next_step,
        amount_caption="Not taken",
        amount=words.money(amount),
        patient=invoice.patient.name,
        detail=joined(invoice.number, card_text(decline.card)),
        assurance=ASSURANCE,
        choices_title="What now?",
        choices=(
            ActionFace("another_card", "Try another card", "Same payment, same amount", "Enter", primary=True),
            ActionFace("take_part", "Take part of it", f"Choose an amount below {words.money(amount)}", "Alt+P"),
            ActionFace("later", "Leave it for later", f"{invoice.number} stays open, {due} due", "Esc"),
        ),
        details_for_it=joined(codes, decline.message),
    )


def refused_face(words: Words, invoice: InvoiceDetail, amount: Money, error: Exception) -> ErrorFace:
    advice = advice_for(error)
    return _refused(words, invoice, amount, advice.sentence, advice.next_step, details_for_it(error))


def ended_face(words: Words, invoice: InvoiceDetail, amount: Money, answer: PaymentIntentAnswer) -> ErrorFace:
    """Ended without money, and not because this till gave it up."""
    if answer.state is AttemptState.FAILED:
        why = answer.last_error.message if answer.last_error else "The card processor refused this payment."
        return _refused(words, invoice, amount, why, "Nothing was charged. Tell a supervisor.", "state failed")
    sentence = "This payment was cancelled."
    return _refused(
        words, invoice, amount, sentence, "Nothing was charged. Look at the invoice again.", "state cancelled"
    )


def _refused(
    words: Words, invoice: InvoiceDetail, amount: Money, sentence: str, advice: str, details: str
) -> ErrorFace:
    return ErrorFace(
        word="Not possible",
        sentence=sentence,
        advice=advice,
        amount_caption="Not taken",
        amount=words.money(amount),
        patient=invoice.patient.name,
        detail=invoice.number,
        assurance="No money has moved.",
        choices_title="What now?",
        choices=(
            ActionFace("close", "Back to the invoice", "It is read again from the server", "Enter", primary=True),
        ),
        details_for_it=details,
        refused=True,
    )


def paid_face(words: Words, invoice: InvoiceDetail, answer: PaymentIntentAnswer) -> PaidFace:
    left = answer.invoice_due.money if answer.invoice_due else None
    name, number = invoice.patient.name, invoice.number
    if left is None:
        sentence = f"Received for {number} of {name}."
    elif left.minor > 0:
        sentence = f"{name} has {words.money(left)} left to pay on {number}."
    else:
        sentence = f"{name} has nothing left to pay on {number}."
    receipt = f"receipt {answer.receipt.number}" if answer.receipt else ""
    return PaidFace(
        word="Paid",
        amount=words.money(Money(answer.amount_minor, answer.currency)),
        sentence=sentence,
        detail=joined(card_text(answer.card), words.clock(answer.updated_at), receipt),
        next=ActionFace("next", "Next patient", shortcut="Enter", primary=True),
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is known while the outcome is not. ``answer`` None: nothing was heard from the server since."""

    amount: Money
    sent_at: datetime
    since: datetime
    answer: PaymentIntentAnswer | None
    asked_at: datetime
    tries: int  # in vain, by this till
    next_in: int | None  # seconds
    submitted: bool = True


def checking_face(words: Words, invoice: InvoiceDetail, doubt: Doubt) -> CheckingFace:
    answer = doubt.answer
    person_must_look = answer is not None and answer.state is AttemptState.UNKNOWN
    card = card_text(answer.card) if answer else ""
    if doubt.tries:
        asking = f"Asking the server again, try {doubt.tries + 1}"
    elif answer and answer.tries:
        asking = f"Asking Stripe again, try {min(answer.tries + 1, SERVER_TRIES)} of {SERVER_TRIES}"
    else:
        asking = "Asking Stripe again"
    first = LogRow(words.seconds(doubt.sent_at), "Sent to the bank with the card", "done")
    lost = LogRow(words.seconds(doubt.since), "No answer came back", "lost")
    log: tuple[LogRow, ...]
    if person_must_look:
        log = (first, lost, LogRow(words.seconds(doubt.asked_at), "A supervisor has to look at it", "current"))
    else:
        by = f"by {words.clock(doubt.sent_at + SUPERVISOR_AFTER)}"
        log = (
            first,
            lost,
            LogRow(words.seconds(doubt.asked_at), asking, "current"),
            LogRow(by, "If still unknown, a supervisor is told", "todo"),
        )
    if doubt.next_in is None:
        next_try = ""
    else:
        next_try = f"next try in {plural(doubt.next_in, 'second', 'seconds')}" if doubt.next_in else "asking now"
    return CheckingFace(
        word="Checking",
        headline=("We don’t know yet.", "Don’t charge again."),
        explanation=(
            f"The {words.money(doubt.amount)} may already be taken. {invoice.number} is locked on every till "
            "until we know."
        ),
        amount_caption="Amount in question",
        amount=words.money(doubt.amount),
        patient=invoice.patient.name,
        detail=joined(card, f"sent {words.clock(doubt.sent_at)}"),
        log_title="What happens next",
        log=log,
        next_try=next_try,
        say_title="Say to the patient",
        say=("“Your bank is slow to answer. Please keep your card away. You will get a receipt if it went through.”"),
        actions=(
            ActionFace("next", "Serve the next patient", shortcut="Enter", primary=True),
            ActionFace("ask_now", "Ask now", shortcut="F5"),
            ActionFace("charge", "Charge again: locked until we know", enabled=False, why="It may already be taken."),
        ),
    )
