"""The pay page as the real server hands it out: its policy, its fonts, its data."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.shop import PAYS
from tests.browser.window import CARD, Window
from tests.support.processes import Stack, running_stack

Json = dict[str, Any]


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[Stack]:
    with running_stack(tmp_path, f"sqlite:///{tmp_path / 'hmis.sqlite'}") as found:
        yield found


@pytest.mark.parametrize("view", ["till", "phone"])
def test_a_card_pays_an_invoice(window: Window, hospital: Stack, view: str) -> None:
    window.forgive("Unrecognized feature: 'payment'")  # Qt's Chromium is built without the Payment Request API
    with contextlib.closing(hospital.client("cashier")) as api:
        attempt = _opened(api, _invoice(api))
        window.open(f"{attempt['pay_url']}?view={view}&theme=dark&locale=en")
        window.focus_card()
        assert window.js("[...document.fonts].some((f) => f.family === 'Inter' && f.status === 'loaded')", CARD) is True
        window.fill_card(PAYS)
        window.wait_step("complete")
        window.page.runJavaScript("hmisPay.submit()")
        window.wait_step("handback")
        assert _settled(api, attempt)["state"] == "succeeded"


def test_a_page_that_waits_takes_one_payment(window: Window, hospital: Stack) -> None:
    window.forgive("Unrecognized feature: 'payment'")
    with contextlib.closing(hospital.client("cashier")) as api:
        detail = _invoice(api)
        attempt = _opened(api, detail)
        _stand(window, hospital)
        _give(window, attempt)
        window.focus_card()
        assert window.numbers == [1, 2]
        assert window.js("performance.getEntriesByType('navigation')[0].name").endswith("locale=en")
        assert "/pay/waiting" in window.js("performance.getEntriesByType('navigation')[0].name")
        url = window.view.url()
        assert url.path() == httpx.URL(attempt["pay_url"]).path
        _give(window, {"pay_url": "https://pay.example/pay/another"})  # it has one
        window.fill_card(PAYS)
        window.wait_step("complete")
        window.page.runJavaScript("hmisPay.submit()")
        window.wait_step("handback")
        assert window.view.url().path() == url.path()
        assert _settled(api, attempt)["state"] == "succeeded"


def test_a_payment_that_takes_no_card_says_so_to_a_page_that_waits(window: Window, hospital: Stack) -> None:
    window.forgive("Unrecognized feature: 'payment'", "404", "410")
    with contextlib.closing(hospital.client("cashier")) as api:
        attempt = _opened(api, _invoice(api))
        api.post(f"/payments/stripe/payment-intents/{attempt['id']}/cancel").raise_for_status()
        _stand(window, hospital)
        _give(window, attempt)
        window.wait_js("document.body?.textContent.includes('This payment was cancelled.')")


def test_a_page_of_another_version_of_the_server_is_loaded_anew(window: Window, hospital: Stack) -> None:
    window.forgive("Unrecognized feature: 'payment'")
    with contextlib.closing(hospital.client("cashier")) as api:
        attempt = _opened(api, _invoice(api))
        _stand(window, hospital)
        fetched = "const real = fetch; window.fetch = async (...asked) => { const answer = await real(...asked);"
        window.js(f"(() => {{ {fetched} const said = await answer.json(); said.build = 'older';"
                  " return new Response(JSON.stringify(said)); }; return 1; })()")  # fmt: skip
        _give(window, attempt)
        window.focus_card()
        assert "/pay/waiting" not in window.js("performance.getEntriesByType('navigation')[0].name")


def _stand(window: Window, hospital: Stack) -> None:
    window.open(f"{hospital.url}/pay/waiting?view=till&theme=light&locale=en")
    window.wait_step("waiting")
    window.steps.clear()
    window.numbers.clear()


def _give(window: Window, attempt: Json) -> None:
    address = f"{httpx.URL(attempt['pay_url']).path}?view=till&theme=light&locale=en"
    window.page.runJavaScript(f"hmisPay.open({json.dumps(address)})")


def test_a_card_the_patient_agreed_to_keep_pays_the_next_bill(window: Window, hospital: Stack) -> None:
    window.forgive("Unrecognized feature: 'payment'")
    with (
        contextlib.closing(hospital.client("cashier")) as api,
        contextlib.closing(hospital.client("supervisor")) as boss,
    ):
        detail = _invoice(api)
        attempt = _opened(api, detail, save_payment_method=True)
        window.open(f"{attempt['pay_url']}?view=till&theme=light&locale=en")
        window.focus_card()
        window.fill_card(PAYS)
        window.js("(document.getElementById('save-card').click(), 1)")
        window.page.runJavaScript("hmisPay.submit()")
        window.wait_step("handback")
        assert _settled(api, attempt)["state"] == "succeeded"
        customer = api.get(f"/payments/stripe/customers/patient/{detail['patient']['id']}").raise_for_status().json()
        [card] = api.get(f"/payments/stripe/customers/{customer['id']}/payment-methods").json()["items"]
        assert (card["last4"], card["consented_by"]) == ("4242", "Tomasz Zieliński")
        window.forget_steps()
        again = _opened(boss, detail)  # who may use it; at the till it is offered beside the form, not in it
        window.open(f"{again['pay_url']}?view=phone&theme=light&locale=en")
        window.wait_step("complete")
        assert window.js("document.querySelector('.choice.chosen .digits').textContent", CARD) == "•••• 4242"
        window.page.runJavaScript("hmisPay.submit()")
        window.wait_step("handback")
        paid = _settled(api, again)
        assert (paid["state"], paid["card"]["last4"]) == ("succeeded", "4242")


def _invoice(api: httpx.Client) -> Json:
    invoice = api.get("/invoices", params={"status": "open"}).raise_for_status().json()["items"][0]
    return dict(api.get(f"/invoices/{invoice['id']}").raise_for_status().json())


def _opened(api: httpx.Client, detail: Json, **other: Any) -> Json:
    wanted = {
        "invoice_id": detail["id"],
        "patient_id": detail["patient"]["id"],
        "amount": "1.00",
        "currency": detail["currency"],
        **other,
    }
    return dict(api.post("/payments/stripe/payment-intents", json=wanted).raise_for_status().json())


def _settled(api: httpx.Client, attempt: Json) -> Json:
    return dict(
        api.post(f"/payments/stripe/payment-intents/{attempt['id']}/confirm", json={}).raise_for_status().json()
    )
