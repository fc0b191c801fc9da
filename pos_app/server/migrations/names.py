"""What finds a part of a patient's name among half a million: made by the migration, unknown to the models.

SQLite gets a full-text table of three-letter pieces, kept in step by triggers.  Its rows are numbered by a table of
their own, because SQLite may renumber the rows of ``patients`` when a backup packs the file.  PostgreSQL gets an
index of the same pieces, where its extension may be had; without it such searches are slower and as right.
"""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

INDEX = "ix_patients_name_pieces"

_SQLITE = (
    """CREATE TABLE patient_numbers (
        number INTEGER PRIMARY KEY,
        patient_id VARCHAR(64) NOT NULL UNIQUE REFERENCES patients (id) ON DELETE CASCADE
    )""",
    "CREATE VIRTUAL TABLE patient_names USING fts5(name_key, tokenize='trigram')",
    """CREATE TRIGGER patient_names_new AFTER INSERT ON patients BEGIN
        INSERT INTO patient_numbers (patient_id) VALUES (new.id);
        INSERT INTO patient_names (rowid, name_key)
        SELECT number, new.name_key FROM patient_numbers WHERE patient_id = new.id;
    END""",
    """CREATE TRIGGER patient_names_changed AFTER UPDATE OF name_key ON patients WHEN old.name_key <> new.name_key BEGIN
        UPDATE patient_names SET name_key = new.name_key
        WHERE rowid = (SELECT number FROM patient_numbers WHERE patient_id = new.id);
    END""",
    """CREATE TRIGGER patient_names_gone BEFORE DELETE ON patients BEGIN
        DELETE FROM patient_names WHERE rowid = (SELECT number FROM patient_numbers WHERE patient_id = old.id);
    END""",
)


def create(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for statement in _SQLITE:
            connection.execute(text(statement))
        return
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            connection.execute(text(f"CREATE INDEX {INDEX} ON patients USING gin (name_key gin_trgm_ops)"))
    except DBAPIError as error:
        # not installed, or not this user's to switch on: anything else is a fault and stops the migration
        if getattr(error.orig, "sqlstate", None) not in ("0A000", "42501", "58P01", "42704"):
            raise


def unknown_to_models(name: str | None) -> bool:
    """True for tables and indexes made here, so that a comparison with the models passes over them."""
    return name is not None and (name.startswith(("patient_names", "patient_numbers")) or name == INDEX)
