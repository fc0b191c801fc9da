"""The web view over time: floods, frames, calls, what is left behind, and hands that reach in from outside the page."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.desktop.views.card_view import KEPT_HINTS, CardWebView
from tests.security.view.conftest import WAIT_MS
from tests.security.view.site import Answer, Site, serving
from tests.security.view.test_walls import PAGE, Hospital

Show = Callable[[CardWebView], None]

STORES = """
localStorage.setItem('card', '4000056655665556'); sessionStorage.setItem('card', '4000056655665556');
document.cookie = 'card=4000056655665556; max-age=999999';
await new Promise(done => { const r = indexedDB.open('cards', 1); r.onsuccess = done; r.onerror = done; });
await tried(() => caches.open('cards'));
found = 'stored'
"""
LOOKS = """
const bases = await tried(() => indexedDB.databases());
found = localStorage.card || sessionStorage.card || document.cookie ? 'kept' : 'empty'
"""
FLOOD = """
for (let i = 0; i < 50000; i += 1) { try { history.replaceState(null, '', '#paid-' + i); } catch (error) { break; } }
setInterval(() => { try { location.replace('#paid-' + ++n); } catch (error) { /* slowed down */ } }, 0);
"""
HUGE = """
const big = 'x'.repeat(MEGABYTES * 1024 * 1024);
await tried(() => { history.replaceState(null, '', '#' + big); });
await tried(() => { location.replace('#' + big); });
await tried(() => { location.replace('#paid-1' + 'x'.repeat(100000)); });
name = big;
await tried(() => postMessage(big));
await later(300)
"""
CALLS = """
const frame = document.body.appendChild(made('iframe', {srcdoc: '<p>x</p>'}));
await new Promise(done => { frame.onload = done; });
const kinds = [globalThis, frame.contentWindow, document.body.appendChild(made('iframe', {})).contentWindow];
for (const kind of kinds) {
  await tried(async () => {
    const call = new kind.RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:PORT'}]});
    call.createDataChannel('x');
    await call.setLocalDescription(await call.createOffer());
    found = 'called';
  });
}
await later(500);
"""
FRAMED = """
const own = document.body.appendChild(made('iframe', {src: '/pay/inner'}));
const theirs = document.body.appendChild(made('iframe', {src: 'ELSEWHERE/frame'}));
await new Promise(done => addEventListener('message', event => event.data === 'over' && done()));
await later(200)
"""
FRAME = """<!doctype html><script>
(async () => {
  try { top.location.href = 'ELSEWHERE/top'; } catch (error) { /* as it should be */ }
  try { await fetch('SERVER/api/v1/invoices', {mode: 'no-cors', credentials: 'include'}); } catch (error) { /* so */ }
  try { open('ELSEWHERE/popup'); alert(1); } catch (error) { /* as it should be */ }
  parent.postMessage('over', '*');
})();
</script>"""


@pytest.fixture
def pages() -> dict[str, str]:
    return {}


@pytest.fixture
def site(card: CardWebView, show: Show, pages: dict[str, str]) -> Iterator[Site]:
    with serving(pages) as found:
        show(card)
        card.warm(found.url)
        assert card.engine is not None
        card.engine.interceptor.cage = Hospital(QUrl(found.url))
        yield found


def page(site: Site, script: str, name: str = "x") -> str:
    """The address of a page that runs ``script``."""
    site.pages[f"/pay/{name}"] = Answer(PAGE.replace("%s", script))
    return f"{site.url}/pay/{name}"


def told(card: CardWebView, qtbot: QtBot, url: str) -> str:
    said: list[str] = []
    card.said.connect(said.append)
    card.load(url)
    qtbot.waitUntil(lambda: bool(said) and said[-1].endswith("-1"), timeout=WAIT_MS)
    card.said.disconnect(said.append)
    return said[-1]


def test_nothing_is_left_for_the_next_till(card: CardWebView, show: Show, site: Site, qtbot: QtBot) -> None:
    """Storage is in memory, and gone with the browser; nothing of it reaches the disk."""
    assert told(card, qtbot, page(site, STORES)) == "stored-1"
    assert card.engine is not None
    profile = card.engine.profile
    assert profile.isOffTheRecord()
    card.leave()
    card.close_engine()
    card.warm(site.url)
    assert told(card, qtbot, page(site, LOOKS, "y")) == "empty-1"


def test_a_hundred_thousand_hand_backs_a_second(card: CardWebView, site: Site, qtbot: QtBot) -> None:
    """Row 42: of what the page shouts a few words a moment arrive, and the window lives."""
    said: list[str] = []
    card.said.connect(said.append)
    card.load(page(site, FLOOD))
    qtbot.waitUntil(lambda: len(said) >= 3, timeout=WAIT_MS)
    assert len(card._waiting) <= KEPT_HINTS
    card.leave()
    before = len(said)
    assert card.engine is not None
    engine = card.engine
    qtbot.waitUntil(lambda: engine.page.url() == QUrl("about:blank"), timeout=WAIT_MS)
    assert len(said) == before  # who has left hears nothing more


@pytest.mark.parametrize("megabytes", [4, pytest.param(50, marks=pytest.mark.slow)])
def test_megabytes_are_no_hand_back(card: CardWebView, site: Site, qtbot: QtBot, megabytes: int) -> None:
    """Row 42: what is too long to be a hint is none, and nothing of it is kept."""
    said: list[str] = []
    card.said.connect(said.append)
    assert told(card, qtbot, page(site, HUGE.replace("MEGABYTES", str(megabytes)))) == "done-1"
    assert said == ["done-1"]
    assert card.last_hint == "done-1"


def test_no_call_leaves_the_page(card: CardWebView, site: Site, qtbot: QtBot) -> None:
    """The page has no calls to make; a frame that never loaded anything still has, and its packets don't leave."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as stun:
        stun.bind(("127.0.0.1", 0))
        stun.setblocking(False)
        script = CALLS.replace("PORT", str(stun.getsockname()[1]))
        assert told(card, qtbot, page(site, "found = typeof RTCPeerConnection", "has")) == "undefined-1"
        told(card, qtbot, page(site, script))
        with pytest.raises(BlockingIOError):
            stun.recv(100)


