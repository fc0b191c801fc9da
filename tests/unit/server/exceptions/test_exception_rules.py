from __future__ import annotations

import pytest

from pos_app.server.exceptions.rules import WORDS, Oddity, words


@pytest.mark.parametrize("kind", list(Oddity))
def test_every_kind_says_what_it_is_and_what_to_do(kind: Oddity) -> None:
    said = words(kind)
    assert said is WORDS[kind]
    assert said.title[0].isupper()
    assert not said.title.endswith(".")
    assert said.advice.endswith(".")


def test_a_kind_of_a_newer_version_is_shown_all_the_same() -> None:
    assert words("card_left_behind").title == "Card left behind"
