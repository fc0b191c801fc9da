"""The watch of the other tests can be believed: no commit escapes it."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import func, select

from pos_app.server import migrate
from pos_app.server.db import Database
from pos_app.server.models import Meta, Site
from tests.security.watch import Commits, Watch


def test_the_mark_moves_with_every_commit_and_stays_where_there_is_none(database_url: str) -> None:
    with closing(Database(database_url)) as database, closing(Commits(database)) as commits:
        migrate.upgrade(database)
        commits.mark()
        for number in range(3):
            before = commits.mark()
            with database.read() as session:
                session.scalar(select(func.count()).select_from(Site))
            if database.sqlite:  # PostgreSQL may write by itself, which only costs another reading
                assert commits.mark() == before
            with database.write() as session:
                session.add(Meta(key=f"mark-{number}", value="x"))
            assert commits.mark() != before


def test_what_is_added_changed_or_removed_is_seen(watch: Watch) -> None:
    database = watch.desk.database
    before = watch.books()
    assert watch.books().beside(before) == []
    with database.write() as session:
        session.add(Meta(key="watched", value="1"))
    added = watch.books()
    assert added.beside(before) == ["meta: ('watched', '1')"]
    with database.write() as session:
        session.get_one(Meta, "watched").value = "2"
    changed = watch.books()
    assert changed.beside(added) == ["meta: ('watched', '1')", "meta: ('watched', '2')"]
    with database.write() as session:
        session.delete(session.get_one(Meta, "watched"))
    assert watch.books().beside(changed) == ["meta: ('watched', '2')"]
    assert watch.books().beside(before) == []
