from __future__ import annotations

import secrets

from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.sso.rules import SIGNS, derived, pairing_code


def test_a_code_is_six_signs_that_are_told_apart() -> None:
    code = pairing_code(secrets.choice)
    assert code[3] == "-"
    assert set(code.replace("-", "")) <= set(SIGNS)
    assert len(code) == 7
    assert not set(SIGNS) & set("IL1O0")


@given(st.text(max_size=50), st.binary(min_size=1, max_size=50))
def test_the_same_log_in_has_the_same_secrets_everywhere_and_no_two_alike(state: str, key: bytes) -> None:
    made = {derived(key, purpose, state) for purpose in ("nonce", "verifier")}
    assert len(made) == 2
    assert made == {derived(key, purpose, state) for purpose in ("nonce", "verifier")}
    assert not made & {derived(key + b"x", purpose, state) for purpose in ("nonce", "verifier")}
    assert all(43 <= len(one) <= 128 and set(one) <= set(_UNRESERVED) for one in made), "as PKCE asks of a verifier"


_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
