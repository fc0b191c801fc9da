"""``pos-app import`` from files to tables, on both databases."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from pos_app.exits import DATABASE, ENVIRONMENT, FAILED, OK, Stop
from pos_app.server import migrate
from pos_app.server.db import Database
from pos_app.server.imports.main import main
from pos_app.server.models import (
    Base,
    Invoice,
    InvoiceEvent,
    InvoiceLine,
    Patient,
    Payment,
    Site,
    StripePaymentIntent,
    User,
)
from pos_app.server.sample.service import seed
from tests.support import fhir as make
from tests.support.processes import done
from tests.support.sample import bring_up

NOW = datetime(2026, 11, 23, 9, 33, tzinfo=UTC)
NATIONAL = ("999-50-1234", "S72838789", "P-PASS-55", "NI-8812")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    bring_up(found)
    yield found
    found.close()


class Import:
    """Runs the command in this process and keeps what it said."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url = url
        self._capsys = capsys
        self.table = ""
        self.problems: list[str] = []

    def __call__(self, *args: str | Path, expect: int = OK) -> None:
        self._capsys.readouterr()
        code = main([str(arg) for arg in args] + ["--database", self.url])
        out, err = self._capsys.readouterr()
        self.table, self.problems = out, err.splitlines()
        assert code == expect, err + out

    def row(self, kind: str) -> list[int]:
        """read, imported, updated, unchanged, skipped, reported"""
        line = next(line for line in self.table.splitlines() if line.startswith(kind))
        return [int(cell.replace(",", "")) if cell != "-" else 0 for cell in line.removeprefix(kind).split()]


@pytest.fixture
def run(database: Database, database_url: str, capsys: pytest.CaptureFixture[str]) -> Import:
    return Import(database_url, capsys)


def content(database: Database) -> dict[str, list[str]]:
    with database.read() as session:
        return {t.name: sorted(map(repr, session.execute(select(t)).all())) for t in Base.metadata.sorted_tables}


def the_invoice(database: Database, source_id: str = "ExplanationOfBenefit/b1") -> Invoice:
    with database.read() as session:
        return session.scalars(select(Invoice).where(Invoice.source_id == source_id)).one()


def test_a_benefit_becomes_an_invoice(run: Import, database: Database, tmp_path: Path) -> None:
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(make.eob()))))
    with database.read() as session:
        invoice = session.scalars(select(Invoice)).one()
        assert (invoice.patient.name, invoice.patient.mrn, invoice.site.name) == (
            "Ana Rita Ferreira",
            "7001",
            "Quay Clinic",
        )
        assert (invoice.currency, invoice.gross_minor, invoice.insurer_minor, invoice.total_minor) == (
            "usd",
            12500,
            7500,
            5000,
        )
        assert (invoice.due_minor, invoice.paid_minor, invoice.void) == (5000, 0, False)
        assert (invoice.service, invoice.department) == ("Wound closure", "Emergency")
        assert (invoice.insurer_name, invoice.claim) == ("Meadow Insurance", "CL-77")
        assert invoice.service_date == datetime(2026, 5, 4, 6, 30, tzinfo=UTC)
        assert re.fullmatch(r"FH-[0-9A-HJKMNP-TV-Z]{8}", invoice.number)
        assert [(line.description, line.amount_minor) for line in invoice.lines] == [("Wound closure", 12500)]
        events = session.scalars(select(InvoiceEvent).order_by(InvoiceEvent.at)).all()
        assert [(e.kind, e.detail) for e in events] == [
            ("invoice_made", "Emergency"),
            ("insurer_agreed", "claim CL-77"),
        ]
    assert run.row("ExplanationOfBenefit") == [1, 1, 0, 0, 0, 0]
    assert run.row("Patient") == [1, 1, 0, 0, 0, 0]
    assert "no problems" in run.table


