"""Patients as Stripe's customers, and the cards they let the hospital keep."""

from __future__ import annotations

from pydantic import Field

from pos_app.wire.base import Answer, Instant, Request


class EnsureCustomer(Request):
    """POST /payments/stripe/customers: any number of times, there is one customer for a patient."""

    patient_id: str = Field(min_length=1, max_length=64)


class CustomerAnswer(Answer):
    id: str = Field(description="Ours; Stripe's cus_... is taken in its place everywhere")
    stripe_customer_id: str | None = Field(
        default=None, examples=["cus_Example"], description="Null while Stripe has not answered"
    )
    patient_id: str
    created_at: Instant


class SavedCard(Answer):
    """A card kept with the patient's consent: never more of it than this."""

    id: str = Field(description="Ours; Stripe's pm_... is taken in its place everywhere")
    stripe_payment_method_id: str = Field(examples=["pm_1Example"])
    brand: str = Field(examples=["visa"])
    last4: str = Field(examples=["4242"])
    exp_month: int = Field(examples=[12])
    exp_year: int = Field(examples=[2030])
    expired: bool
    consented_at: Instant | None = Field(default=None, description="Null for a card that was kept elsewhere")
    consented_by: str | None = Field(default=None, description="Who took the payment it was agreed with")
    created_at: Instant


class SavedCards(Answer):
    items: tuple[SavedCard, ...]
