"""Receipts: a search box, rows and their four faces; the chosen receipt beside them is a ``ReceiptView``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pos_app.desktop.presenters.faces.common import MessageFace
from pos_app.desktop.presenters.faces.receipt import ReceiptView


@dataclass(frozen=True, slots=True)
class ReceiptRowFace:
    """One row, two lines a cell. ``copies`` as "2 copies", empty while there is none."""

    number: str
    when: str
    patient: str
    mrn: str
    invoice: str
    tender: str
    served_by: str
    till: str
    paid: str
    copies: str


class ReceiptsView(Protocol):
    @property
    def receipt(self) -> ReceiptView: ...
    def bind(self, actions: ReceiptsActions) -> None: ...
    def show_search(self, text: str) -> None:
        """Set the search box, without reporting it as typed."""
        ...

    def reset_rows(self, rows: tuple[ReceiptRowFace, ...]) -> None:
        """Another question was answered: scroll to the top."""
        ...

    def append_rows(self, rows: tuple[ReceiptRowFace, ...]) -> None:
        """The next page."""
        ...

    def replace_rows(self, rows: tuple[ReceiptRowFace, ...]) -> None:
        """The same question, fresher: selection and scroll position stay where they are."""
        ...

    def show_loading(self, text: str) -> None:
        """The skeleton in place of rows; the presenter has waited 200 ms already."""
        ...

    def show_message(self, face: MessageFace) -> None:
        """In place of rows: nothing found, or failed."""
        ...

    def show_stale(self, stale: bool) -> None: ...
    def show_footer(self, text: str, busy: bool) -> None: ...
    def select(self, number: str | None) -> None:
        """Move the selection without reporting it as chosen."""
        ...

    def focus_first(self) -> None:
        """The keyboard to the search."""
        ...


class ReceiptsActions(Protocol):
    def search_typed(self, text: str) -> None:
        """Every change of the box; the presenter waits for a pause."""
        ...

    def rows_visible(self, first: int, last: int) -> None:
        """Zero-based rows on screen: the next page is fetched ahead of ``last``."""
        ...

    def chosen(self, number: str | None) -> None:
        """The selection moved to this row."""
        ...

    def message_action(self, key: str) -> None: ...
