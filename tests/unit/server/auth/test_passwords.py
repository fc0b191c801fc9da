from __future__ import annotations

from argon2 import PasswordHasher

from pos_app.server.auth.passwords import NO_PASSWORD, Passwords


def test_a_password_matches_its_own_hash_only() -> None:
    passwords = Passwords()
    stored = passwords.hash("correct horse")
    assert passwords.matches(stored, "correct horse")
    assert not passwords.matches(stored, "correct horses")
    assert not passwords.matches("", "correct horse")
    assert not passwords.matches("not a hash", "correct horse")


def test_nobody_has_no_password() -> None:
    passwords = Passwords()
    assert not passwords.matches(None, "correct horse")
    assert not passwords.matches(None, "nobody has this password")


def test_an_account_without_a_password_has_none_at_all() -> None:
    """The hash that takes the time in its place is of a password that stands in the source."""
    passwords = Passwords()
    for guess in ("nobody has this password", NO_PASSWORD, " "):
        assert not passwords.matches(NO_PASSWORD, guess)


def test_the_profile_is_owasps() -> None:
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in Passwords().hash("x")


def test_hashes_of_another_profile_are_made_anew() -> None:
    passwords = Passwords()
    weak = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash("x")
    assert passwords.matches(weak, "x")
    assert passwords.outdated(weak)
    assert not passwords.outdated(passwords.hash("x"))
