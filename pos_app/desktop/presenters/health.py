"""Checks everything this till needs, one by one, and says of each what was found and what to do.

For the person in IT who is called when a till misbehaves, and for the cashier who tells them on the telephone. Nothing
is charged, printed or kept by looking; what hangs is told as hanging.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol
from urllib.parse import urlsplit

from pos_app.desktop.ports import (
    Clock,
    Journal,
    JournalBroken,
    Lane,
    PdfPrinter,
    PrintFailed,
    Runner,
    SecretStore,
    SecretsUnavailable,
    Timer,
    Timers,
)
from pos_app.desktop.presenters.faces.health import CheckFace, HealthFace, HealthView, Mark
from pos_app.desktop.presenters.jobs import Jobs
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import mark, say, say_many
from pos_app.desktop.session import Session
from pos_app.wire.info import Health, ServerInfo

PATIENCE_MS: Final = 6_000
SLOW_SECONDS: Final = 1.0
CLOCK_SECONDS: Final = 60
LITTLE_DISK, NO_DISK = 1_000_000_000, 100_000_000
"""Bytes: of the first many months are left, below the second a journal may fail any day."""
NOBODY: Final = "health-check"
WORDS: Final = {
    Mark.WAITING: mark("Checking"),
    Mark.GOOD: mark("Good"),
    Mark.CARE: mark("Look at this"),
    Mark.BAD: mark("Not working"),
}
TITLES: Final = {
    "server": mark("Server"),
    "database": mark("The server’s database"),
    "way": mark("The way to the server"),
    "clock": mark("Clock"),
    "version": mark("Version"),
    "journal": mark("This till’s journal"),
    "disk": mark("Disk"),
    "card": mark("Card form"),
    "printer": mark("Printer"),
    "keyring": mark("Keyring"),
}
Found = tuple[Mark, str, str]
"""Mark, sentence, advice."""


class HealthApi(Protocol):
    def info(self) -> ServerInfo: ...
    def health(self) -> Health: ...


class Computer(Protocol):
    """What of the till's own computer is looked at."""

    def free_bytes(self) -> int:
        """Of the disk that holds the till's folder. Raises OSError. Any thread."""
        ...

    def printer(self) -> str:
        """The default printer's name, empty where there is none. The ``printer`` lane: it may hang."""
        ...

    def web_view_starts(self) -> bool:
        """Whether the card form's browser is there. The window's thread."""
        ...

    def test_page(self) -> bytes:
        """A page to print, as PDF. Any thread."""
        ...


