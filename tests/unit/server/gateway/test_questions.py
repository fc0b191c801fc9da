"""What leaves with each question, and that only an answer to it counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pos_app.server.gateway import Kind, NewRefund, ProcessorRefused, ProcessorUnknown, Subject
from pos_app.server.gateway.stripe_calls import LONGEST_LIST
from pos_app.server.gateway.stripe_service import StripeService
from tests.support.odd_server import OddServer, Reply, odd_server
from tests.support.stripe_answers import ANSWERS, CARD, EVENT

SINCE = datetime(2026, 11, 23, 9, 0, 0, 500_000, tzinfo=UTC)
SECONDS = str(int(SINCE.timestamp()))
GONE = Reply.error(404, type="invalid_request_error", code="resource_missing", message="No such object")
NOT_ATTACHED = Reply.error(400, type="invalid_request_error", message="Not attached, so detachment is impossible.")


def service(server: OddServer) -> StripeService:
    return StripeService("sk_test_sample", (), server.url, sleep=lambda _: None)


def page(*found: Any, more: bool = False) -> Reply:
    return Reply.json({"object": "list", "has_more": more, "data": list(found), "url": "/v1/x"})


def a_refund(number: int) -> dict[str, Any]:
    return {**ANSWERS["refund"], "id": f"re_{number}"}


def query(server: OddServer, number: int = 0) -> dict[str, list[str]]:
    return parse_qs(urlsplit(server.asked[number].path).query)


def test_a_refund_is_asked_for_with_four_things_and_no_words_of_ours() -> None:
    with odd_server(Reply.json(ANSWERS["refund"])) as server:
        service(server).create_refund(NewRefund("r-1", "ch_1", 500, "duplicate"), "refund:r-1")
        service(server).create_refund(NewRefund("r-1", "ch_1", 500), "refund:r-1")
    whole = {"charge": ["ch_1"], "amount": ["500"], "metadata[refund_id]": ["r-1"]}
    assert [parse_qs(one.body) for one in server.asked] == [{**whole, "reason": ["duplicate"]}, whole]
    assert {one.headers["Idempotency-Key"] for one in server.asked} == {"refund:r-1"}


@pytest.mark.parametrize("other", [{"amount": 400}, {"charge": "ch_2"}, {"charge": None}])
def test_a_refund_of_something_else_is_no_answer(other: dict[str, Any]) -> None:
    with odd_server(Reply.json({**ANSWERS["refund"], **other})) as server, pytest.raises(ProcessorUnknown):
        service(server).create_refund(NewRefund("r-1", "ch_1", 500), "refund:r-1")


def test_a_card_is_kept_only_where_that_is_asked_for() -> None:
    with odd_server(Reply.json(ANSWERS["intent"])) as server:
        service(server).confirm_intent("pi_1", "pm_1", "k")
        service(server).confirm_intent("pi_1", "pm_1", "k", keep=True)
    without, kept = (parse_qs(one.body) for one in server.asked)
    assert "setup_future_usage" not in without
    assert kept == {**without, "setup_future_usage": ["on_session"]}


READS: dict[str, Callable[[StripeService], Any]] = {
    "intent": lambda stripe: stripe.read_intent("other_1"),
    "refund": lambda stripe: stripe.read_refund("other_1"),
    "dispute": lambda stripe: stripe.read_dispute("other_1"),
    "payout": lambda stripe: stripe.read_payout("other_1"),
    "saved_card": lambda stripe: stripe.read_saved_card("other_1"),
}
STEPS: dict[str, Callable[[StripeService], Any]] = {
    "intent": lambda stripe: stripe.confirm_intent("other_1", "pm_1", "k"),
    "refund": lambda stripe: stripe.cancel_refund("other_1", "k"),
}


@pytest.mark.parametrize(("kind", "do"), [*READS.items(), *STEPS.items()])
def test_an_answer_about_another_object_is_none(kind: str, do: Callable[[StripeService], Any]) -> None:
    with odd_server(Reply.json(ANSWERS[kind])) as server, pytest.raises(ProcessorUnknown) as half:
        do(service(server))
    assert half.value.code == "half_answer"


@pytest.mark.parametrize("bad", ["", "../charges", "re_1/cancel", "re_1?x", "re 1", "é"])
@pytest.mark.parametrize(
    "do",
    [
        lambda stripe, bad: stripe.read_refund(bad),
        lambda stripe, bad: stripe.cancel_refund(bad, "k"),
        lambda stripe, bad: list(stripe.refunds_of(bad)),
        lambda stripe, bad: stripe.read_dispute(bad),
        lambda stripe, bad: stripe.read_payout(bad),
        lambda stripe, bad: list(stripe.saved_cards(bad)),
        lambda stripe, bad: stripe.read_saved_card(bad) or stripe.read_refund(bad),
    ],
)
def test_an_id_that_is_none_is_never_put_into_an_address(do: Callable[[Any, str], Any], bad: str) -> None:
    with odd_server(Reply.json({})) as server:
        with pytest.raises(ProcessorRefused):
            do(service(server), bad)
        assert server.asked == []


def test_a_list_is_asked_for_page_by_page_and_only_as_far_as_it_is_read() -> None:
    with odd_server(page(a_refund(3), a_refund(2), more=True), page(a_refund(1))) as server:
        listed = service(server).refunds(SINCE)
        assert server.asked == []
        assert [next(listed).id, next(listed).id] == ["re_3", "re_2"]
        assert len(server.asked) == 1
        assert [one.id for one in listed] == ["re_1"]
    assert query(server) == {"limit": ["100"], "created[gte]": [SECONDS]}
    assert query(server, 1) == {"limit": ["100"], "created[gte]": [SECONDS], "starting_after": ["re_2"]}


@pytest.mark.parametrize(
    "bad",
    [
        Reply.json({"object": "list", "data": []}),
        Reply.json({"object": "search_result", "has_more": False, "data": []}),
        Reply.json({"object": "list", "has_more": False, "data": {}}),
        Reply.json(["re_1"]),
        page(more=True),
        page("re_1"),
        page({**ANSWERS["refund"], "amount": "500"}),
        page(ANSWERS["payout"]),
    ],
)
def test_a_list_with_a_flaw_is_no_list(bad: Reply) -> None:
    with odd_server(bad) as server, pytest.raises(ProcessorUnknown) as half:
        list(service(server).refunds(SINCE))
    assert half.value.code == "half_answer"


def test_a_list_that_goes_in_a_circle_ends() -> None:
    with odd_server(page(a_refund(1), more=True)) as server, pytest.raises(ProcessorUnknown) as half:
        list(service(server).refunds(SINCE))
    assert half.value.code == "half_answer"
    assert len(server.asked) == 2


def test_a_list_without_end_is_given_up() -> None:
    pages = [page(*(a_refund(n * 100 + i) for i in range(100)), more=True) for n in range(LONGEST_LIST // 100 + 1)]
    with odd_server(*pages) as server, pytest.raises(ProcessorUnknown) as long:
        list(service(server).refunds(SINCE))
    assert long.value.code == "list_too_long"
    assert len(server.asked) == LONGEST_LIST // 100


def test_movements_are_those_of_a_span() -> None:
    until = datetime(2026, 11, 24, tzinfo=UTC)
    with odd_server(page(ANSWERS["movement"])) as server:
        assert [one.id for one in service(server).movements(SINCE, until)] == ["txn_1"]
    assert query(server) == {
        "limit": ["100"],
        "created[gte]": [SECONDS],
        "created[lt]": [str(int(until.timestamp()))],
    }


def test_listed_events_are_read_as_webhooks_are() -> None:
    with odd_server(page(EVENT)) as server:
        (found,) = service(server).events(SINCE)
    assert (found.id, found.type, found.subject) == ("evt_1", "refund.updated", Subject(Kind.REFUND, "re_1"))
    assert json.loads(found.payload) == EVENT
    with odd_server(page({**EVENT, "id": 7})) as server, pytest.raises(ProcessorUnknown):
        list(service(server).events(SINCE))


def test_kept_cards_are_the_customers_own() -> None:
    with odd_server(page(ANSWERS["saved_card"])) as server:
        (found,) = service(server).saved_cards("cus_1")
        assert (found.card.last4, found.fingerprint) == ("4242", CARD["fingerprint"])
        assert urlsplit(server.asked[0].path).path == "/v1/customers/cus_1/payment_methods"
        with pytest.raises(ProcessorUnknown):
            list(service(server).saved_cards("cus_2"))


@pytest.mark.parametrize("gone", [GONE, Reply.json({**ANSWERS["saved_card"], "customer": None})])
def test_a_card_that_nobody_keeps_is_none(gone: Reply) -> None:
    with odd_server(gone) as server:
        assert service(server).read_saved_card("pm_1") is None


def test_a_card_that_could_not_be_read_is_not_none() -> None:
    refused = Reply.error(401, type="invalid_request_error", message="Invalid API Key")
    with odd_server(refused) as server, pytest.raises(ProcessorRefused):
        service(server).read_saved_card("pm_1")


LET_GO = {**ANSWERS["saved_card"], "customer": None}


@pytest.mark.parametrize(
    "replies", [[Reply.json(LET_GO)], [NOT_ATTACHED, Reply.json(LET_GO)], [GONE, GONE]], ids=["kept", "free", "gone"]
)
def test_a_card_is_forgotten_once_and_for_all(replies: list[Reply]) -> None:
    with odd_server(*replies) as server:
        service(server).forget_card("pm_1")
    assert len(server.asked) == len(replies)


def test_a_card_that_is_still_kept_is_not_called_forgotten() -> None:
    kept = Reply.json(ANSWERS["saved_card"])
    with odd_server(NOT_ATTACHED, kept) as server, pytest.raises(ProcessorRefused):
        service(server).forget_card("pm_1")
    with odd_server(kept) as server, pytest.raises(ProcessorUnknown):
        service(server).forget_card("pm_1")


def test_a_session_lets_the_page_show_cards_and_nothing_else() -> None:
    with odd_server(Reply.json(ANSWERS["card_session"])) as server:
        assert service(server).card_session("cus_1") == "cuss_1_secret_x"
    within = "components[payment_element]"
    assert parse_qs(server.asked[0].body) == {
        "customer": ["cus_1"],
        f"{within}[enabled]": ["true"],
        f"{within}[features][payment_method_redisplay]": ["enabled"],
        f"{within}[features][payment_method_redisplay_limit]": ["10"],
        **{
            f"{within}[features][payment_method_allow_redisplay_filters][{n}]": [word]
            for n, word in enumerate(["always", "limited", "unspecified"])
        },
        f"{within}[features][payment_method_save]": ["disabled"],
        f"{within}[features][payment_method_remove]": ["disabled"],
    }


def test_card_and_fee_are_asked_for_with_an_intent() -> None:
    wanted = "latest_charge.balance_transaction"
    with odd_server(Reply.json(ANSWERS["intent"])) as server:
        service(server).read_intent("pi_1")
        service(server).confirm_intent("pi_1", "pm_1", "k")
    assert query(server)["expand[0]"] == [wanted]
    assert parse_qs(server.asked[1].body)["expand[0]"] == [wanted]
    with odd_server(page(ANSWERS["intent"])) as server:
        assert [one.fee and one.fee.amount for one in service(server).intents(SINCE)] == [459]
    assert query(server)["expand[0]"] == [f"data.{wanted}"]
