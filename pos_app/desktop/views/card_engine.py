"""The web view itself, in its cage. Imported when first needed: Qt's browser is the till's heaviest part."""

from __future__ import annotations

import json
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from pos_app.desktop.views.cage import BLANK, Cage, origin
from pos_app.desktop.views.own_authority import OwnAuthority

HEARTBEAT_MS = 3_000
SILENT_MS = 12_000
"""So long may a renderer not answer before it counts as frozen."""

Refused = Callable[[str], None]
_RESOURCE = QWebEngineUrlRequestInfo.ResourceType
FRAMES = (_RESOURCE.ResourceTypeSubFrame, _RESOURCE.ResourceTypeNavigationPreloadSubFrame)
PAGES = (_RESOURCE.ResourceTypeMainFrame, _RESOURCE.ResourceTypeNavigationPreloadMainFrame)
STAYING = (_RESOURCE.ResourceTypeServiceWorker,)
"""It would answer in the server's place when the page is long gone: at the next payment."""
OFF = (
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.JavascriptCanPaste,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.AllowRunningInsecureContent,
    QWebEngineSettings.WebAttribute.AllowGeolocationOnInsecureOrigins,
    QWebEngineSettings.WebAttribute.AllowWindowActivationFromJavaScript,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled,
)

NO_CALLS = "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete globalThis[name];"
"""A call between browsers leaves by ways that no interceptor sees. (What of one is made all the same, the flag
``environment.NO_CALLS`` keeps from UDP.)"""


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Looks at every request before it leaves."""

    def __init__(self, refused: Refused, parent: QObject) -> None:
        super().__init__(parent)
        self.cage = Cage()
        self._refused = refused

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url, kind = info.requestUrl(), info.resourceType()
        if kind in PAGES:
            allowed = self.cage.may_open(url)
        elif kind in FRAMES:
            allowed = self.cage.may_frame(url)
        elif kind in STAYING:
            allowed = False
        else:
            allowed = self.cage.may_fetch(url, info.initiator())
        if not allowed:
            info.block(True)  # noqa: FBT003 - Qt takes it by position only
            self._refused(f"request to {url.scheme()}://{url.host()}")


class CagedPage(QWebEnginePage):
    """A page that opens nothing, asks nothing, and says nothing into our log."""

    def __init__(
        self, profile: QWebEngineProfile, interceptor: Interceptor, refused: Refused, authority: OwnAuthority
    ) -> None:
        super().__init__(profile)
        self._authority = authority
        self._interceptor = interceptor
        self._refused = refused
        self.certificateError.connect(self._bad_certificate)
        self.permissionRequested.connect(lambda permission: permission.deny())
        self.fullScreenRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        self.desktopMediaRequested.connect(lambda request: request.cancel())
        self.selectClientCertificate.connect(lambda choice: choice.selectNone())

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        target = QUrl(url)
        cage = self._interceptor.cage
        allowed = cage.may_open(target) if is_main_frame else cage.may_frame(target)
        if not allowed:
            self._refused(f"navigation to {target.scheme()}://{target.host()}")
        return allowed

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        self._refused("new window")
        return None  # type: ignore[return-value]  # Qt's way to open none, which the stub leaves out

    def javaScriptAlert(self, _origin: QUrl | str, _text: str) -> None:
        self._refused("alert")

    def javaScriptConfirm(self, _origin: QUrl | str, _text: str) -> bool:
        self._refused("confirm")
        return False

    def javaScriptPrompt(self, *_args: object) -> tuple[bool, str]:
        self._refused("prompt")
        return False, ""

    def chooseFiles(self, *_args: object) -> list[str]:
        self._refused("file chooser")
        return []

    def javaScriptConsoleMessage(self, *_args: object) -> None:
        """Not echoed: what a page prints may hold what was typed into it."""

    def _bad_certificate(self, error: QWebEngineCertificateError) -> None:
        """Refused, with no way on; but for our own server's, if nothing is wrong with it but whom Chromium knows."""
        ours = origin(error.url()) == origin(self._interceptor.cage.server)
        unknown = error.type() == QWebEngineCertificateError.Type.CertificateAuthorityInvalid
        if ours and unknown and self._authority.vouches(error.certificateChain(), error.url().host()):
            error.acceptCertificate()
            return
        error.rejectCertificate()
        self._refused(f"certificate of {error.url().host()}")


