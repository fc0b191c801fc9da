"""The table of rights in the README is the table that every route reads. ``python -m`` this module prints it."""

from __future__ import annotations

import sys
from pathlib import Path

from pos_app.server.permissions import TABLE, Action, Scope
from pos_app.wire.auth import Role

README = Path(__file__).resolve().parents[3] / "README.md"
BEGIN, END = "<!-- rights: begin -->\n", "<!-- rights: end -->\n"
WORDS = {Scope.NONE: "-", Scope.OWN: "own", Scope.SITE: "site", Scope.ALL: "all"}


def table() -> str:
    """As it stands in the README."""
    lines = ["| | " + " | ".join(role.value for role in Role) + " |", "|---" * (len(Role) + 1) + "|"]
    for action in Action:
        scopes = (WORDS[TABLE[role].get(action, Scope.NONE)] for role in Role)
        lines.append(f"| {action.value.replace('_', ' ')} | " + " | ".join(scopes) + " |")
    return "\n".join(lines) + "\n"


def test_the_readme_prints_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.partition(BEGIN)[2].partition(END)[0]
    assert shown == table(), "python -m tests.unit.server.test_readme_table writes it"


if __name__ == "__main__":
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    README.write_text(before + BEGIN + table() + END + rest.partition(END)[2], encoding="utf-8")
    sys.stdout.write("README.md has the table.\n")
