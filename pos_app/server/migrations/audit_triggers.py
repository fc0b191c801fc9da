"""Triggers that keep the audit log append-only: made by the migration, unknown to the models.

A head only ever moves on.  SQLite's REPLACE takes rows away without asking a trigger for DELETE, so an entry that is
there is refused before it.
"""

from __future__ import annotations

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


def create(connection: Connection) -> None:
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement))
