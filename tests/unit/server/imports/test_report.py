"""What an import says while it runs and at its end."""

from __future__ import annotations

import io

from pos_app.server.imports.report import READ, Report, Tally


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_redrawn_on_a_terminal_and_gone_before_anything_else_is_said() -> None:
    terminal = Terminal()
    report = Report(terminal)
    report._shown = -1e9  # as if the last one was long ago
    report.progress("reading: 7")
    report.problem(report.total, "a.json", "Patient/1", "is not valid", "Patient")
    report.clear()
    assert terminal.getvalue() == "\r\x1b[Kreading: 7\r\x1b[Ka.json: Patient/1: is not valid\n"


def test_in_a_log_progress_is_a_line_now_and_then() -> None:
    log = io.StringIO()
    report = Report(log)
    report.progress("too soon")
    report._shown = -1e9
    report.progress("reading: 7")
    report.progress("too soon again")
    assert log.getvalue() == "reading: 7\n"


def test_nothing_that_is_said_can_steer_a_terminal() -> None:
    log = io.StringIO()
    Report(log).problem(Tally(), "a\x1b[2J\n.json", "", "odd")
    assert log.getvalue() == "a?[2J?.json: odd\n"


def test_many_notes_of_a_kind_are_named_thrice_and_all_counted() -> None:
    log = io.StringIO()
    report = Report(log)
    for number in range(10):
        report.note("a.json", f"ExplanationOfBenefit/{number}", "the reference to the Claim leads nowhere")
    assert len(log.getvalue().splitlines()) == 3
    assert "10  the reference to the Claim leads nowhere" in report.table()


def test_the_table_adds_up() -> None:
    report = Report(io.StringIO())
    tally = Tally()
    tally.outcomes["Patient", READ] += 1200
    tally.skip("Patient", "the same again")
    tally.others["Observation"] += 3
    report.total.add(tally)
    report.files = 1
    lines = report.table().splitlines()
    assert lines[0].split() == ["resource", "read", "imported", "updated", "unchanged", "skipped", "reported"]
    assert lines[1].split() == ["Patient", "1,200", "0", "0", "0", "1", "0"]
    assert "  1  the same again" in lines
    assert "  3  Observation: not used here" in lines
    assert lines[-1] == "1 file read, no problems."
