"""What was taken: the sum as an equation, the hours as bars, how the tries went, and the table behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace

BEFORE: Final = -1
"""The fill of what is compared with; tenders have 0, 1, 2 ..., each with a pattern as well as a colour."""


@dataclass(frozen=True, slots=True)
class HeadFace:
    """``age`` as "read 12 s ago"."""

    title: str
    subtitle: str
    age: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceFace:
    """One of several, as the part of a bar: a stretch of days, a way to look at the table."""

    key: str
    text: str
    shortcut: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SumFace:
    """One term of the equation. ``sign`` stands before it; ``fill`` is its tender's in the chart."""

    kind: Literal["tender", "taken", "refunds", "net"]
    text: str
    amount: str
    detail: str
    sign: str = ""
    fill: int = 0


@dataclass(frozen=True, slots=True)
class OtherSumFace:
    """Another currency, in one line: never added to the first."""

    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class BarPart:
    fill: int
    permille: int


@dataclass(frozen=True, slots=True)
class BarFace:
    """An hour or a day. Heights in permille of the axis; ``words`` is the whole bar as a sentence.

    ``figure``: as ``above``, without the currency, for bars that stand too close; the axis says it too.
    """

    text: str
    above: str
    figure: str
    parts: tuple[BarPart, ...]
    before: int
    words: str
    state: Literal["past", "now", "coming"] = "past"


@dataclass(frozen=True, slots=True)
class LegendFace:
    text: str
    fill: int


@dataclass(frozen=True, slots=True)
class ChartFace:
    """``ticks``: (permille, text) from zero up."""

    title: str
    legend: tuple[LegendFace, ...]
    ticks: tuple[tuple[int, str], ...]
    bars: tuple[BarFace, ...]


@dataclass(frozen=True, slots=True)
class MeasureFace:
    """A figure with a bar, and the bar of what it is compared with (None: with nothing)."""

    title: str
    value: str
    detail: str
    permille: int
    before: int | None


@dataclass(frozen=True, slots=True)
class ReasonFace:
    text: str
    count: str
    permille: int


@dataclass(frozen=True, slots=True)
class ReasonsFace:
    """Why tries failed; ``empty`` is said where none did."""

    title: str
    rows: tuple[ReasonFace, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class ColumnFace:
    text: str
    figures: bool = True
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableRowFace:
    """``zeros``: numbers of the cells that are nothing, to be set in grey."""

    cells: tuple[str, ...]
    zeros: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TableFace:
    columns: tuple[ColumnFace, ...]
    rows: tuple[TableRowFace, ...]
    total: TableRowFace


@dataclass(frozen=True, slots=True)
class TakingsFace:
    """All of it, for one currency. ``others`` are the sums of other currencies, ``switch`` shows the next of them."""

    sums: tuple[SumFace, ...]
    others: tuple[OtherSumFace, ...]
    switch: ActionFace | None
    chart: ChartFace
    measures: tuple[MeasureFace, ...]
    reasons: ReasonsFace
    tabs: tuple[ChoiceFace, ...]
    table: TableFace


@dataclass(frozen=True, slots=True)
class DaysFace:
    """Asks for two days; the texts stand in the fields."""

    title: str
    first: str
    last: str
    hint: str


DaysAnswered = Callable[[str, str], str]
"""Gets the two texts; returns what is wrong with them, or nothing, and then the question is over."""


class TodayView(Protocol):
    def bind(self, actions: TodayActions) -> None: ...
    def show_head(self, face: HeadFace) -> None: ...
    def show_periods(self, choices: tuple[ChoiceFace, ...]) -> None: ...
    def show_export(self, face: ActionFace) -> None: ...
    def show_paper(self, to_print: ActionFace, to_save: ActionFace) -> None: ...
    def show_takings(self, face: TakingsFace) -> None: ...
    def show_loading(self) -> None:
        """The skeleton; the presenter has waited 200 ms already."""
        ...

    def show_message(self, face: MessageFace) -> None:
        """In place of the figures: an empty day, failed, or refused."""
        ...

    def show_stale(self, stale: bool) -> None:
        """Figures may be old: set them back a little."""
        ...

    def ask_days(self, face: DaysFace, answered: DaysAnswered) -> None: ...
    def ask_where_to_save(self, suggested: str) -> Path | None:
        """A file name from the person; None: they changed their mind."""
        ...

    def focus_first(self) -> None:
        """The keyboard to the period."""
        ...


class TodayActions(Protocol):
    def choose_period(self, key: str) -> None: ...
    def choose_table(self, key: str) -> None: ...
    def act(self, key: str) -> None:
        """ "export", "print", "save_pdf", "switch_currency", or an action of the message."""
        ...
