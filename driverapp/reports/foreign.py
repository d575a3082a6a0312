"""Texts that reporters wrote in another language than German, which somebody has to translate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from driverapp.reports.messages import Message
from driverapp.reports.models import Report, ReportAmendment
from driverapp.reports.original import original
from driverapp.vocabulary.languages import SOURCE

# The name of the text that came with the report itself.
FIRST = "text"


@dataclass(frozen=True)
class Foreign:
    """A text to translate; `of` names it as `Translation` does."""

    of: str
    text: str
    language: str


def foreign_texts(
    report: Report, amendments: Sequence[ReportAmendment], messages: Sequence[Message]
) -> Iterator[Foreign]:
    """The texts of a report that are not German: its own, those of amendments, and own words in answers."""
    first = original(report, amendments)
    written = [(FIRST, first.get("text"), first.get("language"))]
    written += [
        (of_amendment(each), each.fields.get("text"), each.fields.get("language") or report.language)
        for each in amendments
    ]
    written += [(of_message(each), each.text, each.language) for each in messages if not each.from_office]
    for of, text, language in written:
        if text and is_foreign(language):
            yield Foreign(of, text, language or "")


def of_amendment(amendment: ReportAmendment) -> str:
    """How a translation names the text of an amendment."""
    return f"amendment:{amendment.id}"


def of_message(message: Message) -> str:
    """How a translation names the text of an answer."""
    return f"message:{message.id}"


def is_foreign(language: str | None) -> bool:
    """Whether a language is known to be another than German."""
    return bool(language) and (language or "").partition("-")[0].lower() != SOURCE
