"""From wire models to what the list shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, Tone
from pos_app.desktop.presenters.faces.invoices import ChipFace, InvoiceRowFace, SortFace
from pos_app.desktop.presenters.words import STATES, Words
from pos_app.desktop.say import mark, say, say_all, say_many
from pos_app.wire.invoices import InvoiceCounts, InvoiceRow, ListFilter, ListSort

CHIPS = (
    (ListFilter.OPEN, mark("Open"), Tone.OPEN),
    (ListFilter.PART_PAID, mark("Part-paid"), Tone.PART),
    (ListFilter.CHECKING, mark("Checking"), Tone.CHECKING),
    (ListFilter.PAID_TODAY, mark("Paid today"), Tone.GOOD),
    (ListFilter.ALL, mark("All"), Tone.NEUTRAL),
)
NAMES = {
    ListFilter.OPEN: mark("open", "invoices, after their number"),
    ListFilter.PART_PAID: mark("part-paid", "invoices, after their number"),
    ListFilter.CHECKING: mark("checking", "invoices, after their number"),
    ListFilter.PAID_TODAY: mark("paid today", "invoices, after their number"),
    ListFilter.ALL: "",
}
NO_MATCH = {
    ListFilter.OPEN: mark("No open invoice matches “{text}”."),
    ListFilter.PART_PAID: mark("No part-paid invoice matches “{text}”."),
    ListFilter.CHECKING: mark("No checking invoice matches “{text}”."),
    ListFilter.PAID_TODAY: mark("No paid today invoice matches “{text}”."),
    ListFilter.ALL: mark("No invoice matches “{text}”."),
}
NONE_MINE = {
    ListFilter.OPEN: mark("No open invoices at your site."),
    ListFilter.PART_PAID: mark("No part-paid invoices at your site."),
    ListFilter.CHECKING: mark("No checking invoices at your site."),
    ListFilter.PAID_TODAY: mark("Nothing has been paid today yet."),
    ListFilter.ALL: mark("No invoices at your site."),
}
NONE_ANYWHERE = {
    ListFilter.OPEN: mark("No open invoices at any site."),
    ListFilter.PART_PAID: mark("No part-paid invoices at any site."),
    ListFilter.CHECKING: mark("No checking invoices at any site."),
    ListFilter.PAID_TODAY: mark("Nothing has been paid today yet."),
    ListFilter.ALL: mark("No invoices at any site."),
}


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """What the list was asked for."""

    text: str = ""
    filter: ListFilter = ListFilter.OPEN
    mine: bool = True
    wanted: ListSort = ListSort.NEWEST

    @property
    def sort(self) -> ListSort:
        """The order that is wanted, where these can be had in it."""
        return self.wanted if self.wanted.offered(self.filter) else ListSort.NEWEST

    def turned(self, first: ListSort, second: ListSort) -> ListQuestion:
        """In order of the first, or of the second if it is in the first already."""
        return replace(self, wanted=second if self.sort is first else first)


def passed(sort: ListSort, row: InvoiceRow, end: InvoiceRow) -> bool:
    """Does ``row`` stand in the list where ``end`` stands, or after it?"""
    if sort.by_due:
        this, last = (row.due.amount_minor, row.id), (end.due.amount_minor, end.id)
        return this >= last if sort.rising else this <= last
    at, until = (row.service_date, row.id), (end.service_date, end.id)
    return at >= until if sort.rising else at <= until


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: the cursor it was asked with, its rows, how they look, and the cursor of the next."""

    cursor: str | None
    rows: tuple[InvoiceRow, ...]
    faces: tuple[InvoiceRowFace, ...]
    next_cursor: str | None


class Pages:
    """What has been loaded of one question, in order.

    An invoice may slip from one page to the next between two answers; it counts where it stands first.  The merged
    list is kept until a page changes: a long list is looked at with every step of the scroll bar.
    """

    def __init__(self, pages: tuple[Page, ...] = ()) -> None:
        self._pages = list(pages)
        self._merged: dict[str, tuple[InvoiceRow, InvoiceRowFace]] | None = None

    def __len__(self) -> int:
        """Rows, not pages."""
        return len(self.merged)

    def __bool__(self) -> bool:
        """Has anything been answered yet, if only with no rows?"""
        return bool(self._pages)

    @property
    def merged(self) -> dict[str, tuple[InvoiceRow, InvoiceRowFace]]:
        """By id, in the order of the list."""
        if self._merged is None:
            self._merged = {}
            for page in self._pages:
                for row, face in zip(page.rows, page.faces, strict=True):
                    self._merged.setdefault(row.id, (row, face))
        return self._merged

    @property
    def next_cursor(self) -> str | None:
        return self._pages[-1].next_cursor if self._pages else None

    def place(self, number: int) -> tuple[str | None, InvoiceRow | None]:
        """Where a page begins (its cursor) and where it ends."""
        page = self._pages[number]
        return page.cursor, page.rows[-1] if page.rows else None

    def add(self, page: Page) -> tuple[InvoiceRowFace, ...]:
        """The next page. Its rows that were not there yet."""
        fresh = tuple(face for face in page.faces if face.id not in self.merged)
        if page.next_cursor == page.cursor:
            page = replace(page, next_cursor=None)  # a server that goes in circles must not keep us going
        self._pages.append(page)
        self._merged = None
        return fresh

    def renew(self, number: int, page: Page) -> None:
        """A fresh answer for a page that was loaded before."""
        last = number == len(self._pages) - 1
        old = self._pages[number]
        self._pages[number] = replace(page, next_cursor=page.next_cursor if last else old.next_cursor)
        self._merged = None

    def covering(self, first: int, last: int) -> list[int]:
        """Numbers of the pages that hold the rows ``first`` to ``last``."""
        found, start = [], 0
        for number, page in enumerate(self._pages):
            end = start + len(page.rows)
            if start <= last and end > first:
                found.append(number)
            start = end
        return found


