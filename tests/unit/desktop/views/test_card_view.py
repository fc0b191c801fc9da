"""The web view in its cage, against a page that tries to get out of it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt, QUrl, QUrlQuery
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.desktop.views.card_view import CAN_NOT_START, DID_NOT_LOAD, CardWebView
from pos_app.desktop.views.components.kit import Kit, tab_order
from pos_app.desktop.views.theme import Scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
WAIT_MS = 30_000

HOSTILE = """<!doctype html><script>
const say = what => history.replaceState(null, '', '#' + what);
let n = 0;
async function go() {
  const popup = window.open('/pay/popup');
  alert('hello'); const sure = confirm('sure?'); const name = prompt('name?');
  const link = document.createElement('a');
  link.href = '/pay/download'; link.download = 'x'; link.click();
  let fetched = 'blocked';
  try { await fetch('ELSEWHERE/api/secret', {mode: 'no-cors'}); fetched = 'open'; } catch (e) { /* as it should be */ }
  let api = 'blocked';
  try { await fetch('/api/v1/invoices'); api = 'answered'; } catch (e) { /* the server is ours, it decides */ }
  let place = 'refused';
  try { await navigator.clipboard.readText(); place = 'clipboard'; } catch (e) { /* as it should be */ }
  const shut = popup === null && sure === false && !name && fetched === 'blocked' && place === 'refused';
  say((shut ? 'caged' : 'loose') + '-' + ++n);
}
</script><body onload="go()">hostile</body>"""

LEAVES = """<!doctype html><body><script>
history.replaceState(null, '', '#loading-1');
window.stillHere = 1;
location.href = 'ELSEWHERE/pay/elsewhere';
setTimeout(() => history.replaceState(null, '', '#stayed-2'), 300);
</script></body>"""

FORM = """<!doctype html><body><input id="a"><input id="b"><script>
let n = 0;
const say = step => history.replaceState(null, '', '#' + step + '-' + ++n);
window.hmisPay = {
  submit() { say('confirming'); },
  again() { a.value = b.value = ''; say('ready'); },
  focus() { document.getElementById('a').focus(); },
};
document.addEventListener('input', () => say('typed' + a.value.length + 'x' + b.value.length));
say('ready');
</script></body>"""

FLOOD = """<!doctype html><body><script>
let n = 0;
const id = setInterval(() => {
  for (let i = 0; i < 15; i += 1) history.replaceState(null, '', '#junk-' + ++n);
  if (n >= 150) { clearInterval(id); history.replaceState(null, '', '#last-151'); }
}, 1);
</script></body>"""

WAITS = """<!doctype html><body><input id="a"><script>
let n = 0;
const say = step => history.replaceState(null, '', '#' + step + '-' + ++n);
let given = 0;
window.hmisPay = {
  open(address) { history.replaceState(null, '', address); given += 1; say('given' + given); },
  focus() { document.getElementById('a').focus(); },
};
say('waiting');
</script></body>"""

PAGES = {"/pay/hostile": HOSTILE, "/pay/leaves": LEAVES, "/pay/form": FORM, "/pay/flood": FLOOD, "/pay/popup": "popup",
         "/pay/waiting": WAITS}  # fmt: skip


class Site:
    """A web server of one's own; ``asked`` is every path that was asked for."""

    def __init__(self, elsewhere: str = "") -> None:
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                path = urlsplit(self.path).path
                body = PAGES.get(path, "nothing").replace("ELSEWHERE", elsewhere).encode()
                self.send_response(200)
                if path == "/pay/download":
                    self.send_header("Content-Disposition", "attachment; filename=x.bin")
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(10)


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def site(elsewhere: Site) -> Iterator[Site]:
    # A name that is not this computer's: what it asks for must never arrive anywhere.
    site = Site(elsewhere.url.replace("127.0.0.1", "elsewhere.example"))
    yield site
    site.close()


@pytest.fixture
def place(kit: Kit, card: CardWebView, qtbot: QtBot) -> QWidget:
    """The card form between two fields, as it stands between a tile and the charge button."""
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    before, after = QLineEdit(), QLineEdit()
    before.setObjectName("before")
    after.setObjectName("after")
    for widget in (before, card, after):
        column.addWidget(widget)
    holder.resize(500, 400)
    holder.show()

    def active() -> bool:
        holder.activateWindow()
        return holder.isActiveWindow()

    card.warm("http://127.0.0.1:1")
    qtbot.waitUntil(active, timeout=WAIT_MS)
    return holder


def inside(card: CardWebView) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and card.isAncestorOf(focused)


def heard(card: CardWebView) -> list[str]:
    found: list[str] = []
    card.said.connect(found.append)
    return found


def refusals(card: CardWebView) -> list[str]:
    found: list[str] = []
    card.refused.connect(found.append)
    return found


