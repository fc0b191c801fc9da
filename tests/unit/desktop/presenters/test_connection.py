from __future__ import annotations

from pos_app.desktop.presenters.connection import Connection
from pos_app.wire.problems import Code
from tests.unit.desktop.fakes import FakeRunner, FakeServer, FakeTime, refusal


class Bench:
    def __init__(self) -> None:
        self.runner = FakeRunner()
        self.time = FakeTime(self.runner)
        self.server = FakeServer(self.time)
        self.connection = Connection(self.server, self.runner, self.time, self.time)
        self.expired = 0
        self.connection.on_expired(self._expire)
        self.connection.start()

    def _expire(self) -> None:
        self.expired += 1


def test_nothing_is_known_before_the_first_answer() -> None:
    bench = Bench()
    assert not bench.connection.known
    assert not bench.connection.lost
    bench.time.advance(0.1)
    assert bench.connection.good


def test_asked_every_three_seconds() -> None:
    bench = Bench()
    bench.time.advance(30)
    assert 10 <= bench.server.calls.count("health") <= 12
    assert bench.server.calls.count("info") == 1
    assert bench.connection.age <= 3


def test_one_failed_poll_is_said_at_once_and_tried_again_at_growing_distances() -> None:
    bench = Bench()
    bench.time.advance(1)
    bench.server.down = True
    bench.time.advance(2.5)
    assert bench.connection.lost
    assert bench.connection.next_try_in in (1, 2)
    bench.time.advance(120)
    assert bench.server.calls.count("health") < 16
    assert bench.connection.next_try_in <= 15
    bench.server.down = False
    bench.connection.poll()
    bench.runner.settle()
    assert bench.connection.good


def test_a_hanging_server_is_lost_too() -> None:
    bench = Bench()
    bench.time.advance(1)
    bench.runner.held_back.add("reads")
    bench.time.advance(9)
    assert bench.connection.lost


def test_a_server_with_trouble_is_there() -> None:
    bench = Bench()
    bench.server.faults["health"] = [refusal(Code.DATABASE_BUSY, 503)]
    bench.time.advance(1)
    assert bench.connection.good
    assert bench.connection.degraded


def test_an_ended_session_is_told_once_an_answer_says_so() -> None:
    bench = Bench()
    bench.connection.saw(refusal(Code.NOT_ALLOWED, 403))
    assert bench.expired == 0
    bench.connection.saw(refusal(Code.NOT_AUTHENTICATED, 401))
    assert bench.expired == 1


def test_stopped_it_asks_nothing() -> None:
    bench = Bench()
    bench.time.advance(1)
    bench.connection.stop()
    before = len(bench.server.calls)
    bench.time.advance(60)
    assert len(bench.server.calls) == before
