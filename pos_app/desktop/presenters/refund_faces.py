"""What the refund screen shows, made from what is known. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.desktop.presenters import phrases, voices
from pos_app.desktop.presenters.amounts import Typed
from pos_app.desktop.presenters.faces.common import ActionFace, Question, StateFace, Tone
from pos_app.desktop.presenters.faces.detail import TimelineRow
from pos_app.desktop.presenters.faces.payment import FooterFace, MethodFace, PaymentHeader, StepFace
from pos_app.desktop.presenters.faces.refund import FollowFace, ReasonFace, RefundFormFace
from pos_app.desktop.presenters.initials import initials
from pos_app.desktop.presenters.words import REASONS, REFUND_STATES, Words, card_text, joined
from pos_app.desktop.say import mark, say, say_all, say_many
from pos_app.money import Money
from pos_app.wire.invoices import InvoiceDetail, PaymentEntry, RefundEntry
from pos_app.wire.refunds import ReasonCode, RefundAnswer, RefundState

LOST = mark("The server does not answer. You can look, not refund.")
ARRIVES = mark("usually 5 to 10 working days after a supervisor has approved it")
NOT_SENT = mark("Nothing is sent yet.")
NEXT_PATIENT = mark("You can serve the next patient.")
ANOTHER_TOO = mark("Another supervisor has to approve it too.")
STEPS = (mark("Asked"), mark("Approval"), mark("Sent"), mark("At the bank"), mark("Done"))
NOTHING = Typed(None)
PAYMENT_KEYS = ("F2", "F3", "F4", "F6", "F7")
_RESERVING = frozenset(["requested", "approved", "submitted", "pending", "requires_action", "succeeded"])
_STEP = {
    RefundState.REQUESTED: 2,
    RefundState.APPROVED: 3,
    RefundState.SUBMITTED: 3,
    RefundState.PENDING: 4,
    RefundState.REQUIRES_ACTION: 4,
    RefundState.SUCCEEDED: 6,
    RefundState.FAILED: 5,
    RefundState.CANCELLED: 2,
    RefundState.REFUSED: 2,
}
_ENDED_BADLY = (RefundState.FAILED, RefundState.CANCELLED, RefundState.REFUSED)
EVENTS = {"approved": ("approved", mark("Approved by {name}")), "refused": ("declined", mark("Refused by {name}"))}


@dataclass(frozen=True, slots=True)
class Refundable:
    """A card payment of which something can be asked back. The server decides; this is what it last said."""

    payment: PaymentEntry
    left: Money

    @property
    def attempt_id(self) -> str:
        return self.payment.payment_intent_id or ""


def refundable(invoice: InvoiceDetail) -> tuple[Refundable, ...]:
    """Newest payment first."""
    found = []
    for payment in sorted(invoice.payments, key=lambda one: one.at, reverse=True):
        if payment.method != "card" or not payment.payment_intent_id:
            continue
        gone = sum(
            one.amount.amount_minor
            for one in invoice.refunds
            if one.payment_id == payment.id and (one.state or one.status) in _RESERVING
        )
        left = Money(max(0, payment.amount.amount_minor - gone), payment.amount.currency)
        if left.minor:
            found.append(Refundable(payment, left))
    return tuple(found)


def unfinished(invoice: InvoiceDetail) -> RefundEntry | None:
    """The newest refund that has not ended."""
    live = [one for one in invoice.refunds if (state := _state(one)) is not None and not state.final]
    return max(live, key=lambda one: one.at, default=None)


def header(words: Words, invoice: InvoiceDetail) -> PaymentHeader:
    name = invoice.patient.name
    return PaymentHeader(
        say("Refund"), joined(invoice.number, invoice.service), name, initials(name), words.identity(invoice.patient)
    )


def header_of(words: Words, refund: RefundAnswer) -> PaymentHeader:
    """Of a refund whose invoice is not at hand."""
    name = patient_name(refund)
    identity = words.identity(refund.patient) if refund.patient else ""
    return PaymentHeader(say("Refund"), joined(refund.invoice_number, refund.service), name, initials(name), identity)


def steps(refund: RefundAnswer | None) -> tuple[StepFace, ...]:
    current = _STEP[refund.state] if refund else 1
    texts = list(STEPS)
    if refund and refund.state in _ENDED_BADLY:
        texts[current - 1] = REFUND_STATES[refund.state].text
    return tuple(
        StepFace(n, say(text), "done" if n < current else "current" if n == current else "todo")
        for n, text in enumerate(texts, 1)
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What has been filled in. ``part`` None: all that is left."""

    chosen: Refundable
    part: str | None = None
    typed: Typed = NOTHING
    reason: ReasonCode | None = None
    words: str = ""

    @property
    def amount(self) -> Money | None:
        return self.chosen.left if self.part is None else self.typed.money

    @property
    def missing(self) -> str:
        """What has to be done before it can be asked for; empty: nothing."""
        if self.amount is None:
            return self.typed.problem or say("Type the amount.")
        if self.reason is None:
            return say("Choose a reason.")
        return "" if self.words.strip() else say("Say why in your own words.")


