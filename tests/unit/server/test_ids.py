"""Ids that are drawn many at a time are as random as those drawn one by one, and no process has another's."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

from pos_app.server.ids import Ids, new_uuid


def test_each_is_a_random_uuid_of_its_own() -> None:
    ids = Ids()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: ids.new(), range(5_000)))
    assert len(set(made)) == 5_000
    assert {(one.version, one.variant) for one in made} == {(4, RFC_4122)}


def test_a_process_that_is_forked_off_has_none_of_its_parents() -> None:
    new_uuid()  # there are some left now
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, new_uuid().bytes)
        os._exit(0)
    os.close(writing)
    theirs = os.read(reading, 16)
    os.close(reading)
    assert os.waitpid(child, 0)[1] == 0
    assert theirs not in {new_uuid().bytes for _ in range(1_000)}
