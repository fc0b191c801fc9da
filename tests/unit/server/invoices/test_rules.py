from __future__ import annotations

import pytest

from pos_app.server.invoices.rules import CHECKING, masked, state
from pos_app.wire.invoices import InvoiceState
from pos_app.wire.payments import AttemptState


def of(total: int, paid: int = 0, refunded: int = 0, *, void: bool = False, attempt: str | None = None) -> InvoiceState:
    due = total - paid + refunded
    return state(due_minor=due, paid_minor=paid, refunded_minor=refunded, void=void, attempt=attempt)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (of(100), InvoiceState.OPEN),
        (of(100, 40), InvoiceState.PART_PAID),
        (of(100, 100), InvoiceState.PAID),
        (of(100, 150), InvoiceState.PAID),
        (of(0), InvoiceState.PAID),
        (of(100, 100, 40), InvoiceState.PART_PAID),
        (of(100, 100, 100), InvoiceState.OPEN),
        (of(100, void=True), InvoiceState.VOID),
        (of(0, void=True), InvoiceState.VOID),
        (of(100, 100, void=True), InvoiceState.VOID),
    ],
)
def test_the_state_follows_the_money(found: InvoiceState, wanted: InvoiceState) -> None:
    assert found is wanted


@pytest.mark.parametrize("attempt", list(AttemptState))
def test_an_attempt_that_may_have_charged_means_checking(attempt: AttemptState) -> None:
    checking = attempt in (AttemptState.PROCESSING, AttemptState.REQUIRES_ACTION, AttemptState.UNKNOWN)
    assert (attempt in CHECKING) is checking
    assert (of(100, attempt=attempt.value) is InvoiceState.CHECKING) is checking
    assert (of(100, void=True, attempt=attempt.value) is InvoiceState.CHECKING) is checking


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("margaret@mail.example", "m•••@mail.example"),
        ("m@mail.example", "m•••@mail.example"),
        ("", None),
        ("nobody", None),
        ("@mail.example", None),
        ("nobody@", None),
    ],
)
def test_an_address_is_masked(email: str, shown: str | None) -> None:
    assert masked(email) == shown
