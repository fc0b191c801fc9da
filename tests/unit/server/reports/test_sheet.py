"""Cells of an export: shown by a spreadsheet as they are, and never run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.reports.sheet import harmless, row

RISKY = "=+-@\t\r＝＋－＠"


def read(line: str) -> list[str]:
    [cells] = csv.reader(io.StringIO(line, newline=""))
    return cells


@pytest.mark.parametrize("sign", RISKY)
def test_a_formula_is_text(sign: str) -> None:
    text = f'{sign}HYPERLINK("http://evil.example","pay")'
    for typed in (text,) if sign.isspace() else (text, f"  {text}", f"\u00a0{text}"):
        shown = harmless(typed)
        assert shown.startswith("'")
        assert shown[1:].split() == " ".join(typed.split()).split()


@pytest.mark.parametrize("number", ["148.00", "-20.00", "0", "-0.005", "4242", "1000000000000.00"])
def test_a_number_stays_a_number(number: str) -> None:
    assert harmless(number) == number
    assert row([number]) == f"{number}\r\n"


@pytest.mark.parametrize("text", ["-1+2", "-1.", "--1", "+1", "-", "-1e3", "-٣", "1,5;=2", "-1\n"])
def test_what_only_begins_as_a_number_is_text(text: str) -> None:
    assert row([text]).startswith(("\"'", '"1,5;'))


def test_ordinary_names_are_left_alone() -> None:
    for name in ("Zieliński", "O'Neil", "Front desk 3", "Smith-Jones", "a=b", "5 @ desk", ""):
        assert harmless(name) == name


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_every_cell_comes_back_on_one_line_and_no_formula(cells: list[str]) -> None:
    line = row(cells)
    assert line.endswith("\r\n")
    assert len(line.splitlines()) == 1
    found = read(line)
    assert len(found) == len(cells)
    for cell in found:
        assert cell.lstrip()[:1] not in set("=+@") | set("＝＋－＠")
        assert not cell.lstrip().startswith("-") or cell.lstrip("-").replace(".", "", 1).isdigit()