@pytest.mark.parametrize("shape", ["bundle", "ndjson", "files", "transaction"])
def test_every_shape_of_file_gives_the_same(shape: str, run: Import, database: Database, tmp_path: Path) -> None:
    resources = make.hospital(make.eob(), make.invoice())
    folder = tmp_path / "in"
    if shape == "bundle":
        make.write(folder, "deep/down/a.JSON", "\ufeff" + make.bundle(*resources, kind="searchset"))
    elif shape == "ndjson":
        make.write(folder, "a.ndjson", "\n\n".join(make.text(one) for one in reversed(resources)) + "\n")
    elif shape == "files":
        for number, one in enumerate(resources):
            make.write(folder, f"{number}.json", make.text(one))
        make.write(folder, "readme.txt", "not read")
    else:  # ids are the server's to give: entries go by their fullUrl alone
        named = {f"{one['resourceType']}/{one['id']}": f"urn:uuid:{n:08}" for n, one in enumerate(resources)}
        entries = [
            {"fullUrl": named[f"{one['resourceType']}/{one['id']}"], "request": {"method": "POST", "url": "x"},
             "resource": {name: value for name, value in one.items() if name != "id"}}
            for one in resources
        ]  # fmt: skip
        written = make.text({"entry": entries, "type": "transaction", "resourceType": "Bundle"})
        for old, new in named.items():
            written = written.replace(f'"{old}"', f'"{new}"')
        make.write(folder, "a.json", written)
    run(folder)
    with database.read() as session:
        rows = session.execute(select(Invoice.total_minor, Invoice.currency, Site.name).join(Site)).all()
    assert sorted(map(tuple, rows)) == [(5000, "usd", "Quay Clinic"), (7000, "eur", "Quay Clinic")]


def test_importing_again_changes_nothing(run: Import, database: Database, tmp_path: Path) -> None:
    path = make.write(tmp_path, "a.json", make.bundle(*make.hospital(make.eob(), make.invoice())))
    run(path)
    before = content(database)
    run(path)
    assert content(database) == before
    assert run.row("ExplanationOfBenefit") == [1, 0, 0, 1, 0, 0]
    assert run.row("Patient") == [1, 0, 0, 1, 0, 0]


def test_what_has_changed_at_its_source_is_changed_here_while_it_is_unpaid(
    run: Import, database: Database, tmp_path: Path
) -> None:
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(make.eob()))))
    before = the_invoice(database)
    dearer = make.item(make.part("submitted", "125"), make.part("benefit", "65"), make.part("copay", "60"))
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(make.eob("b1", dearer)))))
    after = the_invoice(database)
    assert (after.id, after.number) == (before.id, before.number)
    assert (after.total_minor, after.due_minor, after.insurer_minor) == (6000, 6000, 6500)
    assert run.row("ExplanationOfBenefit") == [1, 0, 1, 0, 0, 0]
    with database.read() as session:
        assert len(session.scalars(select(InvoiceLine)).all()) == 1
        assert "invoice_changed" in session.scalars(select(InvoiceEvent.kind)).all()


def _money_taken(session: Any, invoice: Invoice, user: User) -> None:
    row = session.get(Invoice, invoice.id)
    row.paid_minor, row.due_minor = 1000, row.total_minor - 1000
    session.add(
        Payment(invoice_id=invoice.id, method="cash", amount_minor=1000, currency="usd", at=NOW, user_id=user.id)
    )


def _attempt(session: Any, invoice: Invoice, user: User) -> None:
    session.add(
        StripePaymentIntent(
            id="a-live-attempt", request_hash="-", invoice_id=invoice.id, user_id=user.id, amount_minor=5000,
            currency="usd", state="unknown", live=True, lease_expires_at=NOW, created_at=NOW, updated_at=NOW,
        )
    )  # fmt: skip


