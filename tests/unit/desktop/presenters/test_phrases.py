"""What the server wrote, said in the till's language: gaps, sentences within sentences, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pos_app.desktop.presenters.phrases import said
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import speak
from pos_app.formats import money, reported
from pos_app.money import THREE_DECIMAL, TWO_DECIMAL, ZERO_DECIMAL, Money


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


WORDS = Words(Noon(), "es")  # type: ignore[arg-type]  # the time is all it is asked


def spoken(text: str) -> str:
    """With plain spaces, as a test is read."""
    return said(WORDS, text).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(autouse=True)
def in_brackets() -> Iterator[None]:
    """A language that says the English in brackets, so that what was said is told from what was not."""
    speak(lambda source, about, count: f"<{source}>", "{}!".format)  # noqa: ARG005 - the shape of Translate
    yield
    speak()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Card declined", "<Card declined>"),
        ("Cash, $50.00", "<<Cash>, 50,00 US$>"),
        ("Visa ending 4242, $1,148.00", "<<Visa ending 4242>, 1.148,00 US$>"),
        ("American Express ending 0005, €9.50", "<<American Express ending 0005>, 9,50 €>"),
        ("Card, ¥1,200", "<<Card>, 1.200 JPY>"),
        ("receipt R-10105", "<receipt R-10105>"),
        ("Refund of $20.00 approved by Leila Haddad", "<Refund of 20,00 US$ approved by Leila Haddad>"),
        ("Refund refused by Haddad, Leila, $5.00", "<Refund refused by Haddad, Leila, 5,00 US$>"),
        ("to Visa ending 4242", "<to <Visa ending 4242>>"),
        ("1 more to approve", "<1! more to approve>"),
        ("Visa ending 9995, insufficient funds", "<<Visa ending 9995>, <Insufficient funds>>"),
        ("Visa ending 9995, a code of next year", "<<Visa ending 9995>, a code of next year>"),
        ("$5.00, fraudulent, answer by 3 Dec 2026.", "<5,00 US$, <fraudulent>, answer by 3 dic 2026.>"),
        ("$5.00, fraudulent.", "<5,00 US$, <fraudulent>.>"),
        ("fraudulent, answer by 31 Feb 2026", "<<fraudulent>, answer by 31 Feb 2026>"),
        ("fraudulent", "<fraudulent>"),
        ("by Ruth: the knee: twice, $3.00", "<by Ruth: the knee: twice, $3.00>"),
        ("$148.00", "148,00 US$"),
        ("$50.00 was asked for, €40.00 was received.", "<50,00 US$ was asked for, 40,00 € was received.>"),
        (
            "$5.00 was received for the invoice (none named), which is not here (charge ch_1).",
            "<5,00 US$ was received for the invoice <(none named)>, which is not here (charge ch_1).>",
        ),
        ("by its source: entered in error", "<by its source: <entered in error>>"),
        ("by its source: a word of theirs", "<by its source: a word of theirs>"),
    ],
)
def test_what_is_filled_in_is_said_as_the_till_says_it(text: str, told: str) -> None:
    assert spoken(text) == told


def test_a_sentence_within_a_sentence_is_said_too() -> None:
    within = "The refund of $5.00 for INV-1 did not arrive. {}"
    assert spoken(within.format("The cardholder's bank did not take the money.")) == (
        "<The refund of 5,00 US$ for INV-1 did not arrive. <The cardholder's bank did not take the money.>>"
    )
    assert spoken(within.format("Stripe's own words.")) == (
        "<The refund of 5,00 US$ for INV-1 did not arrive. Stripe's own words.>"
    )
    assert said(WORDS, "One payment reached Stripe twice: seen to by Amara") == (
        "<<One payment reached Stripe twice>: seen to by Amara>"
    )


@pytest.mark.parametrize("currency", sorted(ZERO_DECIMAL | TWO_DECIMAL | THREE_DECIMAL))
def test_an_amount_in_any_currency_is_written_as_here(currency: str) -> None:
    for minor in (0, 500, 123456700, -500):
        amount = Money(minor, currency)
        assert said(WORDS, f"Refunded {money(amount)}") == f"<Refunded {WORDS.money(amount)}>"


@pytest.mark.parametrize("sum_", [reported(1248, "xxq"), "$1,2,3.00", "$5.0", "QQ$5.00", "$5.000", "$05.00"])
def test_an_amount_that_can_not_be_read_exactly_stays(sum_: str) -> None:
    assert said(WORDS, f"Refunded {sum_}") == f"<Refunded {sum_}>"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The patient had a Card declined at another desk",
        "Card declined, he says",
        "Refunded twice, see the mail",
        "to her sister",
        "claim it from the insurer",
        "receipt lost",
        "refund",
        "Refund failed, tomorrow again",
        "Visa ending, 4242",
        "Invoice made ",
        "invoice made",
    ],
)
def test_what_a_person_wrote_stays(text: str) -> None:
    assert said(WORDS, text) == text


@pytest.mark.parametrize("text", ["by the way: he called", "duplicate", "late: seen to by Zoë", "by its source: him"])
def test_where_a_person_may_have_written_only_whole_sentences_are_said(text: str) -> None:
    assert said(WORDS, text, free=True) == text
    assert said(WORDS, text) != text


def test_of_a_note_what_the_server_alone_can_have_written_is_said() -> None:
    assert said(WORDS, "2 more to approve", free=True) == "<2! more to approve>"
    assert said(WORDS, "to Visa ending 4242", free=True) == "<to <Visa ending 4242>>"


@pytest.mark.parametrize(
    "text",
    [
        "Refund refused by " + ", $" * 160,
        "Refund of " + "Refund of $1.00 approved by " * 17,
        "Visa ending " * 40,
        "1," * 250,
        "$" + "1,2" * 160 + ", ",
        " was received for " * 27 + ", which had  left to pay.",
        "x" * 500,
        "\u202e" + " ending 4242, $5.00" * 25,
        "{sum} {0} {why.__class__}",
    ],
)
def test_a_text_made_to_confuse_stays(text: str) -> None:
    assert said(WORDS, text) == text


def test_braces_of_a_person_are_no_gaps() -> None:
    assert said(WORDS, "by {sum}: {why}") == "<by {sum}: {why}>"


@pytest.mark.parametrize("text", ["Cash, $50.00", "Refunded $5.00", "Visa ending 9995, insufficient funds", "$148.00"])
def test_in_english_it_is_what_the_server_said(text: str) -> None:
    speak()
    for locale in ("en_US", "en_GB", "en_IN"):
        assert said(Words(Noon(), locale), text) == text  # type: ignore[arg-type]  # as above
