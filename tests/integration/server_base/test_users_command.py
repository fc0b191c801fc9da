"""``pos-app users`` as a process: the first admin of an empty hospital, and what it refuses."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from pos_app.__main__ import main as run
from pos_app.exits import DATABASE, FAILED, OK, USAGE
from pos_app.server.auth.passwords import Passwords
from pos_app.server.db import Database
from pos_app.server.models import Site, User
from tests.support.processes import done
from tests.support.sample import bring_up

GOOD = "tulip grey 47 wagon"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url, pool_size=2)
    bring_up(found)
    with found.write() as session:
        session.add(Site(name="North Wing"))
    yield found
    found.close()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database for a command that runs in this process."""
    url = f"sqlite:///{tmp_path / 'hmis.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", url)
    found = Database(url, pool_size=2)
    bring_up(found)
    with found.write() as session:
        session.add(Site(name="North Wing"))
    yield found
    found.close()


def users(database_url: str, *args: str, typed: str = "", cold: bool = False) -> subprocess.CompletedProcess[str]:
    return done("users", *args, env={"DATABASE_URL": database_url}, typed=typed, cold=cold)


def test_the_first_admin_and_what_they_would_do(database: Database, database_url: str) -> None:
    made = users(
        database_url, "create", "It.Admin", "--role", "admin", "--name", "Jonas Petit", "--password-stdin",
        typed=GOOD + "\n", cold=True,
    )  # fmt: skip
    assert (made.returncode, made.stdout) == (OK, "it.admin\tadmin\tJonas Petit\t-\n"), made.stderr
    with database.read() as session:
        admin = session.scalars(select(User)).one()
    assert Passwords().matches(admin.password_hash, GOOD)
    assert admin.one_time_until is None

    args = ["create", "leila", "--role", "cashier", "--name", "Leila Haddad", "--site", "North Wing", "--one-time"]
    leila = users(database_url, *args)
    assert leila.returncode == OK, leila.stderr
    shown, password = leila.stdout.splitlines()
    assert shown == "leila\tcashier\tLeila Haddad\tNorth Wing\tone time"
    with database.read() as session:
        row = session.scalars(select(User).where(User.username == "leila")).one()
    assert Passwords().matches(row.password_hash, password.removeprefix("password for one time: "))

    assert users(database_url, "role", "LEILA", "supervisor").stdout.startswith("leila\tsupervisor\t")
    assert users(database_url, "disable", "leila").stdout.endswith("disabled, one time\n")
    assert users(database_url, "list").stdout.count("\n") == 2
    last = users(database_url, "disable", "it.admin")
    assert (last.returncode, last.stdout) == (FAILED, "")
    assert last.stderr.startswith("pos-app users: This is the last admin")


@pytest.mark.parametrize(
    ("args", "typed", "code", "words"),
    [
        (["create", "x", "--role", "admin", "--name", "X", "--password-stdin"], "short\n", FAILED, "15 characters"),
        (["create", "x", "--role", "admin", "--name", "X", "--password-stdin"], "", FAILED, "15 characters"),
        (["create", "x", "--role", "cashier", "--name", "X", "--password-stdin"], "password1234\n", FAILED, "guessed"),
        (["create", "x", "--role", "cashier", "--name", "X"], GOOD, USAGE, "nobody to ask"),
        (["create", "x y", "--role", "cashier", "--name", "X", "--one-time"], "", FAILED, "letters, figures"),
        (["create", "x", "--role", "cashier", "--name", " ", "--one-time"], "", FAILED, "display_name"),
        (["create", "x", "--role", "patient", "--name", "X", "--one-time"], "", USAGE, "invalid choice"),
        (["create", "x", "--role", "cashier", "--name", "X", "--site", "Nowhere", "--one-time"], "", FAILED,
         "Known: North Wing"),
        (["create", "x", "--role", "cashier", "--name", "X", "--password", GOOD], "", USAGE, "unrecognized"),
        (["disable", "nobody"], "", FAILED, "no such person"),
        (["reset-password", "nobody", "--one-time"], "", FAILED, "no such person"),
    ],
)  # fmt: skip
def test_what_it_refuses(
    here: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    args: list[str], typed: str, code: int, words: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    try:
        found = run(["users", *args])
    except SystemExit as end:  # argparse's own way
        found = int(end.code or 0)
    said = capsys.readouterr()
    assert (found, said.out) == (code, "")
    assert words in said.err
    with here.read() as session:
        assert session.scalars(select(User)).all() == []


def test_single_sign_on_by_hand(
    here: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = os.environ["DATABASE_URL"]

    def said(*args: str) -> str:
        monkeypatch.setenv("DATABASE_URL", url)  # each command takes it out of the environment
        assert run(["users", *args]) == OK
        return capsys.readouterr().out.splitlines()[0]

    said("create", "leila", "--role", "cashier", "--name", "Leila Haddad", "--one-time")
    assert said("sso", "leila").endswith("\tone time, sso, not linked yet")
    assert said("sso", "leila", "only").endswith("\tsso only, not linked yet")
    assert said("sso", "leila", "off").endswith("\tLeila Haddad\t-")


def test_an_empty_database_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert run(["users", "list"]) == DATABASE
    assert "pos-app migrate" in capsys.readouterr().err
