"""A text while it is written: how the phone will show it, what is wrong with it, and the German text beside it."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from driverapp.guidance.difference import Line, difference
from driverapp.guidance.digest import source_digest, stale_languages, text_digest, text_in
from driverapp.guidance.faults import find_faults
from driverapp.guidance.models import GuidanceText, GuidanceVersion
from driverapp.guidance.overview import known_slugs
from driverapp.guidance.sections import SITUATIONS, Sections, UnreadableBody, read_sections, write_sections
from driverapp.guidance.write import is_source, is_title
from driverapp.office.presenters.guidance_faults import said, said_of_body
from driverapp.office.presenters.guidance_item import nearby
from driverapp.office.presenters.guidance_text import PhoneText, phone_text
from driverapp.vocabulary.guidance import GuidanceKind
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.wording import N_

TITLE = N_("Ein Titel hat mindestens ein Zeichen und höchstens 70, in einer Zeile.")
SOURCE_LINE = N_("Nennen Sie die Quelle, in höchstens 400 Zeichen.")
# What a new German text begins with: the form of its kind, to be written over.
SKELETONS = {
    GuidanceKind.CHECKLIST: "\n\n".join(
        f"## {heading}\n\n- " for heading in ("Zuerst: Ihr Schutz", "Worauf achten", "Das tun", "Das lassen", "Danach")
    ),
    GuidanceKind.ROUTINE: "## Vor der Abfahrt\n\n- \n\n## Zurück am Fahrzeug\n\n- ",
    GuidanceKind.CARD: "## Kurz gesagt\n\n- ",
    GuidanceKind.TRAINING: "\n\n".join(
        f"## Situation {number}\n\n\n\n-  => \n-  =>  {{right}}\n-  => " for number in range(1, SITUATIONS + 1)
    ),
    GuidanceKind.NOTICE: "## Was gerade vorkommt\n\n- \n\n## Was Sie tun\n\n- ",
}


@dataclass(frozen=True)
class Written:
    """What was written in a language; `body` in Markdown."""

    language: str
    title: str
    source: str
    body: str


@dataclass(frozen=True)
class Preview:
    """How the phone will show what was written (nothing while it cannot be read), and what is wrong with it."""

    text: PhoneText | None
    faults: list[str]


@dataclass(frozen=True)
class Beside:
    """The German text beside a translation, and what changed in it since that was made.

    `stale`: that it changed; what, is known only where the former German text is still there.
    """

    title: str
    source: str
    body: str
    stale: bool
    changes: list[Line]


def tidy(body: str) -> str:
    """A body as a browser sends it, in the store's form: without points that nobody filled in."""
    return "\n".join(line for line in body.splitlines() if line.strip() != "-")


def preview(session: Session, version: GuidanceVersion, entered: Written) -> Preview:
    """A text as it would be saved; nothing is stored. While it is half written, the sections that can be read."""
    kind, title, body = GuidanceKind(version.item.kind), entered.title.strip(), tidy(entered.body)
    source = entered.source.strip()
    fits = {TITLE: is_title(title), SOURCE_LINE: is_source(source)}
    faults = [_(complaint) for complaint, is_fit in fits.items() if not is_fit]
    try:
        sections = read_sections(kind, body)
    except UnreadableBody as error:
        sections = _readable(kind, body)
        faults.append(said_of_body(error))
    known = known_slugs(session)
    found = find_faults(kind, entered.language, title=title, sections=sections, known=known)
    text = GuidanceText(language=entered.language, title=title, source=source, sections=sections)
    return Preview(phone_text(version, text) if sections else None, [*faults, *(said(each) for each in found)])


def beside(version: GuidanceVersion, language: str) -> Beside | None:
    """The German text for whoever translates; nothing beside German itself."""
    source, text = text_in(version, SOURCE), text_in(version, language)
    if language == SOURCE or source is None:
        return None
    stale = language in stale_languages(version)
    made_from = text.source_digest if text and stale else None
    before = next((each for each in version.item.versions if made_from and source_digest(each) == made_from), None)
    changes = nearby(difference(before, version, SOURCE)) if before else []
    return Beside(source.title, source.source, write_sections(source.sections), stale, changes)


def written(version: GuidanceVersion, language: str) -> Written:
    """A text as it is; of a German one that is not there yet, the form of its kind."""
    text = text_in(version, language)
    if text is not None:
        return Written(language, text.title, text.source, write_sections(text.sections))
    return Written(language, "", "", SKELETONS[GuidanceKind(version.item.kind)] if language == SOURCE else "")


def mark(version: GuidanceVersion, language: str) -> str:
    """What somebody sees who writes in a language: its text and the German one, as a digest of both.

    Who translates into Polish loses nothing to whoever translates into Turkish in the same minutes.
    """
    text = text_in(version, language)
    own = text_digest(text.title, text.source, text.sections) if text else ""
    return sha256(f"{own}/{source_digest(version) or ''}".encode()).hexdigest()


def _readable(kind: GuidanceKind, body: str) -> Sections:
    if kind is GuidanceKind.TRAINING:
        return []
    found: Sections = []
    for part in f"\n{body}".split("\n## ")[1:]:
        with suppress(UnreadableBody):
            found += read_sections(kind, f"## {part}")
    return found
