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
    PaidFace,
    PaymentHeader,
    StepFace,
)
from pos_app.desktop.presenters.initials import initials
from pos_app.desktop.presenters.phrases import said
from pos_app.desktop.presenters.words import Words, card_text, joined, short_card, unbroken
from pos_app.desktop.problems import advice_for, decline_advice, details_for_it
from pos_app.desktop.say import mark, say, say_many
from pos_app.money import Money
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.payments import AttemptState, Decline, PaymentIntentAnswer

STEPS = (mark("Preparing"), mark("Waiting for the card"), mark("Bank check"), mark("Confirming"), mark("Paid"))
TEST_CARDS = mark("4242… pays · …9995 is declined · …3220 asks the bank")
ASSURANCE = mark("No money has moved. A second try continues this payment, so it can’t be charged twice.")
SERVER_TRIES = 8
SUPERVISOR_AFTER = timedelta(minutes=3)
"""The server asks eight times, at growing distances; then it says that a person has to look."""


def test_cards() -> str:
    """Which sample card does what; broken between them only."""
    return " · ".join(unbroken(one) for one in say(TEST_CARDS).split(" · "))


def steps(current: int) -> tuple[StepFace, ...]:
    """``current`` counts from 1; 6 means all done."""
    return tuple(
        StepFace(n, say(text), "done" if n < current else "current" if n == current else "todo")
        for n, text in enumerate(STEPS, 1)
    )


def header(words: Words, invoice: InvoiceDetail) -> PaymentHeader:
    name = invoice.patient.name
    subject = joined(invoice.number, invoice.service)
    return PaymentHeader(say("Take payment"), subject, name, initials(name), words.identity(invoice.patient))


def amount_face(
    words: Words, invoice: InvoiceDetail, amount: Money | None, part: str | None, typed: Typed, *, locked: bool
) -> AmountFace:
    """``part`` is the text in the field, None while the whole due is chosen."""
    due = words.money(invoice.due)
    return AmountFace(
        caption=say("To charge now"),
        amount=words.money(amount) if amount else "—",
        note=joined(
            words.currency(invoice.currency),
            say(
                "patient’s share {share}, already paid {paid}",
                share=words.money(invoice.total),
                paid=words.money(invoice.paid),
            ),
        ),
        whole=say("Whole due, {due}", due=due),
        part=say("Part of it"),
        part_chosen=part is not None,
        part_text=part or "",
        part_hint=say("Up to {due}", due=due),
        problem=typed.problem if part is not None else "",
        locked=locked,
    )


def charge_text(words: Words, amount: Money, invoice: InvoiceDetail) -> str:
    return say("Charge {amount} to {name}", amount=words.money(amount), name=invoice.patient.name)


def footer_charge(
    words: Words, amount: Money, invoice: InvoiceDetail, *, enabled: bool, why: str, note: str
) -> FooterFace:
    return FooterFace(
        note or say("Nothing is charged yet."),
        say("Leaving with Esc cancels this attempt and gives the invoice back to every till."),
        ActionFace(
            "charge", charge_text(words, amount, invoice), shortcut="Enter", primary=True, enabled=enabled, why=why
        ),
    )


def footer_amount(words: Words, amount: Money | None, problem: str) -> FooterFace:
    text = say("Use {amount}", amount=words.money(amount)) if amount else say("Use this amount")
    why = problem or ("" if amount else say("Type the amount first."))
    return FooterFace(
        say("Nothing is charged yet."),
        say("Leaving with Esc gives the invoice back to every till."),
        ActionFace("use_amount", text, shortcut="Enter", primary=True, enabled=amount is not None, why=why),
    )


def footer_busy(words: Words, amount: Money, *, bank: bool) -> FooterFace:
    text = say("The patient’s bank is asking") if bank else say("Charging {amount}…", amount=words.money(amount))
    note = say("The bank wants to check that it is the patient.") if bank else say("The card is being charged.")
    detail = (
        say("The patient answers in the card form, or on their phone.")
        if bank
        else say("Please wait; don’t take the card again.")
    )
    return FooterFace(note, detail, ActionFace("charge", text, enabled=False, why=note), busy=True)


def footer_leaving(words: Words, amount: Money) -> FooterFace:
    action = ActionFace("charge", say("Cancelling…"), enabled=False, why=say("The payment is being given up."))
    return FooterFace(
        say("Giving up the {amount}.", amount=words.money(amount)),
        say("We ask Stripe whether it was in time."),
        action,
        busy=True,
    )


def cover_silent(tries: int, seconds: int) -> CoverFace:
    wait = (
        say_many("Next try in {count} second.", "Next try in {count} seconds.", seconds)
        if seconds
        else say("Trying now.")
    )
    return CoverFace(
        say("No answer yet. Nothing is charged."),
        f"{say('Asking again, try {number}.', number=tries + 1)} {wait}",
        busy=True,
    )


def cover_failed(detail: str) -> CoverFace:
    again = ActionFace("retry_card", say("Load it again"), shortcut="F5", primary=True)
    return CoverFace(say("The card form does not load."), detail, action=again)


