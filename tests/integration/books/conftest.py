"""A front desk whose server gets no webhook, and whose database can be put back to an older copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.server.db import Database
from tests.integration.books.office import Office
from tests.support.postgres import Cluster
from tests.support.processes import running_stack
from tests.support.sample import bring_up


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    cluster: Cluster | None = None
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'hmis.sqlite'}"
    else:
        cluster = request.getfixturevalue("cluster")
        assert cluster is not None
        url = cluster.create()
    with running_stack(tmp_path, url, webhooks=False) as stack:
        found = Office(stack, tmp_path, cluster)
        try:
            yield found
        finally:
            found.close()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """With all tables and no rows, and no server."""
    found = Database(database_url)
    bring_up(found)
    yield found
    found.close()