def test_the_window_stays_as_it_is_when_the_browser_comes(kit: Kit, site: Site, qtbot: QtBot) -> None:
    """Made anew, it would flicker, and what is typed just then would be lost."""
    window, field, late = QWidget(), QLineEdit(), CardWebView(kit.theme)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(late)
    window.show()
    qtbot.waitUntil(lambda: window.activateWindow() or window.isActiveWindow(), timeout=WAIT_MS)
    field.setFocus()
    before = window.winId()
    late.warm(site.url)
    with qtbot.waitSignal(late.settled, timeout=WAIT_MS):
        late.load(f"{site.url}/pay/form")
    QTest.keyClicks(field, "7")
    found = (window.winId(), field.text(), field.hasFocus())
    late.close_engine()
    assert found == (before, "7", True)


def test_a_hostile_page_gets_nowhere(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    said, refused = heard(card), refusals(card)
    windows = len(QApplication.topLevelWidgets())
    card.warm(site.url)
    card.load(f"{site.url}/pay/hostile")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    assert said == ["caged-1"]
    for what in ("alert", "confirm", "prompt"):
        assert what in refused
    qtbot.waitUntil(lambda: "download" in refused, timeout=WAIT_MS)
    assert any("elsewhere.example" in what for what in refused)
    assert len(QApplication.topLevelWidgets()) == windows
    assert not [path for path in site.asked if "popup" in path]


def test_the_page_can_not_be_led_elsewhere(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    said, refused = heard(card), refusals(card)
    card.warm(site.url)
    card.load(f"{site.url}/pay/leaves")
    qtbot.waitUntil(lambda: "stayed-2" in said, timeout=WAIT_MS)
    assert any(what.startswith("navigation to http://elsewhere.example") for what in refused)
    assert card.engine.page.url().host() == "127.0.0.1"


def test_the_till_adds_what_the_page_needs(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    card.warm(site.url)
    card.load(f"{site.url}/pay/form?theme=purple")
    qtbot.waitUntil(lambda: card.last_hint == "ready-1", timeout=WAIT_MS)
    assert site.asked[0] == "/pay/form?view=till&theme=light&locale=en"


def test_keys_go_in_and_tab_goes_through(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    card.warm(site.url)
    card.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: card.last_hint.startswith("ready"), timeout=WAIT_MS)
    before, after = place.findChild(QLineEdit, "before"), place.findChild(QLineEdit, "after")
    tab_order(before, card, after)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: inside(card), timeout=WAIT_MS)
    page = card.browser.focusProxy()
    card.focus_card()
    focused: list[str] = []
    qtbot.waitUntil(lambda: card.ask_focus(focused.append) or "INPUT" in focused, timeout=WAIT_MS)
    QTest.keyClicks(page, "42")
    qtbot.waitUntil(lambda: card.last_hint.startswith("typed2x0"), timeout=WAIT_MS)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    QTest.keyClicks(page, "123")
    qtbot.waitUntil(lambda: card.last_hint.startswith("typed2x3"), timeout=WAIT_MS)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus, timeout=WAIT_MS)
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    qtbot.waitUntil(lambda: inside(card), timeout=WAIT_MS)


def test_the_three_words_of_the_till(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    said = heard(card)
    card.warm(site.url)
    card.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    card.submit()
    qtbot.waitUntil(lambda: any(step.startswith("confirming") for step in said), timeout=WAIT_MS)
    card.again()
    qtbot.waitUntil(lambda: said[-1].startswith("ready"), timeout=WAIT_MS)


def test_a_flood_of_hints_is_thinned_and_its_last_word_kept(
    place: QWidget, card: CardWebView, site: Site, qtbot: QtBot
) -> None:
    said = heard(card)
    card.warm(site.url)
    card.load(f"{site.url}/pay/flood")
    qtbot.waitUntil(lambda: bool(said) and said[-1] == "last-151", timeout=WAIT_MS)
    assert len(said) <= 151


def test_leaving_forgets_the_page(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    said = heard(card)
    card.warm(site.url)
    card.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    card.leave()
    qtbot.waitUntil(lambda: card.engine.page.url() == QUrl("about:blank"), timeout=WAIT_MS)
    assert card.engine.profile.isOffTheRecord()
    assert not card.engine.profile.persistentStoragePath() or card.engine.profile.isOffTheRecord()


def test_a_page_of_another_server_is_not_opened(place: QWidget, card: CardWebView, site: Site) -> None:
    failed: list[str] = []
    card.failed.connect(failed.append)
    card.warm(site.url)
    card.load("https://evil.example/pay/x")
    assert failed == [DID_NOT_LOAD]
    assert not site.asked


def test_a_dead_server_is_said(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    failed: list[str] = []
    card.failed.connect(failed.append)
    card.warm("http://127.0.0.1:1")
    card.load("http://127.0.0.1:1/pay/x")
    qtbot.waitUntil(lambda: failed == [DID_NOT_LOAD], timeout=WAIT_MS)


def test_a_killed_renderer_is_told(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    gone: list[bool] = []
    card.gone.connect(lambda: gone.append(True))
    card.warm(site.url)
    card.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: card.last_hint.startswith("ready"), timeout=WAIT_MS)
    os.kill(card.engine.page.renderProcessPid(), signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(gone), timeout=WAIT_MS)


def test_a_frozen_renderer_is_told(place: QWidget, card: CardWebView, site: Site, qtbot: QtBot) -> None:
    gone: list[bool] = []
    card.gone.connect(lambda: gone.append(True))
    card.warm(site.url)
    card.engine.set_patience(beat_ms=50, silent_ms=400)
    card.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: card.last_hint.startswith("ready"), timeout=WAIT_MS)
    assert not gone
    card.engine.run("for (;;) ;")
    qtbot.waitUntil(lambda: bool(gone), timeout=WAIT_MS)


def test_without_a_browser_the_rest_goes_on(
    card: CardWebView, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "pos_app.desktop.views.card_engine", None)  # as where a library is missing
    failed: list[str] = []
    card.failed.connect(failed.append)
    card.warm("http://127.0.0.1:1")
    card.load("http://127.0.0.1:1/pay/x")
    card.submit()
    card.focus_card()
    card.leave()
    assert failed == [CAN_NOT_START, CAN_NOT_START]
    assert "the web view can't start" in caplog.text


@pytest.fixture
def quick(place: QWidget, kit: Kit, site: Site, qtbot: QtBot) -> Iterator[CardWebView]:
    """One whose page waits before there is a payment."""
    view = CardWebView(kit.theme, ahead=True)
    layout = place.layout()
    assert layout is not None
    layout.addWidget(view)
    view.warm(site.url)
    qtbot.waitUntil(lambda: view._standing != "", timeout=WAIT_MS)
    yield view
    view.close_engine()


def asked(site: Site) -> list[str]:
    return [urlsplit(path).path for path in site.asked if path.startswith("/pay/")]


def test_a_page_that_waits_is_given_the_payment(quick: CardWebView, site: Site, qtbot: QtBot) -> None:
    said = heard(quick)
    quick.load(f"{site.url}/pay/form?view=phone")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    assert said == ["given1-2"]
    assert asked(site) == ["/pay/waiting"]
    assert quick.engine is not None
    url = quick.engine.page.url()
    assert (url.path(), QUrlQuery(url).queryItemValue("view")) == ("/pay/form", "till")


def test_each_payment_has_a_page_of_its_own(quick: CardWebView, site: Site, qtbot: QtBot) -> None:
    said = heard(quick)
    for number in range(1, 4):
        quick.load(f"{site.url}/pay/form{number}")
        qtbot.waitUntil(lambda number=number: len(said) == number, timeout=WAIT_MS)  # type: ignore[misc]
        quick.leave()
        assert quick._standing == ""
        qtbot.waitUntil(lambda: quick._standing != "", timeout=WAIT_MS)
    assert said == ["given1-2"] * 3  # none of them was ever given another one
    assert asked(site) == ["/pay/waiting"] * 4


def test_who_is_quicker_than_the_page_opens_it_as_ever(quick: CardWebView, site: Site, qtbot: QtBot) -> None:
    said = heard(quick)
    quick.load(f"{site.url}/pay/one")
    quick.leave()
    quick.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    assert said == ["ready-1"]
    assert asked(site) == ["/pay/waiting", "/pay/form"]


def test_a_page_with_another_look_is_not_used(quick: CardWebView, kit: Kit, site: Site, qtbot: QtBot) -> None:
    said, before = heard(quick), kit.theme.choice
    kit.theme.choose(Scheme.DARK if kit.theme.effective == "light" else Scheme.LIGHT)
    quick.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    kit.theme.choose(before)
    assert said == ["ready-1"]


def test_a_page_that_waits_and_dies_is_missed_by_nobody(quick: CardWebView, site: Site, qtbot: QtBot) -> None:
    said, died = heard(quick), []
    quick.gone.connect(lambda: died.append(1))
    assert quick.engine is not None
    os.kill(quick.engine.page.renderProcessPid(), signal.SIGKILL)
    qtbot.waitUntil(lambda: quick._standing == "", timeout=WAIT_MS)
    quick.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    assert (said, died) == (["ready-1"], [])


def test_a_page_that_forgot_how_is_loaded_as_ever(quick: CardWebView, site: Site, qtbot: QtBot) -> None:
    said = heard(quick)
    assert quick.engine is not None
    quick.engine.run("delete window.hmisPay; 0")
    quick.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    assert said == ["ready-1"]


def test_what_another_page_says_is_not_heard(card: CardWebView, place: QWidget, site: Site, qtbot: QtBot) -> None:
    said = heard(card)
    card.warm(site.url)
    card.load(f"{site.url}/pay/form")
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    card._url_changed(QUrl(f"{site.url}/pay/another#handback-9"))
    assert (said, card.last_hint) == (["ready-1"], "ready-1")
