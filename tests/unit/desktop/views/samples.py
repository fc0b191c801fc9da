"""A made-up day at the counter, as the views are told of it: for tests that look at screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from pos_app.desktop.presenters.days import Days, Period, comparison
from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace, Screen, StateFace, Tone
from pos_app.desktop.presenters.faces.detail import AmountRow, DetailFace, ShareFace, TimelineRow
from pos_app.desktop.presenters.faces.invoices import ChipFace, InvoiceRowFace, SiteFace
from pos_app.desktop.presenters.faces.lock import KeptFace, LockFace
from pos_app.desktop.presenters.faces.login import LoginFormFace, SamplePersonFace
from pos_app.desktop.presenters.faces.payment import (
    AmountFace,
    CheckingFace,
    CountdownFace,
    CoverFace,
    ErrorFace,
    FooterFace,
    LogRow,
    MethodFace,
    PaidFace,
    PaymentHeader,
    PhoneFace,
    StepFace,
)
from pos_app.desktop.presenters.faces.queue import (
    BarPart,
    CellFace,
    ColumnFace,
    DecisionFace,
    FactFace,
    FollowedFace,
    NoteFace,
    QueueRow,
    StepsFace,
)
from pos_app.desktop.presenters.faces.receipt import ReceiptFace, ReceiptPanelFace, ReceiptRow
from pos_app.desktop.presenters.faces.receipts import ReceiptRowFace
from pos_app.desktop.presenters.faces.refund import FollowFace, ReasonFace, RefundFormFace, SupervisorFace
from pos_app.desktop.presenters.faces.shell import ConnectionFace, HospitalFace, PersonFace, PlaceFace
from pos_app.desktop.presenters.faces.today import TakingsFace
from pos_app.desktop.presenters.today_faces import Figures, periods, takings_face
from pos_app.desktop.presenters.words import Words
from tests.unit.desktop.fakes import FakeRunner, FakeTime
from tests.unit.desktop.takings import MONDAY, busy_day, moved, report, some_tries

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
LOCK = LockFace(
    "This till is locked",
    "by Tomasz Zieliński at 09:52 · 12 min ago",
    "Password of Tomasz Zieliński",
    "Kept for Tomasz",
    (
        KeptFace("invoice", "INV-20418 is open", "Same place in the list, nothing charged"),
        KeptFace("search", "A search", "As it stands in its box"),
        KeptFace("payment", "A payment is being followed", "It goes on by itself while the till is locked"),
    ),
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
WAYS = (
    *(replace(way, chosen=False) for way in METHODS),
    MethodFace("phone", "On the patient’s phone", "They scan a code and pay there", "Alt+2", chosen=False),
    MethodFace("card:1", "Visa ending 4242", "Saved · expires 08/28 · agreed 12 May", "Alt+3", chosen=True),
    MethodFace("card:2", "Visa ending 1881", "Expired 08/24", "", chosen=False, enabled=False, why="Expired 08/24"),
)
REMOVE = ActionFace("remove_card", "Remove a saved card", shortcut="Alt+R")
SAVED = CoverFace("Visa ending 4242", "Expires 08/28 · agreed 12 May", frame=("Saved card", "Its number is not kept."))
PHONE = PhoneFace(
    "On the patient’s phone", "$148.00", f"https://pay.larkfield.example/p/{'A' * 43}",
    "The patient scans this and pays $148.00 there.", "Waiting for the patient’s phone", Tone.NEUTRAL,
    "The link is good for 14:32", "Phones can’t reach this address: it is this computer’s own.",
    ActionFace("new_link", "Make a new link", shortcut="F5"),
)  # fmt: skip
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
COPY = replace(
    RECEIPT,
    note=StateFace("Copy 1 printed on Front desk 3", Tone.GOOD),
    actions=(
        ActionFace("print_copy", "Print a copy", shortcut="Ctrl+P"),
        ActionFace("save_copy", "Save PDF", shortcut="Ctrl+S"),
    ),
)
RECEIPTS = tuple(
    ReceiptRowFace(
        f"R-{10457 - at}", "Today 09:41", name, f"MRN {mrn}", f"INV-{20418 - at}", "Visa ending 4242",
        "Tomasz Zieliński", "Front desk 3", f"${total}", "" if at else "1 copy",
    )
    for at, (name, mrn, _, _, _, _, total, *_) in enumerate(_ROWS * 6)
)  # fmt: skip
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
PERIODS = periods(Period.TODAY)
NOTHING_TAKEN = MessageFace(
    "You have taken nothing today yet.", "", (ActionFace("yesterday", "Look at yesterday", primary=True),)
)
EXPORT = ActionFace("export", "Export CSV", shortcut="Ctrl+E")


@cache
def takings(table: str = "till") -> TakingsFace:
    """A busy Monday in two currencies, beside the Monday before."""
    words, now = Words(FakeTime(FakeRunner())), datetime.fromisoformat("2026-11-23T15:42")
    days, before = Days(MONDAY, MONDAY), MONDAY - timedelta(7)
    euros = [moved(MONDAY, 9, 4200, currency="eur")]
    return takings_face(
        words,
        Figures(
            report(busy_day() + euros, some_tries()),
            report(busy_day(before, 90), some_tries(130, seconds=49), first=before, last=before),
            days, comparison(words, Period.TODAY, days, now), now, "usd", table,
        ),
    )  # fmt: skip


PLACES = (
    PlaceFace(Screen.RECEIPTS),
    PlaceFace(Screen.REFUNDS, "3"),
    PlaceFace(Screen.EXCEPTIONS, "12"),
    PlaceFace(Screen.TODAY),
)
WAITS = StateFace("Waits for a supervisor", Tone.REFUND)
REFUND_FORM = RefundFormFace(
    caption="To give back",
    amount="$50.00",
    note="US dollars · $148.00 taken · $20.00 given back or asked for",
    payments=(
        MethodFace("p-1", "Visa ending 4242 · $148.00", "Today 09:41 · receipt R-10457 · $128.00 left", "F2", True),
        MethodFace("p-2", "Mastercard ending 4444 · $50.00", "22 Nov 17:46 · $50.00 left", "F3", False),
    ),
    whole="All that is left, $128.00",
    part="Part of it",
    part_chosen=True,
    part_text="50",
    part_hint="Up to $128.00",
    problem="",
    reasons=(
        ReasonFace("duplicate", "Charged twice", "Alt+1", chosen=False),
        ReasonFace("wrong_amount", "Wrong amount", "Alt+2", chosen=False),
        ReasonFace("service_not_rendered", "Service not given", "Alt+3", chosen=True),
        ReasonFace("insurer_paid", "Insurer paid", "Alt+4", chosen=False),
        ReasonFace("requested_by_customer", "Patient asked for it", "Alt+5", chosen=False),
        ReasonFace("fraudulent", "Card misused", "Alt+6", chosen=False),
        ReasonFace("other", "Something else", "Alt+7", chosen=False),
    ),
    words_text="The second night was cancelled",
    words_hint="The supervisor and the auditor read it. It never leaves the hospital.",
    words_problem="",
    sees="$50.00 back on the Visa ending 4242",
    sees_detail="It stands on the card’s statement, usually 5 to 10 working days after a supervisor has approved it.",
    earlier=(TimelineRow("refund", "Refund of $20.00 · Done", "20 Nov 14:30 · asked by Ruth Adeyemi"),),
    locked=False,
)
REFUND_FOOTER = FooterFace(
    "Nothing is asked for yet.",
    "A supervisor, who is somebody else, approves it first.",
    ActionFace("ask", "Ask for $50.00 back to Margaret Okafor", shortcut="Enter", primary=True),
)
FOLLOW = FollowFace(
    kind="waiting",
    state=WAITS,
    headline="Nothing is sent yet.",
    advice="It takes the yes of a supervisor who is somebody else. You can serve the next patient.",
    amount_caption="Asked for",
    amount="$50.00",
    patient="Margaret Okafor",
    detail="INV-20418 · Visa ending 4242",
    said="The insurer has not paid",
    said_by="Amara Diallo",
    timeline=(TimelineRow("refund", "Tomasz Zieliński asked for $50.00", "Today 09:54 · Front desk 3"),),
    next_look="",
    actions=(
        ActionFace("back", "Back to the invoices", shortcut="Enter", primary=True),
        ActionFace("supervisor_here", "A supervisor is here", shortcut="Alt+S"),
        ActionFace("withdraw", "Withdraw it", shortcut="Alt+W"),
        ActionFace("ask_now", "Look again", shortcut="F5"),
    ),
)
SUPERVISOR = SupervisorFace(
    "Approve $50.00 back to Margaret Okafor?", "INV-20418 · Visa ending 4242 · asked by Tomasz", "Approve $50.00"
)
REFUND_CHIPS = (
    ChipFace("to_decide", "To decide", "3", selected=True, tone=Tone.REFUND, shortcut="Alt+1"),
    ChipFace("on_the_way", "On the way", "2", selected=False, tone=Tone.REFUND, shortcut="Alt+2"),
    ChipFace("failed", "Failed", "1", selected=False, tone=Tone.BAD, shortcut="Alt+3"),
    ChipFace("done", "Done", "41", selected=False, tone=Tone.GOOD, shortcut="Alt+4"),
    ChipFace("refused", "Refused", "6", selected=False, tone=Tone.VOID, shortcut="Alt+5"),
)
REFUND_COLUMNS = (
    ColumnFace("Waiting", 11),
    ColumnFace("Patient", 26),
    ColumnFace("Asked by", 22, gives_way=True),
    ColumnFace("Reason", 25),
    ColumnFace("Amount", 16, end=True),
)
REFUND_ROWS = tuple(
    QueueRow(
        f"refund-{at}",
        (
            CellFace(f"{52 - at * 8} min", strong=True),
            CellFace(name, f"Visa 1881 · INV-{20355 + at}", strong=True),
            CellFace("Tomasz Zieliński", "08:54 · Front desk 3"),
            CellFace("Service not given", mark=StateFace("Needs 2 supervisors", Tone.REFUND) if at == 1 else None),
            CellFace(f"${180 + at}.00", strong=True),
        ),
    )
    for at, name in enumerate(("Oliver Haddad", "Hannah Brandt", "Peter Novak"))
)
FOLLOWED = FollowedFace(
    "Followed to the end",
    "asked, approved, sent, at the bank, done",
    (
        ColumnFace("Patient", 30),
        ColumnFace("How far", 10, gives_way=True),
        ColumnFace("State", 42),
        ColumnFace("Amount", 18, end=True),
    ),
    tuple(
        QueueRow(
            f"followed-{at}",
            (
                CellFace(name, f"Visa 4242 · INV-{20377 - at}", strong=True),
                CellFace("", steps=StepsFace(done, 5, bad, tone, f"step {done + bad} of 5")),
                CellFace(text, "Approved by Amara Diallo · 09:21", mark=StateFace(text, tone), leads=True),
                CellFace(f"${75 + at}.00", strong=True),
            ),
        )
        for at, (name, done, bad, tone, text) in enumerate(
            (
                ("Samuel Ortiz", 3, False, Tone.REFUND, "Not known yet"),
                ("Maria Costa", 4, False, Tone.REFUND, "At the bank"),
                ("Yusuf Demir", 3, True, Tone.BAD, "Failed"),
                ("Elena Petrova", 5, False, Tone.GOOD, "Done"),
            )
        )
    ),
)
DECISION = DecisionFace(
    id="refund-0",
    title="Oliver Haddad",
    initials="OH",
    identity="MRN 4377 6019 · INV-20355 · Sleep study",
    state=WAITS,
    amount="$180.00",
    caption="Refund asked · back to Visa ending 1881",
    bar=(
        BarPart("Taken", "$640.00", "whole", 1000),
        BarPart("Before", "$120.00", "before", 187),
        BarPart("This one", "$180.00", "now", 281),
        BarPart("Left after", "$340.00", "left", 531),
    ),
    happened="What happened to this payment",
    timeline=(
        TimelineRow("refund", "Tomasz Zieliński asked for $180.00", "Today 08:54 · Front desk 3"),
        TimelineRow("refund", "Refund of $120.00 · Done", "20 Nov 14:30 · approved by Amara Diallo"),
        TimelineRow("payment", "Taken, $640.00 · Visa ending 1881", "18 Nov 10:12 · receipt R-10311"),
    ),
    facts=(
        FactFace("Reason", "Service not given", "“He went home after the first night.”"),
        FactFace("What the patient sees, and when", "$180.00 on the Visa ending 1881", "In 5 to 10 working days."),
    ),
    rule=("Your yes is enough.", "The money is sent back at once."),
    note=NoteFace("Note to Tomasz, needed to refuse. Patients never see it.", ""),
    primary=ActionFace("approve", "Approve $180.00 to Oliver Haddad", shortcut="Alt+A", primary=True),
    secondary=(
        ActionFace("refuse", "Refuse", shortcut="Alt+X"),
        ActionFace("open_invoice", "Open the invoice", shortcut="Alt+O"),
    ),
)
ODD_CHIPS = (
    ChipFace("open", "Open", "12", selected=True, tone=Tone.CHECKING, shortcut="Alt+1"),
    ChipFace("all", "All", "", selected=False, tone=Tone.NEUTRAL, shortcut="Alt+2"),
)
ODD = DecisionFace(
    id="refund-0",
    title="A refund came back from the bank",
    initials="",
    identity="INV-20355 · since Today 08:54",
    state=StateFace("Open", Tone.CHECKING),
    amount="$180.00",
    caption="The refund of $180.00 for INV-20355 had reached the bank and came back.",
    facts=(FactFace("What to do", "Tell the patient, and give the money back in another way."),),
    note=NoteFace("What was done about it. It stays on record with your name.", ""),
    primary=ActionFace("resolve", "Seen to", shortcut="Alt+A", primary=True),
    secondary=(ActionFace("open_invoice", "Open the invoice", shortcut="Alt+O"),),
)
NO_REFUNDS = MessageFace("Nothing waits for a decision.", "A refund that somebody asks for comes here by itself.")
NO_REFUND = MessageFace("No refund is chosen.", "Choose one in the list.")
