"""A list of things that wait for somebody, and the one to decide on beside it: refunds, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, StateFace, Tone
from pos_app.desktop.presenters.faces.detail import RefusalFace, TimelineRow
from pos_app.desktop.presenters.faces.invoices import ChipFace


@dataclass(frozen=True, slots=True)
class ColumnFace:
    """``share`` of the width, in parts; ``end``: set at the end, as amounts are; ``gives_way``: dropped when narrow."""

    title: str
    share: int
    end: bool = False
    gives_way: bool = False


@dataclass(frozen=True, slots=True)
class StepsFace:
    """How far something has come: ``done`` of ``of`` steps; ``bad``: the next one went wrong. ``text``: in words."""

    done: int
    of: int
    bad: bool
    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class CellFace:
    """Two lines. ``mark``: the second one is a state rather than a detail; with ``leads`` the first one is. ``steps``
    stand alone."""

    first: str
    second: str = ""
    strong: bool = False
    mark: StateFace | None = None
    leads: bool = False
    steps: StepsFace | None = None


@dataclass(frozen=True, slots=True)
class QueueRow:
    id: str
    cells: tuple[CellFace, ...]


@dataclass(frozen=True, slots=True)
class FollowedFace:
    """A second list below: what has been decided, on its way to the end."""

    title: str
    note: str
    columns: tuple[ColumnFace, ...]
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class BarPart:
    """``kind``: the colour of its part of the bar; "whole" has a figure and no part."""

    text: str
    amount: str
    kind: Literal["whole", "before", "now", "left"]
    permille: int = 0


@dataclass(frozen=True, slots=True)
class FactFace:
    title: str
    strong: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class NoteFace:
    """A field for own words. ``problem`` empty: ``hint`` stands there."""

    label: str
    hint: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFace:
    """The chosen one with all that is needed to decide. ``refusal``: why nothing can be decided here now."""

    id: str
    title: str
    initials: str  # empty: no person, a sign instead
    identity: str
    state: StateFace
    amount: str
    caption: str
    bar: tuple[BarPart, ...] = ()
    happened: str = ""
    timeline: tuple[TimelineRow, ...] = ()
    facts: tuple[FactFace, ...] = ()
    rule: tuple[str, str] = ("", "")  # "Your yes is enough.", "..."
    note: NoteFace | None = None
    primary: ActionFace | None = None
    secondary: tuple[ActionFace, ...] = ()
    refusal: RefusalFace | None = None
    stale: bool = False


class QueueView(Protocol):
    def bind(self, actions: QueueActions) -> None: ...
    def show_search(self, text: str) -> None:
        """What stands in the search box, where the place has one; it is not reported as typed."""
        ...

    def show_chips(self, chips: tuple[ChipFace, ...]) -> None: ...
    def show_rows(self, columns: tuple[ColumnFace, ...], rows: tuple[QueueRow, ...]) -> None:
        """Selection (by id) and scroll position stay where they can."""
        ...

    def show_followed(self, face: FollowedFace | None) -> None:
        """Below the rows, where there is room for it. Its rows are chosen and opened as those above are."""
        ...

    def show_loading(self, text: str) -> None: ...
    def show_message(self, face: MessageFace) -> None:
        """In place of rows: nothing there, or failed."""
        ...

    def show_stale(self, stale: bool) -> None: ...
    def show_footer(self, text: str, busy: bool) -> None: ...
    def select(self, row_id: str | None) -> None:
        """Move the selection without reporting it as chosen."""
        ...

    def show_decision(self, face: DecisionFace) -> None: ...
    def show_decision_loading(self) -> None: ...
    def show_no_decision(self, face: MessageFace) -> None: ...
    def clear_note(self) -> None: ...
    def focus_rows(self) -> None: ...
    def focus_action(self) -> None: ...
    def focus_note(self) -> None: ...


class QueueActions(Protocol):
    def search_typed(self, text: str) -> None: ...
    def choose_filter(self, key: str) -> None: ...
    def chosen(self, row_id: str | None) -> None:
        """The selection moved to this row."""
        ...

    def opened(self, row_id: str) -> None:
        """Enter or double click on a row; Enter in the search box while none is chosen: ""."""
        ...

    def note_typed(self, text: str) -> None: ...
    def act(self, key: str) -> None:
        """Any ActionFace, also those of a message: "approve", "refuse", "supervisor_here", "withdraw",
        "open_invoice", "resolve", "retry", "clear"."""
        ...
