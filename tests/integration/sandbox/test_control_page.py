"""The page of the control port: what it knows, and how a browser shows it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.integration.sandbox.test_promises import AUTH, CONFIRM, post
from tests.support.processes import Sandbox


def test_what_the_page_is_told(sandbox: Sandbox, control: httpx.Client) -> None:
    intent = post(sandbox, CONFIRM, "k").json()
    post(sandbox, {"payment_intent": intent["id"], "amount": "4800"}, path="refunds")
    found = control.get("/overview", params={"limit": 2}).json()
    assert [one["path"] for one in found["requests"]] == ["/v1/refunds", "/v1/payment_intents"]
    assert found["requests"][1]["idempotency_key"] == "k"
    assert [one["object"] for one in found["objects"]] == ["refund", "charge"]
    assert found["counts"]["payment_intent"] == 1
    assert [one["kind"] for one in found["ledger"]] == ["refund", "charge"]
    assert "drop_after" in found["doings"]
    for limit in ("0", "501", "x", "-1", "\u0663"):
        assert control.get("/overview", params={"limit": limit}).status_code == 400


def test_its_files_and_no_others(shared_control: httpx.Client) -> None:
    page = shared_control.get("/")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "TEST" in page.text
    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert sorted(named) == ["data:,", "page.css", "page.js"]
    for name in ("page.css", "page.js"):
        answer = shared_control.get(f"/{name}")
        assert answer.status_code == 200
        assert not re.search(r"https?:|url\(|@import", answer.text)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    for path in ("/control.py", "/..%2fcontrol.py", "/page", "/x/y"):
        assert shared_control.get(path).status_code == 404


def test_a_browser_shows_text_as_text(sandbox: Sandbox, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no Chromium here")
    httpx.get(f"{sandbox.url}/v1/<script>alert(1)</script>", headers=AUTH)
    post(sandbox, CONFIRM, "k<b>y</b>")
    httpx.post(f"{sandbox.control}/faults", json={"on": "POST /v1/refunds", "do": "drop_after", "times": 7})
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    shown = subprocess.run(
        [*command, "--virtual-time-budget=4000", "--dump-dom", f"{sandbox.control}/"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown
    assert "k&lt;b&gt;y" in shown
    assert '<td title="drop_after" class="">drop_after</td>' in shown
    assert ">14800</td>" in shown
    assert re.search(r'id="live"[^>]*>live<', shown)
