"""Card numbers in the log of requests: however they were written, only four digits stay."""

from __future__ import annotations

import re

import pytest

from pos_app.sandbox.app import NOTED, mask, noted


@pytest.mark.parametrize(
    "written",
    [
        "4000056655665556",
        "4000 0566 5566 5556",
        "4000+0566+5566+5556",
        "4000-0566-5566-5556",
        "4000%200566%205566%205556",
        "378282246310005",
        "36227206271667",
        "card[number]=4000056655665556&cvc=123",
    ],
)
def test_masked(written: str) -> None:
    shown = mask(written)
    assert "****" in shown
    digits = "".join(char for char in shown.replace("cvc=123", "") if char.isdigit())
    assert digits == "".join(char for char in written.replace("%20", "").replace("cvc=123", "") if char.isdigit())[-4:]


@pytest.mark.parametrize("text", ["amount=99999999", "created=1795443218", "", "pi_4242", "2026-11-23"])
def test_left_alone(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("before", range(NOTED - 18, NOTED + 2))
def test_a_number_at_the_end_of_what_is_kept_is_masked_or_left_out(before: int) -> None:
    kept = noted(b"x" * before + b"4242424242424242" + b"y" * 100)
    assert not re.search(r"\d{5}", kept)
    assert len(kept) <= NOTED


def test_a_body_that_is_kept_whole_is_masked() -> None:
    assert noted(b"number=4242424242424242") == "number=****4242"
    assert noted(b"cvc=123") == "cvc=123"
