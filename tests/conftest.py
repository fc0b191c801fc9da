"""Fixtures for every test: databases of both kinds, and the product's programs as real processes."""

from __future__ import annotations

import gc
import os
import ssl
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import httpx
import pytest
from hypothesis import settings

from tests.support import databases
from tests.support.postgres import Cluster, running_cluster
from tests.support.processes import Sandbox, Stack, running_sandbox, running_stack, warm_starts
from tests.support.screen import take_own_screen

# Before Qt loads. Windows of tests that run side by side would take the keyboard from each other on one screen, so
# each process has its own: in memory, or where there is a screen (the end-to-end journeys need one) a virtual one.
if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
elif os.environ.get("PYTEST_XDIST_WORKER"):
    take_own_screen()
# Chromium refuses to start its sandbox as root, and CI is root. Ordinary users keep it.
if os.geteuid() == 0:
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"


HERE = Path(__file__).parent
BROWSERS = ("browser/", "integration/till/", "security/view/", "unit/desktop/views/test_card_view.py")
"""Where the web view runs in the tests' own process."""
_new_context = httpx.create_ssl_context
_usual_context = cache(_new_context)


def _one_context(
    verify: ssl.SSLContext | str | bool = True, cert: object = None, trust_env: bool = True
) -> ssl.SSLContext:
    return _usual_context() if verify is True and cert is None else _new_context(verify, cert, trust_env)


# Each client of httpx would read all certificates of the world, 30 ms of processor; most tests make one or two.
httpx._transports.default.create_ssl_context = _one_context

# A busy machine is no defect of what is tried, and no test fails on a time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(tryfirst=True)  # before marks are asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        databases.mark(item, item.path.relative_to(HERE).as_posix())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """What tests leave of a browser is destroyed here: on any other thread, which may look for garbage during a later
    test, that ends the process (see ``rubbish``)."""
    yield
    if item.path.relative_to(HERE).as_posix().startswith(BROWSERS) and (nextitem is None or nextitem.path != item.path):
        gc.collect()


@pytest.fixture(scope="session", autouse=True)
def _warm() -> Iterator[None]:
    with warm_starts():
        yield


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL cluster of this test run's own."""
    with running_cluster() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database; each test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'hmis.sqlite'}"
        return
    cluster = request.getfixturevalue("cluster")
    url = cluster.create()
    try:
        yield url
    finally:
        cluster.drop(url)


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """The sandbox as a process, state in memory."""
    with running_sandbox(tmp_path) as found:
        yield found


@pytest.fixture
def stack(tmp_path: Path, database_url: str) -> Iterator[Stack]:
    """Sandbox and server as processes with the sample hospital and webhooks, on both databases."""
    with running_stack(tmp_path, database_url) as found:
        yield found
