"""How often Stripe is asked: what may be tried again is, with the same key and not for long, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import pytest

from pos_app.server.gateway import (
    NewIntent,
    NewRefund,
    Processor,
    ProcessorBusy,
    ProcessorError,
    ProcessorRefused,
    ProcessorUnknown,
)
from pos_app.server.gateway.stripe_calls import AGAIN_AFTER, PAUSES
from pos_app.server.gateway.stripe_service import StripeService
from tests.support.odd_server import OddServer, Reply, odd_server
from tests.support.stripe_answers import ANSWERS

NEW = NewRefund("r-1", "ch_1", 500)
REFUND = Reply.json(ANSWERS["refund"])
RATE = Reply.error(429, type="invalid_request_error", code="rate_limit", message="Too many requests")
LOCKED = Reply.error(429, type="invalid_request_error", code="lock_timeout", message="Locked")
IN_USE = Reply.error(409, type="idempotency_error", code="idempotency_key_in_use", message="In use")
DOWN = Reply.error(503, type="api_error", message="Down")
SILENT = Reply(silent=True)
SESSION = Reply.json(ANSWERS["card_session"])


def asked(server: OddServer, do: Callable[[StripeService], Any], **other: Any) -> tuple[Any, list[float]]:
    """What came of it, and the pauses made."""
    slept: list[float] = []
    stripe = StripeService("sk_test_sample", (), server.url, sleep=slept.append, **other)
    try:
        return do(stripe), slept
    except ProcessorError as error:
        return error, slept


def refund(stripe: StripeService) -> Any:
    return stripe.create_refund(NEW, "refund:1")


@pytest.mark.parametrize("busy", [RATE, LOCKED, IN_USE], ids=["rate", "lock", "key in use"])
def test_a_busy_moment_is_waited_out_with_the_same_key(busy: Reply) -> None:
    with odd_server(busy, busy, REFUND) as server:
        found, slept = asked(server, refund)
    assert found.id == "re_1"
    assert [one.headers["Idempotency-Key"] for one in server.asked] == ["refund:1"] * 3
    assert len({one.body for one in server.asked}) == 1
    for pause, most in zip(slept, PAUSES[:2], strict=True):
        assert most / 2 <= pause <= most


def test_a_stripe_that_stays_busy_is_given_up_within_three_seconds() -> None:
    with odd_server(LOCKED) as server:
        found, slept = asked(server, refund)
    assert type(found) is ProcessorBusy
    assert found.retry_after > 0
    assert len(server.asked) == 1 + len(PAUSES)
    assert sum(slept) < 3


@pytest.mark.parametrize("lost", [SILENT, DOWN, Reply(502, b"<html>", "text/html")], ids=["silent", "503", "proxy"])
def test_what_was_not_answered_is_asked_once_more(lost: Reply) -> None:
    with odd_server(lost, REFUND) as server:
        found, slept = asked(server, refund)
    assert found.id == "re_1"
    assert [one.headers["Idempotency-Key"] for one in server.asked] == ["refund:1"] * 2
    assert AGAIN_AFTER / 2 <= slept[0] <= AGAIN_AFTER
    with odd_server(lost) as server:
        found, _ = asked(server, refund)
    assert type(found) is ProcessorUnknown
    assert len(server.asked) == 2


def test_where_stripe_says_that_it_would_only_repeat_itself_it_is_not_asked_again() -> None:
    told = Reply(500, DOWN.body, headers=(("Stripe-Should-Retry", "false"),))
    with odd_server(told, REFUND) as server:
        found, _ = asked(server, refund)
    assert type(found) is ProcessorUnknown
    assert len(server.asked) == 1


def test_busy_after_no_answer_is_still_unknown() -> None:
    with odd_server(SILENT, RATE) as server:
        found, _ = asked(server, refund)
    assert type(found) is ProcessorUnknown
    assert len(server.asked) == 2 + len(PAUSES)


def test_without_a_key_there_is_no_second_try_of_what_was_not_answered() -> None:
    with odd_server(SILENT, SESSION) as server:
        found, slept = asked(server, lambda stripe: stripe.card_session("cus_1"))
    assert type(found) is ProcessorUnknown
    assert (len(server.asked), slept) == (1, [])
    with odd_server(RATE, SESSION) as server:  # nothing happened the first time
        assert asked(server, lambda stripe: stripe.card_session("cus_1"))[0] == "cuss_1_secret_x"


@pytest.mark.parametrize(
    "answer", [Reply.error(400, type="invalid_request_error", message="x"), Reply.json({"object": "refund"})]
)
def test_an_answer_is_never_asked_for_again(answer: Reply) -> None:
    with odd_server(answer) as server:
        found, _ = asked(server, refund)
    assert isinstance(found, ProcessorRefused | ProcessorUnknown)
    assert len(server.asked) == 1


@pytest.mark.parametrize("where", ["head", "body"])
def test_an_answer_that_comes_drop_by_drop_is_cut_at_the_deadline(where: Literal["head", "body"]) -> None:
    stop = threading.Event()
    try:
        with odd_server(Reply(hang=stop, drip=where)) as server:
            found, _ = asked(server, refund, call_seconds=0.3)
            assert type(found) is ProcessorUnknown
            assert len(server.asked) == 1
            stop.set()
    finally:
        stop.set()


def test_a_call_after_one_that_was_cut_is_not_cut() -> None:
    stop = threading.Event()
    with odd_server(Reply(hang=stop, drip="body"), REFUND) as server:
        stripe = StripeService("sk_test_sample", (), server.url, call_seconds=0.3, sleep=lambda _: None)
        with pytest.raises(ProcessorUnknown):
            stripe.create_refund(NEW, "refund:1")
        stop.set()
        assert stripe.create_refund(NEW, "refund:1").id == "re_1"


class Waits(Exception):
    """Raised in place of waiting."""


def test_our_own_limit_holds_a_cashier_only_so_long_and_the_background_gives_way() -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if threading.current_thread().name == "background":
            raise Waits

    with odd_server(REFUND) as server:
        stripe: Processor = StripeService("sk_test_sample", (), server.url, requests_per_second=1, sleep=sleep)
        for _ in range(4):  # the burst, and what comes within the three seconds
            stripe.read_refund("re_1")
        with pytest.raises(ProcessorBusy) as busy:
            stripe.read_refund("re_1")
        assert busy.value.retry_after == 4
        assert len(slept) == 3
        with ThreadPoolExecutor(
            1, initializer=lambda: setattr(threading.current_thread(), "name", "background")
        ) as one:
            waiting = one.submit(stripe.background().read_refund, "re_1").exception()
        assert isinstance(waiting, Waits)
        assert slept[3] > 3
        assert len(server.asked) == 4


@pytest.mark.parametrize("status", [200, 500])
def test_an_intent_is_not_made_of_another_amount(status: int) -> None:
    other = {**ANSWERS["intent"], "amount": 99}
    with odd_server(Reply.json(other, status)) as server:
        found, _ = asked(server, lambda stripe: stripe.create_intent(NewIntent("a-1", "i-1", 14800, "usd"), "k"))
    assert type(found) is ProcessorUnknown
