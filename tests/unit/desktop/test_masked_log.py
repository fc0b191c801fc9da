"""What goes wrong is written down with its place and its kind, and without a word of what was being worked on."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.desktop import masked_log
from pos_app.desktop.masked_log import Masked, crash, log_to, say_where, without_words
from pos_app.desktop.no_secrets import secrets_in

NAME = "Margaret Okafor"
CARD = "4000 0566 5566 5556"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    ours = logging.getLogger("pos_app")
    before = list(ours.handlers), ours.level, ours.propagate
    log_to(tmp_path)
    yield tmp_path / "till.log"
    for handler in set(ours.handlers) - set(before[0]):
        ours.removeHandler(handler)
        handler.close()
    ours.setLevel(before[1])
    ours.propagate = before[2]


def failed() -> Exception:
    try:
        try:
            raise KeyError(NAME)
        except KeyError as inner:
            raise ValueError(f"no such patient: {NAME}, {CARD}, sk_live_hush") from inner
    except ValueError as error:
        return error


def test_where_and_of_what_kind_but_not_what_it_says() -> None:
    told = without_words(failed())
    assert NAME not in told
    assert told.index("builtins.ValueError") < told.index("builtins.KeyError")
    assert told.count("test_masked_log.py") == 2
    assert "in failed" in told


def test_a_cause_that_is_its_own_cause_ends() -> None:
    one, other = ValueError("a"), KeyError("b")
    one.__cause__, other.__cause__ = other, one
    assert without_words(one).count("Traceback") == 2


def test_the_log_and_the_terminal_say_the_same(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    error = failed()
    say_where(type(error), error, error.__traceback__)
    logging.getLogger("pos_app.desktop.background").error("work failed: %s", "ValueError", exc_info=error)
    written = log.read_text()
    assert written.count("builtins.KeyError") == 2
    said = written + capsys.readouterr().err
    assert NAME not in said
    assert CARD not in said


def test_lines_without_an_error_are_as_ever(log: Path) -> None:
    logging.getLogger("pos_app.desktop").warning("no OpenGL here", exc_info=sys.exc_info())
    assert "WARNING pos_app.desktop: no OpenGL here" in log.read_text()


def test_a_line_of_the_log_and_the_crash_in_it_are_masked(log: Path) -> None:
    logging.getLogger("pos_app.desktop").error("typed %s, sk_live_hush", CARD, exc_info=failed())
    line = log.read_text()
    assert "typed •••• 5556, sk_live_••••\nTraceback" in line
    assert CARD not in line
    assert "hush" not in line


def test_a_crash_is_told_with_its_place_and_masked() -> None:
    error = failed()
    told = crash(error, error.__traceback__)
    assert "in failed" in told
    assert told.endswith("builtins.KeyError\n")
    assert CARD not in told


def test_a_formatter_masks_the_words_of_its_line() -> None:
    record = logging.LogRecord("till", logging.ERROR, "", 1, "typed %s", (CARD,), None)
    assert Masked("%(message)s").format(record) == "typed •••• 5556"


def test_what_a_till_needs_is_no_secret() -> None:
    environ = {
        "HOME": "/home/desk3",
        "DISPLAY": ":0",
        "STRIPE_PUBLISHABLE_KEY": "pk_live_abc",
        "DESK_SK": "desk_test_1",
    }
    assert secrets_in(environ) == []


def test_a_full_log_is_put_aside_and_two_of_before_stay(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masked_log, "LOG_BYTES", 100)
    ours = logging.getLogger("pos_app.desktop")
    for number in range(8):
        ours.warning("line %d %s", number, "x" * 40)
    files = sorted(log.parent.glob("till.log*"))
    assert [file.name for file in files] == ["till.log", "till.log.1", "till.log.2"]
    lines = [line for file in reversed(files) for line in file.read_text().splitlines()]
    assert [line.split("line ")[1][0] for line in lines] == [str(number) for number in range(8 - len(lines), 8)]
    assert all(len(file.read_text().splitlines()) == 2 for file in files)
    assert all(file.stat().st_mode & 0o022 == 0 for file in files)


def test_a_log_that_was_full_before_is_put_aside_by_the_first_line(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logging.getLogger("pos_app.desktop").warning("of yesterday")
    monkeypatch.setattr(masked_log, "LOG_BYTES", 10)
    logging.getLogger("pos_app.desktop").warning("of today")
    assert "of today" in log.read_text()
    assert "of yesterday" in log.with_name("till.log.1").read_text()
