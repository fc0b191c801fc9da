"""Widths of columns: names are cut last, amounts never."""

from __future__ import annotations

from pos_app.desktop.views.components.columns import LEAST, Need, widths

NUMBER, NAME, WORDS, AMOUNT = (
    Need(80, 18, fixed=True),
    Need(150, 28, last=True),
    Need(200, 40),
    Need(90, 14, fixed=True),
)
ALL = (NUMBER, NAME, WORDS, AMOUNT)


def test_what_is_left_over_is_shared_out() -> None:
    found = widths(820, ALL)
    assert sum(found) == 820
    assert all(wide >= need.words for wide, need in zip(found, ALL, strict=True))


def test_second_lines_have_the_first_of_what_is_left_over() -> None:
    wordy = Need(100, 1, 300)
    assert widths(450, (NUMBER, wordy, AMOUNT))[1] >= 280
    assert widths(1000, (NUMBER, wordy, AMOUNT))[1] >= 300


def test_words_are_cut_before_names_and_amounts_never() -> None:
    assert widths(450, ALL) == [80, 150, 130, 90]
    assert widths(350, ALL) == [80, 120, LEAST, 90]
    assert widths(10, ALL) == [80, LEAST, LEAST, 90], "no room at all: the table scrolls"


def test_nothing_is_lost_by_rounding() -> None:
    for width in range(520, 600):
        assert sum(widths(width, ALL)) == width
    assert widths(100, ()) == []
