"""What every table shares: ids, UTC, names of constraints; and the database's own facts and counters."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from pos_app.server.db import UtcDateTime
from pos_app.server.ids import new_uuid

ID = String(64)


def new_id() -> str:
    """An opaque id: random, so that counting through ids finds nothing."""
    return str(new_uuid())


def prefix_index(name: str, column: str) -> Index:
    """An index that finds beginnings, whatever the database's locale."""
    return Index(name, column, postgresql_ops={column: "text_pattern_ops"})


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime(), int: BigInteger(), date: Date()}


class Meta(Base):
    """Facts about this database: what made it, whether it holds the sample hospital."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Counter(Base):
    """Number sequences without gaps: the row is locked in the transaction that uses the number."""

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int]
