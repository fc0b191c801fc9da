"""A front desk at work: sandbox and server as processes, shared by the tests of one module, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from pos_app.server.models import Sweep
from pos_app.server.reconciler.rules import List
from tests.integration.payments.desk import Desk
from tests.support.processes import running_stack
from tests.support.waiting import until


@contextmanager
def opened_desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, **settings: str
) -> Iterator[Desk]:
    """A desk on the kind of database that ``request.param`` names. ``settings``: more of the server's."""
    folder: Path = tmp_path_factory.mktemp("desk")
    if request.param == "sqlite":
        url = f"sqlite:///{folder / 'hmis.sqlite'}"
    else:
        url = request.getfixturevalue("cluster").create()
    # a race of fifty needs as many connections, or it would stand in line before it begins
    with running_stack(folder, url, env={"DATABASE_POOL_SIZE": "50", **settings}) as stack:
        desk = Desk(stack, folder)
        try:
            # The server looks through Stripe's lists when it starts, and would hear there of what a test has just done.
            until(lambda: swept(desk), "the first look through Stripe's lists is over")
            yield desk
        finally:
            desk.close()


def swept(desk: Desk) -> bool:
    with desk.database.read() as session:
        sweeps = session.scalars(select(Sweep)).all()
    return len(sweeps) == len(List) and all(one.run_at and one.swept_until >= one.run_at for one in sweeps)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(request, tmp_path_factory) as desk:
        yield desk


@pytest.fixture
def desk(shared_desk: Desk) -> Iterator[Desk]:
    """The desk with nothing going wrong; what a test makes go wrong ends with it."""
    yield shared_desk
    shared_desk.calm()
