"""The list of invoices: searched as one types, paged as one scrolls, refreshed without a jump."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from pos_app.desktop.api import ApiProblem, OutcomeUnknown
from pos_app.desktop.ports import Job, Runner, Timer, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, Toast, Tone
from pos_app.desktop.presenters.faces.invoices import InvoicesView, SiteFace
from pos_app.desktop.presenters.rows import (
    ListQuestion,
    Page,
    Pages,
    changed_faces,
    chips,
    counts_by_filter,
    footer,
    nothing_found,
    passed,
    row_face,
    sort_face,
)
from pos_app.desktop.presenters.typed import LONGEST, PAUSE_MS, sought
from pos_app.desktop.presenters.words import Words, joined
from pos_app.desktop.problems import advice_for, details_for_it
from pos_app.desktop.say import mark, say
from pos_app.wire.auth import Person
from pos_app.wire.invoices import InvoiceCounts, InvoicePage, InvoiceRow, ListFilter, ListSort
from pos_app.wire.problems import Code

SKELETON_MS = 200
REFRESH_MS = 10_000
PAGE = 50
AHEAD = 30
MOST_PUSHED = 4
MOST_ROWS = 2000
Counted = tuple[str, bool]
"""Of a question, what counts depend on: the text and the site."""
LOADING = mark("Fetching invoices. You can type or scan already.")


class InvoicesApi(Protocol):
    def invoices(
        self, *, status: ListFilter, sort: ListSort = ListSort.NEWEST, q: str = "", mine: bool = True, limit: int = 50,
        cursor: str | None = None,
    ) -> InvoicePage: ...  # fmt: skip
    def invoice_counts(self, *, q: str = "", mine: bool = True) -> InvoiceCounts: ...


class InvoicesPresenter:
    """``chosen_invoice`` is told of every selection, ``opened_invoice`` of Enter and of scans."""

    def __init__(
        self, view: InvoicesView, api: InvoicesApi, runner: Runner, timers: Timers, connection: Connection,
        words: Words, toast: Callable[[Toast], None],
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._runner = runner
        self._timers = timers
        self._connection = connection
        self._words = words
        self._toast = toast
        self.chosen_invoice: Callable[[str | None], None] = lambda _id: None
        self.opened_invoice: Callable[[str], None] = lambda _id: None
        self._reset()
        connection.listen(self._connection_changed)
        view.bind(self)

    def _reset(self) -> None:
        self._active = False
        self._asked = ListQuestion()
        self._home_mine = True  # the site switch as the person left it; a scan looks everywhere
        self._shown: ListQuestion | None = None  # the question whose rows are on screen
        self._pages = Pages()
        self._home: tuple[ListQuestion, Page, str] | None = None  # the last without a search, and when it was read
        self._as_of = ""
        self._counts: InvoiceCounts | None = None
        self._counted_for: Counted | None = None
        self._selected: str | None = None
        self._visible = (0, 0)
        self._pause: Timer | None = None
        self._typed = ""
        self._enter_waits = False  # Enter was pressed before the rows came that it was meant for
        self._skeleton: Timer | None = None
        self._refresh_timer: Timer | None = None
        self._list_job: Job[Page] | None = None
        self._more_job: Job[Page] | None = None
        self._fresh_job: Job[list[Page]] | None = None
        self._count_job: Job[InvoiceCounts] | None = None
        self._stale = False
        self._still = False
        self._site_text, self._site_enabled = say("My site"), False

    def start(self, person: Person) -> None:
        """Someone has logged in: fetch and show."""
        self.stop()
        self._active = True
        self._home_mine = bool(person.sites)
        self._asked = ListQuestion(mine=self._home_mine)
        self._site_text = say("My sites") if len(person.sites) > 1 else say("My site")
        self._site_enabled = bool(person.sites)
        self._view.show_search("")
        self._ask()
        self._view.focus_search()

    def next_patient(self) -> None:
        """The last one is done: an empty search box, ready to type or scan."""
        self._view.show_search("")
        self._change(ListQuestion(mine=self._home_mine))
        self.refresh()
        self._view.focus_search()

    @property
    def searching(self) -> bool:
        """Is there something in the search box?"""
        return bool(self._asked.text) or self._pause is not None

    @property
    def asking(self) -> bool:
        """Do the rows on screen belong to an earlier question?"""
        return self._list_job is not None or self._pause is not None

    def hold_still(self, *, still: bool) -> None:
        """While nobody may look, nothing is asked: rows, selection and place are found as they were left."""
        self._still = still
        if not still:
            self.refresh()

    def stop(self) -> None:
        """Forget everything: nothing of a patient stays after log-out."""
        for timer in (self._pause, self._skeleton, self._refresh_timer):
            if timer:
                timer.cancel()
        for job in (self._list_job, self._more_job, self._fresh_job, self._count_job):
            if job:
                job.drop()
        self._reset()
        self._view.reset_rows(())
        self._view.show_search("")
        self._view.select(None)

    # --- what the person does -------------------------------------------------------------------------------------

    def search_typed(self, text: str) -> None:
        text = sought(text)
        if self._pause:
            self._pause.cancel()
            self._pause = None
        if text == self._asked.text:
            return
        self._typed = text
        self._enter_waits = False
        if self._list_job and self._active:
            self._pause = self._timers.after(PAUSE_MS, self._ask_typed)
        else:
            self._ask_typed()

    def _ask_typed(self) -> None:
        self._change(replace(self._asked, text=self._typed))

    def _typed_meanwhile(self) -> bool:
        """Ask for what was typed since the last question; False where that is nothing."""
        if not self._pause:
            return False
        self._pause.cancel()
        self._ask_typed()
        return True

    def scanned(self, code: str) -> None:
        code = code.strip()[:LONGEST]
        if not code or not self._active:
            return
        job = self._runner.run("reads", lambda: self._api.invoices(status=ListFilter.ALL, q=code, mine=False, limit=2))
        job.then(lambda page: self._scan_found(code, page), self._failed_quietly)

    def choose_filter(self, key: str) -> None:
        self._change(replace(self._asked, filter=ListFilter(key)))

    def choose_site(self, mine: bool) -> None:
        self._home_mine = mine
        self._change(replace(self._asked, mine=mine))

    def sort_by_date(self) -> None:
        self._change(self._asked.turned(ListSort.NEWEST, ListSort.OLDEST))

    def sort_by_due(self) -> None:
        if ListSort.MOST_DUE.offered(self._asked.filter):
            self._change(self._asked.turned(ListSort.MOST_DUE, ListSort.LEAST_DUE))

    def rows_visible(self, first: int, last: int) -> None:
        self._visible = (max(0, first), max(0, last))
        self._show_footer()
        if last + AHEAD >= len(self._pages):
            self._more()

    def chosen(self, invoice_id: str | None) -> None:
        if invoice_id != self._selected:
            self._selected = invoice_id
            self.chosen_invoice(invoice_id)

    def opened(self, invoice_id: str) -> None:
        if self._pause or self._shown != self._asked:
            self._enter_waits = True  # the rows in sight are those of another search, and so is this one
        elif invoice_id:
            self._open(invoice_id)

    def _open(self, invoice_id: str) -> None:
        self.chosen(invoice_id)
        self.opened_invoice(invoice_id)

    def message_action(self, key: str) -> None:
        if key == "show_all":
            self._change(replace(self._asked, filter=ListFilter.ALL))
        elif key == "all_sites":
            self._change(replace(self._asked, mine=False))
        elif key == "retry":
            self._ask()

    def refresh(self) -> None:
        """The same question again; rows, selection and scroll position stay."""
        if not self._active or self._still or self._list_job or self._fresh_job:
            return
        if self._shown != self._asked or not self._pages:
            self._ask()
            return
        self._count()
        wanted = sorted({0, *self._pages.covering(*self._visible)})
        places = [self._pages.place(number) for number in wanted]
        asked, pages = self._asked, self._pages
        self._fresh_job = self._runner.run(
            "reads", lambda: [self._fetch_as_far(asked, cursor, end) for cursor, end in places]
        ).then(partial(self._refreshed, pages, wanted), self._refresh_failed)

    # --- asking and answers ---------------------------------------------------------------------------------------

    def _change(self, asked: ListQuestion) -> None:
        self._pause = None
        if asked != self._asked:
            self._asked = asked
            self._ask()

    def _ask(self) -> None:
        for job in (self._list_job, self._more_job, self._fresh_job):
            if job:
                job.drop()
        self._more_job = self._fresh_job = None
        if self._refresh_timer:
            self._refresh_timer.cancel()
        self._refresh_timer = self._timers.after(REFRESH_MS, self._tick)
        if not self._skeleton:
            self._skeleton = self._timers.after(SKELETON_MS, self._show_skeleton)
        asked = self._asked
        self._show_frame()
        self._list_job = self._runner.run("reads", lambda: self._fetch(asked, None))
        self._list_job.then(lambda page: self._answered(asked, page), self._failed)
        if self._count_job:
            self._count_job.drop()
            self._count_job = None

    def _fetch(self, asked: ListQuestion, cursor: str | None) -> Page:
        """In a worker thread, where the texts are made too: Babel takes some 200 µs a row."""
        answer = self._api.invoices(
            status=asked.filter, sort=asked.sort, q=asked.text, mine=asked.mine, limit=PAGE, cursor=cursor
        )
        faces = tuple(row_face(self._words, row) for row in answer.items)
        return Page(cursor, answer.items, faces, answer.next_cursor)

    def _fetch_as_far(self, asked: ListQuestion, cursor: str | None, end: InvoiceRow | None) -> Page:
        """A page again, in a worker thread. Newcomers push its last rows out: those are fetched too, or they would
        stand on no page at all."""
        page = self._fetch(asked, cursor)
        for _ in range(MOST_PUSHED):
            if not end or not page.next_cursor or not page.rows or passed(asked.sort, page.rows[-1], end):
                break
            more = self._fetch(asked, page.next_cursor)
            page = Page(cursor, page.rows + more.rows, page.faces + more.faces, more.next_cursor)
        return page

    def _count(self) -> None:
        if self._count_job:
            self._count_job.drop()
        asked = self._asked
        self._count_job = self._runner.run("reads", lambda: self._api.invoice_counts(q=asked.text, mine=asked.mine))
        self._count_job.then(partial(self._counted, (asked.text, asked.mine)), self._count_failed)

    def _counted(self, what: Counted, counts: InvoiceCounts) -> None:
        self._count_job = None
        self._counts, self._counted_for = counts, what
        self._show_frame()
        if self._shown == self._asked and not len(self._pages):
            self._view.show_message(nothing_found(self._words, self._asked, counts))
        self._show_footer()

    def _count_failed(self, error: Exception) -> None:
        self._count_job = None
        self._forget_other_counts()
        self._failed_quietly(error)

    def _forget_other_counts(self) -> None:
        """Those of an earlier search are untrue beside what could not be asked for."""
        if self._fitting_counts is None:
            self._counts = None
            self._show_frame()

    @property
    def _fitting_counts(self) -> InvoiceCounts | None:
        """None while those of an earlier search are all there is. The chips keep them until then and do not flicker;
        beside rows or the news that there are none, they would be untrue."""
        return self._counts if self._counted_for == (self._asked.text, self._asked.mine) else None

    def _answered(self, asked: ListQuestion, page: Page) -> None:
        self._list_job = None
        self._end_skeleton()
        self._connection.answered()
        same = self._shown == asked
        turned = self._shown is not None and self._shown.sort is not asked.sort
        before = self._pages.merged if same else {}
        self._shown, self._pages = asked, Pages((page,))
        self._as_of = ""
        if not asked.text:
            self._home = asked, page, self._words.clock(self._words.now())
        if not page.rows:
            self._view.reset_rows(())
            self._view.show_message(nothing_found(self._words, asked, self._fitting_counts))
        else:
            faces = changed_faces(self._pages, before)
            if same and before:
                self._view.replace_rows(faces)
            else:
                self._visible = (0, min(9, len(faces) - 1))
                self._view.reset_rows(faces)
        if not self._typed_meanwhile():  # else nobody is interested in the first of these rows
            if turned:
                self._selected = None  # whoever wants another order wants what is first in it
            self._keep_selection()
            if self._enter_waits and len(self._pages) == 1 and self._selected:
                self._open(self._selected)
            self._enter_waits = False
            self._count()  # not sooner: the server would answer both at once, and the rows later
        self._show_footer()

    def _keep_selection(self) -> None:
        if self._selected not in self._pages.merged:
            self.chosen(next(iter(self._pages.merged), None))
        self._view.select(self._selected)

    def _more(self) -> None:
        cursor = self._pages.next_cursor
        if len(self._pages) >= MOST_ROWS:
            return  # nobody reads so far: a word in the search box is quicker, and the window stays quick
        if not cursor or self._more_job or self._list_job or self._shown != self._asked:
            return
        asked = self._asked
        self._more_job = self._runner.run("reads", lambda: self._fetch(asked, cursor))
        self._more_job.then(self._got_more, self._more_failed)
        self._show_footer()

    def _got_more(self, page: Page) -> None:
        self._more_job = None
        self._view.append_rows(self._pages.add(page))
        self._show_footer()

    def _refreshed(self, pages: Pages, numbers: list[int], fresh: list[Page]) -> None:
        self._fresh_job = None
        self._as_of = ""
        self._connection.answered()
        before = pages.merged
        for number, page in zip(numbers, fresh, strict=True):
            pages.renew(number, page)
        if len(pages):
            self._view.replace_rows(changed_faces(pages, before))
        else:
            self._view.reset_rows(())
            self._view.show_message(nothing_found(self._words, self._asked, self._fitting_counts))
        if self._selected in pages.merged:
            self._view.select(self._selected)
        self._show_footer()

    # --- failing, waiting, being stale ----------------------------------------------------------------------------

    def _failed(self, error: Exception) -> None:
        self._list_job = None
        self._enter_waits = False
        self._end_skeleton()
        self._connection.saw(error)
        advice = advice_for(error)
        if self._typed_meanwhile():
            return
        self._forget_other_counts()
        if self._shown == self._asked and len(self._pages) and isinstance(error, OutcomeUnknown):
            return  # what we knew stays readable; the banner says how old it is
        if self._home and self._home[0] == self._asked and isinstance(error, OutcomeUnknown):
            self._show_home(*self._home)
            return
        self._pages, self._shown = Pages(), None
        self._view.reset_rows(())
        again = ActionFace("retry", say("Try again"), shortcut="F5", primary=True)
        self._view.show_message(
            MessageFace(advice.sentence, advice.next_step, (again,), failed=True, details_for_it=details_for_it(error))
        )
        self._show_footer()

    def _show_home(self, asked: ListQuestion, page: Page, at: str) -> None:
        """The search is over and nobody answers: the list as it was before the search, and since when it may be old."""
        self._shown, self._pages, self._as_of = asked, Pages((page,)), at
        self._visible = (0, min(9, len(self._pages) - 1))
        self._view.reset_rows(page.faces)
        self._keep_selection()
        self._show_footer()

    def _refresh_failed(self, error: Exception) -> None:
        self._fresh_job = None
        self._connection.saw(error)
        if isinstance(error, ApiProblem) and error.code == Code.CURSOR_INVALID:
            self._ask()

    def _more_failed(self, error: Exception) -> None:
        self._more_job = None
        self._connection.saw(error)
        if isinstance(error, ApiProblem) and error.code == Code.CURSOR_INVALID:
            self._ask()
        self._show_footer()

    def _failed_quietly(self, error: Exception) -> None:
        self._connection.saw(error)

    def _scan_found(self, code: str, page: InvoicePage) -> None:
        exact = [row for row in page.items if _key(row.number) == _key(code)]
        found = exact[0] if exact else page.items[0] if len(page.items) == 1 else None
        if found is None:
            self._toast(Toast(say("No single invoice has the code “{code}”.", code=code), Tone.BAD))
            self._view.show_search(code)
            self.search_typed(code)
            return
        self._view.show_search(found.number)
        self._change(ListQuestion(found.number, ListFilter.ALL, mine=False))
        self._selected = None
        self._open(found.id)

    def _tick(self) -> None:
        self._refresh_timer = self._timers.after(REFRESH_MS, self._tick)
        if not self._connection.lost:
            self.refresh()

    def _connection_changed(self) -> None:
        lost = self._active and self._connection.lost
        if lost == self._stale:
            return
        self._stale = lost
        self._view.show_stale(lost)
        if not lost and self._active:
            self.refresh()

    def _show_skeleton(self) -> None:
        self._skeleton = None
        if self._list_job and self._shown != self._asked:
            self._view.show_loading(say(LOADING))

    def _end_skeleton(self) -> None:
        if self._skeleton:
            self._skeleton.cancel()
            self._skeleton = None

    def _show_frame(self) -> None:
        self._view.show_chips(chips(self._words, self._asked.filter, self._counts))
        self._view.show_site(SiteFace(self._site_text, self._asked.mine, self._site_enabled))
        self._view.show_sort(sort_face(self._asked))

    def _show_footer(self) -> None:
        counts = self._fitting_counts
        total = counts_by_filter(counts)[self._asked.filter] if counts else None
        loaded = len(self._pages)
        cap = counts.cap if counts else 0
        text = footer(self._words, self._asked, self._visible, loaded, total, cap)
        if loaded >= MOST_ROWS and self._visible[1] + AHEAD >= loaded:
            text = joined(text, say("type to find the others"))
        if self._as_of:
            text = joined(text, say("as of {time}", time=self._as_of))
        self._view.show_footer(text, busy=self._more_job is not None)


def _key(number: str) -> str:
    return "".join(letter for letter in number.upper() if letter.isalnum())
