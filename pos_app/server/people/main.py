"""``pos-app users``: accounts by hand, for whoever holds the database; the first admin is made here."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from pos_app.exits import FAILED, OK, USAGE, Stop
from pos_app.server import migrate
from pos_app.server.auth.passwords import Passwords
from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.people.service import PeopleService
from pos_app.server.settings import DatabaseSettings, load
from pos_app.wire.auth import Role
from pos_app.wire.people import ChangePerson, CreatePerson, OneTimePassword, PersonRow, SsoUse

Command = Callable[[PeopleService, argparse.Namespace], None]
_PAGE = 200
_ROLES = tuple(role.value for role in Role if role is not Role.PATIENT)
_EPILOG = """A password is asked for here or read from standard input, and never an argument: everyone on the machine
sees those. With --one-time a password is made and shown once; its owner has to change it at the first log-in.

examples:
  pos-app users create it.admin --role admin --name "Jonas Petit"
  pos-app users create leila --role cashier --name "Leila Haddad" --site "North Wing" --one-time
  pos-app users reset-password leila --one-time
  pos-app users role leila supervisor
  pos-app users sso leila only

Exit code: 0 done; 1 refused, and nothing was changed; 4 the database is not this version's."""


def main(argv: list[str]) -> int:
    args = _parser().parse_args(argv)
    database = Database(load(DatabaseSettings).database_url.get_secret_value())
    try:
        migrate.check(database)
        _COMMANDS[args.command](PeopleService(database, SystemClock(), Passwords()), args)
    except ValidationError as error:
        where = ", ".join(str(one["loc"][0]) for one in error.errors(include_input=False))
        raise Stop(
            f"This can't be the {where} of anybody.",
            "It may be empty or too long, or hold signs that nobody sees.",
            FAILED,
        ) from None
    except ApiError as error:
        raise Stop("; ".join(error.fields.values()) or error.detail, code=FAILED) from error
    except SQLAlchemyError as error:
        raise migrate.unusable(error) from error
    finally:
        database.close()
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos-app users",
        description="Who may log in, as what, and where, in the database at DATABASE_URL.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about)
        if name != "list":
            made.add_argument("username", metavar="USER", help="the user name")
        return made

    command("list", "list the accounts of who works here")
    create = command("create", "make an account")
    create.add_argument("--role", required=True, choices=_ROLES)
    create.add_argument("--name", required=True, metavar="NAME", help="as it stands on receipts and screens")
    create.add_argument("--site", action="append", default=[], metavar="SITE", help="a site's name; may be repeated")
    _password_options(create)
    command("disable", "let a person in no more, and end all their sessions")
    command("enable", "let a person in again")
    command("role", "change a person's role, and end all their sessions").add_argument("role", choices=_ROLES)
    command("name", "change a person's display name").add_argument("name", metavar="NAME")
    sites = command("sites", "put a person at these sites and no others")
    sites.add_argument("sites", nargs="*", metavar="SITE", help="the sites' names")
    _password_options(command("reset-password", "another password, and end all sessions"))
    ways = command("sso", "let a person log in by single sign-on, too or only, or not any more")
    ways.add_argument("use", nargs="?", choices=[one.value for one in SsoUse], default=SsoUse.ON.value)
    command("end-sessions", "end all sessions of a person")
    return parser


def _password_options(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--password-stdin", action="store_true", help="read it from standard input, its first line")
    ways.add_argument("--one-time", action="store_true", help="make one for one time, and show it")


def _list(people: PeopleService, _args: argparse.Namespace) -> None:
    cursor: str | None = None
    while True:
        page = people.page(limit=_PAGE, cursor=cursor)
        for person in page.items:
            _show(person)
        cursor = page.next_cursor
        if cursor is None:
            return


def _create(people: PeopleService, args: argparse.Namespace) -> None:
    wanted = CreatePerson(
        username=args.username, display_name=args.name, role=Role(args.role), site_ids=_site_ids(people, args.site)
    )
    if args.one_time:
        _show_one_time(people.create(None, wanted))
    else:
        _show(people.create_with(wanted, _password(args)))


def _reset(people: PeopleService, args: argparse.Namespace) -> None:
    person = people.named(args.username)
    if args.one_time:
        _show_one_time(people.reset_password(None, person.id))
    else:
        _show(people.set_password(person.id, _password(args)))


def _end_sessions(people: PeopleService, args: argparse.Namespace) -> None:
    people.end_sessions(None, people.named(args.username).id)


def _changing(made: Callable[[PeopleService, argparse.Namespace], ChangePerson]) -> Command:
    def run(people: PeopleService, args: argparse.Namespace) -> None:
        _show(people.change(None, people.named(args.username).id, made(people, args)))

    return run


_COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "list": _list,
        "create": _create,
        "reset-password": _reset,
        "end-sessions": _end_sessions,
        "disable": _changing(lambda _people, _args: ChangePerson(disabled=True)),
        "enable": _changing(lambda _people, _args: ChangePerson(disabled=False)),
        "role": _changing(lambda _people, args: ChangePerson(role=Role(args.role))),
        "name": _changing(lambda _people, args: ChangePerson(display_name=args.name)),
        "sso": _changing(lambda _people, args: ChangePerson(sso=SsoUse(args.use))),
        "sites": _changing(lambda people, args: ChangePerson(site_ids=_site_ids(people, args.sites))),
    }
)


def _site_ids(people: PeopleService, names: list[str]) -> tuple[str, ...]:
    known = {site.name: site.id for site in people.sites().items}
    for name in names:
        if name not in known:
            raise Stop(
                f"There is no site '{name}'.", f"Known: {', '.join(known) or 'none; the import makes them'}.", FAILED
            )
    return tuple(known[name] for name in names)


def _password(args: argparse.Namespace) -> str:
    if args.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Stop("There is nobody to ask for a password.", "Use --password-stdin or --one-time.", USAGE)
    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        raise Stop("The two are not the same.", "Begin again; nothing was changed.", FAILED)
    return first


def _show(person: PersonRow) -> None:
    sites = ", ".join(site.name for site in person.sites) or "-"
    marks = [mark for mark, on in (("disabled", person.disabled), ("one time", person.must_change_password)) if on]
    if person.sso is not SsoUse.OFF:
        only = " only" if person.sso is SsoUse.ONLY else ""
        marks.append(f"sso{only}" if person.sso_linked else f"sso{only}, not linked yet")
    line = f"{person.username}\t{person.role.value}\t{person.display_name}\t{sites}\t{', '.join(marks)}"
    sys.stdout.write(line.rstrip() + "\n")


def _show_one_time(made: OneTimePassword) -> None:
    _show(made.user)
    sys.stdout.write(f"password for one time: {made.one_time_password}\n")
