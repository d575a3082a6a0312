"""Digests: by which an agreement names exactly what it is to, and a translation what it was made from."""

import hashlib
import json
from typing import Any

from driverapp.guidance.models import GuidanceText, GuidanceVersion
from driverapp.guidance.sections import Sections
from driverapp.vocabulary.languages import SOURCE


def text_digest(title: str, source: str, sections: Sections) -> str:
    """The digest of one text: SHA-256, 64 hexadecimal digits."""
    return _digest([title, source, sections])


def version_digest(version: GuidanceVersion) -> str:
    """The digest of all that readers get of a version: its texts, whom and where it is for, until when."""
    item = version.item
    frame = [item.slug, item.kind, item.target_group, item.region, item.road, version.number]
    until = version.valid_until.isoformat() if version.valid_until else None
    texts = sorted((each.language, each.title, each.source, each.sections) for each in version.texts)
    return _digest([*frame, until, texts])


def source_digest(version: GuidanceVersion) -> str | None:
    """The digest of the German text, if there is one."""
    found = text_in(version, SOURCE)
    return text_digest(found.title, found.source, found.sections) if found else None


def text_in(version: GuidanceVersion, language: str) -> GuidanceText | None:
    """The text of a version in a language."""
    return next((each for each in version.texts if each.language == language), None)


def stale_languages(version: GuidanceVersion) -> list[str]:
    """The languages whose text was made from another German text than the present one."""
    present = source_digest(version)
    return [each.language for each in version.texts if each.language != SOURCE and each.source_digest != present]


def _digest(content: list[Any]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
