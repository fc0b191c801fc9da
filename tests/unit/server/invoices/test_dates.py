from __future__ import annotations

from datetime import date

import pytest

from pos_app.server.invoices.dates import birth_dates

BORN = date(1961, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "1961-03-14",
        "1961/3/14",
        "1961.03.14",
        "14.03.1961",
        "14.3.1961",
        "14/03/1961",
        "03/14/1961",
        "14-03-1961",
        "14 03 1961",
        "19610314",
        "14031961",
        "03141961",
        "14 Mar 1961",
        "14 March 1961",
        "14th March 1961",
        "March 14, 1961",
        "mar 14 1961",
        "14mar1961",
        "14-MAR-1961",
        " 14  Mar  1961 ",
    ],
)
def test_spellings_of_one_day(text: str) -> None:
    assert birth_dates(text) == (BORN,)


def test_a_spelling_of_two_days_means_both() -> None:
    assert set(birth_dates("03/04/1961")) == {date(1961, 4, 3), date(1961, 3, 4)}


@pytest.mark.parametrize(
    "text",
    ["", "1961", "14 Mar", "31.02.1961", "2026-13-40", "40217730", "INV-20418", "okafor", "14 foo 1961", "0000-00-00"],
)
def test_no_date(text: str) -> None:
    assert birth_dates(text) == ()


def test_sept_is_september() -> None:
    assert birth_dates("1 Sept 1990") == (date(1990, 9, 1),)


def test_digits_of_other_scripts_are_no_reason_to_fail() -> None:
    assert birth_dates("١٤/٠٣/١٩٦١") == ()
