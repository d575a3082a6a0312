"""A JSON body from strangers: strictly one object, or a refusal that quotes nothing of it."""

import json
from typing import Any, NoReturn, TypedDict, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)


class BrokenJson(Exception):
    """The body is no JSON object that everybody reads alike."""


class Fault(TypedDict):
    """One thing wrong with a body: where (JSON pointer, RFC 6901) and what, without the input."""

    pointer: str
    detail: str


class InvalidBody(Exception):
    """The body is JSON, but not what is expected; `faults` tell where and what."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("invalid body")
        self.faults = faults


def read_json(raw: bytes) -> dict[str, Any]:
    """The object in a body.

    Raises `BrokenJson` for anything that parsers read differently: other encodings than UTF-8, a name given
    twice, NaN, lone surrogates, nesting or numbers beyond reason.
    """
    try:
        text = raw.decode()
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
        if "\\u" in text:
            # An escaped half of a surrogate pair passes the parser, but no store and no answer can hold it.
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BrokenJson from None
    if not isinstance(value, dict):
        raise BrokenJson
    return value


def validate(model: type[Model], value: dict[str, Any]) -> Model:
    """The value as a model. Raises `InvalidBody` with a pointer to each fault."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidBody([_fault(detail) for detail in details]) from None


def pointer(*path: str | int) -> str:
    """The JSON pointer to a path of names and positions."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _fault(detail: ErrorDetails) -> Fault:
    if detail["type"] in ("model_type", "dict_type"):
        return {"pointer": pointer(*detail["loc"]), "detail": "should be an object"}
    return {"pointer": pointer(*detail["loc"]), "detail": detail["msg"].removeprefix("Value error, ")}


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise BrokenJson
    return result


def _refuse_constant(_name: str) -> NoReturn:
    raise BrokenJson
