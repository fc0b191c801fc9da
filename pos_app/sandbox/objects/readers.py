"""Card readers: registered, and told what to do. What a presented card does is in reader_actions.py."""

from __future__ import annotations

from typing import Any, Final

from pos_app.sandbox import ids, lists
from pos_app.sandbox.errors import ApiError, Json, invalid, wrong_state
from pos_app.sandbox.objects import reader_inputs
from pos_app.sandbox.work import Call, Work, merge_metadata

DEVICES: Final = {
    "simulated-wpe": "simulated_wisepos_e",
    "simulated-s700": "simulated_stripe_s700",
    "simulated-s710": "simulated_stripe_s710",
    "simulated-t600": "simulated_stripe_t600",
    "simulated-m425": "simulated_verifone_m425",
    "simulated-p630": "simulated_verifone_p630",
    "simulated-ux700": "simulated_verifone_ux700",
    "simulated-v660p": "simulated_verifone_v660p",
}
"""Registration codes of simulated readers."""
WAITS_FOR_CARD: Final = 120.0
_DONE_AFTER: Final = 0.3
_CONFIG: Final = ("enable_customer_cancellation", "return_url", "skip_tipping", "tipping")


def create(work: Work, call: Call) -> Json:
    params = call.params
    device = DEVICES.get(params["registration_code"])
    if device is None:
        raise invalid(
            f"The registration code {params['registration_code'][:40]} is not valid. The sandbox has simulated "
            f"readers: {', '.join(DEVICES)}.",
            param="registration_code",
        )
    if not params.get("location"):
        raise invalid("Missing required param: location.", param="location", code="parameter_missing")
    work.get("terminal.location", params["location"], "location")
    ident = ids.new("tmr", 14)
    reader: Json = {
        "id": ident,
        "object": "terminal.reader",
        "action": None,
        "device_sw_version": "",
        "device_type": device,
        "ip_address": "127.0.0.1",
        "label": params.get("label") or ident,
        "last_seen_at": work.now * 1000,
        "livemode": False,
        "location": params["location"],
        "metadata": merge_metadata(None, params.get("metadata")),
        "serial_number": f"{device}-{ident}",
        "status": "online",
    }
    return work.put(reader)


def retrieve(work: Work, call: Call) -> Json:
    return work.get("terminal.reader", call.id)


def update(work: Work, call: Call) -> Json:
    reader = work.get("terminal.reader", call.id)
    if call.params.get("label"):
        reader["label"] = call.params["label"]
    if "metadata" in call.params:
        reader["metadata"] = merge_metadata(reader["metadata"], call.params["metadata"])
    return work.put(reader)


def delete(work: Work, call: Call) -> Json:
    reader = work.get("terminal.reader", call.id)
    work.store.delete(call.id)
    names = ("id", "object", "device_type", "serial_number")
    return {**{name: reader[name] for name in names}, "deleted": True}


def list_all(work: Work, call: Call) -> Json:
    names = ("location", "device_type", "serial_number", "status")
    filters: dict[str, Any] = {name: call.params.get(name) for name in names}
    return lists.page(work, call, "terminal.reader", "/v1/terminal/readers", **filters)


def ready(work: Work, call: Call) -> Json:
    """The reader, free and switched on. Raises ApiError otherwise."""
    reader = work.get("terminal.reader", call.id)
    if reader["status"] != "online":
        raise wrong_state(
            "Reader is currently offline, please ensure the reader is powered on and connected to the internet before "
            "retrying your request.",
            "terminal_reader_offline",
        )
    if reader["action"] and reader["action"]["status"] == "in_progress":
        raise wrong_state(
            "Reader is currently busy processing another request, please reference the integration guide on how to "
            "retry your request.",
            "terminal_reader_busy",
        )
    return reader


def begin(work: Work, reader: Json, kind: str, what: Json, **hidden: Any) -> Json:
    """Give the reader something to do; it gives up after two minutes without a card."""
    number = ids.random_text(12)
    reader["action"] = {
        "api_error": None,
        "failure_code": None,
        "failure_message": None,
        "status": "in_progress",
        "type": kind,
        kind: what,
    }
    reader["last_seen_at"] = work.now * 1000
    work.put(reader, {**hidden, "action": number})
    work.later(WAITS_FOR_CARD, "reader_gives_up", reader=reader["id"], action=number)
    return reader


