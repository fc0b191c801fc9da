"""The chain of the audit log: pure. How an entry is encoded, what its hash is, and which entry is the first bad one.

A chain is the entries of one till and day. Each holds the hash of the entry before it; the first one holds the last
hash the till had on an earlier day, so that a whole day that is missing shows too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from pos_app.masking import mask_cards
from pos_app.wire.audit import Act, Outcome

SERVER: Final = "server"
"""The chain of all that happens at no till."""
LONGEST: Final = 4000
"""Characters of ``before`` or ``after``; what is longer is no small JSON, and a mistake of ours."""
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Facts = Mapping[str, object]
PATIENTS_NAMED: Final = 10
"""Patients that one search names; what is beyond that was no search for one of them."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. Empty ids and names for who is not known, and for the server itself."""

    user_id: str = ""
    name: str = ""
    role: str = ""
    till: str = ""
    address: str = ""


def found(patients: Iterable[str]) -> Facts:
    """What a search brought up, by the patient of each row; never what was typed: it may be a name."""
    rows = list(patients)
    names = list(dict.fromkeys(rows))
    return {"shown": len(rows), "patients": names[:PATIENTS_NAMED], "more": len(names) > PATIENTS_NAMED}


THE_SERVER: Final = Actor(role=SERVER)
PAY_PAGE: Final = Actor(role="pay_page")
"""Whoever has the link: the patient, of whom nothing more is known."""


@dataclass(frozen=True, slots=True)
class About:
    """The subject: its kind, its id, and the invoice it belongs to."""

    kind: str = ""
    id: str = ""
    invoice_id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that has no place in its chain yet. ``before`` and ``after`` are canonical JSON, or empty."""

    at: datetime
    actor: Actor
    act: Act
    about: About
    before: str = ""
    after: str = ""
    outcome: Outcome = Outcome.DONE
    code: str = ""

    @property
    def chain(self) -> tuple[str, date]:
        """Its chain: the till, or ``server``, and the day where this program runs."""
        return text(self.actor.till, 64) or SERVER, self.at.astimezone().date()


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain: how many there are, and its hash. Without entries: what the first one follows."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log, as it is stored. All but ``hash`` goes into the hash, in this order."""

    chain: str
    day: date
    sequence: int
    id: str
    at: datetime
    user_id: str
    name: str
    role: str
    till: str
    address: str
    action: str
    about_kind: str
    about_id: str
    invoice_id: str
    before: str
    after: str
    outcome: str
    code: str
    previous_hash: str
    hash: str = field(default="", compare=False)


_COLUMNS: Final = tuple(one.name for one in fields(Entry))
_HASHED: Final = tuple(name for name in _COLUMNS if name != "hash")


def columns(entry: Entry) -> dict[str, Any]:
    """As a row of the database; its values are plain, so nothing need be copied."""
    return {name: getattr(entry, name) for name in _COLUMNS}


class Wrong(StrEnum):
    """What can be wrong with a chain. Stable."""

    CHANGED = "changed"
    MISSING = "missing"
    OUT_OF_ORDER = "out_of_order"
    CUT_OFF = "cut_off"
    ADDED = "added"
    UNLINKED = "unlinked"
    HEAD_MISSING = "head_missing"


@dataclass(frozen=True, slots=True)
class Bad:
    """The first thing that is wrong with a chain: at which sequence, in which row (empty where it is gone)."""

    wrong: Wrong
    sequence: int
    id: str
    text: str


def facts(given: Facts | None) -> str:
    """Small JSON in one spelling, with card numbers masked in its texts; empty for nothing. Raises ValueError."""
    if not given:
        return ""
    made = json.dumps({name: _fact(value) for name, value in given.items()}, sort_keys=True, separators=(",", ":"))
    if len(made) > LONGEST:
        raise ValueError(f"{len(made)} characters are no small JSON")
    return made


