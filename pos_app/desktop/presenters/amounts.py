"""An amount as a person types it, checked as it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.desktop.presenters.words import Words
from pos_app.desktop.say import say
from pos_app.money import Money, MoneyError, card_step


@dataclass(frozen=True, slots=True)
class Typed:
    """``money`` is set when the text is an amount that may be taken; else ``problem`` says why not (or is empty while
    there is nothing to complain about yet)."""

    money: Money | None
    problem: str = ""


def typed_amount(text: str, due: Money, words: Words) -> Typed:
    """Read ``text`` in the locale's way of writing, without guessing: "50", "50.00", "$1,248.00"."""
    return _typed(text, due, words, say("Only {amount} is due.", amount=words.money(due)))


def typed_refund(text: str, left: Money, words: Words) -> Typed:
    """As ``typed_amount``, for what is to go back to a card: never more than is ``left`` of the payment."""
    typed = _typed(text, left, words, say("Only {amount} is left of this payment.", amount=words.money(left)))
    step = Money(card_step(left.currency), left.currency)
    if typed.money is not None and typed.money.minor % step.minor:
        return Typed(
            None, say("By card, only whole multiples of {amount} can be given back.", amount=words.money(step))
        )
    return typed


def _typed(text: str, most: Money, words: Words, too_much: str) -> Typed:
    try:
        money = words.parse_money(text, most.currency)
    except MoneyError as error:
        return Typed(None, _sentence(error, words, most))
    if money.minor <= 0:
        return Typed(None, say("The amount has to be more than zero."))
    if money > most:
        return Typed(None, too_much)
    return Typed(money)


def _sentence(error: MoneyError, words: Words, due: Money) -> str:
    match error.code:
        case "amount_missing":
            return ""
        case "amount_too_precise":
            return say("{currency} have fewer decimals than this.", currency=words.currency(due.currency))
        case "amount_too_large":
            return say("This is too much.")
        case "amount_ambiguous":
            return say("This can be read in two ways. Leave out the marks between thousands.")
        case "currency_mismatch":
            return say("The invoice is in {currency}.", currency=words.currency(due.currency))
        case _:
            return say(
                "Type figures only, as in {amount}.", amount=words.plain(Money(min(due.minor, 5000), due.currency))
            )
