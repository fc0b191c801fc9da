from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.customers.rules import Known, expired, look_again, plan
from pos_app.server.gateway import CardSnapshot, SavedCard

BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


def card(ident: str, fingerprint: str = "", expiry: tuple[int, int] = (2030, 12), day: int = 0) -> SavedCard:
    made = CardSnapshot("visa", "4242", expiry[1], expiry[0])
    return SavedCard(ident, "cus_1", made, fingerprint, BEGAN + timedelta(days=day))


def test_a_new_card_is_kept() -> None:
    found = plan([], [card("pm_1", "f")])
    assert ([c.id for c in found.keep], found.forget, found.gone) == (["pm_1"], (), ())


def test_of_the_same_card_twice_the_older_is_kept() -> None:
    found = plan([Known("pm_1", True)], [card("pm_2", "f", day=1), card("pm_1", "f")])
    assert ([c.id for c in found.keep], [c.id for c in found.forget]) == (["pm_1"], ["pm_2"])


def test_one_we_know_is_kept_before_one_made_in_the_same_second() -> None:
    found = plan([Known("pm_2", True)], [card("pm_1", "f"), card("pm_2", "f")])
    assert [c.id for c in found.keep] == ["pm_2"]


def test_a_renewed_card_takes_the_place_of_its_old_self() -> None:
    old, new = card("pm_1", "f", (2027, 1)), card("pm_2", "f", (2031, 1), day=1)
    found = plan([Known("pm_1", True)], [new, old])
    assert ([c.id for c in found.keep], [c.id for c in found.forget]) == (["pm_2"], ["pm_1"])


def test_what_was_removed_does_not_come_back_and_what_is_not_listed_is_gone() -> None:
    found = plan([Known("pm_1", False), Known("pm_2", True)], [card("pm_1", "f"), card("pm_3", "f", day=1)])
    assert [c.id for c in found.keep] == ["pm_3"]
    assert [c.id for c in found.forget] == ["pm_1"]
    assert found.gone == ("pm_2",)


def test_a_card_kept_against_a_no_is_forgotten() -> None:
    found = plan([], [card("pm_1", "f")], unwanted={"pm_1"})
    assert (found.keep, [c.id for c in found.forget]) == ((), ["pm_1"])


IDS = st.sampled_from([f"pm_{n}" for n in range(8)])
CARDS = st.builds(
    card,
    IDS,
    st.sampled_from(["", "a", "b", "c"]),
    st.tuples(st.integers(2025, 2030), st.integers(1, 12)),
    st.integers(0, 9),
)


@given(
    st.lists(st.builds(Known, IDS, st.booleans()), unique_by=lambda k: k.stripe_id),
    st.lists(CARDS, unique_by=lambda c: c.id),
    st.sets(IDS),
)
def test_every_card_has_one_end_and_no_card_is_kept_twice(
    known: list[Known], listed: list[SavedCard], unwanted: set[str]
) -> None:
    found = plan(known, listed, unwanted)
    assert sorted(c.id for c in (*found.keep, *found.forget)) == sorted(c.id for c in listed)
    prints = [c.fingerprint for c in found.keep if c.fingerprint]
    assert len(prints) == len(set(prints))
    removed = {one.stripe_id for one in known if not one.kept}
    assert not {c.id for c in found.keep} & (removed | unwanted)
    assert set(found.gone) == {one.stripe_id for one in known} - {c.id for c in listed}
    wanted = {c.fingerprint or c.id for c in listed if c.id not in removed | unwanted}
    assert {c.fingerprint or c.id for c in found.keep} == wanted, "of each card one stays"
    assert plan(known, listed[::-1], unwanted).keep == found.keep[::-1], "the order of the list decides nothing"


@pytest.mark.parametrize(("expiry", "over"), [((2026, 10), True), ((2026, 11), False), ((2025, 12), True)])
def test_a_card_is_good_until_the_end_of_its_month(expiry: tuple[int, int], over: bool) -> None:
    assert expired(*expiry, datetime(2026, 11, 30, 23, tzinfo=UTC)) is over


def test_looks_that_fail_become_rarer() -> None:
    waits = [look_again(tries).total_seconds() for tries in range(15)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (2, 600)