class CagedView(QWebEngineView):
    """No menu, no drop."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # or the order of Tab passes over it

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.ignore()


class CardEngine(QObject):
    """Profile, page and view, with a heartbeat. Everything is gone from memory and disk with the process."""

    url_changed = Signal(QUrl)
    loaded = Signal(bool)
    gone = Signal()
    refused = Signal(str)

    def __init__(self, holder: QWidget, authority: str = "") -> None:
        """``authority``: certificates (PEM) believed besides the computer's own."""
        super().__init__(holder)
        self.profile = QWebEngineProfile()  # without a name: off the record
        self.profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
        self.profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.profile.setSpellCheckEnabled(False)
        self.profile.downloadRequested.connect(self._no_download)
        self.interceptor = Interceptor(self.refused.emit, self)
        self.profile.setUrlRequestInterceptor(self.interceptor)
        script = QWebEngineScript()
        script.setSourceCode(NO_CALLS)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        script.setRunsOnSubFrames(True)
        self.profile.scripts().insert(script)
        self.page = CagedPage(self.profile, self.interceptor, self.refused.emit, OwnAuthority(authority))
        settings = self.page.settings()
        for attribute in OFF:
            settings.setAttribute(attribute, False)  # noqa: FBT003 - Qt takes it by position only
        self.view = CagedView(holder)
        self.view.setPage(self.page)
        self.page.urlChanged.connect(self.url_changed)
        self.page.loadFinished.connect(self.loaded)
        self.page.renderProcessTerminated.connect(self._terminated)
        self._beat = QTimer(self, interval=HEARTBEAT_MS)
        self._beat.timeout.connect(self._ask)
        self._silence = QTimer(self, interval=SILENT_MS, singleShot=True)
        self._silence.timeout.connect(self._frozen)

    def set_ground(self, colour: QColor) -> None:
        """What is seen before the page has painted: no white flash in the dark."""
        self.page.setBackgroundColor(colour)

    def set_patience(self, *, beat_ms: int, silent_ms: int) -> None:
        """How often the renderer is asked for a sign of life, and how long it may be silent."""
        self._beat.setInterval(beat_ms)
        self._silence.setInterval(silent_ms)

    def open(self, url: QUrl) -> None:
        self.view.setUrl(url)
        self._beat.start()

    def stand(self, url: QUrl) -> None:
        """A page that waits: whether it lives is asked once it is wanted."""
        self.view.setUrl(url)

    def give(self, address: str, heard: Callable[[bool], None]) -> None:
        """A payment's page, by its path and query, to the page that waits; ``heard`` is told whether it takes it."""
        call = f"window.hmisPay?.open ? (hmisPay.open({json.dumps(address)}), 'taken') : ''"
        self.ask(call, lambda answer: heard(answer == "taken"))
        self._beat.start()

    def run(self, script: str) -> None:
        self.page.runJavaScript(script)

    def ask(self, script: str, heard: Callable[[str], None]) -> None:
        self.page.runJavaScript(script, lambda answer: heard(str(answer)))

    def forget(self) -> None:
        """Leave the page and all it kept."""
        self._beat.stop()
        self._silence.stop()
        self.page.triggerAction(QWebEnginePage.WebAction.Stop)
        self.view.setUrl(QUrl(BLANK))
        self.profile.cookieStore().deleteAllCookies()
        self.profile.clearAllVisitedLinks()

    def close(self) -> None:
        """Now, in this order: a page must not outlive its profile."""
        self._beat.stop()
        self._silence.stop()
        self.page.blockSignals(True)  # noqa: FBT003 - Qt takes it by position only
        for part in (self.view, self.page, self.profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)

    def _ask(self) -> None:
        if not self._silence.isActive():
            self._silence.start()
            self.page.runJavaScript("1", lambda _answer: self._silence.stop())

    def _frozen(self) -> None:
        self._beat.stop()
        self.refused.emit("frozen renderer")
        self.gone.emit()

    def _terminated(self, *_how: object) -> None:
        self._beat.stop()
        self._silence.stop()
        self.gone.emit()

    def _no_download(self, request: QWebEngineDownloadRequest) -> None:
        request.cancel()
        self.refused.emit("download")
