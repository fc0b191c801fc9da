"""A day at the till in the real window, on a server in memory: every screen, in its states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication

from pos_app.desktop.behind import views_of
from pos_app.desktop.counter import names_of_languages
from pos_app.desktop.ports import JournalBroken
from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.say import say
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import Overlay, QuestionOverlay
from pos_app.desktop.views.window import MainWindow, WindowFacts
from pos_app.wire.auth import Role
from pos_app.wire.info import Health, ServerInfo
from pos_app.wire.payments import AttemptState
from pos_app.wire.problems import Code
from pos_app.wire.refunds import ApprovalsWhy, CreateRefund, ReasonCode, RefundState
from pos_app.wire.sso import SsoStep
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fake_refunds import card_payment
from tests.unit.desktop.fakes import FakeIntent, decline, invoice, person, refusal, saved_card

Look = Callable[[str], None]
"""Called with the name of what can be seen now."""
BOSS = person(Role.SUPERVISOR, "Amara Diallo")


class Blank(CardWebView):
    """Where the browser with the card form would be."""

    def warm(self, server: str) -> None: ...
    def load(self, pay_url: str) -> None: ...
    def leave(self) -> None: ...


class Walk:
    """``desk`` with a window in place of its views. Each method walks through a part of the till."""

    def __init__(self, kit: Kit, look: Look, *, locale: str = "en_US") -> None:
        self._tell = look
        self._step = 0
        facts = WindowFacts(languages=names_of_languages)
        self.window = window = MainWindow(kit, lambda: Blank(kit.theme), facts)
        self.desk = Desk(views=views_of(window), locale=locale)
        self.server, self.till = self.desk.server, self.desk.till
        self.window.show()

    def look(self, name: str) -> None:
        self.desk.runner.settle()
        for _ in range(3):
            QApplication.processEvents()
        self._tell(name)

    def log_in(self, role: Role = Role.CASHIER, name: str = "Tomasz Zieliński") -> None:
        if self.desk.session.person is not None:
            self.till.shell.leave()
            self.desk.runner.settle()
        self.server.passwords["cashier"] = ("sample-cashier", person(role, name))
        self.till.login.sign_in("cashier", "sample-cashier")
        self.desk.pass_time(0.5)
        assert self.desk.session.person is not None

    def whole(self) -> None:
        self.at_the_log_in()
        self.by_the_browser()
        self.looking_at_its_health()
        self.among_invoices()
        self.with_another_password()
        self.with_a_payment()
        self.with_the_patients_phone()
        self.locked()
        self.among_receipts()
        self.with_takings()
        self.with_refunds()
        self.with_exceptions()
        self.with_saved_cards()
        self.without_a_server()
        self.as_an_auditor()

    def at_the_log_in(self) -> None:
        self.server.sso.name, self.server.idle_minutes = "Larkfield Account", 3
        self.desk.start()
        self.desk.pass_time(1.5)
        self.look("log-in")
        self.window.open_keys()
        self.look("log-in, keys")
        self._shut()
        self.till.login.sign_in("", "")
        self.look("log-in, nothing typed")
        self.till.login.sign_in("cashier", "wrong")
        self.look("log-in, wrong password")
        self.till.login.change_server("http://elsewhere.example")
        self.look("log-in, refused address")
        self.server.passwords["cashier"] = ("once", person().model_copy(update={"must_change_password": True}))
        self.till.login.sign_in("cashier", "once")
        self.look("log-in, password to choose")
        self.till.login.choose_password("one thing", "another")
        self.look("log-in, two passwords")
        self.till.login.again()

    def by_the_browser(self) -> None:
        sso, login = self.server.sso, self.till.login
        self.desk.runner.held_back.add("reads")
        login.begin_sso()
        self.look("log-in by the browser")
        self.desk.runner.held_back.clear()
        self.look("log-in by the browser, a code")
        self.window.open_keys()
        self.look("log-in by the browser, keys")
        self._shut()
        sso.step = SsoStep.CONFIRMING
        self.desk.pass_time(1)
        self.look("log-in by the browser, codes to compare")
        self.server.down = True
        self.desk.pass_time(3)
        self.look("log-in by the browser, no answer")
        self.server.down = False
        self.desk.pass_time(310)
        self.look("log-in by the browser, too late")
        for code in (Code.SSO_REFUSED, Code.SSO_OTHER_PERSON, Code.SSO_OVER, Code.SSO_UNAVAILABLE):
            self.server.faults["start_sso"] = [refusal(code)]
            login.begin_sso()
            self.look(f"log-in by the browser, {code}")
        fine, sso.url = sso.url, "http://elsewhere.example/"
        login.begin_sso()
        self.look("log-in by the browser, bad address")
        sso.url, self.desk.browser.missing = fine, True
        login.begin_sso()
        self.look("log-in by the browser, none there")
        self.desk.browser.missing = False
        login.again()

    def looking_at_its_health(self) -> None:
        computer, journal, secrets = self.desk.computer, self.desk.journal, self.desk.secrets
        self.desk.runner.held_back |= {"reads", "keyring", "printer", "journal"}
        self.window.health.show()
        self.look("health, checking")
        self.desk.pass_time(7)
        self.look("health, what hangs")
        self.desk.runner.held_back.clear()
        self.look("health")
        self.till.health.print_test_page()
        self.look("health, page printed")
        self.desk.printer.failure = OSError("gone")
        self.till.health.print_test_page()
        self.look("health, page not printed")
        self.desk.printer.failure = None
        broken = JournalBroken(say("The till's journal can't be written or read on this computer."))
        computer.free, computer.default_printer, computer.web_view = 700_000_000, "", False
        journal.broken, secrets.missing = broken, True
        self._health("bad")
        computer.free, journal.broken = 50_000_000, OSError("gone")
        self._health("disk full")
        computer.free, computer.default_printer, computer.web_view = 40_000_000_000, "Front desk printer", True
        journal.broken, secrets.missing = None, False
        info = self.server.info
        for minutes in (5, -5):
            made = info().model_copy(
                update={"version": "1.0", "server_time": self.desk.time.now() + timedelta(minutes=minutes)}
            )
            self.server.info = partial(ServerInfo.model_copy, made)  # type: ignore[method-assign]
            self._health(f"clock {minutes} minutes off")
        self.server.info = info  # type: ignore[method-assign]
        health = self.server.health
        troubled = health().model_copy(update={"status": "degraded"})
        self.server.health = partial(Health.model_copy, troubled)  # type: ignore[method-assign]
        self._health("no database")
        self.server.health = health  # type: ignore[method-assign]
        self.server.down = True
        self._health("no server")
        self.server.down = False
        self._shut()
        self.desk.pass_time(40)

    def _health(self, name: str) -> None:
        self.till.health.again()
        self.look(f"health, {name}")

    def among_invoices(self) -> None:
        self.server.invoices_known = [
            invoice(20418),
            invoice(20419, paid=0),
            invoice(20420, paid=19800, payments=(card_payment(2, 19800),)),
        ]
        self.log_in()
        self.look("invoices")
        self.window.open_keys()
        self.look("invoices, keys")
        self.window.open_settings()
        self.look("settings")
        self._shut()
        self.till.invoices.choose_filter("checking")
        self.look("invoices, none checking")
        self.till.invoices.search_typed("nobody")
        self.desk.pass_time(1)
        self.look("invoices, none found")
        self.till.invoices.scanned("CODE-1")
        self.desk.pass_time(0.5)
        self.look("invoices, scanned in vain")
        self.till.invoices.search_typed("")
        self.till.invoices.choose_filter("all")
        self.desk.pass_time(1)
        for number in (20420, 20419, 20418):
            self.till.detail.choose(f"invoice-{number}")
            self.desk.pass_time(0.5)
            self.look(f"invoice {number}")

    def with_another_password(self) -> None:
        password = self.till.password
        old, new = "sample-cashier", "four words in a row"
        self.till.shell.change_password()
        self.look("own password")
        long = "x" * 1025
        for typed in (("", "", ""), (old, "", ""), (old, new, "another"), (old, long, long)):
            password.password_said(*typed)
            self.look(f"own password, {len(typed[0])} {len(typed[1])} {len(typed[2])}")
        for typed in (("wrong", new, new), (old, "short", "short")):
            password.password_said(*typed)
            self.look(f"own password, {typed[0]} to {typed[1]}")
        self.server.faults["change_password"] = ["before"]
        password.password_said(old, new, new)
        self.look("own password, no answer")
        self.desk.runner.held_back.add("reads")
        password.password_said(old, new, new)
        self.look("own password, changing")
        self.desk.runner.held_back.clear()
        self.look("own password, changed")
        self.desk.pass_time(6)

    def with_a_payment(self) -> None:
        pay = self.till.payment
        self.till.detail.act("take_part")
        self.desk.pass_time(0.3)
        self.look("payment, part")
        for text in ("1", "1.234", "9999", "x", "0", "1.2345"):
            pay.part_typed(text)
            self.look(f"payment, part of {text}")
        pay.escape()
        self.desk.pass_time(0.3)
        self._begin()
        self.look("payment, card")
        self.window.open_keys()
        self.look("payment, keys")
        self._shut()
        self._say("incomplete")
        self.look("payment, incomplete")
        self._charge(decline())
        self.look("payment, declined")
        pay.act("another_card")
        self.desk.pass_time(0.3)
        self._say("ready")
        self._charge(AttemptState.REQUIRES_ACTION)
        self.desk.pass_time(3)
        self.look("payment, bank")
        pay.escape()
        self.look("payment, leave?")
        self._shut()
        self._charge(AttemptState.SUCCEEDED)
        self.look("paid")
        self.desk.pass_time(15)
        self.server.invoices_known[1] = invoice(20421, paid=0)
        self.till.invoices.refresh()
        self.desk.pass_time(0.5)
        self.till.detail.choose("invoice-20421")
        self.desk.pass_time(0.5)
        self.server.faults["create"] = [refusal(Code.AMOUNT_TOO_SMALL, detail="")]
        self.till.detail.act("take_whole")
        self.desk.pass_time(0.5)
        self.look("payment, refused")
        pay.act("close")
        self.desk.pass_time(0.5)
        self.till.detail.choose("invoice-20421")
        self.desk.pass_time(0.5)
        self.server.faults["create"] = ["before"] * 3
        self.till.detail.act("take_whole")
        self.desk.pass_time(0.5)
        self.look("payment, no answer")
        self.desk.pass_time(20)
        self._say("loading", "ready")
        pay.page_failed("")
        self.look("payment, no form")
        self._say("loading", "ready", "confirming")
        self.desk.pass_time(3)
        self.look("payment, being charged")
        self.server.down = True
        self.desk.pass_time(15)
        self.look("checking")
        pay.escape()
        self.look("checking, leave?")
        self._shut()
        self.server.down = False
        self.till.payment.drop()
        self.till.places.go(Screen.INVOICES)
        self.desk.pass_time(1)

    def with_the_patients_phone(self) -> None:
        pay = self.till.payment
        self.server.intents.clear()
        self.server.invoices_known = [invoice(20425, paid=0)]
        self.till.invoices.refresh()
        self.desk.pass_time(1)
        self.till.detail.choose("invoice-20425")
        self.desk.pass_time(0.5)
        self._begin()
        self.desk.runner.held_back.add("reads")
        pay.choose_method("phone")
        self.look("phone, making the link")
        self.desk.runner.held_back.clear()
        self.look("phone")
        self.window.health.show()
        self.look("phone, health")
        self._shut()
        self.window.open_keys()
        self.look("phone, keys")
        self._shut()
        self.server.charge(self._intent, decline())
        self.desk.pass_time(6)
        self.look("phone, declined")
        self.server.move(self._intent, AttemptState.REQUIRES_ACTION)
        self.desk.pass_time(6)
        self.look("phone, bank")
        self.server.move(self._intent, AttemptState.SUBMITTED)
        self.desk.pass_time(901)
        self.look("phone, link over")
        self.server.link_host = "http://127.0.0.1:8000"
        pay.act("new_link")
        self.look("phone, out of reach")
        self.server.faults["pay_link"] = [refusal(Code.PAYMENT_STATE)]
        pay.act("new_link")
        self.look("phone, no link")
        assert self.till.payment.leave_question() is not None
        self.till.shell.log_out()
        self.look("phone, log out?")
        self._shut()
        self.till.lock.lock()
        self.look("phone, locked")
        self.till.lock.begin_sso()
        self.look("phone, locked, by the browser")
        self.window.open_keys()
        self.look("phone, locked, by the browser, keys")
        self._shut()
        self.till.lock.cancel_sso()
        self.till.lock.unlock(self.server.passwords["cashier"][0])
        self.desk.pass_time(0.5)
        pay.act("new_link")
        self.desk.runner.settle()
        pay.act("counter")
        self.look("phone, back at the counter")
        self._say("ready")
        pay.escape()
        self.desk.pass_time(5)

    def with_saved_cards(self) -> None:
        pay, today = self.till.payment, saved_card("1111").model_copy(update={"consented_at": self.desk.time.now()})
        self.server.cards = (saved_card(), saved_card("0005", "amex", expired=True), today)
        self.server.invoices_known = [invoice(20430, paid=0)]
        for role, name in ((Role.CASHIER, "Tomasz Zieliński"), (Role.SUPERVISOR, "Amara Diallo")):
            self.log_in(role, name)
            self.desk.pass_time(1)
            self.till.detail.choose("invoice-20430")
            self.desk.pass_time(0.5)
            self._begin()
            self.look(f"saved cards, {role.value}")
            if role is Role.CASHIER:
                pay.escape()
                self.desk.pass_time(5)
        for key in ("card-1111", "card-4242"):
            pay.choose_method(f"card:{key}")
            self.look(f"saved cards, {key}")
        self.window.open_keys()
        self.look("saved cards, keys")
        self._shut()
        pay.act("charge")
        self.look("saved cards, charge?")
        self.server.faults["charge_card"] = [refusal(Code.TOO_MANY_DECLINES)]
        self._answer("charge_card")
        self.desk.pass_time(3)
        self.look("saved cards, refused")
        self.server.charging = AttemptState.REQUIRES_ACTION
        pay.choose_method("card:card-4242")
        pay.act("charge")
        self.desk.runner.held_back.add("money")
        self._answer("charge_card")
        self.look("saved cards, charging")
        self.desk.runner.held_back.clear()
        self.desk.pass_time(3)
        pay.page_failed("")
        self.look("saved cards, bank out of reach")
        self.server.move(self._intent, AttemptState.SUBMITTED)
        self.desk.pass_time(61)
        self.look("saved cards, not charged")
        pay.choose_method("card:card-4242")
        pay.act("remove_card")
        self.look("saved cards, remove this one?")
        self._answer("card:card-4242")
        self.look("saved cards, one removed")
        pay.choose_method("new_card")
        pay.act("remove_card")
        self.look("saved cards, remove which?")
        self._shut()
        pay.escape()
        self.desk.pass_time(5)
        self.server.faults["customer_of"] = ["before"]
        self._begin()
        self.look("saved cards, not known")
        pay.escape()
        self.desk.pass_time(5)

    def locked(self) -> None:
        self.till.lock.lock()
        self.look("locked")
        self.window.open_keys()
        self.look("locked, keys")
        self._shut()
        self.till.lock.unlock("")
        self.look("locked, nothing typed")
        self.till.lock.unlock("wrong")
        self.look("locked, wrong password")
        self.till.lock.switch_person()
        self.look("locked, somebody else")
        self._shut()
        self.till.lock.unlock(self.server.passwords["cashier"][0])
        self.desk.pass_time(0.5)

    def among_receipts(self) -> None:
        self.till.places.go(Screen.RECEIPTS)
        self.desk.pass_time(1)
        self.look("receipts")
        self.till.copies.act("print_copy")
        self.desk.pass_time(0.5)
        self.look("receipts, printed")
        self.window.open_keys()
        self.look("receipts, keys")
        self._shut()
        self.till.receipts.search_typed("nobody")
        self.desk.pass_time(1)
        self.look("receipts, none found")
        self.till.receipts.search_typed("")

    def with_takings(self) -> None:
        self.till.places.go(Screen.TODAY)
        self.desk.pass_time(1)
        self.look("today")
        for table in ("hour", "person", "till"):
            self.till.today.choose_table(table)
            self.look(f"today, by {table}")
        for period in ("week", "yesterday"):
            self.till.today.choose_period(period)
            self.desk.pass_time(1)
            self.look(f"today, {period}")
        self.till.today.choose_period("days")
        self.look("today, days to pick")
        self._shut()
        self.window.open_keys()
        self.look("today, keys")
        self._shut()
        self.till.today.choose_period("today")
        self.desk.pass_time(61)

    def with_refunds(self) -> None:
        self.server.invoices_known = [invoice(20418, paid=14800, payments=(card_payment(),))]
        self.till.places.go(Screen.INVOICES)
        self.desk.pass_time(1)
        self.till.invoices.choose_filter("all")
        self.desk.pass_time(1)
        self.till.detail.choose("invoice-20418")
        self.desk.pass_time(0.5)
        self.till.detail.act("refund")
        self.look("refund")
        self.window.open_keys()
        self.look("refund, keys")
        self._shut()
        refund = self.till.refund
        refund.choose_part()
        refund.part_typed("12")
        refund.choose_reason(ReasonCode.WRONG_AMOUNT.value)
        refund.words_typed("Charged for both knees")
        self.look("refund, filled in")
        refund.act("ask")
        self.look("refund, question")
        self._answer("ask")
        self.look("refund, waits")
        refund.act("withdraw")
        self.look("refund, withdraw?")
        self._shut()
        refund.act("supervisor_here")
        self.look("refund, supervisor here")
        self.till.approval.supervisor_said("", "")
        self.look("refund, supervisor typed nothing")
        self.till.approval.begin_sso()
        self.look("refund, supervisor by the browser")
        self.server.sso.came = person(Role.CASHIER)
        self.desk.pass_time(1)
        self.look("refund, no supervisor came by the browser")
        self.till.approval.supervisor_left()
        (ours,) = self.server.refunding.known
        for state in RefundState:
            self.server.refunding.change(ours, state=state)
            refund.act("ask_now")
            self.desk.pass_time(6)
            self.look(f"refund, {state.value}")
        refund.escape()
        self._queue()

    def _queue(self) -> None:
        wanted = CreateRefund(
            payment_intent_id="attempt-1", amount="20.00", reason="He went home",
            reason_code=ReasonCode.SERVICE_NOT_RENDERED,
        )  # fmt: skip
        self.server.refunding.needed = 2
        self.server.refunding.ask("refund-2", wanted, person())
        self.log_in(Role.SUPERVISOR, "Amara Diallo")
        self.server.refunding.ask("refund-3", wanted, self.desk.session.person)
        self.till.places.go(Screen.REFUNDS)
        self.desk.pass_time(1)
        for one in ("refund-3", "refund-2"):
            self.till.refunds.chosen(one)
            self.desk.pass_time(0.5)
            self.look(f"refunds, {one}")
        self.till.refunds.act("refuse")
        self.look("refunds, refused without a note")
        self.till.refunds.act("approve")
        self.look("refunds, approve?")
        self._answer("approve")
        self.look("refunds, approved by one")
        for needed, why in ((3, ApprovalsWhy.AMOUNT), (4, ApprovalsWhy.AGE), (5, None)):
            self.server.refunding.change("refund-2", decisions=(), approvals_needed=needed, approvals_why=why)
            self.desk.pass_time(16)
            self.look(f"refunds, {needed} to approve")
        self.window.open_keys()
        self.look("refunds, keys")
        self._shut()
        for name in ("on_the_way", "failed", "done", "refused"):
            self.till.refunds.choose_filter(name)
            self.desk.pass_time(1)
            self.look(f"refunds, {name}")

    def with_exceptions(self) -> None:
        self.server.refunding.note()
        self.till.places.go(Screen.EXCEPTIONS)
        self.desk.pass_time(1)
        self.look("exceptions")
        self.till.exceptions.act("resolve")
        self.look("exceptions, without a note")
        self.till.exceptions.note_typed("Told the patient.")
        self.till.exceptions.act("resolve")
        self.desk.pass_time(1)
        self.look("exceptions, none")
        self.till.exceptions.choose_filter("all")
        self.desk.pass_time(1)
        self.look("exceptions, all")

    def without_a_server(self) -> None:
        self.till.places.go(Screen.INVOICES)
        self.desk.pass_time(1)
        self.server.down = True
        self.desk.pass_time(30)
        self.look("no server")
        self.till.places.go(Screen.RECEIPTS)
        self.desk.pass_time(1)
        self.look("no server, receipts")
        self.server.down = False
        self.desk.pass_time(40)

    def as_an_auditor(self) -> None:
        self.server.invoices_known = [invoice(20422, paid=0)]
        self.log_in(Role.AUDITOR, "Nadia Khoury")
        self.desk.pass_time(1)
        self.look("auditor")
        self.desk.pass_time(timedelta(minutes=1).total_seconds())
        self.till.shell.leave()
        self.look("logged out")

    # --- hands ------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.till.detail.act("take_whole")
        self.desk.pass_time(0.3)
        self._say("loading", "ready")

    def _say(self, *steps: str) -> None:
        """What the pay page says by its address."""
        for step in steps:
            self._step += 1
            self.till.payment.page_said(f"{step}-{self._step}")
        self.desk.runner.settle()

    def _charge(self, outcome: Any) -> None:
        self._say("confirming")
        self.server.charge(self._intent, outcome)
        self._say("handback")
        self.desk.pass_time(1)

    @property
    def _intent(self) -> FakeIntent:
        return list(self.server.intents.values())[-1]

    def _shut(self) -> None:
        for layer in self._layers():
            layer.dismissed()
        QApplication.processEvents()

    def _layers(self) -> list[Overlay]:
        """Over the window, or over the payment in it."""
        return [layer for layer in self.window.findChildren(Overlay) if not layer.isHidden()]

    def _answer(self, key: str) -> None:
        layer = self._layers()[-1]
        assert isinstance(layer, QuestionOverlay)
        layer.answer(key)
        self.desk.pass_time(1)
