"""What came of an import: each problem as one line while it runs, and a table at the end."""

from __future__ import annotations

import time
from collections import Counter
from typing import Final, TextIO

READ: Final = "read"
SKIPPED: Final = "skipped"
REPORTED: Final = "reported"
COLUMNS: Final = (READ, "imported", "updated", "unchanged", SKIPPED, REPORTED)
_WRITTEN: Final = ("Patient", "ExplanationOfBenefit", "Invoice")
_LOOKED_UP: Final = ("Organization", "Coverage", "Encounter", "Claim")
_SECONDS: Final = 5.0  # between two lines of progress where no terminal redraws them
_REDRAW: Final = 0.2
_NAMED: Final = 3


class Tally:
    """Counts of one file or of all: by resource type and outcome, and by reason of what was skipped."""

    def __init__(self) -> None:
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.skipped: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        self.bad = 0

    def add(self, other: Tally) -> None:
        self.outcomes.update(other.outcomes)
        self.skipped.update(other.skipped)
        self.others.update(other.others)
        self.bad += other.bad

    def skip(self, kind: str, why: str) -> None:
        self.outcomes[kind, SKIPPED] += 1
        self.skipped[why] += 1


class Report:
    """Writes problems and progress to ``errors`` (stderr); ``table`` is for stdout."""

    def __init__(self, errors: TextIO) -> None:
        self._errors = errors
        self._live = errors.isatty()
        self._shown = time.monotonic()
        self._drawn = False
        self.total = Tally()
        self.files = 0
        self.notes: Counter[str] = Counter()

    def problem(self, tally: Tally, file: str, resource: str, why: str, kind: str = "") -> None:
        """Something bad. One line: where, which resource, why; nothing of a patient."""
        tally.bad += 1
        if kind:
            tally.outcomes[kind, REPORTED] += 1
        self._line(f"{file}: {resource}: {why}" if resource else f"{file}: {why}")

    def note(self, file: str, resource: str, why: str) -> None:
        """Something that is missing and can be done without. The first few are named, all are counted."""
        self.notes[why] += 1
        if self.notes[why] <= _NAMED:
            more = "; more of these are counted below" if self.notes[why] == _NAMED else ""
            self._line(f"{file}: {resource}: note: {why}; imported without it{more}")

    def progress(self, text: str) -> None:
        now = time.monotonic()
        if now - self._shown < (_REDRAW if self._live else _SECONDS):
            return
        self._shown = now
        self._errors.write(f"\r\x1b[K{text}" if self._live else f"{text}\n")
        self._errors.flush()
        self._drawn = self._live

    def _line(self, text: str) -> None:
        self.clear()
        self._errors.write("".join(c if c.isprintable() else "?" for c in text) + "\n")

    def clear(self) -> None:
        """Take the progress away from a terminal."""
        if self._drawn:
            self._errors.write("\r\x1b[K")
            self._drawn = False
        self._errors.flush()

    def table(self) -> str:
        outcomes = self.total.outcomes
        rows = [["resource", *COLUMNS]]
        for kind in (*_WRITTEN, *_LOOKED_UP):
            # what is only looked up is never written, so it can't be imported, updated or unchanged
            never = () if kind in _WRITTEN else COLUMNS[1:4]
            rows.append([kind, *("-" if column in never else f"{outcomes[kind, column]:,}" for column in COLUMNS)])
        passed = sum(self.total.others.values())
        rows.append(["other types", f"{passed:,}", "-", "-", "-", f"{passed:,}", "-"])
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        lines = ["  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
                 for row in rows]  # fmt: skip
        reasons = [f"  {count:,}  {why}" for why, count in self.total.skipped.most_common()]
        reasons += [f"  {count:,}  {kind}: not used here" for kind, count in sorted(self.total.others.items())]
        if reasons:
            lines += ["", "skipped:", *reasons]
        if self.notes:
            lines += ["", "imported without:", *(f"  {count:,}  {why}" for why, count in self.notes.most_common())]
        said = f"{self.total.bad:,} problems, listed above" if self.total.bad else "no problems"
        files = "1 file" if self.files == 1 else f"{self.files:,} files"
        return "\n".join([*lines, "", f"{files} read, {said}."]) + "\n"
