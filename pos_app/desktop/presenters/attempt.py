"""One payment attempt, from the journal to its end: begun once, asked about until it is certain, cancelled if left.

Nothing here decides what a person sees.  The rule that everything hangs on: one attempt has one id, made before the
first byte leaves and stored first; whatever is repeated, is repeated under that id.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from pos_app.desktop.api import ApiError, ApiProblem, may_retry
from pos_app.desktop.ports import Clock, Job, Journal, Lane, OpenAttempt, Runner, Timers
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.wire.payments import CreatePaymentIntent, PaymentIntentAnswer
from pos_app.wire.problems import Code

HOLD_SECONDS = 20
BACK_OFF_MS = (1000, 2000, 4000, 8000)
REREAD_PAUSE_MS = 500
log = logging.getLogger(__name__)


class PaymentApi(Protocol):
    def create_intent(self, attempt_id: str, wanted: CreatePaymentIntent) -> PaymentIntentAnswer: ...
    def intent(self, attempt_id: str, *, wait: int = 0, since: int | None = None) -> PaymentIntentAnswer: ...
    def confirm_intent(self, attempt_id: str) -> PaymentIntentAnswer: ...
    def cancel_intent(self, attempt_id: str) -> PaymentIntentAnswer: ...
    def charge_card(self, attempt_id: str, card_id: str) -> PaymentIntentAnswer: ...


@dataclass(frozen=True, slots=True)
class Silence:
    """No certain answer: how often it was asked in vain, and when (monotonic seconds) it is asked again."""

    tries: int
    next_at: float
    error: Exception


class AttemptListener(Protocol):
    def attempt_answered(self, answer: PaymentIntentAnswer) -> None:
        """What the server knows, each time it is newer (or was asked for by ``reread``)."""
        ...

    def attempt_silent(self, silence: Silence) -> None: ...

    def attempt_not_charged(self, error: Exception, *, certain: bool) -> None:
        """The saved card was not charged; or, where that is not certain, nobody knows yet whether it was."""
        ...

    def attempt_refused(self, error: Exception) -> None:
        """It was not begun, and no money can move under its id."""
        ...

    def attempt_void(self) -> None:
        """It was to be cancelled, and the server has never heard of it."""
        ...


class Attempt:
    """``saw_error`` is told of every error, so that the connection's truth and an ended session are known at once."""

    def __init__(
        self, api: PaymentApi, journal: Journal, runner: Runner, timers: Timers, clock: Clock,
        listener: AttemptListener, saw_error: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        self._api = api
        self._journal = journal
        self._runner = runner
        self._waiting = Waiting(timers)
        self._clock = clock
        self._listener: AttemptListener | None = listener
        self._saw_error = saw_error
        self.id = ""
        self.answer: PaymentIntentAnswer | None = None
        self.pay_url: str | None = None
        self.leaving = False
        self._wanted: CreatePaymentIntent | None = None
        self._entry: OpenAttempt | None = None
        self._sent = False
        self._doubt = False  # a create went out and its outcome is not known
        self._failures = 0
        self._rereading = False
        self._reread_again = False
        self._jobs: dict[str, Job[Any]] = {}

    # --- what the payment screen asks -----------------------------------------------------------------------------

    def begin(self, entry: OpenAttempt, wanted: CreatePaymentIntent) -> None:
        """Write the intention down, then send it, as often as it takes, under the same id."""
        self.id, self._wanted, self._entry = entry.attempt_id, wanted, entry
        self._write_down(entry)

    def follow(self, attempt_id: str) -> None:
        """Ask about an attempt that exists already."""
        self.id = attempt_id
        self.reread()
        self._follow()

    def reread(self) -> None:
        """Have the server ask Stripe now. Any number of calls become one at a time."""
        if self._rereading:
            self._reread_again = True
            return
        if self._ended:
            return
        self._rereading = True
        self._run("reread", "held", lambda: self._api.confirm_intent(self.id), self._reread_done, self._reread_failed)

    def charge(self, card_id: str) -> None:
        """Charge a saved card: sent once, never repeated by itself. What became of it is asked, as for any card."""
        self._run(
            "charge", "money", lambda: self._api.charge_card(self.id, card_id),
            lambda answer: self._take(answer, asked=True), self._charge_failed,
        )  # fmt: skip

    def cancel(self) -> None:
        """Give it up: the answer says whether it was cancelled or paid after all."""
        if self.leaving or self._ended:
            return
        self.leaving = True
        self._waiting.stop()
        if not self._sent:
            self._drop_jobs()
            self._write(lambda: self._journal.end(self.id, "never_sent"))
            self._tell(lambda listener: listener.attempt_void())
            return
        self._write(lambda: self._journal.note(self.id, "leaving", leaving=True))
        self._cancel()

    def pause(self) -> None:
        """The session has ended: ask nothing more until ``resume``."""
        self._waiting.stop()
        self._drop_jobs()
        self._rereading = False

    def resume(self) -> None:
        if self._ended:
            return
        if self.leaving:
            self._cancel()
        elif self._entry and not self._sent:
            self._write_down(self._entry)  # whether it was written before the pause nobody has heard
        elif self.answer is None and self._wanted:
            self._create()
        else:
            self.reread()
            self._follow()

    def release(self) -> None:
        """Look away for good. The journal keeps what is open."""
        self._listener = None
        self.pause()

    # --- creating -------------------------------------------------------------------------------------------------

    def _write_down(self, entry: OpenAttempt) -> None:
        """Nothing is sent before this has succeeded; writing the same attempt twice is writing it once."""
        self._run("journal", "journal", lambda: self._journal.begin(entry), lambda _none: self._create(), self._refuse)

    def _create(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        self._sent = True
        self._run(
            "create", "money", lambda: self._api.create_intent(self.id, wanted), self._created, self._create_failed
        )

    def _created(self, answer: PaymentIntentAnswer) -> None:
        self._doubt = False
        self._take(answer)
        self._follow()

    def _create_failed(self, error: Exception) -> None:
        self._saw_error(error)
        if self.leaving:
            return  # the cancel behind it in the money lane finds out
        if may_retry(error):
            self._doubt = True
            self._silent(error, self._create, "create")
        elif _session_over(error):
            self._doubt = True
        else:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, ApiError) and self._doubt:
            # an earlier try may have made it: no card can be typed into it from here, but it is to be tidied up
            self._write(lambda: self._journal.note(self.id, "refused", leaving=True))
        elif isinstance(error, ApiError):
            self._write(lambda: self._journal.end(self.id, "refused"))
        self._tell(lambda listener: listener.attempt_refused(error))

    # --- following ------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        if self._ended or self.leaving or "poll" in self._jobs:
            return
        since = self.answer.version if self.answer else None
        # after a failure ask shortly first: what is in the way may not let held requests through
        wait = 0 if self._failures or since is None else HOLD_SECONDS
        asked_at = self._clock.monotonic()
        self._run(
            "poll",
            "held",
            lambda: self._api.intent(self.id, wait=wait, since=since),
            lambda answer: self._polled(answer, asked_at, since),
            self._poll_failed,
        )

    def _polled(self, answer: PaymentIntentAnswer, asked_at: float, since: int | None) -> None:
        self._failures = 0
        self._take(answer)
        quick = self._clock.monotonic() - asked_at < 1.0
        if quick and answer.version == since:
            self._waiting.after("poll", 1000, self._follow)  # this server does not hold requests: don't flood it
        else:
            self._follow()

    def _poll_failed(self, error: Exception) -> None:
        self._saw_error(error)
        if not _session_over(error):
            self._silent(error, self._follow, "poll")

    def _reread_done(self, answer: PaymentIntentAnswer) -> None:
        self._rereading = False
        self._failures = 0
        self._take(answer, asked=True)
        if self._reread_again and not self._ended:
            self._reread_again = False
            self._waiting.after("reread", REREAD_PAUSE_MS, self.reread)

    def _reread_failed(self, error: Exception) -> None:
        self._rereading = False
        self._saw_error(error)
        if _session_over(error):
            return
        if may_retry(error):
            self._silent(error, self.reread, "reread")
        else:
            self._ask_once()

    def _ask_once(self) -> None:
        """The server would not read from Stripe now; what it knows by itself counts."""
        self._run(
            "once", "held", lambda: self._api.intent(self.id), lambda a: self._take(a, asked=True), self._saw_error
        )

    # --- charging a saved card ------------------------------------------------------------------------------------

    def _charge_failed(self, error: Exception) -> None:
        self._saw_error(error)
        # Refused is certain; where the server itself got into trouble, the card may have been charged before.
        certain = isinstance(error, ApiProblem) and (error.status < 500 or error.code == Code.PROCESSOR_BUSY)
        self._tell(lambda listener: listener.attempt_not_charged(error, certain=certain))

    # --- cancelling -----------------------------------------------------------------------------------------------

    def _cancel(self) -> None:
        self._run("cancel", "money", lambda: self._api.cancel_intent(self.id), self._cancelled, self._cancel_failed)

    def _cancelled(self, answer: PaymentIntentAnswer) -> None:
        self._failures = 0
        if not answer.state.final:
            self.leaving = False  # too late to cancel: it is followed to its end instead
            self._take(answer, asked=True)
            self._follow()
            return
        self._take(answer, asked=True)

    def _cancel_failed(self, error: Exception) -> None:
        self._saw_error(error)
        if _session_over(error):
            return
        if may_retry(error):
            self._silent(error, self._cancel, "cancel")
        elif isinstance(error, ApiProblem) and error.code == Code.NOT_FOUND and self.answer is None:
            # left in the journal as "leaving": a create still on its way would be found and cancelled later
            self._tell(lambda listener: listener.attempt_void())
        else:
            self.leaving = False
            self._ask_once()
            self._follow()

    # --- common ---------------------------------------------------------------------------------------------------

    @property
    def _ended(self) -> bool:
        return self.answer is not None and self.answer.state.final

    def _take(self, answer: PaymentIntentAnswer, *, asked: bool = False) -> None:
        """Answers may overtake each other: an older one, or any after the end, changes nothing."""
        known = self.answer
        if known and (known.state.final or answer.version < known.version):
            return
        if known and answer.version == known.version and not asked:
            return
        self.pay_url = answer.pay_url or self.pay_url
        self.answer = answer
        if answer.state.final:
            self._waiting.stop()
            self._drop_jobs()
            self._write(lambda: self._journal.end(self.id, answer.state.value))
        elif known is None or known.state is not answer.state:
            self._write(lambda: self._journal.note(self.id, answer.state.value))
        if answer.state.final or not self.leaving:  # while it is being cancelled, only the end is news
            self._tell(lambda listener: listener.attempt_answered(answer))

    def _silent(self, error: Exception, again: Callable[[], None], name: str) -> None:
        wait = BACK_OFF_MS[min(self._failures, len(BACK_OFF_MS) - 1)]
        if isinstance(error, ApiProblem) and error.retry_after:
            wait = min(max(wait, error.retry_after * 1000), 60_000)
        self._failures += 1
        silence = Silence(self._failures, self._clock.monotonic() + wait / 1000, error)
        self._waiting.after(name, wait, again)
        self._tell(lambda listener: listener.attempt_silent(silence))

    def _tell(self, what: Callable[[AttemptListener], None]) -> None:
        if self._listener:
            what(self._listener)

    def _run(
        self, name: str, lane: Lane, work: Callable[[], Any], success: Callable[[Any], None],
        failure: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        def done(result: Any) -> None:
            self._jobs.pop(name, None)
            success(result)

        def failed(error: Exception) -> None:
            self._jobs.pop(name, None)
            failure(error)

        job = self._runner.run(lane, work)
        self._jobs[name] = job
        job.then(done, failed)

    def _write(self, work: Callable[[], None]) -> None:
        """Later states of the journal are a help for after a crash, no condition: a failure is logged, not fatal."""
        self._runner.run("journal", work).then(
            None, lambda error: log.error("the journal could not be written: %s", error)
        )

    def _drop_jobs(self) -> None:
        for job in self._jobs.values():
            job.drop()
        self._jobs.clear()


def _session_over(error: Exception) -> bool:
    return isinstance(error, ApiProblem) and error.code == Code.NOT_AUTHENTICATED
