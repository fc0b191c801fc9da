from __future__ import annotations

import os
from pathlib import Path

import pytest

from pos_app.desktop.files import save


def test_what_was_there_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "payments.csv"
    target.write_bytes(b"older")
    target.chmod(0o644)
    save(target, b"newer")
    assert target.read_bytes() == b"newer"
    assert target.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    save(tmp_path / "payments.csv", b"x")
    assert (tmp_path / "payments.csv").stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "payments.csv"
    target.write_bytes(b"older")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save(target, b"newer")
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]
