from __future__ import annotations

from datetime import timedelta

import pytest

from pos_app.desktop.say import speak
from pos_app.wire.auth import Role
from pos_app.wire.base import Amount
from pos_app.wire.invoices import Insurer, InvoiceDetail, InvoiceState, LiveAttempt, TimelineEvent
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import START, invoice, person, usd


def shown(desk: Desk, detail: InvoiceDetail, role: Role = Role.CASHIER):  # type: ignore[no-untyped-def]
    desk.server.invoices_known = [detail]
    desk.log_in(person(role))
    desk.till.detail.choose(detail.id)  # a paid one is not in the list of open invoices
    desk.pass_time(0.2)
    return desk.views.detail.last("show_detail")


def test_everything_ready_to_show() -> None:
    insurer = Insurer(name="Northway Health", amount=usd(46200))
    face = shown(Desk(), invoice(insurer=insurer))
    assert face.identity == "MRN\xa04021\xa07730 · born\xa014\xa0Mar\xa01961\xa0(65)"
    assert face.subject == "INV-20418 · MRI, left knee"
    assert (face.due, face.due_caption) == ("$148.00", "Due now")
    assert face.share.insurer_permille == 700
    assert [(r.text, r.amount, r.kind) for r in face.share.rows] == [
        ("Invoice", "$660.00", "sum"),
        ("Northway Health pays 70\xa0%", "$462.00", "insurer"),
        ("Patient’s share 30\xa0%", "$198.00", "patient"),
        ("Already paid", "$50.00", "paid"),
    ]
    assert face.primary.text == "Take $148.00"
    assert [action.key for action in face.secondary] == ["take_part"]


def test_a_share_that_is_no_whole_percent_says_about() -> None:
    insurer = Insurer(name="N", amount=Amount(amount="1.00", amount_minor=100, currency="usd"))
    face = shown(Desk(), invoice(insurer=insurer, gross=usd(300), total=200, paid=0))
    assert [r.text for r in face.share.rows][1:3] == ["N pays about\xa033\xa0%", "Patient’s share about\xa067\xa0%"]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
def test_who_may_not_take_payments_is_told_who_may(role: Role) -> None:
    desk = Desk()
    face = shown(desk, invoice(), role)
    assert face.primary is None
    assert face.refusal.title == f"An {role.value} can’t take payments."
    desk.views.detail.actions.act("take_whole")
    desk.runner.settle()
    assert desk.screen == "invoices"


def live(**changes: object) -> LiveAttempt:
    values = {"payment_intent_id": "a-1", "state": "submitted", "amount": usd(14800), "by": "Lucía Ferrer",
              "till": "Till 3", "since": START + timedelta(minutes=54)}  # fmt: skip
    return LiveAttempt.model_validate({**values, **changes})


def test_being_paid_elsewhere_says_where_and_since_when() -> None:
    face = shown(Desk(), invoice(live_attempt=live()))
    assert face.primary is None
    assert face.refusal.title == "Being paid at Till 3 since 10:32."


def test_left_over_from_here_can_be_taken_again() -> None:
    face = shown(Desk(), invoice(live_attempt=live(by="Tomasz Zieliński", till="Front desk 3")))
    assert face.primary.key == "take_whole"


@pytest.mark.parametrize("state", ["processing", "unknown"])
def test_an_unknown_outcome_can_only_be_looked_at(state: str) -> None:
    desk = Desk()
    ours = live(state=state, by="Tomasz Zieliński", till="Front desk 3")
    face = shown(desk, invoice(live_attempt=ours, state=InvoiceState.CHECKING))
    assert face.refusal.checking
    assert "Don’t charge again" in face.refusal.detail
    assert face.primary.key == "follow"
    desk.views.detail.actions.act("take_whole")
    desk.runner.settle()
    assert "create" not in desk.server.calls


def test_paid_and_void_offer_nothing_to_take() -> None:
    face = shown(Desk(), invoice(paid=19800))
    assert (face.primary, face.refusal, face.due_caption) == (None, None, "Nothing left to pay")
    face = shown(Desk(), invoice(state=InvoiceState.VOID))
    assert face.primary is None
    assert face.refusal.title == "This invoice is void."


def test_rows_that_fly_by_are_not_asked_for() -> None:
    desk = Desk()
    desk.server.invoices_known = [invoice(n) for n in range(1, 9)]
    desk.log_in()
    before = desk.server.calls.count("invoice")
    for n in range(2, 9):
        desk.views.invoices.actions.chosen(f"invoice-{n}")
        desk.pass_time(0.02)
    desk.pass_time(0.2)
    assert desk.server.calls.count("invoice") == before + 1
    assert desk.views.detail.last("show_detail").id == "invoice-8"


def timeline(*rows: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Titles and details (behind the moment) of events given as kind, title and detail."""
    events = tuple(TimelineEvent(kind=kind, title=title, detail=detail, at=START) for kind, title, detail in rows)
    return [(row.title, row.when.rpartition(" · ")[2]) for row in shown(Desk(), invoice(timeline=events)).timeline]


def test_what_the_server_wrote_into_the_timeline_is_said_in_the_tills_language() -> None:
    speak(lambda source, about, count: f"<{source}>")  # noqa: ARG005 - the shape of Translate
    try:
        told = timeline(
            ("payment", "Visa ending 4242, $50.00", "receipt R-10105"),
            ("insurer_agreed", "Insurer agreed to its share", "claim NH-77120"),
            ("invoice_made", "Invoice made", "Radiology"),
            ("dispute", "Dispute lost, $50.00", "fraudulent"),
        )
    finally:
        speak()
    assert told == [
        ("<<Visa ending 4242>, $50.00>", "<receipt R-10105>"),
        ("<Insurer agreed to its share>", "<claim NH-77120>"),
        ("<Invoice made>", "Radiology"),
        ("<Dispute lost, $50.00>", "<fraudulent>"),
    ]


@pytest.mark.parametrize("kind", ["exception_resolved", "refund_approved", "refund_refused", "refund"])
def test_the_note_of_a_person_is_left_as_it_was_written(kind: str) -> None:
    speak(lambda source, about, count: f"<{source}>")  # noqa: ARG005 - the shape of Translate
    try:
        told = timeline((kind, "A title", "by the way: he called"), (kind, "A title", "duplicate"))
    finally:
        speak()
    assert told == [("A title", "by the way: he called"), ("A title", "duplicate")]
