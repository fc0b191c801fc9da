"""The refunds of the site as a list, and the one to decide on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pos_app.desktop.presenters import voices
from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, StateFace, Tone
from pos_app.desktop.presenters.faces.detail import TimelineRow
from pos_app.desktop.presenters.faces.invoices import ChipFace
from pos_app.desktop.presenters.faces.queue import (
    BarPart,
    CellFace,
    ColumnFace,
    DecisionFace,
    FactFace,
    NoteFace,
    QueueRow,
)
from pos_app.desktop.presenters.initials import initials
from pos_app.desktop.presenters.refund_faces import (
    LOST,
    course_rows,
    earlier_row,
    patient_name,
    refund_money,
    said_of,
    state_face,
)
from pos_app.desktop.presenters.words import REASONS, Words, card_text, joined, short_card
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.session import Session
from pos_app.money import Money
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.refunds import RefundAnswer, RefundState

TO_DECIDE: Final = "to_decide"
FILTERS: Final[Mapping[str, tuple[str, Tone, tuple[RefundState, ...]]]] = MappingProxyType(
    {
        TO_DECIDE: (mark("To decide"), Tone.REFUND, (RefundState.REQUESTED,)),
        "on_the_way": (
            mark("On the way"),
            Tone.REFUND,
            (RefundState.APPROVED, RefundState.SUBMITTED, RefundState.PENDING, RefundState.REQUIRES_ACTION),
        ),
        "failed": (mark("Failed"), Tone.BAD, (RefundState.FAILED,)),
        "done": (mark("Done"), Tone.GOOD, (RefundState.SUCCEEDED,)),
        "refused": (mark("Refused"), Tone.VOID, (RefundState.REFUSED, RefundState.CANCELLED)),
    }
)
FOUND: Final = "found"
"""The list of a search: of all states, under no filter."""
EMPTY: Final = MappingProxyType(
    {
        TO_DECIDE: MessageFace(
            mark("Nothing waits for a decision."), mark("A refund that somebody asks for comes here by itself.")
        ),
        "on_the_way": MessageFace(
            mark("No refund is on its way."), mark("What is approved stands here until it has arrived.")
        ),
        "failed": MessageFace(mark("No refund has failed."), ""),
        "done": MessageFace(mark("No refund has been made yet."), ""),
        "refused": MessageFace(mark("No refund was refused or withdrawn."), ""),
    }
)
NO_CHOICE: Final = MessageFace(mark("No refund is chosen."), mark("Choose one in the list."))
NONE_TO_CHOOSE: Final = MessageFace(mark("No refund is chosen."), "")
"""While the list is empty: what that means is said there."""
DECIDE_COLUMNS: Final = (
    ColumnFace(mark("Waiting"), 11),
    ColumnFace(mark("Patient"), 26),
    ColumnFace(mark("Asked by"), 22, gives_way=True),
    ColumnFace(mark("Reason"), 25),
    ColumnFace(mark("Amount"), 16, end=True),
)
FOLLOW_COLUMNS: Final = (
    ColumnFace(mark("Patient"), 27),
    ColumnFace(mark("Asked by"), 24, gives_way=True),
    ColumnFace(mark("State"), 32),
    ColumnFace(mark("Amount"), 17, end=True),
)
BY_WHAT_WAY: Final = mark("At their own till, or here with their own name and password.")
MATCHING: Final = mark("Found")
READING: Final = mark("What happened to this payment is being read.")


@dataclass(frozen=True, slots=True)
class Around:
    """What a decision depends on beside the refund. ``invoice`` None: not read yet."""

    session: Session
    invoice: InvoiceDetail | None
    lost: bool
    busy: bool
    note_problem: str = ""


def chips(chosen: str, counts: Mapping[str, str]) -> tuple[ChipFace, ...]:
    return tuple(
        ChipFace(key, say(text), counts.get(key, ""), key == chosen, tone, f"Alt+{number}")
        for number, (key, (text, tone, _states)) in enumerate(FILTERS.items(), 1)
    )


def columns(chosen: str) -> tuple[ColumnFace, ...]:
    return say_all(DECIDE_COLUMNS if chosen == TO_DECIDE else FOLLOW_COLUMNS)


def row_face(words: Words, refund: RefundAnswer, session: Session, chosen: str) -> QueueRow:
    mine = refund.by_id is not None and refund.by_id == session.person_id
    who = CellFace(patient_name(refund), joined(short_card(refund.card), refund.invoice_number), strong=True)
    by = say("You") if mine else refund.by or (say("Stripe’s dashboard") if refund.origin == "stripe" else "—")
    asked = CellFace(by, joined(words.lately(refund.created_at), refund.till), strong=mine)
    amount = CellFace(refund_money(words, refund), strong=True)
    reason = say(REASONS[refund.reason_code]) if refund.reason_code else refund.reason
    if chosen != TO_DECIDE:
        state = CellFace(reason or say("No reason given"), mark=state_face(refund))
        return QueueRow(refund.id, (who, asked, state, amount))
    sign = _mark(refund, mine=mine)
    why = CellFace(reason, "" if sign else refund.reason, mark=sign)
    return QueueRow(refund.id, (CellFace(words.waited(refund.created_at), strong=True), who, asked, why, amount))


def _mark(refund: RefundAnswer, *, mine: bool) -> StateFace | None:
    if mine:
        return StateFace(say("Someone else decides"), Tone.VOID)
    some = voices.in_a_row(refund)
    return StateFace(some, Tone.REFUND) if some else None


def footer(words: Words, chosen: str, count: int, *, more: bool) -> str:
    if not count:
        return ""
    name = say(MATCHING if chosen == FOUND else FILTERS[chosen][0]).lower()
    return (
        say("The newest {count}, {name}", count=words.integer(count), name=name)
        if more
        else f"{words.integer(count)} {name}"
    )


def nothing_found(sought: str) -> MessageFace:
    clear = ActionFace("clear", say("Show all"), shortcut="Enter", primary=True)
    detail = say("Check the spelling, or look for the invoice’s number, the receipt’s or the MRN.")
    return MessageFace(say("No refund matches “{sought}”.", sought=sought), detail, (clear,))


def decision_face(words: Words, refund: RefundAnswer, around: Around) -> DecisionFace:
    mine = refund.by_id is not None and refund.by_id == around.session.person_id
    name = patient_name(refund)
    back_to = say("back to {card}", card=card_text(refund.card)) if refund.card else ""
    open_ = refund.state is RefundState.REQUESTED
    decides = open_ and around.session.supervises and not mine
    primary, secondary = _actions(words, refund, around, mine=mine)
    identity = say("MRN {mrn}", mrn=refund.patient.mrn) if refund.patient else ""
    return DecisionFace(
        id=refund.id,
        title=name,
        initials=initials(name) if refund.patient else "",
        identity=joined(identity, refund.invoice_number, refund.service),
        state=state_face(refund),
        amount=refund_money(words, refund),
        caption=_caption(refund, around.session, joined(say("Refund asked") if open_ else say("Refund"), back_to)),
        bar=_bar(words, refund),
        happened=say("What happened to this payment"),
        timeline=_timeline(words, refund, around.invoice),
        facts=_facts(words, refund),
        rule=_rule(refund, around.session),
        note=_note(refund, around.note_problem) if decides else None,
        primary=primary,
        secondary=secondary,
        stale=around.lost,
    )


def _caption(refund: RefundAnswer, session: Session, what: str) -> str:
    """Beside the figure, where nobody has to scroll for it: that one yes is not enough."""
    if not voices.needs(refund):
        return what
    return f"{what}\n{voices.how_many(refund, session)}"


def _bar(words: Words, refund: RefundAnswer) -> tuple[BarPart, ...]:
    """What was taken, as what went before, what is asked now, and what is left after it."""
    if refund.payment_amount is None or refund.payment_amount.amount_minor <= 0:
        return ()
    whole, left = refund.payment_amount.amount_minor, refund.payment_left.amount_minor
    over = refund.state in (RefundState.FAILED, RefundState.CANCELLED, RefundState.REFUSED)
    now = 0 if over else refund.amount_minor
    before = max(0, whole - now - left)

    def part(text: str, minor: int, kind: str) -> BarPart:
        sum_ = words.money(Money(minor, refund.payment_left.currency))
        return BarPart(text, sum_, kind, min(1000, minor * 1000 // whole))  # type: ignore[arg-type]  # as written below

    parts = [part(say("Taken"), whole, "whole"), part(say("Before"), before, "before")]
    if not over:
        parts.append(part(say("This one"), now, "now"))
    return (*parts, part(say("Left after"), left, "left"))


def _timeline(words: Words, refund: RefundAnswer, invoice: InvoiceDetail | None) -> tuple[TimelineRow, ...]:
    """Newest first: this refund, those before it, and the payment."""
    rows = list(course_rows(words, refund))
    if invoice is not None:
        others = [one for one in invoice.refunds if one.payment_id == refund.payment_id and one.id != refund.id]
        rows += [earlier_row(words, one) for one in sorted(others, key=lambda one: one.at, reverse=True)]
    payment = next((one for one in invoice.payments if one.id == refund.payment_id), None) if invoice else None
    if payment is not None:
        receipt = say("receipt {number}", number=payment.receipt_number) if payment.receipt_number else ""
        title = say("Taken, {what}", what=joined(words.money(payment.amount), card_text(payment.card)))
        rows.append(TimelineRow("payment", title, joined(words.when(payment.at), receipt, payment.by, payment.till)))
    elif refund.payment_amount is not None and refund.payment_at is not None:
        rows.append(
            TimelineRow(
                "payment",
                say("Taken, {amount}", amount=words.money(refund.payment_amount)),
                words.when(refund.payment_at),
            )
        )
    return tuple(rows)


def _facts(words: Words, refund: RefundAnswer) -> tuple[FactFace, ...]:
    reason = say(REASONS[refund.reason_code]) if refund.reason_code else say("No reason from the list")
    own = f"“{refund.reason}”" if refund.reason else ""
    sees = say("{amount} on the {card}", amount=refund_money(words, refund), card=card_text(refund.card) or say("card"))
    if refund.state is RefundState.REQUESTED:
        when = say("On the statement, usually in 5 to 10 working days.")
    else:
        sees, when = said_of(words, refund)
    title = say("What the patient sees, and when") if refund.state is RefundState.REQUESTED else say("Where it is")
    return (FactFace(say("Reason"), reason, own), FactFace(title, sees, when))


def _rule(refund: RefundAnswer, session: Session) -> tuple[str, str]:
    if refund.state is not RefundState.REQUESTED:
        return "", ""
    if voices.needs(refund):
        more = (voices.who_gave(refund, session), _what_next(refund, session), voices.why(refund))
        return say("{needs}.", needs=voices.needs(refund)), " ".join(filter(None, more))
    if not session.supervises:
        return say("A supervisor decides."), say(BY_WHAT_WAY)
    never = _why_never(refund, session)
    if never:
        return say("Someone else decides."), never
    return say("Your yes is enough."), say("The money is sent back at once.")


def _what_next(refund: RefundAnswer, session: Session) -> str:
    """What is still to be done, of a refund that takes more than one supervisor."""
    if not session.supervises:
        return say(BY_WHAT_WAY)
    never = _why_never(refund, session)
    if never:
        return never
    if refund.approvals_needed > 1:
        return say("Yours is one of them.")
    return say("With yours the money is sent back at once.")


def _why_never(refund: RefundAnswer, session: Session) -> str:
    """Why this supervisor can't approve this one, whatever happens."""
    if refund.by_id is not None and refund.by_id == session.person_id:
        return say("You asked for this refund, and whoever asks can never approve.")
    if voices.gave(refund, session):
        return say("Another supervisor has to say yes too.")
    return ""


