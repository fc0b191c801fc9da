"""Taking a payment: the frame that holds the form and the outcomes, one at a time. A ``PaymentModalView``."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from pos_app.desktop.presenters.faces.common import Answered, Question
from pos_app.desktop.presenters.faces.payment import PaymentActions, PaymentFace, PaymentHeader, StepFace
from pos_app.desktop.say import mark, say, say_all
from pos_app.desktop.views import blank_faces
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_key
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import QuestionOverlay
from pos_app.desktop.views.payment_checking import PaymentChecking
from pos_app.desktop.views.payment_error import PaymentError
from pos_app.desktop.views.payment_form import PaymentForm
from pos_app.desktop.views.payment_methods import PaymentMethodSelector
from pos_app.desktop.views.payment_success import PaymentSuccess
from pos_app.desktop.views.receipt_panel import AskWhere

AFTER = (
    KeyLine(mark("Next patient, or try another card"), "Enter"),
    KeyLine(mark("Ask again what became of it"), "F5"),
    KeyLine(mark("Print the receipt"), "Ctrl+P"),
    KeyLine(mark("Save the receipt as PDF"), "Ctrl+S"),
    KeyLine(mark("Keep the screen open, or leave"), "Esc"),
    KeyLine(mark("Details for IT"), "Alt+D"),
)


class PaymentModal(QWidget):
    def __init__(self, kit: Kit, card: CardWebView, ask_where: AskWhere) -> None:
        super().__init__()
        self._kit = kit
        self._card = card
        self._actions: PaymentActions | None = None
        self._shown = PaymentFace.FORM
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._form = PaymentForm(kit, card)
        self._success = PaymentSuccess(kit, self._act, ask_where)
        self._error = PaymentError(kit, self._act)
        self._checking = PaymentChecking(kit, self._act)
        self._stack = QStackedLayout(self)
        self._faces: dict[PaymentFace, QWidget] = {
            PaymentFace.FORM: self._form,
            PaymentFace.PAID: self._success,
            PaymentFace.ERROR: self._error,
            PaymentFace.CHECKING: self._checking,
        }
        for page in self._faces.values():
            self._stack.addWidget(page)
        bind_key(self, "Esc", self.leave)
        self._form.escaped.connect(self.leave)
        self._form.acted.connect(self._act)

    # --- PaymentModalView -----------------------------------------------------------------------------------------

    @property
    def form(self) -> PaymentForm:
        return self._form

    @property
    def methods(self) -> PaymentMethodSelector:
        return self._form.methods

    @property
    def card(self) -> CardWebView:
        return self._card

    @property
    def success(self) -> PaymentSuccess:
        return self._success

    @property
    def error(self) -> PaymentError:
        return self._error

    @property
    def checking(self) -> PaymentChecking:
        return self._checking

    def bind(self, actions: PaymentActions) -> None:
        self._actions = actions
        form, card = self._form, self._card
        form.whole_chosen.connect(actions.choose_whole)
        form.part_chosen.connect(actions.choose_part)
        form.part_typed.connect(actions.part_typed)
        form.method_chosen.connect(actions.choose_method)
        self._success.stayed.connect(actions.stay)
        card.said.connect(actions.page_said)
        card.failed.connect(actions.page_failed)
        card.gone.connect(actions.renderer_gone)

    def show_header(self, face: PaymentHeader) -> None:
        self._form.show_header(face)

    def show_steps(self, steps: tuple[StepFace, ...]) -> None:
        self._form.show_steps(steps)

    def show_face(self, face: PaymentFace) -> None:
        changed, self._shown = face is not self._shown, face
        self._stack.setCurrentWidget(self._faces[face])
        if face is PaymentFace.FORM or changed:
            self.focus_shown()

    def focus_shown(self) -> None:
        """The keyboard to what is pressed first on the face that shows."""
        if self._shown is PaymentFace.FORM:
            # It is drawn anew with every figure of a part that is typed: the next figure must go there too.
            if not self._form.part_field.edit.hasFocus():
                self._form.focus_first()
            return
        page = {
            PaymentFace.PAID: self._success.first,
            PaymentFace.ERROR: self._error.first,
            PaymentFace.CHECKING: self._checking.first,
        }[self._shown]
        first = page()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self._form.show_header(blank_faces.HEADER)
        self._form.methods.show_methods(())
        self._form.methods.show_note("", None)
        self._form.show_phone(None)
        self._form.show_cover(blank_faces.COVER)
        self._success.show_paid(blank_faces.PAID)
        self._success.receipt.show_receipt(say_all(blank_faces.RECEIPT))
        self._error.show_error(blank_faces.ERROR)
        self._checking.show_checking(blank_faces.CHECKING)

    def ask(self, question: Question, answered: Answered) -> None:
        layer = QuestionOverlay(self._kit, self, question, answered)
        layer.open(layer.first)

    # --- inside ---------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> PaymentFace:
        return self._shown

    def leave(self) -> None:
        """Esc, the Back button, or another place chosen in the rail."""
        if self._actions is not None:
            self._actions.escape()

    def key_groups(self) -> tuple[KeyGroup, ...]:
        after = KeyGroup(say("After the payment"), "circle-check", say_all(AFTER))
        if self._shown is PaymentFace.FORM:
            return (*self._form.key_groups(), after)
        return (after, *self._form.key_groups())

    def _act(self, key: str) -> None:
        if self._actions is not None:
            self._actions.act(key)
