from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.auth import usernames


@pytest.mark.parametrize("claim", ["leila", "LEILA", "Leila.Haddad", "leila@hospital.example", "é.dupont"])
def test_case_is_no_difference(claim: str) -> None:
    assert usernames.of_provider(claim) == usernames.normal(claim) == claim.lower()


@pytest.mark.parametrize(
    "claim", ["", "ｌeila", "leiⅼa", "ſam", " leila", "leila ", "lei la", "le\0ila", "x" * 129, "ﬁona"]
)
def test_letters_that_only_look_alike_name_nobody(claim: str) -> None:
    assert usernames.of_provider(claim) == ""


@pytest.mark.parametrize("name", ["с\u0430shier", "аdmin", "οmar", "mаría"])
def test_no_account_is_made_whose_name_looks_like_anothers(name: str) -> None:
    assert usernames.why_refused(name)


@pytest.mark.parametrize(
    "name", ["ольга", "ömer", "admın", "νίκος.7", "たなか.タロウ", "محمد", "o'x".replace("'", "-")]
)
def test_names_of_one_script_are_fine(name: str) -> None:
    assert usernames.why_refused(name) == ""


@given(st.text(max_size=20))
def test_whoever_is_named_is_named_by_the_same_letters(claim: str) -> None:
    found = usernames.of_provider(claim)
    assert found in ("", claim.lower())
    assert not found or usernames.normal(found) == found
