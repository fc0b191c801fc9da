"""Row 46: certificates that don't check and plain http are refused by the till and by its web view."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
import trustme
from pytestqt.qtbot import QtBot

from pos_app.desktop.address import AddressRefused, server_address
from pos_app.desktop.api import HmisApi, ServerUnreachable
from pos_app.desktop.behind import http_client
from pos_app.desktop.session import Session
from pos_app.desktop.trust import AuthorityRefused, context, read_authority
from pos_app.desktop.views.card_view import DID_NOT_LOAD, CardWebView
from pos_app.desktop.views.components.kit import Kit
from tests.security.view.conftest import WAIT_MS
from tests.security.view.site import KINDS, Answer, certificate, serving

Show = Callable[[CardWebView], None]
INFO = json.dumps(
    {"product": "hmis-pos", "version": "1", "api": "v1", "mode": "test", "hospital": "H",
     "time": "2026-01-01T00:00:00Z", "publishable_key": "pk_test_x", "stripe_js_url": "https://js.stripe.com/x.js",
     "capabilities": []}
)  # fmt: skip
SAYS_IT_IS_HERE = "<!doctype html><script>history.replaceState(null, '', '#ready-1')</script><body>pay</body>"
PAGES = {"/pay/x": SAYS_IT_IS_HERE, "/api/v1/info": Answer(INFO, headers={"Content-Type": "application/json"})}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def pem(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("authority") / "authority.pem"
    path.write_bytes(authority.cert_pem.bytes())
    return read_authority(path)


@pytest.fixture
def trusting(kit: Kit, pem: str) -> Iterator[CardWebView]:
    """A card form that believes the hospital's own authority."""
    card = CardWebView(kit.theme, authority=pem)
    yield card
    card.close_engine()


def asked_by_the_till(url: str, pem: str) -> None:
    with closing(http_client(context(pem))) as http:
        try:
            HmisApi(http, Session(url, "Desk")).info()
        except ServerUnreachable as error:
            cause = error.__cause__
            raise cause if cause is not None else error from None


def test_the_hospitals_own_authority_is_believed_when_it_is_named(authority: trustme.CA, pem: str) -> None:
    with serving(PAGES, certificate(authority)) as site:
        with closing(http_client(context(pem))) as http:
            assert http.get(f"{site.url}/api/v1/info").json()["product"] == "hmis-pos"
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            asked_by_the_till(site.url, "")
        assert site.asked == ["GET /api/v1/info"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_till_sends_nothing_over_what_does_not_check(authority: trustme.CA, pem: str, kind: str) -> None:
    with serving(PAGES, certificate(authority, kind)) as site:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            asked_by_the_till(site.url, pem)
        assert site.asked == []


def test_the_till_does_not_follow_to_plain_http(authority: trustme.CA, pem: str) -> None:
    """A redirect is an odd answer, wherever it leads."""
    with serving(PAGES) as plain:
        away = Answer(status=302, headers={"Location": f"{plain.url}/api/v1/info"})
        with serving({"/api/v1/info": away}, certificate(authority)) as site:
            with closing(http_client(context(pem))) as http, pytest.raises(Exception, match="302"):
                HmisApi(http, Session(site.url, "Desk")).info()
            assert site.asked == ["GET /api/v1/info"]
        assert plain.asked == []


@pytest.mark.parametrize(
    "address",
    ["http://billing.larkfield.example", "http://10.0.0.5:8080", "http://127.0.0.1.evil.example", "http://0.0.0.0",
     "http://localhost.evil.example", "ftp://127.0.0.1", "http://[2001:db8::1]", "ws://127.0.0.1"],
)  # fmt: skip
def test_plain_http_is_for_this_computer_alone(address: str) -> None:
    with pytest.raises(AddressRefused):
        server_address(address)


def test_the_web_view_believes_the_hospitals_own_authority(
    trusting: CardWebView, authority: trustme.CA, qtbot: QtBot, show: Show
) -> None:
    with serving(PAGES, certificate(authority)) as site:
        show(trusting)
        trusting.warm(site.url)
        trusting.load(f"{site.url}/pay/x")
        qtbot.waitUntil(lambda: trusting.last_hint == "ready-1", timeout=WAIT_MS)
        assert trusting.engine is not None
        assert trusting.engine.profile.isOffTheRecord()


@pytest.mark.parametrize("kind", KINDS)
def test_the_web_view_shows_nothing_that_does_not_check(
    trusting: CardWebView, authority: trustme.CA, qtbot: QtBot, show: Show, kind: str
) -> None:
    assert_refused(trusting, certificate(authority, kind), qtbot, show)


def test_without_the_setting_the_same_server_is_refused(
    card: CardWebView, authority: trustme.CA, qtbot: QtBot, show: Show
) -> None:
    assert_refused(card, certificate(authority), qtbot, show)


def assert_refused(card: CardWebView, tls: ssl.SSLContext, qtbot: QtBot, show: Show) -> None:
    failed: list[str] = []
    refused: list[str] = []
    card.failed.connect(failed.append)
    card.refused.connect(refused.append)
    with serving(PAGES, tls) as site:
        show(card)
        card.warm(site.url)
        card.load(f"{site.url}/pay/x")
        qtbot.waitUntil(lambda: failed == [DID_NOT_LOAD], timeout=WAIT_MS)
        assert refused == ["certificate of 127.0.0.1"]
        text: list[str] = []
        assert card.engine is not None
        card.engine.page.toPlainText(text.append)  # no page of the browser's own with a way on
        qtbot.waitUntil(lambda: bool(text), timeout=WAIT_MS)
        assert text == [""]
        assert site.asked == []
        assert card.last_hint == ""


@pytest.mark.parametrize(
    ("content", "mode", "words"),
    [
        ("", 0o644, "does not hold"),
        ("not a certificate", 0o644, "does not hold"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", 0o644, "does not hold"),
        ("\u00e9", 0o644, "does not hold"),
        ("CA", 0o666, "may change"),
        ("CA", 0o664, "may change"),
        ("LEAF", 0o644, "does not hold"),
        (None, 0, "can't be read"),
    ],
)
def test_a_file_that_names_no_authority_is_refused(
    authority: trustme.CA, tmp_path: Path, content: str | None, mode: int, words: str
) -> None:
    path = tmp_path / "authority.pem"
    if content is not None:
        leaf = authority.issue_cert("127.0.0.1").cert_chain_pems[0]
        known = {"CA": authority.cert_pem.bytes(), "LEAF": leaf.bytes()}
        path.write_bytes(known.get(content, content.encode()))
        path.chmod(mode)
    with pytest.raises(AuthorityRefused, match=words):
        read_authority(path)
