"""One's own password changed at a till at work, on a real server: the work goes on, and every other session is over."""

from __future__ import annotations

import httpx

from tests.integration.payments.desk import Desk
from tests.integration.till_api.counter import Counter

OLD, NEW = "sample-cashier", "four plain words 1946"


def log_in(desk: Desk, password: str) -> httpx.Response:
    body = {"username": "cashier", "password": password}
    return httpx.post(f"{desk.stack.url}/api/v1/auth/login", json=body, timeout=30)


def test_the_work_goes_on_and_other_sessions_end(counter: Counter, desk: Desk) -> None:
    assert desk.till.get("/auth/me").status_code == 200  # the same person at another till
    attempt = counter.open_card_form(desk.invoice())
    counter.till.password.open()
    say = counter.views.password.actions.password_said

    def problem(field: str) -> bool:
        face = counter.views.password.last("show_password")
        return bool(face and face.problem and face.field == field)

    say("not it", NEW, NEW)
    counter.until(lambda: problem("current"), "the wrong one is told")
    say(OLD, "short", "short")
    counter.until(lambda: problem("new"), "the weak one is told")
    assert desk.till.get("/auth/me").status_code == 200
    say(OLD, NEW, NEW)
    counter.until(lambda: "Your password is changed. Elsewhere you are signed out." in counter.toasts, "it is changed")
    assert desk.till.get("/auth/me").status_code == 401
    assert (log_in(desk, OLD).status_code, log_in(desk, NEW).status_code) == (401, 200)
    # the payment that was under way comes to its end, with the new tokens
    desk.pay_on_the_page(counter.api.intent(attempt).stripe_payment_intent_id or "").raise_for_status()
    counter.charge()
    counter.until(lambda: counter.face == "paid", "Paid")
    assert counter.session.person is not None
