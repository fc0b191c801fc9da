from __future__ import annotations

import pytest

from pos_app import declines
from pos_app.desktop.api import OddAnswer, ServerUnreachable
from pos_app.desktop.ports import JournalBroken, PrintFailed
from pos_app.desktop.problems import ADVICE, DECLINES, advice_for, decline_advice, details_for_it
from pos_app.portal.routes import reasons
from pos_app.wire.payments import Decline
from pos_app.wire.problems import Code
from tests.unit.desktop.fakes import refusal

FOR_OTHERS = {Code.WEBHOOK_SIGNATURE, Code.WEBHOOK_MALFORMED}  # Stripe's to hear, never a till's


@pytest.mark.parametrize("code", sorted(set(Code) - FOR_OTHERS))
def test_every_code_has_a_sentence_and_a_next_step(code: Code) -> None:
    assert code in ADVICE
    advice = advice_for(refusal(code, detail="The server's own sentence."))
    assert advice.sentence.endswith(".")
    assert advice.next_step.endswith(".")
    assert code.value not in advice.sentence + advice.next_step


def test_a_code_of_a_newer_server_keeps_the_servers_sentence() -> None:
    problem = refusal(Code.INTERNAL, detail="The moon is in the wrong phase.")
    problem.code = "moon_phase"
    assert advice_for(problem).sentence == "The moon is in the wrong phase."


@pytest.mark.parametrize("reason", sorted(DECLINES))
def test_every_decline_has_a_sentence_and_a_next_step(reason: str) -> None:
    advice = decline_advice(Decline(code="card_declined", decline_code=reason, message="x"))
    assert advice.sentence.endswith(".")
    assert advice.next_step.endswith(".")


def test_why_a_card_is_watched_is_not_told_at_the_counter() -> None:
    words = {decline_advice(Decline(code="card_declined", decline_code=r, message="x")).sentence
             for r in ("lost_card", "stolen_card", "fraudulent", "pickup_card", "generic_decline")}  # fmt: skip
    assert words == {"The bank declined this card."}


def test_an_unknown_reason_keeps_stripes_sentence() -> None:
    advice = decline_advice(Decline(code="new_code", decline_code="new_reason", message="The card is purple."))
    assert advice.sentence == "The card is purple."


def test_a_wrong_cvc_has_no_decline_code() -> None:
    assert decline_advice(Decline(code="incorrect_cvc", message="x")).sentence == "The security code is wrong."


def test_other_errors() -> None:
    assert advice_for(ServerUnreachable("x")).sentence == "The server does not answer."
    assert "not the hospital’s server" in advice_for(OddAnswer("x")).sentence
    assert advice_for(JournalBroken("The journal is broken.")).next_step.startswith("Nothing was charged.")
    assert advice_for(PrintFailed("No paper.")).next_step.startswith("The payment stands.")
    assert advice_for(TypeError("a bug")).sentence == "Something went wrong on this till."


def test_details_for_it_hold_the_code_and_the_request() -> None:
    text = details_for_it(refusal(Code.INTERNAL, 500, instance="req-1"))
    assert text == "code internal_error · status 500 · request req-1"


def test_till_and_pay_page_have_their_words_from_one_table() -> None:
    counter = declines.told("counter")
    assert set(DECLINES) == set(counter) == set(reasons("ar"))
    assert DECLINES["expired_card"].sentence == counter["expired_card"].sentence
