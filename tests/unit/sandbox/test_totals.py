"""The sums of a ledger file, and the lines it can't have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pos_app.exits import ENVIRONMENT, FAILED, Stop
from pos_app.sandbox import totals
from pos_app.sandbox.main import main
from tests.unit.sandbox.conftest import Inside
from tests.unit.sandbox.test_behaviour import paid


def line(number: int, kind: str, amount: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"led_{number}",
        "at": 1.0,
        "kind": kind,
        "amount": amount,
        "currency": "usd",
        "payment_intent": "pi_1",
        "charge": "ch_1",
        **more,
    }


CHARGE = line(1, "charge", 1_000, fee=59)
REFUND = line(2, "refund", 400, refund="re_1")
DISPUTE = line(3, "dispute", 600, dispute="du_1", fee=1_500)


def written(tmp_path: Path, *lines: Any, end: bytes = b"") -> Path:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"".join(json.dumps(one).encode() + b"\n" for one in lines) + end)
    return path


def test_sums_by_currency_and_intent(tmp_path: Path) -> None:
    other = {"currency": "jpy", "payment_intent": "pi_2", "charge": "ch_2"}
    path = written(
        tmp_path,
        CHARGE,
        REFUND,
        DISPUTE,
        line(4, "authorization", 500, **other),
        line(5, "charge", 300, fee=9, **other),
        line(6, "authorization_released", 200, **other),
        line(7, "refund_failed", 400, refund="re_1"),
        line(8, "dispute_reversal", 600, dispute="du_1", fee=-1_500),
    )
    found = json.loads(totals.as_json(totals.read(path)))
    usd = {"charged": 1_000, "refunded": 0, "disputed": 0, "fees": 59, "net": 941}
    jpy = {"charged": 300, "refunded": 0, "disputed": 0, "fees": 9, "net": 291}
    assert found["currencies"] == {"usd": usd, "jpy": jpy}
    assert found["payment_intents"] == [
        {"payment_intent": "pi_1", "currency": "usd", **usd},
        {"payment_intent": "pi_2", "currency": "jpy", **jpy},
    ]


@pytest.mark.parametrize(
    ("lines", "number", "why"),
    [
        ([CHARGE, CHARGE], 2, "booked before"),
        ([CHARGE, {**CHARGE, "id": "led_9"}], 2, "charged before"),
        ([REFUND], 1, "nobody charged"),
        ([CHARGE, {**REFUND, "amount": 1_001}], 2, "where 1000 were left"),
        ([CHARGE, REFUND, {**DISPUTE, "amount": 601}], 3, "where 600 were left"),
        ([CHARGE, REFUND, {**REFUND, "id": "led_9"}], 3, "id of its own"),
        ([CHARGE, {**REFUND, "refund": None}], 2, "id of its own"),
        ([CHARGE, {**REFUND, "currency": "eur"}], 2, "another currency"),
        ([CHARGE, {**REFUND, "payment_intent": "pi_2"}], 2, "another currency or payment intent"),
        ([CHARGE, REFUND, line(4, "refund_failed", 399, refund="re_1")], 3, "without its refund"),
        ([CHARGE, line(4, "dispute_reversal", 1, dispute="du_1")], 2, "without its dispute"),
        ([CHARGE, line(4, "authorization_released", 1)], 2, "where 0 were held"),
        ([line(1, "authorization", 5), line(2, "charge", 6)], 2, "where 5 were held"),
        ([{**CHARGE, "amount": 0}], 1, "above zero"),
        ([{**CHARGE, "amount": True}], 1, "above zero"),
        ([{**CHARGE, "amount": 1.5}], 1, "above zero"),
        ([{**CHARGE, "fee": "1"}], 1, "fee"),
        ([{**CHARGE, "currency": "USD"}], 1, "currency"),
        ([{**CHARGE, "kind": "gift"}], 1, "no kind"),
        ([{**CHARGE, "id": ""}], 1, "no 'id'"),
        (["text"], 1, "object"),
    ],
)
def test_lines_that_can_not_be_true(tmp_path: Path, lines: list[Any], number: int, why: str) -> None:
    with pytest.raises(Stop) as refused:
        totals.read(written(tmp_path, *lines))
    assert refused.value.code == FAILED
    assert f"line {number}: " in str(refused.value)
    assert why in str(refused.value)


@pytest.mark.parametrize("end", [b'{"id": "led_', json.dumps(REFUND).encode(), b"\x00\xff\n", b"\n"])
def test_a_torn_line(tmp_path: Path, end: bytes) -> None:
    with pytest.raises(Stop, match="line 2: it is torn") as refused:
        totals.read(written(tmp_path, CHARGE, end=end))
    assert refused.value.code == FAILED


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, CHARGE, REFUND)
    assert main(["ledger", "--data", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["currencies"]["usd"]["net"] == 541
    assert main(["ledger", str(path)]) == 0
    last = capsys.readouterr().out.splitlines()[-2].split()
    assert last == ["all", "usd", "1,000", "400", "0", "59", "541"]
    with pytest.raises(Stop) as refused:
        main(["ledger", str(tmp_path / "none")])
    assert refused.value.code == ENVIRONMENT
    for args in ([], [str(path), "--data", "x"]):
        with pytest.raises(SystemExit):
            main(["ledger", *args])


def test_what_the_sandbox_books_adds_up_to_its_balance(inside: Inside, tmp_path: Path) -> None:
    for card in ("visa", "refundFail", "pendingRefund"):
        intent = paid(inside, f"pm_card_{card}")["id"]
        inside.post("/v1/refunds", f"payment_intent={intent}&amount=800")
    disputes = ("createDispute", "createMultipleDisputes", "createDisputeInquiry", "createDisputeProductNotReceived")
    for card in disputes:
        paid(inside, f"pm_card_{card}")
    held = paid(inside, more="&capture_method=manual")["id"]
    inside.post(f"/v1/payment_intents/{held}/capture", "amount_to_capture=10000")
    inside.post(f"/v1/payment_intents/{paid(inside, more='&capture_method=manual')['id']}/cancel")
    inside.advance(60)
    won = inside.get("/v1/disputes?limit=100")["data"][0]["id"]
    inside.post(f"/v1/disputes/{won}", "evidence[uncategorized_text]=winning_evidence")
    inside.advance(60)
    book = totals.read(written(tmp_path, *inside.api.engine.ledger.lines()))
    balance = inside.get("/v1/balance")
    assert book.by_currency["usd"].net == sum(
        part["amount"] for name in ("available", "pending") for part in balance[name]
    )