def test_a_frame_can_not_act_as_the_hospital(card: CardWebView, site: Site, qtbot: QtBot) -> None:
    """What is framed may be a bank's page of anywhere: it gets at neither the server nor the window."""
    refused: list[str] = []
    card.refused.connect(refused.append)
    with serving({}) as elsewhere:
        frame = FRAME.replace("ELSEWHERE", elsewhere.url).replace("SERVER", site.url)
        elsewhere.pages["/frame"] = Answer(frame)
        url = page(site, FRAMED.replace("ELSEWHERE", elsewhere.url))
        assert told(card, qtbot, url) == "done-1"
        assert elsewhere.asked == ["GET /frame"]
    assert not [line for line in site.asked if "api" in line or "inner" in line]
    assert card.engine is not None
    assert card.engine.page.url().toString().startswith(url)
    assert f"navigation to {site.url.rsplit(':', 1)[0]}" in refused


def test_no_worker_stays_behind_the_page(card: CardWebView, site: Site, qtbot: QtBot) -> None:
    """A service worker would answer in the server's place, at the next payment too."""
    refused: list[str] = []
    card.refused.connect(refused.append)
    kind = {"Content-Type": "text/javascript"}
    site.pages["/pay/worker.js"] = Answer("onfetch = event => event.respondWith(new Response('forged'))", headers=kind)
    script = "await tried(() => navigator.serviceWorker.register('/pay/worker.js', {scope: '/pay/'})); await later(300)"
    told(card, qtbot, page(site, script))
    assert [what for what in refused if what.startswith("request to")]
    card.leave()
    assert told(card, qtbot, page(site, "", "next")) == "done-1"
    assert [line for line in site.asked if "/pay/next" in line]


def test_drops_and_the_menu_are_not_for_the_page(card: CardWebView, site: Site, qtbot: QtBot) -> None:
    told(card, qtbot, page(site, ""))
    view = card.browser
    assert view is not None
    assert not view.acceptDrops()
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/passwd")])
    where = (QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(*where)
    drop = QDropEvent(QPointF(5, 5), *where[1:])
    for event in (enter, drop):
        QApplication.sendEvent(view, event)
        assert not event.isAccepted()
    windows = len(QApplication.topLevelWidgets())
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), view.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(view, menu)
    QTest.mouseClick(view.focusProxy(), Qt.MouseButton.RightButton)
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert len(QApplication.topLevelWidgets()) <= windows


def test_a_click_of_the_patient_opens_no_window_either(card: CardWebView, site: Site, qtbot: QtBot) -> None:
    """With a real click, which browsers take for consent."""
    refused: list[str] = []
    card.refused.connect(refused.append)
    link = "const a = made('a', {href: '/pay/popup', target: '_blank', textContent: 'Win!'});" \
           "a.style = 'position:fixed;inset:0'; document.body.append(a)"  # fmt: skip
    told(card, qtbot, page(site, link))
    view = card.browser
    assert view is not None

    def clicked() -> bool:
        QTest.mouseClick(view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
        return "new window" in refused

    qtbot.waitUntil(clicked, timeout=WAIT_MS)
    assert not [line for line in site.asked if "popup" in line]


def test_the_doors_that_leave_no_trace_when_tried(card: CardWebView, site: Site) -> None:
    """Names asked of the resolver ahead of time are seen by nobody here: the switch itself is looked at."""
    assert card.engine is not None
    settings = card.engine.page.settings()
    for door in ("DnsPrefetchEnabled", "ScreenCaptureEnabled", "PluginsEnabled", "HyperlinkAuditingEnabled",
                 "AllowRunningInsecureContent", "NavigateOnDropEnabled", "JavascriptCanPaste"):  # fmt: skip
        assert not settings.testAttribute(getattr(QWebEngineSettings.WebAttribute, door)), door
