"""How a payment ended, or that we don't know yet: three faces that can't be taken for each other."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.desktop.ports import Timer, Timers
from pos_app.desktop.presenters.faces.payment import (
    CheckingFace,
    CountdownFace,
    ErrorFace,
    PaidFace,
    PaymentFace,
    PaymentModalView,
)
from pos_app.desktop.presenters.receipt import ReceiptPresenter
from pos_app.desktop.say import mark, say, say_many

COUNTDOWN_SECONDS = 10
HINT = mark("moving the mouse or Esc keeps this open")


class OutcomePresenter:
    """``next_patient`` is called when the countdown of the Paid face has run out."""

    def __init__(self, modal: PaymentModalView, timers: Timers, receipt: ReceiptPresenter) -> None:
        self._modal = modal
        self._timers = timers
        self._receipt = receipt
        self._timer: Timer | None = None
        self._left = 0
        self._make: Callable[[], CheckingFace] | None = None
        self._shown: CheckingFace | None = None
        self._held = False
        self.next_patient: Callable[[], None] = lambda: None

    @property
    def counting(self) -> bool:
        return self._left > 0

    def stop(self) -> None:
        self._end_timer()
        self._make = self._shown = None
        self._receipt.stop()

    def paid(self, face: PaidFace, attempt_id: str, *, count: bool = True) -> None:
        """Money has moved: say so, show the receipt, make ready for the next patient."""
        self._end_timer()
        self._make = None
        self._modal.success.show_paid(face)
        self._modal.show_face(PaymentFace.PAID)
        self._receipt.show(attempt_id)
        if count and not self._held:
            self._left = COUNTDOWN_SECONDS
            self._count()
        else:
            self._modal.success.show_countdown(None)

    def keep_open(self) -> None:
        if self.counting:
            self._end_timer()
            self._modal.success.show_countdown(None)

    def hold(self, *, held: bool) -> None:
        """Nobody can see it: it waits for the person instead of going on to the next patient by itself."""
        self._held = held
        if held:
            self.keep_open()

    def error(self, face: ErrorFace) -> None:
        self._end_timer()
        self._make = None
        self._modal.error.show_error(face)
        self._modal.show_face(PaymentFace.ERROR)

    def checking(self, make: Callable[[], CheckingFace]) -> None:
        """``make`` is asked every second: the seconds to the next try are part of the face."""
        self._end_timer()
        self._make, self._shown = make, None
        self._show_checking()
        self._modal.show_face(PaymentFace.CHECKING)

    def _show_checking(self) -> None:
        if self._make is None:
            return
        face = self._make()
        if face != self._shown:
            self._shown = face
            self._modal.checking.show_checking(face)
        self._timer = self._timers.after(1000, self._show_checking)

    def _count(self) -> None:
        text = say_many("Next patient in {count} second", "Next patient in {count} seconds", self._left)
        self._modal.success.show_countdown(CountdownFace(text, say(HINT), self._left * 1000 // COUNTDOWN_SECONDS))
        self._timer = self._timers.after(1000, self._down)

    def _down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._count()
        else:
            self._timer = None
            self.next_patient()

    def _end_timer(self) -> None:
        self._left = 0
        if self._timer:
            self._timer.cancel()
            self._timer = None
