"""The real window and the real web view on the real server and sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.desktop.views import environment
from tests.end2end.hands import Hands
from tests.integration.payments.desk import Desk
from tests.support.processes import running_stack

environment.prepare()


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("hospital")
    with running_stack(folder, f"sqlite:///{folder / 'hmis.sqlite'}") as stack, closing(Desk(stack, folder)) as desk:
        yield desk


@pytest.fixture
def desk(shared_desk: Desk) -> Iterator[Desk]:
    yield shared_desk
    shared_desk.calm()


@pytest.fixture
def new_till(desk: Desk, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Hands]]:
    """Starts a till, as often as asked, in this test's profile or another one's; each is closed in the end."""
    with ExitStack() as tills:

        def start(profile: str = "profile") -> Hands:
            return tills.enter_context(closing(Hands(qapp, desk.stack.url, tmp_path / profile)))

        yield start


@pytest.fixture
def till(new_till: Callable[[], Hands]) -> Hands:
    """A till with Tomasz logged in."""
    hands = new_till()
    hands.log_in()
    return hands
