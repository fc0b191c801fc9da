"""The lock: after idle minutes or by a key, opened by the same person's password, which the server checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Browser, Clock, Job, Runner, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, Answered, Question
from pos_app.desktop.presenters.faces.lock import KeptFace, LockFace, LockProblem, LockView
from pos_app.desktop.presenters.idle import IdleTime
from pos_app.desktop.presenters.keeper import SessionKeeper
from pos_app.desktop.presenters.single_sign_on import Methods, SingleSignOn, SsoApi
from pos_app.desktop.presenters.stage import Stage
from pos_app.desktop.presenters.words import Words, joined
from pos_app.desktop.problems import Advice, advice_for
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.session import Session
from pos_app.wire.problems import Code
from pos_app.wire.sso import SsoProgress

TYPED_SECONDS = 30.0
"""So long a password that was typed and not sent stays in its field."""
LONGEST_PASSWORD = 1024
WRONG = LockProblem(mark("This is not the right password."), mark("Check it and try again."))


class LockApi(SsoApi, Protocol):
    def unlock(self, password: str) -> None: ...
    def unlock_by_sso(self, claim_secret: str, wait: int) -> SsoProgress: ...


class LockPresenter:
    """``kept`` tells what waits underneath; ``covered`` and ``uncovered`` hold the work still and let it go on;
    ``stake`` says what becomes of a payment if the person leaves, and ``leave`` logs out.

    Idle time is that of a clock that goes on while the machine sleeps. The person's refresh token is out of the keyring
    while it is locked, or closing the window and opening it again would unlock it.
    """

    def __init__(
        self, view: LockView, stage: Stage, api: LockApi, runner: Runner, clock: Clock, session: Session,
        connection: Connection, keeper: SessionKeeper, idle: IdleTime, words: Words,
        ask: Callable[[Question, Answered], None], timers: Timers, browser: Browser, methods: Methods,
    ) -> None:  # fmt: skip
        self._view = view
        self._stage = stage
        self._api = api
        self._runner = runner
        self._clock = clock
        self._session = session
        self._connection = connection
        self._keeper = keeper
        self._idle = idle
        self._words = words
        self._ask = ask
        self.kept: Callable[[], tuple[KeptFace, ...]] = tuple
        self.stake: Callable[[], Question | None] = lambda: None
        self.covered: Callable[[], None] = lambda: None
        self.uncovered: Callable[[], None] = lambda: None
        self.leave: Callable[[], None] = lambda: None
        self.locked = False
        self._touched_at = 0.0
        self._locked_at = 0.0
        self._at = clock.now()
        self._by = ""
        self._shown: LockFace | None = None
        self._job: Job[None] | None = None
        self._sso = SingleSignOn(
            view, api, api.unlock_by_sso, runner, timers, browser, self._signed_on, self._not_signed_on
        )
        methods.listen(view.show_sso_method)
        connection.listen(self._look)
        view.bind(self)

    def entered(self) -> None:
        """Somebody has logged in."""
        self.gone()
        self._touched_at = self._clock.monotonic()

    def gone(self) -> None:
        """Nobody is here, so there is nothing to lock."""
        self.locked, self._shown = False, None
        self._sso.stop()
        if self._job:
            self._job.drop()
            self._job = None
        self._keeper.unlock()
        self._view.show_busy(busy=False)
        self._view.show_problem(None)
        self._view.clear_password()

    def touched(self) -> bool:
        """A key, the mouse or a finger. True: it comes too late and is not to be acted on, the till has locked."""
        late = self._over()
        if late:
            self._lock("")
        self._touched_at = self._clock.monotonic()
        return late

    def lock(self) -> None:
        """By the button or its key."""
        person = self._session.person
        if person is not None and not self.locked:
            self._lock(person.display_name)

    def unlock(self, password: str) -> None:
        if not self.locked or self._job or self._sso.active:
            return
        if not password or len(password) > LONGEST_PASSWORD:
            self._problem(LockProblem(say("Your password is missing.") if not password else say("This is too long."),
                                      say("Type it in.")))  # fmt: skip
            return
        self._view.show_problem(None)
        self._view.show_busy(busy=True)
        self._view.clear_password()  # whatever comes of it: nobody may find it here
        self._job = self._runner.run("reads", lambda: self._api.unlock(password))
        self._job.then(lambda _none: self._opened(), self._refused)

    def begin_sso(self) -> None:
        """Open it by the browser instead: the same person, who signs in there afresh."""
        if self.locked and not self._job:
            self._view.show_problem(None)
            self._view.clear_password()
            self._sso.begin()

    def open_again(self) -> None:
        self._sso.open_again()

    def cancel_sso(self) -> None:
        if self._sso.active:
            self._sso.stop()
            self._view.focus()

    def _signed_on(self, _found: SsoProgress, _secret: str) -> None:
        if self.locked:
            self._opened()

    def _not_signed_on(self, advice: Advice, error: Exception | None) -> None:
        if error is not None:
            self._connection.saw(error)  # a session that has ended leads to the log-in
        if self.locked:
            self._problem(LockProblem(advice.sentence, advice.next_step))

    def switch_person(self) -> None:
        """Somebody else wants the till. First it is said what becomes of the work."""
        person = self._session.person
        if person is None or not self.locked:
            return
        stake = self.stake()
        payment = f"{stake.title} {stake.detail}" if stake else say("No payment is open.")
        self._ask(
            Question(
                say("Log {name} out?", name=person.display_name),
                f"{payment} {say('The search and the place in the list are not kept.')}",
                (ActionFace("stay", say("Stay"), shortcut="Esc", primary=True),
                 ActionFace("leave", say("Log out and sign in as someone else"))),
                escape="stay",
            ),
            lambda key: self.leave() if key == "leave" and self.locked else self._view.focus(),
        )  # fmt: skip

    def _over(self) -> bool:
        if self._session.person is None or self.locked:
            return False
        return self._clock.monotonic() - self._touched_at >= 60 * self._idle.minutes

    def _look(self) -> None:
        if self._over():
            self._lock("")
        elif self.locked:
            self._show()
            if self._clock.monotonic() - self._touched_at >= TYPED_SECONDS and not self._job:
                self._touched_at = self._clock.monotonic()
                self._view.clear_password()

    def _lock(self, by: str) -> None:
        person = self._session.person
        if person is None:
            return
        self.locked, self._by, self._locked_at = True, by, self._clock.monotonic()
        self._at = self._clock.now()
        self._keeper.lock(self._session.link.server, person.username)
        self.covered()
        self._view.show_problem(None)
        self._view.clear_password()
        self._show()
        self._stage.lock()
        self._view.focus()

    def _show(self) -> None:
        person = self._session.person
        if person is None:
            return
        minutes = int(self._clock.monotonic() - self._locked_at) // 60
        ago = (
            say("{minutes} min ago", minutes=minutes)
            if minutes < 60
            else say("{hours} h {minutes} min ago", hours=minutes // 60, minutes=minutes % 60)
        )
        ago = ago if minutes else say("just now")
        at = self._words.clock(self._at)
        face = LockFace(
            say("This till is locked"),
            joined(
                say("by {name} at {time}", name=self._by, time=at) if self._by else say("by itself at {time}", time=at),
                ago,
            ),
            say("Password of {name}", name=person.display_name),
            say("Kept for {name}", name=person.display_name.split()[0]),
            self.kept(),
        )
        if face != self._shown:
            self._shown = face
            self._view.show_lock(face)

    def _opened(self) -> None:
        self._job = None
        self._connection.answered()
        person, link = self._session.person, self._session.link
        if person is None:
            return
        self.locked, self._shown = False, None
        self._touched_at = self._clock.monotonic()
        self._keeper.unlock()
        self._keeper.save(link.server, person.username, link.refresh, lambda _kept: None)
        self._view.show_busy(busy=False)
        self._stage.unlock()
        self.uncovered()

    def _refused(self, error: Exception) -> None:
        self._job = None
        self._view.show_busy(busy=False)
        self._connection.saw(error)  # a session that has ended leads to the log-in
        if not self.locked:
            return
        advice = advice_for(error)
        if not isinstance(error, ApiProblem):
            self._problem(LockProblem(advice.sentence, say("Only it can check a password: the till stays locked.")))
        elif error.code == Code.PASSWORD_WRONG:
            self._problem(say_all(WRONG))
        elif error.code == Code.TOO_MANY_TRIES:
            self._problem(LockProblem(error.sentence, say("The till stays locked.")))
        else:
            self._problem(LockProblem(advice.sentence, advice.next_step))

    def _problem(self, problem: LockProblem) -> None:
        self._view.show_problem(problem)
        self._view.focus()
