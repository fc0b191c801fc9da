"""The table of declines: every reason has its words, and none tells a patient what the bank suspects."""

from __future__ import annotations

import json
import re

import pytest

from pos_app.assets import resources
from pos_app.declines import PLAIN, SOURCE, Listener, told

TABLE = json.loads((resources() / "texts" / "declines.json").read_text("utf-8"))
LANGUAGES = {"counter": ["en"], "patient": ["en", "es", "ar"]}
# docs.stripe.com/declines/codes
DECLINE_CODES = """
    approve_with_id authentication_not_handled authentication_required call_issuer card_not_supported
    card_velocity_exceeded currency_not_supported do_not_honor do_not_try_again duplicate_transaction expired_card
    fraudulent generic_decline incorrect_address incorrect_cvc incorrect_number incorrect_pin incorrect_zip
    insufficient_funds invalid_account invalid_amount invalid_cvc invalid_expiry_month invalid_expiry_year
    invalid_number invalid_pin issuer_not_available lost_card merchant_blacklist mobile_device_authentication_required
    new_account_information_available no_action_taken not_permitted offline_pin_required
    online_or_offline_pin_required pickup_card pin_try_exceeded processing_error reenter_transaction restricted_card
    revocation_of_all_authorizations revocation_of_authorization security_violation service_not_allowed stolen_card
    stop_payment_order testmode_decline test_mode_live_card transaction_not_allowed try_again_later
    withdrawal_count_limit_exceeded
""".split()
# docs.stripe.com/error-codes, of card payments
ERROR_CODES = """
    card_declined card_decline_rate_limit_exceeded invalid_card_type invalid_characters invalid_charge_amount
    payment_intent_authentication_failure payment_intent_payment_attempt_expired payment_intent_payment_attempt_failed
    payment_method_customer_decline payment_method_provider_decline payment_method_provider_timeout
    setup_intent_authentication_failure
""".split()
KEPT_FROM_PATIENTS = """
    fraudulent lost_card stolen_card merchant_blacklist pickup_card restricted_card security_violation
    highest_risk_level elevated_risk_level rule
""".split()
TELLING = re.compile(r"lost|stol|fraud|suspect|pick|seiz|block|black|risk|secur(?!ity code)|police|perdid|robad|fraude|"
                     r"bloque|sospech|مفقود|مسروق|احتيال|محظور", re.I)  # fmt: skip


@pytest.mark.parametrize("code", [*DECLINE_CODES, *ERROR_CODES])
def test_every_code_of_stripes_is_told(code: str) -> None:
    assert code in TABLE


@pytest.mark.parametrize("code", sorted(TABLE))
def test_every_text_is_there_in_every_language(code: str) -> None:
    entry = TABLE[code]
    if "same as" in entry:
        assert set(entry) == {"same as"}
        assert "same as" not in TABLE[entry["same as"]]
        return
    assert {who: sorted(texts) for who, texts in entry.items()} == {who: sorted(ls) for who, ls in LANGUAGES.items()}
    for who, texts in entry.items():
        for language, text in texts.items():
            assert set(text) == {"sentence", "next"} | ({"short"} if who == "counter" else set())
            for kind, words in text.items():
                assert words.endswith(".") != (kind == "short"), (language, words)
                assert kind != "short" or len(words) <= 28
                assert words == " ".join(words.split())
                assert "'" not in words
                assert code not in words


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("listener", ["counter", "patient"])
def test_what_the_bank_suspects_is_not_told(listener: Listener, language: str) -> None:
    texts = told(listener, language)
    for code in KEPT_FROM_PATIENTS:
        assert texts[code] == texts["generic_decline"]
        assert texts[code].sentence == texts[PLAIN].sentence
    for code, text in texts.items():
        assert not TELLING.search(f"{text.sentence} {text.next_step} {text.short}"), code


def test_patients_are_spoken_to_and_cashiers_told() -> None:
    for text in told("patient").values():
        assert not re.search(r"\bpatient\b|\bsupervisor\b|!", f"{text.sentence} {text.next_step}")
    for text in told("counter").values():
        assert not re.search(r"\byour?\b", text.sentence, re.I)


def test_a_language_without_its_own_words_has_those_of_the_source() -> None:
    assert told("patient", "de") == told("patient", SOURCE)
    assert told("patient", "es")["expired_card"].sentence == "Su tarjeta ha caducado."
    assert told("counter", "es")["expired_card"].sentence == "This card has expired."
