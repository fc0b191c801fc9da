"""What is watched while the monkey plays: exceptions, words of Qt, the window's heartbeat, "Paid" without a payment."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from sqlalchemy import select

from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.server.db import Database
from pos_app.server.models import Payment
from tests.end2end.hands import Hands

BEAT_MS = 50
HANGS = 10

# What Qt and Chromium say where there is no graphics card, or no sandbox because the user is root.
NO_GRAPHICS_CARD = (
    "QRhiGles2: Failed",
    "Failed to create RHI",
    "This plugin does not support createPlatformVulkanInstance",
    "QVulkanInstance: Failed",
    "Failed to load vulkan",
    "No Vulkan library",
    "platform Vulkan instance",
    "GBM is not supported",
    "Unable to detect GPU vendor",
    "GPUInfo not initialized",
    "Sandboxing disabled by user",
)


class Watch(logging.Handler):
    """``findings`` grows by a sentence for each thing that may never happen; ``last`` is what the monkey did last."""

    def __init__(self, database: Database, stacks: Path, silence: float) -> None:
        super().__init__(logging.ERROR)
        self.findings: list[str] = []
        self.last = ""
        self.longest = 0.0
        self.paid: set[str] = set()
        self._database = database
        self._silence = silence
        self._stacks = stacks.open("w")
        self._beat, self._work = time.monotonic(), time.thread_time()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beats)

    def found(self, what: str) -> None:
        self.findings.append(f"{what} [after: {self.last}]")

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        root, hooks = logging.getLogger("pos_app"), (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._raised
        threading.excepthook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        before = qInstallMessageHandler(self._qt_said)
        root.addHandler(self)
        self.begin_again()
        self._timer.start()
        try:
            yield
        finally:
            self._timer.stop()
            faulthandler.cancel_dump_traceback_later()
            root.removeHandler(self)
            qInstallMessageHandler(before)
            sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
            self._stacks.close()

    def emit(self, record: logging.LogRecord) -> None:
        self.found(f"the log has an error: {self.format(record)}")

    def look(self, till: Hands) -> None:
        """Whoever reads "Paid" on the screen finds the payment in the books at that moment."""
        attempt = till.counter.till.payment.attempt_id
        if till.face is not PaymentFace.PAID or attempt is None or attempt in self.paid:
            return
        self.paid.add(attempt)
        with self._database.read() as session:
            rows = session.scalars(select(Payment).where(Payment.intent_id == attempt)).all()
        if len(rows) != 1:
            self.found(f"'Paid' is shown of {attempt}, and the books have {len(rows)} payments")

    def begin_again(self) -> None:
        """A till is started: until its window is there, nobody waits for it."""
        self._beat, self._work = time.monotonic(), time.thread_time()

    def _beats(self) -> None:
        """On a busy machine a window gets no time; a fault is to use it up, or to stand still whatever it gets."""
        gap, work = time.monotonic() - self._beat, time.thread_time() - self._work
        self.begin_again()
        self.longest = max(self.longest, gap)
        if work > self._silence or gap > HANGS * self._silence:
            self.found(f"the window was silent for {gap:.1f} s, {work:.1f} s of them at work (see {self._stacks.name})")
        faulthandler.dump_traceback_later(self._silence, file=self._stacks)

    def _raised(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None, *_more: Any
    ) -> None:
        self.found("an exception: " + "".join(traceback.format_exception(kind, error, trace)))

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        harmless = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if not harmless and not any(known in message for known in NO_GRAPHICS_CARD):
            self.found(f"Qt said: {context.category}: {message}")
