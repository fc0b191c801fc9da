from __future__ import annotations

from datetime import timedelta

from pos_app.desktop.api import ServerUnreachable
from pos_app.wire.auth import Role
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import START, invoice, person, refusal


def many(count: int) -> list[InvoiceDetail]:
    """Open invoices, the newest first."""
    return [invoice(20000 + n, total=10000, paid=0, service_date=START - timedelta(hours=n)) for n in range(count)]


def numbers(desk: Desk, said: str = "reset_rows") -> list[str]:
    return [face.number for face in desk.views.invoices.last(said)]


def test_a_key_asks_at_once_and_those_after_it_wait_for_the_answer() -> None:
    desk = Desk()
    desk.server.invoices_known = [invoice(20418), invoice(30000)]
    desk.log_in()
    before = desk.server.calls.count("invoices")
    desk.runner.held_back.add("reads")
    for text in ("2", "20", "204", "2041"):
        desk.views.invoices.actions.search_typed(text)
    waiting = [job for job in desk.runner.waiting if job.lane == "reads" and not job.dropped]
    assert len(waiting) == 1  # the rows of the first key alone; they are counted once they are there
    desk.runner.held_back.clear()
    desk.runner.settle()
    assert desk.server.calls.count("invoices") == before + 2  # the first key, and all that came after it
    assert numbers(desk) == ["INV-20418"]


def test_a_server_that_does_not_answer_holds_no_key_up_for_long() -> None:
    desk = Desk()
    desk.server.invoices_known = [invoice(20418), invoice(30000)]
    desk.log_in()
    desk.runner.held_back.add("reads")
    desk.views.invoices.actions.search_typed("3")
    desk.views.invoices.actions.search_typed("20")
    desk.time.advance(0.15)
    held = [job for job in desk.runner.waiting if job.lane == "reads" and not job.dropped]
    desk.runner.held_back.clear()
    desk.runner.settle()
    assert len(held) == 1  # of "20" alone: the first question is dropped
    assert numbers(desk) == ["INV-20418"]


def test_the_first_row_of_a_search_that_is_over_is_not_opened() -> None:
    desk = Desk()
    desk.server.invoices_known = [invoice(20418), invoice(30000)]
    desk.log_in()
    before = desk.server.calls.count("invoice")
    desk.runner.held_back.add("reads")
    for text in ("2", "20", "3"):
        desk.views.invoices.actions.search_typed(text)
    desk.runner.held_back.clear()
    desk.runner.settle()
    desk.pass_time(1)
    assert desk.server.calls.count("invoice") == before + 1
    assert numbers(desk) == ["INV-30000"]


def test_a_stale_answer_is_dropped() -> None:
    desk = Desk()
    desk.server.invoices_known = [invoice(1), invoice(22)]
    desk.log_in()
    desk.runner.held_back.add("reads")
    desk.views.invoices.actions.search_typed("INV-1")
    desk.time.advance(0.15)
    desk.views.invoices.actions.search_typed("INV-22")
    desk.time.advance(0.15)
    desk.runner.waiting.reverse()  # the later question is answered first
    desk.runner.held_back.clear()
    desk.runner.settle()
    assert numbers(desk) == ["INV-22"]


def test_the_skeleton_comes_after_200_ms_and_not_before() -> None:
    desk = Desk()
    desk.log_in()
    desk.runner.held_back.add("reads")
    desk.views.invoices.actions.choose_filter("all")
    desk.pass_time(0.19)
    assert desk.views.invoices.times("show_loading") == 0
    desk.pass_time(0.02)
    assert desk.views.invoices.times("show_loading") == 1


def test_pages_are_fetched_ahead_of_the_scroll_bar_and_only_once() -> None:
    desk = Desk()
    desk.server.invoices_known = many(120)
    desk.log_in()
    assert len(desk.views.invoices.last("reset_rows")) == 50
    desk.views.invoices.actions.rows_visible(15, 30)
    desk.views.invoices.actions.rows_visible(16, 31)
    desk.runner.settle()
    assert desk.views.invoices.times("append_rows") == 1
    desk.views.invoices.actions.rows_visible(80, 95)
    desk.runner.settle()
    desk.views.invoices.actions.rows_visible(105, 119)
    desk.runner.settle()
    assert desk.views.invoices.times("append_rows") == 2
    assert desk.views.invoices.last("show_footer") == "106 to 120 of 120 open"


def test_refreshing_keeps_rows_and_marks_what_changed() -> None:
    desk = Desk()
    desk.server.invoices_known = [invoice(1, paid=0), invoice(2, paid=0)]
    desk.log_in()
    desk.views.invoices.actions.chosen("invoice-2")
    desk.server.invoices_known[0] = invoice(1, paid=100)
    desk.pass_time(11)
    rows = desk.views.invoices.last("replace_rows")
    assert [row.changed for row in rows] == [True, False]
    assert desk.views.invoices.last("select") == "invoice-2"
    assert desk.views.invoices.times("reset_rows") == 2, "one to empty, one for the first answer"


