"""The faces of payment and refund with nothing in them: what they show of a patient goes with the patient."""

from __future__ import annotations

from typing import Final

from pos_app.desktop.presenters.faces.common import ActionFace, StateFace, Tone
from pos_app.desktop.presenters.faces.payment import (
    CheckingFace,
    CoverFace,
    ErrorFace,
    FooterFace,
    PaidFace,
    PaymentHeader,
)
from pos_app.desktop.presenters.faces.receipt import ReceiptPanelFace
from pos_app.desktop.presenters.faces.refund import FollowFace, RefundFormFace
from pos_app.desktop.say import mark

COVER: Final = CoverFace("")
HEADER: Final = PaymentHeader(title="", subject="", patient="", initials="", identity="")
PAID: Final = PaidFace(word="", amount="", sentence="", detail="", next=ActionFace("next", ""))
RECEIPT: Final = ReceiptPanelFace("loading", title=mark("Receipt"), message="", note=None, actions=())
ERROR: Final = ErrorFace(
    word="", sentence="", advice="", amount_caption="", amount="", patient="", detail="", assurance="",
    choices_title="", choices=(), details_for_it="",
)  # fmt: skip
CHECKING: Final = CheckingFace(
    word="", headline=("", ""), explanation="", amount_caption="", amount="", patient="", detail="", log_title="",
    log=(), next_try="", say_title="", say="", actions=(),
)  # fmt: skip
REFUND_FORM: Final = RefundFormFace(
    caption="", amount="", note="", payments=(), whole="", part="", part_chosen=False, part_text="", part_hint="",
    problem="", reasons=(), words_text="", words_hint="", words_problem="", sees="", sees_detail="", earlier=(),
    locked=False,
)  # fmt: skip
REFUND_FOOTER: Final = FooterFace(note_title="", note_detail="", action=ActionFace("ask", "", enabled=False))
REFUND_FOLLOW: Final = FollowFace(
    kind="over", state=StateFace("", Tone.VOID), headline="", advice="", amount_caption="", amount="", patient="",
    detail="", said="", said_by="", timeline=(), next_look="", actions=(),
)  # fmt: skip
