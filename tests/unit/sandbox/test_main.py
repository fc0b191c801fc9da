"""The command: its sockets and its help."""

from __future__ import annotations

import socket

import pytest

from pos_app.exits import ENVIRONMENT, Stop
from pos_app.sandbox.main import listen, main


def test_sockets_say_that_they_are_tcp() -> None:
    """asyncio switches Nagle's algorithm off for these alone; each answer waited 40 ms without."""
    sock = listen(0)
    try:
        assert sock.proto == socket.IPPROTO_TCP
        assert sock.getsockname()[0] == "127.0.0.1"
    finally:
        sock.close()


def test_a_taken_port() -> None:
    sock = listen(0)
    try:
        with pytest.raises(Stop) as refused:
            listen(sock.getsockname()[1])
        assert refused.value.code == ENVIRONMENT
    finally:
        sock.close()


@pytest.mark.parametrize("args", [["--port", "70000"], ["--port", "x"], ["--memory", "--data", "x"], ["--nonsense"]])
def test_wrong_arguments(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(args)
    assert ended.value.code == 2
    assert "usage: pos-app sandbox" in capsys.readouterr().err


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "example:" in capsys.readouterr().out
