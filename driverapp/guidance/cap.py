"""Notices in the Common Alerting Protocol 1.2 of OASIS: one alert, in it one `info` for each notice and language."""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from driverapp.guidance.models import GuidanceText, GuidanceVersion
from driverapp.store.clock import BERLIN

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
# CAP has "event" in the language of its `info`; whoever reads one of the others reads English as well.
EVENTS = {"de": "Präventionshinweis"}
EVENT = "Crime prevention notice"
# When nothing was published yet.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def cap_document(
    notices: list[GuidanceVersion], changed_at: datetime | None, *, sender: str, sender_name: str | None, home: str
) -> bytes:
    """The alert of these notices as XML. The same notices give the same bytes.

    `changed_at`: when a notice was published or recalled last, if ever; `sender`: a name of the installation without
    blanks, as its host; `home`: its address, without a slash at the end.
    """
    alert = Element("alert", xmlns=NAMESPACE)
    infos = [_info(each, text, sender_name, home) for each in notices for text in each.texts]
    content = b"".join(tostring(info) for info in infos)
    _fill(
        alert,
        identifier=f"{sender}-notices-{sha256(content).hexdigest()[:32]}",
        sender=sender,
        sent=_moment(changed_at or EPOCH),
        status="Actual",
        msgType="Alert",
        scope="Public",
        note=None if infos else "No notice is in force.",
    )
    alert.extend(infos)
    document: bytes = tostring(alert, encoding="utf-8", xml_declaration=True)
    return document


def _info(notice: GuidanceVersion, text: GuidanceText, sender_name: str | None, home: str) -> Element:
    info = Element("info")
    _fill(
        info,
        language=text.language,
        category="Security",
        event=EVENTS.get(text.language, EVENT),
        # None of the three is known of a notice in general, and CAP says so.
        urgency="Unknown",
        severity="Unknown",
        certainty="Unknown",
        audience=notice.item.target_group,
        effective=_moment(notice.published_at) if notice.published_at else None,
        expires=_end(notice.valid_until) if notice.valid_until else None,
        senderName=sender_name,
        headline=text.title,
        description="\n\n".join(_plain(each) for each in text.sections),
        web=f"{home}/{text.language}/",
    )
    for name, value in (("slug", notice.item.slug), ("version", str(notice.number))):
        _fill(SubElement(info, "parameter"), valueName=name, value=value)
    if where := ", ".join(part for part in (notice.item.road, notice.item.region) if part):
        _fill(SubElement(info, "area"), areaDesc=where)
    return info


def _plain(section: dict[str, Any]) -> str:
    return "\n".join([section["title"], *(f"- {point['text']}" for point in section["points"])])


def _fill(element: Element, **texts: str | None) -> None:
    for name, text in texts.items():
        if text is not None:
            SubElement(element, name).text = text


def _moment(moment: datetime) -> str:
    # CAP wants whole seconds and an offset in digits, never "Z".
    return moment.astimezone(BERLIN).isoformat(timespec="seconds")


def _end(day: date) -> str:
    return _moment(datetime.combine(day, time(23, 59, 59), BERLIN))
