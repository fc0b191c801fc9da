"""Stripe's own loader, `@stripe/stripe-js` as npm hands it out, with the sandbox's Stripe.js, in Debian's Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.chromium import SHIFT, TAB, Chromium
from tests.browser.merchant import KEY
from tests.browser.shop import PAYS, Shop
from tests.support.processes import REPO, Sandbox

LOADER = REPO / ".venv" / "share" / "stripe-js"
# The page writes the script tag itself, as the pay page does; the loader finds it done.
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
<script src="{stripe_js}"></script></head><body><div id="element"></div>
<script>
  const kind = Object.getPrototypeOf(Stripe({key}));
  const register = kind._registerWrapper;
  kind._registerWrapper = function (wrapper) {{ window.wrapper = wrapper; return register.call(this, wrapper); }};
</script>
<script type="module">
  import {{ loadStripe }} from '/stripe-js/lib/index.mjs';
  window.loaded = await loadStripe({key});
</script></body></html>"""

pytestmark = pytest.mark.skipif(
    not (LOADER / "package.json").is_file(),
    reason="Stripe's loader is not there; resources/setup/prepare.sh test fetches it",
)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    with chromium.running(tmp_path) as found:
        yield found


@pytest.fixture
def loaded(browser: Chromium, shop: Shop) -> Chromium:
    for file in LOADER.rglob("*.mjs"):
        shop.pages.files[f"/stripe-js/{file.relative_to(LOADER)}"] = file
    shop.pages.html["/loader"] = PAGE.format(stripe_js=shop.pages.stripe_js, key=KEY)
    browser.open(f"{shop.pages.origin}/loader")
    browser.wait_js("typeof window.loaded === 'object'")
    return browser


def test_the_loader_takes_our_stripe_without_a_word(loaded: Chromium, shop: Shop) -> None:
    version = json.loads((LOADER / "package.json").read_text())["version"]
    assert version.split(".")[0] == "10"
    assert loaded.js("Object.getPrototypeOf(loaded) === kind") is True
    assert loaded.js("Stripe.version") == "endive"
    assert loaded.js("[wrapper.name, wrapper.version]") == ["stripe-js", version]
    assert loaded.js("[...document.scripts].map((script) => script.src).filter(Boolean)") == [shop.pages.stripe_js]
    assert loaded.console == []


def test_a_card_typed_key_by_key_pays(loaded: Chromium, shop: Shop, stripe: Sandbox) -> None:
    intent = shop.intent()
    loaded.js(
        f"window.elements = loaded.elements({{clientSecret: {json.dumps(intent['client_secret'])}}});"
        "window.element = elements.create('payment'); window.told = {};"
        "for (const name of ['ready', 'change']) element.on(name, (event) => { told[name] = event; });"
        "element.mount('#element')"
    )
    loaded.wait_js("Boolean(told.ready)")
    loaded.js("element.focus()")
    card = loaded.frame(stripe.url, "/elements/card.html")

    def has_focus(name: str) -> None:
        loaded.wait_js(f"document.hasFocus() && document.activeElement.name === '{name}'", card)

    def key_arrives() -> bool:
        loaded.press(SHIFT)
        return loaded.js("window.testKeySeen === true", card) is True

    has_focus("number")
    loaded.js("addEventListener('keydown', () => { window.testKeySeen = true; }, { once: true })", card)
    loaded.wait(key_arrives, "a key to arrive")
    loaded.type(PAYS + "1234")
    has_focus("cvc")
    loaded.type("567")
    for field in ("country", "postalCode"):
        loaded.press(TAB)
        has_focus(field)
    loaded.type("02118")
    loaded.wait_js("told.change?.complete === true")
    paid = loaded.js("loaded.confirmPayment({elements, redirect: 'if_required'})")
    assert paid["paymentIntent"]["status"] == "succeeded"
    assert [charge["amount"] for charge in shop.charges(intent["id"])] == [14800]
    assert loaded.console == []