@pytest.mark.parametrize("hold", [_money_taken, _attempt])
@pytest.mark.parametrize("change", ["dearer", "cancelled"])
def test_what_is_paid_or_being_paid_is_left_and_reported(
    hold: Any, change: str, run: Import, database: Database, tmp_path: Path
) -> None:
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(make.eob()))))
    with database.write() as session:
        user = User(username="c", display_name="C", password_hash="-", role="cashier", created_at=NOW)
        session.add(user)
        session.flush()
        hold(session, session.scalars(select(Invoice)).one(), user)
    before = content(database)
    dearer = make.item(make.part("submitted", "125"), make.part("benefit", "65"), make.part("copay", "60"))
    changed = make.eob("b1", dearer) if change == "dearer" else make.eob(status="cancelled")
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(changed))), expect=FAILED)
    assert content(database) == before
    assert "left as it was" in run.problems[0]
    assert "ExplanationOfBenefit/b1" in run.problems[0]


def test_what_is_withdrawn_at_its_source_is_voided_and_comes_back_with_it(
    run: Import, database: Database, tmp_path: Path
) -> None:
    path = make.write(tmp_path, "a.json", make.bundle(*make.hospital(make.eob())))
    run(path)
    gone = make.write(tmp_path, "b.json", make.bundle(*make.hospital(make.eob(status="cancelled"))))
    run(gone)
    assert the_invoice(database).void
    before = content(database)
    run(gone)
    assert content(database) == before
    run(path)
    assert not the_invoice(database).void


def test_one_bad_resource_is_named_and_the_rest_goes_on(run: Import, database: Database, tmp_path: Path) -> None:
    resources = [
        make.patient("p2", birthDate="03.02.1970"),
        make.eob("b2", make.item(make.part("copay", "10.005"))),
        make.eob("b3", make.item(make.part("submitted", "20"), make.part("copay", "10", "EUR"))),
        make.eob("b4", patient=make.ref("Patient/nobody")),
        make.eob("b5", patient=make.ref("Group/g")),
        make.eob("b6", provider=make.ref("Organization/none")),
        {"resourceType": "Observation", "id": "x", "whatever": 1},
        {"no": "type"},
        {"resourceType": "Patient", "name": [{"family": "Ferreira"}]},
        make.eob("b7", make.item(make.part("copay", "0"))),
    ]
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(make.eob(), *resources))), expect=FAILED)
    said = "\n".join(run.problems)
    for expected in (
        "Patient/p2: birthDate is not valid",
        "ExplanationOfBenefit/b2: item 1: the amount has more decimals",
        "ExplanationOfBenefit/b3: amounts are in more than one currency",
        "ExplanationOfBenefit/b4: the patient's reference leads nowhere",
        "ExplanationOfBenefit/b5: the patient's reference leads nowhere, or not to a Patient",
        "ExplanationOfBenefit/b6: the provider's reference leads to no Organization",
        "entry 14: not a FHIR resource",
        "Patient (entry 15): has no id",
    ):
        assert expected in said
    assert len(run.problems) == 8
    assert all(str(tmp_path / "a.json") in line for line in run.problems)
    assert "Ferreira" not in said + run.table
    assert run.row("ExplanationOfBenefit") == [7, 1, 0, 0, 1, 5]
    assert run.row("Patient") == [3, 1, 0, 0, 0, 2]
    assert "nothing to pay" in run.table
    assert "Observation: not used here" in run.table
    with database.read() as session:
        assert session.scalars(select(Invoice.source_id)).all() == ["ExplanationOfBenefit/b1"]


