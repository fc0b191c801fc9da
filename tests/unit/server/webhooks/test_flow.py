"""How many events came within the last second; time here is a number that the test moves."""

from __future__ import annotations

from pos_app.server.webhooks.flow import Flow


class Hand:
    at = 100.0  # seconds

    def steady(self) -> float:  # seconds
        return self.at


def test_what_came_more_than_a_second_ago_is_no_flow() -> None:
    hand = Hand()
    flow = Flow(hand.steady)
    assert flow.lately() == 0
    for _ in range(3):
        flow.add()
        hand.at += 0.4
    assert flow.lately() == 2
    hand.at += 0.5
    assert flow.lately() == 1
    hand.at += 10
    assert flow.lately() == 0
