"""From an invoice to what stands beside the list. Pure."""

from __future__ import annotations

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace
from pos_app.desktop.presenters.faces.detail import AmountRow, DetailFace, RefusalFace, ShareFace, TimelineRow
from pos_app.desktop.presenters.initials import initials
from pos_app.desktop.presenters.phrases import said
from pos_app.desktop.presenters.refund_faces import LOST, refundable, unfinished
from pos_app.desktop.presenters.words import STATES, Words, joined, unbroken
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.session import Session
from pos_app.money import Money
from pos_app.wire.auth import Role
from pos_app.wire.invoices import InvoiceDetail, InvoiceState, LiveAttempt
from pos_app.wire.payments import AttemptState

NO_CHOICE = MessageFace(
    mark("No invoice is chosen."), mark("Choose one in the list, type a name or a number, or scan a letter.")
)
TIMELINE_KINDS = {
    "invoice_made": "made",
    "insurer_agreed": "insurer",
    "payment": "payment",
    "refund": "refund",
    "refund_pending": "refund",
    "refund_failed": "declined",
    "refund_asked": "refund",
    "refund_approved": "approved",
    "refund_refused": "declined",
    "refund_cancelled": "refund",
    "refund_unknown": "checking",
    "declined": "declined",
    "checking": "checking",
}
NOTES = ("exception_resolved", "refund_approved", "refund_refused", "refund")
"""Kinds of which a person may have written the detail."""
UNDECIDED = (AttemptState.PROCESSING.value, AttemptState.UNKNOWN.value)


def detail_face(words: Words, invoice: InvoiceDetail, session: Session, *, lost: bool) -> DetailFace:
    due_zero = invoice.due.amount_minor == 0
    primary, refusal = _what_may_be_done(words, invoice, session, lost=lost)
    return DetailFace(
        id=invoice.id,
        patient=invoice.patient.name,
        initials=initials(invoice.patient.name),
        identity=words.identity(invoice.patient, with_age=True),
        subject=joined(invoice.number, invoice.service),
        state=say_all(STATES[invoice.state]),
        due=words.money(invoice.due),
        due_caption=say("Nothing left to pay") if due_zero else say("Due now"),
        due_zero=due_zero,
        lines=tuple(
            AmountRow(_line(line.description, line.quantity), words.money(line.amount), "line")
            for line in invoice.lines
        ),
        share=share_face(words, invoice),
        timeline=tuple(
            TimelineRow(
                TIMELINE_KINDS.get(event.kind, "other"),
                said(words, event.title),
                joined(words.when(event.at), said(words, event.detail, free=event.kind in NOTES)),
            )
            for event in invoice.timeline
        ),
        primary=primary,
        secondary=_secondary(invoice, primary, session, lost=lost),
        refusal=refusal,
        stale=lost,
    )


