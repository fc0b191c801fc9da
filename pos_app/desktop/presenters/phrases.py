"""The sentences the server writes by itself, said in the till's language. Pure.

The server writes in English what happened to an invoice, and what does not fit into the books; these texts are kept
as they were written, for years. Here stands each of them once more, with names for what is filled in: a text that is
one of them as a whole is said in the till's language, with the same sums, cards and numbers. Any other text (what a
person wrote, the words of an older or newer server) stands as it is; so does all of it where the till speaks English.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from babel.numbers import get_currency_symbol

from pos_app import formats
from pos_app.desktop.presenters.words import Words, card_named
from pos_app.desktop.problems import DECLINES
from pos_app.desktop.say import foreign, mark, say
from pos_app.money import THREE_DECIMAL, TWO_DECIMAL, ZERO_DECIMAL, Money, MoneyError

TIMELINE: Final = (
    mark("Invoice made"),
    mark("Insurer agreed to its share"),
    mark("Invoice changed"),
    mark("Invoice voided"),
    mark("Card declined"),
    mark("Payment ended after too many declines"),
    mark("Outcome of a card payment unknown"),
    mark("Outcome of a refund unknown"),
    mark("Put back from Stripe, {sum}"),
    mark("Refund asked, {sum}"),
    mark("Refund of {sum} approved by {name}"),
    mark("Refund refused by {name}, {sum}"),
    mark("Refund withdrawn by {name}, {sum}"),
    mark("Refunded {sum}"),
    mark("Refund of {sum} is on its way"),
    mark("Refund of {sum} waits for the patient"),
    mark("Refund failed, {sum}"),
    mark("Refund cancelled, {sum}"),
    mark("Disputed by the cardholder's bank, {sum}"),
    mark("Dispute won, {sum}"),
    mark("Dispute lost, {sum}"),
    mark("Dispute closed, {sum}"),
    mark("{why}: seen to by {name}"),
    mark("{tender}, {sum}"),
)
DETAILS: Final = (
    mark("receipt {number}"),
    mark("claim {number}"),
    mark("by its source"),
    mark("by its source: {why}"),
    mark("by {name}: {note}"),
    mark("to {card}"),
    mark("{count} more to approve"),
    mark("No money was given back."),
    mark("Stripe has asked the patient by mail where the money shall go"),
    mark("the books had lost it"),
    mark("{count} cards were declined: no further one can be tried with this link."),
    mark("{card}, {decline}"),
    mark("{reason}, answer by {day}"),
)
ODDITIES: Final = (
    mark("Another amount was received than was asked for"),
    mark("Compare the payment in Stripe's dashboard with the invoice; refund what is too much."),
    mark("Money was received for a void invoice"),
    mark("Refund it, or ask billing whether the invoice should stand."),
    mark("More was received than was left to pay"),
    mark("Refund the difference; it is kept as the patient's credit."),
    mark("One payment reached Stripe twice"),
    mark("Refund the second charge in Stripe's dashboard; until then it waits as unassigned money."),
    mark("Nobody knows yet whether a card was charged"),
    mark("Don't charge again. We keep asking Stripe; its dashboard may know more."),
    mark("Nobody knows yet whether a refund was made"),
    mark("Don't refund again. We keep asking Stripe; its dashboard may know more."),
    mark("A refund came back from the bank"),
    mark("Tell the patient, and give the money back in another way; Stripe holds it again."),
    mark("A refund was made in Stripe's dashboard, not here"),
    mark("Find out who made it and why, and write it in the note."),
    mark("Money was received that belongs to no invoice here"),
    mark("Find its invoice with the ids Stripe shows, or refund it in Stripe's dashboard."),
    mark("Money was given back for a payment that is not in these books"),
    mark("Look the charge up in Stripe's dashboard; it may belong to another system on the same account."),
    mark("A cardholder's bank asks for money back"),
    mark("Answer in Stripe's dashboard with the receipt and the invoice before the date; don't refund meanwhile."),
    mark("A dispute was lost: the bank keeps the money"),
    mark("Ask billing whether the invoice is to be collected in another way."),
    mark("The hospital's bank did not take a payout"),
    mark("Check the bank account in Stripe's dashboard; the money is at Stripe again."),
    mark("What Stripe says contradicts what was booked before"),
    mark("Run 'pos-app verify-ledger' and tell IT: nothing was booked over."),
    mark("News from Stripe could not be worked on"),
    mark("Tell IT. The reconciler reads the same object again by itself."),
    mark("The comparison with Stripe keeps failing"),
    mark("Tell IT: check the connection to Stripe and the key. It goes on by itself once they work."),
    mark("Look at it in Stripe's dashboard."),
)
"""What the kinds of exceptions are, and what to do about each."""
FOUND: Final = (
    mark("{asked} was asked for, {received} was received."),
    mark("{asked} was asked for, {received} was received. The invoice is in {currency}, so nothing of it is paid."),
    mark("{received} was received for the voided invoice {invoice}."),
    mark("{received} was received for {invoice}, which had {left} left to pay."),
    mark("{sum} was received for the invoice {invoice}, which is not here (charge {charge})."),
    mark("A second intent ({id}) of one payment has taken {sum}."),
    mark("Stripe has not answered {tries} times whether {sum} was charged."),
    mark("Stripe has not answered {tries} times whether {sum} was given back."),
    mark("{sum} of {invoice} was given back in Stripe's dashboard ({id})."),
    mark("{sum} of {invoice} was given back under our id ({id}); no approval is on record."),
    mark("{sum} of the charge {charge} was given back."),
    mark("The refund of {sum} for {invoice} had reached the bank and came back. {why}"),
    mark("The refund of {sum} for {invoice} did not arrive. {why}"),
    mark("A dispute of {sum} is about the charge {charge}, which is not in these books."),
    mark("The cardholder's bank keeps {sum} ({reason})."),
    mark("{sum} did not reach the bank ({why})."),
    mark("What Stripe says of {id} contradicts the books: {how}."),
    mark("News of {id} ({kind}) was tried {tries} times: {how}."),
    mark("Stripe's list of {kind} was not gone through {tries} times: {how}."),
    mark("{sum}, {reason}, answer by {day}."),
    mark("{sum}, {reason}."),
)
"""What was found out of the ordinary, in one case."""
REFUSALS: Final = (
    mark("Stripe says that this payment has been given back in full already."),
    mark("The cardholder's bank disputes this payment, so it can't be refunded."),
    mark("Stripe says that this payment can't be refunded."),
    mark("The balance at Stripe was too low for this refund."),
    mark("The balance at Stripe is too low for this refund."),
    mark("The card has expired or was cancelled, so the bank sent the money back."),
    mark("The card can't take money any more, so the bank sent it back."),
    mark("The cardholder's bank disputed the payment before the refund arrived."),
    mark("The cardholder's bank did not take the money."),
    mark("The refund was stopped at the hospital's request."),
    mark("Stripe does not know this payment."),
    mark("Stripe could not make this refund ({code})."),
    mark("Stripe gave no reason."),
    mark("Stripe could not prepare this payment."),
)
"""Why a refund failed, or a payment was refused."""
REASONS: Final = (
    mark("no reason given"),
    mark("bank cannot process"),
    mark("check returned"),
    mark("credit not processed"),
    mark("customer initiated"),
    mark("debit not authorized"),
    mark("duplicate"),
    mark("fraudulent"),
    mark("general"),
    mark("incorrect account details"),
    mark("insufficient funds"),
    mark("noncompliant"),
    mark("product not received"),
    mark("product unacceptable"),
    mark("subscription canceled"),
    mark("unrecognized"),
)
"""Why a bank disputes a payment."""
INSIDE: Final = (
    mark("a draft"),
    mark("settled elsewhere"),
    mark("cancelled by its source"),
    mark("entered in error"),
    mark("nothing to pay"),
    mark("the patient's share is not stated"),
    mark("not a claim (a preauthorization or an estimate)"),
    mark("not settled by the insurer yet"),
    mark("(none named)"),
    mark("payment intents"),
    mark("refunds"),
    mark("disputes"),
    mark("payouts"),
    mark("events"),
    mark("movements"),
    mark("payment intent"),
    mark("charge"),
    mark("refund"),
    mark("dispute"),
    mark("payout"),
    mark("payment method"),
)
"""Said only where a sentence leaves room for them: why an invoice was withdrawn, what a list of Stripe's is of."""

