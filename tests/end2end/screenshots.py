"""``make screenshots``: the main screens of the running product, light and dark, as pictures.

python -m tests.end2end.screenshots [FOLDER]    (default: build/screenshots; those of the README go to its folder too)
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.views import environment
from tests.end2end.hands import Hands
from tests.integration.payments.desk import Desk
from tests.support.processes import REPO, running_stack

SIZE = (1280, 800)
SETTLE = 0.6
"""Seconds for what is drawn by another process, the card form, to be on the screen."""
SHOWN = "INV-20418"
README = REPO / "resources" / "docs" / "screenshots"
IN_README = ("invoices-light", "payment-dark", "paid-light", "checking-light")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:  # Chromium refuses to start its sandbox as root
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    environment.prepare()
    app = QApplication(["screenshots"])
    for theme in ("light", "dark"):
        with tempfile.TemporaryDirectory(prefix="hmis-screens-") as scratch:
            data = Path(scratch)
            with (
                running_stack(data, f"sqlite:///{data / 'hmis.sqlite'}") as stack,
                closing(Desk(stack, data)) as desk,
                closing(Hands(app, stack.url, data / "till", theme=theme)) as till,
            ):
                till.window.resize(*SIZE)
                _walk(till, desk, lambda name, theme=theme, till=till: _shoot(till, folder / f"{name}-{theme}.png"))


def _walk(till: Hands, desk: Desk, shoot: Callable[[str], None]) -> None:
    login = till.window.login
    till.until(lambda: login.isVisible() and login.sign_in.isEnabled(), "the log-in screen")
    shoot("login")
    till.log_in()
    till.until(lambda: till.window.invoices.detail.shown_id, "the first invoice beside the list")
    shoot("invoices")
    till.press(Qt.Key.Key_F1)
    shoot("keys")
    till.press(Qt.Key.Key_Escape)
    till.find(SHOWN)
    till.take_whole()
    till.type_card("4000000000009995")
    shoot("payment")
    till.charge()
    till.outcome(PaymentFace.ERROR)
    shoot("declined")
    till.press(Qt.Key.Key_Return)
    till.outcome(PaymentFace.FORM)
    till.card_form()
    till.type_card("4000000000003220")
    till.charge()
    till.until(lambda: "bank" in till.step.casefold(), "the bank check")
    till.let_pass(1)
    shoot("bank")
    till.answer_bank(well=True)
    till.outcome(PaymentFace.PAID)
    till.until(lambda: till.window.payment.success.receipt.pdf, "the receipt")
    shoot("paid")
    till.press(Qt.Key.Key_Return)
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card("4242424242424242")
    desk.stack.server.kill()
    till.charge()
    till.outcome(PaymentFace.CHECKING)
    till.let_pass(4)
    shoot("checking")


def _shoot(till: Hands, file: Path) -> None:
    till.let_pass(SETTLE)
    if not till.window.grab().save(str(file)):
        raise OSError(f"could not write {file}")
    sys.stdout.write(f"{file}\n")


def for_readme(folder: Path) -> None:
    README.mkdir(parents=True, exist_ok=True)
    for name in IN_README:
        shutil.copyfile(folder / f"{name}.png", README / f"{name}.png")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        main(REPO / "build" / "screenshots")
        for_readme(REPO / "build" / "screenshots")
