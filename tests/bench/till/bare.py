"""The least windows that show what the till's do: what its figures are compared with.

python tests/bench/till/bare.py window NAMES      a window with the names of Qt that the till's log-in imports (JSON, by
                                                module); "ready" once painted
python -m tests.bench.till.bare page URL        the same with a web view on a page; "ready" once the page has loaded
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class _FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, ready)
        return super().eventFilter(watched, event)


def ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def load(names: str) -> None:
    """PySide makes what a name of Qt stands for when it is first asked for: 25 ms for ``Qt`` alone."""
    for module, wanted in json.loads(names).items():
        for name in wanted:
            getattr(import_module(module), name)


def main(what: str, with_what: str) -> int:
    if what == "window":
        load(with_what)
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
        page.load(QUrl(with_what))
    window.show()
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
