"""The chosen invoice beside the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, StateFace


@dataclass(frozen=True, slots=True)
class AmountRow:
    """``kind``: how it is set. insurer and patient have a swatch of the share bar's colours."""

    text: str
    amount: str
    kind: Literal["line", "sum", "insurer", "patient", "paid", "refund"]


@dataclass(frozen=True, slots=True)
class ShareFace:
    """The bar: ``insurer_permille`` of 1000 is the insurer's; below it the rows."""

    insurer_permille: int
    rows: tuple[AmountRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """``kind``: payment, refund, declined, insurer, made, checking, other: picks icon and colour."""

    kind: str
    title: str
    when: str


@dataclass(frozen=True, slots=True)
class RefusalFace:
    """Why nothing can be charged here now, in place of the big button."""

    title: str
    detail: str
    checking: bool = False


@dataclass(frozen=True, slots=True)
class DetailFace:
    """``primary`` None comes with ``refusal`` (or, for a paid invoice, with neither)."""

    id: str
    patient: str
    initials: str
    identity: str  # "MRN 4021 7730 · born 14 Mar 1961 (65)"
    subject: str  # "INV-20418 · MRI, left knee"
    state: StateFace
    due: str
    due_caption: str  # "Due now" or "Nothing left to pay"
    due_zero: bool
    lines: tuple[AmountRow, ...]
    share: ShareFace
    timeline: tuple[TimelineRow, ...]
    primary: ActionFace | None
    secondary: tuple[ActionFace, ...]
    refusal: RefusalFace | None
    stale: bool = False


class DetailView(Protocol):
    def bind(self, actions: DetailActions) -> None: ...
    def show_detail(self, face: DetailFace) -> None: ...
    def show_loading(self) -> None:
        """The skeleton, 200 ms after a choice that has no answer yet."""
        ...

    def show_message(self, face: MessageFace) -> None:
        """Nothing chosen, or the invoice could not be read."""
        ...

    def focus_action(self) -> None:
        """Enter on a row came here: the next Enter is the big button's."""
        ...


class DetailActions(Protocol):
    def act(self, key: str) -> None:
        """An action of ``primary``, ``secondary`` or a message: "take_whole", "take_part", "show_receipt", "retry"."""
        ...
