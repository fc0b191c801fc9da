"""The journal on a real file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.desktop.journal import SqliteJournal
from pos_app.desktop.ports import JournalBroken, OpenAttempt, OpenRefund

SERVER = "https://billing.larkfield.example"


def attempt(name: str = "a-1", minute: int = 0) -> OpenAttempt:
    begun = datetime(2026, 11, 23, 9, minute, tzinfo=UTC)
    return OpenAttempt(name, SERVER, "p-1", "i-1", "INV-20418", 14800, "usd", "begun", begun)


def test_what_was_begun_is_there_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    first = SqliteJournal(file)
    first.begin(attempt("a-2", 5))
    first.begin(attempt("a-1", 0))
    first.note("a-1", "submitted", leaving=True)
    first.close()
    second = SqliteJournal(file)
    found = second.open_attempts(SERVER)
    assert [a.attempt_id for a in found] == ["a-1", "a-2"]
    assert (found[0].state, found[0].leaving, found[0].begun_at) == ("submitted", True, attempt().begun_at)
    second.end("a-1", "succeeded")
    assert [a.attempt_id for a in second.open_attempts(SERVER)] == ["a-2"]
    assert second.open_attempts("https://other.example") == []
    second.close()


def test_an_intention_survives_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.unit.desktop.test_journal import attempt\n"
        "from pos_app.desktop.journal import SqliteJournal\n"
        "SqliteJournal(Path(sys.argv[1])).begin(attempt())\n"
        "os.kill(os.getpid(), 9)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(file)], check=False, cwd=Path.cwd(), env=os.environ)
    assert ended.returncode == -9
    journal = SqliteJournal(file)
    assert [a.attempt_id for a in journal.open_attempts(SERVER)] == ["a-1"]
    journal.close()


def test_each_write_is_synced_to_the_disk(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.sqlite")
    with journal._work() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
    journal.close()


def test_threads_do_not_meet_on_its_one_connection(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.sqlite")

    def work(number: int) -> None:
        for turn in range(20):
            journal.begin(attempt(f"a-{number}-{turn}"))
            journal.open_attempts(SERVER)
            journal.end(f"a-{number}-{turn}", "succeeded")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert journal.open_attempts(SERVER) == []
    journal.close()


def test_the_same_attempt_begun_twice_is_one_and_another_under_its_id_is_refused(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.sqlite")
    journal.begin(attempt())
    journal.begin(attempt())
    assert journal.open_attempts(SERVER) == [attempt()]
    with pytest.raises(JournalBroken):
        journal.begin(attempt(minute=5))
    journal.end("a-1", "paid")
    with pytest.raises(JournalBroken):
        journal.begin(attempt())
    journal.close()


def test_a_damaged_file_is_said_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    file.write_bytes(b"this is no database" * 100)
    with pytest.raises(JournalBroken):
        SqliteJournal(file)
    assert file.read_bytes().startswith(b"this is no database")


def test_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(JournalBroken, match="newer version"):
        SqliteJournal(file)


def test_no_patient_data_has_a_place_in_it() -> None:
    assert set(OpenAttempt.__slots__) == {
        "attempt_id", "server", "person_id", "invoice_id", "invoice_number", "amount_minor", "currency", "state",
        "begun_at", "leaving",
    }  # fmt: skip


def refund(name: str = "r-1", minute: int = 0, **changes: object) -> OpenRefund:
    begun = datetime(2026, 11, 23, 9, minute, tzinfo=UTC)
    values = {"amount_minor": 5000, "begun_at": begun, **changes}
    return OpenRefund(
        refund_id=name, server=SERVER, person_id="p-1", invoice_number="INV-20418", currency="usd", state="begun",
        **values,  # type: ignore[arg-type]
    )  # fmt: skip


def test_refunds_are_kept_beside_the_attempts(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    first = SqliteJournal(file)
    first.begin(attempt())
    first.begin_refund(refund("r-2", 5))
    first.begin_refund(refund("r-1", 0))
    first.note_refund("r-1", "requested")
    first.close()
    second = SqliteJournal(file)
    assert [(r.refund_id, r.state) for r in second.open_refunds(SERVER)] == [("r-1", "requested"), ("r-2", "begun")]
    assert second.open_refunds(SERVER)[0].begun_at == refund().begun_at
    second.end_refund("r-1", "succeeded")
    assert [r.refund_id for r in second.open_refunds(SERVER)] == ["r-2"]
    assert second.open_refunds("https://other.example") == []
    assert [a.attempt_id for a in second.open_attempts(SERVER)] == ["a-1"]
    second.close()


def test_a_refund_s_number_stands_for_one_refund(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.sqlite")
    journal.begin_refund(refund())
    journal.begin_refund(refund())
    assert len(journal.open_refunds(SERVER)) == 1
    with pytest.raises(JournalBroken):
        journal.begin_refund(refund(amount_minor=6000))
    journal.end_refund("r-1", "not_asked")
    with pytest.raises(JournalBroken):
        journal.begin_refund(refund())
    journal.close()


def test_a_journal_of_before_there_were_refunds_gets_room_for_them(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite"
    old = SqliteJournal(file)
    old.begin(attempt())
    old.close()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("DROP TABLE refunds")
        raw.commit()
    new = SqliteJournal(file)
    new.begin_refund(refund())
    assert [a.attempt_id for a in new.open_attempts(SERVER)] == ["a-1"]
    assert len(new.open_refunds(SERVER)) == 1
    new.close()
