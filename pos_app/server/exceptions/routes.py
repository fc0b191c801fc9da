"""What did not fit into the books: a supervisor looks at it, does something about it, and says so."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from pos_app.server.auth.dependencies import allowed
from pos_app.server.body import StrictRoute
from pos_app.server.exceptions.service import ExceptionService
from pos_app.server.permissions import Action, Principal
from pos_app.wire.exceptions import MoneyExceptionEntry, MoneyExceptionPage, ResolveException, Which

Reader = Annotated[Principal, Depends(allowed(Action.READ_EXCEPTIONS))]
Resolver = Annotated[Principal, Depends(allowed(Action.RESOLVE_EXCEPTIONS))]


def build_router(exceptions: ExceptionService) -> APIRouter:
    router = APIRouter(prefix="/exceptions", tags=["exceptions"], route_class=StrictRoute)

    @router.get("", operation_id="list_exceptions", summary="List what did not fit")
    def page(
        who: Reader,
        state: Which = Which.OPEN,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=256, description="next_cursor of the page before")] = None,
    ) -> MoneyExceptionPage:
        """What did not fit into the books, newest first, with what to do about each."""
        return exceptions.page(who, which=state, limit=limit, cursor=cursor)

    @router.post("/{exception_id}/resolve", operation_id="resolve_exception", summary="Say what was done about it")
    def resolve(
        who: Resolver, exception_id: Annotated[str, Path(max_length=64)], body: ResolveException
    ) -> MoneyExceptionEntry:
        """Close it with a note. It opens again if the same thing happens again.

        `exception_resolved` (409): somebody else was quicker.
        """
        return exceptions.resolve(who, exception_id, body.note)

    return router
