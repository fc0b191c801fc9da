"""What the payment screen shows of the ways to pay: a new card, the patient's phone, the cards they keep. Pure."""

from __future__ import annotations

from pos_app.desktop.presenters.faces.common import ActionFace, Question, Tone
from pos_app.desktop.presenters.faces.payment import CoverFace, FooterFace, MethodFace, PhoneFace
from pos_app.desktop.presenters.pay_state import Paying, Phase
from pos_app.desktop.presenters.words import Words, card_text, joined, short_card
from pos_app.desktop.say import mark, say
from pos_app.money import Money
from pos_app.wire.customers import SavedCard
from pos_app.wire.invoices import CardRef, InvoiceDetail

NEW_CARD = "new_card"
PHONE = "phone"
CARD = "card:"
REMOVABLE = 3
"""Cards that one question has room for."""

NOT_SHOWN = mark("The saved cards can’t be shown just now. A new card can be taken.")
NOT_YOURS = mark("Saved cards are charged, and removed, by a supervisor of this site.")
EXPIRES = mark("expires {date}")
EXPIRES_FIRST = mark("Expires {date}")
SUPERVISOR = mark("a supervisor can charge it")
EXPIRED = mark("Expired {date}")
AGREED = mark("agreed {day}")
AGREED_TODAY = mark("agreed today")
AGREED_WITH = mark("agreed {day} with {name}")
AGREED_TODAY_WITH = mark("agreed today with {name}")
SAVED_TITLE = mark("Saved card")
SAVED_ABOUT = mark("Its number is not kept here.")
CHARGE = mark("Charge {amount} to {card}")
ASK_CHARGE = mark("Charge {amount} to {card} of {name}?")
ASK_CHARGE_DETAIL = mark("{name} has asked for it. It is charged at once: the patient has nothing more to type.")
CHARGING = mark("Charging {card}")
BANK_FAILED = mark("The bank’s question can’t be shown here.")
BANK_FAILED_DETAIL = mark("Esc cancels this payment; then take a new card, or the phone.")
ASK_REMOVE = mark("Remove {card} of {name}?")
ASK_REMOVE_ANY = mark("Remove a saved card of {name}?")
ASK_REMOVE_DETAIL = mark(
    "Nobody can charge it any more, at any desk. With another payment the patient may have it kept again."
)
REMOVE = mark("Remove {card}")
REMOVED = mark("{card} of {name} is removed.")

PHONE_TITLE = mark("On the patient’s phone")
SCAN = mark("The patient scans this and pays {amount} there.")
WAITING = mark("Waiting for the patient’s phone")
MAKING = mark("Making the link")
ON_PHONE_BANK = mark("The patient’s bank is asking, on the phone")
ON_PHONE_DECLINED = mark("Declined on the phone. {sentence} The patient can try another card there.")
LEFT = mark("The link is good for {time}")
LINK_OVER = mark("This link has ended. Nothing was charged with it so far as we know.")
LOOPBACK = mark("Phones can’t reach this address: it is this computer’s own. IT sets PUBLIC_URL on the server.")
STILL_OPEN = mark("Nothing is charged yet. The link on the phone still works.")


def card_ref(card: SavedCard) -> CardRef:
    return CardRef(brand=card.brand, last4=card.last4, exp_month=card.exp_month, exp_year=card.exp_year)


def short(card: SavedCard) -> str:
    """As "Visa 4242"."""
    return short_card(card_ref(card))


def expiry(card: SavedCard) -> str:
    """As "08/28", the way it stands on the card."""
    return f"{card.exp_month:02d}/{card.exp_year % 100:02d}"


def _agreed(words: Words, card: SavedCard, name: str | None = None) -> str:
    """When the patient said yes, and to whom (``name``); empty for a card that was kept elsewhere."""
    if card.consented_at is None:
        return ""
    if words.today(card.consented_at):
        return say(AGREED_TODAY_WITH, name=name) if name else say(AGREED_TODAY)
    day = words.day(card.consented_at)
    return say(AGREED_WITH, day=day, name=name) if name else say(AGREED, day=day)


def methods(words: Words, paying: Paying) -> tuple[MethodFace, ...]:
    """The two that are always there first, so that nothing moves, and no key changes, when the saved cards come."""
    on_phone = paying.phase is Phase.PHONE
    chosen = paying.card.id if paying.card else None
    ways = [
        MethodFace(
            NEW_CARD,
            say("New card"),
            say("The patient types it here"),
            "Alt+1",
            chosen=not on_phone and chosen is None,
        ),
        MethodFace(PHONE, say(PHONE_TITLE), say("They scan a code and pay there"), "Alt+2", chosen=on_phone),
    ]
    for at, card in enumerate(paying.cards, 3):
        ways.append(_saved(words, paying, card, f"Alt+{at}" if at <= 9 else "", chosen=card.id == chosen))
    return tuple(ways)


