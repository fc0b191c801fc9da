"""Logging in: by name and password, or by the session kept from the last time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from pos_app.desktop.address import AddressRefused, server_address, short_address
from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Job, Preferences, Runner
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.login import LoginField, LoginFormFace, LoginProblem, LoginView, SamplePersonFace
from pos_app.desktop.presenters.keeper import SessionKeeper
from pos_app.desktop.presenters.words import initials
from pos_app.desktop.problems import advice_for
from pos_app.desktop.session import Session
from pos_app.wire.auth import LoginAnswer, Person, Role
from pos_app.wire.problems import Code

NO_KEYRING = "This computer has no safe place for the session: you’ll be asked at each start."
SAMPLE_ROLES = {"cashier": "Cashier", "supervisor": "Supervisor", "auditor": "Auditor, reads only",
                "admin": "Admin, sets up tills", "patient": "Patient"}  # fmt: skip


class LoginApi(Protocol):
    def login(self, username: str, password: str) -> LoginAnswer: ...
    def me(self) -> Person: ...
    def logout(self, token: str | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class SamplePerson:
    username: str
    password: str
    display_name: str
    role: str


def read_sample_people(text: str) -> tuple[SamplePerson, ...]:
    """The sample people of a demo, without the patient, who has no till. Raises ValueError for another shape."""
    found: Any = json.loads(text)
    people = []
    for entry in found:
        values = [entry[name] for name in SamplePerson.__slots__]
        if not all(isinstance(value, str) for value in values):
            raise ValueError("a sample person has texts only")
        people.append(SamplePerson(*values))
    return tuple(person for person in people if person.role != "patient")


class LoginPresenter:
    def __init__(
        self, view: LoginView, api: LoginApi, runner: Runner, session: Session, connection: Connection,
        keeper: SessionKeeper, preferences: Preferences, people: tuple[SamplePerson, ...],
        entered: Callable[[Person], None],
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
        view.bind(self)

    def start(self) -> None:
        """Show the form and look for a kept session; the form can be used meanwhile."""
        self._show_form()
        self._view.show_people(self._faces())
        self.focus()
        server = self._session.link.server
        self._keeper.load(server, lambda token: self._restored(server, token))

    def again(self, notice: str = "") -> None:
        """After logging out, or when the session has ended."""
        self._set_busy(None)
        self._show_form()
        self._view.clear_password()
        self._view.show_problem(LoginProblem(notice, "Sign in again. What was open is kept.") if notice else None)
        self.focus()

    def focus(self) -> None:
        self._view.focus("password" if self._preferences.last_name else "name")

    def sign_in(self, name: str, password: str) -> None:
        if self._busy:
            return
        name = name.strip()
        missing: LoginField = "" if name and password else "password" if name else "name"
        if missing:
            what = "Your name is missing." if missing == "name" else "Your password is missing."
            self._problem(LoginProblem(what, "Type it in.", missing))
            return
        if len(name) > 128 or len(password) > 1024:
            self._problem(LoginProblem("This is too long.", "Check what you typed or pasted."))
            return
        self._view.show_problem(None)
        self._set_busy("Signing in…")
        self._job = self._runner.run("reads", lambda: self._api.login(name, password))
        self._job.then(lambda answer: self._logged_in(name, answer), self._refused)

    def choose_person(self, index: int) -> None:
        if 0 <= index < len(self._people) and not self._busy:
            person = self._people[index]
            self._view.fill(person.username, person.password)
            self._view.show_problem(None)

    def change_server(self, address: str) -> None:
        try:
            server = server_address(address)
        except AddressRefused as error:
            self._problem(LoginProblem(str(error), "As in billing.hospital.example.", "server"))
            return
        if server == self._session.link.server:
            return
        self._drop()
        self._session.use_server(server)
        self._preferences.server = server
        self._set_busy(None)
        self._view.show_problem(None)
        self._show_form()
        self._connection.start()

    def _show_form(self) -> None:
        server = self._session.link.server
        self._view.show_form(
            LoginFormFace("Sign in", "The open invoices come next.", self._preferences.last_name, server,
                          short_address(server))
        )  # fmt: skip

    def _faces(self) -> tuple[SamplePersonFace, ...]:
        return tuple(
            SamplePersonFace(p.display_name, SAMPLE_ROLES.get(p.role, p.role), initials(p.display_name), p.username,
                             p.password, f"Alt+{n}")
            for n, p in enumerate(self._people, 1)
        )  # fmt: skip

    def _restored(self, server: str, token: str | None) -> None:
        if not self._keeper.available:
            self._say_no_keyring()
        if not token or self._busy or self._session.link.server != server or self._session.person:
            return
        self._set_busy("Looking for your session…")
        self._session.hold(token)
        self._job = self._runner.run("reads", self._api.me)
        self._job.then(lambda person: self._enter(token, person), self._not_restored)

    def _not_restored(self, error: Exception) -> None:
        server = self._session.link.server
        self._session.end()
        self._set_busy(None)
        if isinstance(error, ApiProblem) and error.code == Code.NOT_AUTHENTICATED:
            self._keeper.forget(server)
            return  # an old session: nothing to tell, the form is there
        self._refused(error)

    def _logged_in(self, name: str, answer: LoginAnswer) -> None:
        self._connection.answered()
        if answer.user.role is Role.PATIENT:
            self._set_busy(None)
            self._runner.run("reads", lambda: self._api.logout(answer.access_token)).then(None, self._connection.saw)
            self._problem(LoginProblem("Patients have no till.", "Pay your bills at home, in the patient’s pages."))
            return
        self._preferences.last_name = name
        self._keeper.save(self._session.link.server, answer.access_token, self._kept)
        self._enter(answer.access_token, answer.user)

    def _kept(self, kept: bool) -> None:
        if not kept:
            self._say_no_keyring()

    def _say_no_keyring(self) -> None:
        if not self._said_no_keyring:
            self._said_no_keyring = True
            self._view.show_notice(NO_KEYRING)

    def _enter(self, token: str, person: Person) -> None:
        self._session.begin(token, person)
        self._set_busy(None)
        self._view.clear_password()
        self._view.show_problem(None)
        self._entered(person)

    def _refused(self, error: Exception) -> None:
        self._set_busy(None)
        if not isinstance(error, ApiProblem):
            self._connection.saw(error)
        advice = advice_for(error)
        wrong = isinstance(error, ApiProblem) and error.code == Code.LOGIN_FAILED
        self._problem(LoginProblem(advice.sentence, advice.next_step, "password" if wrong else ""))

    def _problem(self, problem: LoginProblem) -> None:
        self._view.show_problem(problem)
        self._view.focus(problem.field or "name")

    def _set_busy(self, text: str | None) -> None:
        self._busy = text is not None
        self._view.show_busy(text)

    def _drop(self) -> None:
        if self._job:
            self._job.drop()
            self._job = None
