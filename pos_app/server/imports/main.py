"""``pos-app import PATH...``: reads FHIR R4 into sites, patients and invoices."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from pos_app.exits import ENVIRONMENT, FAILED, OK, USAGE, Stop
from pos_app.money import MoneyError
from pos_app.server import migrate
from pos_app.server.db import Database
from pos_app.server.imports import benefits, bills, fhir, mapping, reader
from pos_app.server.imports.records import Bill, PatientRecord, ReadyInvoice, Record, Unfit
from pos_app.server.imports.report import READ, Report, Tally
from pos_app.server.imports.resolve import Resolver
from pos_app.server.imports.service import IMPORTED, UNCHANGED, UPDATED, Importer
from pos_app.server.imports.staging import Staging
from pos_app.server.sample.service import attach_staff_to_all_sites
from pos_app.server.settings import DatabaseSettings, check_database_url, load

_EPILOG = """examples:
  pos-app import hospital.json
  pos-app import --database sqlite:////var/lib/hmis/hmis.sqlite exports/ coverage.ndjson

A second import of the same files changes nothing. What has changed at its source is changed here, unless money was
taken for it. Exit code: 0 all good; 1 something was left out, see the lines before the table; 3 a path can't be
read; 4 the database is not this version's."""


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    database = Database(_database_url(args.database))
    try:
        migrate.check(database)
        files, unknown = reader.find(args.paths)
        report = Report(sys.stderr)
        for path in unknown:
            report.problem(report.total, named(path), "", "neither .json nor .ndjson: not read")
        with Staging() as staging:
            for path in files:
                _stage(staging, path, report)
            _write(staging, Importer(database, datetime.now(UTC)), Resolver(staging, args.site), report)
        if args.attach_sample_staff:
            attach_staff_to_all_sites(database)
    except SQLAlchemyError as error:
        raise migrate.unusable(error) from error
    except sqlite3.Error as error:  # the staging area's; the database speaks through SQLAlchemy
        raise Stop("The temporary folder can't be written.", "Free some space, or set TMPDIR.", ENVIRONMENT) from error
    finally:
        database.close()
    report.clear()
    sys.stdout.write(report.table())
    return FAILED if report.total.bad else OK


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="pos-app import",
        description="Read FHIR R4 (Bundles, single resources, NDJSON) into sites, patients and invoices.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH",
                        help="a .json or .ndjson file, or a folder of them")  # fmt: skip
    parser.add_argument("--site", metavar="NAME", help="put every invoice at this site, not at its provider's")
    parser.add_argument("--database", metavar="URL", help="the database's URL (default: DATABASE_URL)")
    parser.add_argument(
        "--attach-sample-staff", action="store_true", help="the sample hospital's staff works at the new sites too"
    )
    args = parser.parse_args(argv)
    if args.site is not None:
        args.site = fhir.clean(args.site, 200)
        if not args.site:
            raise Stop("--site needs a name.", "Write it as --site 'North Wing'.", USAGE)
    return args


def _database_url(given: str | None) -> str:
    if given is None:
        return load(DatabaseSettings).database_url.get_secret_value()
    check_database_url(given)
    return given


def _stage(staging: Staging, path: Path, report: Report) -> None:
    """Read one file into the staging area, whole or not at all."""
    report.files += 1
    tally = Tally()
    try:
        with staging.one_file():
            for item in reader.read(path):
                _stage_one(staging, path, item, report, tally)
                report.progress(f"reading {named(path)}: {tally.outcomes.total():,} resources")
    except reader.BadFile as error:
        report.problem(report.total, named(path), "", f"{error}; nothing of it was taken")
        return
    report.total.add(tally)


def named(path: Path) -> str:
    """The path as text that can be kept and printed, though file names may be any bytes."""
    return str(path).encode("utf-8", "replace").decode()


