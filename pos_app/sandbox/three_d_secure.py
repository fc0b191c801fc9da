"""The bank's question to the cardholder: how an intent asks for it, and what comes of the answer.

The page itself is drawn by ``stripe_js/three_d_secure.html``; its answer arrives at ``/3ds/{intent}/{nonce}/complete``.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pos_app.sandbox import ids
from pos_app.sandbox.errors import Json


def action(base_url: str, intent: str, return_url: str | None, by_script: bool) -> tuple[str, Json]:
    """A nonce that only this challenge knows, and the intent's ``next_action``."""
    nonce = ids.random_text(32)
    url = f"{base_url}/3ds/{intent}/{nonce}"
    if by_script:
        return nonce, {
            "type": "use_stripe_sdk",
            "use_stripe_sdk": {
                "type": "three_d_secure_redirect",
                "source": ids.new("src"),
                "stripe_js": url,
            },
        }
    if return_url:
        url += "?" + urlencode({"return_url": return_url})
    return nonce, {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": url}}


def way_back(return_url: str, intent: Json) -> str:
    """``return_url`` with what Stripe adds to it, so that the page knows which intent came back."""
    noun = "payment_intent" if intent["object"] == "payment_intent" else "setup_intent"
    parts = urlsplit(return_url)
    query = [
        *parse_qsl(parts.query, keep_blank_values=True),
        (noun, intent["id"]),
        (f"{noun}_client_secret", intent["client_secret"]),
        ("redirect_status", "succeeded" if intent["status"] in ("succeeded", "requires_capture") else "failed"),
    ]
    return urlunsplit(parts._replace(query=urlencode(query)))
