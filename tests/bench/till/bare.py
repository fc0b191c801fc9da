"""The least windows that show what the till's do: what its figures are compared with.

python tests/bench/till/bare.py window            a window with Qt's modules that the till loads, "ready" once painted
python -m tests.bench.till.bare page URL        the same with a web view on a page; "ready" once the page has loaded
"""

from __future__ import annotations

import sys

from PySide6 import QtNetwork, QtSvg
from PySide6.QtCore import QEvent, QObject, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

LOADED = (QtNetwork.QLocalSocket, QtSvg.QSvgRenderer)
"""The till has them at its start too."""


class _FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, ready)
        return super().eventFilter(watched, event)


def ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def main(what: str, url: str = "") -> int:
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1280, 800)
    if what == "window":
        label = QLabel("ready")
        window.setCentralWidget(label)
        label.installEventFilter(_FirstPaint(label))
    else:
        from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
        from PySide6.QtWebEngineWidgets import QWebEngineView

        profile = QWebEngineProfile(app)
        view = QWebEngineView()
        page = QWebEnginePage(profile, view)
        view.setPage(page)
        window.setCentralWidget(view)
        page.loadFinished.connect(lambda _well: ready())
        page.load(QUrl(url))
    window.show()
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
