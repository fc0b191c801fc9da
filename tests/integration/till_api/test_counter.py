"""The till against a real server and the sandbox, which is the judge of money."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from tests.integration.payments.desk import Desk
from tests.integration.till_api.counter import Counter


def stripe_id(desk: Desk, attempt: str) -> str:
    return str(desk.read(attempt)["stripe_payment_intent_id"])


def open_in_journal(counter: Counter) -> list[Any]:
    return counter.journal.open_attempts(counter.session.link.server)


def test_paid_with_a_receipt(counter: Counter, desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = counter.open_card_form(invoice)
    assert [a.attempt_id for a in open_in_journal(counter)] == [attempt]
    counter.charge()
    desk.pay_on_the_page(stripe_id(desk, attempt)).raise_for_status()
    counter.views.payment.actions.page_said("handback-3")
    counter.until(lambda: counter.face == "paid", "Paid")
    panel = counter.views.payment.success.receipt
    counter.until(lambda: panel.last("show_receipt").kind == "ready", "the receipt")
    counter.until(lambda: panel.last("show_pdf"), "its PDF")
    assert panel.last("show_pdf").startswith(b"%PDF-")
    counter.until(lambda: open_in_journal(counter) == [], "an empty journal")
    assert len(desk.charges(invoice)) == 1


def test_declined_then_paid_is_one_intent_and_one_charge(counter: Counter, desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = counter.open_card_form(invoice)
    counter.charge()
    desk.pay_on_the_page(stripe_id(desk, attempt), "pm_card_visa_chargeDeclinedInsufficientFunds")
    counter.views.payment.actions.page_said("handback-3")
    counter.until(lambda: counter.face == "error", "Declined")
    face = counter.views.payment.error.last("show_error")
    assert face.sentence == "This card has insufficient funds."
    counter.views.payment.actions.act("another_card")
    counter.views.payment.actions.act("charge")
    desk.pay_on_the_page(stripe_id(desk, attempt)).raise_for_status()
    counter.until(lambda: counter.face == "paid", "Paid")
    assert len(desk.intents(invoice)) == 1
    assert len(desk.charges(invoice)) == 1


def test_the_intent_was_made_and_the_answer_lost(counter: Counter, desk: Desk) -> None:
    desk.fault("POST /v1/payment_intents", "drop_after", times=1)
    invoice = desk.invoice()
    counter.open_card_form(invoice)
    assert len(desk.intents(invoice)) == 1
    counter.views.payment.actions.escape()
    counter.until(lambda: counter.phase == "none", "the list")
    assert [i["status"] for i in desk.intents(invoice)] == ["canceled"]


def test_leaving_too_late_says_paid_after_all(counter: Counter, desk: Desk) -> None:
    desk.webhooks(deliver=False)
    invoice = desk.invoice()
    attempt = counter.open_card_form(invoice)
    desk.pay_on_the_page(stripe_id(desk, attempt)).raise_for_status()
    counter.views.payment.actions.escape()
    counter.until(lambda: counter.face == "paid", "paid after all")
    assert len(desk.charges(invoice)) == 1


def test_the_server_dies_after_the_card_was_charged(counter: Counter, desk: Desk) -> None:
    invoice = desk.invoice()
    attempt = counter.open_card_form(invoice)
    intent = stripe_id(desk, attempt)
    counter.charge()
    desk.stack.server.kill()
    desk.pay_on_the_page(intent).raise_for_status()
    counter.views.payment.actions.page_said("handback-3")
    counter.until(lambda: counter.face == "checking", "Checking")
    counter.until(lambda: counter.views.shell.last("show_banner"), "the banner of the lost server")
    desk.restart()
    counter.until(lambda: counter.face == "paid", "Paid", 60)
    assert len(desk.charges(invoice)) == 1


def test_the_till_dies_after_the_card_was_charged(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.webhooks(deliver=False)
    with closing(Counter(desk.stack.url, tmp_path, qtbot)) as first:
        first.log_in()
        invoice = desk.invoice()
        attempt = first.open_card_form(invoice)
        first.charge()
        desk.pay_on_the_page(stripe_id(desk, attempt)).raise_for_status()
    with closing(Counter(desk.stack.url, tmp_path, qtbot)) as second:
        second.log_in()
        second.until(lambda: any("paid after all" in toast for toast in second.toasts), "the news")
        second.until(lambda: open_in_journal(second) == [], "an empty journal")
    assert len(desk.charges(invoice)) == 1


def test_another_till_is_told_who_has_it(counter: Counter, desk: Desk) -> None:
    invoice = desk.invoice()
    with closing(desk.stack.client("supervisor", till="Till 3")) as other:
        assert desk.create(invoice, till=other).status_code == 201
    counter.views.invoices.actions.opened(invoice["id"])

    def face() -> Any:
        found = counter.views.detail.last("show_detail")
        return found if found and found.id == invoice["id"] else None

    counter.until(face, "the invoice")
    assert face().primary is None
    assert face().refusal.title.startswith("Being paid at Till 3 since ")


def test_search_and_pages(counter: Counter) -> None:
    counter.views.invoices.actions.search_typed("okafor")

    def found() -> bool:
        return {row.patient for row in counter.views.invoices.last("reset_rows")} == {"Margaret Okafor"}

    counter.until(found, "Margaret Okafor alone")
    counter.views.invoices.actions.search_typed("nobody at all")
    counter.until(lambda: counter.views.invoices.last("show_message"), "the message")
    assert counter.views.invoices.last("show_message").title == "No open invoice matches “nobody at all”."
