"""Who may ask, how often, and at which address."""

from __future__ import annotations

import pytest

from pos_app.sandbox.addresses import PLACEHOLDER
from pos_app.sandbox.errors import ApiError
from pos_app.sandbox.rate_limit import RateLimit
from tests.unit.sandbox.conftest import Inside
from tests.unit.sandbox.test_behaviour import INTENT, paid


class TestRestrictedKeys:
    @pytest.mark.parametrize(
        ("key", "reads", "creates", "refunds"),
        [
            ("rk_test_x", 200, 200, 400),
            ("rk_test_x__payment_intents_write", 200, 200, 403),
            ("rk_test_x__payment_intents_read", 200, 403, 403),
            ("rk_test_x__refunds_write", 403, 403, 400),
            ("rk_test_x__payment_intents_read__refunds_write", 200, 403, 400),
            ("rk_test_x__all_read", 200, 403, 403),
            ("rk_test_x__all_write", 200, 200, 400),
            ("rk_test_x__payment_intent_read", 401, 401, 401),
            ("rk_test_x__payment_intents", 401, 401, 401),
            ("rk_test_x__", 401, 401, 401),
            ("sk_test_x__payment_intents_read", 200, 200, 400),
        ],
    )
    def test_what_each_may_do(self, inside: Inside, key: str, reads: int, creates: int, refunds: int) -> None:
        asked = [
            inside.ask("GET", "/v1/payment_intents", key=key),
            inside.ask("POST", "/v1/payment_intents", INTENT, key=key),
            inside.ask("POST", "/v1/refunds", "", key=key),
        ]
        assert [answer.status_code for answer in asked] == [reads, creates, refunds]
        assert len(inside.get("/v1/payment_intents")["data"]) == (creates == 200)
        for answer in asked:
            assert key not in answer.text

    def test_a_test_helper_is_part_of_what_it_helps_with(self, inside: Inside) -> None:
        path = "/v1/test_helpers/refunds/re_none/expire"
        assert inside.ask("POST", path, key="rk_test_x__refunds_write").status_code == 404
        assert inside.ask("POST", path, key="rk_test_x__refunds_read").status_code == 403


class TestRateLimit:
    def test_so_many_in_any_second(self) -> None:
        now = 100.0
        limit = RateLimit(2, lambda: now)
        limit.take()
        limit.take()
        for moment in (100.0, 100.99):
            now = moment
            with pytest.raises(ApiError) as refused:
                limit.take()
            assert refused.value.status == 429
            assert refused.value.error["code"] == "rate_limit"
        now = 101.0
        limit.take()

    def test_none_by_itself(self) -> None:
        limit = RateLimit(None, lambda: 0.0)
        for _ in range(1_000):
            limit.take()


class TestAddress:
    def test_links_lead_where_the_request_came_to(self, inside: Inside) -> None:
        paid(inside)
        for host in ("127.0.0.1:8421", "till.example", "[::1]:99"):
            answer = inside.ask("GET", "/v1/charges", Host=host).json()
            assert answer["data"][0]["receipt_url"].startswith(f"http://{host}/receipts/")

    @pytest.mark.parametrize("host", ['a"b', "a b", "x/y", "evil.example#"])
    def test_what_is_no_address_is_not_repeated(self, inside: Inside, host: str) -> None:
        paid(inside)
        answer = inside.ask("GET", "/v1/charges", Host=host)
        assert answer.json()["data"][0]["receipt_url"].startswith("http://sandbox/receipts/")

    def test_nothing_kept_names_an_address(self, inside: Inside) -> None:
        paid(inside, "pm_card_authenticationRequired", "&return_url=https://x.example/")
        paid(inside)
        kept = [row["body"] for row in inside.api.engine.store.rows("SELECT body FROM objects")]
        assert not any("http://sandbox/" in body for body in kept)
        assert any(PLACEHOLDER in body for body in kept)
        assert PLACEHOLDER not in inside.ask("GET", "/v1/events?limit=100").text
