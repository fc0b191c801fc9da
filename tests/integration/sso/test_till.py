"""A whole till without a window, with real threads and HTTP, that signs in at a real provider process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.integration.sso.conftest import House
from tests.integration.till_api.counter import Counter
from tests.support.sso import in_browser


@pytest.fixture
def counter(house: House, tmp_path: Path, qtbot: QtBot) -> Iterator[Counter]:
    with closing(Counter(house.url, tmp_path, qtbot)) as found:
        yield found


def signed_in(counter: Counter) -> None:
    counter.till.start()
    login = counter.views.login
    counter.until(lambda: login.last("show_sso_method") == "Sign in with Larkfield Account", "the button")
    login.actions.begin_sso()
    counter.until(lambda: counter.browser.opened, "the browser")
    in_browser(counter.browser.opened[-1])
    counter.until(lambda: counter.session.person, "the session")


def test_a_person_signs_in_and_opens_the_locked_till(house: House, counter: Counter) -> None:
    house.person("counter.first")
    signed_in(counter)
    assert counter.session.person is not None
    assert counter.session.person.username == "counter.first"
    assert counter.session.person.till == "Front desk 3"
    counter.views.shell.actions.lock()
    lock = counter.views.lock
    lock.actions.begin_sso()
    counter.until(lambda: len(counter.browser.opened) == 2, "the browser again")
    shown = lock.last("show_sso")
    counter.until(lambda: lock.last("show_sso").code, "the code")
    assert counter.till.lock.locked, shown
    in_browser(counter.browser.opened[-1])
    counter.until(lambda: not counter.till.lock.locked, "the work")
    token = counter.session.link.token
    counter.views.shell.actions.log_out()
    counter.until(lambda: not counter.session.person, "the log-in")
    counter.until(lambda: house.post("/auth/logout", token=token).status_code == 401, "the end of the session")


def test_somebody_else_does_not_open_it(house: House, counter: Counter) -> None:
    house.person("counter.second")
    signed_in(counter)
    counter.views.shell.actions.lock()
    house.person("counter.third")
    counter.views.lock.actions.begin_sso()
    counter.until(lambda: len(counter.browser.opened) == 2, "the browser again")
    in_browser(counter.browser.opened[-1])
    counter.until(lambda: counter.views.lock.last("show_problem"), "the refusal")
    assert counter.views.lock.last("show_problem").sentence == "Somebody else has signed in."
    assert counter.till.lock.locked


def test_who_is_not_let_in_hears_it_at_the_till(house: House, counter: Counter) -> None:
    house.provider.user("nobody.at.all")
    counter.till.start()
    login = counter.views.login
    counter.until(lambda: login.last("show_sso_method"), "the button")
    login.actions.begin_sso()
    counter.until(lambda: counter.browser.opened, "the browser")
    with pytest.raises(AssertionError):
        in_browser(counter.browser.opened[-1])
    counter.until(lambda: login.last("show_problem"), "the refusal")
    assert login.last("show_problem").sentence == "This account can’t sign in here that way."
    assert counter.session.person is None
