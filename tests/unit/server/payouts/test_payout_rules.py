from __future__ import annotations

from functools import reduce
from itertools import permutations

import pytest

from pos_app.server.payouts import rules


@pytest.mark.parametrize("end", ["paid", "failed", "canceled"])
def test_every_order_of_the_news_ends_the_same(end: str) -> None:
    for order in permutations(("pending", "in_transit", end, "in_transit")):
        assert reduce(rules.after, order) == end


def test_a_bank_may_send_back_what_it_took() -> None:
    assert rules.after("paid", "failed") == "failed"
    assert rules.after("failed", "paid") == "failed"
