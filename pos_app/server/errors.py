"""The one error a client may see: a status, a stable code and a sentence.

    ApiError                       anything the API refuses, with all that the answer needs
      not_found()                  what does not exist, and what is another site's: the same words
      not_authenticated()          no session, or one that ended
      not_allowed()                the role has no such right
      must_change_password()       nothing else until the password for one time is changed

Services raise it; ``problems_http`` turns it into ``application/problem+json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pos_app.server.audit.rules import About
from pos_app.wire.problems import Code, Problem


class ApiError(Exception):
    """``detail`` is one sentence for a person; ``retry_after`` is in seconds; ``why`` is for the log alone, and
    ``about`` for the audit log, where the request itself does not say what it was about."""

    def __init__(
        self,
        code: Code,
        status: int,
        detail: str,
        *,
        fields: Mapping[str, str] | None = None,
        decline_code: str | None = None,
        retry_after: int | None = None,
        headers: Mapping[str, str] | None = None,
        why: str = "",
        about: About | None = None,
    ) -> None:
        super().__init__(f"{code.value}: {detail}")
        self.code = code
        self.status = status
        self.detail = detail
        self.fields = MappingProxyType(dict(fields or {}))
        self.decline_code = decline_code
        self.retry_after = retry_after
        self.headers = MappingProxyType(dict(headers or {}))
        self.why = why
        self.about = about

    def problem(self, request_id: str | None = None) -> Problem:
        return Problem(
            title=self.code.value.replace("_", " ").capitalize(),
            status=self.status,
            code=self.code.value,
            detail=self.detail,
            instance=request_id,
            fields=dict(self.fields),
            decline_code=self.decline_code,
            retry_after=self.retry_after,
        )


def not_found(what: str = "resource") -> ApiError:
    return ApiError(Code.NOT_FOUND, 404, f"There is no such {what}.")


def not_authenticated() -> ApiError:
    return ApiError(
        Code.NOT_AUTHENTICATED,
        401,
        "Log in first: there is no session, or it has ended.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def not_allowed() -> ApiError:
    return ApiError(Code.NOT_ALLOWED, 403, "Your role does not allow this.")


def must_change_password() -> ApiError:
    return ApiError(Code.PASSWORD_CHANGE_REQUIRED, 403, "This password is for one time: choose one of your own first.")
