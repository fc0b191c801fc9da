"""A supervisor's yes or no to a refund: at their own till, or at this one with their own password or single sign-on.

What is approved is what was on the screen: it is read once more first, and where anything has changed, nothing is
sent and the screen is read again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from pos_app.desktop.api import ApiProblem, may_retry
from pos_app.desktop.ports import Browser, Job, Runner, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, Answered, Question, Toast, Tone
from pos_app.desktop.presenters.faces.refund import SupervisorFace, SupervisorView
from pos_app.desktop.presenters.refund_faces import patient_name, refund_money
from pos_app.desktop.presenters.single_sign_on import Methods, SingleSignOn
from pos_app.desktop.presenters.voices import approvals, how_many, needs
from pos_app.desktop.presenters.words import Words, card_text, joined
from pos_app.desktop.problems import Advice, advice_for
from pos_app.desktop.say import mark, say
from pos_app.desktop.second import NotASupervisor, SecondPerson
from pos_app.wire.problems import Code
from pos_app.wire.refunds import ApproveRefund, ApproveRefundHere, RefundAnswer, RefuseRefund
from pos_app.wire.sso import SsoProgress, SsoStarted

Done = Callable[[RefundAnswer | None], None]
"""Gets what became of it; None: nothing is certain, or it was refused, and it has to be read again."""
CHANGED = mark("This refund has changed while you looked. Nothing was approved; look at it again.")
UNKNOWN = mark("We don’t know yet whether it was approved. It is being read again; don’t refund in another way.")
_AT_THE_LOG_IN = frozenset(
    [
        Code.LOGIN_FAILED, Code.TOO_MANY_TRIES, Code.MALFORMED, Code.SSO_REFUSED, Code.SSO_OVER,
        Code.REFUND_NOT_ALLOWED,
    ]
)  # fmt: skip
"""What somebody else, or the same person once more, may still put right in the layer."""


class ApprovalApi(Protocol):
    def refund(self, refund_id: str) -> RefundAnswer: ...
    def approve_refund(self, refund_id: str, wanted: ApproveRefund) -> RefundAnswer: ...
    def refuse_refund(self, refund_id: str, wanted: RefuseRefund) -> RefundAnswer: ...
    def start_approval_here(self, refund_id: str) -> SsoStarted: ...
    def finish_sso(self, claim_secret: str, wait: int) -> SsoProgress: ...
    def approve_refund_here(self, refund_id: str, wanted: ApproveRefundHere) -> RefundAnswer: ...


class Changed(Exception):
    """The refund is not what is on the screen any more."""


class ApprovalPresenter:
    """Implements SupervisorActions. One decision at a time; ``busy`` names its refund."""

    def __init__(
        self, view: SupervisorView, api: ApprovalApi, second: SecondPerson, runner: Runner, connection: Connection,
        words: Words, ask: Callable[[Question, Answered], None], toast: Callable[[Toast], None], timers: Timers,
        browser: Browser, methods: Methods,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._second = second
        self._runner = runner
        self._connection = connection
        self._words = words
        self._ask = ask
        self._toast = toast
        self._job: Job[Any] | None = None
        self._here: tuple[RefundAnswer, Done] | None = None
        self._face: SupervisorFace | None = None
        self.busy: str | None = None
        self._sso = SingleSignOn(
            view, self, api.finish_sso, runner, timers, browser, self._signed_on, self._not_signed_on
        )
        methods.listen(view.show_sso_method)
        view.bind_supervisor(self)

    def stop(self) -> None:
        """Somebody logs out: what is on its way is of no interest here, and its outcome is on the server."""
        if self._job:
            self._job.drop()
        self._job = self.busy = None
        self._close()

    def covered(self) -> None:
        """The till is locked: no supervisor's name stays on it. A yes that is on its way goes on."""
        self._close()

    def approve(self, shown: RefundAnswer, done: Done, still: Callable[[], RefundAnswer | None]) -> None:
        """Ask once, then approve ``shown``. ``still``: what is on the screen by the time of the answer."""
        if self.busy:
            return

        def answered(key: str) -> None:
            if key != "approve" or self.busy:
                return
            now = still()
            if now is None or not same(now, shown):
                self._fail(done, Changed(say(CHANGED)))
                return
            self._start(shown, done, lambda: self._approve(shown))

        self._ask(_question(self._words, shown), answered)

    def refuse(self, shown: RefundAnswer, note: str, done: Done) -> None:
        if not self.busy:
            self._start(shown, done, lambda: self._api.refuse_refund(shown.id, RefuseRefund(note=note)))

    def approve_here(self, shown: RefundAnswer, done: Done) -> None:
        """A supervisor has come to this till."""
        if self.busy or self._here:
            return
        self._here = (shown, done)
        sum_, name = refund_money(self._words, shown), patient_name(shown)
        detail = joined(
            shown.invoice_number, card_text(shown.card), say("asked by {name}", name=shown.by) if shown.by else ""
        )
        if needs(shown):
            detail = joined(detail, how_many(shown))
        self._show(
            SupervisorFace(
                say("Approve {amount} back to {name}?", amount=sum_, name=name),
                detail,
                say("Approve {amount}", amount=sum_),
            )
        )

    def supervisor_said(self, name: str, password: str) -> None:
        if self._here is None or self._face is None or self.busy or self._sso.active:
            return
        name = name.strip()
        if not name or not password:
            self._refused_at_log_in(
                say("Name and password are needed."), say("Type your own; they count for this one act.")
            )
            return
        if len(name) > 128 or len(password) > 1024:
            self._refused_at_log_in(say("This is too long."), say("Check what you typed or pasted."))
            return
        shown, done = self._here
        self._show(replace(self._face, busy=True, problem="", advice=""))
        self._start(
            shown, done, lambda: self._second.approve(name, password, shown, lambda: self._check(shown)), lent=True
        )

    def begin_sso(self) -> None:
        """The supervisor signs in by the browser, for this refund alone; no session comes of it."""
        if self._here is not None and self._face is not None and not self.busy:
            self._show(replace(self._face, problem="", advice=""))
            self._sso.begin()

    def open_again(self) -> None:
        self._sso.open_again()

    def cancel_sso(self) -> None:
        self._sso.stop()
        if self._face is not None:
            self._show(self._face)

    def supervisor_left(self) -> None:
        if not self.busy:
            self._close()

    def start_sso(self) -> SsoStarted:
        """For the sign-in, in a worker thread: it is begun for just the refund on the screen."""
        here = self._here
        if here is None:
            raise Changed(say(CHANGED))
        return self._api.start_approval_here(here[0].id)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _signed_on(self, _found: SsoProgress, secret: str) -> None:
        if self._here is None or self._face is None or self.busy:
            return
        shown, done = self._here
        self._show(replace(self._face, busy=True))
        self._start(shown, done, lambda: self._approve_here(shown, secret))

    def _not_signed_on(self, advice: Advice, error: Exception | None) -> None:
        if error is not None:
            self._connection.saw(error)
        if isinstance(error, ApiProblem) and error.code == Code.REFUND_STATE and self._here:
            self._fail(self._here[1], error)  # decided elsewhere meanwhile: nothing is left to say yes to
            return
        self._refused_at_log_in(advice.sentence, advice.next_step)

    def _approve_here(self, shown: RefundAnswer, secret: str) -> RefundAnswer:
        self._check(shown)
        wanted = ApproveRefundHere(claim_secret=secret, amount=shown.amount)
        return self._api.approve_refund_here(shown.id, wanted)

    def _approve(self, shown: RefundAnswer) -> RefundAnswer:
        self._check(shown)
        return self._api.approve_refund(shown.id, ApproveRefund(amount=shown.amount))

    def _check(self, shown: RefundAnswer) -> None:
        """In a worker thread, just before the yes goes out."""
        if not same(self._api.refund(shown.id), shown):
            raise Changed(say(CHANGED))

    def _start(self, shown: RefundAnswer, done: Done, work: Callable[[], RefundAnswer], *, lent: bool = False) -> None:
        """``lent``: with a session of the supervisor's own."""
        self.busy = shown.id
        self._job = self._runner.run("money", work)
        self._job.then(partial(self._decided, done), partial(self._failed, done, lent))
        done(shown)  # its buttons are off from now on

    def _decided(self, done: Done, answer: RefundAnswer) -> None:
        self._job = self.busy = None
        self._connection.answered()
        self._close()
        self._toast(_told(self._words, answer))
        done(answer)

    def _failed(self, done: Done, lent: bool, error: Exception) -> None:
        self._job = self.busy = None
        at_log_in = isinstance(error, ApiProblem) and error.code in _AT_THE_LOG_IN
        if self._here and (at_log_in or isinstance(error, NotASupervisor)):
            advice = advice_for(error)
            self._refused_at_log_in(advice.sentence, advice.next_step)
            done(None)
            return
        self._fail(done, error, lent=lent)

    def _fail(self, done: Done, error: Exception, *, lent: bool = False) -> None:
        if not isinstance(error, Changed):
            short_session = lent and isinstance(error, (ApiProblem, NotASupervisor))
            if not short_session:  # an ended session would be the supervisor's short one, not this till's
                self._connection.saw(error)
        self._close()
        if isinstance(error, Changed):
            self._toast(Toast(str(error), Tone.CHECKING))
        elif may_retry(error):
            self._toast(Toast(say(UNKNOWN), Tone.CHECKING))
        else:
            advice = advice_for(error)
            self._toast(Toast(f"{advice.sentence} {advice.next_step}", Tone.BAD))
        done(None)

    def _refused_at_log_in(self, problem: str, advice: str) -> None:
        if self._face:
            self._show(replace(self._face, busy=False, problem=problem, advice=advice))

    def _show(self, face: SupervisorFace) -> None:
        self._face = face
        self._view.show_supervisor(face)

    def _close(self) -> None:
        if self._here is not None:
            self._sso.stop()
            self._here = self._face = None
            self._view.show_supervisor(None)


