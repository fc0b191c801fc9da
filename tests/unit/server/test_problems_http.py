from __future__ import annotations

import sqlite3

import psycopg.errors
import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pos_app.server.errors import ApiError
from pos_app.server.problems_http import answer, is_busy, is_full
from pos_app.wire.problems import Code, Problem


def operational(original: Exception) -> OperationalError:
    return OperationalError("SELECT 1", None, original)


def locked() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorname = "SQLITE_BUSY_SNAPSHOT"
    return error


def full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    return error


@pytest.mark.parametrize(
    ("error", "busy"),
    [
        (operational(locked()), True),
        (operational(full()), False),
        (operational(psycopg.errors.LockNotAvailable()), True),
        (operational(psycopg.errors.DeadlockDetected()), True),
        (operational(psycopg.errors.AdminShutdown()), True),
        (operational(psycopg.errors.UndefinedTable()), True),
        (operational(psycopg.errors.UndefinedColumn()), False),
        (operational(psycopg.errors.DiskFull()), False),
        (operational(psycopg.OperationalError("connection refused")), True),
        (PoolTimeout(), True),
        (ValueError(), False),
    ],
)
def test_what_may_be_tried_again(error: Exception, busy: bool) -> None:
    assert is_busy(error) is busy


def test_a_full_disk_has_a_code_of_its_own() -> None:
    assert is_full(operational(full()))
    assert is_full(operational(psycopg.errors.DiskFull()))
    assert not is_full(operational(locked()))


def test_an_answer_carries_all_of_the_error() -> None:
    error = ApiError(Code.CARD_DECLINED, 402, "No.", decline_code="insufficient_funds", retry_after=3)
    response = answer(error, {"type": "http", "method": "POST", "hmis_request_id": "abc"})
    problem = Problem.model_validate_json(response.body)
    assert (response.status_code, response.media_type) == (402, "application/problem+json")
    assert response.headers["Retry-After"] == "3"
    assert (problem.code, problem.decline_code, problem.retry_after, problem.instance) == (
        "card_declined",
        "insufficient_funds",
        3,
        "abc",
    )
