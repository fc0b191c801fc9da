"""GET /reports/...: money that moved, for a spreadsheet and summed up."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Final

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import BeforeValidator

from pos_app.server.audit.buffer import Buffer
from pos_app.server.audit.rules import About
from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import StrictRoute
from pos_app.server.permissions import Action, Principal
from pos_app.server.reports.service import ReportService
from pos_app.wire.audit import Act
from pos_app.wire.reports import Extent, TakingsReport

CSV: Final = "text/csv"
EXPORTS_AT_ONCE: Final = 2
"""A year of payments keeps the database busy; the tills come first, so no more of them run at a time."""
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_EXAMPLE: Final = (
    "time,kind,status,receipt,invoice,tender,amount,currency,card_brand,card_last4,served_by,till,site\r\n"
    '"2026-11-23T09:41:00+00:00","payment","succeeded","R-10457","INV-20418","card",148.00,"USD","visa",4242,'
    '"Tomasz Zieliński","Front desk 3","North Wing"\r\n'
)
DESCRIBED: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {CSV: {"schema": {"type": "string"}, "example": _EXAMPLE}},
        "description": "The rows, oldest first",
    }
}
Reader = Annotated[Principal, Depends(allowed(Action.READ_REPORTS))]


def _day(value: object) -> object:
    """Only 2026-11-23: other spellings of a date are read differently by different people."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a day as 2026-11-23")
    return value


Day = Annotated[date, BeforeValidator(_day), Query(ge=EARLIEST, le=LATEST, examples=["2026-11-23"])]


def build_router(reports: ReportService, audit: Buffer) -> APIRouter:
    router = APIRouter(prefix="/reports", tags=["reports"], route_class=StrictRoute)
    lane = anyio.CapacityLimiter(EXPORTS_AT_ONCE)

    @router.get(
        "/payments.csv",
        operation_id="export_payments",
        summary="Payments and refunds as CSV",
        response_class=StreamingResponse,
        responses=DESCRIBED,
    )
    async def payments(
        who: Reader,
        first: Annotated[Day, Query(alias="from", description="The first day")],
        last: Annotated[Day, Query(alias="to", description="The last day; 366 days at most")],
    ) -> StreamingResponse:
        """Money taken and given back, refunds as negative amounts: one's own, one's sites', or all, by role."""
        made = await anyio.to_thread.run_sync(reports.payments, who, first, last, limiter=lane)
        name = f"payments-{first}-{last}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(made, media_type=f"{CSV}; charset=utf-8", headers=headers)

    @router.get("/takings", operation_id="read_takings", summary="What was taken, summed up")
    def takings(
        who: Reader,
        first: Annotated[Day, Query(alias="from", description="The first day")],
        last: Annotated[Day, Query(alias="to", description="The last day; 31 days at most")],
    ) -> TakingsReport:
        """Money taken and given back by tender, till, person and hour: one's own, one's sites', or all, by role."""
        found = reports.takings(who, first, last)
        if found.extent is not Extent.OWN:  # what others took
            span = {"first": first.isoformat(), "last": last.isoformat()}
            audit.read(who, Act.READ_REPORT, About("report", "takings"), span)
        return found

    return router
