"""What a client may know before anyone has logged in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pos_app.wire.base import Answer, Instant


class ServerInfo(Answer):
    """GET /api/v1/info"""

    product: Literal["hmis-pos"] = "hmis-pos"
    version: str
    hospital: str = Field(examples=["Larkfield General Hospital"])
    mode: Literal["test", "live"] = Field(description="test: no real money can move")
    server_time: Instant
    idle_minutes: int | None = Field(
        default=None, ge=1, le=60, description="After so many idle minutes at most a till must lock; null: as it likes"
    )


class Health(Answer):
    """GET /api/v1/health"""

    status: Literal["ok", "degraded"]
    database: Literal["ok", "down"]
    server_time: Instant
