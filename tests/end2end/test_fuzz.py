"""A short round of the fuzzing mouse and keyboard; `make fuzz` plays for longer. HMIS_SEED replays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fuzz.round import play

SEED = 4711
SECONDS = 25.0
SILENCE = 10.0
"""Of work; ten times as long of standing still. It is no test of how quick the machine is."""


@pytest.mark.timeout(600)
def test_nothing_that_may_never_happen_happens(qapp: QApplication, tmp_path: Path) -> None:
    found = play(qapp, tmp_path, int(os.environ.get("HMIS_SEED") or SEED), SECONDS, silence=SILENCE)
    print(found.line, *found.history, sep="\n")  # noqa: T201 - pytest shows it when the round fails
    assert not found.findings, "\n".join(found.findings)
    assert found.acts > 20
