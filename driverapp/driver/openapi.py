"""The description of the API (OpenAPI 3.1), made from the models that check and answer requests."""

from functools import cache
from typing import Any

from flask import Blueprint, jsonify, request
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.wrappers import Response

from driverapp.driver import answers
from driverapp.driver.operations import HEADERS, OPERATIONS, REFUSALS, Operation
from driverapp.reports.fields import CLIENT_ID_PATTERN
from driverapp.reports.payload import ReportPayload
from driverapp.web.compression import compressed
from driverapp.web.permissions import public

openapi = compressed(Blueprint("openapi", __name__))


@openapi.get("/api/v1/openapi.json")
@public
def described() -> Response:
    """The description of the API."""
    response = jsonify(describe())
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


@cache
def describe() -> dict[str, Any]:
    """The description as a document."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "driverapp", "version": "1", "description": "Reports of professional drivers."},
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "secret": {"type": "http", "scheme": "bearer", "description": "32 random bytes in base64url."}
            },
        },
    }


def _schemas() -> dict[str, Any]:
    bodies = {operation.body for operation in OPERATIONS if operation.body}
    given = {operation.answer for operation in OPERATIONS if operation.answer} | {answers.ProblemAnswer}
    models = [(model, "validation") for model in bodies] + [(model, "serialization") for model in given]
    _, schemas = models_json_schema(
        sorted(models, key=lambda each: each[0].__name__),  # type: ignore[arg-type]
        ref_template="#/components/schemas/{model}",
    )
    described: dict[str, Any] = schemas["$defs"]
    return described


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": operation.summary.lower().replace(" ", "_").replace(",", ""),
        "parameters": _parameters(operation),
        "responses": _responses(operation),
    }
    if operation.body:
        described["requestBody"] = {
            "required": operation.body_required,
            "content": {"application/json": {"schema": _reference(operation.body)}},
        }
    elif operation.body_types:
        bytes_as_they_are: dict[str, Any] = {each: {"schema": {}} for each in operation.body_types}
        described["requestBody"] = {"required": True, "content": bytes_as_they_are}
    if operation.has_secret:
        described["security"] = [{"secret": []}]
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
    ids = {"type": "string", "pattern": CLIENT_ID_PATTERN, "description": "A UUID of version 4 or 7."}
    found = [{"name": name, "in": "path", "required": True, "schema": ids} for name in names]
    found += [{"name": name, "in": "query", "schema": {"type": "string"}} for name in operation.query]
    if operation.body is ReportPayload:
        clock = "The phone's clock at sending (RFC 3339); one that cannot be read counts as absent."
        found.append({"name": "Sent-At", "in": "header", "description": clock, "schema": {"type": "string"}})
    return found


def _responses(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for status, meaning in operation.successes.items():
        found[str(status)] = {"description": meaning}
        if status < 300:  # noqa: PLR2004 - not modified has no body
            schema = _reference(operation.answer) if operation.answer else {"type": "object"}
            found[str(status)]["content"] = {"application/json": {"schema": schema}}
    for status in sorted(operation.refusals):
        found[str(status)] = _refusal(status, operation)
    return found


def _refusal(status: int, operation: Operation) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _reference(answers.ProblemAnswer)}}
    meaning = operation.refusals_here.get(status, REFUSALS[status])
    described: dict[str, Any] = {"description": meaning, "content": content}
    if status in HEADERS:
        described["headers"] = {HEADERS[status]: {"required": True, "schema": {"type": "string"}}}
    return described


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
