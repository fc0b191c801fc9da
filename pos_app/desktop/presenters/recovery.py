"""What the till began and has not seen the end of: after a power cut, a crash, or because the cashier went on.

Each open attempt of the journal is asked about until it is certain.  One that Stripe still waits for a card with,
and that nobody looks at any more, is cancelled, so that the invoice comes free.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Clock, Job, Journal, Lane, OpenAttempt, Runner, Timer, Timers
from pos_app.desktop.presenters.attempt import PaymentApi
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import say
from pos_app.desktop.session import Session
from pos_app.money import Money
from pos_app.wire.payments import AttemptState, PaymentIntentAnswer
from pos_app.wire.problems import Code

FIRST_MS = 5_000
LONGEST_MS = 60_000
NEVER_ARRIVED_AFTER = timedelta(minutes=2)


class RecoveryPresenter:
    """``busy_with`` names the attempt the payment screen looks after; ``settled`` is called when the list changed."""

    def __init__(
        self, api: PaymentApi, journal: Journal, runner: Runner, timers: Timers, clock: Clock, connection: Connection,
        session: Session, words: Words, toast: Callable[[Toast], None],
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
        self._pending = 0
        self._open_left = False
        self._told: dict[str, str] = {}
        self._unsaid: list[Toast] = []
        self._round = 0
        self._job: Job[list[OpenAttempt]] | None = None

    def start(self) -> None:
        """Someone who may take money has logged in."""
        self.stop()
        self._running = True
        self._sweep()

    def stop(self) -> None:
        self._running = False
        self._round += 1  # answers still on their way belong to an earlier round
        self._pending = 0
        self._told.clear()
        self._unsaid.clear()
        self._wait = FIRST_MS
        if self._job:
            self._job.drop()
        if self._timer:
            self._timer.cancel()
        self._job = self._timer = None

    def take_over(self, attempt_id: str) -> None:
        """The cashier went on before this one was certain."""
        self._told[attempt_id] = "checking"
        self._soon()

    @property
    def following(self) -> bool:
        """Is the end of an earlier payment still unknown?"""
        return self._running and "checking" in self._told.values()

    def _soon(self) -> None:
        self._wait = FIRST_MS
        if self._running and self._pending == 0 and self._job is None:
            self._again(FIRST_MS)

    def screen_is_free(self) -> None:
        """The payment screen was left: say what had to wait for that, and look whether anything was left open."""
        unsaid, self._unsaid = self._unsaid, []
        for toast in unsaid:
            self._toast(toast)
        self._soon()

    def _sweep(self) -> None:
        self._timer = None
        if not self._running or self._job:
            return
        server = self._session.link.server
        self._job = self._runner.run("journal", lambda: self._journal.open_attempts(server))
        self._job.then(self._found, self._journal_failed)

    def _found(self, attempts: list[OpenAttempt]) -> None:
        self._job = None
        busy = self.busy_with()
        waiting = [attempt for attempt in attempts if attempt.attempt_id != busy]
        self._open_left = False
        self._pending = len(waiting)
        for attempt in waiting:
            work = self._api.cancel_intent if attempt.leaving else self._api.confirm_intent
            self._ask(attempt, work, cancelling=attempt.leaving)
        if not waiting and busy:
            self._again(LONGEST_MS)

    def _ask(self, attempt: OpenAttempt, work: Callable[[str], PaymentIntentAnswer], *, cancelling: bool) -> None:
        lane: Lane = "money" if cancelling else "held"
        number = self._round
        self._runner.run(lane, lambda: work(attempt.attempt_id)).then(
            partial(self._answered, number, attempt, cancelling), partial(self._failed, number, attempt)
        )

    def _answered(self, number: int, attempt: OpenAttempt, cancelling: bool, answer: PaymentIntentAnswer) -> None:
        if number != self._round:
            return
        self._connection.answered()
        state = answer.state
        if state.final:
            self._end(attempt, state.value)
            self._say(attempt, state)
            self._done(still_open=False)
        elif state in (AttemptState.SUBMITTED, AttemptState.REQUIRES_ACTION) and not cancelling:
            # no card form shows it any more: nobody can complete it
            self._ask(attempt, self._api.cancel_intent, cancelling=True)
        else:
            self._say(attempt, state)
            self._done(still_open=True)

    def _failed(self, number: int, attempt: OpenAttempt, error: Exception) -> None:
        if number != self._round:
            return
        self._connection.saw(error)
        unknown = isinstance(error, ApiProblem) and error.code == Code.NOT_FOUND
        ours = self._session.person is not None and self._session.person.id == attempt.person_id
        old = self._clock.now() - attempt.begun_at > NEVER_ARRIVED_AFTER
        if unknown and ours and old:
            self._end(attempt, "never_arrived")  # another person's 404 may only mean another site's
            self._done(still_open=False)
            return
        self._done(still_open=True)

    def _done(self, *, still_open: bool) -> None:
        self._open_left = self._open_left or still_open
        self._pending -= 1
        if self._pending == 0 and self._open_left:
            self._again(self._wait)
            self._wait = min(2 * self._wait, LONGEST_MS)

    def _again(self, ms: int) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self._timers.after(ms, self._sweep)

    def _end(self, attempt: OpenAttempt, state: str) -> None:
        self._runner.run("journal", lambda: self._journal.end(attempt.attempt_id, state)).then(
            None, self._journal_failed
        )

    def _say(self, attempt: OpenAttempt, state: AttemptState) -> None:
        """Each piece of news once."""
        amount, number = self._words.money(Money(attempt.amount_minor, attempt.currency)), attempt.invoice_number
        if state is AttemptState.SUCCEEDED:
            word, toast = (
                "paid",
                Toast(say("{number}: the {amount} were paid after all.", number=number, amount=amount), Tone.GOOD),
            )
        elif state.final:
            word, toast = (
                "free",
                Toast(
                    say(
                        "{number}: an earlier payment of {amount} was given up. Nothing was charged.",
                        number=number,
                        amount=amount,
                    )
                ),
            )
        else:
            word = "checking"
            toast = Toast(
                say("{number}: still checking {amount}. Don’t charge it again.", number=number, amount=amount),
                Tone.CHECKING,
            )
        if self._told.get(attempt.attempt_id) != word:
            self._told[attempt.attempt_id] = word
            if self.busy_with() is None or state is AttemptState.SUCCEEDED:
                self._toast(toast)
            else:
                self._unsaid.append(toast)  # beside the payment on screen it would be taken for that one's end
            self.settled()

    def _journal_failed(self, error: Exception) -> None:
        self._job = None
        self._toast(Toast(f"{error} {say('Tell IT.')}", Tone.BAD))
