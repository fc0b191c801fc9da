"""Today without a window: what is asked, what is shown, what is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.desktop.ports import PrintFailed
from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.today import TakingsFace
from pos_app.desktop.presenters.today_figures import MOST_TICKS, tick_step
from pos_app.wire.auth import Role
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import START, person, refusal
from tests.unit.desktop.takings import MONDAY, busy_day, moved, some_tries

SUPERVISOR = person(Role.SUPERVISOR, "Amara Diallo")


def opened(desk: Desk | None = None, who: Any = SUPERVISOR) -> Desk:
    desk = desk or Desk()
    desk.log_in(who)
    desk.views.shell.actions.go(Screen.TODAY)
    desk.pass_time(0.1)
    return desk


def shown(desk: Desk) -> TakingsFace:
    face: TakingsFace = desk.views.today.last("show_takings")
    return face


def head(desk: Desk) -> tuple[str, str, str]:
    face = desk.views.today.last("show_head")
    return face.title, face.subtitle, face.age


def asked(desk: Desk) -> int:
    return desk.server.calls.count("takings")


def test_the_sums_read_as_an_equation() -> None:
    desk = opened()
    assert [(one.sign, one.text, one.amount) for one in shown(desk).sums] == [
        ("", "Card at the till", "$13,190.25"),
        ("+", "Cash", "$2,110.44"),
        ("+", "Card from home", "$2,286.31"),
        ("=", "Taken", "$17,587.00"),
        ("−", "Refunds", "$502.40"),
        ("=", "Net", "$17,084.60"),
    ]
    assert head(desk) == ("Today, whole site", "Monday 23 November, until 09:38", "read just now")


def test_a_day_under_way_is_compared_up_to_the_same_hour() -> None:
    desk = opened()  # 09:38: one full hour, 8 to 9
    sums = {one.kind: one for one in shown(desk).sums}
    assert sums["taken"].detail == "11.1\N{NO-BREAK SPACE}% more than last Monday by\N{NO-BREAK SPACE}09:00"
    assert sums["net"].detail == "$1,388.70 last Monday by\N{NO-BREAK SPACE}09:00"


def test_a_day_that_is_over_is_compared_whole() -> None:
    desk = Desk()
    desk.server.movements = busy_day(MONDAY - timedelta(1)) + busy_day(MONDAY - timedelta(8), 200)
    opened(desk)
    desk.views.today.actions.choose_period("yesterday")
    desk.runner.settle()
    sums = {one.kind: one for one in shown(desk).sums}
    assert sums["taken"].detail == "50.0\N{NO-BREAK SPACE}% less than the Sunday before"
    assert head(desk)[1] == "Sunday 22 November"


def test_what_was_next_to_nothing_is_no_measure() -> None:
    desk = Desk()
    desk.server.movements = [*busy_day(), moved(MONDAY - timedelta(7), 8, 100)]
    opened(desk)
    assert {one.kind: one.detail for one in shown(desk).sums}["taken"].startswith("More than 10 times last Monday by")


def test_bars_have_a_part_for_each_tender_and_a_sentence() -> None:
    chart = shown(opened()).chart
    assert [tick[1] for tick in chart.ticks] == ["$0", "$1,000", "$2,000", "$3,000"]
    ten = next(bar for bar in chart.bars if bar.text == "10:00")
    assert (ten.above, ten.figure) == ("$2,931", "2,931")
    assert sum(part.permille for part in ten.parts) in range(970, 978)
    assert ten.words.startswith("10:00: $2,931.00, Card at the till $2,198.25, Cash $351.72")
    assert [bar.state for bar in chart.bars][:3] == ["past", "now", "coming"]


def test_how_the_tries_went() -> None:
    face = shown(opened())
    good, quick = face.measures
    assert (good.value, good.detail) == ("91.9\xa0%", "last Mon 90.9\xa0%")
    assert (quick.value, quick.detail) == ("42 s", "last Mon 49 s")
    assert face.reasons.title == "Why 13 of 161 tries failed"
    assert [(row.text, row.count) for row in face.reasons.rows] == [
        ("Insufficient funds", "5"), ("Bank check not finished", "3"), ("Card expired", "2"),
        ("Wrong security code", "2"), ("Bank gave no reason", "1"),
    ]  # fmt: skip


def test_a_reason_nobody_knows_is_counted_and_never_shown_as_a_code() -> None:
    desk = Desk()
    desk.server.attempts = some_tries(1, ("brand_new_code", "", "lost_card", "do_not_honor"))
    reasons = shown(opened(desk)).reasons
    assert [(row.text, row.count) for row in reasons.rows] == [("Bank gave no reason", "2"), ("Another reason", "2")]


def test_the_table_behind_adds_up_whichever_way_it_is_cut() -> None:
    desk = opened()
    for key, first in (("till", "Front desk 1"), ("hour", "08:00"), ("person", "Amara Diallo")):
        desk.views.today.actions.choose_table(key)
        table = shown(desk).table
        assert table.rows[0].cells[0] == first
        assert table.total.cells[-3:] == ("$17,587.00", "$502.40", "$17,084.60")
        assert sum(int(row.cells[1]) for row in table.rows) == int(table.total.cells[1]) == 40
    desk.views.today.actions.choose_table("till")
    assert shown(desk).table.rows[-1].cells[0] == "From home"
    assert 4 not in shown(desk).table.rows[-1].zeros


def test_currencies_are_never_added() -> None:
    desk = Desk()
    desk.server.movements += [moved(MONDAY, 9, 4200, currency="eur"), moved(MONDAY, 9, 500, currency="jpy")]
    opened(desk)
    face = shown(desk)
    assert [one.text for one in face.others] == [
        "Euros · taken €42.00 in 1 payment · refunds €0.00 · net €42.00",
        "Japanese yen · taken ¥500 in 1 payment · refunds ¥0 · net ¥500",
    ]
    assert face.switch is not None
    assert face.switch.text == "Show EUR"
    desk.views.today.actions.act("switch_currency")
    face = shown(desk)
    assert face.sums[-1].amount == "€42.00"
    assert face.table.total.cells[-1] == "€42.00"
    assert face.chart.title == "Takings by hour, EUR"
    assert [other.currency for other in face.others] == ["usd", "jpy"]


def test_a_week_is_told_by_day() -> None:
    desk = Desk()
    desk.server.movements = busy_day(MONDAY) + busy_day(MONDAY - timedelta(1))
    opened(desk)
    desk.views.today.actions.choose_period("week")
    desk.runner.settle()
    face = shown(desk)
    assert [bar.text for bar in face.chart.bars] == ["Sun 22", "Mon 23"]
    desk.views.today.actions.choose_table("hour")
    assert [row.cells[0] for row in shown(desk).table.rows] == ["Sunday 22 November", "Monday 23 November"]
    assert face.tabs[1].text == "By day"


def test_a_cashier_sees_their_own() -> None:
    desk = opened(who=None)
    assert head(desk)[0] == "Today, what you took"
    assert [tab.key for tab in shown(desk).tabs] == ["till", "hour"]


def test_who_may_not_any_more_is_told_so_once() -> None:
    desk = Desk()
    desk.server.faults["takings"] = [refusal(Code.NOT_ALLOWED, 403)] * 2
    opened(desk)
    message = desk.views.today.last("show_message")
    assert message.title == "Your role doesn’t allow this."
    assert message.actions == ()
    before = asked(desk)
    desk.pass_time(120)
    assert asked(desk) == before


def test_an_empty_day_says_so_and_offers_the_last() -> None:
    desk = Desk()
    desk.server.movements = []
    desk.server.attempts = some_tries(0, ("expired_card", "expired_card"))
    opened(desk, None)
    message = desk.views.today.last("show_message")
    assert (message.title, message.detail) == ("You have taken nothing today yet.", "2 tries failed: card expired (2).")
    desk.views.today.actions.act(message.actions[0].key)
    assert head(desk)[1] == "Sunday 22 November"


def test_fresh_every_half_minute_while_shown_and_silent_elsewhere() -> None:
    desk = opened()
    assert asked(desk) == 2  # the day, and what it is compared with
    desk.pass_time(61)
    assert asked(desk) == 4
    desk.views.shell.actions.go(Screen.INVOICES)
    desk.pass_time(120)
    assert asked(desk) == 4
    desk.views.shell.actions.go(Screen.TODAY)
    assert desk.views.today.last("show_takings")
    desk.runner.settle()
    assert asked(desk) == 5


def test_the_age_is_told() -> None:
    desk = opened()
    desk.pass_time(12)
    assert head(desk)[2] == "read 11 s ago"  # the clock of the head ticks once a second


def test_the_server_is_away_and_what_was_known_stays() -> None:
    desk = opened()
    desk.server.down = True
    messages = desk.views.today.times("show_message")
    desk.pass_time(95)
    assert desk.views.today.times("show_message") == messages
    assert desk.views.today.last("show_stale") is True
    assert head(desk)[2] == "read 1 min ago"
    desk.server.down = False
    desk.pass_time(20)
    assert desk.views.today.last("show_stale") is False
    assert head(desk)[2] != "read 1 min ago"


def test_a_failure_without_anything_known_offers_to_try_again() -> None:
    desk = Desk()
    desk.server.faults["takings"] = [refusal(Code.INTERNAL, 500)]
    opened(desk)
    message = desk.views.today.last("show_message")
    assert message.failed
    assert message.actions[0].shortcut == "F5"
    desk.views.shell.actions.try_now()
    desk.runner.settle()
    assert shown(desk).sums[-1].amount == "$17,084.60"


def test_without_its_comparison_the_day_stands() -> None:
    desk = Desk()
    desk.log_in(SUPERVISOR)
    desk.server.faults["takings"] = [None, refusal(Code.INTERNAL, 500)]
    desk.views.shell.actions.go(Screen.TODAY)
    desk.pass_time(0.1)
    assert {one.kind: one.detail for one in shown(desk).sums}["net"] == ""
    desk.pass_time(31)
    assert "last Monday" in {one.kind: one.detail for one in shown(desk).sums}["net"]


def test_the_skeleton_comes_after_a_moment_only() -> None:
    desk = Desk()
    desk.log_in(SUPERVISOR)
    before = desk.views.today.times("show_loading")
    desk.runner.held_back.add("reads")
    desk.views.shell.actions.go(Screen.TODAY)
    desk.pass_time(0.15)
    assert desk.views.today.times("show_loading") == before
    desk.pass_time(0.1)
    assert desk.views.today.times("show_loading") == before + 1


def test_the_export_is_whole_or_not_there(tmp_path: Path) -> None:
    desk = opened()
    view = desk.views.today
    view.save_to = tmp_path / "payments.csv"
    view.actions.act("export")
    assert view.last("show_export").enabled is False
    desk.runner.settle()
    assert view.save_to.read_bytes() == b"time,kind\r\n2026-11-23,2026-11-23\r\n"
    assert view.last("ask_where_to_save") == "payments-2026-11-23-2026-11-23.csv"
    assert desk.toasts == ["Saved as payments.csv."]
    assert view.last("show_export").enabled is True

    desk.server.faults["payments_csv"] = [refusal(Code.DATABASE_BUSY, 503)]
    view.save_to.write_text("older")
    view.actions.act("export")
    desk.runner.settle()
    assert desk.toasts[-1].startswith("Nothing was saved. The server is busy.")
    assert view.save_to.read_text() == "older"
    view.save_to = tmp_path / "missing" / "payments.csv"
    view.actions.act("export")
    desk.runner.settle()
    assert desk.toasts[-1] == "payments.csv could not be saved there."
    assert [path.name for path in tmp_path.iterdir()] == ["payments.csv"]


def test_days_that_are_picked() -> None:
    desk = opened()
    view = desk.views.today
    view.actions.choose_period("days")
    face, answered = next(args for name, args in reversed(view.said) if name == "ask_days")
    assert face.first == face.last == "2026-11-23"
    assert answered("2027-01-01", "") == "That day is still to come."
    assert answered("2026-11-16", "") == ""
    desk.runner.settle()
    assert head(desk)[:2] == ("Monday, whole site", "Monday 16 November")
    assert [choice.key for choice in view.last("show_periods") if choice.chosen] == ["days"]


def test_midnight_begins_a_new_today(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    desk.time.seconds += (START.replace(hour=23, minute=58) - START).total_seconds()
    opened(desk)
    assert head(desk)[1].startswith("Monday 23 November")
    desk.pass_time(180)
    assert head(desk)[1].startswith("Tuesday 24 November")


def test_nothing_is_left_for_who_comes_next() -> None:
    desk = opened()
    desk.views.shell.actions.log_out()
    desk.runner.settle()
    before = asked(desk)
    desk.pass_time(120)
    assert asked(desk) == before
    assert desk.views.today.said[-1][0] == "show_loading"


@given(st.integers(1, 10**13))
def test_the_lines_of_the_axis_are_few_and_round(most: int) -> None:
    step = tick_step(most)
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert -(-most // step) <= MOST_TICKS
    assert step == 1 or most * 3 > step


def paper(desk: Desk) -> tuple[bool, str]:
    to_print = desk.views.today.last("show_paper")
    return to_print.enabled, to_print.text


def test_what_is_on_the_screen_is_printed_and_the_printer_named() -> None:
    desk = opened()
    assert paper(desk) == (True, "Print")
    desk.runner.held_back.add("printer")
    desk.views.today.actions.act("print")
    assert paper(desk) == (False, "Printing…")
    desk.views.today.actions.act("print")  # an impatient second press
    desk.runner.held_back.clear()
    desk.runner.settle()
    [(sheet, title)] = desk.printer.printed
    assert title == "Today, whole site · Monday 23 November, until 09:38"
    for said in (
        b"Larkfield General Hospital",
        b"Front desk 3",
        b"$17,084.60",
        b"TEST: no real money",
        b"Amara Diallo",
    ):
        assert said in sheet, said
    assert desk.toasts == ["Printed on Front desk printer"]
    assert paper(desk) == (True, "Print")


def test_a_printer_that_does_not_print_is_said_in_words() -> None:
    desk = opened()
    desk.printer.failure = PrintFailed("No printer is set up on this computer.")
    desk.views.today.actions.act("print")
    desk.runner.settle()
    assert desk.toasts == ["No printer is set up on this computer. Print again, or save the PDF."]
    assert paper(desk) == (True, "Print")


def test_the_sheet_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    desk = opened()
    view = desk.views.today
    view.save_to = None
    view.actions.act("save_pdf")
    desk.runner.settle()
    assert desk.toasts == []
    view.save_to = tmp_path / "takings.pdf"
    view.actions.act("save_pdf")
    desk.runner.settle()
    assert view.last("ask_where_to_save") == "takings-2026-11-23-2026-11-23.pdf"
    assert b"$17,084.60" in view.save_to.read_bytes()
    view.save_to = tmp_path / "missing" / "takings.pdf"
    view.actions.act("save_pdf")
    desk.runner.settle()
    assert desk.toasts == ["Saved as takings.pdf.", "takings.pdf could not be saved there."]


def test_there_is_nothing_to_print_before_figures_came_or_of_other_days() -> None:
    desk = Desk()
    desk.server.movements = []
    opened(desk)
    assert paper(desk)[0] is False
    desk = opened()
    desk.runner.held_back.add("reads")
    desk.views.today.actions.choose_period("yesterday")
    assert paper(desk)[0] is False
    desk.views.today.actions.act("print")
    desk.runner.held_back.clear()
    desk.runner.settle()
    assert desk.printer.printed == []


def test_the_paper_is_that_of_the_country() -> None:
    def sheet(locale: str) -> bytes:
        desk = opened(Desk(locale=locale))
        desk.views.today.actions.act("print")
        desk.runner.settle()
        return desk.printer.printed[0][0]

    assert b"letter=True" in sheet("en_US")
    assert b"letter=False" in sheet("es_ES")
    assert b"rtl=True" in sheet("ar_AE")
