"""What intents, cards, refunds, lists and searches do, beside their shapes."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pos_app.sandbox.amounts import MINIMUM
from tests.unit.sandbox.conftest import Inside

INTENT = "amount=14800&currency=usd"
NOW = INTENT + "&confirm=true&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never"


def kinds(inside: Inside) -> list[str]:
    """Types of all events, oldest first."""
    return [event["type"] for event in inside.get("/v1/events?limit=100")["data"]][::-1]


def paid(inside: Inside, card: str = "pm_card_visa", more: str = "") -> dict[str, Any]:
    return inside.post("/v1/payment_intents", f"{NOW}&payment_method={card}{more}")


class TestIntents:
    def test_events_of_a_success(self, inside: Inside) -> None:
        paid(inside)
        assert kinds(inside) == ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]
        inside.advance(5)
        assert kinds(inside)[-1] == "charge.updated"

    def test_a_decline_leaves_the_intent_open_for_another_card(self, inside: Inside) -> None:
        intent = inside.post("/v1/payment_intents", INTENT)["id"]
        confirm = f"/v1/payment_intents/{intent}/confirm"
        back = "&return_url=https://x.example/"
        status, error = inside.refused(confirm, "payment_method=pm_card_visa_chargeDeclinedLostCard" + back)
        assert (status, error["type"], error["code"]) == (402, "card_error", "card_declined")
        assert error["decline_code"] == "lost_card"
        found = inside.get(f"/v1/payment_intents/{intent}")
        assert found["status"] == "requires_payment_method"
        assert found["payment_method"] is None
        assert found["latest_charge"] == error["charge"]
        assert kinds(inside) == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]
        assert inside.post(confirm, "payment_method=pm_card_visa" + back)["last_payment_error"] is None

    @pytest.mark.parametrize("currency", sorted(MINIMUM))
    def test_smallest_amounts(self, inside: Inside, currency: str) -> None:
        least = MINIMUM[currency]
        assert inside.post("/v1/payment_intents", f"amount={least}&currency={currency.upper()}")["currency"] == currency
        status, error = inside.refused("/v1/payment_intents", f"amount={least - 1}&currency={currency}")
        assert (status, error["code"], error["param"]) == (400, "amount_too_small", "amount")

    @pytest.mark.parametrize(
        ("form", "param"),
        [
            ("amount=0&currency=usd", "amount"),
            ("amount=-1&currency=usd", "amount"),
            ("amount=100000000&currency=usd", "amount"),
            (f"amount={2**64}&currency=usd", "amount"),
            ("amount=5124&currency=kwd", "amount"),
            ("amount=100&currency=xxx", "currency"),
            ("amount=100&currency=usd%00", "currency"),
            (INTENT + "&receipt_email=nobody", "receipt_email"),
            (INTENT + "&statement_descriptor=HOSPITAL", "statement_descriptor"),
            (INTENT + "&statement_descriptor_suffix=<x>", "statement_descriptor_suffix"),
            (INTENT + "&statement_descriptor_suffix=1234", "statement_descriptor_suffix"),
            (INTENT + "&customer=cus_none", "customer"),
            (INTENT + "&payment_method=pm_none", "payment_method"),
            (INTENT + "&return_url=https://x.example/", "return_url"),
            (INTENT + "&allowed_payment_method_types[]=klarna", "allowed_payment_method_types"),
            (INTENT + "&expand[]=nothing", "expand[0]"),
            (INTENT + "&expand[]=a.b.c.d.e", "expand[0]"),
            (INTENT + "&expand[]=customer.default_source.x", "expand[0]"),
        ],
    )
    def test_refused_and_nothing_done(self, inside: Inside, form: str, param: str) -> None:
        status, error = inside.refused("/v1/payment_intents", form)
        assert status == 400
        assert error["param"] == param
        assert inside.get("/v1/payment_intents")["data"] == []
        assert kinds(inside) == []

    def test_a_return_url_is_needed_where_redirects_are_allowed(self, inside: Inside) -> None:
        intent = inside.post("/v1/payment_intents", INTENT)["id"]
        status, error = inside.refused(f"/v1/payment_intents/{intent}/confirm", "payment_method=pm_card_visa")
        assert (status, error["param"]) == (400, "return_url")
        assert inside.get(f"/v1/payment_intents/{intent}")["status"] == "requires_payment_method"

    @pytest.mark.parametrize("act", ["confirm", "cancel", "capture"])
    def test_final_states_are_final(self, inside: Inside, act: str) -> None:
        intent = paid(inside)
        status, error = inside.refused(f"/v1/payment_intents/{intent['id']}/{act}")
        assert (status, error["code"]) == (400, "payment_intent_unexpected_state")
        assert error["payment_intent"]["status"] == "succeeded"
        canceled = inside.post("/v1/payment_intents", INTENT)["id"]
        inside.post(f"/v1/payment_intents/{canceled}/cancel")
        assert inside.refused(f"/v1/payment_intents/{canceled}/{act}")[1]["code"] == "payment_intent_unexpected_state"

    def test_the_amount_of_a_paid_intent_stays(self, inside: Inside) -> None:
        intent = paid(inside)["id"]
        assert inside.refused(f"/v1/payment_intents/{intent}", "amount=100")[0] == 400
        assert inside.post(f"/v1/payment_intents/{intent}", "metadata[a]=b")["metadata"] == {"a": "b"}
        assert inside.post(f"/v1/payment_intents/{intent}", "metadata=")["metadata"] == {}

    def test_an_authorization_runs_out(self, inside: Inside) -> None:
        intent = paid(inside, more="&capture_method=manual")["id"]
        inside.advance(8 * 24 * 3600)
        found = inside.get(f"/v1/payment_intents/{intent}")
        assert (found["status"], found["cancellation_reason"]) == ("canceled", "automatic")
        assert "charge.expired" in kinds(inside)
        book = [line["kind"] for line in inside.api.engine.ledger.lines()]
        assert book == ["authorization", "authorization_released"]

    def test_a_method_without_customer_pays_once(self, inside: Inside) -> None:
        method = inside.post("/v1/payment_methods", "type=card&card[token]=tok_visa")["id"]
        paid(inside, method)
        status, error = inside.refused("/v1/payment_intents", f"{NOW}&payment_method={method}")
        assert (status, error["code"]) == (400, "payment_method_unexpected_state")

    def test_a_saved_card_pays_again_for_its_owner_alone(self, inside: Inside) -> None:
        customer, other = (inside.post("/v1/customers")["id"] for _ in range(2))
        first = paid(inside, more=f"&customer={customer}&setup_future_usage=off_session")
        method = first["payment_method"]
        assert inside.get(f"/v1/payment_methods/{method}")["customer"] == customer
        again = f"{NOW}&payment_method={method}&off_session=true"
        assert inside.post("/v1/payment_intents", f"{again}&customer={customer}")["status"] == "succeeded"
        assert inside.refused("/v1/payment_intents", f"{again}&customer={other}")[0] == 400
        assert inside.refused("/v1/payment_intents", again)[0] == 400

    def test_an_incorrect_cvc_matters_only_when_one_is_given(self, inside: Inside) -> None:
        card = "type=card&card[number]=4000000000000127&card[exp_month]=1&card[exp_year]=40"
        without = inside.post("/v1/payment_methods", card)["id"]
        assert paid(inside, without)["status"] == "succeeded"
        given = inside.post("/v1/payment_methods", card + "&card[cvc]=123")["id"]
        assert inside.refused("/v1/payment_intents", f"{NOW}&payment_method={given}")[1]["code"] == "incorrect_cvc"


class TestThreeDSecure:
    def ask(self, inside: Inside, card: str, more: str = "") -> dict[str, Any]:
        return paid(inside, card, "&return_url=https://x.example/pay?a=1" + more)

    def complete(self, inside: Inside, intent: dict[str, Any], outcome: str) -> Any:
        url = intent["next_action"]["redirect_to_url"]["url"]
        assert parse_qs(urlsplit(url).query)["return_url"] == ["https://x.example/pay?a=1"]
        return inside.ask("POST", urlsplit(url).path + "/complete", f"outcome={outcome}")

    def test_passed(self, inside: Inside) -> None:
        intent = self.ask(inside, "pm_card_authenticationRequired")
        assert intent["status"] == "requires_action"
        assert intent["latest_charge"] is None
        answer = self.complete(inside, intent, "complete")
        back = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert answer.status_code == 303
        assert back["a"] == ["1"]
        assert back["payment_intent"] == [intent["id"]]
        assert back["redirect_status"] == ["succeeded"]
        found = inside.get(f"/v1/payment_intents/{intent['id']}?expand[]=latest_charge")
        assert found["latest_charge"]["payment_method_details"]["card"]["three_d_secure"]["result"] == "authenticated"

    def test_failed_then_over(self, inside: Inside) -> None:
        intent = self.ask(inside, "pm_card_threeDSecure2Required")
        answer = self.complete(inside, intent, "fail")
        assert "redirect_status=failed" in answer.headers["Location"]
        found = inside.get(f"/v1/payment_intents/{intent['id']}")
        assert found["status"] == "requires_payment_method"
        assert found["last_payment_error"]["code"] == "payment_intent_authentication_failure"
        assert found["latest_charge"] is None
        assert self.complete(inside, intent, "complete").status_code == 404

    def test_declined_after_it(self, inside: Inside) -> None:
        intent = self.ask(inside, "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds")
        self.complete(inside, intent, "complete")
        found = inside.get(f"/v1/payment_intents/{intent['id']}")
        assert found["last_payment_error"]["decline_code"] == "insufficient_funds"

    def test_canceled_meanwhile(self, inside: Inside) -> None:
        intent = self.ask(inside, "pm_card_authenticationRequired")
        inside.post(f"/v1/payment_intents/{intent['id']}/cancel")
        assert self.complete(inside, intent, "complete").status_code == 404
        assert inside.api.engine.ledger.lines() == []

    def test_nobody_there_to_ask(self, inside: Inside) -> None:
        customer = inside.post("/v1/customers")["id"]
        form = f"{NOW}&customer={customer}&off_session=true&payment_method=pm_card_"
        status, error = inside.refused("/v1/payment_intents", form + "authenticationRequired")
        assert (status, error["code"]) == (402, "authentication_required")
        set_up = inside.post("/v1/payment_intents", form + "authenticationRequiredSetupForOffSession")
        assert set_up["status"] == "succeeded"

    def test_set_up_once_then_off_session(self, inside: Inside) -> None:
        customer = inside.post("/v1/customers")["id"]
        setup = inside.post("/v1/setup_intents", f"customer={customer}")
        confirm = "payment_method=pm_card_authenticationRequiredOnSetup&return_url=https://x.example/"
        asked = inside.post(f"/v1/setup_intents/{setup['id']}/confirm", confirm)
        page = urlsplit(asked["next_action"]["redirect_to_url"]["url"]).path
        assert inside.ask("POST", page + "/complete", "outcome=complete").status_code == 303
        method = inside.get(f"/v1/setup_intents/{setup['id']}")["payment_method"]
        later = inside.post(
            "/v1/payment_intents", f"{NOW}&customer={customer}&payment_method={method}&off_session=true"
        )
        assert later["status"] == "succeeded"

    def test_error_on_requires_action(self, inside: Inside) -> None:
        form = f"{NOW}&payment_method=pm_card_authenticationRequired&error_on_requires_action=true"
        status, error = inside.refused("/v1/payment_intents", form)
        assert (status, error["code"]) == (402, "authentication_required")

    def test_manual_confirmation_comes_back_to_the_server(self, inside: Inside) -> None:
        intent = self.ask(inside, "pm_card_authenticationRequired", "&confirmation_method=manual")
        self.complete(inside, intent, "complete")
        path = f"/v1/payment_intents/{intent['id']}"
        assert inside.get(path)["status"] == "requires_confirmation"
        assert inside.post(path + "/confirm")["status"] == "succeeded"

    def test_the_page_shows_no_script_from_outside(self, inside: Inside) -> None:
        intent = self.ask(inside, "pm_card_authenticationRequired")
        url = intent["next_action"]["redirect_to_url"]["url"]
        page = inside.ask("GET", url.replace("return_url=https", "return_url=javascript"))
        assert page.status_code == 200
        assert "javascript:" not in page.text
        assert inside.ask("GET", urlsplit(url).path + "x").status_code == 404


class TestRefunds:
    @pytest.mark.parametrize("amount", ["0", "-1", "14801", str(2**70), "1.5"])
    def test_amounts_that_are_none(self, inside: Inside, amount: str) -> None:
        intent = paid(inside)["id"]
        status, error = inside.refused("/v1/refunds", f"payment_intent={intent}&amount={amount}")
        assert (status, error["param"]) == (400, "amount")
        assert inside.get("/v1/refunds")["data"] == []

    def test_free_text_is_no_reason(self, inside: Inside) -> None:
        intent = paid(inside)["id"]
        assert inside.refused("/v1/refunds", f"payment_intent={intent}&reason=asked")[1]["param"] == "reason"

    def test_of_what_was_never_paid(self, inside: Inside) -> None:
        intent = inside.post("/v1/payment_intents", INTENT)["id"]
        assert inside.refused("/v1/refunds", f"payment_intent={intent}")[0] == 400
        held = paid(inside, more="&capture_method=manual")["id"]
        assert inside.refused("/v1/refunds", f"payment_intent={held}")[0] == 400
        assert inside.refused("/v1/refunds", "payment_intent=pi_none")[1]["code"] == "resource_missing"
        assert inside.refused("/v1/refunds")[0] == 400

    def test_a_failed_refund_gives_the_amount_back_to_the_charge(self, inside: Inside) -> None:
        intent = paid(inside, "pm_card_refundFail")
        refund = inside.post("/v1/refunds", f"payment_intent={intent['id']}")
        assert refund["status"] == "succeeded"
        inside.advance(60)
        failed = inside.get(f"/v1/refunds/{refund['id']}")
        assert failed["status"] == "failed"
        assert failed["failure_reason"]
        assert failed["failure_balance_transaction"]
        charge = inside.get(f"/v1/charges/{intent['latest_charge']}")
        assert (charge["amount_refunded"], charge["refunded"]) == (0, False)
        assert [line["kind"] for line in inside.api.engine.ledger.lines()] == ["charge", "refund", "refund_failed"]
        assert "refund.failed" in kinds(inside)

    def test_of_a_disputed_charge(self, inside: Inside) -> None:
        intent = paid(inside, "pm_card_createDispute")["id"]
        inside.advance(60)
        assert inside.refused("/v1/refunds", f"payment_intent={intent}")[1]["code"] == "charge_disputed"


class TestLists:
    def test_pages_forwards_and_backwards(self, inside: Inside) -> None:
        made = [inside.post("/v1/customers", f"name={number}")["id"] for number in range(7)][::-1]
        seen: list[str] = []
        query = ""
        while True:
            page = inside.get(f"/v1/customers?limit=3{query}")
            seen += [one["id"] for one in page["data"]]
            if not page["has_more"]:
                break
            query = f"&starting_after={seen[-1]}"
        assert seen == made
        back = inside.get(f"/v1/customers?limit=3&ending_before={made[5]}")
        assert [one["id"] for one in back["data"]] == made[2:5]
        assert back["has_more"] is True

    @pytest.mark.parametrize(
        "query",
        [
            "limit=0",
            "limit=101",
            "limit=x",
            "starting_after=cus_none",
            "starting_after=a&ending_before=b",
            "created[x]=1",
        ],
    )
    def test_refused(self, inside: Inside, query: str) -> None:
        assert inside.ask("GET", f"/v1/customers?{query}").status_code == 400

    def test_created(self, inside: Inside) -> None:
        at = inside.post("/v1/customers")["created"]
        for query, count in (
            (f"created={at}", 1),
            (f"created[gt]={at}", 0),
            (f"created[gte]={at}", 1),
            (f"created[lt]={at}", 0),
            (f"created[lte]={at}", 1),
            (f"created[lte]={10**25}", 1),
        ):
            assert len(inside.get(f"/v1/customers?{query}")["data"]) == count, query

    def test_no_injection_through_filters(self, inside: Inside) -> None:
        inside.post("/v1/customers", "email=a@b.example")
        assert inside.get("/v1/customers?email=x'%20OR%201=1--")["data"] == []

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("metadata['invoice']:'7'", 1),
            ('metadata["invoice"]:"7" AND currency:"usd"', 1),
            ("-metadata['invoice']:'7'", 1),
            ("metadata['invoice']:null", 1),
            ("amount>14000 amount<15000", 2),
            ("amount>=14801 OR currency:'USD'", 2),
            ("metadata['invoice']~'7'", 1),
            ("status:'succeeded'", 0),
        ],
    )
    def test_search(self, inside: Inside, query: str, count: int) -> None:
        inside.post("/v1/payment_intents", INTENT + "&metadata[invoice]=7")
        inside.post("/v1/payment_intents", INTENT)
        found = inside.ask("GET", "/v1/payment_intents/search?query=" + query.replace("'", "%27").replace(" ", "%20"))
        assert len(found.json()["data"]) == count, found.text

    @pytest.mark.parametrize("query", ["", "x", "a:'b", "a:'b' AND", "a:'1' AND b:'2' OR c:'3'", "amount>'x'"])
    def test_search_refused(self, inside: Inside, query: str) -> None:
        answer = inside.ask("GET", "/v1/charges/search?query=" + query.replace(" ", "%20"))
        assert answer.status_code == 400

    def test_expand_four_levels(self, inside: Inside) -> None:
        paid(inside)
        inside.advance(5)
        path = "data.latest_charge.balance_transaction.source.payment_intent"
        one = inside.get(f"/v1/payment_intents?expand[]={path}")["data"][0]
        assert one["latest_charge"]["balance_transaction"]["source"]["payment_intent"]["id"] == one["id"]
        deep = f"/v1/payment_intents?expand[]={path}.customer"
        assert inside.ask("GET", deep).status_code == 400


class TestMoney:
    def test_the_balance_is_the_sum(self, inside: Inside) -> None:
        intent = paid(inside)
        inside.post("/v1/refunds", f"payment_intent={intent['id']}&amount=4800")
        inside.advance(5)
        fee = 459  # 2.9 % of 148.00 and 30 cents
        assert inside.get("/v1/balance")["pending"] == [
            {"amount": 14_800 - fee - 4_800, "currency": "usd", "source_types": {"card": 14_800 - fee - 4_800}}
        ]
        inside.advance(2 * 24 * 3600 + 60)
        assert inside.get("/v1/balance")["available"][0]["amount"] == 14_800 - fee - 4_800
        inside.advance(24 * 3600 + 60)
        payout = inside.get("/v1/payouts")["data"][0]
        assert payout["amount"] == 14_800 - fee - 4_800
        parts = inside.get(f"/v1/balance_transactions?payout={payout['id']}")["data"]
        assert sum(part["net"] for part in parts if part["type"] != "payout") == payout["amount"]
        assert inside.get("/v1/balance")["available"][0]["amount"] == 0


class TestSavedCards:
    def test_the_element_shows_what_the_session_allows(self, inside: Inside) -> None:
        customer = inside.post("/v1/customers")["id"]
        for redisplay in ("always", "limited"):
            method = inside.post("/v1/payment_methods", f"type=card&card[token]=tok_visa&allow_redisplay={redisplay}")
            inside.post(f"/v1/payment_methods/{method['id']}/attach", f"customer={customer}")
        part = "components[payment_element]"
        form = (
            f"customer={customer}&{part}[enabled]=true&{part}[features][payment_method_redisplay]=enabled"
            f"&{part}[features][payment_method_remove]=enabled"
        )
        secret = inside.post("/v1/customer_sessions", form)["client_secret"]
        query = f"/v1/elements/sessions?customer_session_client_secret={secret}"
        found = inside.ask("GET", query, key="pk_test_x").json()["customer"]
        assert [one["allow_redisplay"] for one in found["payment_methods"]] == ["always"]
        saved = found["payment_methods"][0]["id"]
        body = f"customer_session_client_secret={secret}"
        path = f"/v1/elements/payment_methods/{saved}/detach"
        assert inside.ask("POST", path, body + "x", key="pk_test_x").status_code == 400
        assert inside.ask("POST", path, body, key="pk_test_x").status_code == 200
        assert inside.ask("GET", query, key="pk_test_x").json()["customer"]["payment_methods"] == []


class TestDoor:
    def test_another_version_is_refused_rather_than_answered_wrongly(self, inside: Inside) -> None:
        answer = inside.ask("GET", "/v1/balance", **{"Stripe-Version": "2020-08-27"})
        assert answer.status_code == 400

    def test_a_key_too_long(self, inside: Inside) -> None:
        answer = inside.ask("POST", "/v1/customers", **{"Idempotency-Key": "k" * 256})
        assert answer.status_code == 400

    def test_a_browser_may_ask_from_any_origin(self, inside: Inside) -> None:
        answer = inside.ask("OPTIONS", "/v1/payment_methods")
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"

    @pytest.mark.parametrize("name", ["stripe.js", "three_d_secure.html"])
    def test_files_of_the_browser(self, inside: Inside, name: str) -> None:
        folder = "endive" if name == "stripe.js" else "elements"
        assert inside.ask("GET", f"/{folder}/{name}").status_code == 200

    @pytest.mark.parametrize("name", ["../main.py", "..%2fmain.py", "%2e%2e/app.py", "none.js", ""])
    def test_no_other_files(self, inside: Inside, name: str) -> None:
        assert inside.ask("GET", f"/elements/{name}").status_code in (401, 404)

    def test_unknown_addresses(self, inside: Inside) -> None:
        answer = inside.ask("GET", "/v1/nothing")
        assert answer.status_code == 404
        assert re.match("Unrecognized request URL", answer.json()["error"]["message"])
