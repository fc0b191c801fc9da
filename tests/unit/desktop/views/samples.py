"""A made-up day at the counter, as the views are told of it: for tests that look at screens."""

from __future__ import annotations

from dataclasses import replace

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, StateFace, Tone
from pos_app.desktop.presenters.faces.detail import AmountRow, DetailFace, ShareFace, TimelineRow
from pos_app.desktop.presenters.faces.invoices import ChipFace, InvoiceRowFace, SiteFace
from pos_app.desktop.presenters.faces.login import LoginFormFace, SamplePersonFace
from pos_app.desktop.presenters.faces.payment import (
    AmountFace,
    CheckingFace,
    CountdownFace,
    ErrorFace,
    FooterFace,
    LogRow,
    MethodFace,
    PaidFace,
    PaymentHeader,
    StepFace,
)
from pos_app.desktop.presenters.faces.receipt import ReceiptFace, ReceiptPanelFace, ReceiptRow
from pos_app.desktop.presenters.faces.shell import ConnectionFace, HospitalFace, PersonFace

HOSPITAL = HospitalFace(
    "Larkfield General Hospital",
    "North Wing · Front desk 3",
    test=True,
    test_note="A sample hospital with made-up patients. No real money moves here.",
    version="1.0.0",
)
PERSON = PersonFace("Tomasz Zieliński", "Cashier", "TZ")
CONNECTED = ConnectionFace("Connected", "2 s ago", good=True)
LOST = ConnectionFace("No connection", "since 09:38", good=False)
LOGIN = LoginFormFace("Sign in", "The open invoices come next.", "cashier", "http://127.0.0.1:8000", "127.0.0.1:8000")
PEOPLE = (
    SamplePersonFace("Tomasz Zieliński", "Cashier", "TZ", "cashier", "sample-cashier", "Alt+1"),
    SamplePersonFace("Amara Diallo", "Supervisor", "AD", "supervisor", "sample-supervisor", "Alt+2"),
    SamplePersonFace("Nadia Khoury", "Auditor, reads only", "NK", "auditor", "sample-auditor", "Alt+3"),
    SamplePersonFace("Jonas Petit", "Admin, sets up tills", "JP", "admin", "sample-admin", "Alt+4"),
)
OPEN = StateFace("Open", Tone.OPEN)
PART = StateFace("Part-paid", Tone.PART)
CHECKING = StateFace("Checking", Tone.CHECKING)
PAID = StateFace("Paid", Tone.GOOD)
CHIPS = (
    ChipFace("open", "Open", "128", selected=True, tone=Tone.OPEN, shortcut="Alt+1"),
    ChipFace("part_paid", "Part-paid", "14", selected=False, tone=Tone.PART, shortcut="Alt+2"),
    ChipFace("checking", "Checking", "1", selected=False, tone=Tone.CHECKING, shortcut="Alt+3"),
    ChipFace("paid_today", "Paid today", "86", selected=False, tone=Tone.GOOD, shortcut="Alt+4"),
    ChipFace("all", "All", "1,000+", selected=False, tone=Tone.NEUTRAL, shortcut="Alt+5"),
)
SITE = SiteFace("My site", mine=True, enabled=True)
_ROWS = (
    ("Margaret Okafor", "4021 7730", "MRI, left knee", "Radiology", "Today", "08:52", "198.00", "50.00", "148.00",
     PART),
    ("Daniel Reyes", "3877 0142", "Emergency visit", "Emergency", "Today", "08:41", "312.40", "", "312.40", OPEN),
    ("Leila Nasser", "4410 2265", "Chest X-ray", "Radiology", "Today", "08:37", "85.00", "", "85.00", CHECKING),
    ("Priya Raman", "4102 8897", "Physiotherapy, 6 visits", "Rehabilitation", "Today", "08:20", "420.00", "210.00",
     "210.00", PART),
    ("Henry Walsh", "2950 6113", "Cataract surgery, day case", "Eye clinic", "Today", "08:04", "1,248.00", "",
     "1,248.00", OPEN),
    ("Chen Wei-Lin", "4398 5520", "Blood panel, fasting", "Laboratory", "22 Nov", "17:46", "64.20", "", "64.20", OPEN),
    ("Sofia Lindqvist", "4415 0078", "Antenatal check, week 28", "Maternity", "22 Nov", "16:30", "120.00", "",
     "120.00", OPEN),
    ("Grace Mbeki", "3719 4426", "Dressing change", "Outpatients", "22 Nov", "15:12", "45.00", "", "45.00", OPEN),
    ("Abdul Karim", "4288 9034", "Dialysis session", "Nephrology", "22 Nov", "11:05", "260.00", "100.00",
     "160.00", PART),
    ("Ingrid Bauer", "4006 3381", "Cardiology consultation", "Cardiology", "21 Nov", "14:50", "175.00", "175.00", "",
     PAID),
)  # fmt: skip


