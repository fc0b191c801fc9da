"""The refunds of the site: what waits for a decision, oldest first, and what became of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Protocol

from pos_app.desktop.api import ApiProblem
from pos_app.desktop.ports import Runner, Timers
from pos_app.desktop.presenters import refunds_faces as faces
from pos_app.desktop.presenters.approval import ApprovalPresenter
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, Answered, MessageFace, Question, Screen, Toast, Tone
from pos_app.desktop.presenters.faces.queue import DecisionFace, QueueView
from pos_app.desktop.presenters.jobs import Jobs
from pos_app.desktop.presenters.refund_faces import withdraw_question
from pos_app.desktop.presenters.refunds_faces import FILTERS, FOUND, TO_DECIDE
from pos_app.desktop.presenters.refunds_followed import READ, followed_face, to_follow
from pos_app.desktop.presenters.typed import PAUSE_MS, sought
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for, details_for_it
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.session import Session
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.refunds import RefundAnswer, RefundPage, RefundState

SHOWN_MS = 5_000
BADGE_MS = 15_000
SKELETON_MS = 200
PAGE = 50
MOST_TO_DECIDE = 1_000
SAY_WHY = mark("Say why: whoever asked reads it.")


class RefundsApi(Protocol):
    def refunds(
        self, *, state: RefundState | None = None, q: str = "", limit: int = 50, cursor: str | None = None
    ) -> RefundPage: ...
    def refund(self, refund_id: str) -> RefundAnswer: ...
    def cancel_refund(self, refund_id: str) -> RefundAnswer: ...
    def invoice(self, invoice_id: str) -> InvoiceDetail: ...


class RefundsPresenter:
    """Implements QueueActions. ``counted`` hears how many wait for a decision; ``open_invoice`` gets a number."""

    def __init__(
        self, view: QueueView, api: RefundsApi, approval: ApprovalPresenter, runner: Runner, timers: Timers,
        connection: Connection, session: Session, words: Words, ask: Callable[[Question, Answered], None],
        toast: Callable[[Toast], None],
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._approval = approval
        self._waiting = Waiting(timers)
        self._connection = connection
        self._session = session
        self._words = words
        self._ask = ask
        self._toast = toast
        self.counted: Callable[[int], None] = lambda _count: None
        self.open_invoice: Callable[[str], None] = lambda _number: None
        self.go: Callable[[Screen], None] = lambda _screen: None
        self._jobs = Jobs(runner)
        self._was_lost = False
        self._forget()
        connection.listen(self._connection_changed)
        view.bind(self)

    def _forget(self) -> None:
        self._still = False
        self._running = self._shown = self._known = False
        self._filter = TO_DECIDE
        self._sought = ""
        self._open_found = False
        self._refunds: dict[str, RefundAnswer] = {}
        self._followed: dict[str, RefundAnswer] = {}  # shown below what is to be decided, and nowhere else
        self._more = False
        self._selected: str | None = None
        self._invoice: tuple[str, int, InvoiceDetail] | None = None  # of which refund, in which version
        self._note = ""
        self._note_problem = ""
        self._counts: dict[str, str] = {}
        self._decision: DecisionFace | None = None

    def start(self) -> None:
        """Someone has logged in: a supervisor is told how many wait, wherever they are."""
        self.stop()
        self._running = self._session.reads_refunds
        self._tick()

    def stop(self) -> None:
        """Forget everything: nothing of a patient stays after log-out."""
        self._waiting.stop()
        self._jobs.stop()
        self._forget()
        self._view.show_search("")
        self._view.show_rows(faces.columns(TO_DECIDE), ())
        self._view.show_followed(None)
        self._view.show_no_decision(say_all(faces.NO_CHOICE))
        self._view.clear_note()

    def show(self) -> None:
        """The place was chosen."""
        if not self._running:
            return
        self._shown = True
        self._view.show_chips(faces.chips(self._list, self._counts))
        self._view.focus_rows()
        self._ask_list()

    def hide(self) -> None:
        """The next who comes here begins with an empty search."""
        self._shown = False
        if self._sought or "pause" in self._waiting:
            self._begin_list(self._filter)

    def hold_still(self, *, still: bool) -> None:
        self._still = still

    def refresh(self) -> None:
        """The same again; selection and what is typed stay."""
        if self._running and (self._shown or self._session.supervises):
            self._ask_list()

    @property
    def _list(self) -> str:
        """Which list is on the screen: what was found, wherever it stands, or what the filter has."""
        return FOUND if self._sought else self._filter

    @property
    def shown(self) -> RefundAnswer | None:
        """The chosen refund, as it is on the screen."""
        chosen = self._selected or ""
        return self._refunds.get(chosen) or (self._followed.get(chosen) if self._list == TO_DECIDE else None)

    # --- what the person does -------------------------------------------------------------------------------------

    def search_typed(self, text: str) -> None:
        text = sought(text)
        self._waiting.cancel("pause")
        self._open_found = False
        if text != self._sought:
            self._waiting.after("pause", PAUSE_MS, lambda: self._search(text))

    def _search(self, text: str) -> None:
        """What is on the screen stays there until it is answered."""
        if not text:
            self._begin_list(self._filter)
        else:
            self._jobs.drop("list")
            self._sought, self._known = text, False
            self._view.show_chips(faces.chips(FOUND, self._counts))
            self._show_followed()
        self._ask_list()

    def choose_filter(self, key: str) -> None:
        if key == self._list or key not in FILTERS:
            return
        self._begin_list(key)
        self._ask_list()

    def _begin_list(self, key: str) -> None:
        """What a filter has, from the beginning; whatever was typed is over."""
        self._waiting.cancel("pause")
        self._jobs.drop("list")
        self._sought, self._open_found = "", False
        self._filter, self._known, self._refunds, self._more = key, False, {}, False
        self._view.show_search("")
        self._view.show_chips(faces.chips(key, self._counts))
        self._view.show_rows(faces.columns(key), ())
        self._show_followed()
        self._choose(None)

    def chosen(self, row_id: str | None) -> None:
        if row_id != self._selected:
            self._choose(row_id)

    def opened(self, row_id: str) -> None:
        if (self._list == FOUND and not self._known) or "pause" in self._waiting:
            # Enter was meant for what is still being looked for, not for the row that stands there.
            self._open_found = True
        elif row_id:
            self.chosen(row_id)
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
        if key == "clear":
            self._search("")
            return
        refund, face = self.shown, self._decision
        if refund is None or face is None or face.id != refund.id:
            return
        actions = {action.key for action in (face.primary, *face.secondary) if action and action.enabled}
        if key not in actions:
            return
        if key == "approve":
            self._approval.approve(refund, self._decided, lambda: self.shown)
        elif key == "supervisor_here":
            self._approval.approve_here(refund, self._decided)
        elif key == "refuse":
            self._refuse(refund)
        elif key == "withdraw":
            self._ask(withdraw_question(self._words, refund), lambda said: self._withdraw(refund, said))
        elif key == "open_invoice":
            self.open_invoice(refund.invoice_number)

    # --- deciding -------------------------------------------------------------------------------------------------

    def _refuse(self, refund: RefundAnswer) -> None:
        if not self._note.strip():
            self._note_problem = say(SAY_WHY)
            self._show_decision()
            self._view.focus_note()
            return
        self._approval.refuse(refund, self._note.strip(), self._decided)

    def _withdraw(self, refund: RefundAnswer, said: str) -> None:
        if said == "withdraw" and "withdraw" not in self._jobs:
            self._jobs.run(
                "withdraw", "money", lambda: self._api.cancel_refund(refund.id), self._withdrawn, self._unmoved
            )

    def _withdrawn(self, answer: RefundAnswer) -> None:
        self._toast(Toast(say("{number}: the refund was withdrawn.", number=answer.invoice_number), Tone.VOID))
        self._decided(answer)

    def _unmoved(self, error: Exception) -> None:
        self._connection.saw(error)
        advice = advice_for(error)
        self._toast(Toast(f"{advice.sentence} {advice.next_step}", Tone.BAD))
        self._ask_list()

    def _decided(self, answer: RefundAnswer | None) -> None:
        """Read again whatever came of it; what is certain already is shown at once."""
        for known in (self._refunds, self._followed):
            if answer is not None and answer.id in known:
                known[answer.id] = answer
        self._show_decision()
        if answer is None or answer.id != self._approval.busy:
            self._ask_list()

    # --- asking and answers ---------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if not self._running:
            return
        self._waiting.after("tick", SHOWN_MS if self._shown else BADGE_MS, self._tick)
        if not (self._still or self._connection.lost):
            self.refresh()

    def _ask_list(self) -> None:
        if self._shown:
            self._waiting.after("tick", SHOWN_MS, self._tick)
        if self._session.supervises and (not self._shown or self._list != TO_DECIDE) and "count" not in self._jobs:
            self._jobs.run("count", "reads", lambda: self._fetch(TO_DECIDE, ""), self._count, self._connection.saw)
        if not self._shown or "list" in self._jobs:
            return
        if not self._known:
            self._waiting.after("skeleton", SKELETON_MS, self._show_skeleton)
        chosen, sought = self._list, self._sought
        if chosen == TO_DECIDE and "followed" not in self._jobs:
            self._jobs.run(
                "followed", "reads", lambda: self._api.refunds(limit=READ), self._follow, self._connection.saw
            )
        self._jobs.run(
            "list", "reads", lambda: self._fetch(chosen, sought), partial(self._answered, chosen), self._failed
        )

    def _follow(self, page: RefundPage) -> None:
        self._followed = to_follow(_newer(page.items, self._followed).values())
        self._show_followed()
        if self._list == TO_DECIDE and self._selected in self._followed:
            self._view.select(self._selected)
            self._show_decision()
            self._read_invoice()

    def _fetch(self, chosen: str, sought: str) -> tuple[list[RefundAnswer], bool]:
        """In a worker thread: what waits is fetched whole, oldest first; of the rest the newest."""
        found: list[RefundAnswer] = []
        more = False
        if chosen == FOUND:
            page = self._api.refunds(q=sought, limit=PAGE)
            return list(page.items), page.next_cursor is not None
        if chosen == TO_DECIDE:
            cursor: str | None = None
            while True:
                page = self._api.refunds(state=RefundState.REQUESTED, limit=200, cursor=cursor)
                found += page.items
                more = page.next_cursor is not None
                if page.next_cursor in (None, cursor) or len(found) >= MOST_TO_DECIDE:
                    break
                cursor = page.next_cursor
            return sorted(found, key=lambda one: (one.created_at, one.id)), more
        for state in FILTERS[chosen][2]:
            page = self._api.refunds(state=state, limit=PAGE)
            found += page.items
            more = more or page.next_cursor is not None
        return sorted(found, key=lambda one: (one.created_at, one.id), reverse=True), more

    def _count(self, found: tuple[list[RefundAnswer], bool]) -> None:
        self._connection.answered()
        self._tell_count(TO_DECIDE, *found)

    def _tell_count(self, chosen: str, refunds: list[RefundAnswer], more: bool) -> None:
        number = self._words.integer(len(refunds))
        self._counts[chosen] = f"{number}+" if more else number
        if chosen == TO_DECIDE:
            self.counted(len(refunds))
        if self._shown:
            self._view.show_chips(faces.chips(self._list, self._counts))

    def _answered(self, chosen: str, found: tuple[list[RefundAnswer], bool]) -> None:
        self._end_skeleton()
        self._connection.answered()
        refunds, self._more = found
        before, self._refunds = self._refunds, _newer(refunds, self._refunds)
        decided = self._selected in before and self._selected not in self._refunds
        self._known = True
        self._tell_count(chosen, list(self._refunds.values()), self._more)
        self._show_rows()
        if decided or self.shown is None:
            self._choose(next(iter(self._refunds), None))
        else:
            self._view.select(self._selected)
            self._show_decision()
            self._read_invoice()
        if self._open_found and "pause" not in self._waiting:
            self._open_found = False
            if len(self._refunds) == 1:
                self._view.focus_action()

    def _failed(self, error: Exception) -> None:
        self._end_skeleton()
        self._open_found = False
        self._connection.saw(error)
        if self._known and not isinstance(error, ApiProblem):
            return  # what we knew stays readable; the banner says how old it is
        advice = advice_for(error)
        self._known, self._refunds = False, {}
        self._choose(None)
        again = ActionFace("retry", say("Try again"), shortcut="F5", primary=True)
        self._view.show_message(
            MessageFace(advice.sentence, advice.next_step, (again,), failed=True, details_for_it=details_for_it(error))
        )
        self._view.show_footer("", busy=False)

    def _read_invoice(self) -> None:
        """What else happened to the payment; read anew when anything about the refund is."""
        refund = self.shown
        if refund is None or self._has_invoice(refund) or "invoice" in self._jobs:
            return
        self._jobs.run(
            "invoice", "reads", lambda: self._api.invoice(refund.invoice_id),
            lambda invoice: self._got_invoice(refund, invoice), self._no_invoice,
        )  # fmt: skip

    def _has_invoice(self, refund: RefundAnswer) -> bool:
        return self._invoice is not None and self._invoice[:2] == (refund.id, refund.version)

    def _got_invoice(self, refund: RefundAnswer, invoice: InvoiceDetail) -> None:
        self._connection.answered()
        self._invoice = (refund.id, refund.version, invoice)
        self._show_decision()
        self._read_invoice()  # the selection may have moved meanwhile

    def _no_invoice(self, error: Exception) -> None:
        self._connection.saw(error)  # it is read again with the list; until then nothing can be approved

    # --- what is shown --------------------------------------------------------------------------------------------

    def _choose(self, row_id: str | None) -> None:
        self._jobs.drop("invoice")
        if row_id != self._selected:
            self._note = self._note_problem = ""
            self._view.clear_note()
        self._selected = row_id
        self._view.select(row_id)
        self._show_decision()
        self._read_invoice()

    def _show_rows(self) -> None:
        which = self._list
        rows = tuple(faces.row_face(self._words, one, self._session, which) for one in self._refunds.values())
        self._view.show_rows(faces.columns(which), rows)
        if not rows:
            nothing = faces.nothing_found(self._sought) if which == FOUND else say_all(faces.EMPTY[which])
            self._view.show_message(nothing)
        self._view.show_footer(faces.footer(self._words, which, len(rows), more=self._more), busy=False)

    def _show_followed(self) -> None:
        shown = self._followed.values() if self._list == TO_DECIDE else ()
        self._view.show_followed(followed_face(self._words, shown))

    def _show_decision(self) -> None:
        refund = self.shown
        if refund is None:
            self._decision = None
            self._view.show_no_decision(say_all(faces.NO_CHOICE if self._refunds else faces.NONE_TO_CHOOSE))
            return
        invoice = self._invoice[2] if self._invoice and self._has_invoice(refund) else None
        busy = self._approval.busy is not None or "withdraw" in self._jobs
        around = faces.Around(self._session, invoice, self._connection.lost, busy, self._note_problem)
        self._decision = faces.decision_face(self._words, refund, around)
        self._view.show_decision(self._decision)

    def _show_skeleton(self) -> None:
        if not self._known:
            self._view.show_loading(say("Fetching refunds."))

    def _end_skeleton(self) -> None:
        self._waiting.cancel("skeleton")

    def _connection_changed(self) -> None:
        if self._connection.lost == self._was_lost:
            return
        self._was_lost = self._connection.lost
        if self._running:
            self._view.show_stale(self._was_lost)
            self._show_decision()
            if not self._was_lost:
                self.refresh()


def _newer(fresh: Iterable[RefundAnswer], known: Mapping[str, RefundAnswer]) -> dict[str, RefundAnswer]:
    """By id. An answer that was on its way while something was decided may be older than what is known."""
    return {one.id: max(one, known.get(one.id, one), key=lambda each: each.version) for one in fresh}
