"""Whatever JSON comes, it becomes a snapshot whose every field is what it says, or ProcessorUnknown."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pos_app.server.gateway import EventMalformed, EventNotice, Movement, ProcessorUnknown, fields, reading
from pos_app.server.gateway.notices import notice
from tests.support.stripe_answers import ANSWERS, EVENT

NEEDED = {
    "intent": ["id", "object", "status", "amount", "currency", "livemode"],
    "refund": ["id", "object", "status", "amount", "currency"],
    "movement": ["id", "object", "type", "amount", "fee", "currency"],
    "dispute": ["id", "object", "status", "amount", "currency", "charge"],
    "payout": ["id", "object", "status", "amount", "currency"],
    "saved_card": ["id", "object", "type", "card"],
    "customer": ["id", "object"],
    "card_session": ["object", "customer", "client_secret"],
    "page": ["object", "has_more", "data"],
}
READERS: dict[str, Callable[[object], object]] = {
    **{name: getattr(reading, name) for name in ANSWERS if name != "card_session"},
    "card_session": lambda answer: reading.card_session(answer, "cus_1"),
}
MOMENT = datetime.fromtimestamp(1_795_000_000, UTC)
leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
junk = st.recursive(
    leaf, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
)


def honest(value: object) -> None:
    """Every field of a snapshot is of its kind, and fits where it will be stored."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            honest(getattr(value, field.name))
    elif isinstance(value, str):
        assert value.isprintable()
        value.encode()
    elif isinstance(value, int):
        assert abs(value) < 2**63
    elif isinstance(value, tuple):
        for one in value:
            honest(one)
    else:
        assert value is None or isinstance(value, datetime), value


@st.composite
def spoilt(draw: st.DrawFn, name: str) -> Any:
    """A good answer with junk in one place, at any depth."""
    answer = copy.deepcopy(ANSWERS[name])
    inside: Any = answer
    while True:
        key = draw(st.sampled_from(sorted(inside) if isinstance(inside, dict) else range(len(inside))))
        deeper = inside[key]
        if not isinstance(deeper, dict | list) or not deeper or draw(st.booleans()):
            inside[key] = draw(junk)
            return answer
        inside = deeper


@pytest.mark.parametrize("name", [name for name in ANSWERS if name != "page"])
def test_a_whole_answer_is_read(name: str) -> None:
    found = READERS[name](ANSWERS[name])
    assert found is not None
    honest(found)


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, needed in NEEDED.items() for field in needed])
@pytest.mark.parametrize("bad", [None, [], 3.5, {"x": 1}, True, "", "\x00"])
def test_a_field_that_is_needed_is_there_and_of_its_kind(name: str, field: str, bad: Any) -> None:
    if bad is True and field in ("has_more", "livemode"):
        bad = "true"
    for answer in ({**ANSWERS[name], field: bad}, {k: v for k, v in ANSWERS[name].items() if k != field}):
        with pytest.raises(ProcessorUnknown) as half:
            READERS[name](answer)
        assert half.value.code == "half_answer"


@pytest.mark.parametrize("name", ANSWERS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_junk_becomes_a_snapshot_or_nothing(name: str, data: st.DataObject) -> None:
    answer = data.draw(junk | spoilt(name))
    with contextlib.suppress(ProcessorUnknown):
        found = READERS[name](answer)
        if name != "page":
            honest(found)


@settings(deadline=None, max_examples=60)
@given(answer=junk)
@example(answer={"object": "event", "id": "evt_1", "type": "x", "livemode": False, "data": {"object": {"id": 2**200}}})
def test_a_junk_event_is_malformed_and_nothing_worse(answer: Any) -> None:
    with pytest.raises(EventMalformed):
        notice(answer, "{}")


@settings(deadline=None, max_examples=60)
@given(spoil=st.sampled_from(sorted(EVENT)), bad=junk, within=st.sampled_from(["id", "object"]))
def test_a_spoilt_event_is_malformed_or_honest(spoil: str, bad: Any, within: str) -> None:
    for event in ({**EVENT, spoil: bad}, {**EVENT, "data": {"object": {**ANSWERS["refund"], within: bad}}}):
        try:
            found = notice(event, "{}")
        except EventMalformed:
            continue
        assert isinstance(found, EventNotice)
        for text in (found.id, found.type, found.object_id):
            honest(text)
        assert found.subject is None or fields.is_id(found.subject.id)


def test_fee_and_card_come_with_the_charge() -> None:
    found = reading.intent(ANSWERS["intent"])
    assert found.fee is not None
    assert (found.fee.transaction, found.fee.amount, found.fee.currency) == ("txn_1", 459, "usd")
    assert (found.card and found.card.last4, found.latest_charge, found.payment_method) == ("4242", "ch_1", "pm_1")
    assert (found.attempt_id, found.invoice_id, found.user_id, found.till) == ("a-1", "i-1", "u-1", "Desk 2")
    assert found.created == MOMENT


@pytest.mark.parametrize("line", [None, "txn_1"])
def test_a_fee_that_is_not_known_yet_is_none(line: object) -> None:
    charge = {**ANSWERS["intent"]["latest_charge"], "balance_transaction": line}
    assert reading.intent({**ANSWERS["intent"], "latest_charge": charge}).fee is None


def test_a_dispute_tells_of_each_movement() -> None:
    found = reading.dispute(ANSWERS["dispute"])
    assert found.movements == (Movement("txn_1", "adjustment", -14800, 1500, "usd", "du_1", MOMENT),)
    assert found.answer_by == datetime.fromtimestamp(1_796_000_000, UTC)


def test_an_object_in_place_of_an_id_gives_its_id() -> None:
    found = reading.refund({**ANSWERS["refund"], "charge": {"id": "ch_7", "object": "charge"}, "payment_intent": None})
    assert (found.charge_id, found.intent_id, found.refund_id) == ("ch_7", "", "r-1")


@pytest.mark.parametrize("change", [{"customer": None}, {"type": "link", "card": None}])
def test_what_is_no_kept_card_is_none(change: dict[str, Any]) -> None:
    assert reading.saved_card({**ANSWERS["saved_card"], **change}) is None


def test_a_session_for_another_customer_is_no_answer() -> None:
    with pytest.raises(ProcessorUnknown):
        reading.card_session(ANSWERS["card_session"], "cus_2")


def test_texts_are_cut_and_lose_what_no_database_takes() -> None:
    answer = json.loads(json.dumps({**ANSWERS["refund"], "metadata": {"refund_id": "r\x00\ud8001" + "x" * 900}}))
    assert reading.refund(answer).refund_id == "r1" + "x" * 251
