"""The server, started so that it can be cut off at a chosen commit: ``python -m tests.faults.cutter server ...``.

The product knows nothing of it: SQLAlchemy's own events tell when a transaction that changed rows is about to commit
or has committed.  The file named by ``CUT_FILE`` holds the point, as "3 before" or "3 after"; while there is no such
file nothing is counted.  Rounds that only look commit too, so what changed nothing is not counted.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from pos_app.__main__ import main

CHANGED = "changed rows"


class Cutter:
    def __init__(self, point: Path) -> None:
        self._point = point
        self._lock = threading.Lock()
        self._count = 0

    def install(self) -> None:
        event.listen(Session, "after_flush", self._flushed)
        event.listen(Session, "before_commit", self._before)
        event.listen(Session, "after_commit", self._after)

    def _flushed(self, session: Session, _context: object) -> None:
        session.info[CHANGED] = True

    def _before(self, session: Session) -> None:
        session.flush()  # what it would flush by itself a moment later
        if session.info.get(CHANGED) and self._point.exists():
            with self._lock:
                self._count += 1
                session.info["number"] = self._count
            self._cut(self._count, "before")

    def _after(self, session: Session) -> None:
        number = session.info.pop("number", None)
        if number is not None:
            self._cut(number, "after")

    def _cut(self, number: int, when: str) -> None:
        if self._point.exists() and self._point.read_text() == f"{number} {when}":
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    Cutter(Path(os.environ["CUT_FILE"])).install()
    sys.exit(main())
