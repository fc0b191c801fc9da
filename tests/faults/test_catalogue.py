"""Every fault of the catalogue has a test, and the test is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tests.faults

TESTS = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^ ?(\d+)  .+?  +(\S+\.py)::(\w+)$", re.M)
ROWS = ROW.findall(tests.faults.__doc__ or "")
TRIED = {1, 2, 3, 4, 6, *range(8, 16), *range(17, 22), *range(23, 27), *range(28, 38), 47, 53, 55}


def test_every_row_that_can_be_tried_here_is_there() -> None:
    assert {int(number) for number, _, _ in ROWS} == TRIED


@pytest.mark.parametrize(("path", "name"), sorted({(path, name) for _, path, name in ROWS}))
def test_the_test_is_there(path: str, name: str) -> None:
    assert f"def {name}(" in (TESTS / path).read_text()
