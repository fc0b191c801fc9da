"""What every wire model shares."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from pos_app.masking import holds_card, mask_cards
from pos_app.money import Money, exponent


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a point in time needs its offset from UTC")
    try:
        value.astimezone(UTC)
    except OverflowError:
        raise ValueError("is before the first year that is counted, or after the last") from None
    return value


Instant = Annotated[datetime, AfterValidator(_aware)]
"""A point in time with its offset, ISO 8601 on the wire (the server sends UTC)."""


def _currency(value: str) -> str:
    exponent(value)
    return value


Currency = Annotated[str, AfterValidator(_currency), Field(pattern="^[a-z]{3}$", examples=["usd"])]
"""Three lowercase letters, one that Stripe takes."""


FreeText = Annotated[str, AfterValidator(mask_cards)]
"""What a person wrote. A card number in it is masked here, before it can be stored or logged."""


_JOINERS: Final = frozenset("\u200c\u200d")
"""Some scripts can't be written without them."""


def _one_line(value: str) -> str:
    kinds = {unicodedata.category(c) for c in value if c not in _JOINERS}
    if kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        raise ValueError("holds signs that can't be seen")
    if not any(kind[0] in "LNPS" for kind in kinds):
        raise ValueError("holds nothing that can be seen")
    return value


Name = Annotated[str, AfterValidator(_one_line), AfterValidator(mask_cards)]
"""What somebody or something is called, in lists and logs: one line that reads as it is written, so that no name can
be written backwards, or pass for another or for two lines."""


def _no_card(value: str) -> str:
    if holds_card(value):
        raise ValueError("holds a card number")
    return value


Exact = Annotated[str, AfterValidator(_no_card)]
"""An id or an address: masking would make another one of it, so one with a card number in it is refused."""


YesOrNo = Annotated[bool, Field(strict=True)]
"""JSON's ``true`` or ``false``: what else may be meant by "yes" or 1 is nobody's to guess."""


class Answer(BaseModel):
    """What the server says. Unknown fields are passed over, so that an older till can talk to a newer server."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Request(BaseModel):
    """What a client asks. Unknown fields are refused, so that nobody can slip in a status or a role."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


class Amount(Answer):
    """An amount of money: a decimal string for people, minor units for arithmetic."""

    amount: str = Field(examples=["148.00"], description="Major units, with all decimals of the currency")
    amount_minor: int = Field(examples=[14800], description="Minor units, as Stripe counts them")
    currency: Currency

    @classmethod
    def of(cls, money: Money) -> Amount:
        return cls(amount=str(money), amount_minor=money.minor, currency=money.currency)

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)
