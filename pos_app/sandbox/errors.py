"""What the sandbox refuses, in Stripe's words: one exception that becomes Stripe's error envelope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

DOC_URL = "https://stripe.com/docs/error-codes/"


class ApiError(Exception):
    """An answer other than 200.

    ``keep`` says that what the operation wrote stays written (a declined card leaves a failed charge behind).
    ``remembered`` says whether the idempotency key keeps this answer: what failed before the work began is not kept.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        keep: bool = False,
        remembered: bool = True,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.keep = keep
        self.remembered = remembered
        self.error: Json = {"type": kind, "message": message}
        if code:
            self.error["code"] = code
            self.error["doc_url"] = DOC_URL + code.replace("_", "-")
        if param:
            self.error["param"] = param
        self.error.update(more or {})

    @property
    def body(self) -> Json:
        return {"error": self.error}


def invalid(message: str, param: str | None = None, code: str | None = None) -> ApiError:
    """A parameter that can't be taken; nothing was begun, so no idempotency key remembers it."""
    return ApiError(400, message, code=code, param=param, remembered=False)


def missing(kind: str, ident: str, param: str = "id") -> ApiError:
    """There is no such object: 404 in the path, 400 in a parameter."""
    status = 404 if param in ("id", "intent") else 400
    shown = ident if len(ident) <= 80 else ident[:80] + "..."
    return ApiError(status, f"No such {kind}: '{shown}'", code="resource_missing", param=param, remembered=False)


def wrong_state(message: str, code: str, **more: Any) -> ApiError:
    """The object is in a state that does not allow this."""
    return ApiError(400, message, code=code, more=more)