def test_the_chips_count() -> None:
    desk = Desk()
    desk.server.invoices_known = many(1200)
    desk.log_in()
    chips = desk.views.invoices.last("show_chips")
    assert (chips[0].key, chips[0].count) == ("open", "1,000+")
    assert [chip.shortcut for chip in chips] == ["Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5"]
    assert [chip.key for chip in chips if chip.selected] == ["open"]


def test_nothing_found_says_what_else_there_is() -> None:
    desk = Desk()
    desk.server.invoices_known = [invoice(1), invoice(2, paid=19800), invoice(3, paid=19800)]
    desk.log_in()
    desk.views.invoices.actions.search_typed("INV-2")
    desk.pass_time(0.5)
    face = desk.views.invoices.last("show_message")
    assert face.title == "No open invoice matches “INV-2”."
    assert face.detail.startswith("1 other invoice matches.")
    assert [action.key for action in face.actions] == ["show_all", "all_sites"]
    desk.views.invoices.actions.message_action("show_all")
    desk.pass_time(0.5)
    assert numbers(desk) == ["INV-2"]


def test_a_scan_opens_its_invoice() -> None:
    desk = Desk()
    desk.server.invoices_known = [invoice(1), invoice(2), invoice(23)]
    desk.log_in()
    desk.views.invoices.actions.scanned("inv-2")
    desk.pass_time(1)
    assert desk.till.detail.invoice
    assert desk.till.detail.invoice.number == "INV-2"
    assert desk.views.detail.times("focus_action") == 1


def test_a_scan_of_nothing_known_says_so() -> None:
    desk = Desk()
    desk.log_in()
    desk.views.invoices.actions.scanned("4006381333931")
    desk.pass_time(1)
    assert desk.toasts == ["No single invoice has the code “4006381333931”."]


def test_lost_server_keeps_the_old_rows_and_says_how_old() -> None:
    desk = Desk()
    desk.log_in()
    desk.server.down = True
    desk.pass_time(12)
    assert desk.views.invoices.last("show_stale") is True
    banner = desk.views.shell.last("show_banner")
    assert banner.title == "Showing what we knew at 09:38. You can look, not charge."
    assert "The server does not answer." in banner.detail
    assert desk.views.invoices.times("show_message") == 0
    assert desk.views.detail.last("show_detail").primary is None
    desk.server.down = False
    desk.views.shell.actions.try_now()
    desk.pass_time(1)
    assert desk.views.invoices.last("show_stale") is False
    assert desk.views.shell.last("show_banner") is None
    assert desk.views.detail.last("show_detail").primary.text == "Take $148.00"


def test_lost_after_a_search_shows_the_list_as_it_was_before_and_since_when() -> None:
    desk = Desk()
    desk.server.invoices_known = many(3)
    desk.log_in()
    desk.views.invoices.actions.search_typed("INV-20001")
    desk.pass_time(1)
    desk.server.down = True
    desk.pass_time(130)
    desk.views.invoices.actions.search_typed("")
    desk.pass_time(1)
    assert desk.views.invoices.times("show_message") == 0
    assert len(numbers(desk)) == 3
    assert desk.views.invoices.last("show_footer").endswith("as of 09:38"), "and now it is 09:40"
    assert desk.views.invoices.last("show_stale") is True
    desk.views.invoices.actions.search_typed("INV-20002")
    desk.pass_time(1)
    assert desk.views.invoices.last("show_message").failed, "this one was never asked for"
    desk.views.invoices.actions.search_typed("")
    desk.server.down = False
    desk.views.shell.actions.try_now()
    desk.pass_time(1)
    assert "as of" not in desk.views.invoices.last("show_footer")


def test_a_failure_with_nothing_to_show_has_a_way_on() -> None:
    desk = Desk()
    desk.server.faults["invoices"] = [ServerUnreachable("no")]
    desk.log_in()
    face = desk.views.invoices.last("show_message")
    assert face.failed
    desk.views.invoices.actions.message_action("retry")
    desk.pass_time(0.5)
    assert numbers(desk) == ["INV-20418"]


def test_a_role_without_invoices_is_told_so() -> None:
    desk = Desk()
    desk.server.faults["invoices"] = [refusal(Code.NOT_ALLOWED, 403)] * 5
    desk.log_in(person(Role.ADMIN, sites=()))
    assert desk.views.invoices.last("show_message").title == "Your role doesn’t allow this."


def test_a_server_that_goes_in_circles_does_not_keep_us_going() -> None:
    desk = Desk()
    desk.server.invoices_known = many(60)
    desk.log_in()
    desk.server.page_size = 0  # every page is empty and names itself as the next
    for _ in range(5):
        desk.views.invoices.actions.rows_visible(40, 59)
        desk.runner.settle()
    assert desk.server.calls.count("invoices") <= 4


