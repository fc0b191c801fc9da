"""Amounts and currencies that are none: refused with a reason, never rounded, never guessed."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.integration.payments.desk import INTENTS, Desk, Json
from tests.security.watch import Watch


def raw(desk: Desk, invoice: Json, amount: str) -> httpx.Response:
    """With ``amount`` written into the JSON as it stands: what a client that is no program of ours may send."""
    body = json.dumps(desk.body(invoice, amount="HERE")).replace('"HERE"', amount)
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    return desk.till.post(INTENTS, content=body.encode(), headers=headers)


@pytest.mark.parametrize("amount", ["-1", "-1.00", "0", "0.00", "-0", "-0.00"])
def test_less_than_one_unit_of_money_is_no_amount(desk: Desk, watch: Watch, untouched: Json, amount: str) -> None:
    """Row 1: amount -1, 0, -0."""
    key = str(uuid4())
    watch.refused(lambda: desk.create(untouched, key, amount=amount), 400, "amount_invalid")
    watch.refused(lambda: raw(desk, untouched, amount), 400, "amount_invalid")


@pytest.mark.parametrize("amount", ["0.001", "0.009", "1.999"])
def test_a_part_of_a_cent_is_no_amount(desk: Desk, watch: Watch, untouched: Json, amount: str) -> None:
    """Row 1: amount 0.001."""
    watch.refused(lambda: desk.create(untouched, str(uuid4()), amount=amount), 400, "amount_too_precise")
    watch.refused(lambda: raw(desk, untouched, amount), 400, "amount_too_precise")


def test_one_minor_unit_above_the_balance(desk: Desk, watch: Watch, untouched: Json) -> None:
    """Row 2."""
    due = untouched["due"]["amount_minor"] + 1
    answer = watch.refused(
        lambda: desk.create(untouched, str(uuid4()), amount=f"{due // 100}.{due % 100:02d}"),
        409,
        "amount_above_balance",
    )
    assert untouched["due"]["amount"] in answer["detail"].replace(",", "")


@pytest.mark.parametrize(
    "amount",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e309",
        "1e3",
        "1E2",
        "0x10",
        "0b1",
        "1_000",
        "1,000.00",
        "½",
        "٥٠",
        "５０",
        "one",
    ],
)
def test_what_only_some_languages_call_a_number(desk: Desk, watch: Watch, untouched: Json, amount: str) -> None:
    """Row 3: NaN, Infinity, 1e309, 1e3, 0x10, as text."""
    watch.refused(lambda: desk.create(untouched, str(uuid4()), amount=amount), 400, "amount_invalid")


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("NaN", "malformed_request"),
        ("Infinity", "malformed_request"),
        ("-Infinity", "malformed_request"),
        ("0x10", "malformed_request"),
        ("1e309", "amount_invalid"),
        ("1e3", "amount_invalid"),
        ("1E2", "amount_invalid"),
        ("1e999999999", "amount_invalid"),
        ("1" * 5000, "malformed_request"),
        ("[1]", "malformed_request"),
        ('{"$gt": 0}', "malformed_request"),
        ("true", "malformed_request"),
        ("null", "malformed_request"),
    ],
)
def test_a_json_number_that_is_none(desk: Desk, watch: Watch, untouched: Json, amount: str, code: str) -> None:
    """Row 3: the same, as JSON numbers or what some parsers take for one."""
    watch.refused(lambda: raw(desk, untouched, amount), (400, 422), code)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("100.005", "amount_too_precise"),
        (repr(0.1 + 0.2), ("amount_too_precise", "amount_invalid")),  # 0.30000000000000004
        (repr(1.1 * 3), ("amount_too_precise", "amount_invalid")),
        ("1." + "3" * 30, "amount_invalid"),
        ("1.00" + "0" * 10 + "1", ("amount_too_precise", "amount_invalid")),
        ("1." + "0" * 30, "amount_invalid"),  # exact, but nothing writes an amount like that
    ],
)
def test_too_many_decimals_are_never_rounded_in_silence(
    desk: Desk, watch: Watch, untouched: Json, amount: str, code: Any
) -> None:
    """Row 4: 100.005, the sum of two floats, thirty decimals."""
    watch.refused(lambda: desk.create(untouched, str(uuid4()), amount=amount), 400, code)
    watch.refused(lambda: raw(desk, untouched, amount), 400, code)


@pytest.mark.parametrize("number", [2**63, 2**63 - 1, 2**64, 2**53 + 1, 10**40])
def test_amounts_beyond_what_a_column_or_a_float_holds(desk: Desk, watch: Watch, untouched: Json, number: int) -> None:
    """Row 6: 2^63 and 2^53+1, in major units and with cents."""
    codes = ("amount_invalid", "amount_too_large")
    for amount in (str(number), f"{number}.00", f"{number // 100}.{number % 100:02d}"):
        refusal = (*codes, "amount_above_balance")
        watch.refused(lambda amount=amount: desk.create(untouched, str(uuid4()), amount=amount), (400, 409), refusal)
        watch.refused(lambda amount=amount: raw(desk, untouched, amount), (400, 409), refusal)


@pytest.mark.parametrize(
    ("currency", "status", "code"),
    [
        ("eur", 409, "currency_mismatch"),
        ("jpy", 409, "currency_mismatch"),
        ("xxx", 400, "currency_unknown"),
        ("XXX", 400, "currency_unknown"),
        ("usd\0", 422, "malformed_request"),
        ("us\0", 422, "malformed_request"),
        ("u$d", 400, "currency_unknown"),
        ("", 422, "malformed_request"),
        ("usdollar", 422, "malformed_request"),
        (840, 422, "malformed_request"),
        (["usd"], 422, "malformed_request"),
        (None, 422, "malformed_request"),
    ],
)
def test_another_currency_or_none(
    desk: Desk, watch: Watch, untouched: Json, currency: Any, status: int, code: str
) -> None:
    """Row 7: another currency, XXX, a NUL behind the letters."""
    body = desk.body(untouched, currency=currency, amount="1")
    watch.refused(lambda: desk.till.post(INTENTS, json=body), status, code)


def test_the_line_in_the_log_says_who_was_refused(desk: Desk, watch: Watch, untouched: Json) -> None:
    me = desk.till.get("/auth/me").json()["id"]
    since = watch.logged()
    watch.refused(lambda: desk.create(untouched, str(uuid4()), amount="77.001"), 400, "amount_too_precise", user=me,
                  never=("77.001", untouched["id"], untouched["patient_id"]))  # fmt: skip
    [line] = [line for line in watch.log(since) if line["event"] == "request_refused"]
    assert (line["method"], line["route"]) == ("POST", INTENTS)
    with closing(desk.stack.client()) as nobody:
        since = watch.logged()
        watch.refused(lambda: nobody.post(INTENTS, json=desk.body(untouched)), 401, "not_authenticated")
        watch.refused(
            lambda: nobody.get("/nowhere/4242424242424242"),
            404,
            "not_found",
            never=("4242424242424242",),
            audited=False,
        )
    with closing(desk.stack.client("auditor")) as auditor:
        who = auditor.get("/auth/me").json()["id"]
        watch.refused(lambda: auditor.post(INTENTS, json=desk.body(untouched)), 403, "not_allowed", user=who)
        watch.refused(lambda: auditor.get("/invoices/none"), 404, "not_found", user=who)
