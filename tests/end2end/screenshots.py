"""``make screenshots``: the main screens of the running product, light and dark, as pictures.

python -m tests.end2end.screenshots [FOLDER] [--language es|ar|all] [--size 1024x700] [--scale 1.5]
(default: build/screenshots in English; those of the README go to its folder too. Other languages, sizes and scales go
to folders below.)
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from babel.numbers import format_decimal
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.desktop.main import choose_language
from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.presenters.faces.sso import SsoFace
from pos_app.desktop.say import say
from pos_app.desktop.views import environment
from tests.end2end.hands import Hands
from tests.integration.payments.desk import Desk
from tests.integration.payments.wallet import Wallet
from tests.support.processes import REPO, running_stack
from tests.support.room import cut_off

SIZE = (1280, 800)
THEMES = ("light", "dark")
LOCALES = {"en": "en_US", "es": "es_ES", "ar": "ar_AE"}
SETTLE = 0.6
"""Seconds for what is drawn by another process, the card form, to be on the screen."""
SHOWN = "INV-20418"
README = REPO / "resources" / "docs" / "screenshots"
IN_README = (
    "invoices-light", "payment-dark", "payment-phone-light", "paid-light", "checking-light", "refund-approval-light",
    "today-light", "health-dark",
)  # fmt: skip


def shoot_all(
    folder: Path, language: str, size: tuple[int, int] = SIZE, scale: float = 1.0, themes: Sequence[str] = THEMES
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    if os.geteuid() == 0:  # Chromium refuses to start its sandbox as root
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    environment.prepare()
    app = QApplication(["screenshots"])
    if language == "ar":
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    choose_language(app, language)
    for theme in themes:
        with tempfile.TemporaryDirectory(prefix="hmis-screens-") as scratch:
            data = Path(scratch)
            with (
                running_stack(data, f"sqlite:///{data / 'hmis.sqlite'}") as stack,
                closing(Desk(stack, data)) as desk,
                closing(Hands(app, stack.url, data / "till", theme=theme, locale=LOCALES[language])) as till,
            ):
                till.window.resize(*size)

                def shoot(name: str, theme: str = theme, till: Hands = till) -> None:
                    _shoot(till, folder / f"{name}-{theme}.png")

                _refunds(till, desk, shoot, LOCALES[language])
                _ways(till, desk, shoot)
                _walk(till, desk, shoot)


def _walk(till: Hands, desk: Desk, shoot: Callable[[str], None]) -> None:
    login = till.window.login
    till.until(lambda: login.isVisible() and login.sign_in.isEnabled(), "the log-in screen")
    shoot("login")
    login.password.edit.setFocus()
    till.type("not the password")
    till.press(Qt.Key.Key_Return)
    till.until(lambda: login.problem_said, "the refusal")
    shoot("login-refused")
    till.log_in()
    till.until(lambda: till.window.invoices.detail.shown_id, "the first invoice beside the list")
    shoot("invoices")
    order = till.window.invoices.list.table.look
    till.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    till.until(lambda: order.sort.by_due and till.window.invoices.detail.shown_id, "the most due first")
    till.let_pass(0.5)
    shoot("invoices-most-due")
    till.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    till.until(lambda: not order.sort.by_due, "the newest first")
    till.type("okafer 1961")
    till.until(lambda: not till.window.invoices.list.showing_rows, "nothing found")
    shoot("invoices-nothing-found")
    till.press(Qt.Key.Key_Escape)
    till.until(lambda: till.window.invoices.list.showing_rows, "the list again")
    till.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    shoot("password")
    till.press(Qt.Key.Key_Escape)
    till.press(Qt.Key.Key_F1)
    shoot("keys")
    till.press(Qt.Key.Key_Escape)
    till.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    till.until(lambda: till.window._overlay, "the settings")
    shoot("settings")
    till.press(Qt.Key.Key_Escape)
    till.press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    health = till.window.health
    till.until(
        lambda: health.overlay and say("Checking") not in health.overlay.frame.accessibleDescription(), "the health"
    )
    shoot("health")
    till.press(Qt.Key.Key_Escape)
    till.lock()
    shoot("locked")
    till.unlock()
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
    till.until(lambda: till.at_the_bank, "the bank check")
    till.let_pass(1)
    shoot("bank")
    till.answer_bank(well=True)
    till.outcome(PaymentFace.PAID)
    till.until(lambda: till.window.payment.success.receipt.pdf, "the receipt")
    shoot("paid")
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list")
    till.go(Qt.Key.Key_5, Screen.TODAY)
    till.until(lambda: till.window.today.showing_figures, "what was taken")
    till.let_pass(1)
    shoot("today")
    till.go(Qt.Key.Key_2, Screen.RECEIPTS)
    till.until(lambda: till.window.receipts.receipt.accessible_words, "the newest receipt")
    shoot("receipts")
    till.go(Qt.Key.Key_1, Screen.INVOICES)
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card("4242424242424242")
    desk.stack.server.kill()
    till.charge()
    till.outcome(PaymentFace.CHECKING)
    till.let_pass(4)
    shoot("checking")
    till.press(Qt.Key.Key_Return)
    till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list")
    till.until(lambda: till.window.invoices.detail.shown_id, "an invoice beside it")
    shoot("invoices-stale")
    till.go(Qt.Key.Key_3, Screen.REFUNDS)
    shoot("refunds-failing")
    till.log_out()
    till.until(lambda: login.isVisible() and login.sign_in.isEnabled(), "the log-in screen")
    login.password.edit.setFocus()
    till.type("sample-cashier")
    till.press(Qt.Key.Key_Return)
    till.until(lambda: login.problem_said, "that nobody answers")
    shoot("login-no-server")


def _refunds(till: Hands, desk: Desk, shoot: Callable[[str], None], locale: str) -> None:
    """Asking, a supervisor at this till, the queue, the exceptions; then nobody is logged in again."""
    boss = "supervisor"
    till.log_in()
    ours = desk.paid("35.00")
    desk.refunded(ours, "5.00")
    desk.refunded(desk.paid("11.00", "pm_card_refundFail"), "11.00")
    desk.refunded(desk.paid("18.00", "pm_card_pendingRefund"), "18.00")
    desk.asked(desk.paid("20.00"), "12.50", reason="Charged for both knees", reason_code="wrong_amount")
    number = desk.of(ours)["number"]
    part = format_decimal(20, format="0.00", locale=locale)  # as it is typed there: elsewhere it may mean thousands
    till.fill_in_refund(number, part, "The second night was cancelled")
    shoot("refund-form")
    till.press(Qt.Key.Key_Return)
    shoot("refund-question")
    till.yes()
    till.refund_is(say("Waits for a supervisor"))
    shoot("refund-waits")
    till.alt(Qt.Key.Key_S)
    shoot("refund-supervisor-here")
    _by_single_sign_on(till, shoot)
    till.press(Qt.Key.Key_Escape)
    till.press(Qt.Key.Key_Escape)
    till.log_out()
    till.log_in(boss)
    till.go(Qt.Key.Key_3, Screen.REFUNDS)
    till.choose_refund(number)
    shoot("refund-approval")
    till.type(number)  # no name: keys for the letters of some there are not
    till.until(lambda: till.window.refunds.list.table.model_.rowCount() == 2, "both refunds of the invoice")
    shoot("refunds-found")
    till.alt(Qt.Key.Key_5)
    till.let_pass(1)
    shoot("refunds-empty")
    till.go(Qt.Key.Key_4, Screen.EXCEPTIONS)
    till.until(lambda: till.window.exceptions.decision.face, "an exception")
    shoot("exceptions")
    till.log_out()


def _by_single_sign_on(till: Hands, shoot: Callable[[str], None]) -> None:
    """As where the server has a provider: this one has none."""
    layer = till.window.supervisor
    layer.show_sso_method(say("Sign in with {name}", name="Larkfield Account"))
    shoot("refund-supervisor-single-sign-on")
    layer.show_sso(
        SsoFace(
            say("Go on in your browser"), say("Sign in there, then compare the codes."), "K7M-4QX", say("Your code"),
            say("It is good for five minutes. Never tell it to anybody."), say("Open it again"),
        )
    )  # fmt: skip
    shoot("refund-supervisor-code")
    layer.show_sso(None)


def _ways(till: Hands, desk: Desk, shoot: Callable[[str], None]) -> None:
    """Saved cards, as a supervisor and as a cashier sees them, and the patient's phone."""
    wallet = Wallet(desk)
    wallet.ensure().raise_for_status()
    wallet.attach("pm_card_mastercard")
    wallet.keep()
    methods = till.window.payment.methods
    for who in ("supervisor", "cashier"):
        till.log_in(who)
        till.find(wallet.invoice["number"])
        till.take_whole()
        till.until(lambda: len(methods.tiles) == 4, "the saved cards")
        if who == "supervisor":
            till.alt(Qt.Key.Key_3)
            shoot("payment-saved-card")
            till.press(Qt.Key.Key_Return)
            till.let_pass(SETTLE)
            shoot("payment-saved-card-question")
            till.press(Qt.Key.Key_Escape)
        else:
            shoot("payment-saved-cards-cashier")
            till.alt(Qt.Key.Key_2)
            till.until(lambda: till.window.payment.form.frame.phone.code.text, "the code")
            shoot("payment-phone")
            till.press(Qt.Key.Key_Escape)
        till.press(Qt.Key.Key_Escape)
        till.until(lambda: till.window.screen_shown is Screen.INVOICES, "the list")
        till.log_out()


