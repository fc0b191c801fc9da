"""``pos-app demo``: sandbox, server with the sample hospital, and till, as processes on loopback."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import httpx
import platformdirs

from pos_app.assets import resources
from pos_app.demo.judge import charges_in
from pos_app.demo.parts import Household, Part
from pos_app.exits import ENVIRONMENT, FAILED, OK, Stop

SECRET_KEY = "sk_test_sample"  # noqa: S105 - the sandbox takes any test key; no account stands behind it
PUBLISHABLE_KEY = "pk_test_sample"
HOSPITAL = "Larkfield General Hospital"
TILL = "Front desk 3"
SMOKE_SECONDS = 240.0
WEBHOOKS = "/api/v1/payments/stripe/webhooks"
EXAMPLES = """examples:
  pos-app demo                       the till on the sample hospital
  pos-app demo --import bundles/     the same, with patients from FHIR bundles
  pos-app demo --no-till             sandbox and server alone, for trying the API
  pos-app demo --smoke               pay one invoice by itself and say how it went
"""


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="pos-app demo",
        description="Starts the sandbox that plays Stripe, the server with a sample hospital, and the till on it. "
        "No Stripe account and no internet are needed, and no real money can move.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--smoke", action="store_true", help="drive the till through one payment, then end")
    parser.add_argument("--no-till", action="store_true", help="no window; print the addresses as one JSON line")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the demo keeps its data")
    parser.add_argument("--import", dest="sources", action="append", default=[], type=Path, metavar="PATH",
                        help="FHIR bundles to import first (a file or a folder; may be repeated)")  # fmt: skip
    parser.add_argument("--theme", choices=("light", "dark", "system"), help="passed to the till")
    parser.add_argument("--locale", help="passed to the till, for example es or ar")
    return parser.parse_args(argv)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Demo:
    """One run. ``data`` holds the database, the sandbox's state, the ledger, the logs and the till's profile."""

    def __init__(self, data: Path, sources: list[Path], till_options: list[str]) -> None:
        self.data = data
        self.sources = sources
        self.till_options = till_options
        self.ledger = data / "ledger.jsonl"
        self.logs = data / "logs"
        self.logs.mkdir(exist_ok=True)
        self.household = Household(_say)
        self.server_url = self.sandbox_url = self.control_url = ""

    def start_services(self) -> None:
        """Sandbox first, then the server that needs its address and a webhook secret from it."""
        sandbox_args = ["--data", str(self.data / "sandbox"), "--ledger", str(self.ledger)]
        sandbox = self.household.add(
            Part("sandbox", ["sandbox", "--port", "0", "--control-port", "0", *sandbox_args], self.logs)
        )
        sandbox.start()
        found = sandbox.addresses("ready", "control")
        self.sandbox_url, self.control_url = found["ready"], found["control"]
        # From now on it has to come back on the same addresses.
        ports = [url.rsplit(":", 1)[1] for url in (self.sandbox_url, self.control_url)]
        sandbox.args = ["sandbox", "--port", ports[0], "--control-port", ports[1], *sandbox_args]
        port = _free_port()
        self.server_url = f"http://127.0.0.1:{port}"
        env = {
            "DATABASE_URL": f"sqlite:///{self.data / 'hmis.sqlite'}",
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
            "STRIPE_WEBHOOK_SECRET": self._webhook_secret(),
            "STRIPE_API_BASE": self.sandbox_url,
            "STRIPE_JS_URL": f"{self.sandbox_url}/endive/stripe.js",
            "HOSPITAL_NAME": HOSPITAL,
        }
        server = self.household.add(
            Part("server", ["server", "--host", "127.0.0.1", "--port", str(port), "--demo"], self.logs, env)
        )
        server.start()
        server.addresses("ready")
        if self.sources:
            self._import(env)

    def _webhook_secret(self) -> str:
        """Register this run's webhook address at the sandbox and forget those of earlier runs."""
        headers = {"Authorization": f"Bearer {SECRET_KEY}"}
        with httpx.Client(base_url=self.sandbox_url, headers=headers, timeout=10) as stripe:
            for old in stripe.get("/v1/webhook_endpoints", params={"limit": 100}).raise_for_status().json()["data"]:
                stripe.delete(f"/v1/webhook_endpoints/{old['id']}").raise_for_status()
            body = {"url": self.server_url + WEBHOOKS, "enabled_events[]": "*"}
            secret: str = stripe.post("/v1/webhook_endpoints", data=body).raise_for_status().json()["secret"]
        return secret

    def _import(self, env: dict[str, str]) -> None:
        part = Part("import", ["import", "--attach-sample-staff", *map(str, self.sources)], self.logs, env)
        part.start(narrate=True)  # stdout may be read by a program
        while part.ended() is None:
            part.wait(60)
        if part.ended() not in (OK, FAILED):  # FAILED: some resources were bad, named, and left out
            raise Stop("the import did not work, so the demo does not start.", "Its words stand above.", FAILED)

    def till(self, *extra: str) -> Part:
        people = resources() / "demo" / "people.json"
        args = ["till", "--server", self.server_url, "--till", TILL, "--profile", str(self.data / "till")]
        return Part("till", [*args, "--sample-people", str(people), *self.till_options, *extra], self.logs)

    def run_till(self) -> int:
        """Until the window closes. What crashes meanwhile is started again; the till says so itself."""
        till = self.till()
        till.start(show=True)
        try:
            while till.ended() is None:
                till.wait(0.5)
                self.household.tend()
        finally:
            till.stop()
        code = till.ended() or OK
        if code != OK:
            _say(f"The till ended with {code}. {till.last_words()}")
        return code

    def run_without_till(self) -> int:
        people = json.loads((resources() / "demo" / "people.json").read_text())
        logins = [{key: person.get(key) for key in ("username", "password", "role", "site")} for person in people]
        answer = {
            "server_url": self.server_url,
            "sandbox_url": self.sandbox_url,
            "control_url": self.control_url,
            "ledger": str(self.ledger),
            "logins": logins,
        }
        print(json.dumps(answer), flush=True)
        while True:
            time.sleep(0.5)
            self.household.tend()

    def smoke(self, started: float) -> int:
        """One payment by the till itself, judged by the sandbox's ledger."""

        def report(word: str, what: str) -> None:
            print(f"{word:<4} {time.monotonic() - started:7.2f} s  {what}", flush=True)

        report("ok", "sandbox and server with the sample hospital started")
        before = len(charges_in(self.ledger))
        out = self.data / "smoke"
        out.mkdir(exist_ok=True)
        till = self.till("--smoke", str(out))
        till.start(show=True)
        deadline = time.monotonic() + SMOKE_SECONDS
        try:
            while till.ended() is None and time.monotonic() < deadline:
                till.wait(0.5)
            code = till.ended()
        finally:
            till.stop()
        charged = charges_in(self.ledger)[before:]
        if code != OK:
            how = f"the till did not finish in {SMOKE_SECONDS:g} s" if code is None else f"the till ended with {code}"
            report("FAIL", f"{how}. {till.last_words()}")
            return FAILED
        if len(charged) != 1:
            report("FAIL", f"the sandbox's ledger has {len(charged)} new charges, not one: {self.ledger}")
            return FAILED
        report("ok", f"the ledger of the sandbox has one new charge: {charged[0]['amount']} {charged[0]['currency']}")
        report("ok", f"the whole round; receipt in {out}")
        return OK


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _data_folder(wanted: Path | None, *, smoke: bool) -> Iterator[Path]:
    """The demo's folder, held by this run alone."""
    if wanted is None and smoke:
        wanted = Path(tempfile.mkdtemp(prefix="hmis-pos-smoke-"))
    folder = (wanted or platformdirs.user_data_path("hmis-pos") / "demo").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "demo.lock").open("w")
    except OSError as error:
        raise Stop(
            f"the folder {folder} can't be written ({error.strerror}).", "Name another with --data DIR.", ENVIRONMENT
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Stop(
                f"a demo is already running on {folder}.", "Close its window, or name another folder with --data DIR.",
                ENVIRONMENT,
            ) from error  # fmt: skip
        yield folder


def _on_signal(number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt(number)


def main(argv: list[str]) -> int:
    args = _arguments(argv)
    started = time.monotonic()
    if not args.no_till and sys.platform == "linux":
        screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        if not any(os.environ.get(name) for name in screens):
            raise Stop("there is no screen here for the till's window.",
                       "'xvfb-run -a pos-app demo' gives it a virtual one; --no-till starts the rest alone.",
                       ENVIRONMENT)  # fmt: skip
    for path in args.sources:
        if not path.exists():
            raise Stop(f"there is nothing at {path} to import.", "Name a FHIR bundle or a folder of them.", ENVIRONMENT)
    signal.signal(signal.SIGTERM, _on_signal)
    options = [f"--{name}={value}" for name in ("theme", "locale") if (value := getattr(args, name))]
    with _data_folder(args.data, smoke=args.smoke) as data:
        demo = Demo(data, [path.absolute() for path in args.sources], options)
        try:
            if not args.no_till and not args.smoke:
                _say(f"Starting the sandbox, the server and the till; data and logs in {data}")
            demo.start_services()
            if args.no_till:
                return demo.run_without_till()
            return demo.smoke(started) if args.smoke else demo.run_till()
        except KeyboardInterrupt:
            return OK
        finally:
            demo.household.stop()
