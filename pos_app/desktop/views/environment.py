"""What must be settled before Qt starts. Call :func:`prepare` before the QApplication is made."""

from __future__ import annotations

import os
import shlex
from collections.abc import MutableMapping

from PySide6.QtCore import QCoreApplication, QLoggingCategory, Qt

NO_SANDBOX = "QTWEBENGINE_DISABLE_SANDBOX"
FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
EARLY_KEYS = "--allow-pre-commit-input"
"""Chromium throws keys away until a page has been painted. A patient's first digits must not be lost to a slow
screen; before the form is ready its cover takes the keys."""
NO_CALLS = "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"
"""Calls between browsers are no part of a card form; without this they would leave past every rule of the cage."""
NO_CARD = "--disable-gpu"
BY_HAND = ("QT_QUICK_BACKEND", "software")
"""A form of five fields needs no graphics card. With one, the window has to be born for it (some 65 ms of CPU before
the log-in shows) or be made anew under the person's hands when the card form comes; it holds some 25 MB more, and a
driver that crashes takes the form along."""
KNOWN = (EARLY_KEYS, NO_CARD, "--force-device-scale-factor", "--force-renderer-accessibility", "--lang")
"""All that may be said to the browser: how it draws and in which language. What else there is would open a debugging
port, pass over bad certificates, lead a name elsewhere, or write down what is sent."""
LEAKS = ("QTWEBENGINE_REMOTE_DEBUGGING", "SSLKEYLOGFILE")
"""A debugging port; a file of the keys of every connection, the till's own as well."""


def clean(environ: MutableMapping[str, str], *, root: bool) -> None:
    """Take out what would open the card form to a debugger or weaken its sandbox. Chromium refuses to start its
    sandbox as root, so root (a build server's tests) may keep it off."""
    for name in LEAKS:
        environ.pop(name, None)
    if not root:
        environ.pop(NO_SANDBOX, None)
    flags = [flag for flag in shlex.split(environ.get(FLAGS, "")) if flag.partition("=")[0] in KNOWN]
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
    for flag in (EARLY_KEYS, NO_CALLS, NO_CARD):
        add_flag(os.environ, flag)
    name, value = BY_HAND
    os.environ[name] = value
    # Which script a font lacks is no news: the next of the three families has it.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    # The web view comes later than the application, and Qt wants to be told.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
