from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pos_app.desktop.views.rubbish import Rubbish, due


@pytest.mark.parametrize(
    ("counts", "generation"),
    [((700, 10, 10), None), ((701, 10, 10), 0), ((701, 11, 10), 1), ((5, 11, 0), 1), ((0, 0, 11), 2)],
)
def test_it_is_time_when_python_thinks_so(counts: tuple[int, ...], generation: int | None) -> None:
    assert due(counts, (700, 10, 10)) == generation
    assert due(counts, (0, 0, 0)) is None


class Ring:
    def __init__(self, ends: list[int]) -> None:
        self.me, self.ends = self, ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


@pytest.fixture
def rubbish(qtbot: QtBot) -> Iterator[Rubbish]:
    parent = QObject()
    found = Rubbish(parent)
    found.start()
    yield found
    found.stop()
    assert gc.isenabled()


@pytest.mark.usefixtures("rubbish")
def test_what_other_threads_make_is_looked_through_here(qtbot: QtBot) -> None:
    ends: list[int] = []

    def make_many() -> None:
        for _ in range(5_000):
            Ring(ends)

    thread = threading.Thread(target=make_many)
    thread.start()
    thread.join()
    assert ends == []
    qtbot.waitUntil(lambda: len(ends) == 5_000, timeout=30_000)
    assert set(ends) == {threading.get_ident()}
