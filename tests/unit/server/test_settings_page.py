"""The page about settings names each of them, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from pos_app.server.settings import SECRETS, Settings

REPO = Path(__file__).resolve().parents[3]
PAGE = REPO / "resources/docs/settings.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+) \| (.+) \|$", re.M)
ROWS = {name: (what, unset) for name, what, unset in ROW.findall(PAGE.read_text(encoding="utf-8"))}


def test_every_setting_is_there_and_no_other() -> None:
    assert set(ROWS) == {name.upper() for name in Settings.model_fields}


def test_what_is_needed_and_what_is_secret_is_said() -> None:
    needed = {name.upper() for name, field in Settings.model_fields.items() if field.is_required()}
    assert {name for name, (_, unset) in ROWS.items() if unset == "needed"} == needed
    assert {name for name, (what, _) in ROWS.items() if what.endswith("(secret)")} == set(SECRETS)


def test_numbers_that_are_usual_are_the_usual_ones() -> None:
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, int) and not isinstance(field.default, bool):
            assert ROWS[name.upper()][1] == str(field.default)


def test_the_readme_leads_there() -> None:
    assert "(resources/docs/settings.md)" in (REPO / "README.md").read_text(encoding="utf-8")
