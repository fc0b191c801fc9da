"""Signing in at the hospital's identity provider: the computer's browser goes there, and the till asks what came of it.

The till opens no port and holds nothing of the provider's; what makes the session its own is a secret that it got when
it began, and that neither the browser nor its address ever sees.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from pos_app.desktop.address import AddressRefused, page_address
from pos_app.desktop.api import ApiProblem, OutcomeUnknown, ServerUnreachable
from pos_app.desktop.ports import Browser, Job, Runner, Timer, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.sso import SsoFace, SsoView
from pos_app.desktop.problems import SSO_EXPIRED, Advice, advice_for
from pos_app.desktop.say import mark, say, say_all
from pos_app.wire.problems import Code
from pos_app.wire.sso import LONGEST_WAIT, LoginMethods, SsoProgress, SsoStarted, SsoStep

ASK_AGAIN_MS = 300
AFTER_TROUBLE_MS = 2000
BUTTON = mark("Sign in with {name}")
NO_BROWSER = Advice(mark("The browser could not be opened."), mark("Tell IT, or use name and password."))
BAD_ADDRESS = Advice(mark("The server named an address that is not safe to open."), mark("Tell IT."))


class MethodsApi(Protocol):
    def login_methods(self) -> LoginMethods: ...


class SsoApi(Protocol):
    def start_sso(self) -> SsoStarted: ...


class Methods:
    """Whether the server at hand has single sign-on, and what it is called. Asked once it can be reached."""

    def __init__(self, api: MethodsApi, runner: Runner, connection: Connection) -> None:
        self._api = api
        self._runner = runner
        self._connection = connection
        self._listeners: list[Callable[[str], None]] = []
        self._job: Job[LoginMethods] | None = None
        self._known = False
        self.button = ""
        connection.listen(self._look)

    def listen(self, listener: Callable[[str], None]) -> None:
        """Called with the button's text, or with nothing."""
        self._listeners.append(listener)

    def elsewhere(self) -> None:
        """Another server: what the one before had is not its own."""
        self.forget()
        self._say("")

    def forget(self) -> None:
        """Ask anew: it may have been set up meanwhile."""
        self._known = False
        if self._job:
            self._job.drop()
            self._job = None

    def _look(self) -> None:
        if not self._known and self._job is None and self._connection.good:
            self._job = self._runner.run("reads", self._api.login_methods)
            self._job.then(self._told, self._not_told)

    def _told(self, found: LoginMethods) -> None:
        self._job, self._known = None, True
        self._say(say(BUTTON, name=found.sso.name) if found.sso else "")

    def _not_told(self, error: Exception) -> None:
        self._job = None
        self._known = isinstance(error, ApiProblem) and error.code == Code.NOT_FOUND  # a server of before
        if self._known:
            self._say("")

    def _say(self, button: str) -> None:
        if button != self.button:
            self.button = button
            for listener in self._listeners:
                listener(button)


class SingleSignOn:
    """One sign-in after another, for the log-in, for the lock or for one act.

    ``claim`` asks the server what came of it; ``done`` gets its answer and the secret, ``failed`` what to say instead.
    """

    def __init__(
        self, view: SsoView, api: SsoApi, claim: Callable[[str, int], SsoProgress], runner: Runner, timers: Timers,
        browser: Browser, done: Callable[[SsoProgress, str], None], failed: Callable[[Advice, Exception | None], None],
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._claim = claim
        self._runner = runner
        self._timers = timers
        self._browser = browser
        self._done = done
        self._failed = failed
        self._job: Job[Any] | None = None
        self._timers_set: list[Timer] = []
        self._begun: SsoStarted | None = None
        self._shown: SsoFace | None = None
        self.active = False

    def begin(self) -> None:
        if self.active:
            return
        self.active = True
        self._show(SsoFace(say("Asking the server…"), say("Your browser opens in a moment.")))
        self._job = self._runner.run("reads", self._api.start_sso)
        self._job.then(self._started, self._trouble_at_start)

    def open_again(self) -> None:
        """The browser was closed, or has opened behind the till."""
        if self._begun is not None:
            self._open(self._begun)

    def stop(self) -> None:
        """Given up, or not wanted any more: what the browser still brings is nobody's."""
        self.active, self._begun = False, None
        if self._job:
            self._job.drop()
            self._job = None
        for timer in self._timers_set:
            timer.cancel()
        self._timers_set = []
        if self._shown is not None:
            self._shown = None
            self._view.show_sso(None)

    def _started(self, begun: SsoStarted) -> None:
        self._job = None
        self._begun = begun
        self._timers_set.append(self._timers.after(begun.expires_in * 1000, self._expired))
        self._show_waiting(SsoStep.WAITING)
        if self._open(begun):
            self._ask()

    def _open(self, begun: SsoStarted) -> bool:
        try:
            address = page_address(begun.open_url)
        except AddressRefused:
            self._fail(say_all(BAD_ADDRESS))
            return False
        if not self._browser.open(address):
            self._fail(say_all(NO_BROWSER))
            return False
        return True

    def _ask(self) -> None:
        if self._begun is not None:
            secret = self._begun.claim_secret
            self._job = self._runner.run("held", lambda: self._claim(secret, LONGEST_WAIT))
            self._job.then(self._answered, self._trouble)

    def _answered(self, found: SsoProgress) -> None:
        self._job = None
        if found.step is SsoStep.DONE:
            secret = self._begun.claim_secret if self._begun is not None else ""
            self.stop()
            self._done(found, secret)
            return
        self._show_waiting(found.step)
        self._later(ASK_AGAIN_MS)

    def _trouble(self, error: Exception) -> None:
        """No answer says nothing about the sign-in, so it goes on; a refusal ends it."""
        self._job = None
        busy = isinstance(error, ApiProblem) and error.code == Code.DATABASE_BUSY
        if busy or isinstance(error, ServerUnreachable):
            self._show_waiting(SsoStep.WAITING, say("The server does not answer. We keep asking."))
            self._later(AFTER_TROUBLE_MS)
            return
        self._fail(advice_for(error), error)

    def _trouble_at_start(self, error: Exception) -> None:
        self._fail(advice_for(error), error if isinstance(error, ApiProblem | OutcomeUnknown) else None)

    def _later(self, ms: int) -> None:
        self._timers_set = [*self._timers_set[:1], self._timers.after(ms, self._ask)]

    def _expired(self) -> None:
        self._fail(say_all(SSO_EXPIRED))

    def _fail(self, advice: Advice, error: Exception | None = None) -> None:
        self.stop()
        self._failed(advice, error)

    def _show_waiting(self, step: SsoStep, note: str = "") -> None:
        if self._begun is None:
            return
        confirming = step is SsoStep.CONFIRMING
        compare = say("Compare the code there with this one.")
        sign_in = say("Sign in there, then compare the codes.")
        self._show(
            SsoFace(
                say("Go on in your browser"),
                compare if confirming else sign_in,
                self._begun.code,
                say("Your code"),
                note or say("It is good for five minutes. Never tell it to anybody."),
                say("Open it again"),
            )
        )

    def _show(self, face: SsoFace) -> None:
        if face != self._shown:
            self._shown = face
            self._view.show_sso(face)