def _saved(words: Words, paying: Paying, card: SavedCard, shortcut: str, *, chosen: bool) -> MethodFace:
    title = card_text(card_ref(card))
    if card.expired:
        detail = say(EXPIRED, date=expiry(card))
        return MethodFace(CARD + card.id, title, detail, "", chosen=False, enabled=False, why=detail)
    detail = joined(say("Saved"), say(EXPIRES, date=expiry(card)), _agreed(words, card))
    if not paying.may_use_cards:
        detail = joined(say(EXPIRES_FIRST, date=expiry(card)), say(SUPERVISOR))
        return MethodFace(CARD + card.id, title, detail, "", chosen=False, enabled=False, why=say(NOT_YOURS))
    return MethodFace(CARD + card.id, title, detail, shortcut, chosen=chosen)


def cards_note(paying: Paying) -> str:
    """What is to be said below the ways to pay."""
    if paying.cards_missing:
        return say(NOT_SHOWN)
    return say(NOT_YOURS) if paying.cards and not paying.may_use_cards else ""


def remove_action(paying: Paying) -> ActionFace | None:
    if not paying.cards or not paying.may_use_cards:
        return None
    return ActionFace("remove_card", say("Remove a saved card"), shortcut="Alt+R")


def saved_cover(words: Words, paying: Paying) -> CoverFace | None:
    """In place of the card form while a saved card is chosen or being charged; None where the form is wanted."""
    card = paying.card
    if card is None or paying.phase not in (Phase.AMOUNT, Phase.PREPARING, Phase.CARD, Phase.SENT):
        return None
    frame = (say(SAVED_TITLE), say(SAVED_ABOUT))
    if paying.phase is Phase.SENT:
        return CoverFace(say(CHARGING, card=short(card)), busy=True, frame=frame)
    detail = joined(say(EXPIRES_FIRST, date=expiry(card)), _agreed(words, card, card.consented_by))
    return CoverFace(card_text(card_ref(card)), detail, frame=frame)


def footer_saved(words: Words, amount: Money, card: SavedCard, *, why: str, note: str) -> FooterFace:
    text = say(CHARGE, amount=words.money(amount), card=short(card))
    return FooterFace(
        note or say("Nothing is charged yet."),
        say("You are asked once more. Leaving with Esc cancels this attempt."),
        ActionFace("charge", text, shortcut="Enter", primary=True, enabled=not why, why=why),
    )


def ask_charge(words: Words, amount: Money, card: SavedCard, invoice: InvoiceDetail) -> Question:
    name, sum_ = invoice.patient.name, words.money(amount)
    return Question(
        say(ASK_CHARGE, amount=sum_, card=short(card), name=name),
        say(ASK_CHARGE_DETAIL, name=name),
        (
            ActionFace("stay", say("Not yet"), shortcut="Esc"),
            ActionFace("charge_card", say("Charge {amount}", amount=sum_), shortcut="Enter", primary=True),
        ),
        escape="stay",
    )


def ask_remove(paying: Paying) -> Question:
    """About the card that is chosen; else about each, those first that are good for nothing any more."""
    name = paying.invoice.patient.name
    cards = (paying.card,) if paying.card else tuple(sorted(paying.cards, key=lambda card: not card.expired))
    shown = cards[:REMOVABLE]
    one = len(cards) == 1
    title = say(ASK_REMOVE, card=short(shown[0]), name=name) if one else say(ASK_REMOVE_ANY, name=name)
    removals = (ActionFace(CARD + card.id, say(REMOVE, card=short(card))) for card in shown)
    keep = ActionFace("stay", say("Keep"), shortcut="Esc", primary=True)
    return Question(title, say(ASK_REMOVE_DETAIL), (keep, *removals), escape="stay", danger=True)


# --- the patient's phone ------------------------------------------------------------------------------------------


def footer_phone(words: Words, amount: Money) -> FooterFace:
    return FooterFace(
        say("{amount} is open on the patient’s phone.", amount=words.money(amount)),
        say("Paid comes by itself. Esc takes the card here instead."),
        ActionFace("counter", say("Take the card here"), shortcut="Esc", primary=True),
    )


def phone_face(
    words: Words, paying: Paying, *, code: str, seconds: int | None, status: str, tone: Tone, warning: str
) -> PhoneFace:
    """``code``: the address to draw, empty without; ``seconds``: what is left of it."""
    amount = words.money(paying.amount) if paying.amount else ""
    again = ActionFace("new_link", say("Make a new link"), shortcut="F5", primary=not code)
    left = say(LEFT, time=f"{seconds // 60}:{seconds % 60:02d}") if code and seconds is not None else ""
    return PhoneFace(
        title=say(PHONE_TITLE),
        amount=amount,
        code=code,
        sentence=say(SCAN, amount=amount) if code else "",
        status=status,
        tone=tone,
        left=left,
        warning=warning,
        action=None if status == say(MAKING) else again,
    )
