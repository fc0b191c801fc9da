"""Triggers with which PostgreSQL tells every server process what has changed: made by the migration.

They fire in the transaction of the change, so nobody hears of what was rolled back, and no writer can forget them.
SQLite has nothing of the kind, and is served by one process.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_POSTGRESQL = (
    """CREATE FUNCTION tell_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('hmis_events', '');
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER stripe_events_told AFTER INSERT OR UPDATE OF state ON stripe_events
        FOR EACH ROW WHEN (NEW.state = 'pending') EXECUTE FUNCTION tell_of_event()""",
    """CREATE FUNCTION tell_of_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_notify('hmis_attempts', NEW.id);
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER stripe_payment_intents_told AFTER UPDATE OF version ON stripe_payment_intents
        FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION tell_of_attempt()""",
)


def create(connection: Connection) -> None:
    for statement in () if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement))
