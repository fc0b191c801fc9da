"""Chores that may take long: walks through Stripe's lists. They have a thread of their own, so that no payment waits.

What is due is in the database (see ``chores.Chore``); these are only hands.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from pos_app.server.chores import Chore
from pos_app.server.gateway import ProcessorError
from pos_app.server.logs import describe

LOOK_SECONDS: Final = 1
HANDS: Final = 2
BATCH: Final = 8


class Errands:
    """``start`` once, ``stop`` before the process ends; whatever is cut off begins again at the next start."""

    def __init__(self, chores: Sequence[Chore]) -> None:
        self._chores = tuple(chores)
        self._log = structlog.get_logger("errands")
        self._stopping = threading.Event()
        self._running: dict[tuple[str, str], Future[None]] = {}
        self._thread = threading.Thread(target=self._run, name="errands", daemon=True)
        self._hands = ThreadPoolExecutor(HANDS, thread_name_prefix="errand")

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 1.0) -> None:
        """Begin nothing more, and wait ``seconds`` for the thread that looks."""
        self._stopping.set()
        self._hands.shutdown(wait=False, cancel_futures=True)
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stopping.is_set():
            for chore in self._chores:
                try:
                    self._begin(chore)
                except SQLAlchemyError as error:
                    self._log.warning("database_away", chore=chore.name, **describe(error))
                except Exception as error:  # noqa: BLE001 - the thread must outlive any one chore; it is logged and tried again
                    self._log.error("errands_failed", chore=chore.name, **describe(error))
            self._stopping.wait(LOOK_SECONDS)

    def _begin(self, chore: Chore) -> None:
        """Hand out what is due and not under way in this process."""
        self._running = {key: future for key, future in self._running.items() if not future.done()}
        for ident in chore.due(BATCH):
            key = (chore.name, ident)
            if key not in self._running and not self._stopping.is_set():
                self._running[key] = self._hands.submit(self._do, chore, ident)

    def _do(self, chore: Chore, ident: str) -> None:
        try:
            chore.do(ident)
        except ProcessorError as error:
            self._log.info("processor_not_asked", chore=chore.name, about=ident, code=error.code)
        except SQLAlchemyError as error:
            self._log.warning("database_away", chore=chore.name, about=ident, **describe(error))
        except Exception as error:  # noqa: BLE001 - one errand must not hold up the others; a person sees it in the end
            self._log.error("errand_failed", chore=chore.name, about=ident, **describe(error))
            chore.postpone(ident)
