"""The places of the till beside the invoices: who may go there, how much waits there, and the way between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.invoices import InvoicesView
from pos_app.desktop.presenters.faces.shell import PlaceFace, ShellView
from pos_app.desktop.presenters.invoices import InvoicesPresenter
from pos_app.desktop.presenters.payment import PaymentPresenter
from pos_app.desktop.presenters.refund import RefundPresenter
from pos_app.desktop.presenters.stage import Stage
from pos_app.desktop.session import Session

MOST = 99


class Place(Protocol):
    """Fresh while it is on screen, and forgotten with whoever logs out."""

    def show(self) -> None: ...
    def hide(self) -> None: ...
    def stop(self) -> None: ...
    def refresh(self) -> None: ...
    def hold_still(self, *, still: bool) -> None:
        """While nobody may look it does not ask the server by itself."""
        ...


class Queue(Place, Protocol):
    """A place where something waits, counted wherever one is."""

    counted: Callable[[int], None]
    open_invoice: Callable[[str], None]
    go: Callable[[Screen], None]

    def start(self) -> None: ...


class Places:
    def __init__(
        self, shell: ShellView, stage: Stage, invoices_view: InvoicesView, session: Session,
        invoices: InvoicesPresenter, payment: PaymentPresenter, refund: RefundPresenter, receipts: Place,
        refunds: Queue, exceptions: Queue, today: Place,
    ) -> None:  # fmt: skip
        self._shell = shell
        self._stage = stage
        self._invoices_view = invoices_view
        self._session = session
        self._invoices = invoices
        self._payment = payment
        self._refund = refund
        self._queues = {Screen.REFUNDS: refunds, Screen.EXCEPTIONS: exceptions}
        self._places: dict[Screen, Place] = {Screen.RECEIPTS: receipts, **self._queues, Screen.TODAY: today}
        self._here: Place | None = None
        self._waiting = dict.fromkeys(self._queues, 0)
        refunds.counted = lambda count: self._counted(Screen.REFUNDS, count)
        exceptions.counted = lambda count: self._counted(Screen.EXCEPTIONS, count)
        for queue in self._queues.values():
            queue.open_invoice = self.open_invoice
            queue.go = self.go

    def start(self) -> None:
        """Someone has logged in."""
        self._waiting = dict.fromkeys(self._queues, 0)
        self._show()
        for queue in self._queues.values():
            queue.start()

    def stop(self) -> None:
        self._here = None
        for place in self._places.values():
            place.stop()
        self._shell.show_places(())

    def refresh(self) -> None:
        """Ask the server again, for what is on screen and for what is counted."""
        for place in self._places.values():
            place.refresh()

    def hold_still(self, *, still: bool) -> None:
        """While nobody may look, no list is asked for; then all that is on screen or counted is."""
        for place in self._places.values():
            place.hold_still(still=still)
        if not still:
            self.refresh()

    def go(self, screen: Screen) -> None:
        """Another place of the rail. A payment or a refund under way says itself what leaving it does."""
        if self._session.person is None:
            return
        if self._payment.active and not self._payment_left(screen):
            return
        if self._refund.active:
            self._refund.escape()
        wanted = self._places[screen] if screen in self._open else None
        if self._here is not None and self._here is not wanted:
            self._here.hide()
        self._here = wanted
        if wanted is not None:
            self._stage.go(screen)
            wanted.show()
        else:
            self._stage.go(Screen.INVOICES)
            self._invoices.refresh()
            self._invoices_view.focus_rows()

    def _payment_left(self, screen: Screen) -> bool:
        """Whether there is still a way to go: a payment leads to the invoices itself, asks first, or takes a moment."""
        self._payment.escape()
        return screen is not Screen.INVOICES and not self._payment.active

    def open_invoice(self, number: str) -> None:
        self.go(Screen.INVOICES)
        self._invoices.scanned(number)

    def _counted(self, place: Screen, count: int) -> None:
        if self._waiting[place] != count:
            self._waiting[place] = count
            self._show()

    @property
    def _open(self) -> tuple[Screen, ...]:
        """The places this person may go to."""
        session = self._session
        may = {
            Screen.RECEIPTS: session.reads_receipts,
            Screen.REFUNDS: session.reads_refunds,
            Screen.EXCEPTIONS: session.reads_exceptions,
            Screen.TODAY: session.reads_reports,
        }
        return tuple(place for place in self._places if may[place])

    def _show(self) -> None:
        """Only a supervisor is told how much waits: nobody else can do anything about it."""
        waiting = self._waiting if self._session.supervises else {}
        self._shell.show_places(tuple(PlaceFace(place, _badge(waiting.get(place, 0))) for place in self._open))


def _badge(count: int) -> str:
    return "" if not count else str(count) if count <= MOST else f"{MOST}+"
