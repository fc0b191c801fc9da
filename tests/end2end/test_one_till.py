"""Two real processes on one profile and one screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.processes import REPO, Program
from tests.support.waiting import until

NOWHERE = "http://127.0.0.1:9"
OURS = "#ff00ff"


def test_the_second_brings_the_firsts_window_to_the_front(qapp: QApplication, tmp_path: Path) -> None:
    def in_front() -> bool:
        """Is the middle of the screen our colour?"""
        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()
        image = QGuiApplication.primaryScreen().grabWindow(0).toImage()
        return image.pixelColor(image.width() // 2, image.height() // 2) == QColor(OURS)

    args = ["till", "--profile", str(tmp_path / "profile"), "--server", NOWHERE]
    first = Program(args, tmp_path)
    try:
        until((tmp_path / "profile" / "till.socket").exists, "the first till's socket")
        above = QWidget(None, Qt.WindowType.X11BypassWindowManagerHint)
        above.setStyleSheet(f"background: {OURS}")
        above.setGeometry(QGuiApplication.primaryScreen().geometry())
        above.show()
        above.raise_()
        until(in_front, "another program's window above the till's")
        command = [sys.executable, "-m", "pos_app", *args]
        second = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, cwd=REPO)
        assert second.returncode == 0, second.stderr
        assert "brought to the front" in second.stdout
        until(lambda: not in_front(), "the till's window above it")
        above.close()
        assert first.stop() == 0, first.errors()
    finally:
        first.stop()
