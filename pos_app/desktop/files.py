"""Files that the person asked for: whole, or not there at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def save(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target`` in place of what is there. Raises OSError, and then nothing has changed.

    Written beside it and renamed: a full disk or a pulled stick leaves no half of a file under a name one trusts.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            made.chmod(target.stat().st_mode & 0o777)
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
