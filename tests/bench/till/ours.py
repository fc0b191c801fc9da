"""The till, which says "usable" once its log-in is painted and takes keys. As a file, as ``bare.py`` beside it:

python tests/bench/till/ours.py --server URL --profile FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))  # as ``python -m pos_app`` finds it

from PySide6.QtCore import QTimer

from pos_app.__main__ import main
from pos_app.desktop import counter as desk
from pos_app.desktop import main as program
from pos_app.desktop.views.early_hands import FirstPaint


class Watched(desk.Counter):
    """Asked every millisecond from its first paint on."""

    def show(self) -> None:
        super().show()
        self._look = QTimer(self.window, interval=1)
        self._look.timeout.connect(self._usable)
        FirstPaint(self.window.login, self._usable)

    def _usable(self) -> None:
        login = self.window.login
        if login.isVisible() and not login.name.edit.isReadOnly() and login.sign_in.isEnabled():
            self._look.stop()
            sys.stdout.write("usable\n")
            sys.stdout.flush()
        else:
            self._look.start()


if __name__ == "__main__":
    program.Counter = Watched
    sys.exit(main(["till", *sys.argv[1:]]))
