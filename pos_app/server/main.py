"""``pos-app server``: checks settings and database, binds its port, serves until it is told to end."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from types import FrameType

import uvicorn

from pos_app.exits import CONFIGURATION, DATABASE, ENVIRONMENT, OK, Stop
from pos_app.server import migrate
from pos_app.server.app import create_app
from pos_app.server.clock import Clock, SystemClock
from pos_app.server.db import Database
from pos_app.server.gateway.stripe_service import StripeService
from pos_app.server.heads import PatientProtocol
from pos_app.server.logs import configure
from pos_app.server.models import Meta
from pos_app.server.sample import service as sample
from pos_app.server.services import build_services
from pos_app.server.settings import Settings, load
from pos_app.server.sso.provider import IdentityProvider

BACKLOG = 2048
GRACE_SECONDS = 1
"""What requests under way have to end in; what they were asking Stripe is kept in the database."""
SWITCH_SECONDS = 0.0005
"""For how long a thread that computes may keep the others waiting. At Python's own 5 ms, whoever writes to the database
loses as much at each of its dozens of short statements while another thread reads a long list of Stripe's."""


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(f"ready on {self._address}\n")
            sys.stdout.flush()


class _Ending:
    """SIGTERM and SIGINT are orderly ends, with exit code 0.

    While the server runs, uvicorn listens to them itself; it raises them again when it has ended, and then they
    have nothing left to do.
    """

    def __init__(self) -> None:
        self.serving = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        if not self.serving:
            raise SystemExit(OK)


