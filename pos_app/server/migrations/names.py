"""What finds a part of a patient's name among half a million: made by the migration, unknown to the models.

SQLite gets a full-text table of three-letter pieces, kept in step by triggers.  Its rows are numbered by a table of
their own, because SQLite may renumber the rows of ``patients`` when a backup packs the file.  PostgreSQL gets an
index of the same pieces, where its extension may be had; without it such searches are slower and as right.

For what is shorter than a piece, SQLite keeps which pieces there are in all names: what stands in none of them nobody
is called, and what stands in few of them is looked for by those.  PostgreSQL gets an index of pairs.
"""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

INDEX = "ix_patients_name_pieces"
PAIRS = "ix_patients_name_pairs"

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

# Nothing is ever taken out: a piece that nobody has any more costs a look that finds nobody.
_PIECES_OF = """INSERT OR IGNORE INTO patient_name_pieces
        SELECT substr({name}, place, 3) FROM (
            WITH RECURSIVE places (place) AS (
                SELECT 1 UNION ALL SELECT place + 1 FROM places WHERE place < length({name}) - 2
            )
            SELECT place FROM places
        )"""
_SQLITE_PIECES = (
    "CREATE TABLE patient_name_pieces (piece VARCHAR(3) NOT NULL PRIMARY KEY) WITHOUT ROWID",
    f"""CREATE TRIGGER patient_name_pieces_new AFTER INSERT ON patients BEGIN
        {_PIECES_OF.format(name="new.name_key")};
    END""",
    f"""CREATE TRIGGER patient_name_pieces_changed AFTER UPDATE OF name_key ON patients
    WHEN old.name_key <> new.name_key BEGIN
        {_PIECES_OF.format(name="new.name_key")};
    END""",
)
FILL_PIECES = """INSERT OR IGNORE INTO patient_name_pieces
    WITH RECURSIVE places (place) AS (
        SELECT 1 UNION ALL
        SELECT place + 1 FROM places WHERE place < (SELECT max(length(name_key)) FROM patients) - 2
    )
    SELECT DISTINCT substr(name_key, place, 3) FROM places JOIN patients ON place <= max(1, length(name_key) - 2)"""
_POSTGRESQL_PAIRS = (
    """CREATE FUNCTION name_pairs(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT array_agg(DISTINCT substr(name, place, 2)) FROM generate_series(1, greatest(1, length(name) - 1)) place
    $$""",
    f"CREATE INDEX {PAIRS} ON patients USING gin (name_pairs(name_key))",
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


def create_for_short(connection: Connection) -> None:
    """What finds less than a piece."""
    statements = (*_SQLITE_PIECES, FILL_PIECES) if connection.dialect.name == "sqlite" else _POSTGRESQL_PAIRS
    for statement in statements:
        connection.execute(text(statement))


def unknown_to_models(name: str | None) -> bool:
    """True for tables and indexes made here, so that a comparison with the models passes over them."""
    return name is not None and (
        name.startswith(("patient_names", "patient_numbers", "patient_name_pieces")) or name in (INDEX, PAIRS)
    )
