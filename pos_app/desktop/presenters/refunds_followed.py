"""The refunds that somebody has decided on, followed to their end below those that wait. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from pos_app.desktop.presenters.faces.common import Tone
from pos_app.desktop.presenters.faces.queue import CellFace, ColumnFace, FollowedFace, QueueRow, StepsFace
from pos_app.desktop.presenters.refund_faces import EVENTS, patient_name, refund_money, state_face
from pos_app.desktop.presenters.words import Words, joined, short_card
from pos_app.desktop.say import mark, say, say_all
from pos_app.wire.refunds import RefundAnswer, RefundState

READ: Final = 50
"""So many of the newest are looked through."""
MOST: Final = 8
COLUMNS: Final = (
    ColumnFace(mark("Patient"), 30),
    ColumnFace(mark("How far"), 10, gives_way=True),
    ColumnFace(mark("State"), 42),
    ColumnFace(mark("Amount"), 18, end=True),
)
OF: Final = 5
_DONE: Final = MappingProxyType(
    {
        RefundState.APPROVED: 2,
        RefundState.SUBMITTED: 3,
        RefundState.PENDING: 4,
        RefundState.REQUIRES_ACTION: 4,
        RefundState.SUCCEEDED: OF,
        RefundState.FAILED: 3,  # the bank's step went wrong
        RefundState.REFUSED: 1,
        RefundState.CANCELLED: 1,
    }
)
_WRONG: Final = (RefundState.FAILED, RefundState.REFUSED, RefundState.CANCELLED)


def to_follow(refunds: Iterable[RefundAnswer]) -> dict[str, RefundAnswer]:
    """By id: what is still moving or has failed before what is over, the newest first."""
    decided = [one for one in refunds if one.state is not RefundState.REQUESTED]
    newest = sorted(decided, key=lambda one: (one.created_at, one.id), reverse=True)
    open_first = sorted(newest, key=lambda one: one.state.final and one.state is not RefundState.FAILED)
    return {one.id: one for one in open_first[:MOST]}


def followed_face(words: Words, refunds: Iterable[RefundAnswer]) -> FollowedFace | None:
    rows = tuple(_row(words, one) for one in refunds)
    if not rows:
        return None
    return FollowedFace(
        say("Followed to the end"), say("asked, approved, sent, at the bank, done"), say_all(COLUMNS), rows
    )


def _row(words: Words, refund: RefundAnswer) -> QueueRow:
    state = state_face(refund)
    who = CellFace(patient_name(refund), joined(short_card(refund.card), refund.invoice_number), strong=True)
    return QueueRow(
        refund.id,
        (
            who,
            CellFace("", steps=steps(words, refund)),
            CellFace(state.text, _detail(words, refund), mark=state, leads=True),
            CellFace(refund_money(words, refund), strong=True),
        ),
    )


def steps(words: Words, refund: RefundAnswer) -> StepsFace:
    done, bad = _DONE[refund.state], refund.state in _WRONG
    text = say("step {step} of {of}", step=words.integer(done + bad), of=words.integer(OF))
    tone = state_face(refund).tone
    return StepsFace(done, OF, bad, tone if refund.state.final else Tone.REFUND, text)


def _detail(words: Words, refund: RefundAnswer) -> str:
    """What is to be done, or else who said yes or no, and when."""
    if refund.state is RefundState.FAILED:
        return say("Give it back in another way.")
    last = refund.decisions[-1] if refund.decisions else None
    if last is not None and last.decision in EVENTS:
        return joined(say(EVENTS[last.decision][1], name=last.by), words.lately(last.at))
    if refund.origin == "stripe":
        return joined(say("Made in Stripe’s dashboard"), words.lately(refund.created_at))
    return words.lately(refund.updated_at)
