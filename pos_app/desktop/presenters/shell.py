"""The frame: who is here, test or live, how old is what we know, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pos_app.desktop.ports import Preferences, Runner
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, Question, Screen
from pos_app.desktop.presenters.faces.login import LoginView
from pos_app.desktop.presenters.faces.shell import (
    BannerFace,
    ConnectionFace,
    HospitalFace,
    PersonFace,
    ShellView,
    Theme,
)
from pos_app.desktop.presenters.idle import IdleTime
from pos_app.desktop.presenters.initials import initials
from pos_app.desktop.presenters.keeper import SessionKeeper
from pos_app.desktop.presenters.stage import Stage
from pos_app.desktop.presenters.words import ROLES, Words, joined
from pos_app.desktop.say import mark, say, say_many
from pos_app.desktop.session import Link, Session
from pos_app.wire.auth import Person

TEST_NOTE = mark("A sample hospital with made-up patients. No real money moves here.")


class ShellApi(Protocol):
    def logout(self, link: Link | None = None) -> None: ...


class ShellPresenter:
    """``leave_question`` answers what is at stake if the person leaves now (None: nothing); ``left`` clears the
    other screens; ``sign_in_again`` shows the log-in with a notice; ``went`` hears which place of the rail was chosen.
    """

    def __init__(
        self, view: ShellView, stage: Stage, login_view: LoginView, api: ShellApi, runner: Runner, session: Session,
        connection: Connection, keeper: SessionKeeper, preferences: Preferences, idle: IdleTime, words: Words,
        version: str,
    ) -> None:  # fmt: skip
        self._view = view
        self._stage = stage
        self._login_view = login_view
        self._api = api
        self._runner = runner
        self._session = session
        self._connection = connection
        self._keeper = keeper
        self._preferences = preferences
        self._idle = idle
        self._idle_note = ""
        self._words = words
        self._version = version
        self._closing = False
        self._shown: tuple[ConnectionFace | None, HospitalFace | None, BannerFace | None] = (None, None, None)
        self.leave_question: Callable[[], Question | None] = lambda: None
        self.left: Callable[[], None] = lambda: None
        self.expired: Callable[[], None] = lambda: None
        self.sign_in_again: Callable[[str], None] = lambda _notice: None
        self.lock: Callable[[], None] = lambda: None
        self.change_password: Callable[[], None] = lambda: None
        self.tried_now: Callable[[], None] = lambda: None
        self.close_window: Callable[[], None] = lambda: None
        self.went: Callable[[Screen], None] = lambda _screen: None
        connection.listen(self._show_connection)
        connection.on_expired(self._session_ended)
        view.bind(self)

    def start(self) -> None:
        theme = self._preferences.theme
        self._view.show_theme("light" if theme == "light" else "dark" if theme == "dark" else "system")
        self._show_idle()
        self._view.show_language(self._preferences.locale)
        self._view.show_person(None)
        self._stage.leave()
        self._show_connection()

    def entered(self, person: Person) -> None:
        self._stage.enter()
        self._view.show_person(PersonFace(person.display_name, say(ROLES[person.role]), initials(person.display_name)))
        self._show_connection()

    def try_now(self) -> None:
        self._connection.poll()
        self.tried_now()

    def choose_theme(self, theme: Theme) -> None:
        self._preferences.theme = theme
        self._view.show_theme(theme)

    def go(self, screen: Screen) -> None:
        self.went(screen)

    def choose_language(self, language: str) -> None:
        self._preferences.locale = language
        self._view.show_language(language)

    def choose_idle_minutes(self, minutes: int) -> None:
        self._preferences.idle_minutes = minutes
        self._show_idle()

    def _show_idle(self) -> None:
        self._idle_note = self._idle.note
        self._view.show_idle_minutes(self._preferences.idle_minutes, self._idle_note)

    def log_out(self) -> None:
        question = self.leave_question()
        if question is None:
            self.leave()
            return
        self._view.ask(question, lambda key: self.leave() if key == "leave" else None)

    def close_asked(self) -> bool:
        question = None if self._closing else self.leave_question()
        if question is None:
            return True
        self._view.ask(question, self._close_answered)
        return False

    def _close_answered(self, key: str) -> None:
        if key == "leave":
            self._closing = True
            self.close_window()

    def leave(self) -> None:
        """Log out without asking again."""
        person, link = self._session.person, self._session.link
        if person is None:
            return
        self._runner.run("reads", lambda: self._api.logout(link)).then(None, self._connection.saw)
        self._keeper.forget(link.server, person.username)
        self._session.end()
        self._to_login("")
        self.left()

    def _session_ended(self) -> None:
        person = self._session.person
        if person is None:
            return
        self._keeper.forget(self._session.link.server, person.username)
        self._session.end()
        self.expired()
        self._to_login(say("Your session has ended."))

    def _to_login(self, notice: str) -> None:
        self._view.show_person(None)
        self._show_connection()
        self._stage.leave()
        self.sign_in_again(notice)

    def _show_connection(self) -> None:
        face = self._connection_face()
        hospital = self._hospital_face()
        banner = self._banner()
        if self._idle.note != self._idle_note:
            self._show_idle()
        # called every second: what has not changed need not be drawn again
        if face != self._shown[0]:
            self._view.show_connection(face)
            self._login_view.show_connection(face)
        if hospital != self._shown[1]:
            self._view.show_hospital(hospital)
            self._login_view.show_hospital(hospital)
        if banner != self._shown[2]:
            self._view.show_banner(banner)
        self._shown = (face, hospital, banner)

    def _connection_face(self) -> ConnectionFace:
        connection = self._connection
        if not connection.known:
            return ConnectionFace(say("Connecting…"), "", good=False)
        if connection.good:
            text = say("Connected, the server has trouble") if connection.degraded else say("Connected")
            return ConnectionFace(text, _ago(connection.age), good=not connection.degraded)
        since = say("since {time}", time=self._words.clock(connection.heard_at)) if connection.heard_at else ""
        return ConnectionFace(say("No connection"), since, good=False)

    def _hospital_face(self) -> HospitalFace:
        info, person = self._connection.info, self._session.person
        site = person.sites[0].name if person and len(person.sites) == 1 else ""
        place = joined(site, self._session.till)
        test = info is not None and info.mode == "test"
        return HospitalFace(
            info.hospital if info else "",
            place,
            test,
            test_title=say("TEST"),
            test_note=say(TEST_NOTE) if test else "",
            version=self._version,
        )

    def _banner(self) -> BannerFace | None:
        if self._session.person is None or not self._connection.lost:
            return None
        at = self._connection.heard_at
        title = (
            say("Showing what we knew at {time}.", time=self._words.clock(at)) if at else say("Nothing is known yet.")
        )
        wait = self._connection.next_try_in
        tries = (
            say_many("Next try in {count} second.", "Next try in {count} seconds.", wait)
            if wait
            else say("Trying now.")
        )
        return BannerFace(
            f"{title} {say('You can look, not charge.')}",
            f"{say('The server does not answer.')} {tries}",
            say("Try now"),
        )


def _ago(seconds: float) -> str:
    return say("just now") if seconds < 1 else say("{seconds} s ago", seconds=int(seconds))


def leave_question_for(sentence: str, detail: str) -> Question:
    return Question(
        sentence,
        detail,
        (ActionFace("stay", say("Stay"), shortcut="Esc", primary=True), ActionFace("leave", say("Leave anyway"))),
        escape="stay",
    )
