"""The API's description: errors as they really are, on every operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from pos_app.wire.problems import MEDIA_TYPE, Code, Problem

_REF = {"$ref": "#/components/schemas/Problem"}
_FALLBACK = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """For ``app.openapi``: the document, made when first asked for."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
                tags=app.openapi_tags,
            )
            schemas = found.setdefault("components", {}).setdefault("schemas", {})
            problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            problem["properties"]["code"]["description"] = "One of: " + ", ".join(code.value for code in Code)
            schemas["Problem"] = problem
            for path in found.get("paths", {}).values():
                for operation in path.values():
                    _errors(operation["responses"])
            for name in _FALLBACK:
                schemas.pop(name, None)
            app.openapi_schema = found
        return app.openapi_schema

    return document


def _errors(responses: dict[str, Any]) -> None:
    content = {MEDIA_TYPE: {"schema": _REF}}
    if "422" in responses:
        responses["422"] = {"description": "The request is not well formed", "content": content}
    responses.setdefault("default", {"description": "Any other error, with its stable code", "content": content})
