"""The guide says what the program does: each card, fault and option it names is there."""

from __future__ import annotations

import json
import re

import pytest

from pos_app.sandbox import fault_plan
from pos_app.sandbox.cards import TABLE
from pos_app.sandbox.faults import DOINGS, parse
from pos_app.sandbox.main import main
from tests.support.processes import REPO

GUIDE = (REPO / "resources" / "docs" / "sandbox.md").read_text("utf-8")


def test_each_card_is_in_the_table() -> None:
    rows = [line.split("|")[1:-1] for line in GUIDE.splitlines() if re.match(r"\|.*\d{4} \d{4,6} \d{4}", line)]
    assert len(rows) > 20
    known = {(card.method.removeprefix("pm_card_"), card.number) for card in TABLE}
    for _, numbers, names in rows:
        digits = [number.replace(" ", "") for number in numbers.split(",")]
        methods = [name.strip(" `") for name in names.split(",")]
        assert set(zip(methods, digits, strict=True)) <= known


def test_each_fault_is_told() -> None:
    assert all(f"`{name}`" in GUIDE for name in DOINGS)


def test_each_setting_of_a_fault_is_told() -> None:
    settings = set(parse({"on": "*", "do": "delay"}).__dataclass_fields__) - {"seen"}
    assert {name for name in settings if f"`{name}`" not in GUIDE} == set()


def test_each_example_of_a_fault_is_one() -> None:
    examples = [json.loads(one) for one in re.findall(r"/faults -d '(.*)'", GUIDE)]
    faults = [parse(one) for one in examples if "on" in one]
    plans = [fault_plan.parse(one) for one in examples if "on" not in one]
    assert {"drop_after", "decline", "webhook_before_answer"} <= {fault.do for fault in faults}
    assert len(plans) == 1
    whole = re.search(r"^    \{\n.*?^    \}$", GUIDE, re.MULTILINE | re.DOTALL)
    assert whole is not None
    assert set(json.loads(whole[0])) == fault_plan.PARTS
    assert len(fault_plan.parse(json.loads(whole[0])).faults) == 2


def test_each_option_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert len(options) > 6
    assert {name for name in options if name not in GUIDE} == set()
