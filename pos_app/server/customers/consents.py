"""A patient's yes to keeping a card. The words stand here alone: what the page shows is what is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import About, Facts
from pos_app.server.audit.writing import act
from pos_app.server.models import CardConsent, StripePaymentIntent, new_id
from pos_app.wire.audit import Act

View = Literal["till", "phone"]


@dataclass(frozen=True, slots=True)
class Words:
    """What is asked: ``short`` beside the box, ``long`` behind it, in the language ``locale``."""

    locale: str
    short: str
    long: str

    @property
    def text(self) -> str:
        return f"{self.short} {self.long}"


_SHORT: Final = MappingProxyType(
    {
        "en": "Keep this card for later bills.",
        "es": "Guardar esta tarjeta para otras facturas.",
        "ar": "احفظ هذه البطاقة للفواتير القادمة.",
    }
)
_LONG: Final = MappingProxyType(
    {
        ("en", "phone"): "I agree that {hospital} may keep it and use it when I say so. I can have it removed at any "
        "time.",
        ("en", "till"): "The patient agrees that {hospital} may keep it and use it when the patient says so. They can "
        "have it removed at any desk.",
        ("es", "phone"): "Acepto que {hospital} la guarde y la use cuando yo lo diga. Puedo pedir que la quiten en "
        "cualquier momento.",
        ("es", "till"): "El paciente acepta que {hospital} la guarde y la use cuando él lo diga. Puede pedir que la "
        "quiten en cualquier mostrador.",
        ("ar", "phone"): "أوافق على أن يحتفظ بها {hospital} ويستخدمها حين أطلب ذلك. ويمكنني طلب حذفها في أي وقت.",
        ("ar", "till"): "يوافق المريض على أن يحتفظ بها {hospital} ويستخدمها حين يطلب ذلك. ويمكنه طلب حذفها في أي مكتب.",
    }
)
_ISOLATED: Final = "\u2068{}\u2069"
"""Set apart from the text around it: a Latin name in an Arabic sentence keeps its order."""


def words(locale: str, view: View, hospital: str) -> Words:
    """For a locale such as es or es-MX; English where we have none."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    language = language if language in _SHORT else "en"
    # put in by hand: a name with braces in it must stay a name
    long = _LONG[language, view].replace("{hospital}", _ISOLATED.format(hospital))
    return Words(language, _SHORT[language], long)


def agree(
    session: Session, attempt: StripePaymentIntent, patient_id: str, said: Words, user_id: str, till: str, now: datetime
) -> None:
    """Write the yes down, in the transaction that comes before the card is charged. The last yes counts."""
    row = session.scalars(select(CardConsent).where(CardConsent.intent_id == attempt.id)).one_or_none()
    if row is None:
        row = CardConsent(id=new_id(), patient_id=patient_id, intent_id=attempt.id)
        session.add(row)
    row.user_id, row.till, row.at, row.withdrawn_at = user_id, till, now, None
    row.words, row.locale = said.text, said.locale
    act(session, None, Act.KEEP_CARD, About("consent", row.id, attempt.invoice_id), now, after=_facts(row))


def withdraw(session: Session, attempt: StripePaymentIntent, now: datetime) -> None:
    """Write down that the patient has thought better of it before the payment went through."""
    row = session.scalars(select(CardConsent).where(CardConsent.intent_id == attempt.id)).one_or_none()
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at = now
        act(session, None, Act.TAKE_BACK_CONSENT, About("consent", row.id, attempt.invoice_id), now, after=_facts(row))


def _facts(row: CardConsent) -> Facts:
    return {"patient": row.patient_id, "payment_intent": row.intent_id, "locale": row.locale}
