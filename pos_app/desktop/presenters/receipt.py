"""The receipt of a payment: shown, printed, saved. A printer never changes money."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, Protocol

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Job, PdfPrinter, Runner, Timer, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, StateFace, Tone
from pos_app.desktop.presenters.faces.receipt import ReceiptFace, ReceiptPanelFace, ReceiptRow, ReceiptView
from pos_app.desktop.presenters.words import BRANDS, Words, joined
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import say
from pos_app.wire.base import Amount
from pos_app.wire.problems import Code
from pos_app.wire.receipts import Receipt

NOT_YET_MS = 1000
NOT_YET_TRIES = 10


class ReceiptApi(Protocol):
    def receipt(self, attempt_id: str) -> Receipt: ...
    def receipt_pdf(self, attempt_id: str) -> bytes: ...


class ReceiptPresenter:
    def __init__(
        self, view: ReceiptView, api: ReceiptApi, runner: Runner, timers: Timers, connection: Connection,
        printer: PdfPrinter, words: Words,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._runner = runner
        self._timers = timers
        self._connection = connection
        self._printer = printer
        self._words = words
        self._attempt: str | None = None
        self._receipt: Receipt | None = None
        self._pdf: bytes | None = None
        self._note: StateFace | None = None
        self._jobs: dict[str, Job[Any]] = {}
        self._timer: Timer | None = None
        self._tries = 0
        view.bind_receipt(self)

    def show(self, attempt_id: str) -> None:
        """Fetch and show the receipt of this payment."""
        self.stop()
        self._attempt = attempt_id
        self._panel("loading", say("Fetching the receipt…"))
        self._fetch()

    def stop(self) -> None:
        """Forget it: nothing of a patient stays."""
        for job in self._jobs.values():
            job.drop()
        self._jobs.clear()
        if self._timer:
            self._timer.cancel()
        self._timer = None
        self._attempt = self._receipt = self._pdf = self._note = None
        self._tries = 0

    def act(self, key: str) -> None:
        if key == "retry_receipt" and self._attempt:
            self._tries = 0
            self._panel("loading", say("Fetching the receipt…"))
            self._fetch()
        elif key == "print":
            self._with_pdf(self._print)
        elif key == "save_pdf":
            self._with_pdf(self._save)

    def _fetch(self) -> None:
        attempt = self._attempt
        if attempt:
            self._jobs["receipt"] = self._runner.run("reads", lambda: self._api.receipt(attempt))
            self._jobs["receipt"].then(self._got, self._failed)

    def _got(self, receipt: Receipt) -> None:
        self._receipt = receipt
        self._ready()
        self._with_pdf(self._view.show_pdf, quiet=True)

    def _failed(self, error: Exception) -> None:
        self._connection.saw(error)
        soon = isinstance(error, ApiProblem) and error.code == Code.RECEIPT_NOT_AVAILABLE
        if soon and self._tries < NOT_YET_TRIES:
            self._tries += 1
            self._timer = self._timers.after(NOT_YET_MS, self._fetch)  # it is made with the payment's record
            return
        self._panel("failed", say("The payment stands. {sentence}", sentence=advice_for(error).sentence))

    def _with_pdf(self, use: Callable[[bytes], None], *, quiet: bool = False) -> None:
        if self._pdf is not None:
            use(self._pdf)
            return
        attempt = self._attempt
        if not attempt:
            return

        def got(pdf: bytes) -> None:
            self._pdf = pdf
            use(pdf)

        def failed(error: Exception) -> None:
            self._connection.saw(error)
            if not quiet:
                self._say(advice_for(error).sentence, Tone.BAD)

        self._jobs["pdf"] = self._runner.run("reads", lambda: self._api.receipt_pdf(attempt))
        self._jobs["pdf"].then(got, failed)

    def _print(self, pdf: bytes) -> None:
        title = self._receipt.number if self._receipt else "receipt"
        self._say(say("Printing…"), Tone.NEUTRAL)
        self._jobs["print"] = self._runner.run("printer", lambda: self._printer.print_pdf(pdf, title))
        self._jobs["print"].then(
            lambda name: self._say(say("Printed on {name}", name=name), Tone.GOOD),
            lambda error: self._say(joined(advice_for(error).sentence, advice_for(error).next_step), Tone.BAD),
        )

    def _save(self, pdf: bytes) -> None:
        number = re.sub(r"[^A-Za-z0-9-]", "", self._receipt.number) if self._receipt else "receipt"
        target = self._view.ask_where_to_save(f"{number}.pdf")
        if target is None:
            return
        self._jobs["save"] = self._runner.run("printer", lambda: _write(target, pdf))
        self._jobs["save"].then(
            lambda _none: self._say(say("Saved as {name}", name=target.name), Tone.GOOD),
            lambda _error: self._say(say("{name} could not be saved there.", name=target.name), Tone.BAD),
        )

    def _say(self, text: str, tone: Tone) -> None:
        self._note = StateFace(text, tone)
        self._ready()

    def _ready(self) -> None:
        if self._receipt:
            self._panel("ready", "")

    def _panel(self, kind: Literal["loading", "ready", "failed"], message: str) -> None:
        actions: tuple[ActionFace, ...] = ()
        if kind == "ready":
            actions = (
                ActionFace("print", say("Print"), shortcut="Ctrl+P"),
                ActionFace("save_pdf", say("Save PDF"), shortcut="Ctrl+S"),
            )
        elif kind == "failed":
            actions = (ActionFace("retry_receipt", say("Try again")),)
        face = receipt_face(self._words, self._receipt) if self._receipt else None
        self._view.show_receipt(ReceiptPanelFace(kind, say("Receipt"), message, self._note, actions, face))


def _write(target: Path, pdf: bytes) -> None:
    target.write_bytes(pdf)


def receipt_face(words: Words, receipt: Receipt) -> ReceiptFace:
    """The receipt as it is printed."""
    head = (
        ReceiptRow(say("Receipt"), receipt.number, strong=True),
        ReceiptRow(words.date(receipt.issued_at), words.clock(receipt.issued_at)),
        ReceiptRow(say("Invoice"), receipt.invoice_number),
        ReceiptRow(say("Patient"), receipt.patient),
    )
    sums = (
        ReceiptRow(say("Patient’s share"), words.money(receipt.patient_share)),
        ReceiptRow(say("Paid before"), words.money(receipt.paid_before)),
        ReceiptRow(say("Paid now"), words.money(receipt.paid_now), strong=True),
        _left(words, receipt.left_to_pay),
    )
    card = receipt.card
    method = ReceiptRow(BRANDS.get(card.brand, card.brand.title()), f"•••• {card.last4}") if card else None
    tail = tuple(
        row for row in (method, ReceiptRow(say("Served by"), receipt.served_by) if receipt.served_by else None) if row
    )
    test = say("TEST, NOT A RECEIPT") if receipt.test else ""
    return ReceiptFace(receipt.hospital, joined(receipt.site, receipt.till), test, (head, sums, tail))


def _left(words: Words, left: Amount) -> ReceiptRow:
    """What was paid too much is nothing that is left to pay."""
    if left.amount_minor >= 0:
        return ReceiptRow(say("Left to pay"), words.money(left))
    return ReceiptRow(say("Paid too much"), words.money(Amount.of(-left.money)))