def rows(count: int = 10) -> tuple[InvoiceRowFace, ...]:
    """``count`` rows, going round the sample patients."""
    found = []
    for at in range(count):
        name, mrn, what, where, day, clock, total, paid, due, state = _ROWS[at % len(_ROWS)]
        face = InvoiceRowFace(
            id=f"inv_{at}", number=f"INV-{20418 - at}", patient=name, mrn=f"MRN {mrn}", service=what, department=where,
            day=day, time=clock, total=f"${total}", paid=f"${paid or '0.00'}", due=f"${due or '0.00'}",
            paid_zero=not paid, due_zero=not due, state=state,
        )  # fmt: skip
        found.append(face)
    return tuple(found)


DETAIL = DetailFace(
    id="inv_0",
    patient="Margaret Okafor",
    initials="MO",
    identity="MRN 4021 7730 · born 14 Mar 1961 (65)",
    subject="INV-20418 · MRI, left knee",
    state=PART,
    due="$148.00",
    due_caption="Due now",
    due_zero=False,
    lines=(
        AmountRow("MRI, left knee, without contrast", "$560.00", "line"),
        AmountRow("Radiologist’s report", "$100.00", "line"),
    ),
    share=ShareFace(
        700,
        (
            AmountRow("Invoice", "$660.00", "sum"),
            AmountRow("Northway Health pays 70 %", "$462.00", "insurer"),
            AmountRow("Patient’s share 30 %", "$198.00", "patient"),
            AmountRow("Already paid", "$50.00", "paid"),
        ),
    ),
    timeline=(
        TimelineRow("payment", "Cash, $50.00", "Today 09:04 · receipt R-10442"),
        TimelineRow("insurer", "Insurer agreed to its share", "Today 08:56 · claim NH-77120"),
        TimelineRow("made", "Invoice made", "Today 08:52 · Radiology"),
    ),
    primary=ActionFace("take_whole", "Take $148.00", shortcut="Enter", primary=True),
    secondary=(
        ActionFace("take_part", "Part of it", shortcut="Alt+P"),
        ActionFace("show_receipt", "Receipt", shortcut="Ctrl+P"),
    ),
    refusal=None,
)
NOTHING = MessageFace(
    "No open invoice matches “okafer 1961”.",
    "Two paid invoices match. If it is neither, check the spelling, or scan the code on the patient’s letter.",
    (
        ActionFace("show_all", "Show the 2 paid", shortcut="Enter", primary=True),
        ActionFace("all_sites", "Look at all sites", shortcut="Alt+A"),
    ),
)
HEADER = PaymentHeader(
    "Take payment", "INV-20418 · MRI, left knee", "Margaret Okafor", "MO", "MRN 4021 7730 · born 14 Mar 1961"
)
STEPS = (
    StepFace(1, "Preparing", "done"),
    StepFace(2, "Waiting for the card", "current"),
    StepFace(3, "Bank check", "todo"),
    StepFace(4, "Confirming", "todo"),
    StepFace(5, "Paid", "todo"),
)
AMOUNT = AmountFace(
    "To charge now", "$148.00", "US dollars · patient’s share $198.00, already paid $50.00", "Whole due, $148.00",
    "Part of it", part_chosen=False, part_text="", part_hint="Up to $148.00", problem="", locked=False,
)  # fmt: skip


