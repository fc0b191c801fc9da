"""A sheet of paper with the figures of a day or more: what the screen shows of them, and where, when and by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.desktop.presenters.faces.today import MeasureFace, OtherSumFace, ReasonsFace, SumFace, TableFace


@dataclass(frozen=True, slots=True)
class SheetFace:
    """``test`` is empty unless nothing on the sheet is real money. ``letter``: on North America's paper, else on A4."""

    hospital: str
    place: str
    title: str
    subtitle: str
    test: str
    sums: tuple[SumFace, ...]
    others: tuple[OtherSumFace, ...]
    table_title: str
    table: TableFace
    measures: tuple[MeasureFace, ...]
    reasons: ReasonsFace
    foot: str
    letter: bool
    rtl: bool


SheetMaker = Callable[[SheetFace], bytes]
"""The sheet as a PDF. Takes some 100 ms; called in the ``printer`` lane."""
