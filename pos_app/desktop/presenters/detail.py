"""The chosen invoice: what it is for, who pays which share, what happened, and what may be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Job, Runner, Timer, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.detail_faces import NO_CHOICE, detail_face
from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace
from pos_app.desktop.presenters.faces.detail import DetailView
from pos_app.desktop.presenters.refund_faces import unfinished
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for, details_for_it
from pos_app.desktop.say import say, say_all
from pos_app.desktop.session import Session
from pos_app.wire.invoices import InvoiceDetail

PAUSE_MS = 60
SKELETON_MS = 200


class DetailApi(Protocol):
    def invoice(self, invoice_id: str) -> InvoiceDetail: ...


class DetailPresenter:
    """``take_payment`` gets the invoice and whether part of it is wanted; ``follow`` an attempt that has not ended;
    ``show_receipt`` the payment whose receipt is wanted; ``ask_refund`` the invoice to give money back of;
    ``see_refund`` the id of a refund that has not ended."""

    def __init__(
        self, view: DetailView, api: DetailApi, runner: Runner, timers: Timers, connection: Connection,
        session: Session, words: Words,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._runner = runner
        self._timers = timers
        self._connection = connection
        self._session = session
        self._words = words
        self.take_payment: Callable[[InvoiceDetail, bool], None] = lambda _invoice, _part: None
        self.follow: Callable[[InvoiceDetail], None] = lambda _invoice: None
        self.show_receipt: Callable[[str], None] = lambda _attempt: None
        self.ask_refund: Callable[[InvoiceDetail], None] = lambda _invoice: None
        self.see_refund: Callable[[str], None] = lambda _refund: None
        self._wanted: str | None = None
        self._invoice: InvoiceDetail | None = None
        self._then: str | None = None
        self._job: Job[InvoiceDetail] | None = None
        self._pause: Timer | None = None
        self._skeleton: Timer | None = None
        self._was_lost = False
        connection.listen(self._connection_changed)
        view.bind(self)

    @property
    def invoice(self) -> InvoiceDetail | None:
        """What is on screen."""
        return self._invoice

    def stop(self) -> None:
        """Forget the patient."""
        self.choose(None)

    def choose(self, invoice_id: str | None) -> None:
        """Show another invoice, soon: while rows fly by, only the one it stops at is asked for."""
        if invoice_id == self._wanted:
            return
        self._drop()
        self._wanted, self._then = invoice_id, None
        if invoice_id is None:
            self._invoice = None
            self._view.show_message(say_all(NO_CHOICE))
            return
        self._pause = self._timers.after(PAUSE_MS, self._load)
        self._skeleton = self._timers.after(SKELETON_MS, self._show_skeleton)

    def open(self, invoice_id: str) -> None:
        """Enter on a row: show it, and let the next Enter take the payment."""
        self.choose(invoice_id)
        self._view.focus_action()

    def refresh(self) -> None:
        """Read it again, keeping what is shown meanwhile."""
        if self._wanted and not self._job:
            self._load()

    def act(self, key: str) -> None:
        if key == "retry":
            self._load()
            return
        invoice = self._invoice
        if invoice is None or invoice.id != self._wanted:
            self._then = key  # pressed before the answer came: done as soon as it has
            return
        face = detail_face(self._words, invoice, self._session, lost=self._connection.lost)
        allowed = [action for action in (face.primary, *face.secondary) if action and action.enabled]
        if key not in {action.key for action in allowed}:
            return
        if key in ("take_whole", "take_part"):
            part = key == "take_part"
            self.take_payment(invoice, part)
        elif key == "follow":
            self.follow(invoice)
        elif key == "refund":
            self.ask_refund(invoice)
        elif key == "see_refund" and (live := unfinished(invoice)):
            self.see_refund(live.id)
        elif key == "show_receipt":
            paid = [p for p in invoice.payments if p.payment_intent_id and p.receipt_number]
            if paid and (attempt := max(paid, key=lambda p: p.at).payment_intent_id):
                self.show_receipt(attempt)

    def _load(self) -> None:
        self._pause = None
        wanted = self._wanted
        if wanted is None:
            return
        if self._job:
            self._job.drop()
        self._job = self._runner.run("reads", lambda: self._api.invoice(wanted))
        self._job.then(self._loaded, self._failed)

    def _loaded(self, invoice: InvoiceDetail) -> None:
        self._job = None
        self._end_skeleton()
        self._connection.answered()
        self._invoice = invoice
        self._show()
        if self._then:
            key, self._then = self._then, None
            self.act(key)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._then = None
        self._end_skeleton()
        self._connection.saw(error)
        known = self._invoice is not None and self._invoice.id == self._wanted
        if known and not isinstance(error, ApiProblem):
            self._show()
            return
        advice = advice_for(error)
        self._invoice = None
        self._view.show_message(
            MessageFace(advice.sentence, advice.next_step, (ActionFace("retry", say("Try again"), primary=True),),
                        failed=True, details_for_it=details_for_it(error))
        )  # fmt: skip

    def _show(self) -> None:
        if self._invoice and self._invoice.id == self._wanted:
            face = detail_face(self._words, self._invoice, self._session, lost=self._connection.lost)
            self._view.show_detail(face)

    def _connection_changed(self) -> None:
        if self._connection.lost != self._was_lost:
            self._was_lost = self._connection.lost
            self._show()
            if not self._was_lost:
                self.refresh()

    def _show_skeleton(self) -> None:
        self._skeleton = None
        if self._job:
            self._view.show_loading()

    def _end_skeleton(self) -> None:
        if self._skeleton:
            self._skeleton.cancel()
            self._skeleton = None

    def _drop(self) -> None:
        self._end_skeleton()
        if self._pause:
            self._pause.cancel()
            self._pause = None
        if self._job:
            self._job.drop()
            self._job = None
