"""Receipts, as JSON or as PDF for printing: of a payment, by number, as a list, and printed again."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Response, status

from pos_app.server.audit.buffer import Buffer
from pos_app.server.audit.rules import About, Facts
from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import StrictRoute
from pos_app.server.permissions import Action, Principal
from pos_app.server.receipts.pdf import ReceiptPrinter
from pos_app.server.receipts.service import ReceiptService
from pos_app.wire.audit import Act
from pos_app.wire.base import FreeText
from pos_app.wire.receipts import Receipt, ReceiptPage, Reprint

PDF = "application/pdf"
MOST_COPIES = 2**31 - 1
RECEIPTS_NAMED: Final = 10
"""Receipts that one reading of the list names in the audit log; what is beyond that was no search for one of them."""
Reader = Annotated[Principal, Depends(allowed(Action.READ_RECEIPTS))]
Accept = Annotated[str, Header(include_in_schema=False)]
Form = Annotated[Literal["json", "pdf"] | None, Query(alias="format")]
Number = Annotated[str, Path(max_length=64)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=255, description="The copy's id: a UUID")]
Search = Annotated[
    FreeText,
    Query(
        max_length=200, description="Receipt's or invoice's number, MRN, phone, birth date or name", examples=["okafor"]
    ),
]
DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}},
}


def build_router(receipts: ReceiptService, printer: ReceiptPrinter, audit: Buffer) -> APIRouter:
    router = APIRouter(tags=["receipts"], route_class=StrictRoute)

    def answer(found: Receipt, accept: str, form: str | None) -> Receipt | Response:
        wants_pdf = form == "pdf" or (form is None and PDF in accept.lower())
        if not wants_pdf:
            return found
        name = f"{found.number}-copy-{found.copy_number}" if found.copy_number else found.number
        headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Vary": "Accept"}
        return Response(printer.pdf(found), media_type=PDF, headers=headers)

    @router.get(
        "/payments/stripe/payment-intents/{reference}/receipt",
        operation_id="get_receipt",
        summary="The receipt of a payment",
        response_model=Receipt,
        responses=DESCRIBED,
    )
    def receipt(reference: str, who: Reader, accept: Accept = "", form: Form = None) -> Receipt | Response:
        """The receipt; as PDF with `Accept: application/pdf` or `?format=pdf`.

        `receipt_not_available` (409): no money moved.
        """
        return answer(receipts.of_payment(who, reference), accept, form)

    @router.get("/receipts", operation_id="list_receipts", summary="List and search receipts")
    def page(
        who: Reader,
        q: Search = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=64, description="next_cursor of the page before")] = None,
    ) -> ReceiptPage:
        """Receipts, the newest first: a patient's own, one's sites', or all, by role."""
        found = receipts.page(who, q=q, limit=limit, cursor=cursor)
        audit.read(who, Act.READ_RECEIPTS, About("receipts"), _found(found, searched=bool(q.strip())))
        return found

    @router.get(
        "/receipts/{number}",
        operation_id="get_receipt_by_number",
        summary="One receipt",
        response_model=Receipt,
        responses=DESCRIBED,
    )
    def numbered(
        number: Number,
        who: Reader,
        copy_number: Annotated[
            int,
            Query(alias="copy", ge=0, le=MOST_COPIES, description="A copy that has been counted; 0: the first print"),
        ] = 0,
        accept: Accept = "",
        form: Form = None,
    ) -> Receipt | Response:
        """The receipt of this number; as PDF as above, marked COPY with the copy's number where one is asked for.

        `not_found` for another site's as for what does not exist, and for a copy that was never counted.
        """
        return answer(receipts.of_number(who, number, copy_number), accept, form)

    @router.post(
        "/receipts/{number}/reprints",
        operation_id="reprint_receipt",
        summary="Count a copy",
        status_code=status.HTTP_201_CREATED,
        responses={200: {"model": Reprint}},
    )
    def reprint(number: Number, who: Reader, response: Response, idempotency_key: Key = None) -> Reprint:
        """Before a receipt is printed again: who, when, which till. The answer has the number for the paper.

        201, or 200 with the same answer when this key was used for it before.
        """
        made = receipts.reprint(who, number, idempotency_key)
        response.status_code = status.HTTP_200_OK if made.replayed else status.HTTP_201_CREATED
        return made.reprint

    return router


def _found(page: ReceiptPage, *, searched: bool) -> Facts:
    """Which receipts came up, never what was typed: it may be a name."""
    numbers = [row.number for row in page.items]
    return {
        "searched": searched,
        "shown": len(numbers),
        "receipts": numbers[:RECEIPTS_NAMED],
        "more": len(numbers) > RECEIPTS_NAMED,
    }
