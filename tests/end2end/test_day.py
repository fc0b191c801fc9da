"""Nothing about patients stays at the till after log-out: not on its disk, not in its memory."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.detail import DetailFace
from pos_app.desktop.presenters.faces.invoices import InvoiceRowFace
from pos_app.desktop.presenters.faces.payment import PaymentFace
from pos_app.desktop.presenters.faces.receipt import ReceiptFace
from pos_app.wire.invoices import PatientRef
from pos_app.wire.receipts import Receipt
from tests.end2end.hands import Hands
from tests.end2end.test_journeys import GOOD
from tests.integration.payments.desk import Desk
from tests.support.processes import REPO

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def names_of(desk: Desk) -> set[str]:
    """Names and numbers of the patients of the whole list."""
    answer = desk.till.get("/invoices", params={"status": "all", "limit": "100", "site": "all"})
    answer.raise_for_status()
    found = set()
    for row in answer.json()["items"]:
        patient = row["patient"]
        found |= {patient["name"], patient["mrn"], patient["mrn"].replace(" ", "")}
        found |= {part for part in patient["name"].split() if len(part) > 5}
    return found


def traces(files: Iterable[Path], secrets: set[str]) -> list[str]:
    """Where any of ``secrets`` stands in any encoding, or a receipt as PDF."""
    wanted = {s: [s.encode(e) for e in ENCODINGS] for s in secrets}
    found = []
    for file in files:
        content = file.read_bytes()
        found += [f"{file}: {s}" for s, forms in wanted.items() if any(form in content for form in forms)]
        found += [f"{file}: a PDF"] if b"%PDF-" in content else []
    return found


def files_in(*folders: Path) -> list[Path]:
    return [one for folder in folders for one in folder.rglob("*") if one.is_file() and not one.is_symlink()]


def test_a_day_leaves_no_patient_on_the_disk(desk: Desk, tmp_path: Path) -> None:
    secrets = names_of(desk)
    assert len(secrets) > 60
    home, profile = tmp_path / "home", tmp_path / "profile"
    env = {**os.environ, "HOME": str(home), "TMPDIR": str(tmp_path / "temporary")}
    for name, folder in (
        ("CACHE_HOME", "cache"),
        ("CONFIG_HOME", "config"),
        ("DATA_HOME", "data"),
        ("STATE_HOME", "state"),
    ):
        env[f"XDG_{name}"] = str(home / folder)
    for folder in (home, profile, tmp_path / "temporary"):
        folder.mkdir()
    command = [sys.executable, "-m", "tests.end2end.errands", "day", desk.stack.url, str(profile)]
    answer = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300, cwd=REPO, env=env)
    assert answer.returncode == 0, answer.stderr[-4000:]
    files = files_in(tmp_path)
    log = (profile / "till.log").read_text()
    assert log.count("builtins.ValueError") == 2, "the bugs are in the log"
    assert (profile / "journal.sqlite") in files
    assert traces(files, secrets) == []
    said = tmp_path / "said"
    said.write_text(answer.stdout + answer.stderr)
    assert traces([said], secrets) == [], "a desktop writes down what its programs say"
    for encoding in ENCODINGS:
        said.write_bytes(b"..." + max(secrets).encode(encoding))
        assert traces([said], secrets), "and what would be there is found"


def test_nothing_stays_in_memory_either(till: Hands, desk: Desk) -> None:
    invoice = desk.invoice()
    till.find(invoice["number"])
    till.take_whole()
    till.type_card(GOOD)
    till.charge()
    till.outcome(PaymentFace.PAID)
    till.until(lambda: till.window.payment.success.receipt.pdf, "the receipt")
    assert invoice["patient"]["name"].split()[-1] in everything_in(till.window)
    till.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    till.until(lambda: till.window.screen_shown is Screen.LOGIN, "the log-in")
    till.let_pass(0.5)
    words = everything_in(till.window)
    assert "Sign in" in words
    for secret in (*invoice["patient"]["name"].split(), invoice["patient"]["mrn"], invoice["service"]):
        assert secret not in words, secret
    assert not till.window.payment.success.receipt.pdf
    kinds = (PatientRef, InvoiceRowFace, DetailFace, Receipt, ReceiptFace)
    till.until(lambda: not left(kinds), "no invoice, receipt or row of a list is left", 20)


def left(kinds: tuple[type, ...]) -> list[Any]:
    gc.collect()
    return [one for one in gc.get_objects() if type(one) in kinds]


def everything_in(window: QWidget) -> str:
    """All texts of all widgets, seen or not, and of what lists hold."""
    found = [window.windowTitle()]
    for one in window.findChildren(QWidget):
        text = getattr(one, "text", None)
        found += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), text() if callable(text) else ""]
    for model in window.findChildren(QAbstractItemModel):
        for row in range(model.rowCount(QModelIndex())):
            for column in range(model.columnCount(QModelIndex())):
                found.append(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole))
    return " ".join(map(str, found))
