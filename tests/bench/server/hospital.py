"""A hospital with as many invoices as wanted, written straight into the tables."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import psycopg
from sqlalchemy import Connection, Engine, Table, create_engine, select, text

from pos_app.server import migrate
from pos_app.server.clock import SystemClock
from pos_app.server.migrations.names import FILL_PIECES
from pos_app.server.models import Invoice, Patient, Site
from pos_app.server.sample import service as sample
from pos_app.server.text import fold
from tests.bench.server.places import opened

PATIENTS, INVOICES = (cast(Table, one.__table__) for one in (Patient, Invoice))
INVOICES_EACH = 4
"""For one patient, on average."""
GIVEN = ("Anna", "Boris", "Clara", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Katya", "Liam", "Mara")
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "zi")
SERVICES = ("X-ray, chest", "MRI, left knee", "Blood test", "Consultation", "Physiotherapy", "Night on the ward")
FIRST_NUMBER = 1_000_000
NOW = datetime.now(UTC).replace(microsecond=0)
YEARS = 10

# Whom the searches look for. There are so many of them in every hospital, however large it is.
SOUGHT = 20
SOUGHT_NAME, SOUGHT_MRN, SOUGHT_PHONE, SOUGHT_BORN = "Quibblewhite", "Q77", "5550177", date(1901, 2, 3)


def fill(url: str, invoices: int, *, all_open: bool = False) -> None:
    """The sample hospital and ``invoices`` more, the newest of ten years today: one in ten open, or all of them."""
    with opened(url) as database:
        migrate.upgrade(database)
        sample.seed(database, SystemClock().now().astimezone())
        with database.read() as session:
            sites = list(session.scalars(select(Site.id).order_by(Site.name)))
        engine = create_engine(database.url, isolation_level="AUTOCOMMIT")
    chance = random.Random(2_000_000)
    patients = [_uuid(chance) for _ in range(max(SOUGHT, invoices // INVOICES_EACH))]
    tables = (
        (PATIENTS, _patients(patients, chance)),
        (INVOICES, _invoices(invoices, patients, sites, chance, all_open=all_open)),
    )
    _write(engine, tables)
    engine.dispose()


def _uuid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _patients(ids: Sequence[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    for number, ident in enumerate(ids):
        given, family = chance.choice(GIVEN), "".join(chance.choices(SYLLABLES, k=3)).capitalize()
        mrn, phone = f"{number:08}", f"{chance.randrange(10**9):09}"
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(33_000))
        if number < SOUGHT:
            family, born = SOUGHT_NAME, SOUGHT_BORN
            mrn, phone = f"{SOUGHT_MRN}{number:05}", f"{number:02}{SOUGHT_PHONE}"
        name = f"{given} {family}"
        yield {
            "id": ident, "source": "bench", "source_id": str(number), "mrn": mrn, "mrn_key": mrn, "name": name,
            "given": given, "family": family, "name_key": fold(name), "birth_date": born, "phone": phone,
            "phone_reversed": phone[::-1], "email": "", "source_hash": "", "created_at": NOW, "updated_at": NOW,
        }  # fmt: skip


def _invoices(
    count: int, patients: Sequence[str], sites: Sequence[str], chance: random.Random, *, all_open: bool
) -> Iterator[dict[str, Any]]:
    for number in range(count):
        total = chance.randrange(1_000, 100_000)
        kind = (
            0 if all_open else number % 20
        )  # 0 and 1 are open, one of them part paid now and then; 2 is void now and then
        paid = total if kind > 1 else total // 2 if number % 100 == 1 else 0
        at = NOW - timedelta(seconds=(count - number) * (YEARS * 365 * 86_400 // count))
        text_number = f"INV-{FIRST_NUMBER + number}"
        yield {
            "id": _uuid(chance), "number": text_number, "number_key": text_number.replace("-", ""),
            "patient_id": patients[(number * 7919) % len(patients)], "site_id": sites[(number // 20) % len(sites)],
            "service": SERVICES[number % len(SERVICES)], "department": "Radiology", "service_date": at,
            "currency": "usd", "gross_minor": total, "insurer_minor": 0, "insurer_name": "", "claim": "",
            "total_minor": total, "paid_minor": paid, "refunded_minor": 0, "due_minor": total - paid,
            "void": kind == 2 and number % 200 == 2, "paid_at": at if paid == total else None, "source": "bench",
            "source_id": str(number), "source_hash": "", "created_at": at, "updated_at": at,
        }  # fmt: skip


def _write(engine: Engine, tables: Iterable[tuple[Table, Iterator[dict[str, Any]]]]) -> None:
    """Rows first, indexes after them: building an index at once is many times quicker."""
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "cache_size=-1000000", "temp_store=MEMORY"):
                connection.execute(text(f"PRAGMA {pragma}"))
        else:
            connection.execute(text("SET session_replication_role = replica"))  # no look-up of each foreign key
            connection.execute(text("SET maintenance_work_mem = '1GB'"))
            connection.execute(text("SET synchronous_commit = off"))
        for table, rows in tables:
            pieces = _dropped(connection, table)
            driver: Any = connection.connection.dbapi_connection
            if sqlite:
                _insert(driver, table, rows)
            else:
                _copy(driver, table, rows)
            for index in table.indexes:
                index.create(connection)
            for statement in pieces:
                connection.execute(text(statement))
        if sqlite:
            connection.execute(text("PRAGMA journal_mode=WAL"))
        else:  # what the server does by itself, sooner or later
            connection.execute(text("VACUUM ANALYZE"))


# The names' pieces are filled all at once, as the migrations' triggers do one by one.
_NAMES = (
    "INSERT INTO patient_numbers (patient_id) SELECT id FROM patients WHERE source = 'bench'",
    "INSERT INTO patient_names (rowid, name_key) SELECT n.number, p.name_key FROM patient_numbers n "
    "JOIN patients p ON p.id = n.patient_id WHERE p.source = 'bench' ORDER BY n.number",
)


def _dropped(connection: Connection, table: Table) -> list[str]:
    """Drop what is not needed while rows come; the statements that bring back what the models don't know of."""
    found: list[str] = []
    if connection.dialect.name == "postgresql":
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = :table AND indexdef LIKE '%USING gin%'"
        for name, definition in connection.execute(text(query), {"table": table.name}).all():
            connection.execute(text(f"DROP INDEX {name}"))
            found.append(definition)
    elif table is PATIENTS:
        found += [*_NAMES, FILL_PIECES]
        for name in ("patient_names_new", "patient_name_pieces_new"):
            found.append(str(connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{name}'"))))
            connection.execute(text(f"DROP TRIGGER {name}"))
    for index in table.indexes:
        index.drop(connection)
    return found


def _insert(driver: sqlite3.Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    names = [column.name for column in table.columns]
    marks = ", ".join("?" * len(names))
    values = ([_plain(row[name]) for name in names] for row in rows)
    driver.execute("BEGIN")
    driver.executemany(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", values)
    driver.execute("COMMIT")


def _plain(value: Any) -> Any:
    """As the models keep it in a file."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def _copy(driver: psycopg.Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    names = [column.name for column in table.columns]
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
