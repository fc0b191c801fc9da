"""Triggers that keep the audit log append-only: made by the migration, unknown to the models.

A head only ever moves on.  SQLite's REPLACE takes rows away without asking a trigger for DELETE, so an entry that is
there is refused before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, text

_SQLITE = (
    *(
        f"""CREATE TRIGGER audit_entries_no_{act.lower()} BEFORE {act} ON audit_entries BEGIN
            SELECT RAISE(ABORT, 'the audit log is append-only');
        END"""
        for act in ("UPDATE", "DELETE")
    ),
    """CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
        WHEN EXISTS (SELECT 1 FROM audit_entries
                     WHERE chain = NEW.chain AND day = NEW.day AND sequence = NEW.sequence)
          OR EXISTS (SELECT 1 FROM audit_entries WHERE id = NEW.id)
    BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only');
    END""",
    """CREATE TRIGGER audit_heads_forward BEFORE UPDATE ON audit_heads
        WHEN NEW.chain <> OLD.chain OR NEW.day <> OLD.day OR NEW.sequence <= OLD.sequence
    BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only');
    END""",
    """CREATE TRIGGER audit_heads_no_delete BEFORE DELETE ON audit_heads BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only');
    END""",
    """CREATE TRIGGER audit_heads_no_replace BEFORE INSERT ON audit_heads
        WHEN EXISTS (SELECT 1 FROM audit_heads WHERE chain = NEW.chain AND day = NEW.day)
    BEGIN
        SELECT RAISE(IGNORE);
    END""",
)
_POSTGRESQL = (
    """CREATE FUNCTION audit_log_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit log is append-only';
    END $$""",
    """CREATE TRIGGER audit_entries_final BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION audit_log_is_final()""",
    """CREATE TRIGGER audit_entries_kept BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_final()""",
    """CREATE TRIGGER audit_heads_forward BEFORE UPDATE ON audit_heads FOR EACH ROW
        WHEN (NEW.chain <> OLD.chain OR NEW.day <> OLD.day OR NEW.sequence <= OLD.sequence)
        EXECUTE FUNCTION audit_log_is_final()""",
    """CREATE TRIGGER audit_heads_final BEFORE DELETE ON audit_heads
        FOR EACH ROW EXECUTE FUNCTION audit_log_is_final()""",
    """CREATE TRIGGER audit_heads_kept BEFORE TRUNCATE ON audit_heads
        FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_final()""",
)

_PG_FUNCTION: Final = "audit_log_is_final"
_PG_KINDS: Final = MappingProxyType(
    # bits of pg_trigger.tgtype: 1 for each row, 2 before, 8 delete, 16 update, 32 truncate; and whether it has a WHEN
    {
        "audit_entries_final": (27, False),
        "audit_entries_kept": (34, False),
        "audit_heads_forward": (19, True),
        "audit_heads_final": (11, False),
        "audit_heads_kept": (34, False),
    }
)
_SQLITE_THERE: Final = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_entries', 'audit_heads')"
)
_PG_THERE: Final = text(
    "SELECT t.tgname, p.proname, p.prosrc, t.tgtype, t.tgqual IS NOT NULL FROM pg_trigger t"
    " JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE t.tgrelid IN ('audit_entries'::regclass, 'audit_heads'::regclass)"
    " AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
)


def expected(backend: str) -> Mapping[str, str]:
    """Each trigger by its name, and what it does, in one spelling."""
    if backend == "sqlite":
        return {statement.split()[2]: _plain(statement) for statement in _SQLITE}
    source = _plain(_POSTGRESQL[0].split("$$")[1])
    return {name: f"{_PG_FUNCTION} {source} {kind}" for name, kind in _PG_KINDS.items()}


def there(connection: Connection) -> dict[str, str]:
    """As ``expected``, of those that the database has and that are not switched off."""
    if connection.dialect.name == "sqlite":
        return {name: _plain(sql) for name, sql in connection.execute(_SQLITE_THERE)}
    rows = connection.execute(_PG_THERE).all()
    return {name: f"{function} {_plain(source)} {(kind, when)}" for name, function, source, kind, when in rows}


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def create(connection: Connection) -> None:
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement))
