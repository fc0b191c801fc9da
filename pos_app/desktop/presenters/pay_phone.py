"""Paying on the patient's phone: a link is made and shown, and the till follows the payment as always.

From here nothing is sent; the patient may pay at any moment. Back at the counter it is still the same payment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from pos_app.desktop.address import AddressRefused, is_loopback, phone_link
from pos_app.desktop.ports import Clock, Runner, Timers
from pos_app.desktop.presenters import method_faces as faces
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import Tone
from pos_app.desktop.presenters.pay_course import PayCourse
from pos_app.desktop.presenters.pay_screen import PayScreen
from pos_app.desktop.presenters.pay_state import Paying, Phase
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for, decline_advice
from pos_app.desktop.say import say
from pos_app.desktop.session import Session
from pos_app.wire.payments import AttemptState, PayLinkAnswer, PaymentIntentAnswer


class LinkApi(Protocol):
    def pay_link(self, attempt_id: str) -> PayLinkAnswer: ...


@dataclass(slots=True)
class _Shown:
    """``until``: monotonic seconds, since the server's clock may be another one than ours."""

    url: str = ""
    until: float = 0.0
    status: str = field(default_factory=lambda: say(faces.MAKING))
    tone: Tone = Tone.NEUTRAL
    warning: str = ""


class PayPhone:
    def __init__(
        self, screen: PayScreen, course: PayCourse, api: LinkApi, runner: Runner, timers: Timers, clock: Clock,
        connection: Connection, session: Session, words: Words,
    ) -> None:  # fmt: skip
        self._screen = screen
        self._course = course
        self._api = api
        self._runner = runner
        self._waiting = Waiting(timers)
        self._clock = clock
        self._connection = connection
        self._session = session
        self._words = words
        self._shown = _Shown()
        course.on_phone = self._heard

    def begin(self, paying: Paying) -> None:
        if paying.phase not in (Phase.PREPARING, Phase.CARD) or paying.other_amount or not paying.waits_for_card:
            return
        paying.card = None
        self._course.to_phone(paying)
        self.new_link(paying)

    def new_link(self, paying: Paying) -> None:
        attempt = paying.attempt
        if paying.phase is not Phase.PHONE or attempt is None:
            return
        self._shown = shown = _Shown()
        self._draw(paying)
        self._runner.run("reads", lambda: self._api.pay_link(attempt.id)).then(
            lambda link: self._made(paying, shown, link), lambda error: self._not_made(paying, shown, error)
        )

    def back(self, paying: Paying) -> None:
        """To the card form, on the same payment. What the patient does on the phone meanwhile still counts."""
        self._waiting.stop()
        self._course.to_card(paying, say(faces.STILL_OPEN) if self._shown.url else "")
        self._course.reread()

    def _made(self, paying: Paying, shown: _Shown, link: PayLinkAnswer) -> None:
        if not self._current(paying, shown):
            return
        try:
            url = phone_link(self._session.link.server, link.url)
        except AddressRefused as error:
            shown.status, shown.tone = str(error), Tone.BAD
            self._draw(paying)
            return
        if is_loopback(urlsplit(url).hostname or ""):
            info = self._connection.info
            shown.warning = say(faces.LOOPBACK)
            if info is None or info.mode != "test":
                shown.status, shown.tone, shown.warning = say(faces.LOOPBACK), Tone.BAD, ""
                self._draw(paying)
                return
        shown.url, shown.until = url, self._clock.monotonic() + link.expires_in
        shown.status, shown.tone = say(faces.WAITING), Tone.NEUTRAL
        self._tick(paying, shown)

    def _not_made(self, paying: Paying, shown: _Shown, error: Exception) -> None:
        self._connection.saw(error)
        if self._current(paying, shown):
            advice = advice_for(error)
            shown.status, shown.tone = f"{advice.sentence} {advice.next_step}", Tone.BAD
            self._draw(paying)
            self._course.reread()

    def _heard(self, paying: Paying, answer: PaymentIntentAnswer) -> None:
        """What became of it so far, told by the server."""
        shown, decline = self._shown, answer.last_error
        if answer.state is AttemptState.REQUIRES_ACTION:
            shown.status, shown.tone = say(faces.ON_PHONE_BANK), Tone.NEUTRAL
        elif decline is not None and decline != paying.declined:
            paying.declined = decline
            sentence = decline_advice(decline).sentence
            shown.status, shown.tone = say(faces.ON_PHONE_DECLINED, sentence=sentence), Tone.BAD
        elif shown.status == say(faces.ON_PHONE_BANK):
            shown.status = say(faces.WAITING)
        self._draw(paying)

    def _tick(self, paying: Paying, shown: _Shown) -> None:
        if not self._current(paying, shown):
            return
        if self._clock.monotonic() >= shown.until:
            shown.url, shown.status, shown.tone, shown.warning = "", say(faces.LINK_OVER), Tone.NEUTRAL, ""
        else:
            self._waiting.after("tick", 1000, lambda: self._tick(paying, shown))
        self._draw(paying)

    def _current(self, paying: Paying, shown: _Shown) -> bool:
        return self._course.paying is paying and paying.phase is Phase.PHONE and self._shown is shown

    def _draw(self, paying: Paying) -> None:
        shown = self._shown
        seconds = max(0, round(shown.until - self._clock.monotonic())) if shown.url else None
        self._screen.phone(
            faces.phone_face(
                self._words,
                paying,
                code=shown.url,
                seconds=seconds,
                status=shown.status,
                tone=shown.tone,
                warning=shown.warning,
            )
        )
