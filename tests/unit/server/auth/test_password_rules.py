"""What may be chosen as a password. The rule is pure; the examples are people's habits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.server.auth.password_rules import (
    LEAST,
    LEAST_FOR_ADMINS,
    MOST,
    normalised,
    one_time_password,
    why_refused,
)
from pos_app.server.auth.passwords import Passwords
from pos_app.wire.auth import Role

OWN = ("tomasz.zielinski", "Tomasz Zieliński")


@pytest.mark.parametrize(
    "password",
    ["tulip grey 47 wagon", "кошка летит на луну 7", "x9!kd02ksl1qzz4", "correct horse battery staple",
     "  seven blue moons ",
     "छह नीली नावें बहती हैं"],
)  # fmt: skip
def test_what_will_do(password: str) -> None:
    assert why_refused(password, Role.ADMIN, OWN) == ""


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "12 characters"),
        ("tulip grey", "12 characters"),
        ("a" * 12, "guessed soon"),
        ("ж" * 40, "guessed soon"),
        ("123456789012", "guessed soon"),
        ("qwertyuiopas", "guessed soon"),
        ("Password1234!", "guessed soon"),
        ("P@ssw0rdP@ssw0rd", "guessed soon"),
        ("Summer2026!!", "guessed soon"),
        ("letmein letmein", "guessed soon"),
        ("iloveyou1234", "guessed soon"),
        ("Welcome2026!", "guessed soon"),
        ("hospital hospital", "own name"),
        ("tomasz.zielinski", "own name"),
        ("TomaszZielinski1", "own name"),
        ("Zieliński-2026", "own name"),
        ("x" + "tulip grey 47 wagon" * 8, "128 characters"),
        ("tulip grey 47\x00wagon", "can't be typed"),
    ],
)
def test_what_will_not_do(password: str, why: str) -> None:
    assert why in why_refused(password, Role.CASHIER, OWN)


def test_an_admin_needs_more() -> None:
    short = "tulip grey 47"
    assert LEAST <= len(short) < LEAST_FOR_ADMINS
    assert why_refused(short, Role.CASHIER) == ""
    assert str(LEAST_FOR_ADMINS) in why_refused(short, Role.ADMIN)


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_every_text_has_an_answer_and_its_length_is_counted_as_it_is_hashed(text: str) -> None:
    why = why_refused(text, Role.CASHIER, OWN)
    if not why:
        assert LEAST <= len(normalised(text)) <= MOST
    assert why == why_refused(unicodedata.normalize("NFKC", text), Role.CASHIER, OWN)


@settings(max_examples=100)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=20))
def test_a_user_name_is_no_password_however_it_is_written(name: str) -> None:
    for written in (name, name.upper(), name + name, f"{name}-{name}", f"{name}12345678", f"!!{name}!!!!!!!!!"):
        assert why_refused(written, Role.CASHIER, (name,))


@settings(max_examples=50)
@given(st.text(alphabet="áéñł Åｆ①abc", min_size=LEAST, max_size=30))
def test_the_same_letters_are_the_same_password(text: str) -> None:
    forms = {normalised(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1


def test_a_keyboard_that_composes_otherwise_logs_in_as_well() -> None:
    passwords = Passwords()
    stored = passwords.hash(unicodedata.normalize("NFD", "Zieliński é"))
    assert passwords.matches(stored, unicodedata.normalize("NFC", "Zieliński é"))


def test_one_time_passwords_differ_and_obey_the_rules() -> None:
    made = {one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert not [one for one in made if why_refused(one, Role.ADMIN)]
