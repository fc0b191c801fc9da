"""A till as a process of its own, with one errand: what it found is said as JSON on the last line of its output.

python -m tests.end2end.errands ERRAND SERVER PROFILE

``return``    start the till and see which screen comes: a kept session leads to the list
``enter``     log in, and leave by the window's cross
``log_out``   as ``return`` or ``enter``, whichever works, and then log out
``day``       a cashier's day with searches, payments and receipts, and then log out
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.desktop.main import report_crashes
from pos_app.desktop.masked_log import log_to
from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.views import environment
from tests.end2end.hands import Hands

GOOD, NO_FUNDS = "4242424242424242", "4000000000009995"


def main(errand: str, server: str, profile: str) -> None:
    if os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    environment.prepare()
    app = QApplication(["errands"])
    app.setApplicationName("HMIS POS")
    with closing(Hands(app, server, Path(profile))) as till:
        log_to(Path(profile))
        report_crashes(till.window)
        ERRANDS[errand](till)
        found = {
            "screen": till.window.screen_shown.value,
            "notice": till.window.login._notice.text(),
            "keyring": till.counter.till.login._keeper.available,
        }
    sys.stdout.write(json.dumps(found) + "\n")


def _return(till: Hands) -> None:
    """Until the keyring has answered, or its time is over."""
    login = till.counter.till.login
    asked = till.counter.till.login._preferences.last_name
    runner = till.counter._runner
    answered: list[bool] = []
    till.until(lambda: till.window.login.sign_in.isEnabled() or till.window.screen_shown is Screen.INVOICES, "a start")
    # the keyring's one thread works in order: what is asked after the till's own question is answered after it
    runner.run("keyring", lambda: True).then(lambda _true: answered.append(True))
    till.until(lambda: answered or not login._keeper.available or not asked, "the keyring's answer")
    till.until(lambda: not login._busy, "the session looked for")


def _enter(till: Hands) -> None:
    till.log_in()
    kept: list[bool] = []
    keeper = till.counter.till.login._keeper
    till.counter._runner.run("keyring", lambda: True).then(lambda _true: kept.append(True))
    till.until(lambda: kept or not keeper.available, "the keyring's answer")


def _log_out(till: Hands) -> None:
    _return(till)
    if till.window.screen_shown is Screen.LOGIN:
        _enter(till)
    _leave(till)


def _leave(till: Hands) -> None:
    till.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    till.until(lambda: till.window.screen_shown is Screen.LOGIN, "the log-in")
    done: list[bool] = []
    keeper = till.counter.till.login._keeper
    till.counter._runner.run("keyring", lambda: True).then(lambda _true: done.append(True))
    till.until(lambda: done or not keeper.available, "the keyring's answer")


def _day(till: Hands) -> None:
    till.log_in()
    page = till.window.invoices
    table = page.list.table
    till.until(lambda: page.detail.shown_id, "the first invoice beside the list")
    names = [table.rows.row(at).patient for at in range(3)]
    numbers = [table.rows.row(at).number for at in range(3)]
    for name in names:
        page.focus_search()
        page.search.edit.selectAll()
        till.type(name.split()[-1])
        till.until(lambda: table.rows.rowCount() > 0 and page.list.showing_rows, "what the search finds")
    page.focus_search()
    till.press(Qt.Key.Key_Escape)
    till.until(lambda: not page.search.edit.text(), "an empty search")
    till.find(numbers[0])
    till.take_whole()
    till.type_card(NO_FUNDS)
    till.charge()
    till.outcome(PaymentFace.ERROR)
    till.press(Qt.Key.Key_Return)
    till.outcome(PaymentFace.FORM)
    till.card_form()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    receipt = till.window.payment.success.receipt
    till.until(lambda: receipt.pdf, "the receipt")
    till.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)  # there is no printer: that is said, and logged
    till.let_pass(1)
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the next patient")
    till.lock()
    till.unlock()
    till.find(numbers[1])
    till.take_whole()
    till.press(Qt.Key.Key_Escape)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list again")
    _fail(till, names[0])
    _leave(till)


def _fail(till: Hands, name: str) -> None:
    """Bugs of ours, in a worker and in the window, whose messages hold what they should not."""

    def bug() -> None:
        raise ValueError(f"no such patient: {name}")

    till.counter._runner.run("reads", bug)
    QTimer.singleShot(0, bug)
    till.let_pass(0.5)


ERRANDS: dict[str, Callable[[Hands], None]] = {
    "return": _return,
    "enter": _enter,
    "log_out": _log_out,
    "day": _day,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
