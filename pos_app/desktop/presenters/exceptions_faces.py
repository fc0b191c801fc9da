"""What does not fit into the books, as a list and one by one. Pure."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, StateFace, Tone
from pos_app.desktop.presenters.faces.detail import RefusalFace
from pos_app.desktop.presenters.faces.invoices import ChipFace
from pos_app.desktop.presenters.faces.queue import CellFace, ColumnFace, DecisionFace, FactFace, NoteFace, QueueRow
from pos_app.desktop.presenters.phrases import said
from pos_app.desktop.presenters.words import Words, joined
from pos_app.desktop.say import mark, say, say_all
from pos_app.wire.exceptions import MoneyExceptionEntry, Which

LOST: Final = mark("The server does not answer. You can look, not write.")
COLUMNS: Final = (
    ColumnFace(mark("Since"), 14),
    ColumnFace(mark("What it is"), 52),
    ColumnFace(mark("Invoice"), 18, gives_way=True),
    ColumnFace(mark("Amount"), 16, end=True),
)
EMPTY: Final = MappingProxyType(
    {
        Which.OPEN: MessageFace(
            mark("Everything fits."), mark("What does not agree with the books comes here by itself.")
        ),
        Which.ALL: MessageFace(mark("There has been nothing yet that did not fit."), ""),
    }
)
NO_CHOICE: Final = MessageFace(mark("Nothing is chosen."), mark("Choose one in the list to see what to do about it."))
NONE_TO_CHOOSE: Final = MessageFace(mark("Nothing is chosen."), "")
"""While the list is empty: what that means is said there."""
OPEN: Final = StateFace(mark("Open"), Tone.CHECKING)
SEEN: Final = StateFace(mark("Seen to"), Tone.GOOD)


def chips(which: Which, count: str) -> tuple[ChipFace, ...]:
    return (
        ChipFace(Which.OPEN.value, say("Open"), count, which is Which.OPEN, Tone.CHECKING, "Alt+1"),
        ChipFace(Which.ALL.value, say("All"), "", which is Which.ALL, Tone.NEUTRAL, "Alt+2"),
    )


def row_face(words: Words, entry: MoneyExceptionEntry) -> QueueRow:
    closed = entry.resolved_at is not None
    detail = "" if closed else said(words, entry.detail)
    what = CellFace(said(words, entry.title), detail, strong=not closed, mark=say_all(SEEN) if closed else None)
    return QueueRow(
        entry.id,
        (
            CellFace(words.day(entry.created_at), words.clock(entry.created_at)),
            what,
            CellFace(entry.invoice_number or "—"),
            CellFace(words.money(entry.amount) if entry.amount else "—", strong=entry.amount is not None),
        ),
    )


def footer(words: Words, count: int, *, more: bool) -> str:
    if not count:
        return ""
    return (
        say("The newest {count}", count=words.integer(count))
        if more
        else say("{count} in all", count=words.integer(count))
    )


def decision_face(
    words: Words, entry: MoneyExceptionEntry, *, may: bool, lost: bool, busy: bool, problem: str
) -> DecisionFace:
    """``may``: this person resolves, rather than only reads."""
    closed = entry.resolved_at is not None
    facts = [FactFace(say("What to do"), said(words, entry.advice))]
    if entry.stripe_id:
        facts.append(FactFace(say("In Stripe’s dashboard"), entry.stripe_id))
    if entry.resolved_at is not None:
        by = say("by {name}", name=entry.resolved_by) if entry.resolved_by else say("It resolved itself")
        facts.append(FactFace(say("Seen to"), joined(words.when(entry.resolved_at), by), entry.resolution))
    why = say(LOST) if lost else say("It is being written down.") if busy else ""
    primary = None
    if may and not closed:
        primary = ActionFace("resolve", say("Seen to"), shortcut="Alt+A", primary=True, enabled=not why, why=why)
    opened = ActionFace("open_invoice", say("Open the invoice"), shortcut="Alt+O")
    refused = RefusalFace(say("You can look, not resolve."), say("A supervisor of this site sees to it."))
    return DecisionFace(
        id=entry.id,
        title=said(words, entry.title),
        initials="",
        identity=joined(entry.invoice_number or "", words.when(entry.created_at)),
        state=say_all(SEEN if closed else OPEN),
        amount=words.money(entry.amount) if entry.amount else "",
        caption=said(words, entry.detail),
        facts=tuple(facts),
        note=NoteFace(say("What was done about it. It stays on record with your name."), "", problem)
        if primary
        else None,
        primary=primary,
        secondary=(opened,) if entry.invoice_number else (),
        refusal=None if may or closed else refused,
        stale=lost,
    )
