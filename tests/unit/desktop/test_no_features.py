"""What the till's start leaves out of PySide."""

from __future__ import annotations

import subprocess
import sys

from tests.support.processes import REPO

ASKS = """
import PySide6.QtCore
from shibokensupport import feature
asked, looks = [], feature._mod_uses_pyside
feature._mod_uses_pyside = lambda module: asked.append(module.__name__) or looks(module)
import pos_app.desktop.main
print([name for name in asked if name.startswith("pos_app.desktop.views")], len(asked))
print(pos_app.desktop.no_features.LEFT_OUT)
"""


def test_no_source_is_read_to_see_who_wants_other_names_of_qt() -> None:
    """Fails where a newer PySide asks in another way: see then whether the start still has to pay for it."""
    found = subprocess.run([sys.executable, "-c", ASKS], cwd=REPO, capture_output=True, text=True, check=True)
    asked, left_out = found.stdout.splitlines()
    assert asked.startswith("[] ")
    assert not asked.endswith(" 0"), "PySide asks in this way no more"
    assert left_out == "True"
