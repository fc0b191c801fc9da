"""Every abuse of the catalogue has a test, and the test is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tests.security

TESTS = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^ ?(\d+)  .+?  +(\S+\.py)::(\w+)$", re.M)
ROWS = ROW.findall(tests.security.__doc__ or "")
TRIED = {*range(1, 5), 6, 7, *range(9, 12), *range(13, 16), *range(17, 21), *range(22, 25), *range(26, 31),
         *range(32, 37), *range(38, 44), *range(46, 52), 53, 54, *range(56, 59)}  # fmt: skip


def test_every_row_that_can_be_tried_here_is_there() -> None:
    assert {int(number) for number, _, _ in ROWS} == TRIED


@pytest.mark.parametrize(("path", "name"), sorted({(path, name) for _, path, name in ROWS}))
def test_the_test_is_there(path: str, name: str) -> None:
    assert f"def {name}(" in (TESTS / path).read_text()