def _stage_one(staging: Staging, path: Path, item: reader.Item, report: Report, tally: Tally) -> None:
    if item.problem:
        report.problem(tally, named(path), item.where, item.problem)
        return
    resource, kind = item.resource, str(item.resource["resourceType"])
    if kind not in fhir.USED:
        tally.others[fhir.clean(kind, 40) if kind.isascii() and kind.isalnum() else "unknown type"] += 1
        return
    tally.outcomes[kind, READ] += 1
    name = f"{kind} ({item.where})" if item.where else kind
    try:
        own_id = fhir.resource_id(resource, item.full_url)
        name = f"{kind}/{own_id}"
        fhir.validate(resource)
        passed = staging.put(
            kind,
            own_id,
            convert(resource, own_id),
            digest=fhir.digest(resource),
            changed=fhir.moment(fhir.node(resource.get("meta")).get("lastUpdated")),
            file=named(path),
            names=_names(resource, item.full_url),
        )
    except Unfit as error:
        report.problem(tally, named(path), name, str(error), kind)
        return
    if passed:
        tally.skip(kind, passed)


def convert(resource: dict[str, Any], own_id: str) -> Record:
    """The record of a validated resource of a type in ``fhir.USED``. Raises Unfit."""
    kind = resource["resourceType"]
    try:
        if kind == "Patient":
            return mapping.patient(resource, own_id)
        if kind == "Organization":
            return mapping.organization(resource)
        if kind == "Coverage":
            return mapping.coverage(resource)
        if kind == "Encounter":
            return mapping.encounter(resource)
        if kind == "Claim":
            return mapping.claim(resource)
        return benefits.benefit(resource) if kind == "ExplanationOfBenefit" else bills.bill(resource)
    except MoneyError:  # sums past all bounds; single amounts were checked one by one
        raise Unfit("the amounts can't be added up") from None


def _names(resource: dict[str, Any], full_url: str) -> list[str]:
    """What else references may call it. Patients go by id alone: their identifiers stay behind."""
    names = [full_url] if full_url else []
    return names + mapping.identifiers(resource) if resource["resourceType"] == "Organization" else names


def _write(staging: Staging, importer: Importer, resolver: Resolver, report: Report) -> None:
    total = staging.count("Patient", "ExplanationOfBenefit", "Invoice")
    done = 0
    for batch in staging.all("Patient"):
        people = [(own_id, record) for _, own_id, _, record in batch if isinstance(record, PatientRecord)]
        outcomes = importer.patients(people)
        for (kind, own_id, file, _), outcome in zip(batch, outcomes, strict=True):
            _settle(report, kind, own_id, file, outcome)
        done += len(batch)
        report.progress(f"writing: {done:,} of {total:,}")
    for batch in staging.all("ExplanationOfBenefit", "Invoice"):
        _write_bills(batch, importer, resolver, report)
        done += len(batch)
        report.progress(f"writing: {done:,} of {total:,}")


def _write_bills(
    batch: list[tuple[str, str, str, Record]], importer: Importer, resolver: Resolver, report: Report
) -> None:
    ready: list[tuple[str, str, str, ReadyInvoice]] = []
    gone: list[tuple[str, str, str, str]] = []
    for kind, own_id, file, bill in batch:
        if not isinstance(bill, Bill):  # the staging area keeps only bills under these types
            raise TypeError(kind)
        if bill.withdrawn:
            gone.append((kind, own_id, file, bill.withdrawn))
            continue
        try:
            invoice, notes = resolver.resolve(kind, own_id, bill)
        except Unfit as error:
            report.problem(report.total, file, f"{kind}/{own_id}", str(error), kind)
            continue
        for note in notes:
            report.note(file, f"{kind}/{own_id}", note)
        ready.append((kind, own_id, file, invoice))
    if ready:
        outcomes = importer.invoices([invoice for *_, invoice in ready])
        for (kind, own_id, file, _), outcome in zip(ready, outcomes, strict=True):
            _settle(report, kind, own_id, file, outcome)
    if gone:
        outcomes = importer.withdraw([(f"{kind}/{own_id}", why) for kind, own_id, _, why in gone])
        for (kind, own_id, file, why), outcome in zip(gone, outcomes, strict=True):
            if outcome in ("", UNCHANGED):
                report.total.skip(kind, why)
            else:
                _settle(report, kind, own_id, file, outcome)


def _settle(report: Report, kind: str, own_id: str, file: str, outcome: str) -> None:
    if outcome in (IMPORTED, UPDATED, UNCHANGED):
        report.total.outcomes[kind, outcome] += 1
    else:
        report.problem(report.total, file, f"{kind}/{own_id}", outcome, kind)
