"""A real browser, the sandbox as a process, and the pay page on a port of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import httpx
import pytest

# Before Qt starts: no screen is needed, here or on a build machine.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.browser.page_server import Pages, serving
from tests.browser.shop import Shop
from tests.browser.window import Window
from tests.support.processes import SECRET_KEY, Sandbox, running_sandbox


@pytest.fixture(scope="session")
def stripe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One sandbox for all browser tests: each makes intents of its own."""
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as found:
        yield found


@pytest.fixture
def pages(stripe: Sandbox) -> Iterator[Pages]:
    with serving(stripe.url) as found:
        yield found


@pytest.fixture
def shop(stripe: Sandbox, pages: Pages) -> Iterator[Shop]:
    """Makes intents, and pages that take a card for them."""
    headers = {"Authorization": f"Bearer {SECRET_KEY}"}
    with (
        httpx.Client(base_url=stripe.url, headers=headers, timeout=30) as api,
        httpx.Client(base_url=stripe.control, timeout=30) as control,
    ):
        yield Shop(api, control, pages)
        control.delete("/faults").raise_for_status()


@pytest.fixture
def open_window(qapp: QApplication) -> Iterator[Callable[..., Window]]:
    """Opens windows; at the end nothing may stand on a page's console that the test did not forgive."""
    opened: list[Window] = []

    def make(width: int = 474, height: int = 560) -> Window:
        opened.append(Window(width, height))
        return opened[-1]

    yield make
    trouble = [line for window in opened for line in window.trouble]
    for window in opened:
        window.close()
    assert not trouble


@pytest.fixture
def window(open_window: Callable[..., Window]) -> Window:
    """A window as large as the till's card form."""
    return open_window()


@pytest.fixture
def merchant(window: Window, shop: Shop) -> Window:
    """A window on a page of somebody else's, with Stripe.js loaded and nothing mounted."""
    window.open(shop.merchant_page())
    window.wait_js("typeof window.Stripe === 'function' && document.readyState === 'complete'")
    return window
