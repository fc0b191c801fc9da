"""Bad input over HTTP against the running product. What is refused leaves no trace but one line in the log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.payments.conftest import desk, opened_desk
from tests.integration.payments.desk import Desk, Json
from tests.security.watch import Watch

__all__ = ["desk"]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, watches: dict[int, Watch]
) -> Iterator[Desk]:
    """One for all of these tests, since next to none of them changes anything.

    In the end every refusal that they have provoked must have its trace in the audit log.
    """
    with opened_desk(request, tmp_path_factory) as desk:
        yield desk
        if id(desk) in watches:
            watches[id(desk)].settle()


@pytest.fixture(scope="session")
def watches() -> Iterator[dict[int, Watch]]:
    found: dict[int, Watch] = {}
    yield found
    for watch in found.values():
        watch.close()


@pytest.fixture
def watch(desk: Desk, watches: dict[int, Watch]) -> Watch:
    if id(desk) not in watches:  # which keeps the desk, so that its id stays its own
        watches[id(desk)] = Watch(desk)
    return watches[id(desk)]


@pytest.fixture
def untouched(desk: Desk) -> Iterator[Json]:
    """An open invoice for a test that must leave it as it is."""
    invoice = desk.invoice()
    yield invoice
    desk._invoices.append(invoice)
