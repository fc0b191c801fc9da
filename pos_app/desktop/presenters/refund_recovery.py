"""Refunds this till has asked for and not seen the end of: after a crash, a lost answer, or because work went on.

Nothing is ever asked for again here: each is looked up under its own id, and what became of it is said once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Clock, Job, OpenRefund, RefundJournal, Runner, Timer, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.phrases import said
from pos_app.desktop.presenters.refund_course import RefundApi
from pos_app.desktop.presenters.words import REFUND_STATES, Words
from pos_app.desktop.say import say
from pos_app.desktop.session import Session
from pos_app.money import Money
from pos_app.wire.problems import Code
from pos_app.wire.refunds import RefundAnswer, RefundState

FIRST_MS = 10_000
LONGEST_MS = 60_000
NEVER_ARRIVED_AFTER = timedelta(minutes=2)
log = logging.getLogger(__name__)


class RefundRecovery:
    """``busy_with`` names the refund the screen looks after; ``settled`` is called when something has changed."""

    def __init__(
        self, api: RefundApi, journal: RefundJournal, runner: Runner, timers: Timers, clock: Clock,
        connection: Connection, session: Session, words: Words, toast: Callable[[Toast], None],
    ) -> None:  # fmt: skip
        self._api = api
        self._journal = journal
        self._runner = runner
        self._timers = timers
        self._clock = clock
        self._connection = connection
        self._session = session
        self._words = words
        self._toast = toast
        self.busy_with: Callable[[], str | None] = lambda: None
        self.settled: Callable[[], None] = lambda: None
        self._running = False
        self._timer: Timer | None = None
        self._wait = FIRST_MS
        self._told: dict[str, str] = {}
        self._round = 0
        self._pending = 0
        self._job: Job[list[OpenRefund]] | None = None

    def start(self) -> None:
        """Someone who may ask for refunds has logged in."""
        self.stop()
        self._running = True
        self._sweep()

    def stop(self) -> None:
        self._running = False
        self._round += 1  # answers still on their way belong to an earlier round
        self._pending = 0
        self._told.clear()
        self._wait = FIRST_MS
        if self._job:
            self._job.drop()
        if self._timer:
            self._timer.cancel()
        self._job = self._timer = None

    def soon(self) -> None:
        """The refund screen was left: look whether anything was left open."""
        self._wait = FIRST_MS
        if self._running and self._pending == 0 and self._job is None:
            self._again(FIRST_MS)

    def known(self, refund_id: str, state: RefundState) -> None:
        """The person has seen this state on the screen: it is no news."""
        self._told[refund_id] = state.value

    def _sweep(self) -> None:
        self._timer = None
        if not self._running or self._job:
            return
        server = self._session.link.server
        self._job = self._runner.run("journal", lambda: self._journal.open_refunds(server))
        self._job.then(self._found, self._journal_failed)

    def _found(self, refunds: list[OpenRefund]) -> None:
        self._job = None
        busy = self.busy_with()
        waiting = [one for one in refunds if one.refund_id != busy]
        self._pending = len(waiting)
        for one in waiting:
            self._runner.run("reads", partial(self._api.refund, one.refund_id)).then(
                partial(self._answered, self._round, one), partial(self._failed, self._round, one)
            )
        if not waiting and busy:
            self._again(LONGEST_MS)

    def _answered(self, number: int, one: OpenRefund, answer: RefundAnswer) -> None:
        if number != self._round:
            return
        self._connection.answered()
        state = answer.state
        if state.final:
            self._end(one, state.value)
        if state.final or one.person_id == self._session.person_id:  # that it goes on is news to who asked alone
            self._say(one, state.value, _toast(self._words, one, answer))
        self._done()

    def _failed(self, number: int, one: OpenRefund, error: Exception) -> None:
        if number != self._round:
            return
        self._connection.saw(error)
        unknown = isinstance(error, ApiProblem) and error.code == Code.NOT_FOUND
        old = self._clock.now() - one.begun_at > NEVER_ARRIVED_AFTER
        # another person's 404 may only mean another site's
        if unknown and old and self._session.person_id == one.person_id:
            self._end(one, "never_arrived")
            sum_ = self._words.money(Money(one.amount_minor, one.currency))
            text = say(
                "{number}: the refund of {amount} was never asked for. Ask for it again if it is still due.",
                number=one.invoice_number,
                amount=sum_,
            )
            self._say(one, "never_arrived", Toast(text, Tone.BAD))
        self._done()

    def _done(self) -> None:
        self._pending -= 1
        if self._pending == 0 and self._running:
            self._again(self._wait)
            self._wait = min(2 * self._wait, LONGEST_MS)

    def _again(self, ms: int) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self._timers.after(ms, self._sweep)

    def _end(self, one: OpenRefund, state: str) -> None:
        work = partial(self._journal.end_refund, one.refund_id, state)
        self._runner.run("journal", work).then(None, self._journal_failed)

    def _say(self, one: OpenRefund, word: str, toast: Toast) -> None:
        """Each piece of news once."""
        if self._told.get(one.refund_id) != word:
            self._told[one.refund_id] = word
            self._toast(toast)
            self.settled()

    def _journal_failed(self, error: Exception) -> None:
        """The person is told by the recovery of payments, which reads the same file."""
        self._job = None
        log.error("the journal of refunds can't be used: %s", error)


def _toast(words: Words, one: OpenRefund, answer: RefundAnswer) -> Toast:
    """By the invoice's number: a name would stand there though another patient is before the glass."""
    face = REFUND_STATES[answer.state]
    number, sum_ = one.invoice_number, words.money(Money(one.amount_minor, one.currency))
    match answer.state:
        case RefundState.REFUSED:
            note = next((d.note for d in answer.decisions if d.decision == "refused" and d.note), "")
            text = say("{number}: the refund of {amount} was refused.", number=number, amount=sum_)
            if note:
                text = say(
                    "{number}: the refund of {amount} was refused: “{note}”", number=number, amount=sum_, note=note
                )
        case RefundState.SUCCEEDED:
            text = say("{number}: the refund of {amount} is sent back.", number=number, amount=sum_)
        case RefundState.FAILED:
            why = said(words, answer.failure.message) if answer.failure else ""
            text = f"{say('{number}: the refund of {amount} failed.', number=number, amount=sum_)} {why}".strip()
        case RefundState.REQUESTED:
            text = say("{number}: the refund of {amount} waits for a supervisor.", number=number, amount=sum_)
        case RefundState.SUBMITTED:
            text = say(
                "{number}: the refund of {amount} is not known to have been made yet. Don’t refund it again.",
                number=number,
                amount=sum_,
            )
        case RefundState.CANCELLED:
            text = say("{number}: the refund of {amount} was withdrawn.", number=number, amount=sum_)
        case _:
            state = say(face.text).lower()
            text = say(
                "{number}: the refund of {amount} is under way: {state}.", number=number, amount=sum_, state=state
            )
    return Toast(text, face.tone)
