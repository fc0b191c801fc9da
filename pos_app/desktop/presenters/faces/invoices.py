"""The list of invoices: search box, chips, rows and their four faces (rows, skeleton, message, stale)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pos_app.desktop.presenters.faces.common import MessageFace, StateFace, Tone


@dataclass(frozen=True, slots=True)
class ChipFace:
    """A filter. ``count`` as "128" or "1,000+", empty while unknown."""

    key: str
    text: str
    count: str
    selected: bool
    tone: Tone
    shortcut: str


@dataclass(frozen=True, slots=True)
class SiteFace:
    """The switch on the right. ``enabled`` False: this person has all sites or none."""

    text: str
    mine: bool
    enabled: bool


@dataclass(frozen=True, slots=True)
class SortFace:
    """In which order the rows stand. ``by_due``: by what is due, else by date. ``text`` says it in words."""

    by_due: bool = False
    rising: bool = False
    due_offered: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceRowFace:
    """One row, two lines a cell. Amounts carry their currency; ``*_zero`` are set in grey.

    ``changed``: something happened to it since the last refresh; mark it gently until the next.
    """

    id: str
    number: str
    patient: str
    mrn: str
    service: str
    department: str
    day: str
    time: str
    total: str
    paid: str
    due: str
    paid_zero: bool
    due_zero: bool
    state: StateFace
    changed: bool = False


class InvoicesView(Protocol):
    def bind(self, actions: InvoicesActions) -> None: ...
    def show_search(self, text: str) -> None:
        """Set the search box, without reporting it as typed."""
        ...

    def show_chips(self, chips: tuple[ChipFace, ...]) -> None: ...
    def show_site(self, face: SiteFace) -> None: ...
    def show_sort(self, face: SortFace) -> None: ...
    def reset_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        """Another question was answered: scroll to the top."""
        ...

    def append_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        """The next page."""
        ...

    def replace_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        """The same question, fresher: selection (by id) and scroll position stay where they are."""
        ...

    def show_loading(self, text: str) -> None:
        """The skeleton in place of rows; the presenter has waited 200 ms already."""
        ...

    def show_message(self, face: MessageFace) -> None:
        """In place of rows: nothing found, or failed."""
        ...

    def show_stale(self, stale: bool) -> None:
        """Rows may be old: set them back a little."""
        ...

    def show_footer(self, text: str, busy: bool) -> None: ...
    def select(self, invoice_id: str | None) -> None:
        """Move the selection without reporting it as chosen."""
        ...

    def focus_search(self) -> None: ...
    def focus_rows(self) -> None: ...


class InvoicesActions(Protocol):
    def search_typed(self, text: str) -> None:
        """Every change of the box; the presenter waits for a pause."""
        ...

    def scanned(self, code: str) -> None:
        """A scanner typed a whole code (see ``presenters.scan.ScanDetector``): open that invoice."""
        ...

    def choose_filter(self, key: str) -> None: ...
    def choose_site(self, mine: bool) -> None: ...
    def sort_by_date(self) -> None:
        """Newest first; again: oldest first."""
        ...

    def sort_by_due(self) -> None:
        """The greatest amount due first; again: the smallest."""
        ...

    def rows_visible(self, first: int, last: int) -> None:
        """Zero-based rows on screen, on scroll and resize: pages are fetched ahead of ``last``."""
        ...

    def chosen(self, invoice_id: str | None) -> None:
        """The selection moved to this row."""
        ...

    def opened(self, invoice_id: str) -> None:
        """Enter or double click on a row; Enter while there are no rows: ""."""
        ...

    def message_action(self, key: str) -> None:
        """A button of the MessageFace."""
        ...

    def refresh(self) -> None: ...
