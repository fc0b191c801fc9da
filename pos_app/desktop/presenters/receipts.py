"""Receipts: searched as one types, paged as one scrolls; the chosen one is shown beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from pos_app.desktop.api import ApiProblem, OutcomeUnknown
from pos_app.desktop.ports import Job, Runner, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace
from pos_app.desktop.presenters.faces.receipts import ReceiptRowFace, ReceiptsView
from pos_app.desktop.presenters.typed import PAUSE_MS, sought
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.presenters.words import Words, joined, short_card
from pos_app.desktop.problems import advice_for, details_for_it
from pos_app.desktop.say import mark, say, say_many
from pos_app.wire.problems import Code
from pos_app.wire.receipts import ReceiptPage, ReceiptRow

SKELETON_MS = 200
PAGE = 50
AHEAD = 30
MOST_ROWS = 2000
LOADING = mark("Fetching receipts. You can type already.")


class ReceiptsApi(Protocol):
    def receipts(self, *, q: str = "", limit: int = 50, cursor: str | None = None) -> ReceiptPage: ...


class ReceiptsPresenter:
    """``chosen_receipt`` is told of every selection."""

    def __init__(
        self, view: ReceiptsView, api: ReceiptsApi, runner: Runner, timers: Timers, connection: Connection,
        words: Words,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._runner = runner
        self._waiting = Waiting(timers)
        self._connection = connection
        self._words = words
        self.chosen_receipt: Callable[[str | None], None] = lambda _number: None
        self._jobs: dict[str, Job[Any]] = {}
        self._reset()
        connection.listen(self._connection_changed)
        view.bind(self)

    def _reset(self) -> None:
        self._here = False
        self._asked = ""
        self._shown: str | None = None  # the search whose rows are on screen
        self._rows: dict[str, ReceiptRowFace] = {}
        self._cursor: str | None = None
        self._selected: str | None = None
        self._visible = (0, 0)
        self._stale = False

    def show(self) -> None:
        """The place is on screen: what is known at once, and fresh rows soon."""
        self._here = True
        self._view.focus_first()
        self._ask()

    def hide(self) -> None:
        """The next who comes here begins with an empty search."""
        self._here = False
        self._waiting.stop()
        self._drop()
        self._view.show_search("")
        self._asked = ""

    def stop(self) -> None:
        """Forget everything: nothing of a patient stays after log-out."""
        self._waiting.stop()
        self._drop()
        self._reset()
        self._view.reset_rows(())
        self._view.show_search("")
        self._choose(None)

    def hold_still(self, *, still: bool) -> None:
        """It never asks by itself."""

    def refresh(self) -> None:
        if self._here:
            self._ask()

    # --- what the person does -------------------------------------------------------------------------------------

    def search_typed(self, text: str) -> None:
        text = sought(text)
        self._waiting.cancel("pause")
        if text != self._asked:
            self._waiting.after("pause", PAUSE_MS, lambda: self._search(text))

    def rows_visible(self, first: int, last: int) -> None:
        self._visible = (max(0, first), max(0, last))
        self._show_footer()
        if last + AHEAD >= len(self._rows):
            self._more()

    def chosen(self, number: str | None) -> None:
        if number != self._selected:
            self._choose(number)

    def message_action(self, key: str) -> None:
        if key == "retry":
            self._ask()
        elif key == "clear":
            self._view.show_search("")
            self._search("")

    def counted(self, number: str, copies: int) -> None:
        """There are so many copies of a receipt now."""
        known = self._rows.get(number)
        if known is not None:
            self._rows[number] = replace(known, copies=_copies(copies))
            self._view.replace_rows(tuple(self._rows.values()))

    # --- asking and answers ---------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        self._asked = text
        self._ask()

    def _ask(self) -> None:
        self._drop()
        asked = self._asked
        if self._shown != asked and "skeleton" not in self._waiting:
            self._waiting.after("skeleton", SKELETON_MS, self._show_skeleton)
        self._jobs["list"] = self._runner.run("reads", lambda: self._fetch(asked, None))
        self._jobs["list"].then(lambda found: self._answered(asked, *found), self._failed)

    def _fetch(self, asked: str, cursor: str | None) -> tuple[tuple[ReceiptRowFace, ...], str | None]:
        """In a worker thread, where the texts are made too."""
        answer = self._api.receipts(q=asked, limit=PAGE, cursor=cursor)
        following = answer.next_cursor if answer.next_cursor != cursor else None
        return tuple(row_face(self._words, row) for row in answer.items), following

    def _answered(self, asked: str, faces: tuple[ReceiptRowFace, ...], cursor: str | None) -> None:
        self._jobs.pop("list", None)
        self._waiting.cancel("skeleton")
        self._connection.answered()
        same, self._shown = self._shown == asked, asked
        self._rows, self._cursor = {face.number: face for face in faces}, cursor
        if not faces:
            self._view.reset_rows(())
            self._view.show_message(nothing_found(asked))
        elif same:
            self._view.replace_rows(faces)
        else:
            self._visible = (0, min(9, len(faces) - 1))
            self._view.reset_rows(faces)
        if self._selected not in self._rows:
            self._choose(next(iter(self._rows), None))
        self._view.select(self._selected)
        self._show_footer()

    def _more(self) -> None:
        cursor, asked = self._cursor, self._shown
        if not cursor or self._jobs or asked is None or len(self._rows) >= MOST_ROWS:
            return
        self._jobs["more"] = self._runner.run("reads", lambda: self._fetch(asked, cursor))
        self._jobs["more"].then(lambda found: self._got_more(*found), self._more_failed)
        self._show_footer()

    def _got_more(self, faces: tuple[ReceiptRowFace, ...], cursor: str | None) -> None:
        self._jobs.pop("more", None)
        fresh = tuple(face for face in faces if face.number not in self._rows)
        self._rows |= {face.number: face for face in fresh}
        self._cursor = cursor
        self._view.append_rows(fresh)
        self._show_footer()

    def _choose(self, number: str | None) -> None:
        self._selected = number
        self.chosen_receipt(number)

    # --- failing, waiting, being stale ----------------------------------------------------------------------------

    def _failed(self, error: Exception) -> None:
        self._jobs.pop("list", None)
        self._waiting.cancel("skeleton")
        self._connection.saw(error)
        if self._shown is not None and self._shown == self._asked and isinstance(error, OutcomeUnknown):
            return  # what we knew stays readable; the banner says how old it is
        self._rows, self._shown, self._cursor = {}, None, None
        self._choose(None)
        advice = advice_for(error)
        refused = isinstance(error, ApiProblem) and error.code == Code.NOT_ALLOWED
        again = () if refused else (ActionFace("retry", say("Try again"), shortcut="F5", primary=True),)
        self._view.reset_rows(())
        self._view.show_message(
            MessageFace(advice.sentence, advice.next_step, again, failed=True, details_for_it=details_for_it(error))
        )
        self._show_footer()

    def _more_failed(self, error: Exception) -> None:
        self._jobs.pop("more", None)
        self._connection.saw(error)
        self._show_footer()

    def _connection_changed(self) -> None:
        lost = self._here and self._connection.lost
        if lost == self._stale:
            return
        self._stale = lost
        self._view.show_stale(lost)
        if self._here and not lost:
            self._ask()

    def _show_skeleton(self) -> None:
        if "list" in self._jobs and self._shown != self._asked:
            self._view.show_loading(say(LOADING))

    def _show_footer(self) -> None:
        known = len(self._rows)
        text = ""
        if known:
            first, last = min(self._visible[0] + 1, known), min(self._visible[1] + 1, known)
            parts = {"first": self._words.integer(first), "last": self._words.integer(last)}
            if self._cursor:
                text = say("{first} to {last}, newest first", **parts)
            else:
                text = say("{first} to {last}, newest first, of {total}", **parts, total=self._words.integer(known))
            if known >= MOST_ROWS and self._cursor:
                text = joined(text, say("type to find the others"))
        self._view.show_footer(text, busy="more" in self._jobs)

    def _drop(self) -> None:
        for job in self._jobs.values():
            job.drop()
        self._jobs.clear()


def nothing_found(asked: str) -> MessageFace:
    if not asked:
        return MessageFace(say("There is no receipt here yet."), say("The first payment makes the first one."))
    clear = ActionFace("clear", say("Show all"), shortcut="Enter", primary=True)
    detail = say("Check the spelling, or look for the invoice’s number or the MRN.")
    return MessageFace(say("No receipt matches “{asked}”.", asked=asked), detail, (clear,))


def row_face(words: Words, row: ReceiptRow) -> ReceiptRowFace:
    return ReceiptRowFace(
        number=row.number,
        when=words.when(row.issued_at),
        patient=row.patient,
        mrn=say("MRN {mrn}", mrn=row.mrn),
        invoice=row.invoice_number,
        tender=short_card(row.card) or _tender(row.method),
        served_by=row.served_by,
        till=row.till or say("From home"),
        paid=words.money(row.paid),
        copies=_copies(row.copies),
    )


def _tender(method: str) -> str:
    return say("Cash") if method == "cash" else method.replace("_", " ").capitalize()


def _copies(count: int) -> str:
    return say_many("{count} copy", "{count} copies", count) if count else ""
