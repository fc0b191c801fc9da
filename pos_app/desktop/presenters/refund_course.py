"""One refund at this till, from the journal to its end: asked for once, and read until it has ended.

The rule is that of a payment: one wish has one id, made before the first byte leaves and stored first; whatever is
repeated, is repeated under that id.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from pos_app.desktop.api import ApiError, ApiProblem, may_retry
from pos_app.desktop.ports import Clock, OpenRefund, RefundJournal, Runner, Timers
from pos_app.desktop.presenters.attempt import BACK_OFF_MS, Silence
from pos_app.desktop.presenters.jobs import Jobs
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.wire.problems import Code
from pos_app.wire.refunds import CreateRefund, RefundAnswer, RefundState

QUICK_MS = 1_500
SLOW_MS = 10_000
_QUICK = frozenset([RefundState.REQUESTED, RefundState.APPROVED, RefundState.SUBMITTED])
log = logging.getLogger(__name__)


class RefundApi(Protocol):
    def ask_refund(self, refund_id: str, wanted: CreateRefund) -> RefundAnswer: ...
    def refund(self, refund_id: str) -> RefundAnswer: ...
    def cancel_refund(self, refund_id: str) -> RefundAnswer: ...


class CourseListener(Protocol):
    def refund_answered(self, answer: RefundAnswer) -> None:
        """What the server knows, each time it is newer."""
        ...

    def refund_silent(self, silence: Silence) -> None:
        """No certain answer; it is asked again by itself."""
        ...

    def refund_refused(self, error: Exception) -> None:
        """It was not asked for, and nothing can come of it."""
        ...

    def refund_unmoved(self, error: Exception) -> None:
        """It could not be withdrawn; it stands as it was."""
        ...


class RefundCourse:
    """``saw_error`` is told of every error, so that the connection's truth and an ended session are known at once."""

    def __init__(
        self, api: RefundApi, journal: RefundJournal, runner: Runner, timers: Timers, clock: Clock,
        listener: CourseListener, saw_error: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        self._api = api
        self._journal = journal
        self._runner = runner
        self._waiting = Waiting(timers)
        self._clock = clock
        self._listener: CourseListener | None = listener
        self._saw_error = saw_error
        self.id = ""
        self.answer: RefundAnswer | None = None
        self.withdrawing = False
        self._entry: OpenRefund | None = None
        self._wanted: CreateRefund | None = None
        self._sent = False
        self._doubt = False  # a request went out and its outcome is not known
        self._failures = 0
        self._jobs = Jobs(runner)

    @property
    def in_doubt(self) -> bool:
        """It went out, and whether it was asked for is not known."""
        return self._doubt and self.answer is None

    def begin(self, entry: OpenRefund, wanted: CreateRefund) -> None:
        """Write the wish down, then send it, as often as it takes, under the same id."""
        self.id, self._entry, self._wanted = entry.refund_id, entry, wanted
        self._write_down(entry)

    def follow(self, answer: RefundAnswer) -> None:
        """Follow a refund that exists already."""
        self.id = answer.id
        self._take(answer)
        self._look_again()

    def follow_id(self, refund_id: str) -> None:
        self.id = refund_id
        self.reread()

    def reread(self) -> None:
        """Read it now."""
        if self.answer is None and self._wanted is not None:
            if self._sent and "ask" not in self._jobs:
                self._ask()
            return
        self._waiting.cancel("look")
        if "look" not in self._jobs:
            self._jobs.run("look", "reads", lambda: self._api.refund(self.id), self._looked, self._look_failed)

    def withdraw(self) -> None:
        if self.withdrawing or self.answer is None:
            return
        self.withdrawing = True
        self._jobs.run(
            "withdraw", "money", lambda: self._api.cancel_refund(self.id), self._withdrawn, self._withdraw_failed
        )

    def pause(self) -> None:
        """The session has ended: ask nothing more until ``resume``."""
        self._waiting.stop()
        self._jobs.stop()
        self.withdrawing = False

    def resume(self) -> None:
        if self._entry is not None and not self._sent:
            self._write_down(self._entry)
        else:
            self.reread()

    def release(self) -> None:
        """Look away for good. The journal keeps what is open."""
        self._listener = None
        self.pause()

    # --- asking ---------------------------------------------------------------------------------------------------

    def _write_down(self, entry: OpenRefund) -> None:
        """Nothing is sent before this has succeeded; writing the same wish twice is writing it once."""
        self._jobs.run(
            "journal", "journal", lambda: self._journal.begin_refund(entry), lambda _none: self._ask(), self._refuse
        )

    def _ask(self) -> None:
        wanted = self._wanted
        if wanted is not None:
            self._sent = True
            self._jobs.run("ask", "money", lambda: self._api.ask_refund(self.id, wanted), self._asked, self._ask_failed)

    def _asked(self, answer: RefundAnswer) -> None:
        self._failures, self._doubt = 0, False
        self._take(answer)
        self._look_again()

    def _ask_failed(self, error: Exception) -> None:
        self._saw_error(error)
        if may_retry(error):
            self._doubt = True
            self._silent(error, self._ask, "ask")
        elif _session_over(error):
            self._doubt = True
        else:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        # An earlier try may have made it: the journal keeps it open then, and it is looked for.
        if isinstance(error, ApiError) and not self._doubt:
            self._write(lambda: self._journal.end_refund(self.id, "not_asked"))
        self._tell(lambda listener: listener.refund_refused(error))

    # --- following ------------------------------------------------------------------------------------------------

    def _looked(self, answer: RefundAnswer) -> None:
        self._failures = 0
        self._take(answer)
        self._look_again()

    def _look_failed(self, error: Exception) -> None:
        self._saw_error(error)
        if not _session_over(error):
            self._silent(error, self.reread, "look")

    def _look_again(self) -> None:
        """A success too: a bank may still send the money back."""
        state = self.answer.state if self.answer else None
        if state is not None and (state is RefundState.SUCCEEDED or not state.final):
            self._waiting.after("look", QUICK_MS if state in _QUICK else SLOW_MS, self.reread)

    def _withdrawn(self, answer: RefundAnswer) -> None:
        self.withdrawing = False
        self._take(answer)
        self._look_again()

    def _withdraw_failed(self, error: Exception) -> None:
        self.withdrawing = False
        self._saw_error(error)
        self._tell(lambda listener: listener.refund_unmoved(error))
        if not _session_over(error):
            self.reread()

    # --- common ---------------------------------------------------------------------------------------------------

    def take(self, answer: RefundAnswer) -> None:
        """An answer that came another way: a supervisor has just approved it here."""
        self._take(answer)
        self._look_again()

    def _take(self, answer: RefundAnswer) -> None:
        """Answers may overtake each other: an older one changes nothing."""
        known = self.answer
        if known is not None and answer.version < known.version:
            return
        self.answer = answer
        if known is None or known.state is not answer.state:
            state = answer.state
            keep = self._journal.end_refund if state.final else self._journal.note_refund
            self._write(lambda: keep(self.id, state.value))
        self._tell(lambda listener: listener.refund_answered(answer))

    def _silent(self, error: Exception, again: Callable[[], None], name: str) -> None:
        wait = BACK_OFF_MS[min(self._failures, len(BACK_OFF_MS) - 1)]
        if isinstance(error, ApiProblem) and error.retry_after:
            wait = min(max(wait, error.retry_after * 1000), 60_000)
        self._failures += 1
        silence = Silence(self._failures, self._clock.monotonic() + wait / 1000, error)
        self._waiting.after(name, wait, again)
        self._tell(lambda listener: listener.refund_silent(silence))

    def _tell(self, what: Callable[[CourseListener], None]) -> None:
        if self._listener:
            what(self._listener)

    def _write(self, work: Callable[[], None]) -> None:
        """Later states of the journal are a help for after a crash, no condition: a failure is logged, not fatal."""
        self._runner.run("journal", work).then(
            None, lambda error: log.error("the journal could not be written: %s", error)
        )


def _session_over(error: Exception) -> bool:
    return isinstance(error, ApiProblem) and error.code == Code.NOT_AUTHENTICATED
