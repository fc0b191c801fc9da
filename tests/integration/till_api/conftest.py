"""A till's API client, and a whole till without a window, on a server that is a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from pytestqt.qtbot import QtBot

from pos_app.desktop.api import HmisApi
from pos_app.desktop.session import Session
from tests.integration.payments.desk import Desk
from tests.integration.till_api.counter import Counter
from tests.support.processes import running_stack


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("till")
    with running_stack(folder, f"sqlite:///{folder / 'hmis.sqlite'}") as stack, closing(Desk(stack, folder)) as desk:
        yield desk


@pytest.fixture
def desk(shared_desk: Desk) -> Iterator[Desk]:
    yield shared_desk
    shared_desk.calm()


@pytest.fixture
def api(desk: Desk) -> Iterator[HmisApi]:
    """Nobody has logged in yet."""
    with httpx.Client(trust_env=False) as http:
        yield HmisApi(http, Session(desk.stack.url, "Front desk 3"))


@pytest.fixture
def counter(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    """A till with its threads, timers and journal, and views that only remember; Tomasz is logged in."""
    with closing(Counter(desk.stack.url, tmp_path, qtbot)) as made:
        made.log_in()
        yield made
