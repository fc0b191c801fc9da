from __future__ import annotations

import io
import json
import subprocess
import sys

from pos_app.server.logs import describe


def _fails(name: str) -> None:
    raise ValueError(f"duplicate key: name={name}")


def test_an_error_is_logged_without_its_words() -> None:
    try:
        try:
            _fails("Margaret Okafor")
        except ValueError as error:
            raise RuntimeError("Margaret Okafor again") from error
    except RuntimeError as error:
        found = describe(error)
    assert found["error"] == "RuntimeError < ValueError"
    assert "Okafor" not in json.dumps(found)
    assert any("test_logs.py" in place for place in found["at"])


def test_log_lines_are_json_on_stderr_and_of_libraries_too() -> None:
    program = """
import logging, structlog
from pos_app.server.logs import configure
configure()
structlog.get_logger("x").info("here", invoice="1")
try:
    raise ValueError("Margaret Okafor")
except ValueError:
    logging.getLogger("library").exception("it broke\\nTraceback")
logging.getLogger("library").info("chatter")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    ours, theirs = (json.loads(line) for line in io.StringIO(done.stderr))
    assert (ours["event"], ours["invoice"], ours["level"]) == ("here", "1", "info")
    assert (theirs["event"], theirs["error"]) == ("it broke", "ValueError")
    assert "Okafor" not in done.stderr


def test_a_card_number_is_masked_in_whatever_part_of_a_line() -> None:
    program = """
import logging, structlog
from pos_app.server.logs import configure
configure()
log = structlog.get_logger("x")
log.info("odd 4242 4242 4242 4242", note=["a", {"b": ("4242-4242-4242-4242",)}], number=4242424242424242, n=12, t=True)
logging.getLogger("library").warning("got 4242424242424242")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    first, second = (json.loads(line) for line in io.StringIO(done.stderr))
    assert first["event"] == "odd •••• 4242"
    assert first["note"] == ["a", {"b": ["•••• 4242"]}]
    assert (first["number"], first["n"], first["t"]) == ("•••• 4242", 12, True)
    assert second["event"] == "got •••• 4242"


def test_a_key_is_masked_too() -> None:
    program = """
import logging, structlog
from pos_app.server.logs import configure
configure()
structlog.get_logger("x").info("it said: No such key sk_live_hush1", headers={"Authorization": "Bearer hush2hush2"})
logging.getLogger("library").warning("whsec_hush3")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "hush" not in done.stderr
    assert "sk_live_••••" in done.stderr
