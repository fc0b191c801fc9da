"""What does not fit into the books: what it is, what to do about it, and a note of what was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Runner, Timers
from pos_app.desktop.presenters import exceptions_faces as faces
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, Screen, Toast, Tone
from pos_app.desktop.presenters.faces.queue import DecisionFace, QueueView
from pos_app.desktop.presenters.jobs import Jobs
from pos_app.desktop.presenters.phrases import said
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for, details_for_it
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.session import Session
from pos_app.wire.exceptions import MoneyExceptionEntry, MoneyExceptionPage, ResolveException, Which

SHOWN_MS = 15_000
BADGE_MS = 60_000
SKELETON_MS = 200
PAGE = 200
SAY_WHAT = mark("Say what was done about it.")


class ExceptionsApi(Protocol):
    def exceptions(
        self, *, which: Which = Which.OPEN, limit: int = 50, cursor: str | None = None
    ) -> MoneyExceptionPage: ...
    def resolve_exception(self, exception_id: str, wanted: ResolveException) -> MoneyExceptionEntry: ...


class ExceptionsPresenter:
    """Implements QueueActions. ``counted`` hears how many are open; ``open_invoice`` gets a number."""

    def __init__(
        self, view: QueueView, api: ExceptionsApi, runner: Runner, timers: Timers, connection: Connection,
        session: Session, words: Words, toast: Callable[[Toast], None],
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._jobs = Jobs(runner)
        self._waiting = Waiting(timers)
        self._connection = connection
        self._session = session
        self._words = words
        self._toast = toast
        self.counted: Callable[[int], None] = lambda _count: None
        self.open_invoice: Callable[[str], None] = lambda _number: None
        self.go: Callable[[Screen], None] = lambda _screen: None
        self._was_lost = False
        self._forget()
        connection.listen(self._connection_changed)
        view.bind(self)

    def _forget(self) -> None:
        self._still = False
        self._running = self._shown = self._known = False
        self._which = Which.OPEN
        self._entries: dict[str, MoneyExceptionEntry] = {}
        self._selected: str | None = None
        self._note = self._note_problem = ""
        self._count = ""
        self._decision: DecisionFace | None = None

    def start(self) -> None:
        self.stop()
        self._running = self._session.reads_exceptions
        self._tick()

    def stop(self) -> None:
        """Forget everything: nothing of a patient stays after log-out."""
        self._waiting.stop()
        self._jobs.stop()
        self._forget()
        self._view.show_rows(say_all(faces.COLUMNS), ())
        self._view.show_no_decision(say_all(faces.NO_CHOICE))
        self._view.clear_note()

    def show(self) -> None:
        """The place was chosen."""
        if not self._running:
            return
        self._shown = True
        self._view.show_chips(faces.chips(self._which, self._count))
        self._view.focus_rows()
        self._ask_list()

    def hide(self) -> None:
        self._shown = False

    def hold_still(self, *, still: bool) -> None:
        self._still = still

    def refresh(self) -> None:
        if self._running:
            self._ask_list()

    # --- what the person does -------------------------------------------------------------------------------------

    def search_typed(self, text: str) -> None:
        """There is no search box here."""

    def choose_filter(self, key: str) -> None:
        if key == self._which.value or key not in {which.value for which in Which}:
            return
        self._jobs.drop("list")
        self._which, self._known, self._entries = Which(key), False, {}
        self._view.show_chips(faces.chips(self._which, self._count))
        self._view.show_rows(say_all(faces.COLUMNS), ())
        self._choose(None)
        self._ask_list()

    def chosen(self, row_id: str | None) -> None:
        if row_id != self._selected:
            self._choose(row_id)

    def opened(self, row_id: str) -> None:
        """Nothing can be resolved without a note, so that is where Enter leads."""
        self.chosen(row_id)
        entry = self._entries.get(row_id)
        if entry is not None and entry.resolved_at is None and self._session.supervises:
            self._view.focus_note()
        else:
            self._view.focus_action()

    def note_typed(self, text: str) -> None:
        self._note = text[:500]
        if self._note_problem and self._note.strip():
            self._note_problem = ""
            self._show_decision()

    def act(self, key: str) -> None:
        if key == "retry":
            self._ask_list()
            return
        if key == "back":
            self.go(Screen.INVOICES)
            return
        entry, face = self._entries.get(self._selected or ""), self._decision
        if entry is None or face is None:
            return
        actions = {action.key for action in (face.primary, *face.secondary) if action and action.enabled}
        if key == "resolve" and key in actions:
            self._resolve(entry)
        elif key == "open_invoice" and key in actions and entry.invoice_number:
            self.open_invoice(entry.invoice_number)

    # --- resolving ------------------------------------------------------------------------------------------------

    def _resolve(self, entry: MoneyExceptionEntry) -> None:
        note = self._note.strip()
        if not note:
            self._note_problem = say(SAY_WHAT)
            self._show_decision()
            self._view.focus_note()
            return
        wanted = ResolveException(note=note)
        self._jobs.run(
            "resolve", "reads", lambda: self._api.resolve_exception(entry.id, wanted), self._resolved, self._unresolved
        )
        self._show_decision()

    def _resolved(self, entry: MoneyExceptionEntry) -> None:
        self._connection.answered()
        self._toast(Toast(say("{title}: seen to.", title=said(self._words, entry.title)), Tone.GOOD))
        if entry.id in self._entries:
            self._entries[entry.id] = entry
        self._show_decision()
        self._ask_list()

    def _unresolved(self, error: Exception) -> None:
        """What was typed stays."""
        self._connection.saw(error)
        advice = advice_for(error)
        self._toast(Toast(f"{advice.sentence} {advice.next_step}", Tone.BAD))
        self._show_decision()
        self._ask_list()

    # --- asking and answers ---------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if not self._running:
            return
        self._waiting.after("tick", SHOWN_MS if self._shown else BADGE_MS, self._tick)
        if not (self._still or self._connection.lost):
            self._ask_list()

    def _ask_list(self) -> None:
        """The open ones are read for the badge too."""
        if self._shown:
            self._waiting.after("tick", SHOWN_MS, self._tick)
        if "list" in self._jobs:
            return
        if self._shown and not self._known:
            self._waiting.after("skeleton", SKELETON_MS, self._show_skeleton)
        which = self._which
        self._jobs.run(
            "list", "reads", lambda: self._api.exceptions(which=which, limit=PAGE), partial(self._answered, which),
            self._failed,
        )  # fmt: skip

    def _answered(self, which: Which, page: MoneyExceptionPage) -> None:
        self._waiting.cancel("skeleton")
        self._connection.answered()
        self._known = True
        self._entries = {entry.id: entry for entry in page.items}
        if which is Which.OPEN:
            self._count = f"{len(page.items)}+" if page.next_cursor else str(len(page.items))
            self.counted(len(page.items))
        self._view.show_chips(faces.chips(self._which, self._count))
        self._view.show_rows(say_all(faces.COLUMNS), tuple(faces.row_face(self._words, one) for one in page.items))
        if not page.items:
            self._view.show_message(say_all(faces.EMPTY[which]))
        more = page.next_cursor is not None
        self._view.show_footer(faces.footer(self._words, len(page.items), more=more), busy=False)
        if self._selected not in self._entries:
            self._choose(next(iter(self._entries), None))
        else:
            self._view.select(self._selected)
            self._show_decision()

    def _failed(self, error: Exception) -> None:
        self._waiting.cancel("skeleton")
        self._connection.saw(error)
        if self._known and not isinstance(error, ApiProblem):
            return  # what we knew stays readable; the banner says how old it is
        advice = advice_for(error)
        self._known, self._entries = False, {}
        self._choose(None)
        again = ActionFace("retry", say("Try again"), shortcut="F5", primary=True)
        self._view.show_message(
            MessageFace(advice.sentence, advice.next_step, (again,), failed=True, details_for_it=details_for_it(error))
        )
        self._view.show_footer("", busy=False)

    # --- what is shown --------------------------------------------------------------------------------------------

    def _choose(self, row_id: str | None) -> None:
        if row_id != self._selected:
            self._note = self._note_problem = ""
            self._view.clear_note()
        self._selected = row_id
        self._view.select(row_id)
        self._show_decision()

    def _show_decision(self) -> None:
        entry = self._entries.get(self._selected or "")
        if entry is None:
            self._decision = None
            self._view.show_no_decision(say_all(faces.NO_CHOICE if self._entries else faces.NONE_TO_CHOOSE))
            return
        self._decision = faces.decision_face(
            self._words, entry, may=self._session.supervises, lost=self._connection.lost,
            busy="resolve" in self._jobs, problem=self._note_problem,
        )  # fmt: skip
        self._view.show_decision(self._decision)

    def _show_skeleton(self) -> None:
        if not self._known:
            self._view.show_loading(say("Fetching what does not fit."))

    def _connection_changed(self) -> None:
        if self._connection.lost == self._was_lost:
            return
        self._was_lost = self._connection.lost
        if self._running:
            self._view.show_stale(self._was_lost)
            self._show_decision()
            if not self._was_lost:
                self.refresh()