def form_face(
    words: Words, invoice: InvoiceDetail, choices: tuple[Refundable, ...], wish: Wish, *, locked: bool
) -> RefundFormFace:
    payment, left = wish.chosen.payment, words.money(wish.chosen.left)
    gone = payment.amount.amount_minor - wish.chosen.left.minor
    before = (
        say("{amount} given back or asked for", amount=words.money(Money(gone, left_currency(wish)))) if gone else ""
    )
    return RefundFormFace(
        caption=say("To give back"),
        amount=words.money(wish.amount) if wish.amount else "—",
        note=joined(
            words.currency(left_currency(wish)), say("{amount} taken", amount=words.money(payment.amount)), before
        ),
        payments=tuple(
            _payment_face(words, one, at, chosen=one.payment.id == payment.id, alone=len(choices) == 1)
            for at, one in enumerate(choices)
        ),
        whole=say("All that is left, {left}", left=left),
        part=say("Part of it"),
        part_chosen=wish.part is not None,
        part_text=wish.part or "",
        part_hint=say("Up to {left}", left=left),
        problem=wish.typed.problem if wish.part is not None else "",
        reasons=tuple(
            ReasonFace(code.value, say(text), f"Alt+{n}", code is wish.reason)
            for n, (code, text) in enumerate(REASONS.items(), 1)
        ),
        words_text=wish.words,
        words_hint=say("The supervisor and the auditor read it. It never leaves the hospital."),
        words_problem="",
        sees=say(
            "{amount} back on the {card}", amount=words.money(wish.amount), card=card_text(payment.card) or say("card")
        )
        if wish.amount
        else "",
        sees_detail=say(
            "It stands on the card’s statement, {arrives}. The till sends no message.", arrives=say(ARRIVES)
        ),
        earlier=tuple(earlier_row(words, one) for one in invoice.refunds if one.payment_id == payment.id),
        locked=locked,
    )


def left_currency(wish: Wish) -> str:
    return wish.chosen.left.currency


def _payment_face(words: Words, one: Refundable, at: int, *, chosen: bool, alone: bool) -> MethodFace:
    payment = one.payment
    receipt = say("receipt {number}", number=payment.receipt_number) if payment.receipt_number else ""
    key = PAYMENT_KEYS[at] if not alone and at < len(PAYMENT_KEYS) else ""
    title = joined(card_text(payment.card) or say("Card"), words.money(payment.amount))
    detail = joined(words.when(payment.at), receipt, say("{amount} left", amount=words.money(one.left)))
    return MethodFace(payment.id, title, detail, key, chosen)


def earlier_row(words: Words, one: RefundEntry) -> TimelineRow:
    """A refund of a payment, as its timeline shows it."""
    state = _state(one)
    said = say(REFUND_STATES[state].text) if state else one.status
    approved = say("approved by {names}", names=", ".join(one.approved_by)) if one.approved_by else ""
    by = (
        say("made in Stripe’s dashboard")
        if one.origin == "stripe"
        else say("asked by {name}", name=one.by)
        if one.by
        else ""
    )
    kind = "declined" if state in (RefundState.FAILED, RefundState.REFUSED) else "refund"
    title = joined(say("Refund of {amount}", amount=words.money(one.amount)), said)
    return TimelineRow(kind, title, joined(words.when(one.at), by, approved))