def test_half_a_file_is_left_out_as_a_whole(run: Import, database: Database, tmp_path: Path) -> None:
    whole = make.bundle(*make.hospital(make.eob("b9")))
    half = make.write(tmp_path, "a.json", whole[: len(whole) * 3 // 4])
    make.write(tmp_path, "b.json", make.bundle(*make.hospital(make.eob())))
    make.write(tmp_path, "c.json", "")
    make.write(tmp_path, "d.json", '{"name": "some-package", "version": "1.0"}')
    make.write(tmp_path, "e.json", '{"resourceType": "Patient", "id": NaN}')
    make.write(tmp_path, "f.json", "[1, 2]")
    run(tmp_path, expect=FAILED)
    assert run.problems[0] == f"{half}: the file is empty or ends in the middle; nothing of it was taken"
    assert len(run.problems) == 5
    with database.read() as session:
        assert session.scalars(select(Invoice.source_id)).all() == ["ExplanationOfBenefit/b1"]


def test_brackets_without_end_cost_that_file_alone(run: Import, tmp_path: Path) -> None:
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 3000 + "]" * 3000)
    run(deep, expect=FAILED)
    assert "deep.json: brackets within brackets" in run.problems[0]


def test_a_bad_line_of_ndjson_costs_that_line_alone(run: Import, tmp_path: Path) -> None:
    lines = [make.text(one) for one in make.hospital(make.eob())]
    lines[2:2] = ['{"resourceType": "Patient", "id', "[" * 100_000, '{"resourceType": "Patient", "id": NaN}', "7"]
    run(make.write(tmp_path, "a.ndjson", "\n".join(lines)), expect=FAILED)
    assert [line.rsplit("a.ndjson: ", 1)[1] for line in run.problems] == [
        "line 3: not JSON",
        "line 4: not JSON",
        "line 5: not JSON",
        "line 6: not a FHIR resource",
    ]
    assert run.row("ExplanationOfBenefit") == [1, 1, 0, 0, 0, 0]


def test_the_same_id_twice(run: Import, database: Database, tmp_path: Path) -> None:
    dearer = make.item(make.part("submitted", "125"), make.part("copay", "60"))
    newer = make.eob("b2", dearer, meta={"lastUpdated": "2026-06-02T00:00:00Z"})
    older = make.eob("b2", meta={"lastUpdated": "2026-06-01T00:00:00Z"})
    newest = make.eob("b2", dearer, meta={"lastUpdated": "2026-06-03T02:00:00+02:00"}, outcome="complete")
    twice = [make.eob(), make.eob(), make.eob("b1", dearer), newer, older, newest]
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(*twice), kind="history")), expect=FAILED)
    assert len(run.problems) == 1
    assert "ExplanationOfBenefit/b1: another resource with this id" in run.problems[0]
    assert the_invoice(database).total_minor == 5000, "the first is kept"
    assert the_invoice(database, "ExplanationOfBenefit/b2").total_minor == 6000, "the latest version is kept"
    assert run.row("ExplanationOfBenefit") == [6, 2, 0, 0, 3, 1]


def test_references_that_can_be_done_without_are_named_and_done_without(
    run: Import, database: Database, tmp_path: Path
) -> None:
    resource = make.eob(claim=make.ref("Claim/gone"), insurer=make.ref("Organization/gone"))
    resource["insurance"] = [{"focal": True, "coverage": make.ref("Coverage/gone")}]
    run(make.write(tmp_path, "a.json", make.bundle(make.organization(), make.patient(), resource)))
    invoice = the_invoice(database)
    assert (invoice.claim, invoice.insurer_name, invoice.department) == ("gone", "", "")
    assert invoice.service_date == datetime(2026, 5, 6, 10, tzinfo=UTC)
    assert len(run.problems) == 3
    assert all("imported without it" in line for line in run.problems)


def test_patients_imported_earlier_are_found_again(run: Import, database: Database, tmp_path: Path) -> None:
    run(make.write(tmp_path, "a.json", make.text(make.patient())))
    run(make.write(tmp_path, "b.json", make.text(make.eob())), "--site", "North Wing")
    with database.read() as session:
        assert session.scalars(select(Invoice)).one().site.name == "North Wing"


def test_contained_and_conditional_references(run: Import, database: Database, tmp_path: Path) -> None:
    known = {**make.organization(), "identifier": [{"system": "urn:x", "value": "77"}]}
    inner = {**make.coverage(), "id": "inner", "payor": [{"display": "Inner Insurance"}]}
    resource = make.eob(
        contained=[inner],
        insurer=make.ref("#nobody"),
        provider=make.ref("Organization?identifier=urn:x|77"),
        insurance=[{"focal": True, "coverage": make.ref("#inner")}],
    )
    run(make.write(tmp_path, "a.json", make.bundle(known, make.patient(), make.encounter(), make.claim(), resource)))
    with database.read() as session:
        invoice = session.scalars(select(Invoice)).one()
        assert (invoice.site.name, invoice.insurer_name) == ("Quay Clinic", "Inner Insurance")


