"""One till to a profile: the second that is started brings the first one's window to the front.

They meet at a socket in the file system (on Windows a named pipe), which no network reaches, and say two words.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QDir, QLockFile, QObject, QThread
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LONGEST_PATH = 100
"""Bytes: a socket's path has room for 107 on Linux and 103 on macOS."""
PATIENCE_MS = 5_000
AGAIN_MS = 100
ASK, ANSWER = b"show\n", b"shown\n"


class OneTill(QObject):
    """Holds the profile from ``take`` until ``release``."""

    def __init__(self, profile: Path) -> None:
        super().__init__()
        self._lock = QLockFile(str(profile / "till.lock"))
        self._lock.setStaleLockTime(0)  # a till may run for weeks; whether its process lives is looked at all the same
        self._name = _place(profile)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._came)
        self._show: Callable[[], None] = lambda: None

    def take(self) -> bool:
        """False: another till has this profile."""
        return self._lock.tryLock(0)

    def listen(self, show: Callable[[], None]) -> None:
        """Call ``show`` whenever another one was started for this profile. Without a socket the lock still holds."""
        self._show = show
        QLocalServer.removeServer(self._name)  # of one that lost its power: the lock says that nobody has it
        self._server.listen(self._name)

    def call_the_other(self) -> bool:
        """Ask the till that has the profile to show its window. False: it does not answer in time."""
        limit = QDeadlineTimer(PATIENCE_MS)
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        while not socket.waitForConnected(PATIENCE_MS):
            if limit.hasExpired():
                return False
            QThread.msleep(AGAIN_MS)  # it may be just starting, and not listen yet
            socket.connectToServer(self._name)
        socket.write(ASK)
        heard = b""
        while len(heard) < len(ANSWER) and socket.waitForReadyRead(PATIENCE_MS):
            heard += bytes(socket.read(len(ANSWER) - len(heard)).data())
        socket.abort()
        return heard == ANSWER

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _came(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(len(ASK))
            socket.readyRead.connect(lambda socket=socket: self._heard(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _heard(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() < len(ASK):
            return
        if bytes(socket.read(len(ASK)).data()) == ASK:
            self._show()
            socket.write(ANSWER)
            socket.flush()
        else:
            socket.abort()


def _place(profile: Path) -> str:
    """In the profile, which only its user may enter; where its path is too long, in the user's own run folder."""
    inside = profile / "till.socket"
    if len(os.fsencode(inside)) <= LONGEST_PATH:
        return str(inside)
    import hashlib  # noqa: PLC0415 - few profiles have such a path

    short = f"hmis-pos-{hashlib.sha256(os.fsencode(profile)).hexdigest()[:24]}"
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or QDir.tempPath()) / short)