def footer(words: Words, invoice: InvoiceDetail, wish: Wish, *, lost: bool) -> FooterFace:
    why = say(LOST) if lost else wish.missing
    amount = words.money(wish.amount) if wish.amount else ""
    name = invoice.patient.name
    text = (
        say("Ask for {amount} back to {name}", amount=amount, name=name)
        if amount
        else say("Ask for it back to {name}", name=name)
    )
    action = ActionFace(
        "ask", text, shortcut="Enter", primary=True,
        enabled=not why, why=why,
    )  # fmt: skip
    detail = why or say("A supervisor, who is somebody else, approves it first.")
    return FooterFace(say("Nothing is asked for yet."), detail, action)


def question(words: Words, invoice: InvoiceDetail, wish: Wish, amount: Money) -> Question:
    reason = say(REASONS[wish.reason]) if wish.reason else ""
    sum_, card = words.money(amount), card_text(wish.chosen.payment.card)
    return Question(
        say("Ask for {amount} to go back to {name}?", amount=sum_, name=invoice.patient.name),
        f"{joined(invoice.number, card, reason)}. {say('A supervisor approves it before anything is sent.')}",
        (
            ActionFace("stay", say("Not yet"), shortcut="Esc"),
            ActionFace("ask", say("Ask for {amount}", amount=sum_), shortcut="Enter", primary=True),
        ),
        escape="stay",
    )


def withdraw_question(words: Words, refund: RefundAnswer) -> Question:
    return Question(
        say(
            "Withdraw the refund of {amount} to {patient}?",
            amount=refund_money(words, refund),
            patient=patient_name(refund),
        ),
        say("Nothing is given back then. It can be asked for again."),
        (
            ActionFace("stay", say("Keep it"), shortcut="Esc"),
            ActionFace("withdraw", say("Withdraw it"), shortcut="Enter", primary=True),
        ),
        escape="stay",
    )


# --- following --------------------------------------------------------------------------------------------------


def patient_name(refund: RefundAnswer) -> str:
    return refund.patient.name if refund.patient else say("the patient of {number}", number=refund.invoice_number)


def refund_money(words: Words, refund: RefundAnswer) -> str:
    return words.money(Money(refund.amount_minor, refund.currency))


def state_face(refund: RefundAnswer) -> StateFace:
    """With how many have approved so far."""
    some = voices.approvals(refund)
    return StateFace(some, Tone.REFUND) if some else say_all(REFUND_STATES[refund.state])


_KINDS = {
    RefundState.SUBMITTED: "checking",
    RefundState.SUCCEEDED: "done",
    RefundState.FAILED: "failed",
    RefundState.CANCELLED: "over",
    RefundState.REFUSED: "over",
}


def said_of(words: Words, refund: RefundAnswer) -> tuple[str, str]:
    """Headline and what it means, for each state."""
    card = card_text(refund.card) or say("card")
    match refund.state:
        case RefundState.REQUESTED:
            another = say("It takes the yes of a supervisor who is somebody else.")
            if not voices.needs(refund):
                return say(NOT_SENT), f"{another} {say(NEXT_PATIENT)}"
            head = say(ANOTHER_TOO if voices.given(refund) else NOT_SENT)
            how_many = voices.how_many(refund)
            return head, " ".join(filter(None, (how_many, voices.why(refund), say(NEXT_PATIENT))))
        case RefundState.APPROVED:
            return say("Approved, and being sent."), say("Stripe is asked for it now.")
        case RefundState.SUBMITTED:
            return say("We don’t know yet."), say(
                "Stripe was asked and has not answered. Don’t refund again; we keep asking."
            )
        case RefundState.PENDING:
            return say("The money is on its way."), say("Stripe has it; the bank takes its time. It is not there yet.")
        case RefundState.REQUIRES_ACTION:
            return say("Stripe waits for the patient."), say(
                "It has asked the patient by mail where the money shall go."
            )
        case RefundState.SUCCEEDED:
            return say("The money is sent back."), say("The {card} shows it in 5 to 10 working days.", card=card)
        case RefundState.FAILED:
            why = phrases.said(words, refund.failure.message) if refund.failure else ""
            return say("The patient does not have the money."), f"{why} {say('Give it back in another way.')}".strip()
        case RefundState.CANCELLED:
            return say("This refund was withdrawn."), say("No money was given back. It can be asked for again.")
        case RefundState.REFUSED:
            return say("A supervisor said no."), say("No money was given back. It can be asked for again.")


