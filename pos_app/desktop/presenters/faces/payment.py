"""Taking a payment: the frame (PaymentModal), the form, the methods, the card in its web view, and the outcomes.

PaymentModal shows one face at a time: PaymentForm (with PaymentMethodSelector and the card), PaymentSuccess,
PaymentError (declined or refused), or the checking face.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from pos_app.desktop.presenters.faces.common import ActionFace, Answered, Question, Tone
from pos_app.desktop.presenters.faces.receipt import ReceiptView


class PaymentFace(StrEnum):
    FORM = "form"
    PAID = "paid"
    ERROR = "error"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class StepFace:
    number: int
    text: str
    state: Literal["done", "current", "todo"]


@dataclass(frozen=True, slots=True)
class PaymentHeader:
    title: str  # "Take payment"
    subject: str  # "INV-20418 · MRI, left knee"
    patient: str
    initials: str
    identity: str


@dataclass(frozen=True, slots=True)
class AmountFace:
    """What will be charged. ``part_text`` is what stands in the field of "Part of it"; ``problem`` below it."""

    caption: str  # "To charge now"
    amount: str  # "$148.00", the largest thing on the screen
    note: str  # "US dollars · patient’s share $198.00, already paid $50.00"
    whole: str  # "Whole due, $148.00"
    part: str  # "Part of it"
    part_chosen: bool
    part_text: str
    part_hint: str  # "Up to $148.00"
    problem: str
    locked: bool  # the card is being charged: nothing here can change


@dataclass(frozen=True, slots=True)
class CoverFace:
    """Over the card form while it can't be used."""

    title: str
    detail: str = ""
    busy: bool = False
    action: ActionFace | None = None
    frame: tuple[str, str] | None = None  # what the frame is called then, and a sentence; else it is the card form's


@dataclass(frozen=True, slots=True)
class FooterFace:
    """Left: what leaving does, said before it is done. Right: the one primary button."""

    note_title: str  # "Nothing is charged yet."
    note_detail: str
    action: ActionFace  # key "charge" or "use_amount"
    busy: bool = False


@dataclass(frozen=True, slots=True)
class MethodFace:
    key: str
    title: str
    detail: str
    shortcut: str
    chosen: bool
    enabled: bool = True
    why: str = ""  # it can't be chosen


@dataclass(frozen=True, slots=True)
class PhoneFace:
    """In place of the card form: the code the patient scans, and what their phone is doing."""

    title: str  # "On the patient’s phone"
    amount: str
    code: str  # the address drawn as a QR code; empty: none
    sentence: str  # "The patient scans this and pays $148.00 there."
    status: str  # "Waiting for the patient’s phone"
    tone: Tone
    left: str  # "The link is good for 14:32"
    warning: str
    action: ActionFace | None  # "new_link"


@dataclass(frozen=True, slots=True)
class PaidFace:
    word: str  # "Paid"
    amount: str
    sentence: str
    detail: str  # "Visa ending 4242 · 09:41 · receipt R-10457"
    next: ActionFace


@dataclass(frozen=True, slots=True)
class CountdownFace:
    """``permille`` of the bar is left."""

    text: str
    hint: str
    permille: int


@dataclass(frozen=True, slots=True)
class ErrorFace:
    """Declined (``refused`` False), or the server would not begin (``refused`` True: calmer, no octagon word)."""

    word: str  # "Declined" or "Not possible"
    sentence: str
    advice: str
    amount_caption: str  # "Not taken"
    amount: str
    patient: str
    detail: str  # "INV-20418 · Visa ending 9995"
    assurance: str  # "No money has moved. ..."
    choices_title: str  # "What now?"
    choices: tuple[ActionFace, ...]
    details_for_it: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class LogRow:
    at: str  # "09:41:07" or "by 09:46"
    text: str
    kind: Literal["done", "lost", "current", "todo"]


@dataclass(frozen=True, slots=True)
class CheckingFace:
    word: str  # "Checking"
    headline: tuple[str, str]  # "We don’t know yet." "Don’t charge again."
    explanation: str
    amount_caption: str
    amount: str
    patient: str
    detail: str
    log_title: str
    log: tuple[LogRow, ...]
    next_try: str  # "next try in 4 seconds"
    say_title: str
    say: str
    actions: tuple[ActionFace, ...]  # "next" (primary), "ask_now"; the locked one has enabled False


