"""What the health of a till looks at on its own computer. A ``Computer``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path


class ThisComputer:
    """``folder``: the till's own. ``web_view_starts``, ``printer`` and ``page`` load what they need when asked."""

    def __init__(
        self, folder: Path, web_view_starts: Callable[[], bool], printer: Callable[[], str], page: Callable[[], bytes]
    ) -> None:
        self._folder = folder
        self._web_view_starts = web_view_starts
        self._printer = printer
        self._page = page

    def free_bytes(self) -> int:
        return shutil.disk_usage(self._folder).free

    def printer(self) -> str:
        return self._printer()

    def web_view_starts(self) -> bool:
        return self._web_view_starts()

    def test_page(self) -> bytes:
        return self._page()