def test_a_patient_who_pays_alone_has_no_insurer(run: Import, database: Database, tmp_path: Path) -> None:
    alone = make.item(make.part("submitted", "125"), make.part("benefit", "0"), make.part("copay", "125"))
    resource = make.eob("b1", alone, insurer=make.ref("Patient/p1"))
    own = {**make.coverage(), "payor": [make.ref("Patient/p1")]}
    parts = [make.organization(), make.patient(), own, make.encounter(), make.claim(), resource]
    run(make.write(tmp_path, "a.json", make.bundle(*parts)))
    assert the_invoice(database).insurer_name == ""
    assert run.problems == []


def test_invoice_numbers_that_are_taken_are_not_taken_again(run: Import, database: Database, tmp_path: Path) -> None:
    seed(database, NOW, hash_password=lambda _: "-")
    taken = {"identifier": [{"value": "INV-20418"}]}
    resources = [make.invoice("i1"), make.invoice("i2"), make.invoice("i3", **taken)]
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(*resources))))
    with database.read() as session:
        numbers = session.scalars(select(Invoice.number).where(Invoice.source == "fhir").order_by(Invoice.source_id))
        first, *rest = numbers.all()
    assert first == "A-2026/7"
    assert all(number.startswith("FH-") for number in rest)


def test_the_samples_staff_can_be_put_at_the_new_sites(run: Import, database: Database, tmp_path: Path) -> None:
    seed(database, NOW, hash_password=lambda _: "-")
    run(make.write(tmp_path, "a.json", make.bundle(*make.hospital(make.eob()))), "--attach-sample-staff")
    with database.read() as session:
        cashier = session.scalars(select(User).where(User.username == "cashier")).one()
        assert {site.name for site in cashier.sites} == {"North Wing", "Harbour Clinic", "Quay Clinic"}


def test_national_numbers_reach_no_table(run: Import, database: Database, tmp_path: Path) -> None:
    kinds = ("SS", "DL", "PPN", "NI")
    numbers = [make.identifier(kind, value) for kind, value in zip(kinds, NATIONAL, strict=True)]
    person = make.patient(identifier=[*numbers, make.identifier("MR", "7001")])
    run(make.write(tmp_path, "a.json", make.bundle(make.organization(), person, make.encounter(), make.eob())))
    everything = repr(content(database))
    assert "Ferreira" in everything
    assert not [number for number in NATIONAL if number in everything]
    if database.sqlite:
        with database.write() as session:
            session.execute(text("SELECT 1"))
        folder = Path(str(database.url.database)).parent
        stored = b"".join(path.read_bytes() for path in folder.glob("hmis.sqlite*"))
        assert b"Ferreira" in stored
        assert not [number for number in NATIONAL if number.encode() in stored]


def test_text_no_database_would_take_is_cleaned(run: Import, database: Database, tmp_path: Path) -> None:
    odd = json.dumps(make.patient(name=[{"family": "Fer\u0000rei\ud800ra\n", "given": ["=1+1"]}]))
    run(make.write(tmp_path, "a.ndjson", odd), expect=FAILED)  # a lone surrogate is no Unicode
    run(make.write(tmp_path, "a.ndjson", odd.replace("\\ud800", "")))
    with database.read() as session:
        assert session.scalars(select(Patient.name)).all() == ["=1+1 Fer reira"]


