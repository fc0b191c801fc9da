"""Invoices, as far as the person asking may see them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from pos_app.server.audit import rules
from pos_app.server.audit.buffer import Buffer
from pos_app.server.audit.rules import About
from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import JsonAnswer, StrictRoute
from pos_app.server.invoices.service import InvoiceService, WhichSites
from pos_app.server.permissions import Action, Principal
from pos_app.wire.audit import Act
from pos_app.wire.base import FreeText
from pos_app.wire.invoices import InvoiceCounts, InvoiceDetail, InvoicePage, ListFilter, ListSort

Reader = Annotated[Principal, Depends(allowed(Action.READ_INVOICES))]
Search = Annotated[
    FreeText, Query(max_length=200, description="Number, MRN, phone, birth date or name", examples=["okafor"])
]
Sites = Annotated[WhichSites, Query(description="mine: the sites one works at; all: every site one may see")]


def build_router(invoices: InvoiceService, audit: Buffer) -> APIRouter:
    router = APIRouter(prefix="/invoices", tags=["invoices"], route_class=StrictRoute)

    @router.get("", operation_id="list_invoices", summary="List and search invoices", response_model=InvoicePage)
    def page(
        who: Reader,
        status: ListFilter = ListFilter.OPEN,
        q: Search = "",
        site: Sites = "mine",
        sort: Annotated[ListSort, Query(description="most_due, least_due: with open and part_paid only")] = (
            ListSort.NEWEST
        ),
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=256, description="next_cursor of the page before")] = None,
    ) -> JsonAnswer:
        """Invoices, newest service first unless asked for otherwise."""
        found = invoices.page(who, status=status, sort=sort, q=q, site=site, limit=limit, cursor=cursor)
        if q.strip():
            audit.read(who, Act.SEARCH_PATIENTS, About("search"), rules.found(item.patient_id for item in found.items))
        return JsonAnswer(found)

    @router.get("/counts", operation_id="count_invoices", summary="Count invoices", response_model=InvoiceCounts)
    def counts(who: Reader, q: Search = "", site: Sites = "mine") -> JsonAnswer:
        """How many invoices each filter has. Counting stops at `cap`."""
        return JsonAnswer(invoices.counts(who, q=q, site=site))

    @router.get("/{invoice_id}", operation_id="get_invoice", summary="One invoice", response_model=InvoiceDetail)
    async def detail(who: Reader, invoice_id: Annotated[str, Path(max_length=64)]) -> JsonAnswer:
        """One invoice. `not_found` for another site's as for what does not exist."""
        found = await invoices.detail(who, invoice_id)
        about = About("invoice", found.id, found.id)
        await audit.read_soon(who, Act.READ_INVOICE, about, {"patient": found.patient_id})
        return JsonAnswer(found)

    return router
