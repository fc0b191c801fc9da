"""Where icons, fonts, styles and sample data lie, in a checkout and in an installed copy."""

from __future__ import annotations

import sys
from pathlib import Path


def resources() -> Path:
    """The ``resources`` folder. Raises FileNotFoundError where the copy is incomplete."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's loader
    candidates = [package / "_resources", package.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for folder in candidates:
        if (folder / "styles").is_dir():
            return folder
    raise FileNotFoundError(f"this copy of HMIS POS has no resources folder (looked in {candidates})")
