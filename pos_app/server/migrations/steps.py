"""The steps from one schema to the next, taken by alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def _config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return found


def newest() -> str | None:
    """The revision the last step leads to."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def known(revision: str) -> bool:
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def take(connection: Connection, to: str = "head") -> None:
    """The steps from where the database is to the revision ``to``, in the transaction of ``connection``."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
