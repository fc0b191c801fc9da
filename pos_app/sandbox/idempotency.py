"""Idempotency keys: the same request twice has one effect and one answer.

A key is kept for 24 hours with the answer it led to, errors and 500s too.  What failed before the work began is not
kept, nor a conflict with a request still running.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Final

from pos_app.sandbox.errors import ApiError
from pos_app.sandbox.store import Store

KEPT_SECONDS: Final = 24 * 3600
MAX_LENGTH: Final = 255


@dataclass(frozen=True, slots=True)
class Kept:
    status: int
    body: bytes


def fingerprint(method: str, path: str, body: bytes) -> str:
    """What must be the same for the same key."""
    return hashlib.sha256(b"\0".join([method.encode(), path.encode(), body])).hexdigest()


def check_length(key: str) -> None:
    if len(key) > MAX_LENGTH:
        raise ApiError(400, "Idempotency-Key must be at most 255 characters long.", remembered=False)


def in_use(key: str) -> ApiError:
    return ApiError(
        409,
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted "
        f"twice, and the other request is still going through): {key}. If it should not conflict, use another key.",
        kind="idempotency_error",
        code="idempotency_key_in_use",
        remembered=False,
    )


def recall(store: Store, key: str, mark: str) -> Kept | None:
    """The answer kept for the key. Raises ApiError 400 when it was used for something else."""
    store.run("DELETE FROM keys WHERE at < ?", (time.time() - KEPT_SECONDS,))
    rows = store.rows("SELECT fingerprint, status, body FROM keys WHERE key = ?", (key,))
    if not rows:
        return None
    if rows[0]["fingerprint"] != mark:
        raise ApiError(
            400,
            "Keys for idempotent requests can only be used with the same parameters they were first used with. Try "
            f"using a key other than '{key}' if you meant to execute a different request.",
            kind="idempotency_error",
            remembered=False,
        )
    return Kept(rows[0]["status"], str(rows[0]["body"]).encode())


def keep(store: Store, key: str, mark: str, status: int, body: bytes) -> None:
    store.run(
        "INSERT INTO keys (key, at, fingerprint, status, body) VALUES (?, ?, ?, ?, ?)",
        (key, time.time(), mark, status, body.decode()),
    )
