"""Small parts on their own: the store's refusals, fault patterns, expansion, the delivery's settings."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from pos_app.exits import DATABASE, Stop
from pos_app.sandbox import ids
from pos_app.sandbox.errors import ApiError
from pos_app.sandbox.expansion import Expansion
from pos_app.sandbox.faults import Faults, parse
from pos_app.sandbox.params import Parameters
from pos_app.sandbox.posting import signature
from pos_app.sandbox.store import Store
from pos_app.sandbox.webhooks import Manner
from pos_app.sandbox.work import merge_metadata


class TestStore:
    def test_a_damaged_file(self, tmp_path: Path) -> None:
        path = tmp_path / "sandbox.sqlite3"
        path.write_bytes(b"this is no database" * 1000)
        with pytest.raises(Stop) as refused:
            Store(path)
        assert refused.value.code == DATABASE

    def test_another_version(self, tmp_path: Path) -> None:
        path = tmp_path / "sandbox.sqlite3"
        Store(path).close()
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 99")
        database.close()
        with pytest.raises(Stop, match="version 99") as refused:
            Store(path)
        assert refused.value.code == DATABASE

    def test_a_failed_transaction_leaves_nothing(self) -> None:
        store = Store(None)

        def fails() -> None:
            with store.transaction():
                store.put("cus_1", {"object": "customer", "created": 1}, {})
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fails()
        assert store.object("cus_1") is None
        store.close()

    def test_an_old_folder_gets_the_index_for_unwritten_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "sandbox.sqlite3"
        Store(path).close()
        database = sqlite3.connect(path)
        database.execute("DROP INDEX ledger_unwritten")
        database.commit()
        database.close()
        store = Store(path)
        for statement in (
            "SELECT seq, line FROM ledger WHERE written = 0 ORDER BY seq",
            "UPDATE ledger SET written = 1 WHERE written = 0 AND seq <= 5",
        ):
            plan = " ".join(row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {statement}"))
            assert "ledger_unwritten" in plan
        store.close()

    def test_only_known_fields_filter(self) -> None:
        store = Store(None)
        with pytest.raises(KeyError):
            store.page("customer", {"1=1; --": "x"}, (0, 1), None, None, 1)
        store.close()


class TestFaults:
    @pytest.mark.parametrize(
        ("on", "suits"),
        [
            ("POST /v1/payment_intents/{id}/confirm", True),
            ("POST /v1/payment_intents/pi_1/confirm", True),
            ("POST /v1/payment_intents/*", True),
            ("* /v1/payment_intents/pi_?/confirm", True),
            ("GET /v1/payment_intents/{id}/confirm", False),
            ("POST /v1/payment_intents", False),
            ("POST /v1/payment_intents/[pi_1]/confirm", False),
        ],
    )
    def test_patterns(self, on: str, suits: bool) -> None:
        fault = parse({"on": on, "do": "delay"})
        template = "/v1/payment_intents/{id}/confirm"
        assert fault.suits("POST", "/v1/payment_intents/pi_1/confirm", template) is suits

    def test_in_order_and_counted(self) -> None:
        faults = Faults()
        faults.add({"on": "*", "do": "delay", "times": 2})
        faults.add({"on": "*", "do": "drop_before"})
        taken = [faults.take("GET", "/v1/x", "/v1/x") for _ in range(4)]
        assert [fault.do if fault else None for fault in taken] == ["delay", "delay", "drop_before", None]

    @pytest.mark.parametrize(
        "given",
        [
            {"on": "*", "do": "delay", "seconds": -1},
            {"on": "*", "do": "delay", "seconds": True},
            {"on": "*", "do": "error_before", "status": 200},
            {"on": "*", "do": "error_before", "status": 500.5},
            {"on": "*", "do": "delay", "times": 1.5},
            {"on": "*", "do": "delay", "code": 5},
            {"on": "*", "do": "delay", "remembered": "yes"},
            {"on": "*", "do": "delay", "more": 1},
            {"on": "*", "do": "delay", "seen": 1},
            {"on": "*", "do": "delay", "nth": 0},
            {"on": "*", "do": "delay", "nth": 1.5},
            {"on": "*", "do": "delay", "chance": 0},
            {"on": "*", "do": "delay", "chance": 101},
            {"on": "*", "do": "delay", "chance": 12.5},
            {"on": "*", "do": "delay", "chance": None},
            {"on": "*", "do": "decline", "decline_code": 5},
        ],
    )
    def test_refused(self, given: dict[str, object]) -> None:
        with pytest.raises(ApiError):
            parse(given)

    def test_the_nth_counts_those_that_another_fault_hit(self) -> None:
        faults = Faults()
        faults.add({"on": "*", "do": "delay", "nth": 2})
        faults.add({"on": "*", "do": "drop_before", "nth": 3, "times": 2})
        faults.add({"on": "POST *", "do": "error_before"})
        taken = [faults.take("GET", "/v1/x", "/v1/x") for _ in range(5)]
        assert [fault.do if fault else None for fault in taken] == [None, "delay", "drop_before", "drop_before", None]

    def test_pages_pass_by_what_only_the_api_can_suffer(self) -> None:
        faults = Faults()
        faults.add({"on": "*", "do": "decline"})
        assert faults.take("GET", "/endive/stripe.js", "/endive/stripe.js", page=True) is None
        taken = faults.take("POST", "/v1/x", "/v1/x")
        assert taken is not None
        assert taken.do == "decline"

    @pytest.mark.parametrize(
        ("given", "code", "decline_code", "advice"),
        [
            ({}, "card_declined", "generic_decline", "try_again_later"),
            ({"decline_code": "lost_card"}, "card_declined", "lost_card", "do_not_try_again"),
            ({"code": "expired_card"}, "expired_card", None, "do_not_try_again"),
            ({"decline_code": "pin_try_exceeded"}, "card_declined", "pin_try_exceeded", "try_again_later"),
        ],
    )
    def test_a_decline(self, given: dict[str, str], code: str, decline_code: str | None, advice: str) -> None:
        why = parse({"on": "*", "do": "decline", **given}).decline()
        assert (why.code, why.decline_code, why.advice) == (code, decline_code, advice)


class TestExpansion:
    @pytest.mark.parametrize(
        ("kind", "path", "good"),
        [
            ("payment_intent", "latest_charge", True),
            ("payment_intent", "latest_charge.balance_transaction.source.payment_intent", True),
            ("payment_intent", "next_action", True),
            ("payment_intent", "amount", False),
            ("payment_intent", "data.latest_charge", False),
            ("list:payment_intent", "data.latest_charge", True),
            ("list:payment_intent", "latest_charge", False),
            ("charge", "refunds", True),
            ("charge", "refunds.data.balance_transaction", True),
            ("customer", "invoice_settings.default_payment_method.customer", True),
            ("balance", "available", False),
        ],
    )
    def test_paths(self, kind: str, path: str, good: bool) -> None:
        expansion = Expansion(Parameters().expandable)
        if good:
            assert expansion.check(kind, {"expand": [path]}) == [path.split(".")]
        else:
            with pytest.raises(ApiError):
                expansion.check(kind, {"expand": [path]})

    def test_five_levels_are_too_many(self) -> None:
        expansion = Expansion(Parameters().expandable)
        path = "payment_intent.latest_charge.payment_intent.latest_charge.payment_intent"
        with pytest.raises(ApiError, match="4 levels"):
            expansion.check("charge", {"expand": [path]})


def test_settings_of_deliveries_change_together_or_not_at_all() -> None:
    manner = Manner()
    with pytest.raises(ApiError):
        manner.change({"deliver": False, "duplicate": "many"})
    assert manner == Manner()
    manner.change({"deliver": False, "duplicate": 2, "delay": 0.5, "shuffle": True})
    assert manner.listed() == {"deliver": False, "duplicate": 2, "shuffle": True, "delay": 0.5}


def test_a_signature_known_from_elsewhere() -> None:
    # openssl: printf '1.{}' | openssl dgst -sha256 -hmac whsec_x
    assert signature(["whsec_x"], b"{}", 1) == (
        "t=1,v1=36ee2f7498f0c1777d1312b2a7361947fe5ad31223be30d0c62421f4ca753401"
    )
    assert signature(["a", "b"], b"{}", 1).count("v1=") == 2


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        ({"a": "1"}, None, {"a": "1"}),
        ({"a": "1"}, "", {}),
        ({"a": "1"}, {"b": 2}, {"a": "1", "b": "2"}),
        ({"a": "1", "b": "2"}, {"a": ""}, {"b": "2"}),
        (None, {"a": "1", "b": ""}, {"a": "1"}),
    ],
)
def test_metadata_is_merged(
    old: dict[str, str] | None, new: dict[str, str] | str | None, merged: dict[str, str]
) -> None:
    assert merge_metadata(old, new) == merged


def test_ids_are_letters_and_digits_of_their_length_and_all_different() -> None:
    made = [ids.new("pi", 24) for _ in range(5_000)]
    assert len(set(made)) == 5_000
    assert all(re.fullmatch(r"pi_[A-Za-z0-9]{24}", one) for one in made)
    assert len({char for one in made for char in one[3:]}) == 62
