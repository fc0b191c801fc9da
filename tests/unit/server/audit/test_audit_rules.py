"""The chain of the audit log: whatever is done to its rows is found, and the first bad one is named."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.audit import rules
from pos_app.server.audit.rules import About, Actor, Bad, Draft, Entry, Head, Wrong, first_bad, hash_of, sealed
from pos_app.wire.audit import Act, Outcome

AT = datetime(2026, 11, 23, 9, 41, 0, 250_000, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
IDS = st.text("abcdef0123456789-", min_size=1, max_size=36)
ACTORS = st.builds(Actor, IDS, WORDS, st.sampled_from(["cashier", "supervisor"]), st.just("Front desk 3"), WORDS)
FACTS = st.dictionaries(st.sampled_from(["state", "amount_minor", "charge"]), st.integers() | WORDS | st.none())
DRAFTS = st.builds(
    Draft,
    st.just(AT),
    ACTORS,
    st.sampled_from(Act),
    st.builds(About, st.sampled_from(["refund", "invoice"]), IDS, IDS),
    FACTS.map(rules.facts),
    FACTS.map(rules.facts),
    st.sampled_from(Outcome),
    st.sampled_from(["", "not_allowed"]),
)
GENESIS = rules.genesis("Front desk 3")
LINKS = (GENESIS,)


def ids() -> Any:
    numbers = count(1)
    return lambda: f"id-{next(numbers)}"


def chain(drafts: list[Draft]) -> tuple[list[Entry], Head]:
    entries = sealed(Head(0, GENESIS), drafts, ids())
    return entries, Head(len(entries), entries[-1].hash)


CHAINS = st.lists(DRAFTS, min_size=1, max_size=8).map(chain)


def rehashed(entry: Entry) -> Entry:
    return replace(entry, hash=hash_of(entry))


@given(CHAINS)
def test_what_was_written_is_right(made: tuple[list[Entry], Head]) -> None:
    entries, head = made
    assert first_bad(entries, head, LINKS) is None
    assert [entry.sequence for entry in entries] == list(range(1, head.sequence + 1))


@given(CHAINS, st.data())
def test_every_change_of_any_field_is_found_and_named(made: tuple[list[Entry], Head], data: st.DataObject) -> None:
    entries, head = made
    place = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from([one.name for one in fields(Entry)]))
    old = getattr(entries[place], name)
    if name == "sequence":
        return  # that is a row that is missing where it was: see below
    match old:
        case datetime():
            new: object = old + timedelta(microseconds=1)
        case date():
            new = old + timedelta(days=1)
        case _:
            new = f"{old}x"
    changed = [*entries]
    changed[place] = replace(entries[place], **{name: new})
    found = first_bad(changed, head, LINKS)
    assert found is not None
    assert (found.wrong, found.sequence, found.id) == (Wrong.CHANGED, place + 1, changed[place].id)


@given(CHAINS, st.data())
def test_a_change_with_a_new_hash_breaks_what_follows(made: tuple[list[Entry], Head], data: st.DataObject) -> None:
    """Who changes a row and computes its hash again has to do so to the end, and the head still tells."""
    entries, head = made
    place = data.draw(st.integers(0, len(entries) - 1))
    forged = [*entries]
    forged[place] = rehashed(replace(entries[place], name=entries[place].name + "x"))
    found = first_bad(forged, head, LINKS)
    assert found is not None
    if place + 1 < len(entries):
        assert (found.wrong, found.sequence) == (Wrong.OUT_OF_ORDER, place + 2)
    else:
        assert (found.wrong, found.sequence, found.id) == (Wrong.ADDED, place + 1, forged[place].id)
    for later in range(place + 1, len(entries)):
        forged[later] = rehashed(replace(entries[later], previous_hash=forged[later - 1].hash))
    found = first_bad(forged, head, LINKS)
    assert found is not None
    assert (found.wrong, found.sequence) == (Wrong.ADDED, len(entries))


@given(CHAINS, st.data())
def test_every_row_that_is_gone_is_missed(made: tuple[list[Entry], Head], data: st.DataObject) -> None:
    entries, head = made
    gone = data.draw(st.sets(st.integers(0, len(entries) - 1), min_size=1))
    found = first_bad([entry for place, entry in enumerate(entries) if place not in gone], head, LINKS)
    assert found is not None
    assert found.wrong in (Wrong.MISSING, Wrong.CUT_OFF)
    assert (found.sequence, found.id) == (min(gone) + 1, "")


@given(CHAINS, st.data())
def test_rows_that_change_places_are_found(made: tuple[list[Entry], Head], data: st.DataObject) -> None:
    entries, head = made
    if len(entries) < 2:
        return
    places = st.integers(0, len(entries) - 1)
    a, b = sorted(data.draw(st.lists(places, min_size=2, max_size=2, unique=True)))
    swapped = [*entries]
    swapped[a] = replace(entries[b], sequence=a + 1)
    swapped[b] = replace(entries[a], sequence=b + 1)
    for forged in (swapped, [rehashed(entry) for entry in swapped]):
        found = first_bad(forged, head, LINKS)
        assert found is not None
        assert found.sequence == a + 1


@given(CHAINS, DRAFTS, st.data())
def test_a_row_that_is_put_in_is_found(made: tuple[list[Entry], Head], draft: Draft, data: st.DataObject) -> None:
    """Itself, or the one behind it where it was made to fit what stands before."""
    entries, head = made
    place = data.draw(st.integers(0, len(entries)))
    before = Head(place, entries[place - 1].hash if place else GENESIS)
    [inserted] = sealed(before, [draft], lambda: "new")
    moved = [replace(entry, sequence=entry.sequence + 1) for entry in entries[place:]]
    for rest in (moved, [rehashed(entry) for entry in moved]):
        found = first_bad([*entries[:place], inserted, *rest], head, LINKS)
        assert found is not None
        assert found.sequence in (place + 1, place + 2)


@given(CHAINS)
def test_without_its_head_or_the_day_before_a_chain_is_not_right(made: tuple[list[Entry], Head]) -> None:
    entries, head = made
    assert (first_bad(entries, None, LINKS) or Bad(Wrong.CHANGED, 0, "", "")).wrong is Wrong.HEAD_MISSING
    unlinked = first_bad(entries, head, ("another",))
    assert unlinked is not None
    assert (unlinked.wrong, unlinked.sequence) == (Wrong.UNLINKED, 1)
    emptied = first_bad([], head, LINKS)
    assert emptied is not None
    assert (emptied.wrong, emptied.sequence) == (Wrong.CUT_OFF, 1)


@given(DRAFTS)
def test_the_hash_is_the_same_wherever_the_row_was_read(draft: Draft) -> None:
    [entry] = sealed(Head(0, GENESIS), [draft], ids())
    elsewhere = replace(entry, at=entry.at.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert hash_of(elsewhere) == entry.hash


def test_the_spelling_of_an_entry_never_changes() -> None:
    """Rows of years past must still be right: whoever changes this breaks every log there is."""
    entry = Entry(
        "Front desk 3", date(2026, 11, 23), 1, "id", AT, "user", "Tomasz Zieliński", "cashier", "Front desk 3",
        "10.1.2.3", "open_payment", "payment_intent", "attempt", "invoice", "", '{"amount_minor":100}', "done", "",
        GENESIS,
    )  # fmt: skip
    assert hash_of(entry) == "c2afa47f7cc5968dc1d7df1c132d8a197139685ff4dbf8590ef31bd878613124"


def test_facts_are_small_plain_and_masked() -> None:
    messy = {"b": [1, None, True], "a": "paid with 4242 4242 4242 4242", "at": AT, "many": {"x": "\0\ud800ok"}}
    assert json.loads(rules.facts({**messy, "c": "4242424242-424242"})) == {
        "a": "paid with •••• 4242",
        "at": "2026-11-23T09:41:00.250000+00:00",
        "b": [1, None, True],
        "c": "•••• 4242",
        "many": {"x": "ok"},
    }
    assert rules.facts(None) == rules.facts({}) == ""
    uuid = "42424242-4242-4242-8242-424242424242"
    assert uuid in rules.facts({"id": uuid})
    with pytest.raises(ValueError, match="nothing for the audit log"):
        rules.facts({"amount": 1.5})
    with pytest.raises(ValueError, match="small JSON"):
        rules.facts({str(n): "x" * 400 for n in range(20)})


def test_what_is_typed_fits_its_column() -> None:
    long = Actor("u" * 99, "4242424242424242" + "n" * 999, "r" * 99, "t" * 99, "a" * 99)
    [entry] = sealed(Head(0, GENESIS), [Draft(AT, long, Act.REQUEST, About("k" * 99, "i" * 999, "v" * 99))], ids())
    assert "4242424242424242" not in entry.name
    sizes = {"user_id": 64, "name": 200, "role": 16, "till": 64, "address": 64, "about_kind": 32, "about_id": 255}
    assert {name: len(getattr(entry, name)) for name in sizes} == sizes
    assert entry.chain == entry.till


def test_what_has_no_till_has_a_chain_of_its_own() -> None:
    assert Draft(AT, Actor(), Act.REQUEST, About()).chain[0] == "server"
    assert Draft(AT, Actor(till="Front desk 3"), Act.REQUEST, About()).chain[0] == "Front desk 3"
