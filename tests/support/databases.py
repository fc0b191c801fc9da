"""On which databases the tests run that are tried on both.

Everything is tried on SQLite and on PostgreSQL with SLOW=1. Without, a file named here keeps one of them: PostgreSQL
where locks, several servers or many at once decide, SQLite where what is tried ends before the database. What is not
named is about the database itself, or cheap, and keeps both.
"""

from __future__ import annotations

import pytest

KINDS = frozenset({"sqlite", "postgresql"})
KEPT = {
    "postgresql": (
        "integration/books/test_heal.py",
        "integration/payments/test_audit.py",
        "integration/payments/test_customers.py",
        "integration/payments/test_kept_cards.py",
        "integration/payments/test_races.py",
        "integration/payments/test_refund_limits.py",
        "integration/payments/test_refund_outcomes.py",
        "integration/payments/test_two_servers.py",
        "integration/payments/test_webhooks.py",
        "integration/payments/test_worker.py",
        "integration/server_base/test_auth.py",
        "integration/server_base/test_people.py",
        "integration/server_base/test_rotation.py",
        "integration/sso",
        "security/test_card_testing.py",
        "security/test_cash.py",
    ),
    "sqlite": (
        "faults/test_disputes.py",
        "integration/payments/test_faults.py",
        "integration/payments/test_pay_links.py",
        "integration/payments/test_pay_page.py",
        "integration/payments/test_receipt_copies.py",
        "integration/payments/test_refund_faults.py",
        "integration/payments/test_refunds.py",
        "integration/payments/test_taking.py",
        "integration/server_base/test_http.py",
        "integration/server_base/test_matrix.py",
        "security/test_addresses.py",
        "security/test_amounts.py",
        "security/test_intents.py",
        "security/test_pages.py",
        "security/test_texts.py",
        "security/test_till_process.py",
        "security/test_webhooks.py",
        "unit/server/sample/test_seed.py",
    ),
}


def kept(path: str) -> str | None:
    """The one database of a test file (its path below ``tests``) without SLOW=1; None if it keeps both."""
    found = [kind for kind, names in KEPT.items() if any(path == one or path.startswith(one + "/") for one in names)]
    return found[0] if found else None


def mark(item: pytest.Item, path: str) -> None:
    """Make a test slow that repeats another one on the second database."""
    only, parameters = kept(path), getattr(item, "callspec", None)
    if only is None or parameters is None:
        return
    kinds = {value for value in parameters.params.values() if isinstance(value, str)} & KINDS
    if kinds and only not in kinds:
        item.add_marker("slow")
