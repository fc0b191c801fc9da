"""GET /audit: who did what. Looking into it is written down too."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from pos_app.server.audit.buffer import Buffer
from pos_app.server.audit.rules import About
from pos_app.server.audit.service import AuditLog, Wanted
from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import JsonAnswer, StrictRoute
from pos_app.server.permissions import Action, Principal
from pos_app.wire.audit import Act, AuditPage, Outcome
from pos_app.wire.base import Instant

Reader = Annotated[Principal, Depends(allowed(Action.READ_AUDIT))]


def build_router(log: AuditLog, audit: Buffer) -> APIRouter:
    router = APIRouter(tags=["audit"], route_class=StrictRoute)

    @router.get("/audit", operation_id="list_audit", summary="List the audit log", response_model=AuditPage)
    def page(
        who: Reader,
        person: Annotated[str | None, Query(max_length=64, description="A user's id")] = None,
        till: Annotated[str | None, Query(max_length=64)] = None,
        action: Act | None = None,
        subject: Annotated[str | None, Query(max_length=255, description="The id of what it is about")] = None,
        outcome: Outcome | None = None,
        first: Annotated[Instant | None, Query(alias="from", description="The earliest moment")] = None,
        end: Annotated[Instant | None, Query(alias="to", description="The first moment no more wanted")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=256, description="next_cursor of the page before")] = None,
    ) -> JsonAnswer:
        """What was done and what was refused, newest first. `subject` takes an invoice's id too: all about it."""
        wanted = Wanted(person, till, action, subject, outcome, first, end)
        found = log.page(wanted, limit=limit, cursor=cursor)
        audit.read(who, Act.READ_AUDIT, About("audit"), wanted.facts)
        return JsonAnswer(found)

    return router