def follow_face(
    words: Words, refund: RefundAnswer, *, mine: bool, lost: bool, busy: bool, next_look: str = ""
) -> FollowFace:
    """``mine``: this person asked for it, or supervises, and so may withdraw it."""
    headline, advice = said_of(words, refund)
    refused = next((one for one in refund.decisions if one.decision == "refused"), None)
    said, said_by = (refused.note, refused.by) if refused else (refund.reason, refund.by)
    return FollowFace(
        kind=_KINDS.get(refund.state, "waiting"),  # type: ignore[arg-type]  # the table's words are the field's
        state=state_face(refund),
        headline=headline,
        advice=advice,
        amount_caption=say("Asked for") if not refund.state.final else say("Refund"),
        amount=refund_money(words, refund),
        patient=patient_name(refund),
        detail=joined(refund.invoice_number, card_text(refund.card)),
        said=said,
        said_by=said_by or say("Who asked"),
        timeline=course_rows(words, refund),
        next_look=next_look,
        actions=_actions(refund, mine=mine, lost=lost, busy=busy),
    )


def _actions(refund: RefundAnswer, *, mine: bool, lost: bool, busy: bool) -> tuple[ActionFace, ...]:
    back = ActionFace("back", say("Back to the invoices"), shortcut="Enter", primary=True)
    if refund.state.final:
        return (back,)
    look = ActionFace("ask_now", say("Look again"), shortcut="F5")
    if refund.state is not RefundState.REQUESTED:
        return (back, look)
    why = say(LOST) if lost else say("This is being asked of the server.") if busy else ""
    here = ActionFace("supervisor_here", say("A supervisor is here"), shortcut="Alt+S", enabled=not why, why=why)
    not_mine = say("Only who asked for it, or a supervisor, can withdraw it.")
    end = ActionFace(
        "withdraw",
        say("Withdraw it"),
        shortcut="Alt+W",
        enabled=mine and not why,
        why=why or ("" if mine else not_mine),
    )
    return (back, here, end, look)


def doubt_face(words: Words, invoice: InvoiceDetail, wish: Wish, amount: Money, tries: int, seconds: int) -> FollowFace:
    """It went out, and no answer came: it may have been asked for, or not."""
    wait = (
        say_many("next try in {count} second", "next try in {count} seconds", seconds) if seconds else say("asking now")
    )
    return FollowFace(
        kind="checking",
        state=StateFace(say("Not known yet"), Tone.CHECKING),
        headline=say("We don’t know yet whether it was asked for."),
        advice=say(
            "Don’t ask again. The till goes on under the same number, so it is one refund however often it is sent."
        ),
        amount_caption=say("Asked for"),
        amount=words.money(amount),
        patient=invoice.patient.name,
        detail=joined(invoice.number, card_text(wish.chosen.payment.card)),
        said="",
        said_by="",
        timeline=(),
        next_look=say("Try {number}, {wait}", number=tries + 1, wait=wait),
        actions=(
            ActionFace("back", say("Serve the next patient"), shortcut="Enter", primary=True),
            ActionFace("ask_now", say("Ask now"), shortcut="F5"),
        ),
    )


def course_rows(words: Words, refund: RefundAnswer) -> tuple[TimelineRow, ...]:
    """What happened to the refund, newest first."""
    sum_ = refund_money(words, refund)
    reason = say(REASONS[refund.reason_code]) if refund.reason_code else ""
    asked = (
        say("Made in Stripe’s dashboard")
        if refund.origin == "stripe"
        else say("{name} asked for {amount}", name=refund.by or say("Somebody"), amount=sum_)
    )
    rows = [TimelineRow("refund", asked, joined(words.when(refund.created_at), refund.till, reason))]
    for one in refund.decisions:
        kind, source = EVENTS.get(one.decision, ("other", ""))
        said = say(source, name=one.by) if source else f"{one.decision} · {one.by}"
        rows.append(TimelineRow(kind, said, joined(words.when(one.at), one.note, voices.lapsed(one))))
    if refund.state not in (RefundState.REQUESTED, RefundState.REFUSED, RefundState.APPROVED):
        kind = {"done": "done", "failed": "declined", "checking": "checking"}.get(
            _KINDS.get(refund.state, ""), "refund"
        )
        rows.append(TimelineRow(kind, say(REFUND_STATES[refund.state].text), words.when(refund.updated_at)))
    return tuple(reversed(rows))


def _state(one: RefundEntry) -> RefundState | None:
    return next((state for state in RefundState if state == (one.state or one.status)), None)