def same(one: RefundAnswer, other: RefundAnswer) -> bool:
    """Whether two answers show the same figures, and nothing has been decided in between."""
    return (one.id, one.version, one.state, one.amount_minor, one.currency, one.payment_left) == (
        other.id, other.version, other.state, other.amount_minor, other.currency, other.payment_left,
    )  # fmt: skip


def _question(words: Words, refund: RefundAnswer) -> Question:
    sum_ = refund_money(words, refund)
    last = refund.approvals_needed <= 1
    after = say("The money is sent back at once.") if last else say("Another supervisor has to approve it too.")
    return Question(
        say("Approve {amount} back to {patient}?", amount=sum_, patient=patient_name(refund)),
        f"{joined(refund.invoice_number, card_text(refund.card))}. {after}",
        (
            ActionFace("stay", say("Not yet"), shortcut="Esc"),
            ActionFace("approve", say("Approve {amount}", amount=sum_), shortcut="Enter", primary=True),
        ),
        escape="stay",
    )


def _told(words: Words, answer: RefundAnswer) -> Toast:
    sum_, number = refund_money(words, answer), answer.invoice_number
    state = answer.state.value
    some = approvals(answer)
    if some:
        return Toast(
            say(
                "{number}: {approvals}. Another supervisor has to approve the {amount}.",
                number=number,
                approvals=some,
                amount=sum_,
            ),
            Tone.REFUND,
        )
    match state:
        case "refused":
            return Toast(say("{number}: the refund of {amount} was refused.", number=number, amount=sum_), Tone.VOID)
        case "submitted":
            return Toast(
                say("{number}: approved. Whether the {amount} is sent is not known yet.", number=number, amount=sum_),
                Tone.CHECKING,
            )
        case "failed":
            return Toast(
                say("{number}: approved, but the refund of {amount} failed.", number=number, amount=sum_), Tone.BAD
            )
        case "succeeded":
            return Toast(say("{number}: the {amount} is sent back.", number=number, amount=sum_), Tone.GOOD)
        case _:
            return Toast(say("{number}: the refund of {amount} is approved.", number=number, amount=sum_), Tone.GOOD)
