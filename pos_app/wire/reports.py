"""What was taken and given back, summed up."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from pos_app.wire.base import Amount, Answer, Currency, Instant


class Extent(StrEnum):
    """Whose money a report tells of."""

    OWN = "own"
    SITES = "sites"
    ALL = "all"


class Takings(Answer):
    """Payments and refunds of one currency: ``net`` is what was taken less what was given back."""

    payments: int
    taken: Amount
    refunds: int
    given_back: Amount
    net: Amount


class TakingsPart(Takings):
    """A part of the whole, by its name; the parts of one kind add up to the whole."""

    name: str = Field(examples=["Front desk 3"])


class TakingsGroup(TakingsPart):
    tenders: tuple[TakingsPart, ...] = Field(description="The same money by tender")


class TakingsOfHour(Takings):
    begins: Instant = Field(description="Begin of the hour, on the clock of the server")
    tenders: tuple[TakingsPart, ...] = Field(description="The same money by tender")


class CurrencyTakings(Takings):
    currency: Currency
    tenders: tuple[TakingsPart, ...] = Field(description="By tender: card, cash, ...; and where it was taken")
    tills: tuple[TakingsGroup, ...] = Field(description="By till; an empty name stands for payments from home")
    people: tuple[TakingsGroup, ...] = Field(description="By who took or gave back the money")
    hours: tuple[TakingsOfHour, ...] = Field(description="Hours in which money moved, the earliest first")


class Decline(Answer):
    code: str = Field(examples=["insufficient_funds"], description="The bank's reason, as Stripe spells it")
    tries: int


class Tries(Answer):
    """Payment attempts of the span. ``median_seconds``: from the opening to the money, of those that succeeded."""

    succeeded: int
    failed: int = Field(description="Ended without money, or still open after a decline")
    declines: tuple[Decline, ...] = Field(description="The last reason of each that was declined, the most first")
    median_seconds: float | None = None


class TakingsReport(Answer):
    """GET /reports/takings: days from ``first`` to ``last``, both included, up to the moment ``until``."""

    first: date
    last: date
    until: Instant
    extent: Extent
    sites: tuple[str, ...] = Field(description="Names of the sites; empty for all, and for one's own")
    currencies: tuple[CurrencyTakings, ...]
    tries: Tries