def _fact(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            return text(value, 500)
        case datetime():
            return _instant(value)
        case Mapping():
            return {str(name): _fact(one) for name, one in value.items()}
        case Sequence() | frozenset():
            return [_fact(one) for one in value]
    raise ValueError(f"{type(value).__name__} is nothing for the audit log")


def text(value: str, limit: int) -> str:
    """What somebody may have typed, as it is kept: with card numbers masked. An id of ours stays as it is."""
    return _kept(value if _UUID.fullmatch(value) else mask_cards(value[: limit * 4]), limit)


def _kept(value: str, limit: int) -> str:
    """What both databases can keep and give back as it was."""
    if value.isascii():
        return value.replace("\0", "")[:limit]
    return "".join(c for c in value if c != "\0" and not "\ud800" <= c <= "\udfff")[:limit]


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(entry: Entry) -> str:
    """SHA-256, in hex, over every field but the hash itself, in one spelling on every database."""
    parts = [getattr(entry, name) for name in _HASHED]
    plain = [_instant(p) if isinstance(p, datetime) else p.isoformat() if isinstance(p, date) else p for p in parts]
    return hashlib.sha256(json.dumps(plain, separators=(",", ":")).encode()).hexdigest()


def genesis(chain: str) -> str:
    """What the first entry ever of a chain follows."""
    return hashlib.sha256(f"hmis-pos audit {chain}".encode()).hexdigest()


def sealed(head: Head, drafts: Iterable[Draft], new_id: Callable[[], str]) -> list[Entry]:
    """The drafts, all of one chain, as its next entries. ``new_id`` makes their ids."""
    made: list[Entry] = []
    sequence, previous = head.sequence, head.hash
    for draft in drafts:
        sequence += 1
        unsigned = _entry(draft, new_id(), sequence, previous)
        entry = replace(unsigned, hash=hash_of(unsigned))
        previous = entry.hash
        made.append(entry)
    return made


def _entry(draft: Draft, ident: str, sequence: int, previous: str) -> Entry:
    chain, day = draft.chain
    who, about = draft.actor, draft.about
    return Entry(
        chain=chain,
        day=day,
        sequence=sequence,
        id=ident,
        at=draft.at.astimezone(UTC),
        user_id=_kept(who.user_id, 64),
        name=text(who.name, 200),
        role=_kept(who.role, 16),
        till=text(who.till, 64),
        address=_kept(who.address, 64),
        action=draft.act.value,
        about_kind=_kept(about.kind, 32),
        about_id=_kept(about.id, 255),
        invoice_id=_kept(about.invoice_id, 64),
        before=draft.before,
        after=draft.after,
        outcome=draft.outcome.value,
        code=_kept(draft.code, 64),
        previous_hash=previous,
    )


def first_bad(entries: Iterable[Entry], head: Head | None, links: Iterable[str]) -> Bad | None:
    """The first thing that is wrong with a chain; None if nothing is.

    ``entries``: all rows of it by sequence; ``head``: what is kept of its last one; ``links``: the hashes its first
    entry may follow.
    """
    last: Entry | None = None
    for entry in entries:
        bad = _wrong_with(entry, last, links)
        if bad is not None:
            return bad
        last = entry
    return _wrong_with_end(last, head)


def _wrong_with(entry: Entry, last: Entry | None, links: Iterable[str]) -> Bad | None:
    expected = last.sequence + 1 if last else 1
    if entry.sequence != expected:
        text = f"entry {expected} is missing; entry {entry.sequence} comes next"
        return Bad(Wrong.MISSING, expected, "", text)
    if hash_of(entry) != entry.hash:
        return Bad(Wrong.CHANGED, entry.sequence, entry.id, "the entry is not as it was written")
    if last is None and entry.previous_hash not in links:
        text = "the first entry follows nothing that is here: an earlier day of this chain is missing or was changed"
        return Bad(Wrong.UNLINKED, entry.sequence, entry.id, text)
    if last is not None and entry.previous_hash != last.hash:
        text = f"it was written after another entry than {last.sequence}: one of the two was put there later"
        return Bad(Wrong.OUT_OF_ORDER, entry.sequence, entry.id, text)
    return None


def _wrong_with_end(last: Entry | None, head: Head | None) -> Bad | None:
    if head is None:
        # entries without a head: whoever took it away may have taken the last entries too
        found = last.sequence if last else 0
        return Bad(Wrong.HEAD_MISSING, found, last.id if last else "", "it is not known how many entries there were")
    count = last.sequence if last else 0
    if count < head.sequence:
        text = f"the last {head.sequence - count} of {head.sequence} entries are cut off"
        return Bad(Wrong.CUT_OFF, count + 1, "", text)
    if last is not None and (count, last.hash) != (head.sequence, head.hash):
        text = "the last entry is not the one that was written last: it was added or changed later"
        return Bad(Wrong.ADDED, last.sequence, last.id, text)
    return None


ACTS_OF_ROUTES: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "log_in": Act.LOG_IN,
        "log_out": Act.LOG_OUT,
        "unlock": Act.UNLOCK,
        "start_sso": Act.LOG_IN,
        "finish_sso": Act.LOG_IN,
        "unlock_by_sso": Act.UNLOCK,
        "create_payment_intent": Act.OPEN_PAYMENT,
        "confirm_payment_intent": Act.CONFIRM_PAYMENT,
        "cancel_payment_intent": Act.CANCEL_PAYMENT,
        "make_pay_link": Act.MAKE_PAY_LINK,
        "create_refund": Act.ASK_REFUND,
        "approve_refund": Act.APPROVE_REFUND,
        "start_approval_here": Act.APPROVE_REFUND,
        "approve_refund_here": Act.APPROVE_REFUND,
        "refuse_refund": Act.REFUSE_REFUND,
        "cancel_refund": Act.WITHDRAW_REFUND,
        "resolve_exception": Act.RESOLVE_EXCEPTION,
        "remove_saved_card": Act.REMOVE_CARD,
        "receive_event": Act.RECEIVE_EVENT,
        "retry_event": Act.RETRY_EVENT,
        "list_receipts": Act.READ_RECEIPTS,
        "reprint_receipt": Act.REPRINT_RECEIPT,
        "export_payments": Act.EXPORT_REPORT,
        "read_takings": Act.READ_REPORT,
        "get_invoice": Act.READ_INVOICE,
        "list_invoices": Act.SEARCH_PATIENTS,
        "list_audit": Act.READ_AUDIT,
    }
)
"""What a refused request was to do, by its operation; any other is just a ``request``."""


def act_of_route(operation: str | None) -> Act:
    return ACTS_OF_ROUTES.get(operation or "", Act.REQUEST)


def read_facts(text: str) -> dict[str, Any] | None:
    """``before`` or ``after`` as it was given; None for nothing."""
    found: dict[str, Any] | None = json.loads(text) if text else None
    return found