def _payable(work: Work, ident: str, states: tuple[str, ...]) -> Json:
    intent = work.get("payment_intent", ident, "payment_intent")
    if intent["status"] not in states or "card_present" not in intent["payment_method_types"]:
        raise wrong_state(
            "The PaymentIntent must be in the requires_payment_method state and include the `card_present` payment "
            "method type.",
            "intent_invalid_state",
            payment_intent=intent,
        )
    return intent


def _config(given: Json | None) -> Json:
    return {name: given[name] for name in _CONFIG if given and name in given}


def process_payment_intent(work: Work, call: Call) -> Json:
    reader, params = ready(work, call), call.params
    intent = _payable(work, params["payment_intent"], ("requires_payment_method",))
    what: Json = {"payment_intent": intent["id"]}
    if params.get("process_config"):
        what["process_config"] = _config(params["process_config"])
    return begin(work, reader, "process_payment_intent", what)


def collect_payment_method(work: Work, call: Call) -> Json:
    reader, params = ready(work, call), call.params
    intent = _payable(work, params["payment_intent"], ("requires_payment_method",))
    what: Json = {"payment_intent": intent["id"]}
    if params.get("collect_config"):
        what["collect_config"] = {
            name: value for name, value in _config(params["collect_config"]).items() if name != "return_url"
        }
    return begin(work, reader, "collect_payment_method", what)


def confirm_payment_intent(work: Work, call: Call) -> Json:
    reader, params = ready(work, call), call.params
    intent = _payable(work, params["payment_intent"], ("requires_payment_method", "requires_confirmation"))
    collected = work.hidden(intent).get("collected")
    if not collected:
        raise wrong_state(
            "No payment method was collected for this PaymentIntent.", "intent_invalid_state", payment_intent=intent
        )
    what: Json = {"payment_intent": intent["id"]}
    if params.get("confirm_config"):
        what["confirm_config"] = {name: value for name, value in params["confirm_config"].items() if value}
    begin(work, reader, "confirm_payment_intent", what)
    work.later(_DONE_AFTER, "reader_confirms", reader=reader["id"], action=work.hidden(reader)["action"])
    return reader


def process_setup_intent(work: Work, call: Call) -> Json:
    reader, params = ready(work, call), call.params
    intent = work.get("setup_intent", params["setup_intent"], "setup_intent")
    if intent["status"] not in ("requires_payment_method", "requires_confirmation"):
        raise wrong_state(
            "The SetupIntent is not in a state for a reader.", "intent_invalid_state", setup_intent=intent
        )
    what: Json = {"setup_intent": intent["id"]}
    if params.get("process_config"):
        what["process_config"] = _config(params["process_config"])
    return begin(work, reader, "process_setup_intent", what, allow_redisplay=params["allow_redisplay"])


def refund_payment(work: Work, call: Call) -> Json:
    reader, params = ready(work, call), call.params
    if not (params.get("payment_intent") or params.get("charge")):
        raise invalid("One of the following params should be provided for this request: payment_intent or charge.")
    what: Json = {name: params[name] for name in ("amount", "charge", "payment_intent") if params.get(name)}
    for name in ("charge", "payment_intent"):
        if params.get(name):
            work.get(name, params[name], name)
    if isinstance(params.get("metadata"), dict):
        what["metadata"] = merge_metadata(None, params["metadata"])
    return begin(work, reader, "refund_payment", what)


def set_reader_display(work: Work, call: Call) -> Json:
    reader, cart = ready(work, call), call.params.get("cart")
    shown = {**cart, "tax": cart.get("tax")} if isinstance(cart, dict) else None
    begin(work, reader, "set_reader_display", {"type": "cart", "cart": shown})
    work.later(_DONE_AFTER, "reader_done", reader=reader["id"], action=work.hidden(reader)["action"])
    return reader


def collect_inputs(work: Work, call: Call) -> Json:
    reader = ready(work, call)
    what: Json = {
        "inputs": [reader_inputs.asked(one) for one in call.params["inputs"] or []],
        "metadata": merge_metadata(None, call.params.get("metadata")),
    }
    if not 1 <= len(what["inputs"]) <= 5:
        raise invalid("A reader collects one to five inputs.", param="inputs")
    return begin(work, reader, "collect_inputs", what)


def cancel_action(work: Work, call: Call) -> Json:
    reader = work.get("terminal.reader", call.id)
    reader["action"] = None
    return work.put(reader, {})


def no_action() -> ApiError:
    return wrong_state("There is no action of this kind in progress on the reader.", "intent_invalid_state")