_SUM: Final = re.compile(r"-?[^ 0-9.,-]{0,8}[0-9,]{1,24}(\.[0-9]{1,3})?|-?[0-9]{1,24} \S{1,8} \(minor units\)")
_CARD: Final = re.compile(r"(?P<brand>\w[\w .&-]{0,40}) ending (?P<last4>\d{4})|Card")
_DAY: Final = re.compile(r"(?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4})")
_COUNT: Final = re.compile(r"[0-9]{1,6}")
_LOWER: Final = re.compile(r"[a-z0-9 ]{1,64}")
_ID: Final = re.compile(r"\S+")
_NUMBER: Final = re.compile(r"(?=.*[0-9])\S{1,64}")
_ANY: Final = re.compile(r".+", re.DOTALL)
_SUMS: Final = ("sum", "asked", "received", "left")
_SHAPES: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        **dict.fromkeys(_SUMS, _SUM),
        "card": _CARD,
        "tender": re.compile(f"{_CARD.pattern}|Cash"),
        "day": _DAY,
        "count": _COUNT,
        "tries": _COUNT,
        "reason": _LOWER,
        "decline": _LOWER,
        "number": _NUMBER,
        "id": _ID,
        "charge": _ID,
        "code": _ID,
    }
)
"""What may stand in a gap, by its name; in any other anything may."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """``source`` taken apart: ``head``, then each gap with the text behind it, up to the last one and ``tail``."""

    source: str
    head: str
    between: tuple[tuple[str, str], ...]
    last: str
    tail: str

    @property
    def strict(self) -> bool:
        """Whether no gap leaves room for words of a person."""
        return self.last in _SHAPES and all(name in _SHAPES for name, _ in self.between)

    def gaps(self, text: str) -> dict[str, str] | None:
        """What fills the gaps, if all of ``text`` is this sentence.

        Each part of the sentence is looked for once, so that no text takes long, whoever wrote it.
        """
        if len(text) <= len(self.head) + len(self.tail) or not (
            text.startswith(self.head) and text.endswith(self.tail)
        ):
            return None
        rest = text[len(self.head) : len(text) - len(self.tail)]
        found = {}
        for place, (name, behind) in enumerate(self.between, 1):
            # A last gap with a shape of its own leaves the free text before it all it can have.
            from_the_end = place == len(self.between) and self.last in _SHAPES
            at = rest.rfind(behind) if from_the_end else rest.find(behind)
            if at < 0:
                return None
            found[name], rest = rest[:at], rest[at + len(behind) :]
        found[self.last] = rest
        return found if all(_SHAPES.get(name, _ANY).fullmatch(part) for name, part in found.items()) else None


def _phrase(source: str) -> _Phrase:
    parts = [(text, name or "") for text, name, _, _ in string.Formatter().parse(source)]
    tail = parts.pop()[0] if not parts[-1][1] else ""
    (head, _), names = parts[0], [name for _, name in parts]
    between = tuple(zip(names, (text for text, _ in parts[1:]), strict=False))
    return _Phrase(source, head, between, names[-1], tail)


_ALL: Final = (*TIMELINE, *DETAILS, *ODDITIES, *FOUND, *REFUSALS)
_WHOLE: Final = frozenset(source for source in _ALL if "{" not in source)
_REASONS: Final = frozenset(REASONS)
_INSIDE: Final = frozenset(INSIDE)
_WITH_GAPS: Final = tuple(_phrase(source) for source in _ALL if "{" in source)
"""The first that fits is said, so the particular ones stand before the general ones."""


def said(words: Words, text: str, *, free: bool = False) -> str:
    """``text`` of the server in the till's language, if it is one of its sentences; else as it is.

    ``free``: it may be what a person wrote as well, and is then no sentence that leaves room for any words.
    """
    return _said(words, text, free=free) if foreign() else text


def _said(words: Words, text: str, *, free: bool = False) -> str:
    if text in _WHOLE or (text in _REASONS and not free):
        return say(text)
    for phrase in _WITH_GAPS:
        if not text.startswith(phrase.head) or (free and not phrase.strict):
            continue
        gaps = phrase.gaps(text)
        if gaps is not None:
            return say(phrase.source, "", **{name: _filled(words, name, part) for name, part in gaps.items()})
    return _sum(words, text)


def _filled(words: Words, name: str, part: str) -> str | int:
    """What stands in a gap, as the till says such a thing."""
    if name in _SUMS:
        return _sum(words, part)
    if name in ("count", "tries"):
        return int(part)
    fill = _FILL.get(name)
    return fill(words, part) if fill else part


def _sum(words: Words, text: str) -> str:
    """ "$148.00" as the till writes it; any other text as it is."""
    money = _money(text) if _SUM.fullmatch(text) else None
    return words.money(money) if money is not None else text


@lru_cache(maxsize=1024)
def _money(text: str) -> Money | None:
    """Only where writing the amount that was read gives the same text again. Kept, as lists repeat themselves."""
    at = next((place for place, letter in enumerate(text) if letter in string.digits), 0)
    currency = _currencies().get(text[:at].strip("-\N{NO-BREAK SPACE}"))
    if currency is None:
        return None
    try:
        money = Money.parse(f"{'-' if text.startswith('-') else ''}{text[at:].replace(',', '')}", currency)
    except MoneyError:
        return None
    return money if formats.money(money) == text else None


@lru_cache(maxsize=1)
def _currencies() -> Mapping[str, str]:
    """By what the server writes for them, as "$", "CA$" and "KWD"; not those that share it with another one."""
    found: dict[str, list[str]] = {}
    for currency in ZERO_DECIMAL | TWO_DECIMAL | THREE_DECIMAL:
        found.setdefault(get_currency_symbol(currency.upper(), locale="en_US"), []).append(currency)
    return MappingProxyType({symbol: known[0] for symbol, known in found.items() if len(known) == 1})


def _tender(words: Words, text: str) -> str:
    return say("Cash") if text == "Cash" else _card(words, text)


def _card(words: Words, text: str) -> str:  # noqa: ARG001 - as the others of its table
    found = _CARD.fullmatch(text)
    return card_named(found["brand"], found["last4"]) if found and found["brand"] else say("Card")


def _decline(words: Words, text: str) -> str:  # noqa: ARG001 - as the others of its table
    """Stripe's code, with spaces in it, in the words that reports have for it."""
    advice = DECLINES.get(text.replace(" ", "_"))
    told = say(advice.short) if advice is not None else ""
    return (told[0].lower() + told[1:] if told[1:2].islower() else told) or text


def _day(words: Words, text: str) -> str:
    found = _DAY.fullmatch(text)
    if found is None or found["month"] not in _months():
        return text
    try:
        return words.plain_date(dt.date(int(found["year"]), _months()[found["month"]], int(found["day"])))
    except ValueError:
        return text


@lru_cache(maxsize=1)
def _months() -> Mapping[str, int]:
    """By what the server writes for them, as "Nov"."""
    return MappingProxyType({formats.day(dt.date(2000, month, 1)).split()[1]: month for month in range(1, 13)})


def _inside(words: Words, text: str) -> str:
    return say(text) if text in _INSIDE else _said(words, text)


_FILL: Final[Mapping[str, Callable[[Words, str], str]]] = MappingProxyType(
    {
        "card": _card,
        "tender": _tender,
        "decline": _decline,
        "day": _day,
        "reason": _inside,
        "kind": _inside,
        "invoice": _inside,
        "why": _inside,
    }
)
