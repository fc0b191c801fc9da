"""Questions shown on a reader: how they are asked, and answers a simulated customer gives."""

from __future__ import annotations

from typing import Final

from pos_app.sandbox.errors import Json, invalid

_ANSWERS: Final = {
    "email": "customer@example.org",
    "numeric": "12345",
    "phone": "+15555550100",
    "text": "Sample answer",
    "signature": "file_sandbox_signature",
}


def asked(given: Json) -> Json:
    """An input of ``action.collect_inputs``, not yet answered."""
    text = given["custom_text"]
    kind = given["type"]
    shown: Json = {
        "custom_text": {name: text.get(name) for name in ("description", "skip_button", "submit_button", "title")},
        "required": given.get("required", False),
        "toggles": [
            {
                "default_value": toggle.get("default_value", "disabled"),
                "description": toggle.get("description"),
                "title": toggle.get("title"),
                "value": None,
            }
            for toggle in given.get("toggles") or []
        ],
        "type": kind,
    }
    if kind == "selection":
        choices = (given.get("selection") or {}).get("choices")
        if not choices:
            raise invalid("A selection needs choices.", param="inputs[selection]", code="parameter_missing")
        shown["selection"] = {
            "choices": [
                {"id": one["id"], "style": one.get("style", "secondary"), "text": one["text"]} for one in choices
            ],
            "id": None,
            "text": None,
        }
    else:
        shown[kind] = {"value": None}
    return shown


def answer(question: Json, skip_optional: bool) -> None:
    """Fill in what a customer would."""
    for toggle in question["toggles"] or []:
        toggle["value"] = toggle["default_value"]
    question["skipped"] = skip_optional and not question["required"]
    if question["skipped"]:
        return
    kind = question["type"]
    if kind == "selection":
        first = question["selection"]["choices"][0]
        question["selection"].update({"id": first["id"], "text": first["text"]})
    else:
        question[kind]["value"] = _ANSWERS[kind]
