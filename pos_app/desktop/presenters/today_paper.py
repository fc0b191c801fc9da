"""The figures of Today on paper, or as a PDF: those on the screen, once asked for, and the truth about the printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from babel import Locale

from pos_app.desktop.files import save
from pos_app.desktop.ports import Job, PdfPrinter, PrintFailed, Runner
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, Toast, Tone
from pos_app.desktop.presenters.faces.sheet import SheetFace, SheetMaker
from pos_app.desktop.presenters.faces.today import HeadFace, TakingsFace
from pos_app.desktop.presenters.words import Words, joined
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import mark, say
from pos_app.desktop.session import Session

LETTER = frozenset(["US", "CA", "MX", "PH", "CL", "CO", "GT", "CR", "PA", "SV", "NI", "DO", "PR", "VE"])
"""Territories whose printers hold Letter paper."""
NOT_REAL = mark("TEST: no real money")


class PaperView(Protocol):
    def show_paper(self, to_print: ActionFace, to_save: ActionFace) -> None:
        """The two buttons that make a sheet of the figures."""
        ...

    def ask_where_to_save(self, suggested: str) -> Path | None: ...


class TodayPaper:
    """``act`` with what is shown: "print" or "save_pdf". One at a time; the buttons say so."""

    def __init__(
        self, view: PaperView, make: SheetMaker, printer: PdfPrinter, runner: Runner, connection: Connection,
        session: Session, words: Words, toast: Callable[[Toast], None],
    ) -> None:  # fmt: skip
        self._view = view
        self._make = make
        self._printer = printer
        self._runner = runner
        self._connection = connection
        self._session = session
        self._words = words
        self._toast = toast
        self._job: Job[Any] | None = None
        self._ready = False
        self._printing = False

    def show(self, *, ready: bool) -> None:
        """``ready``: there are figures on the screen."""
        self._ready = ready
        busy = self._job is not None
        why = say("The sheet is being made.") if busy else "" if ready else say("There is nothing to print yet.")
        enabled = ready and not busy
        text = say("Printing…") if busy and self._printing else say("Print")
        self._view.show_paper(
            ActionFace("print", text, shortcut="Ctrl+P", enabled=enabled, why=why),
            ActionFace("save_pdf", say("Save PDF"), shortcut="Ctrl+S", enabled=enabled, why=why),
        )

    def stop(self) -> None:
        """What is in the printer's hands comes out; nobody is told any more."""
        if self._job:
            self._job.drop()
        self._job = None
        self._ready = False

    def act(self, key: str, head: HeadFace, takings: TakingsFace, file_name: str) -> None:
        if self._job is not None:
            return
        sheet = self._sheet(head, takings)
        if key == "print":
            title = joined(sheet.title, sheet.subtitle)
            self._printing = True
            self._begin(lambda: self._printer.print_pdf(self._make(sheet), title), self._printed, self._not_printed)
            return
        self._printing = False
        target = self._view.ask_where_to_save(file_name)
        if target is not None:
            self._begin(
                lambda: save(target, self._make(sheet)),
                lambda _none: self._end(say("Saved as {name}.", name=target.name), Tone.GOOD),
                lambda error: self._not_saved(target, error),
            )

    def _sheet(self, head: HeadFace, takings: TakingsFace) -> SheetFace:
        info, person, now = self._connection.info, self._session.person, self._words.now()
        locale = Locale.parse(self._words.locale)
        table = next((tab.text for tab in takings.tabs if tab.chosen), "")
        return SheetFace(
            hospital=info.hospital if info else "",
            place=joined(*(site.name for site in person.sites) if person else (), self._session.till),
            title=head.title,
            subtitle=head.subtitle,
            test=say(NOT_REAL) if info is None or info.mode == "test" else "",
            sums=takings.sums,
            others=takings.others,
            table_title=table,
            table=takings.table,
            measures=takings.measures,
            reasons=takings.reasons,
            foot=say(
                "Printed {date}, {time} by {name}", date=self._words.date(now), time=self._words.clock(now),
                name=person.display_name if person else "",
            ),
            letter=locale.territory in LETTER,
            rtl=locale.text_direction == "rtl",
        )  # fmt: skip

    def _begin(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        self._job = self._runner.run("printer", work)
        self.show(ready=self._ready)
        self._job.then(done, failed)

    def _printed(self, name: str) -> None:
        self._end(say("Printed on {name}", name=name), Tone.GOOD)

    def _not_printed(self, error: Exception) -> None:
        if isinstance(error, PrintFailed):
            self._end(f"{error} {say('Print again, or save the PDF.')}", Tone.BAD)
            return
        self._end(advice_for(error).sentence, Tone.BAD)
        raise error

    def _not_saved(self, target: Path, error: Exception) -> None:
        self._end(say("{name} could not be saved there.", name=target.name), Tone.BAD)
        if not isinstance(error, OSError):
            raise error

    def _end(self, text: str, tone: Tone) -> None:
        self._job = None
        self._toast(Toast(text, tone))
        self.show(ready=self._ready)
