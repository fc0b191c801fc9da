"""What must be settled before Qt starts. Call :func:`prepare` before the QApplication is made."""

from __future__ import annotations

import os
import shlex
from collections.abc import MutableMapping

from PySide6.QtCore import QCoreApplication, QLoggingCategory, Qt

OPEN_PORTS = ("QTWEBENGINE_REMOTE_DEBUGGING", "QTWEBENGINE_DISABLE_SANDBOX")
FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
EARLY_KEYS = "--allow-pre-commit-input"
"""Chromium throws keys away until a page has been painted. A patient's first digits must not be lost to a slow
screen; before the form is ready its cover takes the keys."""
DANGEROUS = (
    "--remote-debugging",
    "--no-sandbox",
    "--disable-web-security",
    "--ignore-certificate-errors",
    "--allow-running-insecure-content",
    "--user-data-dir",
    "--load-extension",
    "--log-net-log",
    "--enable-logging",
)


def clean(environ: MutableMapping[str, str], *, root: bool) -> None:
    """Take out what would open the card form to a debugger or weaken its sandbox. Chromium refuses to start its
    sandbox as root, so root (a build server's tests) may keep it off."""
    environ.pop(OPEN_PORTS[0], None)
    if not root:
        environ.pop(OPEN_PORTS[1], None)
    flags = [flag for flag in shlex.split(environ.get(FLAGS, "")) if not flag.startswith(DANGEROUS)]
    if flags:
        environ[FLAGS] = shlex.join(flags)
    else:
        environ.pop(FLAGS, None)


def add_flag(environ: MutableMapping[str, str], flag: str) -> None:
    flags = shlex.split(environ.get(FLAGS, ""))
    if flag not in flags:
        environ[FLAGS] = shlex.join([*flags, flag])


def prepare() -> None:
    clean(os.environ, root=hasattr(os, "geteuid") and os.geteuid() == 0)
    add_flag(os.environ, EARLY_KEYS)
    # Which script a font lacks is no news: the next of the three families has it.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    # The web view comes later than the application, and shares its graphics.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
