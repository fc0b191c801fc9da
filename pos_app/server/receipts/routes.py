"""GET /payments/stripe/payment-intents/{id}/receipt: as JSON, or as PDF for printing."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Response

from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import StrictRoute
from pos_app.server.permissions import Action, Principal
from pos_app.server.receipts.pdf import ReceiptPrinter
from pos_app.server.receipts.service import ReceiptService
from pos_app.wire.receipts import Receipt

PDF = "application/pdf"
Reader = Annotated[Principal, Depends(allowed(Action.READ_RECEIPTS))]
DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}},
}


def build_router(receipts: ReceiptService, printer: ReceiptPrinter) -> APIRouter:
    router = APIRouter(prefix="/payments/stripe/payment-intents", tags=["receipts"], route_class=StrictRoute)

    @router.get(
        "/{reference}/receipt",
        operation_id="get_receipt",
        summary="The receipt of a payment",
        response_model=Receipt,
        responses=DESCRIBED,
    )
    def receipt(
        reference: str,
        who: Reader,
        accept: Annotated[str, Header(include_in_schema=False)] = "",
        form: Annotated[Literal["json", "pdf"] | None, Query(alias="format")] = None,
    ) -> Receipt | Response:
        """The receipt; as PDF with `Accept: application/pdf` or `?format=pdf`.

        `receipt_not_available` (409): no money moved.
        """
        found = receipts.of_payment(who, reference)
        wants_pdf = form == "pdf" or (form is None and PDF in accept.lower())
        if not wants_pdf:
            return found
        headers = {"Content-Disposition": f'inline; filename="{found.number}.pdf"', "Vary": "Accept"}
        return Response(printer.pdf(found), media_type=PDF, headers=headers)

    return router
