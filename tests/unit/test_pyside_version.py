"""The pinned PySide6 survives what a till does all day: thousands of signals. See decision 0002."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def test_five_thousand_signals_do_not_end_the_interpreter() -> None:
    """PySide6 6.12.0 on CPython 3.11 gives back a reference to True it does not own at every emission."""
    program = textwrap.dedent(
        """
        from PySide6.QtCore import QCoreApplication, QObject, Signal

        class Till(QObject):
            paid = Signal()
            def print_receipt(self):
                pass

        app = QCoreApplication([])
        till = Till()
        till.paid.connect(till.print_receipt)
        for _ in range(5000):
            till.paid.emit()
        print("alive")
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
