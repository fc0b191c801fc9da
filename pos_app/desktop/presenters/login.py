"""Logging in: by name and password, or by the session kept from the last time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from pos_app.desktop.address import AddressRefused, server_address, short_address
from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Browser, Job, Preferences, Runner, Timers
from pos_app.desktop.presenters import front
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.login import LoginField, LoginFormFace, LoginProblem, LoginView
from pos_app.desktop.presenters.front import SamplePerson
from pos_app.desktop.presenters.keeper import SessionKeeper
from pos_app.desktop.presenters.single_sign_on import Methods, SingleSignOn, SsoApi
from pos_app.desktop.problems import Advice, advice_for
from pos_app.desktop.say import mark, say
from pos_app.desktop.session import Link, Session
from pos_app.wire.auth import LoginAnswer, Person, Role
from pos_app.wire.problems import Code
from pos_app.wire.sso import SsoProgress

NO_KEYRING = mark("This computer has no safe place for the session: you’ll be asked at each start.")
CHOOSING = mark("The one you typed is for one time. Several words in a row do well: 12 characters or more.")
_FIELDS: dict[str, LoginField] = {Code.LOGIN_FAILED: "password", Code.PASSWORD_REFUSED: "new"}


class LoginApi(SsoApi, Protocol):
    def finish_sso(self, claim_secret: str, wait: int) -> SsoProgress: ...
    def login(self, username: str, password: str) -> LoginAnswer: ...
    def me(self) -> Person: ...
    def change_password(self, link: Link, current: str, new: str) -> LoginAnswer: ...
    def logout(self, link: Link | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class _FirstTime:
    """Somebody whose password is for one time. Their session is good for choosing another and for nothing else."""

    link: Link
    password: str = field(repr=False)


class LoginPresenter:
    def __init__(
        self, view: LoginView, api: LoginApi, runner: Runner, session: Session, connection: Connection,
        keeper: SessionKeeper, preferences: Preferences, people: tuple[SamplePerson, ...],
        entered: Callable[[Person], None], timers: Timers, browser: Browser, methods: Methods,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._runner = runner
        self._session = session
        self._connection = connection
        self._keeper = keeper
        self._preferences = preferences
        self._people = people
        self._entered = entered
        self._job: Job[Any] | None = None
        self._busy = False
        self._said_no_keyring = False
        self._first: _FirstTime | None = None
        self.asked: Callable[[], None] = lambda: None
        """Called once a password has been sent: until the answer comes nobody can do anything here."""
        self._methods = methods
        self._sso = SingleSignOn(
            view, api, api.finish_sso, runner, timers, browser, self._signed_on, self._not_signed_on
        )
        methods.listen(view.show_sso_method)
        view.bind(self)

    def start(self, *, shown: bool = False) -> None:
        """Show the form, unless the window has it ``shown`` already, and look for a kept session; the form can be used
        meanwhile."""
        if not shown:
            front.show(self._view, self._preferences, self._session.link.server, self._people)
        server = self._session.link.server
        name = self._preferences.last_name
        if name:
            self._keeper.load(server, name, lambda token: self._restored(server, name, token))

    def again(self, notice: str = "") -> None:
        """After logging out, or when the session has ended."""
        self._sso.stop()
        self._methods.forget()
        self._set_busy(None)
        self._show_form()
        self._view.clear_password()
        self._view.show_problem(LoginProblem(notice, say("Sign in again. What was open is kept.")) if notice else None)
        self.focus()

    def focus(self) -> None:
        self._view.focus(front.first_field(self._preferences))

    def sign_in(self, name: str, password: str) -> None:
        if self._busy:
            return
        name = name.strip()
        missing: LoginField = "" if name and password else "password" if name else "name"
        if missing:
            what = say("Your name is missing.") if missing == "name" else say("Your password is missing.")
            self._problem(LoginProblem(what, say("Type it in."), missing))
            return
        if len(name) > 128 or len(password) > 1024:
            self._problem(LoginProblem(say("This is too long."), say("Check what you typed or pasted.")))
            return
        self._view.show_problem(None)
        self._set_busy(say("Signing in…"))
        self._job = self._runner.run("reads", lambda: self._api.login(name, password))
        self._job.then(lambda answer: self._logged_in(password, answer), self._refused)
        self.asked()

    def begin_sso(self) -> None:
        """Sign in by the browser instead."""
        if not self._busy and self._first is None:
            self._view.show_problem(None)
            self._view.clear_password()
            self._set_busy(say("Signing in…"))
            self._sso.begin()

    def open_again(self) -> None:
        self._sso.open_again()

    def cancel_sso(self) -> None:
        if self._sso.active:
            self._sso.stop()
            self._set_busy(None)
            self.focus()

    def _signed_on(self, found: SsoProgress, _secret: str) -> None:
        self._set_busy(None)
        if found.login is not None:
            self._logged_in("", found.login)

    def _not_signed_on(self, advice: Advice, error: Exception | None) -> None:
        self._set_busy(None)
        if error is not None:
            self._connection.saw(error)
        self._problem(LoginProblem(advice.sentence, advice.next_step))

    def choose_password(self, new: str, again: str) -> None:
        first = self._first
        if self._busy or first is None:
            return
        if not new or new != again:
            told = say("The two are not the same.") if new else say("Your new password is missing.")
            self._problem(
                LoginProblem(told, say("Type it in again.") if new else say("Type it in."), "again" if new else "new")
            )
            return
        if len(new) > 1024:
            self._problem(LoginProblem(say("This is too long."), say("Check what you typed or pasted."), "new"))
            return
        self._view.show_problem(None)
        self._set_busy(say("Changing your password…"))
        self._job = self._runner.run("reads", lambda: self._api.change_password(first.link, first.password, new))
        self._job.then(lambda answer: self._begun(answer), self._not_chosen)

    def _not_chosen(self, error: Exception) -> None:
        if isinstance(error, ApiProblem) and error.code == Code.NOT_AUTHENTICATED:
            self.again(say("Your session has ended."))
            return
        self._refused(error)

    def choose_person(self, index: int) -> None:
        if 0 <= index < len(self._people) and not self._busy and self._first is None:
            person = self._people[index]
            self._view.fill(person.username, person.password)
            self._view.show_problem(None)

    def change_server(self, address: str) -> None:
        try:
            server = server_address(address)
        except AddressRefused as error:
            self._problem(LoginProblem(str(error), say("As in billing.hospital.example."), "server"))
            return
        if server == self._session.link.server:
            return
        self._drop()
        self._sso.stop()
        self._methods.elsewhere()
        self._session.use_server(server)
        self._preferences.server = server
        self._set_busy(None)
        self._view.show_problem(None)
        self._show_form()
        self._connection.start()

    def _show_form(self) -> None:
        self._first = None
        self._view.show_form(front.form(self._preferences, self._session.link.server))

    def _show_choosing(self) -> None:
        server = self._session.link.server
        self._view.show_form(
            LoginFormFace(say("Choose your password"), say(CHOOSING), self._preferences.last_name, server,
                          short_address(server), choosing=True)
        )  # fmt: skip
        self._view.focus("new")

    def _restored(self, server: str, name: str, token: str | None) -> None:
        if not self._keeper.available:
            self._say_no_keyring()
        if not token or self._busy or self._session.link.server != server or self._session.person:
            return
        self._set_busy(say("Looking for your session…"))
        self._session.hold(token)
        self._job = self._runner.run("reads", self._api.me)
        self._job.then(self._taken_up, lambda error: self._not_restored(name, error))

    def _taken_up(self, person: Person) -> None:
        self._session.enter(person)
        self._enter(person)

    def _not_restored(self, name: str, error: Exception) -> None:
        server = self._session.link.server
        self._session.end()
        self._set_busy(None)
        if isinstance(error, ApiProblem) and error.code == Code.NOT_AUTHENTICATED:
            self._keeper.forget(server, name)
            return  # an old session: nothing to tell, the form is there
        self._refused(error)

    def _logged_in(self, password: str, answer: LoginAnswer) -> None:
        self._connection.answered()
        if answer.user.role is Role.PATIENT:
            self._set_busy(None)
            link = Link(self._session.link.server, answer.access_token)
            self._runner.run("reads", lambda: self._api.logout(link)).then(None, self._connection.saw)
            self._problem(
                LoginProblem(say("Patients have no till."), say("Pay your bills at home, in the patient’s pages."))
            )
            return
        if answer.user.must_change_password:
            self._set_busy(None)
            self._show_choosing()
            link = Link(self._session.link.server, answer.access_token, answer.refresh_token)
            self._first = _FirstTime(link, password)
            return
        self._begun(answer)

    def _begun(self, answer: LoginAnswer) -> None:
        self._first = None
        self._preferences.last_name = answer.user.username
        self._session.begin(answer)
        self._enter(answer.user)

    def _kept(self, kept: bool) -> None:
        if not kept:
            self._say_no_keyring()

    def _say_no_keyring(self) -> None:
        if not self._said_no_keyring:
            self._said_no_keyring = True
            self._view.show_notice(say(NO_KEYRING))

    def _enter(self, person: Person) -> None:
        link = self._session.link
        self._keeper.save(link.server, person.username, link.refresh, self._kept)
        self._set_busy(None)
        self._view.clear_password()
        self._view.show_problem(None)
        self._entered(person)

    def _refused(self, error: Exception) -> None:
        self._set_busy(None)
        if not isinstance(error, ApiProblem):
            self._connection.saw(error)
        advice = advice_for(error)
        where = _FIELDS.get(error.code, "") if isinstance(error, ApiProblem) else ""
        self._problem(LoginProblem(advice.sentence, advice.next_step, where))

    def _problem(self, problem: LoginProblem) -> None:
        self._view.show_problem(problem)
        self._view.focus(problem.field or ("new" if self._first else "name"))

    def _set_busy(self, text: str | None) -> None:
        self._busy = text is not None
        self._view.show_busy(text)

    def _drop(self) -> None:
        if self._job:
            self._job.drop()
            self._job = None
