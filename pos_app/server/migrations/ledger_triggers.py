"""Triggers that keep the ledger append-only: made by the migration, unknown to the models."""

from __future__ import annotations

from sqlalchemy import Connection, text

_SQLITE = tuple(
    f"""CREATE TRIGGER ledger_entries_no_{act.lower()} BEFORE {act} ON ledger_entries BEGIN
        SELECT RAISE(ABORT, 'the ledger is append-only');
    END"""
    for act in ("UPDATE", "DELETE")
)
_POSTGRESQL = (
    """CREATE FUNCTION ledger_entries_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the ledger is append-only';
    END $$""",
    """CREATE TRIGGER ledger_entries_final BEFORE UPDATE OR DELETE ON ledger_entries
        FOR EACH ROW EXECUTE FUNCTION ledger_entries_are_final()""",
    """CREATE TRIGGER ledger_entries_kept BEFORE TRUNCATE ON ledger_entries
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_are_final()""",
)


def create(connection: Connection) -> None:
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement))
