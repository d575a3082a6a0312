"""What reporters wrote in another language than German, which somebody has to translate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from driverapp.reports.messages import Message
from driverapp.reports.models import Report, ReportAmendment
from driverapp.reports.original import original
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.places import AT_THE_PHONE


@dataclass(frozen=True)
class Names:
    """How translations call what one statement holds: its text, and the words of its place."""

    text: str
    place: str


# Of what came with the report itself.
FIRST = Names("text", "place")


@dataclass(frozen=True)
class Foreign:
    """Words to translate; `of` names them as `Translation` does.

    `needed`: nobody here can do without the translation. A place can be written in German on a Polish phone, and most
    are names: it is translated where somebody finds it worth it.
    """

    of: str
    text: str
    language: str
    needed: bool = True


def foreign_texts(
    report: Report, amendments: Sequence[ReportAmendment], messages: Sequence[Message]
) -> Iterator[Foreign]:
    """What is not German in a report: its own text and place, those of amendments, and own words in answers."""
    first = original(report, amendments)
    yield from _stated(FIRST, first, first.get("language"))
    for amendment in amendments:
        language = amendment.fields.get("language") or report.language
        yield from _stated(names_of(amendment), amendment.fields, language)
    for message in messages:
        if message.text and not message.from_office and is_foreign(message.language):
            yield Foreign(of_message(message), message.text, message.language or "")


def names_of(amendment: ReportAmendment) -> Names:
    """How translations call what an amendment holds."""
    return Names(f"amendment:{amendment.id}", f"place:{amendment.id}")


def last_names(amendments: Sequence[ReportAmendment]) -> Names:
    """How translations call the text and the place that the report bears now."""
    texts = [names_of(each).text for each in amendments if "text" in each.fields]
    places = [names_of(each).place for each in amendments if "place" in each.fields]
    return Names([FIRST.text, *texts][-1], [FIRST.place, *places][-1])


def of_message(message: Message) -> str:
    """How a translation names the text of an answer."""
    return f"message:{message.id}"


def is_foreign(language: str | None) -> bool:
    """Whether a language is known to be another than German."""
    return bool(language) and (language or "").partition("-")[0].lower() != SOURCE


def _stated(names: Names, fields: Mapping[str, Any], language: str | None) -> Iterator[Foreign]:
    if not is_foreign(language):
        return
    if fields.get("text"):
        yield Foreign(names.text, fields["text"], language or "")
    # The words of the app itself are said in the reader's language anyway.
    place = ((fields.get("place") or {}).get("text") or "").removeprefix(AT_THE_PHONE).strip(": ")
    if place:
        yield Foreign(names.place, place, language or "", needed=False)
