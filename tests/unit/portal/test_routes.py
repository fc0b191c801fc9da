"""What keeps the pay page to itself: its policy, and data that can't become markup."""

from __future__ import annotations

import json

from pos_app.portal.routes import json_in_html, policy

STRIPE = policy("https://js.stripe.com/endive/stripe.js", "https://api.stripe.com")


def parts(text: str) -> dict[str, list[str]]:
    return {name: rest for name, *rest in (part.split(" ") for part in text.split("; "))}


def test_stripes_own_hosts_and_no_others() -> None:
    found = parts(STRIPE)
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'", "https://js.stripe.com", "https://*.js.stripe.com"]
    assert found["frame-src"] == ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"]
    assert "https://api.stripe.com" in found["connect-src"]
    hosts = {source for sources in found.values() for source in sources if source.startswith("http")}
    assert all(host.endswith(".stripe.com") for host in hosts)
    assert "unsafe" not in STRIPE


def test_a_sandbox_gets_no_rights_of_stripes() -> None:
    text = policy("http://127.0.0.1:8420/endive/stripe.js", "http://127.0.0.1:8420")
    assert "stripe.com" not in text
    assert parts(text)["script-src"] == ["'self'", "http://127.0.0.1:8420"]


def test_data_cant_end_its_script_element() -> None:
    data = {"hospital": "</script><script>alert('x')</script> & <!-- \u2028"}
    text = json_in_html(data)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == data
