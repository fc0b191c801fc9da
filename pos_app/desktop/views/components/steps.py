"""What has happened (timeline) and what is to come (stepper)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.detail import TimelineRow
from pos_app.desktop.presenters.faces.payment import StepFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.kit import Kit, boxed, clear, draw_disc, draw_text, mirrored
from pos_app.desktop.views.components.pieces import Disc
from pos_app.desktop.views.components.text import Text

TIMELINE: Final = MappingProxyType(
    {
        "payment": ("cash", "paid-soft", "paid-ink"),
        "refund": ("arrow-back-up", "refund-soft", "refund-ink"),
        "done": ("circle-check", "paid-soft", "paid-ink"),
        "approved": ("user-check", "paid-soft", "paid-ink"),
        "declined": ("alert-octagon", "declined-soft", "declined-ink"),
        "insurer": ("shield-check", "open-soft", "open-ink"),
        "made": ("file-text", "open-soft", "open-ink"),
        "checking": ("hourglass", "checking-soft", "checking-ink"),
    }
)
"""Kind of event -> icon, disc, ink."""


class _Joint(QWidget):
    """The line between two discs."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedWidth(20)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.width() / 2 - 0.5, 2, 1, self.height() - 4), self._kit.theme.colour("line-strong"))


class Timeline(QWidget):
    """Icon in a disc, what, then when and by whom in grey; newest first."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: tuple[TimelineRow, ...]) -> None:
        clear(self._grid)
        for at, row in enumerate(rows):
            icon, fill, ink = TIMELINE.get(row.kind, ("info-circle", "open-soft", "open-ink"))
            self._grid.addWidget(Disc(self._kit, icon, 20, fill, ink), 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Text(self._kit, row.title, "small", "ink", weight=500, wrap=True), 2 * at, 1)
            when = QWidget()
            box = QVBoxLayout(when)
            box.setContentsMargins(0, 1, 0, 8)
            box.addWidget(Text(self._kit, row.when, "label", "ink-3", weight=400, wrap=True))
            self._grid.addWidget(when, 2 * at + 1, 1)
            if at + 1 < len(rows):
                self._grid.addWidget(_Joint(self._kit), 2 * at + 1, 0)


class Stepper(QWidget):
    """Named steps: done, current (bold), to come. Where there is no room, only the current one has its word."""

    DISC = 22
    GAP = 8
    JOINT = 22

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._steps: tuple[StepFace, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: tuple[StepFace, ...]) -> None:
        if steps == self._steps:
            return
        self._steps = steps
        current = next((s for s in steps if s.state == "current"), None)
        self.setAccessibleName(
            say("Step {number} of {count}: {text}", number=current.number, count=len(steps), text=current.text)
            if current
            else ""
        )
        self.updateGeometry()
        self.update()

    def _wide(self, step: StepFace) -> float:
        weight = 600 if step.state == "current" else 400
        return self._kit.theme.metrics("small", weight).horizontalAdvance(step.text) + 2

    def sizeHint(self) -> QSize:
        wide = sum(self.DISC + self.GAP + self._wide(s) for s in self._steps)
        wide += (self.JOINT + 2 * self.GAP) * max(0, len(self._steps) - 1)
        return QSize(round(wide) + 2, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        direction = self.layoutDirection()
        roomy = self.sizeHint().width() <= box.width()
        shown = [(s, roomy or s.state == "current") for s in self._steps]
        wide = sum(self.DISC + (self.GAP + self._wide(s) if worded else 0) for s, worded in shown)
        wide += (self.JOINT + 2 * self.GAP) * max(0, len(shown) - 1)
        left = max(0.0, box.width() - wide)
        middle = box.center().y()
        for at, (step, worded) in enumerate(shown):
            if at:
                tone = "primary" if step.state != "todo" else "line-strong"
                joint = mirrored(QRectF(left + self.GAP, middle - 0.5, self.JOINT, 1), box, direction)
                painter.fillRect(joint, theme.colour(tone))
                left += self.JOINT + 2 * self.GAP
            disc = mirrored(QRectF(left, middle - self.DISC / 2, self.DISC, self.DISC), box, direction)
            self._disc(painter, disc, step)
            left += self.DISC
            if worded:
                words = mirrored(QRectF(left + self.GAP, box.top(), self._wide(step), box.height()), box, direction)
                weight, tone = (600, "ink") if step.state == "current" else (400, "ink-2")
                draw_text(
                    painter, words, step.text, theme.font("small", weight), theme.colour(tone), "start", direction
                )
                left += self.GAP + self._wide(step)

    def _disc(self, painter: QPainter, disc: QRectF, step: StepFace) -> None:
        theme = self._kit.theme
        centre = QPointF(disc.center())
        if step.state == "done":
            draw_disc(painter, centre, self.DISC / 2, theme.colour("primary"))
            icon = QRectF(centre.x() - 7, centre.y() - 7, 14, 14)
            self._kit.icons.paint(painter, icon, "check", theme.colour("on-primary"), stroke="2.5")
            return
        current = step.state == "current"
        width = 2.0 if current else 1.0
        painter.setPen(QPen(theme.colour("primary" if current else "line-strong"), width))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(disc.adjusted(width / 2, width / 2, -width / 2, -width / 2))
        tone = "primary-ink" if current else "ink-2"
        font = theme.font("label", 600 if current else 500)
        draw_text(painter, disc, str(step.number), font, theme.colour(tone), "center", Qt.LayoutDirection.LeftToRight)