def test_the_next_patient_finds_the_list_as_it_was_before_the_scan() -> None:
    desk = Desk()
    desk.log_in()
    desk.views.invoices.actions.scanned("INV-20418")
    desk.pass_time(1)
    assert not desk.views.invoices.last("show_site").mine
    desk.till.invoices.next_patient()
    desk.pass_time(1)
    assert desk.views.invoices.last("show_site").mine
    assert desk.views.invoices.last("show_search") == ""
    assert [chip.key for chip in desk.views.invoices.last("show_chips") if chip.selected] == ["open"]


def test_newcomers_push_nothing_off_the_list_and_double_nothing() -> None:
    desk = Desk()
    desk.server.invoices_known = many(120)
    desk.log_in()
    desk.views.invoices.actions.rows_visible(30, 49)
    desk.runner.settle()
    new = [invoice(n, total=10000, paid=0, service_date=START + timedelta(hours=n)) for n in range(60, 0, -1)]
    desk.server.invoices_known[:0] = new
    desk.views.invoices.actions.rows_visible(0, 9)
    desk.pass_time(11)
    shown = [face.id for face in desk.views.invoices.last("replace_rows")]
    assert shown == [one.id for one in desk.server.invoices_known[:160]]


def test_a_list_without_end_is_not_loaded_without_end() -> None:
    desk = Desk()
    desk.server.invoices_known = many(2300)
    desk.log_in()
    for last in range(49, 2300, 50):
        desk.views.invoices.actions.rows_visible(last - 9, last)
        desk.runner.settle()
    assert desk.views.invoices.times("append_rows") == 39
    desk.views.invoices.actions.rows_visible(1990, 1999)
    assert desk.views.invoices.last("show_footer").endswith("type to find the others")


def test_rows_are_not_counted_by_the_search_before() -> None:
    desk = Desk()
    desk.server.invoices_known = many(3)
    desk.log_in()
    desk.runner.settle()
    assert desk.views.invoices.last("show_footer") == "1 to 3 of 3 open"
    desk.views.invoices.actions.search_typed("INV-20001")
    rows = next(job for job in desk.runner.waiting if job.lane == "reads" and not job.dropped)
    desk.runner.waiting.remove(rows)
    assert rows.success
    rows.success(rows.work())
    assert numbers(desk) == ["INV-20001"]
    assert desk.views.invoices.last("show_footer") == "1 to 1 open"
    desk.runner.settle()
    assert desk.views.invoices.last("show_footer") == "1 to 1 of 1 open"


def test_rows_that_can_not_be_had_are_not_counted_by_the_search_before() -> None:
    desk = Desk()
    desk.server.invoices_known = many(3)
    desk.log_in()
    desk.server.faults["invoices"] = [ServerUnreachable("no answer")]
    desk.views.invoices.actions.search_typed("INV-20001")
    desk.runner.settle()
    assert {chip.count for chip in desk.views.invoices.last("show_chips")} == {""}


def test_counts_that_can_not_be_had_do_not_stay_those_of_the_search_before() -> None:
    desk = Desk()
    desk.server.invoices_known = many(3)
    desk.log_in()
    desk.server.faults["invoice_counts"] = [ServerUnreachable("no answer")]
    desk.views.invoices.actions.search_typed("INV-20001")
    desk.runner.settle()
    assert {chip.count for chip in desk.views.invoices.last("show_chips")} == {""}


def test_enter_before_the_rows_have_come_opens_what_was_searched_for() -> None:
    desk = Desk()
    desk.server.invoices_known = many(3)
    desk.log_in()
    opened: list[str] = []
    desk.till.invoices.opened_invoice = opened.append
    first, _, last = desk.server.invoices_known
    desk.runner.held_back.add("reads")
    desk.views.invoices.actions.search_typed(last.number)
    desk.views.invoices.actions.opened("")  # a skeleton is shown
    desk.views.invoices.actions.opened(first.id)  # or the view's current row is still that of the whole list
    assert opened == []
    desk.runner.held_back.clear()
    desk.runner.settle()
    assert opened == [last.id]


def test_enter_before_several_rows_have_come_opens_none_of_them() -> None:
    desk = Desk()
    desk.server.invoices_known = many(3)
    desk.log_in()
    opened: list[str] = []
    desk.till.invoices.opened_invoice = opened.append
    desk.runner.held_back.add("reads")
    desk.views.invoices.actions.search_typed("INV")
    desk.views.invoices.actions.opened(desk.server.invoices_known[2].id)
    desk.runner.held_back.clear()
    desk.runner.settle()
    assert opened == []
    desk.views.invoices.actions.opened(desk.server.invoices_known[2].id)
    assert opened == [desk.server.invoices_known[2].id]
