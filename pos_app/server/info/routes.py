"""What anybody may ask: which server this is, and whether it is well."""

from __future__ import annotations

import structlog
from fastapi import APIRouter, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from pos_app import __version__
from pos_app.server.body import StrictRoute
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.logs import describe
from pos_app.server.settings import Settings
from pos_app.wire.info import Health, ServerInfo


def build_router(settings: Settings, database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["info"], route_class=StrictRoute)
    log = structlog.get_logger("health")

    @router.get("/info", operation_id="server_info", summary="About this server")
    def info() -> ServerInfo:
        """Which server this is, and whether real money can move."""
        return ServerInfo(
            version=__version__,
            hospital=settings.hospital_name,
            mode=settings.mode,
            server_time=clock.now(),
            idle_minutes=settings.till_idle_minutes,
        )

    @router.get(
        "/health",
        operation_id="health",
        summary="Whether the server is well",
        responses={503: {"model": Health, "description": "The database does not answer"}},
    )
    def health(response: Response) -> Health:
        """200 if the database answers, else 503."""
        try:
            with database.read() as session:
                session.execute(text("SELECT 1"))
        except SQLAlchemyError as error:
            log.warning("database_down", **describe(error))
            response.status_code = 503
            return Health(status="degraded", database="down", server_time=clock.now())
        return Health(status="ok", database="ok", server_time=clock.now())

    return router