class HealthPresenter:
    def __init__(
        self, view: HealthView, api: HealthApi, computer: Computer, journal: Journal, secrets: SecretStore,
        printer: PdfPrinter, runner: Runner, timers: Timers, clock: Clock, session: Session, words: Words,
        version: str,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._computer = computer
        self._journal = journal
        self._secrets = secrets
        self._printer = printer
        self._jobs = Jobs(runner)
        self._timers = timers
        self._clock = clock
        self._session = session
        self._words = words
        self._version = version
        self._found: dict[str, Found] = {}
        self._printing = False
        self._patience: Timer | None = None
        view.bind_health(self)

    # --- what the person does -------------------------------------------------------------------------------------

    def opened(self) -> None:
        self.again()

    def again(self) -> None:
        self.closed()
        self._found = {}
        begun = self._clock.monotonic()
        self._run("server", "reads", self._api.info, partial(self._informed, begun))
        self._run("database", "reads", self._api.health, self._healthy)
        self._run("journal", "journal", self._look_at_journal, self._journal_there)
        self._run("keyring", "keyring", self._look_at_keyring, self._keyring_there)
        self._run("printer", "printer", self._computer.printer, self._printer_there)
        self._run("disk", "reads", self._computer.free_bytes, self._disk_there)
        self._found["way"] = self._way()
        self._found["card"] = (
            (Mark.GOOD, say("Its browser starts on this computer."), "")
            if self._computer.web_view_starts()
            else (
                Mark.BAD,
                say("Its browser can’t start on this computer."),
                say("Looking up and receipts work. Tell IT."),
            )
        )
        self._patience = self._timers.after(PATIENCE_MS, self._out_of_patience)
        self._show()

    def closed(self) -> None:
        self._jobs.stop()
        self._printing = False
        if self._patience:
            self._patience.cancel()
            self._patience = None

    def print_test_page(self) -> None:
        if self._printing:
            return
        self._printing = True
        self._show()
        self._jobs.run("page", "printer", self._print, self._printed, self._not_printed)

    # --- looking, in worker threads -------------------------------------------------------------------------------

    def _look_at_journal(self) -> int:
        self._journal.note(NOBODY, NOBODY)  # it writes to the disk, and changes no row
        return len(self._journal.open_attempts(self._session.link.server))

    def _look_at_keyring(self) -> None:
        self._secrets.load(self._session.link.server, NOBODY)

    def _print(self) -> str:
        return self._printer.print_pdf(self._computer.test_page(), say("Test page"))

    # --- what was found -------------------------------------------------------------------------------------------

    def _run(self, key: str, lane: Lane, work: Callable[[], object], found: Callable[..., None]) -> None:
        self._jobs.run(key, lane, work, found, partial(self._failed, key))

    def _note(self, key: str, found: Mark, sentence: str, advice: str = "") -> None:
        self._found[key] = (found, sentence, advice)
        self._show()

    def _informed(self, begun: float, info: ServerInfo) -> None:
        took = self._clock.monotonic() - begun
        ms = round(took * 1000)
        if took > SLOW_SECONDS:
            slowly = say("{hospital} answers slowly: {ms} ms.", hospital=info.hospital, ms=self._words.integer(ms))
            self._note("server", Mark.CARE, slowly, say("Look at the network."))
        else:
            self._note("server", Mark.GOOD, say("{hospital} answers in {ms} ms.", hospital=info.hospital, ms=ms))
        self._clock_found(info)
        if info.version == self._version:
            self._note("version", Mark.GOOD, say("Till and server are both {version}.", version=self._version))
        else:
            said = say("The till is {till}, the server {server}.", till=self._version, server=info.version)
            self._note("version", Mark.CARE, said, say("They work together; update the older one."))

    def _clock_found(self, info: ServerInfo) -> None:
        behind = round((info.server_time - self._clock.now()).total_seconds())
        off = abs(behind)
        if off <= CLOCK_SECONDS:
            self._note("clock", Mark.GOOD, say("It agrees with the server’s."))
            return
        minutes = round(off / 60) or 1
        if behind > 0:
            said = say_many(
                "This computer’s clock is {count} minute behind the server’s.",
                "This computer’s clock is {count} minutes behind the server’s.",
                minutes,
            )
        else:
            said = say_many(
                "This computer’s clock is {count} minute ahead of the server’s.",
                "This computer’s clock is {count} minutes ahead of the server’s.",
                minutes,
            )
        advice = say("Turn on automatic time. Payments are not touched by it; the times on screen are.")
        self._note("clock", Mark.CARE, said, advice)

    def _healthy(self, health: Health) -> None:
        if health.status == "ok":
            self._note("database", Mark.GOOD, say("It answers."))
        else:
            said = say("The server can’t reach its database.")
            self._note("database", Mark.BAD, said, say("Nothing can be charged. Tell IT."))

    def _way(self) -> Found:
        parts = urlsplit(self._session.link.server)
        if parts.scheme == "https":
            return Mark.GOOD, say("Encrypted, and {server} is who it says it is.", server=parts.hostname or ""), ""
        return Mark.GOOD, say("It does not leave this computer."), ""  # nothing else is spoken to without encryption

    def _journal_there(self, waiting: int) -> None:
        said = say("It can be written.")
        if waiting:
            under_way = say_many(
                "{count} payment is followed to the end.", "{count} payments are followed to the end.", waiting
            )
            said = f"{said} {under_way}"
        self._note("journal", Mark.GOOD, said)

    def _keyring_there(self, _nothing: object) -> None:
        self._note("keyring", Mark.GOOD, say("It keeps sessions safe."))

    def _printer_there(self, name: str) -> None:
        if name:
            self._note("printer", Mark.GOOD, say("{name} is this computer’s printer.", name=name))
        else:
            said = say("No printer is set up on this computer.")
            self._note("printer", Mark.CARE, said, say("Receipts can be saved as PDF."))

    def _disk_there(self, free: int) -> None:
        if free >= 1e9:
            amount = say("{size} GB are free.", size=self._words.tenths(free / 1e9))
        else:
            amount = say("{size} MB are free.", size=free // 1_000_000)
        if free < NO_DISK:
            self._note("disk", Mark.BAD, amount, say("Payments need the disk. Make room now."))
        elif free < LITTLE_DISK:
            self._note("disk", Mark.CARE, amount, say("Make room soon."))
        else:
            self._note("disk", Mark.GOOD, amount)

    def _failed(self, key: str, error: Exception) -> None:
        if isinstance(error, JournalBroken):
            self._note(key, Mark.BAD, str(error), say("No payment can be begun at this till. Tell IT."))
        elif isinstance(error, SecretsUnavailable):
            said = say("There is none to use: {why}.", why=str(error))
            self._note(key, Mark.CARE, said, say("Everything works; a password is asked for at each start."))
        elif key in ("server", "database"):
            advice = advice_for(error)
            self._note(key, Mark.BAD, advice.sentence, advice.next_step)
        else:
            said = say("It can’t be looked at ({error}).", error=type(error).__name__)
            self._note(key, Mark.BAD, said, say("Tell IT."))

    def _out_of_patience(self) -> None:
        self._patience = None
        for key in TITLES:
            if key in self._jobs and key not in self._found:
                self._found[key] = (Mark.CARE, say("It does not answer."), say("What needs it may hang. Tell IT."))
        self._show()

    def _printed(self, name: str) -> None:
        self._printing = False
        self._note("printer", Mark.GOOD, say("A test page has gone to {name}.", name=name))

    def _not_printed(self, error: Exception) -> None:
        self._printing = False
        said = str(error) if isinstance(error, PrintFailed) else say("The printer could not be used.")
        self._note("printer", Mark.BAD, said, say("Look at the printer. Receipts can be saved as PDF."))

    # --- showing --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        waiting: Found = (Mark.WAITING, say("Looking at it."), "")
        faces = []
        for key, title in TITLES.items():
            found = self._found.get(key, waiting)
            if key in ("clock", "version") and key not in self._found and "server" in self._found:
                found = (Mark.CARE, say("Not known without the server."), "")
            faces.append(CheckFace(key, say(title), found[0], say(WORDS[found[0]]), found[1], found[2]))
        marks = [face.mark for face in faces]
        bad, care = marks.count(Mark.BAD), marks.count(Mark.CARE)
        if Mark.WAITING in marks:
            worst, summary = Mark.WAITING, say("Checking this till.")
        elif bad:
            worst = Mark.BAD
            summary = say_many("{count} thing does not work.", "{count} things do not work.", bad)
        elif care:
            worst = Mark.CARE
            look = say_many("{count} thing needs a look.", "{count} things need a look.", care)
            summary = f"{say('Everything works.')} {look}"
        else:
            worst, summary = Mark.GOOD, say("Everything works.")
        self._view.show_health(HealthFace(tuple(faces), summary, worst, self._printing))