def share_face(words: Words, invoice: InvoiceDetail) -> ShareFace:
    gross = invoice.gross.amount_minor
    rows = [AmountRow(say("Invoice"), words.money(invoice.gross), "sum")]
    permille = 0
    insurer = invoice.insurer
    if insurer and gross > 0:
        permille = min(1000, max(0, insurer.amount.amount_minor * 1000 // gross))
        percent = _percent(insurer.amount.amount_minor, gross)
        rows.append(
            AmountRow(
                say("{insurer} pays {percent}", insurer=insurer.name, percent=percent),
                words.money(insurer.amount),
                "insurer",
            )
        )
        rows.append(AmountRow(say("Patient’s share {percent}", percent=_percent(invoice.total.amount_minor, gross)),
                              words.money(invoice.total), "patient"))  # fmt: skip
    else:
        rows.append(AmountRow(say("Patient’s share"), words.money(invoice.total), "patient"))
    rows.append(AmountRow(say("Already paid"), words.money(invoice.paid), "paid"))
    returned = sum(refund.amount.amount_minor for refund in invoice.refunds if refund.status == "succeeded")
    if returned:
        rows.append(AmountRow(say("Refund"), words.money(Money(returned, invoice.currency)), "refund"))
    return ShareFace(permille, tuple(rows))


def _what_may_be_done(
    words: Words, invoice: InvoiceDetail, session: Session, *, lost: bool
) -> tuple[ActionFace | None, RefusalFace | None]:
    """The one big action, or the reason why there is none."""
    if invoice.state is InvoiceState.VOID:
        return None, RefusalFace(say("This invoice is void."), say("Nothing can be taken for it."))
    if invoice.live_attempt:
        return _live(words, invoice, invoice.live_attempt, session)
    if invoice.state is InvoiceState.CHECKING:
        return None, RefusalFace(
            say("A payment is being checked."), say("Don’t charge again until we know."), checking=True
        )
    if invoice.due.amount_minor <= 0:
        return None, None
    refusal = _role_refusal(session) or _lost_refusal(lost)
    if refusal:
        return None, refusal
    return _take(words, invoice), None


def _take(words: Words, invoice: InvoiceDetail) -> ActionFace:
    return ActionFace(
        "take_whole", say("Take {amount}", amount=words.money(invoice.due)), shortcut="Enter", primary=True
    )


def _lost_refusal(lost: bool) -> RefusalFace | None:
    if not lost:
        return None
    return RefusalFace(say("The server does not answer."), say("You can look, not charge, until it is back."))


def _role_refusal(session: Session) -> RefusalFace | None:
    if session.takes_money:
        return None
    who = {Role.AUDITOR: say("An auditor"), Role.ADMIN: say("An admin")}.get(
        session.person.role if session.person else Role.AUDITOR
    )
    return RefusalFace(
        say("{who} can’t take payments.", who=who or say("Your role")),
        say("A cashier or a supervisor of this site can. You can look."),
    )


def _live(
    words: Words, invoice: InvoiceDetail, live: LiveAttempt, session: Session
) -> tuple[ActionFace | None, RefusalFace | None]:
    amount = words.money(live.amount)
    follow = (
        ActionFace("follow", say("See what we know"), shortcut="Enter", primary=True) if session.takes_money else None
    )
    if live.state in UNDECIDED:
        return follow, RefusalFace(
            say("We don’t know yet whether {amount} was taken.", amount=amount),
            say(
                "Begun {when} by {name}. Don’t charge again.",
                when=words.when(live.since),
                name=live.by or say("someone"),
            ),
            checking=True,
        )
    ours = session.person is not None and live.by == session.person.display_name and live.till == session.till
    if ours and session.takes_money:
        # left over from here: the server ends the old attempt at Stripe before it begins another
        return _take(words, invoice), None
    where = say("at {till}", till=live.till) if live.till else say("at another till")
    return None, RefusalFace(
        say("Being paid {where} since {time}.", where=where, time=words.clock(live.since)),
        say(
            "{name} is taking {amount}. It comes free when that payment has ended.",
            name=live.by or say("Someone"),
            amount=amount,
        ),
    )


def _secondary(
    invoice: InvoiceDetail, primary: ActionFace | None, session: Session, *, lost: bool
) -> tuple[ActionFace, ...]:
    actions = []
    if primary and primary.key == "take_whole":
        actions.append(ActionFace("take_part", say("Part of it"), shortcut="Alt+P"))
    if any(payment.receipt_number and payment.payment_intent_id for payment in invoice.payments):
        actions.append(ActionFace("show_receipt", say("Receipt"), shortcut="Ctrl+P"))
    if session.asks_refunds and refundable(invoice):
        why = say(LOST) if lost else ""
        actions.append(ActionFace("refund", say("Refund"), shortcut="Alt+R", enabled=not why, why=why))
    if session.asks_refunds and unfinished(invoice):
        actions.append(ActionFace("see_refund", say("See the refund"), shortcut="Alt+E"))
    return tuple(actions)


def _line(description: str, quantity: str) -> str:
    return description if quantity in ("1", "1.0", "1.00") else f"{quantity} × {description}"


def _percent(part: int, whole: int) -> str:
    """Whole percents; a share that is not one says "about"."""
    exact = part * 100 % whole == 0
    value = (part * 200 + whole) // (whole * 2)
    return f"{value}\N{NO-BREAK SPACE}%" if exact else unbroken(say("about {value} %", value=value))