def changed_faces(pages: Pages, before: Mapping[str, tuple[InvoiceRow, InvoiceRowFace]]) -> tuple[InvoiceRowFace, ...]:
    """All rows; marked where they differ from ``before`` (nothing is marked when that is empty)."""
    if not before:
        return tuple(face for _row, face in pages.merged.values())
    faces = []
    for key, (row, face) in pages.merged.items():
        old = before.get(key)
        same = old is not None and (old[0] is row or old[0] == row)
        faces.append(face if same else replace(face, changed=True))
    return tuple(faces)


def count_text(words: Words, count: int | None, cap: int) -> str:
    """As "128", or "1,000+" where the server stopped counting."""
    if count is None:
        return ""
    return f"{words.integer(cap)}+" if count >= cap else words.integer(count)


def counts_by_filter(counts: InvoiceCounts) -> dict[ListFilter, int]:
    return {
        ListFilter.OPEN: counts.open,
        ListFilter.PART_PAID: counts.part_paid,
        ListFilter.CHECKING: counts.checking,
        ListFilter.PAID_TODAY: counts.paid_today,
        ListFilter.ALL: counts.all,
    }


def chips(words: Words, chosen: ListFilter, counts: InvoiceCounts | None) -> tuple[ChipFace, ...]:
    known = counts_by_filter(counts) if counts else {}
    cap = counts.cap if counts else 0
    return tuple(
        ChipFace(key.value, say(text), count_text(words, known.get(key), cap), key is chosen, tone, f"Alt+{number}")
        for number, (key, text, tone) in enumerate(CHIPS, 1)
    )


SORTS = {
    ListSort.NEWEST: mark("Newest first"),
    ListSort.OLDEST: mark("Oldest first"),
    ListSort.MOST_DUE: mark("Most due first"),
    ListSort.LEAST_DUE: mark("Least due first"),
}


def sort_face(asked: ListQuestion) -> SortFace:
    sort = asked.sort
    return SortFace(sort.by_due, sort.rising, ListSort.MOST_DUE.offered(asked.filter), say(SORTS[sort]))


def row_face(words: Words, row: InvoiceRow) -> InvoiceRowFace:
    return InvoiceRowFace(
        id=row.id,
        number=row.number,
        patient=row.patient.name,
        mrn=say("MRN {mrn}", mrn=row.patient.mrn),
        service=row.service,
        department=row.department,
        day=words.day(row.service_date),
        time=words.clock(row.service_date),
        total=words.money(row.total),
        paid=words.money(row.paid),
        due=words.money(row.due),
        paid_zero=row.paid.amount_minor == 0,
        due_zero=row.due.amount_minor == 0,
        state=say_all(STATES[row.state]),
    )


def nothing_found(words: Words, asked: ListQuestion, counts: InvoiceCounts | None) -> MessageFace:
    """What this emptiness is, and the ways on."""
    actions = []
    others = counts.all if counts and asked.filter is not ListFilter.ALL else 0
    if others:
        text = count_text(words, others, counts.cap if counts else 0)
        show = say("Show it") if others == 1 else say("Show all {count}", count=text)
        actions.append(ActionFace("show_all", show, shortcut="Enter", primary=True))
    if asked.mine:
        actions.append(ActionFace("all_sites", say("Look at all sites"), shortcut="Alt+A"))
    if asked.text:
        title = say(NO_MATCH[asked.filter], text=asked.text)
        if not others:
            detail = say("Check the spelling, or scan the code on the patient’s letter.")
            return MessageFace(title, detail, tuple(actions))
        found = say_many("{count} other invoice matches.", "{count} other invoices match.", others)
        none = (
            say("If it is not that one, check the spelling, or scan the code on the patient’s letter.")
            if others == 1
            else say("If it is none of them, check the spelling, or scan the code on the patient’s letter.")
        )
        return MessageFace(title, f"{found} {none}", tuple(actions))
    nothing = NONE_MINE if asked.mine else NONE_ANYWHERE
    return MessageFace(say(nothing[asked.filter]), "", tuple(actions))


def footer(
    words: Words, asked: ListQuestion, visible: tuple[int, int], loaded: int, total: int | None, cap: int
) -> str:
    """As "1 to 10 of 128 open"."""
    if not loaded:
        return ""
    first, last = visible[0] + 1, min(visible[1] + 1, loaded)
    parts = {"first": words.integer(min(first, last)), "last": words.integer(last)}
    if total is None:
        text = say("{first} to {last}", **parts)
    else:
        text = say("{first} to {last} of {total}", **parts, total=count_text(words, total, cap))
    return f"{text} {say(NAMES[asked.filter])}".rstrip()
