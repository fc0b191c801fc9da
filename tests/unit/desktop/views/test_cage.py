"""What the pay page may open, frame and fetch: rules over addresses, and what Qt's environment may say."""

from __future__ import annotations

import shlex

import pytest
from PySide6.QtCore import QUrl

from pos_app.desktop.views.cage import Cage, hint
from pos_app.desktop.views.environment import EARLY_KEYS, FLAGS, add_flag, clean

SERVER = "https://billing.larkfield.example"
CAGE = Cage(QUrl(SERVER))
LOCAL = Cage(QUrl("http://127.0.0.1:8000"))


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        (f"{SERVER}/pay/tok_1?view=till#ready-2", True),
        (f"{SERVER}:443/pay/tok_1", True),
        ("about:blank", True),
        (f"{SERVER}/api/v1/invoices", False),
        (f"{SERVER}.evil.example/pay/x", False),
        ("https://billing.larkfield.example@evil.example/pay/x", False),
        ("http://billing.larkfield.example/pay/x", False),
        (f"{SERVER}:8443/pay/x", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("data:text/html,hello", False),
        ("https://js.stripe.com/pay/x", False),
        ("chrome://version", False),
        ("", False),
    ],
)
def test_the_main_frame_opens_the_servers_pay_page_alone(url: str, *, allowed: bool) -> None:
    assert CAGE.may_open(QUrl(url)) is allowed


def test_a_cage_without_a_server_opens_nothing() -> None:
    assert not Cage().may_open(QUrl("https://anything.example/pay/x"))


def test_plain_http_is_for_this_computer_alone() -> None:
    assert LOCAL.may_open(QUrl("http://127.0.0.1:8000/pay/x"))
    assert not Cage(QUrl("http://10.0.0.5:8000")).may_open(QUrl("http://10.0.0.5:8000/pay/x"))


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://js.stripe.com/v3/elements", True),
        ("https://hooks.stripe.com/3d_secure", True),
        ("https://acs.some-bank.example/challenge", True),
        ("about:srcdoc", True),
        (f"{SERVER}/pay/tok_2", False),
        (f"{SERVER}/api/v1/invoices", False),
        ("http://acs.some-bank.example/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_frame_may_be_the_banks_but_never_the_hospitals(url: str, *, allowed: bool) -> None:
    assert CAGE.may_frame(QUrl(url)) is allowed


@pytest.mark.parametrize(
    ("url", "initiator", "allowed"),
    [
        (f"{SERVER}/pay-static/pay.js", SERVER, True),
        ("https://js.stripe.com/endive/stripe.js", SERVER, True),
        ("https://r.stripe.com/b", SERVER, True),
        ("data:image/png;base64,AA", SERVER, True),
        ("https://evil.example/collect", SERVER, False),
        ("https://notstripe.com/x.js", SERVER, False),
        ("http://js.stripe.com/endive/stripe.js", SERVER, False),
        ("https://api.stripe.com/v1/x", "https://js.stripe.com", True),
        ("https://cdn.some-bank.example/logo.png", "https://acs.some-bank.example", True),
        (f"{SERVER}/api/v1/invoices", "https://js.stripe.com", False),
        (f"{SERVER}/pay-static/Inter.woff2", "https://js.stripe.com", True),
        ("file:///etc/passwd", "https://js.stripe.com", False),
    ],
)
def test_what_may_be_fetched(url: str, initiator: str, *, allowed: bool) -> None:
    assert CAGE.may_fetch(QUrl(url), QUrl(initiator)) is allowed


def test_a_sandbox_is_on_this_computer_or_named() -> None:
    script = QUrl("http://127.0.0.1:9999/endive/stripe.js")
    assert LOCAL.may_fetch(script, QUrl("http://127.0.0.1:8000"))
    assert not CAGE.may_fetch(script, QUrl(SERVER))
    named = Cage(QUrl(SERVER), ("https://sandbox.larkfield.example:443",))
    assert named.may_fetch(QUrl("https://sandbox.larkfield.example/endive/stripe.js"), QUrl(SERVER))


@pytest.mark.parametrize(
    ("url", "heard"),
    [
        (f"{SERVER}/pay/tok#ready-2", "ready-2"),
        (f"{SERVER}/pay/tok#handback-31", "handback-31"),
        (f"{SERVER}/pay/tok", ""),
        (f"{SERVER}/other#ready-2", ""),
        ("https://evil.example/pay/tok#handback-3", ""),
        (f"{SERVER}/pay/tok#{'x' * 65}", ""),
        (f"{SERVER}/pay/tok#<script>", ""),
        (f"{SERVER}/pay/tok#é-1", ""),
    ],
)
def test_a_hint_is_short_plain_and_the_servers(url: str, heard: str) -> None:
    assert hint(QUrl(url), QUrl(SERVER)) == heard


OPENING = (
    "--remote-debugging-port=9222",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--single-process",
    "--ignore-certificate-errors",
    "--ignore-certificate-errors-spki-list=AA",
    "--disable-web-security",
    "--host-resolver-rules=MAP * 127.0.0.1",
    "--proxy-server=evil.example:80",
    "--ssl-key-log-file=/tmp/keys",
    "--log-net-log=/tmp/net",
    "--use-fake-ui-for-media-stream",
    "--unsafely-treat-insecure-origin-as-secure=http://evil.example",
    "--disable-gpu-sandbox",
    "--lang-of-nobody",
    "--something-new",
)


def test_switches_that_open_the_form_to_others_are_taken_out() -> None:
    environ = {
        "QTWEBENGINE_REMOTE_DEBUGGING": "9222",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "SSLKEYLOGFILE": "/var/keys",
        FLAGS: shlex.join([*OPENING, "--disable-gpu"]),
        "HOME": "/home/desk3",
    }
    clean(environ, root=False)
    assert environ == {FLAGS: "--disable-gpu", "HOME": "/home/desk3"}


def test_a_flag_is_added_once_beside_what_is_there() -> None:
    environ = {FLAGS: "--disable-gpu"}
    for _ in range(2):
        add_flag(environ, EARLY_KEYS)
    assert environ == {FLAGS: f"--disable-gpu {EARLY_KEYS}"}


def test_root_keeps_its_sandbox_off_because_chromium_would_not_start() -> None:
    environ = {"QTWEBENGINE_DISABLE_SANDBOX": "1", FLAGS: "--no-sandbox"}
    clean(environ, root=True)
    assert environ == {"QTWEBENGINE_DISABLE_SANDBOX": "1"}
