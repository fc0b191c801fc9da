"""What other server processes have changed, heard from PostgreSQL within milliseconds (LISTEN and NOTIFY).

Only a quicker way to what is in the database anyway: nothing is lost while the connection is.  The triggers that
tell are in ``migrations.news_triggers``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import psycopg
import structlog
from psycopg import sql

from pos_app.server.db import KEEPALIVES, Database
from pos_app.server.logs import describe

EVENTS: Final = "hmis_events"
ATTEMPTS: Final = "hmis_attempts"
CHECK_SECONDS: Final = 0.5
"""How often the thread looks whether it is to end."""
LONGEST_PAUSE_SECONDS: Final = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """What to do about news; called from the listening thread, so none may take long."""

    event_stored: Callable[[], None]
    attempt_changed: Callable[[str], None]
    anything: Callable[[], None]
    """The connection is (back) there; what was told before has been missed."""


class Listener:
    """A thread with a connection of its own. On SQLite it does nothing."""

    def __init__(self, database: Database, heard: Heard) -> None:
        self._database = database
        self._heard = heard
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
        self._log = structlog.get_logger("listener")

    def start(self) -> None:
        if not self._database.sqlite:
            self._thread.start()

    def stop(self, seconds: float = 1.0) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        pause = CHECK_SECONDS
        while not self._stopping.is_set():
            try:
                with self._connect() as connection:
                    pause = CHECK_SECONDS
                    self._heard.anything()
                    self._listen(connection)
            except psycopg.Error as error:
                self._log.warning("not_listening", **describe(error))
                self._stopping.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            except Exception as error:  # noqa: BLE001 - the thread must outlive whatever it calls
                self._log.error("listener_failed", **describe(error))
                self._stopping.wait(LONGEST_PAUSE_SECONDS)

    def _connect(self) -> psycopg.Connection:
        url = self._database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        options: dict[str, Any] = {"connect_timeout": LONGEST_PAUSE_SECONDS, **KEEPALIVES}
        connection = psycopg.connect(url, autocommit=True, **options)
        try:
            for channel in (EVENTS, ATTEMPTS):
                connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        except BaseException:
            connection.close()
            raise
        return connection

    def _listen(self, connection: psycopg.Connection) -> None:
        while not self._stopping.is_set():
            for news in connection.notifies(timeout=CHECK_SECONDS):
                if news.channel == EVENTS:
                    self._heard.event_stored()
                else:
                    self._heard.attempt_changed(news.payload)
