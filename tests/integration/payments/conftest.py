"""A front desk at work: sandbox and server as processes, shared by the tests of one module, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.payments.desk import Desk
from tests.support.processes import running_stack


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("desk")
    if request.param == "sqlite":
        url = f"sqlite:///{folder / 'hmis.sqlite'}"
    else:
        url = request.getfixturevalue("cluster").create()
    with running_stack(folder, url) as stack:
        desk = Desk(stack, folder)
        try:
            yield desk
        finally:
            desk.close()


@pytest.fixture
def desk(shared_desk: Desk) -> Iterator[Desk]:
    """The desk with nothing going wrong; what a test makes go wrong ends with it."""
    yield shared_desk
    shared_desk.calm()
