"""The same front desk as the tests of payments have: sandbox and server as processes, on both databases."""

from __future__ import annotations

from tests.integration.payments.conftest import desk, shared_desk

__all__ = ["desk", "shared_desk"]
