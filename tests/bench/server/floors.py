"""The least programs that do a part of what the server does: what its figures are compared with.

    python -m tests.bench.server.floors constant|webhook DATABASE_URL

``constant``: FastAPI's route that returns a constant.  ``webhook``: Starlette, the signature, one INSERT, a commit
(on SQLite one commit for all that wait for it), the answer.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import socket
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable

import psycopg
import uvicorn
from fastapi import FastAPI
from sqlalchemy import make_url
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.bench.server.places import SECRET

TABLE = "CREATE TABLE events (id TEXT PRIMARY KEY, payload TEXT NOT NULL)"
Store = Callable[[str, str], Awaitable[None]]


def constant() -> ASGIApp:
    app = FastAPI()

    @app.get("/constant")
    async def route() -> dict[str, str]:
        return {"status": "ok"}

    return app


def webhook(store: Store) -> ASGIApp:
    async def take(request: Request) -> Response:
        body = await request.body()
        parts = dict(part.split("=", 1) for part in request.headers["stripe-signature"].split(","))
        made = hmac.new(SECRET.encode(), parts["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(made, parts["v1"]) or abs(time.time() - int(parts["t"])) > 300:
            return Response(status_code=400)
        await store(json.loads(body)["id"], body.decode())
        return Response(b'{"received":true}', media_type="application/json")

    return Starlette(routes=[Route("/webhook", take, methods=["POST"])])


class InFile:
    """SQLite: whatever came while the last commit was on its way to the disk shares the next one."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(TABLE)
        self._waiting: list[tuple[str, str, asyncio.Future[None]]] = []
        self._busy: asyncio.Task[None] | None = None

    async def store(self, ident: str, payload: str) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((ident, payload, done))
        if self._busy is None or self._busy.done():
            self._busy = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            await asyncio.to_thread(self._commit, batch)
            for *_, done in batch:
                done.set_result(None)

    def _commit(self, batch: list[tuple[str, str, asyncio.Future[None]]]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR IGNORE INTO events VALUES (?, ?)", [one[:2] for one in batch])
        self._connection.execute("COMMIT")


class OnServer:
    """PostgreSQL, with as many connections as there are requests at once."""

    def __init__(self, url: str) -> None:
        found = make_url(url)
        self._info = psycopg.conninfo.make_conninfo(
            dbname=found.database, user=found.username, host=str(found.query["host"])
        )
        with psycopg.connect(self._info, autocommit=True) as connection:
            connection.execute(TABLE)
        self._free: list[psycopg.AsyncConnection] = []

    async def store(self, ident: str, payload: str) -> None:
        if self._free:
            connection = self._free.pop()
        else:
            connection = await psycopg.AsyncConnection.connect(self._info, autocommit=True)
        await connection.execute("INSERT INTO events VALUES (%s, %s) ON CONFLICT DO NOTHING", (ident, payload))
        self._free.append(connection)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(f"ready on {self._address}\n")
        sys.stdout.flush()


def main(what: str, database_url: str) -> None:
    if what == "constant":
        app = constant()
    elif database_url.startswith("sqlite"):
        app = webhook(InFile(database_url.removeprefix("sqlite:///")).store)
    else:
        app = webhook(OnServer(database_url).store)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
    _Server(config, f"http://127.0.0.1:{listening.getsockname()[1]}").run(sockets=[listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
