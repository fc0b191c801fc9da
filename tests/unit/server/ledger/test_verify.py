"""The comparison of two accounts of the same money, with no database and no Stripe."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.exits import Stop
from pos_app.server.gateway import Movement
from pos_app.server.ledger import verify_file
from pos_app.server.ledger.rules import SHAPES, Entry
from pos_app.server.ledger.verify_movements import Key, Span, Tally, What, compare, sums, theirs
from pos_app.server.ledger.verify_report import Finding, Report, Sums, as_json, as_text

AT = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
CHARGE = Key(What.CHARGE, "ch_1", "usd")


def tally(came: int = 0, went: int = 0, fee: int = 0, at: datetime = AT) -> Tally:
    return Tally(came, went, fee, at, at)


def test_every_kind_of_entry_has_its_accounts() -> None:
    assert set(SHAPES) == set(Entry)


def test_what_is_on_one_side_only_or_has_other_figures_differs() -> None:
    mine = {CHARGE: tally(100, fee=3), Key(What.REFUND, "re_1", "usd"): tally(went=50)}
    other = {CHARGE: tally(100, fee=4), Key(What.PAYOUT, "po_1", "usd"): tally(went=70)}
    found = {d.key.source: (d.mine is None, d.other is None) for d in compare(mine, other, Span())}
    assert found == {"ch_1": (False, False), "re_1": (False, True), "po_1": (True, False)}
    assert list(compare(mine, mine, Span())) == []


def test_what_went_and_came_back_moved_nothing() -> None:
    gone = {Key(What.REFUND, "re_1", "usd"): tally(50, 50)}
    assert list(compare(gone, {}, Span())) == list(compare({}, gone, Span())) == []
    assert [d.key.source for d in compare({Key(What.REFUND, "re_1", "usd"): tally(50, 50, 1)}, {}, Span())] == ["re_1"]


def test_only_what_lies_within_the_span_counts() -> None:
    early = {CHARGE: tally(100, at=AT - timedelta(days=3))}
    assert list(compare(early, {}, Span(AT - timedelta(days=1)))) == []
    assert len(list(compare(early, {}, Span(AT - timedelta(days=3), AT)))) == 1
    assert sums(early, Span(AT)) == {}


def test_what_began_before_the_span_has_to_have_the_rest_of_it() -> None:
    start = AT - timedelta(days=1)
    key = Key(What.REFUND, "re_1", "usd")
    whole = {key: Tally(50, 50, 0, AT - timedelta(days=9), AT)}
    assert list(compare(whole, {key: tally(came=50)}, Span(start))) == []
    assert len(list(compare(whole, {key: tally(came=51)}, Span(start)))) == 1


def test_a_charge_settled_in_another_currency_has_no_figures_to_compare() -> None:
    assert list(compare({CHARGE: tally(100)}, {Key(What.CHARGE, "ch_1", "eur"): tally(90)}, Span())) == []


def test_stripes_own_list_is_read_by_its_kinds() -> None:
    moved = [
        Movement("txn_1", "charge", 100, 3, "usd", "ch_1", AT),
        Movement("txn_2", "refund", -40, 0, "usd", "re_1", AT),
        Movement("txn_3", "refund_failure", 40, 0, "usd", "re_1", AT),
        Movement("txn_4", "adjustment", -60, 15, "usd", "du_1", AT),
        Movement("txn_5", "payout", -20, 0, "usd", "po_1", AT),
        Movement("txn_6", "stripe_fee", -2, 0, "usd", "", AT),
        Movement("txn_7", "adjustment", 5, 0, "usd", "", AT),
    ]
    found = theirs(moved)
    assert found[Key(What.REFUND, "re_1", "usd")].figures == (40, 40, 0)
    assert sums(found, Span()) == {"usd": Sums(charged=100, refunded=0, disputed=60, fees=18, paid_out=20)}
    assert [key.source for key in found if key.what is What.OTHER] == ["txn_6", "txn_7"]


def line(**values: object) -> str:
    return json.dumps({"id": "led_1", "at": 1_795_000_000.5, "currency": "usd", "fee": 0, **values})


def test_the_sandboxs_account_book(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ours = {"metadata": {"attempt_id": "a"}}
    path.write_text(
        "\n".join(
            [
                line(kind="charge", amount=100, fee=3, charge="ch_1", **ours),
                line(kind="charge", amount=7, charge="ch_2", metadata={}),
                line(kind="authorization", amount=7, charge="ch_3"),
                line(kind="refund", amount=40, charge="ch_1", refund="re_1"),
                line(kind="refund_failed", amount=40, charge="ch_1", refund="re_1"),
                line(kind="dispute", amount=60, fee=15, charge="ch_1", dispute="du_1"),
                line(kind="dispute_reversal", amount=60, fee=-15, charge="ch_1", dispute="du_1"),
                line(kind="payout", amount=20, payout="po_1"),
            ]
        )
    )
    told = verify_file.read(path)
    assert told.ours == {"ch_1"}
    assert told.charge_of == {"re_1": "ch_1", "du_1": "ch_1"}
    assert sums(told.tallies, Span()) == {"usd": Sums(charged=107, fees=3, paid_out=20)}


@pytest.mark.parametrize(
    "torn",
    ["{", "[]", '{"kind": "gift"}', line(kind="charge", amount=1.5, charge="ch_1"), line(kind="refund", amount=1)],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, torn: str) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(line(kind="charge", amount=1, charge="ch_1") + "\n" + torn + "\n")
    with pytest.raises(Stop, match="Line 2") as stopped:
        verify_file.read(path)
    assert stopped.value.code == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        verify_file.read(tmp_path / "none")
    assert stopped.value.code == 3


def test_what_is_said_of_it() -> None:
    report = Report(compared_with="Stripe")
    assert as_text(report) == "The books agree with themselves and with Stripe."
    report.still_open.append(Finding("attempt_open", "The attempt a is unknown."))
    report.sums["usd"] = {"our books": Sums(charged=14_800, fees=459), "Stripe": Sums(charged=14_800, fees=459)}
    assert report.right()
    assert not report.right(strict=True)
    assert "$143.41" in as_text(report)
    assert json.loads(as_json(report))["right"] is True
    report.differences.append(Finding("differs", "Of the charge ch_1 ..."))
    assert as_text(report).endswith("1 thing differs. Nothing was changed.")
    assert json.loads(as_json(report))["differences"] == [{"code": "differs", "text": "Of the charge ch_1 ..."}]