def part_amount() -> AmountFace:
    """Part of it, more than there is to pay."""
    return replace(AMOUNT, amount="—", part_chosen=True, part_text="200", problem="More than the $148.00 due.")


METHODS = (MethodFace("new_card", "New card", "The patient types it here", "Alt+1", chosen=True),)
FOOTER = FooterFace(
    "Nothing is charged yet.",
    "Leaving with Esc cancels this attempt and gives the invoice back to every till.",
    ActionFace("charge", "Charge $148.00 to Margaret Okafor", shortcut="Enter", primary=True),
)
TEST_NOTE = "4242… pays · …9995 is declined · …3220 asks the bank"
PAID_FACE = PaidFace(
    "Paid",
    "$148.00",
    "Margaret Okafor has nothing left to pay on INV-20418.",
    "Visa ending 4242 · 09:41 · receipt R-10457",
    ActionFace("next", "Next patient", shortcut="Enter", primary=True),
)
COUNTDOWN = CountdownFace("Next patient in 6 seconds", "moving the mouse or Esc keeps this open", 600)
RECEIPT = ReceiptPanelFace(
    "ready",
    "Receipt",
    "",
    StateFace("Printed on Front desk 3", Tone.GOOD),
    (
        ActionFace("print", "Print again", shortcut="Ctrl+P"),
        ActionFace("save_pdf", "Save PDF", shortcut="Ctrl+S"),
    ),
    ReceiptFace(
        "Larkfield General Hospital",
        "North Wing · Front desk 3",
        "TEST, NOT A RECEIPT",
        (
            (
                ReceiptRow("Receipt", "R-10457", strong=True),
                ReceiptRow("23 Nov 2026", "09:41"),
                ReceiptRow("Invoice", "INV-20418"),
                ReceiptRow("Patient", "M. Okafor"),
            ),
            (
                ReceiptRow("Patient’s share", "$198.00"),
                ReceiptRow("Paid before", "$50.00"),
                ReceiptRow("Paid now", "$148.00", strong=True),
                ReceiptRow("Left to pay", "$0.00"),
            ),
            (ReceiptRow("Visa", "•••• 4242"), ReceiptRow("Served by", "Tomasz Z.")),
        ),
    ),
)
DECLINED = ErrorFace(
    "Declined",
    "Your card has insufficient funds.",
    "Try another card, or take part of the amount.",
    "Not taken",
    "$148.00",
    "Margaret Okafor",
    "INV-20418 · Visa ending 9995",
    "No money has moved. A second try continues this payment, so it can’t be charged twice.",
    "What now?",
    (
        ActionFace("another_card", "Try another card", "Same payment, same amount", "Enter", primary=True),
        ActionFace("take_part", "Take part of it", "Choose an amount below $148.00", "Alt+P"),
        ActionFace("later", "Leave it for later", "INV-20418 stays open, $148.00 due", "Esc"),
    ),
    "code card_declined · decline insufficient_funds",
)
CHECKING_FACE = CheckingFace(
    "Checking",
    ("We don’t know yet.", "Don’t charge again."),
    "The $148.00 may already be taken. INV-20418 is locked on every till and in the patient’s portal until we know.",
    "Amount in question",
    "$148.00",
    "Margaret Okafor",
    "Visa ending 4242 · sent 09:41",
    "What happens next",
    (
        LogRow("09:41:07", "Sent to the bank with the card", "done"),
        LogRow("09:41:19", "No answer came back", "lost"),
        LogRow("09:41:44", "Asking Stripe again, try 3 of 8", "current"),
        LogRow("by 09:46", "If still unknown, a supervisor is told", "todo"),
    ),
    "next try in 4 seconds",
    "Say to the patient",
    "“Your bank is slow to answer. Please keep your card away. You will get a message, and a receipt if it went"
    " through.”",
    (
        ActionFace("next", "Serve the next patient", shortcut="Enter", primary=True),
        ActionFace("ask_now", "Ask now", shortcut="F5"),
        ActionFace("charge_again", "Charge again: locked until we know", enabled=False, why="It may be paid already."),
    ),
)
