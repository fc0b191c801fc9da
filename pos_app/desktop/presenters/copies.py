"""A receipt printed again: shown, counted by the server, and only then on paper, marked as a copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, Protocol
from uuid import uuid4

from pos_app.desktop.files import save
from pos_app.desktop.ports import Job, PdfPrinter, Runner, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, StateFace, Tone
from pos_app.desktop.presenters.faces.receipt import ReceiptPanelFace, ReceiptView
from pos_app.desktop.presenters.receipt import receipt_face
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.presenters.words import Words, joined
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import mark, say
from pos_app.wire.receipts import Receipt, Reprint

PAUSE_MS = 60
NO_CHOICE = mark("Choose a receipt to look at it, or to print it again.")


class CopiesApi(Protocol):
    def receipt_by_number(self, number: str) -> Receipt: ...
    def reprint(self, number: str, copy_id: str) -> Reprint: ...
    def copy_pdf(self, number: str, copy_number: int) -> bytes: ...


class CopiesPresenter:
    """``counted`` is told the receipt and how many copies there are of it now.

    A copy that was counted and did not come out of the printer is the one that the next try prints: a paper jam makes
    no further copy, and neither does an answer that was lost, because the try keeps its key.
    """

    def __init__(
        self, view: ReceiptView, api: CopiesApi, runner: Runner, timers: Timers, connection: Connection,
        printer: PdfPrinter, words: Words,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._runner = runner
        self._waiting = Waiting(timers)
        self._connection = connection
        self._printer = printer
        self._words = words
        self.counted: Callable[[str, int], None] = lambda _number, _copies: None
        self._jobs: dict[str, Job[Any]] = {}
        self._reset()
        view.bind_receipt(self)

    def _reset(self) -> None:
        self._number: str | None = None
        self._receipt: Receipt | None = None
        self._note: StateFace | None = None
        self._key = ""
        self._copy: tuple[int, bytes] | None = None  # counted, and not yet on paper

    def choose(self, number: str | None) -> None:
        """Show another receipt, soon: while rows fly by, only the one it stops at is asked for."""
        if number == self._number and number is not None:
            return
        self.stop()
        self._number = number
        if number is None:
            self._panel("failed", say(NO_CHOICE))
        else:
            self._waiting.after("fetch", PAUSE_MS, self._fetch)

    def stop(self) -> None:
        """Forget it: nothing of a patient stays."""
        self._waiting.stop()
        for job in self._jobs.values():
            job.drop()
        self._jobs.clear()
        self._reset()

    def act(self, key: str) -> None:
        if key == "retry_receipt" and self._number:
            self._fetch()
        elif key in ("print_copy", "save_copy") and self._receipt is not None and not self._jobs:
            self._with_copy(self._print if key == "print_copy" else self._save)

    def _fetch(self) -> None:
        number = self._number
        if number:
            self._panel("loading", say("Fetching the receipt…"))
            self._jobs["receipt"] = self._runner.run("reads", lambda: self._api.receipt_by_number(number))
            self._jobs["receipt"].then(self._got, self._failed)

    def _got(self, receipt: Receipt) -> None:
        self._jobs.clear()
        self._receipt = receipt
        self._panel("ready", "")

    def _failed(self, error: Exception) -> None:
        self._jobs.clear()
        self._connection.saw(error)
        self._panel("failed", f"{advice_for(error).sentence} {advice_for(error).next_step}".strip(), again=True)

    def _with_copy(self, use: Callable[[int, bytes], None]) -> None:
        if self._copy is not None:
            use(*self._copy)
            return
        number, key = self._number or "", self._key or str(uuid4())
        self._key = key

        def work() -> tuple[int, bytes]:
            made = self._api.reprint(number, key)
            return made.copy_number, self._api.copy_pdf(number, made.copy_number)

        def got(made: tuple[int, bytes]) -> None:
            self._jobs.clear()
            self._key, self._copy = "", made
            self.counted(number, made[0])
            use(*made)

        self._say(say("Counting the copy…"), Tone.NEUTRAL)
        self._jobs["copy"] = self._runner.run("reads", work)
        self._jobs["copy"].then(got, self._not_counted)

    def _not_counted(self, error: Exception) -> None:
        self._jobs.clear()
        self._connection.saw(error)
        self._say(joined(advice_for(error).sentence, advice_for(error).next_step), Tone.BAD)

    def _print(self, copy: int, pdf: bytes) -> None:
        title = say("{number} copy {copy}", number=self._number or "", copy=copy)
        self._say(say("Printing…"), Tone.NEUTRAL)
        self._jobs["print"] = self._runner.run("printer", lambda: self._printer.print_pdf(pdf, title))
        self._jobs["print"].then(
            lambda name: self._done(say("Copy {copy} printed on {name}", copy=copy, name=name)), self._not_printed
        )

    def _save(self, copy: int, pdf: bytes) -> None:
        number = re.sub(r"[^A-Za-z0-9-]", "", self._number or "receipt")
        target = self._view.ask_where_to_save(f"{number}-copy-{copy}.pdf")
        if target is None:
            self._panel("ready", "")
            return

        def saved(_none: None, target: Path = target) -> None:
            self._done(say("Copy {copy} saved as {name}", copy=copy, name=target.name))

        self._jobs["save"] = self._runner.run("printer", lambda: save(target, pdf))
        self._jobs["save"].then(saved, lambda _error: self._not_saved(target))

    def _done(self, text: str) -> None:
        self._jobs.clear()
        self._copy = None
        self._say(text, Tone.GOOD)

    def _not_printed(self, error: Exception) -> None:
        self._jobs.clear()
        self._say(joined(advice_for(error).sentence, advice_for(error).next_step), Tone.BAD)

    def _not_saved(self, target: Path) -> None:
        self._jobs.clear()
        self._say(say("{name} could not be saved there.", name=target.name), Tone.BAD)

    def _say(self, text: str, tone: Tone) -> None:
        self._note = StateFace(text, tone)
        self._panel("ready", "")

    def _panel(self, kind: Literal["loading", "ready", "failed"], message: str, *, again: bool = False) -> None:
        actions: tuple[ActionFace, ...] = ()
        if kind == "ready":
            actions = (
                ActionFace("print_copy", say("Print a copy"), shortcut="Ctrl+P"),
                ActionFace("save_copy", say("Save PDF"), shortcut="Ctrl+S"),
            )
        elif again:
            actions = (ActionFace("retry_receipt", say("Try again")),)
        face = receipt_face(self._words, self._receipt) if self._receipt else None
        self._view.show_receipt(ReceiptPanelFace(kind, say("Receipt"), message, self._note, actions, face))
