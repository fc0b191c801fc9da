"""The routes of customers and kept cards under /payments/stripe."""

from __future__ import annotations

from typing import Annotated

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, status

from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import StrictRoute
from pos_app.server.customers.service import CustomerService
from pos_app.server.permissions import Action, Principal
from pos_app.wire.customers import CustomerAnswer, EnsureCustomer, SavedCards

Payer = Annotated[Principal, Depends(allowed(Action.TAKE_PAYMENT))]
Viewer = Annotated[Principal, Depends(allowed(Action.SEE_CARDS))]
Remover = Annotated[Principal, Depends(allowed(Action.USE_CARDS))]
ASKING_AT_ONCE = 16
"""Requests that may wait for Stripe at a time, on threads of their own."""


def build_router(customers: CustomerService) -> APIRouter:
    router = APIRouter(prefix="/payments/stripe", tags=["customers"], route_class=StrictRoute)
    lane = anyio.CapacityLimiter(ASKING_AT_ONCE)

    @router.post("/customers", operation_id="ensure_customer", summary="Make sure a patient is a customer")
    async def ensure(body: EnsureCustomer, who: Payer) -> CustomerAnswer:
        """The patient's Stripe customer, made if there is none; the same one however often it is asked for."""
        return await anyio.to_thread.run_sync(customers.ensure, who, body.patient_id, limiter=lane)

    @router.get(
        "/customers/patient/{patient_id}", operation_id="get_customer_of_patient", summary="A patient's customer"
    )
    def of_patient(patient_id: str, who: Viewer) -> CustomerAnswer:
        """The patient's Stripe customer. `not_found` (404) when there is none yet: reading makes nothing."""
        return customers.of_patient(who, patient_id)

    @router.get(
        "/customers/{customer_id}/payment-methods", operation_id="list_saved_cards", summary="A customer's saved cards"
    )
    async def cards(customer_id: str, who: Viewer) -> SavedCards:
        """The cards the patient lets the hospital keep: brand, last four and expiry, newest first."""
        return await anyio.to_thread.run_sync(customers.cards, who, customer_id, limiter=lane)

    @router.delete(
        "/payment-methods/{card_id}",
        operation_id="remove_saved_card",
        summary="Remove a saved card",
        status_code=status.HTTP_204_NO_CONTENT,
    )
    async def remove(card_id: str, who: Remover) -> None:
        """Remove a saved card for good; for one that was removed before too. Nobody can be charged with it after."""
        await anyio.to_thread.run_sync(customers.remove, who, card_id, limiter=lane)

    return router
