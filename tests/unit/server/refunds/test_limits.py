"""How many people a refund takes: by its amount with what went back before, and by the age of the payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.refunds.limits import Asked, Policy, approvals_needed, read_amounts, too_old, why_two
from pos_app.wire.refunds import ApprovalsWhy

DAY = timedelta(days=1)
POLICY = Policy(1, {"usd": 50_000}, timedelta(days=30), timedelta(days=180))
SMALL = Asked(1_000, 0, "usd", DAY)


@pytest.mark.parametrize("approvals", [0, 1, 2])
def test_without_limits_the_policy_says_how_many_approve(approvals: int) -> None:
    assert approvals_needed(SMALL, Policy(approvals)) == approvals


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (SMALL, None),
        (replace(SMALL, minor=50_000), None),
        (replace(SMALL, minor=50_001), ApprovalsWhy.AMOUNT),
        (replace(SMALL, before=49_000), None),
        (replace(SMALL, before=49_001), ApprovalsWhy.AMOUNT),
        (replace(SMALL, minor=10**9, currency="eur"), None),
        (replace(SMALL, age=30 * DAY), None),
        (replace(SMALL, age=30 * DAY + timedelta(seconds=1)), ApprovalsWhy.AGE),
        (replace(SMALL, minor=50_001, age=31 * DAY), ApprovalsWhy.AMOUNT),
    ],
)
def test_what_is_beyond_a_limit_takes_two(asked: Asked, why: ApprovalsWhy | None) -> None:
    assert why_two(asked, POLICY) is why
    assert approvals_needed(asked, POLICY) == (1 if why is None else 2)


def test_a_limit_never_asks_for_fewer() -> None:
    big = replace(SMALL, minor=50_001)
    assert [approvals_needed(big, replace(POLICY, approvals=n)) for n in (0, 1, 2, 3)] == [2, 2, 2, 3]


def test_what_is_too_old_is_refused() -> None:
    assert not too_old(180 * DAY, POLICY)
    assert too_old(180 * DAY + timedelta(seconds=1), POLICY)
    assert not too_old(10_000 * DAY, Policy())


@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=30))
def test_small_refunds_of_one_payment_get_no_further_than_the_limit(parts: list[int]) -> None:
    gone, alone = 0, 0
    for part in parts:
        if approvals_needed(replace(SMALL, minor=part, before=gone), POLICY) == 1:
            alone += part
        gone += part
    assert alone <= 50_000


def test_amounts_are_read_as_they_are_written() -> None:
    assert read_amounts("") == {}
    assert read_amounts("usd:50000,eur:0") == {"usd": 50_000, "eur": 0}
    assert read_amounts(" USD : 50000 , jpy:9 ,") == {"usd": 50_000, "jpy": 9}


@pytest.mark.parametrize(
    "text",
    ["50000", "usd", "usd:", "usd:1.5", "usd:-1", "usd:+1", "usd:1e3", "usd:٥", "zzz:1", "usd:1,usd:2", "usd:1 eur:2",
     "usd:" + "9" * 30, ":1", "usd:1:2"],
)  # fmt: skip
def test_what_can_not_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_amounts(text)
