"""From an invoice to what stands beside the list. Pure."""

from __future__ import annotations

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace
from pos_app.desktop.presenters.faces.detail import AmountRow, DetailFace, RefusalFace, ShareFace, TimelineRow
from pos_app.desktop.presenters.words import STATES, Words, initials, joined
from pos_app.desktop.session import Session
from pos_app.money import Money
from pos_app.wire.auth import Role
from pos_app.wire.invoices import InvoiceDetail, InvoiceState, LiveAttempt
from pos_app.wire.payments import AttemptState

NO_CHOICE = MessageFace("No invoice is chosen.", "Choose one in the list, type a name or a number, or scan a letter.")
TIMELINE_KINDS = {
    "invoice_made": "made",
    "insurer_agreed": "insurer",
    "payment": "payment",
    "refund": "refund",
    "declined": "declined",
    "checking": "checking",
}
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
        state=STATES[invoice.state],
        due=words.money(invoice.due),
        due_caption="Nothing left to pay" if due_zero else "Due now",
        due_zero=due_zero,
        lines=tuple(
            AmountRow(_line(line.description, line.quantity), words.money(line.amount), "line")
            for line in invoice.lines
        ),
        share=share_face(words, invoice),
        timeline=tuple(
            TimelineRow(
                TIMELINE_KINDS.get(event.kind, "other"), event.title, joined(words.when(event.at), event.detail)
            )
            for event in invoice.timeline
        ),
        primary=primary,
        secondary=_secondary(invoice, primary),
        refusal=refusal,
        stale=lost,
    )


def share_face(words: Words, invoice: InvoiceDetail) -> ShareFace:
    gross = invoice.gross.amount_minor
    rows = [AmountRow("Invoice", words.money(invoice.gross), "sum")]
    permille = 0
    insurer = invoice.insurer
    if insurer and gross > 0:
        permille = min(1000, max(0, insurer.amount.amount_minor * 1000 // gross))
        percent = _percent(insurer.amount.amount_minor, gross)
        rows.append(AmountRow(f"{insurer.name} pays {percent}", words.money(insurer.amount), "insurer"))
        rows.append(AmountRow(f"Patient’s share {_percent(invoice.total.amount_minor, gross)}",
                              words.money(invoice.total), "patient"))  # fmt: skip
    else:
        rows.append(AmountRow("Patient’s share", words.money(invoice.total), "patient"))
    rows.append(AmountRow("Already paid", words.money(invoice.paid), "paid"))
    returned = sum(refund.amount.amount_minor for refund in invoice.refunds if refund.status == "succeeded")
    if returned:
        rows.append(AmountRow("Refund", words.money(Money(returned, invoice.currency)), "refund"))
    return ShareFace(permille, tuple(rows))


def _what_may_be_done(
    words: Words, invoice: InvoiceDetail, session: Session, *, lost: bool
) -> tuple[ActionFace | None, RefusalFace | None]:
    """The one big action, or the reason why there is none."""
    if invoice.state is InvoiceState.VOID:
        return None, RefusalFace("This invoice is void.", "Nothing can be taken for it.")
    if invoice.live_attempt:
        return _live(words, invoice, invoice.live_attempt, session)
    if invoice.state is InvoiceState.CHECKING:
        return None, RefusalFace("A payment is being checked.", "Don’t charge again until we know.", checking=True)
    if invoice.due.amount_minor <= 0:
        return None, None
    refusal = _role_refusal(session) or _lost_refusal(lost)
    if refusal:
        return None, refusal
    return _take(words, invoice), None


def _take(words: Words, invoice: InvoiceDetail) -> ActionFace:
    return ActionFace("take_whole", f"Take {words.money(invoice.due)}", shortcut="Enter", primary=True)


def _lost_refusal(lost: bool) -> RefusalFace | None:
    if not lost:
        return None
    return RefusalFace("The server does not answer.", "You can look, not charge, until it is back.")


def _role_refusal(session: Session) -> RefusalFace | None:
    if session.takes_money:
        return None
    who = {Role.AUDITOR: "An auditor", Role.ADMIN: "An admin"}.get(
        session.person.role if session.person else Role.AUDITOR
    )
    return RefusalFace(
        f"{who or 'Your role'} can’t take payments.", "A cashier or a supervisor of this site can. You can look."
    )


def _live(
    words: Words, invoice: InvoiceDetail, live: LiveAttempt, session: Session
) -> tuple[ActionFace | None, RefusalFace | None]:
    amount = words.money(live.amount)
    follow = ActionFace("follow", "See what we know", shortcut="Enter", primary=True) if session.takes_money else None
    if live.state in UNDECIDED:
        return follow, RefusalFace(
            f"We don’t know yet whether {amount} was taken.",
            f"Begun {words.when(live.since)} by {live.by or 'someone'}. Don’t charge again.",
            checking=True,
        )
    ours = session.person is not None and live.by == session.person.display_name and live.till == session.till
    if ours and session.takes_money:
        # left over from here: the server ends the old attempt at Stripe before it begins another
        return _take(words, invoice), None
    where = f"at {live.till}" if live.till else "at another till"
    return None, RefusalFace(
        f"Being paid {where} since {words.clock(live.since)}.",
        f"{live.by or 'Someone'} is taking {amount}. It comes free when that payment has ended.",
    )


def _secondary(invoice: InvoiceDetail, primary: ActionFace | None) -> tuple[ActionFace, ...]:
    actions = []
    if primary and primary.key == "take_whole":
        actions.append(ActionFace("take_part", "Part of it", shortcut="Alt+P"))
    if any(payment.receipt_number and payment.payment_intent_id for payment in invoice.payments):
        actions.append(ActionFace("show_receipt", "Receipt", shortcut="Ctrl+P"))
    return tuple(actions)


def _line(description: str, quantity: str) -> str:
    return description if quantity in ("1", "1.0", "1.00") else f"{quantity} × {description}"


def _percent(part: int, whole: int) -> str:
    """Whole percents; a share that is not one says "about"."""
    exact = part * 100 % whole == 0
    value = (part * 200 + whole) // (whole * 2)
    return f"{value} %" if exact else f"about {value} %"