def declined_face(words: Words, invoice: InvoiceDetail, amount: Money, decline: Decline) -> ErrorFace:
    advice = decline_advice(decline)
    due = words.money(invoice.due)
    codes = joined(
        f"code {decline.code}",
        f"decline {decline.decline_code}" if decline.decline_code else "",
    )
    return ErrorFace(
        word=say("Declined"),
        sentence=advice.sentence,
        advice=advice.next_step,
        amount_caption=say("Not taken"),
        amount=words.money(amount),
        patient=invoice.patient.name,
        detail=joined(invoice.number, short_card(decline.card)),
        assurance=say(ASSURANCE),
        choices_title=say("What now?"),
        choices=(
            ActionFace(
                "another_card", say("Try another card"), say("Same payment, same amount"), "Enter", primary=True
            ),
            ActionFace(
                "take_part",
                say("Take part of it"),
                say("Choose an amount below {amount}", amount=words.money(amount)),
                "Alt+P",
            ),
            ActionFace("on_phone", say("On the patient’s phone"), say("They scan a code and pay there"), "Alt+2"),
            ActionFace(
                "later",
                say("Leave it for later"),
                say("{number} stays open, {due} due", number=invoice.number, due=due),
                "Esc",
            ),
        ),
        details_for_it=joined(codes, decline.message),
    )


def refused_face(words: Words, invoice: InvoiceDetail, amount: Money, error: Exception) -> ErrorFace:
    advice = advice_for(error)
    return _refused(words, invoice, amount, advice.sentence, advice.next_step, details_for_it(error))


def ended_face(words: Words, invoice: InvoiceDetail, amount: Money, answer: PaymentIntentAnswer) -> ErrorFace:
    """Ended without money, and not because this till gave it up."""
    if answer.state is AttemptState.FAILED:
        error = answer.last_error
        why = said(words, error.message) if error else say("The card processor refused this payment.")
        return _refused(words, invoice, amount, why, say("Nothing was charged. Tell a supervisor."), "state failed")
    sentence = say("This payment was cancelled.")
    return _refused(
        words, invoice, amount, sentence, say("Nothing was charged. Look at the invoice again."), "state cancelled"
    )


def _refused(
    words: Words, invoice: InvoiceDetail, amount: Money, sentence: str, advice: str, details: str
) -> ErrorFace:
    return ErrorFace(
        word=say("Not possible"),
        sentence=sentence,
        advice=advice,
        amount_caption=say("Not taken"),
        amount=words.money(amount),
        patient=invoice.patient.name,
        detail=invoice.number,
        assurance=say("No money has moved."),
        choices_title=say("What now?"),
        choices=(
            ActionFace(
                "close", say("Back to the invoice"), say("It is read again from the server"), "Enter", primary=True
            ),
        ),
        details_for_it=details,
        refused=True,
    )


def paid_face(words: Words, invoice: InvoiceDetail, answer: PaymentIntentAnswer) -> PaidFace:
    left = answer.invoice_due.money if answer.invoice_due else None
    name, number = invoice.patient.name, invoice.number
    if left is None:
        sentence = say("Received for {number} of {name}.", number=number, name=name)
    elif left.minor > 0:
        sentence = say(
            "{name} has {amount} left to pay on {number}.", name=name, amount=words.money(left), number=number
        )
    else:
        sentence = say("{name} has nothing left to pay on {number}.", name=name, number=number)
    receipt = say("receipt {number}", number=answer.receipt.number) if answer.receipt else ""
    return PaidFace(
        word=say("Paid"),
        amount=words.money(Money(answer.amount_minor, answer.currency)),
        sentence=sentence,
        detail=joined(card_text(answer.card), words.clock(answer.updated_at), receipt),
        next=ActionFace("next", say("Next patient"), shortcut="Enter", primary=True),
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
        asking = say("Asking the server again, try {number}", number=doubt.tries + 1)
    elif answer and answer.tries:
        asking = say(
            "Asking Stripe again, try {number} of {most}",
            number=min(answer.tries + 1, SERVER_TRIES),
            most=SERVER_TRIES,
        )
    else:
        asking = say("Asking Stripe again")
    first = LogRow(words.seconds(doubt.sent_at), say("Sent to the bank with the card"), "done")
    lost = LogRow(words.seconds(doubt.since), say("No answer came back"), "lost")
    log: tuple[LogRow, ...]
    if person_must_look:
        log = (first, lost, LogRow(words.seconds(doubt.asked_at), say("A supervisor has to look at it"), "current"))
    else:
        by = say("by {time}", time=words.clock(doubt.sent_at + SUPERVISOR_AFTER))
        log = (
            first,
            lost,
            LogRow(words.seconds(doubt.asked_at), asking, "current"),
            LogRow(by, say("If still unknown, a supervisor is told"), "todo"),
        )
    if doubt.next_in is None:
        next_try = ""
    else:
        next_try = (
            say_many("next try in {count} second", "next try in {count} seconds", doubt.next_in)
            if doubt.next_in
            else say("asking now")
        )
    return CheckingFace(
        word=say("Checking"),
        headline=(say("We don’t know yet."), say("Don’t charge again.")),
        explanation=(
            say(
                "The {amount} may already be taken. {number} is locked on every till until we know.",
                amount=words.money(doubt.amount),
                number=invoice.number,
            )
        ),
        amount_caption=say("Amount in question"),
        amount=words.money(doubt.amount),
        patient=invoice.patient.name,
        detail=joined(card, say("sent {time}", time=words.clock(doubt.sent_at))),
        log_title=say("What happens next"),
        log=log,
        next_try=next_try,
        say_title=say("Say to the patient"),
        say=(
            say("“Your bank is slow to answer. Please keep your card away. You will get a receipt if it went through.”")
        ),
        actions=(
            ActionFace("next", say("Serve the next patient"), shortcut="Enter", primary=True),
            ActionFace("ask_now", say("Ask now"), shortcut="F5"),
            ActionFace(
                "charge", say("Charge again: locked until we know"), enabled=False, why=say("It may already be taken.")
            ),
        ),
    )
