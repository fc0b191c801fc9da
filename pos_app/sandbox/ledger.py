"""The account book of the pretended bank: one JSON line for each movement of money, on disk before the answer leaves.

The rows are written in the same transaction as what they tell of; the file follows.  A process that dies between the
two writes the missing lines when it starts again, known by their ids.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from pos_app.exits import ENVIRONMENT, Stop
from pos_app.sandbox.errors import Json
from pos_app.sandbox.store import Store


class Ledger:
    """Append-only. ``path`` None keeps the rows in the store alone."""

    def __init__(self, store: Store, path: Path | None) -> None:
        self._store = store
        self._file = None
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            known = _ids(path)
            self._file = path.open("ab")
        except OSError as error:
            raise Stop(f"The ledger {path} can't be written: {error.strerror}.", code=ENVIRONMENT) from error
        for row in store.rows("SELECT seq, line FROM ledger WHERE written = 0"):
            if json.loads(row["line"])["id"] in known:
                store.run("UPDATE ledger SET written = 1 WHERE seq = ?", (row["seq"],))
        self.flush()

    def flush(self) -> None:
        """Bring the file up to the rows; returns when it is on disk."""
        if self._file is None:
            return
        rows = self._store.rows("SELECT seq, line FROM ledger WHERE written = 0 ORDER BY seq")
        if not rows:
            return
        self._file.write(b"".join(str(row["line"]).encode() + b"\n" for row in rows))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._store.run("UPDATE ledger SET written = 1 WHERE written = 0 AND seq <= ?", (rows[-1]["seq"],))

    def lines(self, newest: int = -1) -> list[Json]:
        """Every movement, or only the ``newest`` ones; oldest first."""
        rows = self._store.rows("SELECT line FROM ledger ORDER BY seq DESC LIMIT ?", (newest,))
        return [json.loads(row["line"]) for row in reversed(rows)]

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _ids(path: Path) -> set[str]:
    """Ids in the file; a last line torn by a crash is cut off, its row will be written again."""
    if not path.exists():
        return set()
    raw = path.read_bytes()
    whole = raw[: raw.rfind(b"\n") + 1]
    if len(whole) < len(raw):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    return {str(json.loads(line)["id"]) for line in whole.splitlines()}