def test_two_imports_at_once_end_as_one(run: Import, database: Database, database_url: str, tmp_path: Path) -> None:
    bills = [make.eob(f"b{n}") for n in range(300)]
    path = make.write(tmp_path, "a.json", make.bundle(*make.hospital(*bills)))
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda: results.append(main([str(path), "--database", database_url]))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [OK, OK, OK]
    with database.read() as session:
        assert len(session.scalars(select(Invoice.id)).all()) == 300
        assert len(session.scalars(select(InvoiceLine.id)).all()) == 300


def test_a_file_may_be_called_anything(run: Import, database: Database, tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xff\n.json")
    (tmp_path / name).write_text(make.bundle(*make.hospital(make.eob(), make.eob("b2", status="?"))))
    run(tmp_path, expect=FAILED)
    assert the_invoice(database).total_minor == 5000
    assert len(run.problems) == 1


def test_no_such_path(run: Import, tmp_path: Path) -> None:
    with pytest.raises(Stop, match="There is no file or folder") as stop:
        run(tmp_path / "missing.json")
    assert stop.value.code == ENVIRONMENT


def test_a_file_of_unknown_kind_is_named(run: Import, tmp_path: Path) -> None:
    run(make.write(tmp_path, "notes.txt", "hello"), expect=FAILED)
    assert "neither .json nor .ndjson" in run.problems[0]


def test_a_database_without_tables_or_of_another_version(database_url: str, tmp_path: Path) -> None:
    path = make.write(tmp_path, "a.json", make.text(make.patient()))
    with pytest.raises(Stop) as stop:
        main([str(path), "--database", database_url])
    assert stop.value.code == DATABASE
    database = Database(database_url)
    migrate.upgrade(database)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'from the future'"))
    database.close()
    with pytest.raises(Stop, match="newer") as stop:
        main([str(path), "--database", database_url])
    assert stop.value.code == DATABASE


def test_the_command_as_a_program(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hmis.sqlite'}"
    database = Database(url)
    migrate.upgrade(database)
    database.close()
    folder = tmp_path / "in"
    make.write(folder, "a.json", make.bundle(*make.hospital(make.eob())))
    environment = {"DATABASE_URL": url, "TMPDIR": str(tmp_path)}
    told = done("import", str(folder), env=environment, cold=True)
    assert (told.returncode, told.stderr) == (OK, "")
    assert "1 file read, no problems." in told.stdout
    assert done("import", env=environment).returncode == 2
    told = done("import", "/nowhere", env=environment)
    assert (told.returncode, told.stdout) == (ENVIRONMENT, "")
    assert not list(tmp_path.glob("hmis-pos-import-*")), "nothing stays behind"
    rows = sqlite3.connect(tmp_path / "hmis.sqlite")
    try:
        assert rows.execute("SELECT total_minor FROM invoices").fetchall() == [(5000,)]
    finally:
        rows.close()


@pytest.mark.parametrize("most", [1000, pytest.param(3000, marks=pytest.mark.slow)])
def test_a_lot_of_it_stays_flat_in_memory(tmp_path: Path, most: int) -> None:
    """Ten times the resources must not need much more memory: peak of the process, as the system counts it.

    Not ``ru_maxrss``: a process begins with its parent's.
    """
    peaks = []
    for size in (most // 10, most):
        url = f"sqlite:///{tmp_path / f'{size}.sqlite'}"
        database = Database(url)
        migrate.upgrade(database)
        database.close()
        bills = [make.eob(f"b{n}", created=(NOW - timedelta(hours=n)).isoformat()) for n in range(size)]
        path = make.write(tmp_path, f"{size}.json", make.bundle(*make.hospital(*bills)))
        script = (
            "import sys; from pos_app.server.imports.main import main; code = main(sys.argv[1:]);"
            "print('peak', *(line for line in open('/proc/self/status') if 'VmHWM' in line)); sys.exit(code)"
        )
        told = subprocess.run(
            [sys.executable, "-c", script, path, "--database", url], capture_output=True, text=True, check=True
        )
        peaks.append(int(told.stdout.split()[-2]))
    assert peaks[1] - peaks[0] < 10 * most, f"KiB at a tenth and all of {most} bills: {peaks}"
