"""What has been read, on disk and not in memory: a SQLite file in a private folder, gone when the import ends.

It holds records (see ``records``), never whole resources, so nothing gets there that would not reach the database.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from pos_app.server.imports.records import (
    Bill,
    BillLine,
    ClaimRecord,
    CoverageRecord,
    EncounterRecord,
    Link,
    OrganizationRecord,
    PatientRecord,
    Record,
    Unfit,
)

_TABLES: Final = """
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8000;
CREATE TABLE records (
    seq INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, changed TEXT NOT NULL,
    file TEXT NOT NULL, record TEXT NOT NULL, UNIQUE (type, id)
);
CREATE TABLE names (name TEXT PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL) WITHOUT ROWID;
"""
_OF_KINDS: Final = "type IN (SELECT value FROM json_each(?))"
_BATCH: Final = 500


class Staging:
    """Use as a context manager. One reader and writer, in one thread."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="hmis-pos-import-")  # readable by this user alone
        self._db = sqlite3.connect(Path(self._folder.name) / "staging.sqlite", isolation_level=None)
        self._db.executescript(_TABLES)

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None,
                 _trace: TracebackType | None) -> None:  # fmt: skip
        self._db.close()
        self._folder.cleanup()

    @contextmanager
    def one_file(self) -> Iterator[None]:
        """What is put in here stays only if the block ends well: half a file is no file."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def put(
        self, kind: str, own_id: str, record: Record, *, digest: str, changed: str, file: str, names: list[str]
    ) -> str:
        """Keep a record. Returns why it is passed over ("" if it is not); of two versions the later one is kept.

        ``changed``: when the source says it was last changed (a UTC moment), or "".  Raises Unfit for another content
        under an id that is taken, where nothing says which is the later one.
        """
        found = self._db.execute(
            "SELECT digest, changed FROM records WHERE type = ? AND id = ?", (kind, own_id)
        ).fetchone()
        if found and found[0] == digest:
            return "the same again"
        if found and not (changed and found[1] and changed != found[1]):
            raise Unfit("another resource with this id and other content was read before")
        if found and changed < found[1]:
            return "an older version"
        body = json.dumps(asdict(record))
        self._db.execute(
            "INSERT INTO records (type, id, digest, changed, file, record) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (type, id) DO UPDATE SET digest = excluded.digest, changed = excluded.changed,"
            " file = excluded.file, record = excluded.record",
            (kind, own_id, digest, changed, file, body),
        )
        for name in names:
            self._db.execute("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", (name, kind, own_id))
        return "replaced an older version" if found else ""

    def count(self, *kinds: str) -> int:
        query = f"SELECT count(*) FROM records WHERE {_OF_KINDS}"  # noqa: S608 - a constant is put in
        return int(self._db.execute(query, (json.dumps(kinds),)).fetchone()[0])

    def all(self, *kinds: str) -> Iterator[list[tuple[str, str, str, Record]]]:
        """Records of these types in the order they were read, in batches of (type, id, file, record)."""
        query = f"SELECT seq, type, id, file, record FROM records WHERE seq > ? AND {_OF_KINDS} ORDER BY seq LIMIT ?"  # noqa: S608 - as above
        last = 0
        while rows := self._db.execute(query, (last, json.dumps(kinds), _BATCH)).fetchall():
            last = rows[-1][0]
            yield [(kind, own_id, file, _record(kind, json.loads(text))) for _, kind, own_id, file, text in rows]

    def find(self, link: Link, kind: str) -> tuple[str, Record] | None:
        """The resource of type ``kind`` that ``link`` points to, with its id."""
        own_id = self.id_of(link, kind)
        if not own_id:
            return None
        row = self._db.execute("SELECT record FROM records WHERE type = ? AND id = ?", (kind, own_id)).fetchone()
        return (own_id, _record(kind, json.loads(row[0]))) if row else None

    def id_of(self, link: Link, kind: str) -> str:
        """The id of what ``link`` points to, by the names that were read, else by the reference's own words.

        Empty where it points nowhere, or to another type.
        """
        target = link.target.split("/_history/", 1)[0]
        if "?identifier=" in target:
            of, _, target = target.partition("?identifier=")
            if of not in ("", kind):
                return ""
        row = self._db.execute("SELECT type, id FROM names WHERE name = ?", (target,)).fetchone()
        if row:
            return str(row[1]) if row[0] == kind else ""
        if target.startswith("urn:uuid:"):
            return target.removeprefix("urn:uuid:")
        parts = target.split("/")
        return parts[-1] if len(parts) >= 2 and parts[-2] == kind else ""


def _record(kind: str, body: dict[str, Any]) -> Record:
    def link(value: dict[str, str] | None) -> Link | None:
        return Link(**value) if value else None

    if kind == "Patient":
        return PatientRecord(**body)
    if kind == "Organization":
        return OrganizationRecord(**body)
    if kind == "Coverage":
        return CoverageRecord(link(body["payor"]))
    if kind == "Encounter":
        return EncounterRecord(body["start"], body["department"], link(body["provider"]))
    if kind == "Claim":
        return ClaimRecord(body["number"], link(body["encounter"]))
    single = {name: link(body[name]) for name in ("patient", "claim", "encounter")}
    many = {name: tuple(Link(**one) for one in body[name]) for name in ("providers", "insurers", "coverages")}
    lines = tuple(BillLine(**one) for one in body["lines"])
    return Bill(**{**body, **single, **many, "lines": lines})