def _shoot(till: Hands, file: Path) -> None:
    till.until(lambda: not till.window._toasts.isVisible(), "nothing over the picture")
    till.let_pass(SETTLE)
    if not till.window.grab().save(str(file)):
        raise OSError(f"could not write {file}")
    sys.stdout.write(f"{file}\n")
    for words in cut_off(till.window):
        sys.stdout.write(f"    cut: {words}\n")


def for_readme(folder: Path) -> None:
    README.mkdir(parents=True, exist_ok=True)
    for name in IN_README:
        shutil.copyfile(folder / f"{name}.png", README / f"{name}.png")


def _size(text: str) -> tuple[int, int]:
    wide, tall = (int(part) for part in text.split("x"))
    return wide, tall


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.end2end.screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="default: build/screenshots, and those of the README")
    parser.add_argument("--language", choices=(*LOCALES, "all"), default="en")
    parser.add_argument("--size", type=_size, default=SIZE, help="of the window, as 1024x700")
    parser.add_argument("--scale", type=float, default=1.0, help="of the desktop, as 1.5 or 2")
    parser.add_argument("--theme", choices=THEMES, help="this one alone")
    options = parser.parse_args(argv)
    folder = options.folder or REPO / "build" / "screenshots"
    if options.language == "all":  # a process for each: its texts are read once
        command = [
            sys.executable,
            "-m",
            "tests.end2end.screenshots",
            *map(str, [options.folder] if options.folder else []),
            *("--size", "x".join(map(str, options.size)), "--scale", str(options.scale)),
            *(("--theme", options.theme) if options.theme else ()),
        ]
        return max(subprocess.run([*command, "--language", one], cwd=REPO, check=False).returncode for one in LOCALES)
    usual = options.size == SIZE and options.scale == 1.0
    if not usual:
        folder /= f"{'x'.join(map(str, options.size))}-{options.scale * 100:g}"
    place = folder if options.language == "en" else folder / options.language
    shoot_all(place, options.language, options.size, options.scale, (options.theme,) if options.theme else THEMES)
    if options.folder is None and options.theme is None and options.language == "en" and usual:
        for_readme(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