def bind(host: str, port: int) -> socket.socket:
    """A bound socket. Raises Stop(ENVIRONMENT) where that can't be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named as TCP, or asyncio would not switch off Nagle's algorithm, which costs 40 ms an answer
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # on Windows this option would let two servers share the port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
    except (OSError, OverflowError) as error:
        found.close()
        raise _not_bound(error, host, port) from error
    found.set_inheritable(False)
    return found


def _not_bound(error: Exception, host: str, port: int) -> Stop:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return Stop(
            f"Port {port} is taken by another program.", "Choose another with --port, or end that program.", ENVIRONMENT
        )
    if number == errno.EACCES:
        return Stop(f"Port {port} may not be opened by this user.", "Choose one above 1023 with --port.", ENVIRONMENT)
    if isinstance(error, OverflowError):
        return Stop(f"There is no port {port}.", "Ports go from 0 (any free one) to 65535.", ENVIRONMENT)
    return Stop(f"This computer has no address {host}.", "Choose another with --host.", ENVIRONMENT)


def address_of(found: socket.socket) -> str:
    host, port = found.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def prepare(database: Database, settings: Settings, *, demo: bool) -> None:
    """Raises Stop unless this database and these settings may serve together."""
    migrate.sound(database)
    if demo:
        if settings.mode == "live":
            raise Stop(
                "The sample hospital can't be served with live keys: its passwords are published.",
                "Leave out --demo, or use test keys.",
                CONFIGURATION,
            )
        migrate.upgrade(database)
        sample.seed(database, SystemClock().now().astimezone())
    migrate.check(database)
    if settings.mode == "live" and _holds_sample(database):
        raise Stop(
            "This database holds the sample hospital, whose passwords are published, and the keys are live keys.",
            "Use a database of its own for the hospital.",
            DATABASE,
        )


def keep_private(database: Database) -> None:
    """A database file of before, which everybody on this computer could read, is theirs no more. The group may."""
    if os.name != "posix" or not database.sqlite or not database.url.database:
        return
    for end in ("", "-wal", "-shm"):
        file = Path(database.url.database + end)
        with contextlib.suppress(OSError):  # it is not there, or another's to decide on
            mode = file.stat().st_mode
            if mode & 0o007:
                file.chmod(mode & 0o770)


def identity_provider(settings: Settings, clock: Clock) -> IdentityProvider | None:
    """For single sign-on; None where it is not set up. Raises Stop(CONFIGURATION) where its extra is missing."""
    if settings.sso_issuer is None:
        return None
    try:
        # authlib and joserfc are an extra: a server without single sign-on neither has nor loads them
        from pos_app.server.sso.calls import Calls  # noqa: PLC0415
        from pos_app.server.sso.oidc import Client, OidcProvider  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("authlib", "joserfc"):
            raise
        raise Stop(
            "SSO_ISSUER is set, but what single sign-on needs is not installed.",
            "Install the extra 'sso' (pip install -c constraints.txt -e '.[sso]'), or unset SSO_ISSUER.",
            CONFIGURATION,
        ) from error
    client = Client(
        settings.sso_issuer,
        settings.sso_client_id,
        settings.sso_client_secret.get_secret_value(),
        settings.sso_redirect,
        settings.sso_username_claim,
    )
    return OidcProvider(client, clock, Calls())


def _holds_sample(database: Database) -> bool:
    with database.read() as session:
        return session.get(Meta, sample.MARK) is not None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos-app server",
        description="Serve the HMIS payments API.",
        epilog=(
            "settings, from the environment:\n"
            "  DATABASE_URL              sqlite:////path/file.sqlite or postgresql://user:password@host/name\n"
            "  STRIPE_SECRET_KEY         sk_... or rk_...\n"
            "  STRIPE_PUBLISHABLE_KEY    pk_..., of the same mode\n"
            "  STRIPE_WEBHOOK_SECRET     whsec_..., several separated by commas; 'none' where no webhook can come\n"
            "  DATABASE_POOL_SIZE        connections kept (default: 20); PostgreSQL gives up to twice as many\n"
            "  STRIPE_REQUESTS_PER_SECOND\n"
            "                            this process's share of Stripe's 25 (test) or 100 (live); else 20 or 80\n"
            "  HOSPITAL_NAME, PUBLIC_URL, ALLOWED_HOSTS, TRUSTED_PROXIES, STRIPE_API_BASE, STRIPE_JS_URL\n"
            "  SSO_ISSUER, SSO_CLIENT_ID, SSO_CLIENT_SECRET, SSO_REDIRECT_URL, SSO_NAME, SSO_USERNAME_CLAIM\n"
            "                            single sign-on by OpenID Connect; needs the extra 'sso'\n"
            "  DATABASE_URL_FILE, STRIPE_SECRET_KEY_FILE, STRIPE_WEBHOOK_SECRET_FILE, SSO_CLIENT_SECRET_FILE\n"
            "                            files that hold the secrets instead, readable by their owner alone\n\n"
            "example:\n  pos-app migrate && pos-app server --host 127.0.0.1 --port 8080"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="0 takes a free one (default: %(default)s)")
    parser.add_argument(
        "--demo", action="store_true", help="migrate, and fill an empty database with a sample hospital"
    )
    return parser


def main(argv: list[str]) -> int:
    options = _parser().parse_args(argv)
    ending = _Ending()
    configure()
    sys.setswitchinterval(SWITCH_SECONDS)
    settings = load(Settings)
    provider = identity_provider(settings, SystemClock())
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(bind(options.host, options.port))
        database = Database(settings.database_url.get_secret_value(), pool_size=settings.database_pool_size)
        stack.callback(database.close)
        prepare(database, settings, demo=options.demo)
        keep_private(database)
        processor = StripeService(
            settings.stripe_secret_key.get_secret_value(),
            settings.webhook_secrets,
            settings.stripe_api_base,
            requests_per_second=settings.requests_per_second,
        )
        services = build_services(settings, database, SystemClock(), processor, provider)
        app = create_app(services, hosts=settings.hosts(options.host))
        config = uvicorn.Config(
            app,
            http=PatientProtocol,
            log_config=None,
            access_log=False,
            server_header=False,
            backlog=BACKLOG,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        server = _Server(config, address_of(listening))
        ending.serving = True
        stack.callback(services.audit.stop)  # last of them: the others may still have something to tell
        for background in (services.worker, services.errands, services.listener):
            stack.callback(background.stop)
            background.start()
        server.run(sockets=[listening])
    _leave()
    return OK


def _leave() -> None:
    """End even where a thread still waits for Stripe or the database: its intention is stored and is taken up at the
    next start.

    Daemons count too: the hands of a pool that a daemon began are daemons, and Python waits for them all the same.
    """
    deadline = time.monotonic() + 0.2
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(OK)
