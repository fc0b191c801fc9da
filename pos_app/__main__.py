"""``pos-app``: picks an entry point, nothing else.

Each program is loaded only when asked for: the till must not pay for the server's imports, nor the reverse.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from pos_app import __version__
from pos_app.exits import USAGE, Stop

PROGRAMS = {
    "demo": (
        "pos_app.demo.main",
        "the whole product on this computer: sandbox, server, sample hospital, till",
    ),
    "till": ("pos_app.desktop.main", "the till alone, on a server that is running"),
    "server": ("pos_app.server.main", "the HMIS payments API"),
    "sandbox": ("pos_app.sandbox.main", "plays Stripe on a local port"),
    "migrate": ("pos_app.server.migrate", "brings the database to this version's schema"),
    "users": ("pos_app.server.people.main", "the people who may log in: make, change, disable, new passwords"),
    "verify-ledger": ("pos_app.server.ledger.verify", "checks the books against themselves and against Stripe"),
    "verify-audit": ("pos_app.server.audit.verify", "checks that the audit log is as it was written"),
    "import": ("pos_app.server.imports.main", "reads FHIR R4 bundles into invoices"),
}


def usage() -> str:
    lines = ["usage: pos-app COMMAND [ARGUMENT ...]", "", "commands:"]
    lines += [f"  {name:<13} {about}" for name, (_, about) in PROGRAMS.items()]
    lines += ["", "example: pos-app demo", "'pos-app COMMAND --help' tells more, with an example each."]
    return "\n".join(lines)


def keep_to_ourselves() -> None:
    """What any of the programs and its children writes (database, journal, logs, exports) is its user's alone; and
    none leaves its memory behind when it crashes, with keys, names, or in the card form a card. POSIX only.
    """
    os.umask(0o077)
    try:
        import resource
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(argv: list[str] | None = None) -> int:
    args = sys.argv[1:] if argv is None else argv
    if not args or args[0] in ("-h", "--help"):
        print(usage())
        return 0 if args else USAGE
    if args[0] == "--version":
        print(f"pos-app {__version__}")
        return 0
    if args[0] not in PROGRAMS:
        print(f"pos-app: there is no command '{args[0]}'.\n\n{usage()}", file=sys.stderr)
        return USAGE
    keep_to_ourselves()
    try:
        gc.disable()  # what a program loads stays until its end; looking through it took a sixth of the till's start
        program = import_module(PROGRAMS[args[0]][0])
        gc.freeze()
        gc.enable()
        result: int = program.main(args[1:])
    except Stop as stop:
        print(f"pos-app {args[0]}: {stop}", file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return 130
    return result


if __name__ == "__main__":
    sys.exit(main())
