"""Changing one's own password, whenever one likes. The first time is at the log-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, Protocol

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Job, Runner
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import Toast, Tone
from pos_app.desktop.presenters.faces.password import PasswordFace, PasswordField, PasswordView
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.session import Link, Session
from pos_app.wire.auth import LoginAnswer
from pos_app.wire.problems import Code

LONGEST: Final = 1024
FACE: Final = PasswordFace(
    mark("Change your password"),
    mark("Several words in a row do well: 12 characters or more. Wherever else you are signed in, you are signed out."),
)
MISSING: Final = mark("Type the password you have now.")
NEW_MISSING: Final = mark("Your new password is missing.")
NOT_THE_SAME: Final = mark("The two are not the same.")
TOO_LONG: Final = mark("This is too long. Check what you typed or pasted.")
UNKNOWN: Final = mark(
    "The server has not answered: it is not known whether the password was changed. Try the new one first."
)
CHANGED: Final = mark("Your password is changed. Elsewhere you are signed out.")
_FIELDS: Final[dict[str, PasswordField]] = {Code.PASSWORD_WRONG: "current", Code.PASSWORD_REFUSED: "new"}


class PasswordApi(Protocol):
    def change_password(self, link: Link, current: str, new: str) -> LoginAnswer: ...


class PasswordPresenter:
    """Implements PasswordActions. Nothing typed stays here once it is sent."""

    def __init__(
        self, view: PasswordView, api: PasswordApi, runner: Runner, session: Session, connection: Connection,
        toast: Callable[[Toast], None],
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._runner = runner
        self._session = session
        self._connection = connection
        self._toast = toast
        self._face: PasswordFace | None = None
        self._job: Job[Any] | None = None
        view.bind_password(self)

    def open(self) -> None:
        if self._session.person is not None and self._face is None:
            self._show(say_all(FACE))

    def stop(self) -> None:
        """The person leaves: what is on its way is of no interest to who comes next."""
        if self._job:
            self._job.drop()
            self._job = None
        self._close()

    def covered(self) -> None:
        """The till is locked. A change that is on its way goes on."""
        self._close()

    def password_said(self, current: str, new: str, again: str) -> None:
        if self._face is None or self._job:
            return
        wrong = _wrong(current, new, again)
        if wrong is not None:
            self._problem(*wrong)
            return
        self._show(replace(say_all(FACE), busy=True))
        link = self._session.link

        def work() -> LoginAnswer:
            answer = self._api.change_password(link, current, new)
            # At once, in this thread: the old tokens are over, and others may be asking with them.
            self._session.renewed(link, answer)
            return answer

        self._job = self._runner.run("reads", work)
        self._job.then(lambda _answer: self._changed(), self._refused)

    def password_left(self) -> None:
        if not self._job:
            self._close()

    def _changed(self) -> None:
        self._job = None
        self._connection.answered()
        self._close()
        self._toast(Toast(say(CHANGED), Tone.GOOD))

    def _refused(self, error: Exception) -> None:
        self._job = None
        self._connection.saw(error)  # a session that has ended leads to the log-in
        if not isinstance(error, ApiProblem):
            self._problem(say(UNKNOWN), "current")
            return
        advice = advice_for(error)
        sentence = error.sentence if error.code == Code.TOO_MANY_TRIES else f"{advice.sentence} {advice.next_step}"
        self._problem(sentence, _FIELDS.get(error.code, "current"))

    def _problem(self, sentence: str, field: PasswordField) -> None:
        if self._face is not None:
            self._show(replace(say_all(FACE), problem=sentence, field=field))

    def _show(self, face: PasswordFace) -> None:
        self._face = face
        self._view.show_password(face)

    def _close(self) -> None:
        if self._face is not None:
            self._face = None
            self._view.show_password(None)


def _wrong(current: str, new: str, again: str) -> tuple[str, PasswordField] | None:
    """What can be told without asking."""
    if not current:
        return say(MISSING), "current"
    if not new:
        return say(NEW_MISSING), "new"
    if new != again:
        return say(NOT_THE_SAME), "again"
    if max(len(current), len(new)) > LONGEST:
        return say(TOO_LONG), "new" if len(new) > LONGEST else "current"
    return None
