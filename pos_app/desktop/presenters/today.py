"""Today: what was taken, kept fresh while it is looked at, saved as CSV, and printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from pos_app.desktop.api import ApiError, ApiProblem, OutcomeUnknown
from pos_app.desktop.files import save
from pos_app.desktop.ports import Job, Runner, Timers
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.days import Comparison, Days, Period, comparison, days_of, read_days
from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, Toast, Tone
from pos_app.desktop.presenters.faces.today import DaysFace, HeadFace, TakingsFace, TodayView
from pos_app.desktop.presenters.today_faces import Figures, head, nothing_moved, periods, takings_face
from pos_app.desktop.presenters.today_paper import TodayPaper
from pos_app.desktop.presenters.today_table import TABS
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for, details_for_it
from pos_app.desktop.say import say
from pos_app.wire.problems import Code
from pos_app.wire.reports import TakingsReport

REFRESH_MS = 30_000
SKELETON_MS = 200
RECENT_SECONDS = 5


class TodayApi(Protocol):
    def takings(self, first: date, last: date) -> TakingsReport: ...
    def payments_csv(self, first: date, last: date) -> bytes: ...


class TodayPresenter:
    def __init__(
        self, view: TodayView, api: TodayApi, runner: Runner, timers: Timers, connection: Connection, words: Words,
        toast: Callable[[Toast], None], paper: TodayPaper,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._runner = runner
        self._waiting = Waiting(timers)
        self._connection = connection
        self._words = words
        self._toast = toast
        self._paper = paper
        self._jobs: dict[str, Job[Any]] = {}
        self._reset()
        connection.listen(self._second_passed)
        view.bind(self)

    def _reset(self) -> None:
        self._here = self._still = False
        self._period = Period.TODAY
        self._picked: Days | None = None
        self._asked: Days | None = None
        self._shown: Days | None = None  # the days whose report is on screen
        self._report: TakingsReport | None = None
        self._read_at = 0.0
        self._compared: Comparison | None = None
        self._before: TakingsReport | None = None
        self._currency = ""
        self._table = TABS[0][0]
        self._stale = False
        self._head: HeadFace | None = None
        self._takings: TakingsFace | None = None  # on screen, of the days that are chosen

    # --- coming and going -----------------------------------------------------------------------------------------

    def show(self) -> None:
        """The place is on screen: what is known at once, and fresh figures soon."""
        self._here = True
        self._show_frame()
        self._view.focus_first()
        self._ask()

    def hide(self) -> None:
        """Another place is: nobody needs fresh figures."""
        self._here = False
        self._waiting.stop()
        self._drop("takings", "before")

    def hold_still(self, *, still: bool) -> None:
        self._still = still

    def stop(self) -> None:
        """Forget everything: figures are not for whoever comes next."""
        self._waiting.stop()
        self._drop("takings", "before", "export")
        self._paper.stop()
        self._reset()
        self._view.show_loading()

    def refresh(self) -> None:
        """F5: ask again, keeping what is shown."""
        if self._here:
            self._ask()

    # --- what the person does -------------------------------------------------------------------------------------

    def choose_period(self, key: str) -> None:
        if Period(key) is Period.PICKED:
            self._pick_days()
            return
        self._period = Period(key)
        self._show_frame()
        self._ask()

    def choose_table(self, key: str) -> None:
        self._table = key
        self._show_takings()

    def act(self, key: str) -> None:
        if key == "export":
            self._export()
        elif key in ("print", "save_pdf"):
            self._to_paper(key)
        elif key == "switch_currency":
            self._next_currency()
        elif key == "yesterday":
            self.choose_period(Period.YESTERDAY)
        elif key == "retry":
            self._ask()

    def _pick_days(self) -> None:
        days = self._picked or self._days()
        today = self._words.now().date()
        hint = say("As {day}. Leave the second empty for one day.", day=today.isoformat())
        face = DaysFace(say("Pick days"), days.first.isoformat(), days.last.isoformat(), hint)
        self._view.ask_days(face, self._days_picked)

    def _days_picked(self, first: str, last: str) -> str:
        found, problem = read_days(self._words, first, last, self._words.now().date())
        if found is not None and not problem:
            self._picked, self._period = found, Period.PICKED
            self._show_frame()
            self._ask()
        return problem

    def _next_currency(self) -> None:
        known = [one.currency for one in self._report.currencies] if self._report else []
        if known:
            at = known.index(self._currency) if self._currency in known else 0
            self._currency = known[(at + 1) % len(known)]
            self._show_takings()

    # --- asking and answers ---------------------------------------------------------------------------------------

    def _days(self) -> Days:
        return days_of(self._period, self._words.now().date(), self._words.first_weekday(), self._picked)

    def _ask(self) -> None:
        self._drop("takings")
        self._waiting.after("refresh", REFRESH_MS, self._tick)
        days = self._asked = self._days()
        if self._shown != days and "skeleton" not in self._waiting:
            self._waiting.after("skeleton", SKELETON_MS, self._show_skeleton)
        self._jobs["takings"] = self._runner.run("reads", lambda: self._api.takings(days.first, days.last))
        self._jobs["takings"].then(lambda report: self._answered(days, report), self._failed)
        self._compare(days)

    def _compare(self, days: Days) -> None:
        """What is over changes no more, but for refunds that fail later: asked once for the same days."""
        wanted = comparison(self._words, self._period, days, self._words.local(self._words.now()))
        if self._compared is not None and self._compared.days == wanted.days:
            self._compared = wanted
            if self._before is not None or "before" in self._jobs:
                return
        self._drop("before")
        self._compared, self._before = wanted, None
        self._jobs["before"] = self._runner.run("reads", lambda: self._api.takings(wanted.days.first, wanted.days.last))
        self._jobs["before"].then(self._compared_with, self._not_compared)

    def _answered(self, days: Days, report: TakingsReport) -> None:
        self._jobs.pop("takings", None)
        self._waiting.cancel("skeleton")
        self._connection.answered()
        self._shown, self._report = days, report
        self._read_at = self._connection.monotonic()
        self._show_takings()

    def _compared_with(self, report: TakingsReport) -> None:
        self._jobs.pop("before", None)
        self._before = report
        self._show_takings()

    def _not_compared(self, error: Exception) -> None:
        self._jobs.pop("before", None)  # the figures stand without it; the next refresh asks again
        self._connection.saw(error)

    def _failed(self, error: Exception) -> None:
        self._jobs.pop("takings", None)
        self._waiting.cancel("skeleton")
        self._connection.saw(error)
        if self._shown is not None and self._shown == self._asked and isinstance(error, OutcomeUnknown):
            return  # what we knew stays readable; the head says how old it is
        self._shown = self._report = self._takings = None
        advice = advice_for(error)
        refused = isinstance(error, ApiProblem) and error.code == Code.NOT_ALLOWED
        if refused:
            self._waiting.cancel("refresh")
        again = () if refused else (ActionFace("retry", say("Try again"), shortcut="F5", primary=True),)
        self._show_frame()
        self._view.show_message(
            MessageFace(advice.sentence, advice.next_step, again, failed=True, details_for_it=details_for_it(error))
        )

    def _tick(self) -> None:
        self._waiting.after("refresh", REFRESH_MS, self._tick)
        if not (self._still or self._connection.lost):
            self._ask()

    def _second_passed(self) -> None:
        if not self._here:
            return
        lost = self._connection.lost
        if lost != self._stale:
            self._stale = lost
            self._view.show_stale(lost)
            if not lost:
                self._ask()
        self._show_head()

    def _to_paper(self, key: str) -> None:
        """What is read on the screen, not what may be fresher: whoever prints has looked at it."""
        if self._head is not None and self._takings is not None and self._shown == self._days():
            self._paper.act(key, self._head, self._takings, f"takings-{self._shown.first}-{self._shown.last}.pdf")

    # --- the export -----------------------------------------------------------------------------------------------

    def _export(self) -> None:
        if self._report is None or "export" in self._jobs:
            return
        days = self._shown or self._days()
        target = self._view.ask_where_to_save(f"payments-{days.first}-{days.last}.csv")
        if target is None:
            return

        def work() -> Path:
            save(target, self._api.payments_csv(days.first, days.last))
            return target

        self._jobs["export"] = self._runner.run("reads", work)
        self._jobs["export"].then(self._exported, lambda error: self._not_exported(target, error))
        self._show_export()

    def _exported(self, target: Path) -> None:
        self._jobs.pop("export", None)
        self._toast(Toast(say("Saved as {name}.", name=target.name), Tone.GOOD))
        self._show_export()

    def _not_exported(self, target: Path, error: Exception) -> None:
        self._jobs.pop("export", None)
        self._show_export()
        if isinstance(error, ApiError):
            self._connection.saw(error)
            advice = advice_for(error)
            self._toast(
                Toast(
                    f"{say('Nothing was saved.')} {advice.sentence} {advice.next_step}",
                    Tone.BAD,
                )
            )
        elif isinstance(error, OSError):
            self._toast(Toast(say("{name} could not be saved there.", name=target.name), Tone.BAD))
        else:
            raise error

    # --- showing --------------------------------------------------------------------------------------------------

    def _show_frame(self) -> None:
        self._view.show_periods(periods(self._period))
        self._show_head()
        self._show_export()

    def _show_head(self) -> None:
        days = self._days()
        fresh = self._report if self._shown == days else None
        face = head(self._words, self._period, days, fresh, self._age() if fresh else "")
        if face != self._head:
            self._head = face
            self._view.show_head(face)

    def _age(self) -> str:
        seconds = int(self._connection.monotonic() - self._read_at)
        if seconds < RECENT_SECONDS:
            return say("read just now")
        return (
            say("read {seconds} s ago", seconds=seconds)
            if seconds < 60
            else say("read {minutes} min ago", minutes=seconds // 60)
        )

    def _show_export(self) -> None:
        running = "export" in self._jobs
        ready = self._report is not None and self._shown == self._days()
        why = say("The file is being made.") if running else "" if ready else say("There is nothing to save yet.")
        text = say("Exporting…") if running else say("Export CSV")
        face = ActionFace("export", text, shortcut="Ctrl+E", enabled=ready and not running, why=why)
        self._view.show_export(face)
        self._paper.show(ready=self._takings is not None and self._shown == self._days())

    def _show_skeleton(self) -> None:
        if "takings" in self._jobs and self._shown != self._asked:
            self._view.show_loading()

    def _show_takings(self) -> None:
        report, days, compared = self._report, self._shown, self._compared
        self._takings = None
        self._show_frame()
        if report is None or days is None or compared is None or days != self._asked:
            return
        if not report.currencies:
            self._view.show_message(nothing_moved(self._period, report))
            return
        if self._currency not in [one.currency for one in report.currencies]:
            self._currency = report.currencies[0].currency
        now = self._words.local(self._words.now())
        known = Figures(report, self._before, days, compared, now, self._currency, self._table)
        self._takings = takings_face(self._words, known)
        self._view.show_takings(self._takings)
        self._show_export()

    def _drop(self, *names: str) -> None:
        for name in names:
            job = self._jobs.pop(name, None)
            if job:
                job.drop()
