"""Validates XML against a schema, as far as the schema of CAP needs it: sequences, named and inline types, facets."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

XS = "{http://www.w3.org/2001/XMLSchema}"
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
UNBOUNDED = 10**9

KNOWN = {"element", "any"}
BUILT_IN: dict[str, Callable[[str], object]] = {
    "xs:string": str,
    "xs:language": lambda text: LANGUAGE.fullmatch(text) or int("no language"),
    "xs:anyURI": urlsplit,
    "xs:integer": int,
    "xs:decimal": Decimal,
    "xs:dateTime": datetime.fromisoformat,
}


class Schema:
    """A schema from a file."""

    def __init__(self, path: Path) -> None:
        self._root = ET.parse(path).getroot()  # noqa: S314 - a file of ours
        self._namespace = self._root.get("targetNamespace")
        self._types = {
            f"cap:{each.get('name')}": each for each in self._root if each.get("name") and "Type" in each.tag
        }

    def faults(self, content: bytes) -> list[str]:
        """What keeps a document from being valid; empty when it is."""
        document = ET.fromstring(content)  # noqa: S314 - made by what is tested
        declared = {each.get("name"): each for each in self._root.iterfind(f"{XS}element")}
        name = self._name(document)
        return list(self._element(document, declared[name])) if name in declared else [f"{document.tag} is no root"]

    def _name(self, element: Element) -> str | None:
        namespace, _, name = element.tag[1:].rpartition("}")
        return name if namespace == self._namespace else None

    def _element(self, element: Element, declaration: Element) -> Iterator[str]:
        kind = declaration.get("type")
        definition = self._types.get(kind or "")
        if definition is None and kind is None:
            definition = next(iter(declaration))
        if definition is not None and definition.tag == f"{XS}complexType":
            yield from self._children(element, definition)
        elif len(element):
            yield f"{element.tag}: has children"
        else:
            yield from self._text(element, kind, definition)

    def _children(self, element: Element, definition: Element) -> Iterator[str]:
        if (element.text or "").strip():
            yield f"{element.tag}: has text"
        waiting = list(element)
        for particle in definition.find(f"{XS}sequence") or ():
            most = particle.get("maxOccurs", "1")
            count = 0
            while (
                waiting
                and self._fits(waiting[0], particle)
                and count < (UNBOUNDED if most == "unbounded" else int(most))
            ):
                child, count = waiting.pop(0), count + 1
                if particle.tag == f"{XS}element":
                    yield from self._element(child, particle)
            if count < int(particle.get("minOccurs", "1")):
                yield f"{element.tag}: {particle.get('name')} is missing"
        yield from (f"{element.tag}: {each.tag} stands where it may not" for each in waiting)

    def _fits(self, element: Element, particle: Element) -> bool:
        if particle.tag == f"{XS}any":
            return element.tag.startswith(f"{{{particle.get('namespace')}}}")
        return self._name(element) == particle.get("name")

    def _text(self, element: Element, kind: str | None, definition: Element | None) -> Iterator[str]:
        text = element.text or ""
        restriction = definition.find(f"{XS}restriction") if definition is not None else None
        base = kind if restriction is None else restriction.get("base")
        try:
            BUILT_IN[base or ""](text)
        except (ValueError, ArithmeticError):
            yield f"{element.tag}: «{text}» is no {base}"
        if restriction is None:
            return
        allowed = [each.get("value") for each in restriction.iterfind(f"{XS}enumeration")]
        patterns = [each.get("value") or "" for each in restriction.iterfind(f"{XS}pattern")]
        if allowed and text not in allowed:
            yield f"{element.tag}: «{text}» is none of {allowed}"
        if patterns and not any(re.fullmatch(each, text) for each in patterns):
            yield f"{element.tag}: «{text}» has another form"
