"""A Payment Element on somebody else's page: mounted, focused, and what it told the page."""

from __future__ import annotations

import json
from typing import Any

from tests.browser.window import Window
from tests.support.processes import PUBLISHABLE_KEY

KEY = json.dumps(PUBLISHABLE_KEY)
EVENTS = [
    *("ready", "change", "focus", "blur", "escape", "loaderror", "loaderstart"),
    *("carddetailschange", "availablepaymentmethodschange", "savedpaymentmethodupdate", "savedpaymentmethodremove"),
]


def mount(window: Window, elements: dict[str, Any], element: dict[str, Any] | None = None) -> None:
    """Mount a Payment Element and wait until it is ready; what it tells is kept in ``window.told``."""
    window.run(
        f"window.told = []; window.stripe = Stripe({KEY}); window.elements = stripe.elements({json.dumps(elements)});"
        f"window.element = elements.create('payment', {json.dumps(element or {})});"
        f"for (const name of {json.dumps(EVENTS)}) element.on(name, (event) => told.push([name, event]));"
        "element.mount('#element');"
    )
    window.wait_js("told.some(([name]) => name === 'availablepaymentmethodschange' || name === 'loaderror')")


def focus(window: Window) -> None:
    """The caret in the card number."""
    window.page.runJavaScript("element.focus()")
    window.wait_focus("number")
    window.wait_for_keys()


def told(window: Window, name: str) -> list[dict[str, Any]]:
    """The events of this name so far, oldest first."""
    return [event for kind, event in window.js("told") if kind == name]
