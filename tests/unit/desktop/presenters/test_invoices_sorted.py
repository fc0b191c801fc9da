"""The list in the order that somebody wants: by date or by what is due, this way round or the other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pos_app.desktop.presenters.faces.invoices import SortFace
from pos_app.wire.invoices import InvoiceDetail, ListSort
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import START, invoice


def owed(*amounts: int, paid: int = 0) -> list[InvoiceDetail]:
    """Open invoices of these amounts due, the newest first, numbered from 100 on."""
    return [
        invoice(100 + n, total=minor + paid, paid=paid, service_date=START - timedelta(hours=n))
        for n, minor in enumerate(amounts)
    ]


def desk_with(*invoices: InvoiceDetail) -> Desk:
    desk = Desk()
    desk.server.invoices_known = list(invoices)
    desk.log_in()
    return desk


def dues(desk: Desk, said: str = "reset_rows") -> list[str]:
    return [face.due for face in desk.views.invoices.last(said)]


def sort(desk: Desk) -> SortFace:
    found: SortFace = desk.views.invoices.last("show_sort")
    return found


def test_it_begins_with_the_newest() -> None:
    desk = desk_with(*owed(2000, 3000, 1000))
    assert dues(desk) == ["$20.00", "$30.00", "$10.00"]
    assert sort(desk) == SortFace(by_due=False, rising=False, due_offered=True, text="Newest first")


def test_by_what_is_due_and_again_the_other_way_round() -> None:
    desk = desk_with(*owed(2000, 3000, 1000))
    actions = desk.views.invoices.actions
    actions.sort_by_due()
    desk.runner.settle()
    assert dues(desk) == ["$30.00", "$20.00", "$10.00"]
    assert sort(desk) == SortFace(by_due=True, rising=False, due_offered=True, text="Most due first")
    actions.sort_by_due()
    desk.runner.settle()
    assert dues(desk) == ["$10.00", "$20.00", "$30.00"]
    assert sort(desk) == SortFace(by_due=True, rising=True, due_offered=True, text="Least due first")
    actions.sort_by_date()
    desk.runner.settle()
    assert sort(desk).text == "Newest first"
    actions.sort_by_date()
    desk.runner.settle()
    assert dues(desk) == ["$10.00", "$30.00", "$20.00"]
    assert sort(desk).text == "Oldest first"


def test_the_first_in_the_new_order_is_chosen() -> None:
    desk = desk_with(*owed(2000, 3000, 1000))
    shown = desk.views.invoices
    assert shown.last("select") == desk.server.invoices_known[0].id
    shown.actions.sort_by_due()
    desk.runner.settle()
    assert shown.last("select") == desk.server.invoices_known[1].id
    shown.actions.refresh()
    desk.runner.settle()
    assert shown.last("select") == desk.server.invoices_known[1].id


def test_the_order_stays_while_one_searches_and_ends_with_the_next_patient() -> None:
    desk = desk_with(*owed(2000, 3000, 1000))
    desk.views.invoices.actions.sort_by_due()
    desk.views.invoices.actions.search_typed("INV")
    desk.pass_time(1)
    assert desk.server.sorts_asked[-1] is ListSort.MOST_DUE
    desk.till.invoices.next_patient()
    desk.pass_time(1)
    assert sort(desk).text == "Newest first"
    assert desk.server.sorts_asked[-1] is ListSort.NEWEST


@pytest.mark.parametrize("key", ["all", "checking", "paid_today"])
def test_where_most_have_nothing_due_it_is_by_date(key: str) -> None:
    desk = desk_with(*owed(2000, 3000, 1000))
    actions = desk.views.invoices.actions
    actions.sort_by_due()
    actions.choose_filter(key)
    desk.runner.settle()
    assert sort(desk) == SortFace(by_due=False, rising=False, due_offered=False, text="Newest first")
    asked = len(desk.server.sorts_asked)
    actions.sort_by_due()
    desk.runner.settle()
    assert len(desk.server.sorts_asked) == asked
    actions.choose_filter("part_paid")
    desk.runner.settle()
    assert desk.server.sorts_asked[-1] is ListSort.MOST_DUE, "as it was wanted"


def test_a_scan_finds_its_invoice_whatever_the_order() -> None:
    desk = desk_with(*owed(2000, 3000, 1000))
    desk.views.invoices.actions.sort_by_due()
    desk.views.invoices.actions.scanned("INV-102")
    desk.pass_time(1)
    assert dues(desk) == ["$10.00"]


@pytest.mark.parametrize("again", [False, True])
def test_newcomers_push_no_row_out_of_a_list_that_is_refreshed(again: bool) -> None:
    """Whichever way the list runs, a page is read as far as it was."""
    desk = Desk()
    desk.server.page_size = 3
    desk.server.invoices_known = owed(*range(1000, 9000, 1000))
    desk.log_in()
    actions = desk.views.invoices.actions
    for _ in range(1 + again):
        actions.sort_by_due()
        desk.runner.settle()
    for _ in range(3):
        actions.rows_visible(0, len(desk.till.invoices._pages))
        desk.runner.settle()
    first = 500 if again else 9500
    desk.server.invoices_known += [invoice(200 + n, total=first, paid=0) for n in range(2)]
    actions.rows_visible(0, 9)
    actions.refresh()
    desk.runner.settle()
    shown = dues(desk, "replace_rows")
    assert len(shown) == len({face.id for face in desk.views.invoices.last("replace_rows")}) == 10
    minor = [int(text.lstrip("$").replace(".", "")) for text in shown]
    assert minor == sorted(minor, reverse=not again)
