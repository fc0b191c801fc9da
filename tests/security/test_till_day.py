"""A small day at a till: what it leaves on the till's disk, on the server's and at Stripe (rows 48 and 49)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pos_app.desktop.masked_log import log_to
from pos_app.desktop.settings import Settings
from pos_app.server.models import Patient
from tests.integration.payments.desk import Desk
from tests.integration.till_api.counter import Counter
from tests.security.test_canaries import CARD, SPACED, holding
from tests.support.processes import SECRET_KEY, running_stack

PUBLISHED = "sample-cashier"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "server"
    folder.mkdir()
    with running_stack(folder, f"sqlite:///{folder / 'hmis.sqlite'}") as stack, closing(Desk(stack, folder)) as found:
        yield found


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Path]:
    """The till's folder, with its log set up as the program does it."""
    folder = tmp_path / "till"
    folder.mkdir()
    ours = logging.getLogger("pos_app")
    before = (list(ours.handlers), ours.level, ours.propagate)
    log_to(folder)
    yield folder
    for handler in set(ours.handlers) - set(before[0]):
        ours.removeHandler(handler)
        handler.close()
    ours.setLevel(before[1])
    ours.propagate = before[2]


def crash(text: str) -> None:
    raise RuntimeError(text)


def a_day(counter: Counter, desk: Desk) -> str:
    """Log in, look for a patient and paste a card into the search, take a payment, and log out. The attempt's id."""
    counter.log_in()
    invoice = desk.invoice()
    search = counter.views.invoices.actions
    for typed in (invoice["patient"]["name"], CARD, f"card {SPACED}"):
        search.search_typed(typed)
        counter.until(lambda: not counter.views.invoices.last("show_stale"), "an answer to the search")
    search.search_typed(invoice["number"])
    counter.until(lambda: [row.id for row in counter.views.invoices.last("reset_rows")] == [invoice["id"]], "its row")
    attempt = counter.open_card_form(invoice)
    counter.charge()
    desk.pay_on_the_page(desk.read(attempt)["stripe_payment_intent_id"]).raise_for_status()
    counter.views.payment.actions.page_said("handback-3")
    counter.until(lambda: counter.face == "paid", "Paid")
    counter.until(lambda: counter.views.payment.success.receipt.last("show_pdf"), "the receipt")
    counter.views.shell.actions.log_out()
    return attempt


def test_a_day_leaves_no_card_no_key_and_no_patient_where_they_dont_belong(
    desk: Desk, profile: Path, qtbot: QtBot
) -> None:
    settings = Settings(profile)
    settings.server, settings.last_name, settings.till = desk.stack.url, "cashier", f"Desk {CARD}"
    settings.flush()
    log = logging.getLogger("pos_app.desktop")
    with closing(Counter(desk.stack.url, profile, qtbot)) as counter:
        attempt = a_day(counter, desk)
        token = counter.session.link.token or "none"
    try:
        crash(f"{SPACED} {SECRET_KEY}")
    except RuntimeError:
        log.critical("unexpected", exc_info=True)
    refund = desk.refunded(desk.read(attempt), "1.00")
    assert refund["state"] in ("succeeded", "pending", "submitted")
    day = {"from": str(date.today() - timedelta(1)), "to": str(date.today() + timedelta(1))}  # noqa: DTZ011 - any day
    desk.supervisor.get("/reports/payments.csv", params=day).raise_for_status()
    with desk.database.read() as session:
        names = sorted(set(session.scalars(select(Patient.name))))
    assert len(names) > 20
    words = [part for name in names for part in name.split() if len(part) > 5]
    assert (profile / "journal.sqlite").exists()
    assert "RuntimeError" in (profile / "till.log").read_text()
    assert holding(profile, CARD, SPACED, SECRET_KEY, PUBLISHED, token, *names, *words) == []
    assert holding(desk.folder, CARD, SPACED, PUBLISHED) == []
    logs = [line for line in holding(desk.folder, SECRET_KEY, *names) if ".sqlite" not in line]
    assert logs == []
    asked = desk.control.get("/requests").text
    assert not [name for name in names if name in asked]