def _note(refund: RefundAnswer, problem: str) -> NoteFace:
    first = refund.by.split()[0] if refund.by else say("who asked")
    return NoteFace(say("Note to {first}, needed to refuse. Patients never see it.", first=first), "", problem)


def _actions(
    words: Words, refund: RefundAnswer, around: Around, *, mine: bool
) -> tuple[ActionFace | None, tuple[ActionFace, ...]]:
    invoice = ActionFace("open_invoice", say("Open the invoice"), shortcut="Alt+O")
    session = around.session
    if refund.state is not RefundState.REQUESTED or not session.asks_refunds:
        return None, (invoice,)
    later = say(LOST) if around.lost else say("This is being asked of the server.") if around.busy else ""
    why = later or (say(READING) if around.invoice is None else "")
    end = ActionFace("withdraw", say("Withdraw it"), shortcut="Alt+W", enabled=not later, why=later)
    if not session.supervises:
        here = ActionFace(
            "supervisor_here", say("A supervisor is here"), shortcut="Alt+S", primary=True, enabled=not why, why=why
        )
        return here, ((end, invoice) if mine else (invoice,))
    never = _why_never(refund, session)
    text = say("Approve {amount} to {patient}", amount=refund_money(words, refund), patient=patient_name(refund))
    approve = ActionFace(
        "approve", text, shortcut="Alt+A", primary=True,
        enabled=not (never or why), why=never or why,
    )  # fmt: skip
    end_it = never if mine else ""
    refuse = ActionFace("refuse", say("Refuse"), shortcut="Alt+X", enabled=not (end_it or later), why=end_it or later)
    if never:
        here = ActionFace("supervisor_here", say("Another is here"), shortcut="Alt+S", enabled=not why, why=why)
        return approve, ((here, end, invoice) if mine else (here, refuse, invoice))
    return approve, (refuse, invoice)
