"""The tokens and what is made of them: contrast, the style sheet, the palette, switching."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from pos_app.assets import resources
from pos_app.desktop.views.theme import Scheme, Theme, Tokens, contrast, parse_colour

TOKENS = Tokens(resources() / "styles")
PAIRS = [(scheme, pair) for scheme in ("light", "dark") for pair in TOKENS.raw["pairs"][scheme]]
VIEWS = Path(__file__).parents[4] / "pos_app" / "desktop" / "views"


@pytest.mark.parametrize(("scheme", "pair"), PAIRS, ids=[f"{s}-{p['text']}-on-{p['on']}" for s, p in PAIRS])
def test_every_pair_of_colours_can_be_read(scheme: str, pair: dict[str, object]) -> None:
    colours = TOKENS.raw[scheme]
    reached = contrast(QColor(colours[pair["text"]]), QColor(colours[pair["on"]]))
    assert reached >= float(str(pair["need"])), f"{pair['where']}: {reached:.2f}"


def test_contrast_is_what_wcag_says() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)
    assert contrast(QColor("#123456"), QColor("#123456")) == pytest.approx(1.0)


def test_both_schemes_know_the_same_roles() -> None:
    assert TOKENS.raw["light"].keys() == TOKENS.raw["dark"].keys()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_sheet_has_no_placeholder_left_and_no_colour_of_its_own(scheme: str) -> None:
    assert not re.search(r"\{[a-z]", TOKENS.style_sheet(scheme))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", TOKENS.template)


def test_widgets_hold_no_colour() -> None:
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in VIEWS.rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"""["']#[0-9a-fA-F]{6}\b|QColor\(\d|GlobalColor\.(?!transparent)""", line)
    ]
    assert not found, found


def test_every_tone_a_label_may_have_is_in_the_style_sheet() -> None:
    styled = set(re.findall(r'QLabel\[tone="([a-z0-9-]+)"\]', TOKENS.template))
    assert styled
    used = set()
    for path in VIEWS.rglob("*.py"):
        for call in re.findall(r"\bText\(\s*(?:self\._)?kit,[^()]*(?:\([^()]*\)[^()]*)*\)", path.read_text()):
            used |= {word for word in re.findall(r'"([a-z0-9-]+)"', call) if word in TOKENS.raw["light"]}
    assert used <= styled, used - styled


@pytest.mark.parametrize("text", ["red-ish", "#12", "rgba(1,2)"])
def test_a_colour_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        parse_colour(text)


def test_a_colour_with_alpha_is_read() -> None:
    assert parse_colour("rgba(27,36,34,.46)").alpha() == round(0.46 * 255)


def test_choosing_a_scheme_changes_sheet_and_palette_and_says_so(qapp: QApplication, theme: Theme) -> None:
    heard: list[str] = []
    theme.changed.connect(lambda: heard.append(theme.effective))
    theme.choose(Scheme.DARK)
    assert heard == ["dark"]
    assert qapp.palette().window().color() == QColor(TOKENS.raw["dark"]["canvas"])
    assert TOKENS.raw["dark"]["canvas"] in qapp.styleSheet()
    assert theme.choice is Scheme.DARK


def test_figures_are_tabular_where_they_stand_in_columns(theme: Theme) -> None:
    tag = QFont.Tag.fromString("tnum")
    assert theme.font("body").featureValue(tag) == 1
    assert theme.font("hero").featureValue(tag) == 0
    one, eight = (theme.metrics("body").horizontalAdvance(text) for text in ("$111.11", "$888.88"))
    assert one == eight
