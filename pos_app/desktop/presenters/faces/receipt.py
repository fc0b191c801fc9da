"""A receipt: preview, print, save."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from pos_app.desktop.presenters.faces.common import ActionFace, StateFace


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    text: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptFace:
    """A receipt as it is printed: ``groups`` are parted by dashed lines. ``test`` empty on a live server."""

    hospital: str
    place: str
    test: str  # "TEST, NOT A RECEIPT"
    groups: tuple[tuple[ReceiptRow, ...], ...]


@dataclass(frozen=True, slots=True)
class ReceiptPanelFace:
    """``kind``: loading and failed have no receipt; ``note`` says what became of the last print or save."""

    kind: Literal["loading", "ready", "failed"]
    title: str
    message: str
    note: StateFace | None
    actions: tuple[ActionFace, ...]  # "print", "save_pdf", "retry_receipt"
    receipt: ReceiptFace | None = None


class ReceiptView(Protocol):
    def bind_receipt(self, actions: ReceiptActions) -> None: ...
    def show_receipt(self, face: ReceiptPanelFace) -> None: ...
    def show_pdf(self, pdf: bytes) -> None:
        """The same receipt as the PDF that will be printed; ``printing.preview`` turns it into pictures."""
        ...

    def ask_where_to_save(self, suggested: str) -> Path | None:
        """A file name from the person; None: they changed their mind."""
        ...


class ReceiptActions(Protocol):
    def act(self, key: str) -> None: ...
