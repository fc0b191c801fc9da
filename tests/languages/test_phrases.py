"""Every sentence the server writes by itself has its phrase at the till, in each language, with what is filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.desktop.languages import pseudo
from pos_app.desktop.main import choose_language
from pos_app.desktop.presenters.phrases import DETAILS, FOUND, INSIDE, ODDITIES, REASONS, REFUSALS, TIMELINE, said
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import say, speak
from pos_app.money import Money
from pos_app.server.exceptions.rules import WORDS, words
from pos_app.server.refunds import rules as refunds
from tests.languages.catalogue import languages
from tests.languages.server_texts import CARD, SUM, TELLING, passing_on, server_texts, withdrawn

LOCALES = {"ar": "ar", "es": "es"}
WRITTEN = server_texts()
SENTENCES = (
    *(text for one in WORDS.values() for text in (one.title, one.advice)),
    words("of_a_newer_server").advice,
    *refunds._SENTENCES.values(),
    refunds.sentence("odd_code"),
    refunds.sentence(""),
    *(f"{what}, {SUM}" for what in ("Cash", "Card", CARD)),  # these have no words of their own
    f"{CARD}, insufficient funds",
    *(f"Dispute {decided}, {SUM}" for decided in ("lost", "closed")),
)
"""What is written in tables, or put together of names alone."""
EXACT = ("4242", "N-10001", "C-70000", "Zq9")


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def till(locale: str) -> Words:
    return Words(Noon(), locale)  # type: ignore[arg-type]  # the time is all it is asked


def test_the_servers_texts_are_found_where_they_are_written() -> None:
    """Else the tests below would have nothing to look at."""
    places = {place.rpartition(":")[0].removeprefix("pos_app/server/") for place in WRITTEN.values()}
    assert places >= {
        "disputes/recording.py", "exceptions/service.py", "imports/service.py", "payments/arrivals.py",
        "payments/recording.py", "payments/recovery.py", "payments/unassigned.py", "payouts/service.py",
        "reconciler/service.py", "refunds/asking.py", "refunds/deciding.py", "refunds/recording.py",
        "webhooks/inbox.py",
    }  # fmt: skip
    assert {"Card declined", f"Refund failed, {SUM}", f"Refund withdrawn by Zq9, {SUM}", "Invoice made"} <= set(WRITTEN)


def test_nobody_tells_a_text_past_these_tests() -> None:
    """What hands a title or a detail on is called with texts itself."""
    assert not {name: place for name, place in passing_on().items() if name not in TELLING}


@pytest.mark.parametrize("text", [*WRITTEN, *SENTENCES])
def test_no_sentence_of_the_server_was_forgotten(text: str) -> None:
    speak(pseudo)
    told = said(till("en_US"), text)
    assert told != text, (
        f"{WRITTEN.get(text, 'a table')}: “{text}” has no phrase in pos_app/desktop/presenters/phrases.py"
    )


def test_why_an_invoice_was_withdrawn_has_a_phrase() -> None:
    found = withdrawn()
    assert len(found) > 6
    assert found <= set(INSIDE)


def test_no_phrase_outlives_its_sentence() -> None:
    used = set()

    def heard(source: str, about: str, count: int | None) -> str:
        used.add(source)
        return source

    speak(heard)
    for text in (*WRITTEN, *SENTENCES):
        said(till("en_US"), text)
    of_a_payment = {"Stripe could not prepare this payment."}
    assert {*TIMELINE, *DETAILS, *ODDITIES, *FOUND, *REFUSALS} - used == of_a_payment


@pytest.mark.parametrize("language", languages())
def test_it_is_said_with_all_that_is_filled_in(language: str, qapp: QApplication) -> None:
    choose_language(qapp, LOCALES[language])
    here = till(LOCALES[language])
    sum_, day = here.money(Money(124800, "usd")), here.plain_date(date(2026, 12, 3))
    for text in (*WRITTEN, *SENTENCES):
        told = said(here, text)
        assert told != text, text
        assert told.count(sum_) == text.count(SUM), (text, told)
        assert told.count(day) == text.count("3 Dec 2026"), (text, told)
        for part in EXACT:
            assert told.count(part) == text.count(part), (text, told)
        assert "{" not in told, told


@pytest.mark.parametrize("language", languages())
def test_no_phrase_is_english_there(language: str, qapp: QApplication) -> None:
    choose_language(qapp, LOCALES[language])
    only_gaps = {"{tender}, {sum}", "{card}, {decline}", "{sum}, {reason}."}
    same = [
        text
        for text in (*TIMELINE, *DETAILS, *ODDITIES, *FOUND, *REFUSALS, *REASONS, *INSIDE)
        if say(text) == text and text not in only_gaps
    ]
    assert not same
