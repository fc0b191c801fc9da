"""The figures of a day as a PDF, A4 or Letter, black on white."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument, QTextOption

from pos_app.desktop.presenters.faces.sheet import SheetFace

FAMILIES: Final = ("Inter", "Noto Sans Arabic", "Noto Sans Devanagari")
MARGIN_MM: Final = 15.0
POINTS: Final = 9
STYLE: Final = """
td, th { padding: 3px 6px; border-bottom: 0.5px solid #bbbbbb; }
th { font-weight: normal; color: #555555; }
.quiet { color: #555555; }
.strong td { font-weight: bold; border-top: 1px solid #000000; }
.test { font-weight: bold; border: 1px solid #000000; }
"""


def sheet_pdf(face: SheetFace) -> bytes:
    """As many pages as it takes. Runs in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{face.title} · {face.subtitle}")
    size = QPageSize(QPageSize.PageSizeId.Letter if face.letter else QPageSize.PageSizeId.A4)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    document = QTextDocument()
    font = QFont(list(FAMILIES))
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if face.rtl else Qt.LayoutDirection.LeftToRight)
    document.setDefaultTextOption(option)
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(_html(face))
    # The document's own margin would come on top of the paper's.
    document.setDocumentMargin(0)
    document.setPageSize(writer.pageLayout().paintRectPoints().size().toSizeF())
    document.print_(writer)
    found = bytes(buffer.data().data())
    buffer.close()
    return found


def _html(face: SheetFace) -> str:
    direction = "rtl" if face.rtl else "ltr"
    parts = [
        f'<p><b style="font-size: 12pt">{escape(face.hospital)}</b><br>'
        f'<span class="quiet">{escape(face.place)}</span></p>',
        f'<p class="test">{escape(face.test)}</p>' if face.test else "",
        f'<p><span style="font-size: 16pt">{escape(face.title)}</span><br>{escape(face.subtitle)}</p>',
        _table(direction, "", [(f"{one.sign} {one.text}", one.detail, one.amount) for one in face.sums], ends=1),
        *(f"<p>{escape(other.text)}</p>" for other in face.others),
        _figures(face, direction),
        _table(direction, "", [(one.title, one.detail, one.value) for one in face.measures], ends=1),
        _table(direction, face.reasons.title, [(one.text, one.count) for one in face.reasons.rows], ends=1)
        if face.reasons.rows
        else f"<p>{escape(face.reasons.empty)}</p>",
        f'<p class="quiet">{escape(face.foot)}</p>',
    ]
    return f'<html><body dir="{direction}">{"".join(parts)}</body></html>'


def _figures(face: SheetFace, direction: str) -> str:
    table = face.table
    end = "left" if face.rtl else "right"
    aligns = [f' align="{end}"' if column.figures else "" for column in table.columns]
    rows = [_row("th", (column.text for column in table.columns), aligns)]
    rows += [_row("td", row.cells, aligns) for row in table.rows]
    rows.append(_row("td", table.total.cells, aligns).replace("<tr>", '<tr class="strong">'))
    return _framed(direction, face.table_title, rows)


def _table(direction: str, title: str, rows: Iterable[tuple[str, ...]], *, ends: int) -> str:
    """The last ``ends`` columns are figures."""
    side = "left" if direction == "rtl" else "right"
    made = []
    for row in rows:
        aligns = [f' align="{side}"' if at >= len(row) - ends else "" for at in range(len(row))]
        made.append(_row("td", row, aligns))
    return _framed(direction, title, made)


def _framed(direction: str, title: str, rows: Iterable[str]) -> str:
    head = f"<p><b>{escape(title)}</b></p>" if title else "<p></p>"
    table = f'<table dir="{direction}" width="100%" cellspacing="0" style="border-collapse: collapse">'
    return f"{head}{table}{''.join(rows)}</table>"


def _row(tag: str, cells: Iterable[str], aligns: Iterable[str]) -> str:
    inside = (f"<{tag}{align}>{escape(cell)}</{tag}>" for cell, align in zip(cells, aligns, strict=True))
    return f"<tr>{''.join(inside)}</tr>"
