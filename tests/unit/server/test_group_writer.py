"""What is written together, and how those who wait hear of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest
from sqlalchemy.exc import OperationalError

from pos_app.server.group_writer import GroupWriter
from tests.support.waiting import until


class Table:
    """Takes numbers; refuses 13 wherever it stands, and holds everything up until ``open``."""

    def __init__(self) -> None:
        self.open, self.entered = threading.Event(), threading.Event()
        self.open.set()
        self.commits: list[list[int]] = []
        self.away = False

    def write(self, numbers: Sequence[int]) -> Sequence[str]:
        self.entered.set()
        assert self.open.wait(20)
        if self.away:
            raise OperationalError("INSERT", {}, Exception("database is locked"))
        if 13 in numbers:
            raise ValueError("not 13")
        self.commits.append(list(numbers))
        return [str(number) for number in numbers]


def test_what_waits_is_one_commit_and_everybody_hears_their_own() -> None:
    table = Table()
    writer = GroupWriter(table.write, "test")

    async def everybody() -> list[str]:
        table.open.clear()
        first = asyncio.create_task(writer.written(0))
        assert await asyncio.to_thread(table.entered.wait, 20)
        others = [asyncio.create_task(writer.written(number)) for number in range(1, 6)]
        await asyncio.to_thread(until, lambda: len(writer._waiting) == 5, "the others wait")
        table.open.set()
        return await asyncio.gather(first, *others)

    assert asyncio.run(everybody()) == ["0", "1", "2", "3", "4", "5"]
    assert table.commits == [[0], [1, 2, 3, 4, 5]]


def test_what_is_wrong_with_one_is_nobody_elses_trouble() -> None:
    table = Table()
    writer = GroupWriter(table.write, "test")

    async def everybody() -> list[str | BaseException]:
        return await asyncio.gather(*(writer.written(number) for number in (12, 13, 14)), return_exceptions=True)

    good, bad, too = asyncio.run(everybody())
    assert (good, too) == ("12", "14")
    assert isinstance(bad, ValueError)


def test_a_database_that_is_away_is_everybodys_trouble() -> None:
    table = Table()
    table.away = True
    writer = GroupWriter(table.write, "test")

    async def one() -> str:
        return await writer.written(1)

    with pytest.raises(OperationalError):
        asyncio.run(one())
    with pytest.raises(OperationalError):
        writer.put(2).result(20)


def test_who_went_away_is_passed_over_and_what_they_said_is_kept() -> None:
    table = Table()
    writer = GroupWriter(table.write, "test")

    async def impatient() -> None:
        table.open.clear()
        gone = asyncio.create_task(writer.written(1))
        await asyncio.sleep(0)
        gone.cancel()
        stays = asyncio.create_task(writer.written(2))
        await asyncio.sleep(0)
        table.open.set()
        assert await stays == "2"

    asyncio.run(impatient())
    assert sorted(number for commit in table.commits for number in commit) == [1, 2]


def test_a_loop_that_has_ended_ends_nothing_else() -> None:
    table = Table()
    writer = GroupWriter(table.write, "test")
    table.open.clear()

    async def leaves() -> None:
        asyncio.create_task(writer.written(1))  # noqa: RUF006 - it is left behind on purpose
        await asyncio.sleep(0)

    asyncio.run(leaves())
    table.open.set()
    assert writer.put(2).result(20) == "2"
