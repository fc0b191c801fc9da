"""The API's description: errors as they really are, on every operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from pos_app.server import openapi_examples as examples
from pos_app.wire.problems import MEDIA_TYPE, Code, Problem

JSON = "application/json"
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
                    _errors(operation)
                    _examples(operation)
            for name in _FALLBACK:
                schemas.pop(name, None)
            app.openapi_schema = found
        return app.openapi_schema

    return document


def _errors(operation: dict[str, Any]) -> None:
    """Every status the operation may refuse with, with its codes."""
    responses = operation["responses"]
    known = dict(examples.ERRORS.get(operation["operationId"], {}))
    if "security" in operation:
        known[401] = (Code.NOT_AUTHENTICATED,)
        if operation["operationId"] not in examples.ANY_ROLE:
            known.setdefault(403, (Code.NOT_ALLOWED,))
    if "422" in responses:
        known |= {422: (Code.MALFORMED,)}
    for status, codes in sorted(known.items()):
        described = ", ".join(f"`{code.value}`" for code in codes)
        responses[str(status)] = {"description": described, "content": _problem(codes[0], status)}
    other = {"description": "Any other error, with its stable code", "content": _problem(Code.DATABASE_BUSY, 503)}
    responses.setdefault("default", other)


def _problem(code: Code, status: int) -> dict[str, Any]:
    return {MEDIA_TYPE: {"schema": _REF, "example": examples.problem(code, status)}}


def _examples(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    body = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if body is not None and name in examples.REQUESTS:
        body["example"] = examples.plain(examples.REQUESTS[name])
    for status, response in operation["responses"].items():
        content = response.get("content", {}).get(JSON)
        found = examples.ANSWERS.get(f"{name} {status}", examples.ANSWERS.get(name))
        if content is not None and found is not None:
            content["example"] = examples.plain(found)