class PaymentModalView(Protocol):
    """The frame: header, steps, and one face. The parts are views of their own."""

    @property
    def form(self) -> PaymentFormView: ...
    @property
    def methods(self) -> PaymentMethodSelectorView: ...
    @property
    def card(self) -> CardView: ...
    @property
    def success(self) -> PaymentSuccessView: ...
    @property
    def error(self) -> PaymentErrorView: ...
    @property
    def checking(self) -> PaymentCheckingView: ...

    def bind(self, actions: PaymentActions) -> None: ...
    def show_header(self, face: PaymentHeader) -> None: ...
    def show_steps(self, steps: tuple[StepFace, ...]) -> None: ...
    def show_face(self, face: PaymentFace) -> None: ...
    def forget(self) -> None:
        """The screen is left: nothing of the patient stays in any of its faces."""
        ...

    def ask(self, question: Question, answered: Answered) -> None:
        """As ShellView.ask: drawn beside or over the form, never a dialog that blocks."""
        ...


class PaymentFormView(Protocol):
    def show_amount(self, face: AmountFace) -> None:
        """``part_text`` is put into the field only if the field does not have the focus."""
        ...

    def show_footer(self, face: FooterFace) -> None: ...
    def show_cover(self, face: CoverFace | None) -> None:
        """None: the card form can be used."""
        ...

    def show_phone(self, face: PhoneFace | None) -> None:
        """Over the card form and its cover; None: the form again."""
        ...

    def show_test_note(self, text: str) -> None:
        """The published test cards; empty on a live server."""
        ...

    def focus_part(self) -> None: ...


class PaymentMethodSelectorView(Protocol):
    def show_methods(self, methods: tuple[MethodFace, ...]) -> None: ...
    def show_note(self, text: str, action: ActionFace | None) -> None:
        """Below the ways: what is to be known of the saved cards, and what may be done with them."""
        ...


class CardView(Protocol):
    """The pay page in its web view. The page's word is only ever a hint: pass its fragments on as they are."""

    def warm(self, server: str) -> None:
        """After log-in: start the renderer, and allow pages of this origin (and what they frame) only."""
        ...

    def starts(self) -> bool:
        """Start the browser if it is not yet, which holds the window up for a tenth of a second. False: it can't."""
        ...

    def load(self, pay_url: str) -> None:
        """Open the pay page; the view adds view=till, theme and locale to the query."""
        ...

    def submit(self) -> None:
        """Run hmisPay.submit() in the page."""
        ...

    def again(self) -> None:
        """Run hmisPay.again(): clear the form for another card on the same payment."""
        ...

    def check_bank(self) -> None:
        """Run hmisPay.checkBank() in the page: the bank asks about a card that the server has charged."""
        ...

    def focus_card(self) -> None:
        """Move the keyboard into the page's card form (hmisPay.focus())."""
        ...

    def focus_page(self) -> None:
        """Move the keyboard into the page, to where the page itself has put its cursor: the bank's question."""
        ...

    def leave(self) -> None:
        """Forget the page and what was typed into it."""
        ...


class PaymentSuccessView(Protocol):
    @property
    def receipt(self) -> ReceiptView: ...

    def show_paid(self, face: PaidFace) -> None: ...
    def show_countdown(self, face: CountdownFace | None) -> None: ...


class PaymentErrorView(Protocol):
    def show_error(self, face: ErrorFace) -> None: ...


class PaymentCheckingView(Protocol):
    def show_checking(self, face: CheckingFace) -> None: ...


class PaymentActions(Protocol):
    """All that the payment screen may ask."""

    def choose_whole(self) -> None: ...
    def choose_part(self) -> None: ...
    def part_typed(self, text: str) -> None: ...
    def choose_method(self, key: str) -> None: ...
    def act(self, key: str) -> None:
        """Any ActionFace: "charge", "use_amount", "retry_card", "another_card", "take_part", "later", "next",
        "ask_now", ..."""
        ...

    def escape(self) -> None:
        """Esc or the Back button: what it means depends on the face shown, and is said there."""
        ...

    def stay(self) -> None:
        """Mouse moved or a key pressed on the Paid face: stop the countdown."""
        ...

    def page_said(self, fragment: str) -> None:
        """The fragment of the page's address, without '#', each time it changes."""
        ...

    def page_failed(self, why: str) -> None:
        """The page could not be loaded (no server, a bad certificate)."""
        ...

    def renderer_gone(self) -> None:
        """The web view's process ended, or has not answered its heartbeat."""
        ...
