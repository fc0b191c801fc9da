"""What a reader does once a card is held to it, and how it tells."""

from __future__ import annotations

from pos_app.sandbox.cards import CardRow
from pos_app.sandbox.errors import ApiError, Json, invalid
from pos_app.sandbox.objects import (
    card_present,
    paying,
    payment_methods,
    reader_inputs,
    readers,
    refunds,
    setup_intents,
)
from pos_app.sandbox.work import Call, Work, merge_metadata

_DEFAULT_CARD = "4242424242424242"
_TAKES_CARDS = ("process_payment_intent", "collect_payment_method", "process_setup_intent", "refund_payment")


def present_payment_method(work: Work, call: Call) -> Json:
    """A card is held to the simulated reader."""
    reader = work.get("terminal.reader", call.id)
    action = reader["action"]
    if not action or action["status"] != "in_progress" or action["type"] not in _TAKES_CARDS:
        raise readers.no_action()
    row = _row(work, call.params)
    match action["type"]:
        case "process_payment_intent":
            _pay(work, reader, action, card_present.make(work, row), call.params.get("amount_tip"))
        case "collect_payment_method":
            _collect(work, reader, action, card_present.make(work, row))
        case "process_setup_intent":
            _set_up(work, reader, action, row)
        case _:
            _refund(work, reader, action)
    return reader


def _row(work: Work, params: Json) -> CardRow:
    kind = params.get("type", "card_present")
    given = params.get(kind) or {}
    number = (given.get("number") or _DEFAULT_CARD).replace(" ", "")
    row = work.cards.numbered(number)
    if row is None:
        raise invalid("This is not a test card.", param=f"{kind}[number]")
    return row


def _pay(work: Work, reader: Json, action: Json, method: Json, tip: int | None) -> None:
    intent = work.get("payment_intent", action[action["type"]]["payment_intent"])
    if intent["status"] not in ("requires_payment_method", "requires_confirmation"):
        return failed(work, reader, "intent_invalid_state", "The PaymentIntent is no longer open.")
    if tip and tip > 0:
        intent["amount"] += min(tip, intent["amount"])
        intent["amount_details"] = {"tip": {"amount": tip}}
    intent["payment_method"] = method["id"]
    row = payment_methods.row_of(work, method)
    try:
        paying.attempt(work, intent, method, row, reader=reader)
    except ApiError as error:
        if not error.keep:
            raise
        return failed(work, reader, str(error.error["code"]), str(error))
    return succeeded(work, reader)


def _collect(work: Work, reader: Json, action: Json, method: Json) -> None:
    intent = work.get("payment_intent", action["collect_payment_method"]["payment_intent"])
    work.put(intent, {**work.hidden(intent), "collected": method["id"]})
    action["collect_payment_method"]["payment_method"] = method
    succeeded(work, reader)


def confirms(work: Work, ident: str, number: str) -> None:
    """Later: the reader sends what it collected."""
    reader = _still(work, ident, number)
    if reader is None:
        return
    intent = work.get("payment_intent", reader["action"]["confirm_payment_intent"]["payment_intent"])
    method = work.get("payment_method", work.hidden(intent)["collected"])
    _pay(work, reader, reader["action"], method, None)


def _set_up(work: Work, reader: Json, action: Json, row: CardRow) -> None:
    intent = work.get("setup_intent", action["process_setup_intent"]["setup_intent"])
    saved = payment_methods.resolve(work, row.method if row.method.startswith("pm_card_") else "pm_card_visa")
    saved["allow_redisplay"] = work.hidden(reader).get("allow_redisplay", "unspecified")
    work.put(saved)
    intent["payment_method"] = saved["id"]
    setup_intents.answered(work, intent, passed=True)
    action["process_setup_intent"]["generated_card"] = saved["id"]
    succeeded(work, reader)


def _refund(work: Work, reader: Json, action: Json) -> None:
    what = action["refund_payment"]
    try:
        charge = refunds.refundable(work, what)
        amount = refunds.amount_of(charge, what.get("amount"))
    except ApiError as error:
        return failed(work, reader, str(error.error.get("code", "charge_not_refundable")), str(error))
    refund = refunds.make(work, charge, amount, None, merge_metadata(None, what.get("metadata")))
    what["refund"] = refund["id"]
    return succeeded(work, reader)


def succeed_input_collection(work: Work, call: Call) -> Json:
    reader = _asking(work, call)
    for question in reader["action"]["collect_inputs"]["inputs"]:
        reader_inputs.answer(question, call.params.get("skip_non_required_inputs") == "all")
    succeeded(work, reader)
    return reader


def timeout_input_collection(work: Work, call: Call) -> Json:
    reader = _asking(work, call)
    failed(work, reader, "terminal_reader_timeout", "The customer did not answer.")
    return reader


def _asking(work: Work, call: Call) -> Json:
    reader = work.get("terminal.reader", call.id)
    action = reader["action"]
    if not action or action["status"] != "in_progress" or action["type"] != "collect_inputs":
        raise readers.no_action()
    return reader


def _still(work: Work, ident: str, number: str) -> Json | None:
    """The reader, if it is still at that action."""
    reader = work.find(ident)
    if reader is None or work.hidden(reader).get("action") != number:
        return None
    action = reader["action"]
    return reader if action and action["status"] == "in_progress" else None


def gives_up(work: Work, ident: str, number: str) -> None:
    """Later: nobody held a card to it."""
    reader = _still(work, ident, number)
    if reader is not None:
        failed(work, reader, "terminal_reader_timeout", "The reader waited too long for a card.")


def done(work: Work, ident: str, number: str) -> None:
    """Later: the reader shows what it was told to."""
    reader = _still(work, ident, number)
    if reader is not None:
        succeeded(work, reader)


def succeeded(work: Work, reader: Json) -> None:
    reader["action"]["status"] = "succeeded"
    work.put(reader)
    work.emit("terminal.reader.action_succeeded", reader)


def failed(work: Work, reader: Json, code: str, message: str) -> None:
    reader["action"].update({"status": "failed", "failure_code": code, "failure_message": message})
    work.put(reader)
    work.emit("terminal.reader.action_failed", reader)
