"""A till holds no secret of the server's: what of them stands in its environment is taken out before Qt starts."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import Final

SERVERS: Final = frozenset(["DATABASE_URL", "SSO_CLIENT_SECRET", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"])
_SECRET: Final = re.compile(r"(?<![0-9A-Za-z])(?:(?:sk|rk)_(?:test|live)_|whsec_)[0-9A-Za-z]")


def secrets_in(environ: Mapping[str, str]) -> list[str]:
    """Names that are a server's secrets (or say in which file one stands), or hold what can only be one of Stripe's."""
    return sorted(
        name
        for name, value in environ.items()
        if name.upper().removesuffix("_FILE") in SERVERS or _SECRET.search(value)
    )


def leave_out() -> None:
    """Take them out of this process and say so; nothing happens where there are none.

    Where it can be, the program begins anew: /proc shows a process's environment as it was when it began.
    """
    names = secrets_in(os.environ)
    if not names:
        return
    sys.stderr.write(f"pos-app till: it needs no secret, and left {', '.join(names)} out of its environment.\n")
    for name in names:
        del os.environ[name]
    if os.name == "posix":
        sys.stderr.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - the very same program again
