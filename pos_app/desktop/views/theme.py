"""Colours, measures and type of the till: read from tokens.json, turned into one style sheet and one palette.

Widgets hold no colour of their own. What the style sheet can't say (painted chips, bands, rings) asks a
:class:`Theme`, which also says when the scheme has changed.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

_PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_RGBA: Final = re.compile(r"rgba\((\d+),\s*(\d+),\s*(\d+),\s*([.\d]+)\)")
BASE: Final = "Fusion"
"""The same on every desktop. Asked for in the command, where the application is ours, as its property "base" says: to
ask for it here has Python learn all there is to a style, for 8 ms."""
DISPLAY: Final = ((64, 95.0), (32, 96.5), (18, 98.5))
"""(pixels, per cent): from a size on letters are set a little tighter, as the display cut of the face would be."""
FIGURE_FROM: Final = 32
"""From this size on a figure stands alone and need not line up with another."""


class Scheme(StrEnum):
    """What the person chose; ``system`` follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


def parse_colour(text: str) -> QColor:
    """ "#RRGGBB" or "rgba(r,g,b,.a)". Raises ValueError for anything else."""
    found = _RGBA.fullmatch(text)
    if found:
        red, green, blue = (int(found[i]) for i in (1, 2, 3))
        return QColor(red, green, blue, round(float(found[4]) * 255))
    colour = QColor(text)
    if not colour.isValid():
        raise ValueError(f"not a colour: {text}")
    return colour


class Tokens:
    """tokens.json, read once."""

    def __init__(self, styles: Path) -> None:
        self.raw: dict[str, Any] = json.loads((styles / "tokens.json").read_text(encoding="utf-8"))
        self.template = (styles / "till.qss").read_text(encoding="utf-8")
        self.radius: dict[str, int] = self.raw["radius"]
        self.heights: dict[str, int] = self.raw["heights"]
        self.focus: dict[str, int] = self.raw["focus"]
        self.type: dict[str, Any] = self.raw["type"]

    def colours(self, scheme: str) -> dict[str, str]:
        """Role -> colour of one scheme, without the shadows."""
        return {k: v for k, v in self.raw[scheme].items() if not k.startswith("shadow")}

    def style_sheet(self, scheme: str) -> str:
        """The template with every ``{role}`` filled in. Raises KeyError for a role that tokens.json lacks."""
        values = self.colours(scheme)
        values |= {f"radius-{k}": f"{v}px" for k, v in self.radius.items()}
        return _PLACEHOLDER.sub(lambda found: values[found[1]], self.template)


class Theme(QObject):
    """The tokens in one scheme, light or dark, and a signal when that changes."""

    changed = Signal()

    def __init__(self, resources: Path, scheme: Scheme = Scheme.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.resources = resources
        self.tokens = Tokens(resources / "styles")
        self._choice = scheme
        self._app: QApplication | None = None
        self._dressed = False
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, int | None], QFont] = {}
        self._read()

    @property
    def choice(self) -> Scheme:
        return self._choice

    @property
    def effective(self) -> str:
        """ "light" or "dark"."""
        if self._choice is not Scheme.SYSTEM:
            return self._choice.value
        hints = QGuiApplication.styleHints() if QGuiApplication.instance() else None
        return "dark" if hints and hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def choose(self, scheme: Scheme) -> None:
        self._choice = scheme
        self._refresh()

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """The colour of a role, thinned to ``alpha`` (0..1). Raises KeyError for an unknown role."""
        found = QColor(self._colours[role])
        if alpha < 1.0:
            found.setAlphaF(found.alphaF() * alpha)
        return found

    def font(self, role: str = "body", weight: int | None = None, size: int | None = None) -> QFont:
        """The font of a type role ("body", "hero" ...), ``size`` in pixels; figures are tabular but for the largest."""
        key = (role, weight, size)
        if key not in self._fonts:
            pixels, _, default = self.tokens.type[role]
            font = QFont([self.tokens.type["family"], self.tokens.type["arabic"], "Noto Sans Devanagari"])
            font.setPixelSize(size or pixels)
            font.setWeight(QFont.Weight(weight or default))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            # Said in both cases: what a font leaves open it takes from the widget it is painted on.
            font.setFeature(QFont.Tag.fromString("tnum"), 1 if (size or pixels) < FIGURE_FROM else 0)
            for least, tight in DISPLAY:
                if (size or pixels) >= least:
                    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, tight)
                    break
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def metrics(self, role: str = "body", weight: int | None = None, size: int | None = None) -> QFontMetricsF:
        return QFontMetricsF(self.font(role, weight, size))

    def height(self, name: str) -> int:
        return self.tokens.heights[name]

    def radius(self, name: str) -> int:
        return self.tokens.radius[name]

    def apply(self, app: QApplication, *, dressed: bool = True) -> None:
        """Give the whole application this look, and follow the desktop's scheme from now on. Not ``dressed``: all but
        the style sheet, for which ``dress`` is called once the first widgets are made. Under a sheet, putting one into
        another takes Qt twice as long."""
        self._app, self._dressed = app, dressed
        for face in sorted((self.resources / "fonts").glob("*.?tf")):
            QFontDatabase.addApplicationFont(str(face))
        if app.property("base") != BASE:
            app.setStyle(BASE)
        app.setFont(self.font("body"))
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._refresh()

    def dress(self) -> None:
        self._dressed = True
        self._refresh()

    def _follow(self) -> None:
        if self._choice is Scheme.SYSTEM:
            self._refresh()

    def _read(self) -> None:
        self._colours = {k: parse_colour(v) for k, v in self.tokens.colours(self.effective).items()}

    def _refresh(self) -> None:
        self._read()
        if self._app is not None:
            # Qt takes five times as long to put one sheet in the place of another: a third of a second.
            self._app.setStyleSheet("")
            self._app.setPalette(self._palette())
            if self._dressed:
                self._app.setStyleSheet(self.tokens.style_sheet(self.effective))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        group = QPalette.ColorRole
        for role, token in (
            (group.Window, "canvas"),
            (group.WindowText, "ink"),
            (group.Base, "surface"),
            (group.AlternateBase, "surface-2"),
            (group.Text, "ink"),
            (group.PlaceholderText, "ink-3"),
            (group.Button, "surface"),
            (group.ButtonText, "ink"),
            (group.Highlight, "primary"),
            (group.HighlightedText, "on-primary"),
            (group.ToolTipBase, "surface"),
            (group.ToolTipText, "ink"),
            (group.Link, "primary"),
            (group.Accent, "primary"),
        ):
            palette.setColor(role, self.colour(token))
        for role in (group.WindowText, group.Text, group.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("ink-disabled"))
        return palette


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2 contrast of two opaque colours, 1..21."""

    def luminance(colour: QColor) -> float:
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
