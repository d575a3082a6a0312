"""Tables: reports, their amendments and messages, emergency calls, and the events that all figures count."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from driverapp.associations.models import Association, Site
from driverapp.store.clock import local_day, now
from driverapp.store.database import Base
from driverapp.trust.sealing import SealedJson, SealedText
from driverapp.vocabulary.states import State


class Report(Base):
    """A report as it stands after its amendments.

    `id`, the secret and `reference` are made on the phone. `sealed` holds what nobody may read in the store: `{"text",
    "vehicle", "place_text", "direction", "road"}`, where `road` is what was written for a road and is none; the column
    holds names of roads alone. `usable` never goes back to false by an amendment. A withdrawn report keeps its row,
    emptied, as the tombstone that refuses late arrivals; so does one that was erased when its time was over, with its
    state. `version` counts the steps of coordinators, so that two at once cannot overwrite each other silently. Until
    `held_until` a hold keeps everything, under the last `file_number`. `rounded_at`: when positions became coarse.
    `translated`: whether every text in another language than German has its translation; none where there is no such.
    One that the office took down (`channel`) belongs to nobody's secret.
    """

    __tablename__ = "reports"
    __table_args__ = (Index("ix_reports_road_km", "road", "km"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    body_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    reference: Mapped[str | None] = mapped_column(String(11), index=True)

    received_at: Mapped[datetime] = mapped_column(index=True)
    visible_at: Mapped[datetime]
    observed_at: Mapped[datetime | None] = mapped_column(index=True)
    captured_at: Mapped[datetime | None]
    clock_skew_s: Mapped[int | None]

    category: Mapped[str | None] = mapped_column(String(40))
    target_group: Mapped[str | None] = mapped_column(String(20))
    ongoing: Mapped[bool | None]
    lat: Mapped[float | None] = mapped_column(index=True)
    lon: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    age_s: Mapped[float | None]
    road: Mapped[str | None] = mapped_column(String(10))
    km: Mapped[float | None]
    place_site: Mapped[str | None] = mapped_column(String(60), index=True)
    sealed: Mapped[dict[str, Any] | None] = mapped_column(SealedJson)
    # Pointers to what the server dropped: a repeat gets the same answer. Sealed, since the names are the sender's.
    ignored: Mapped[list[str] | None] = mapped_column(SealedJson)

    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolments.id"))
    language: Mapped[str | None] = mapped_column(String(10))
    app_version: Mapped[str | None] = mapped_column(String(40))
    practice: Mapped[bool] = mapped_column(default=False)
    usable: Mapped[bool] = mapped_column(default=False)
    quarantined: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[str | None] = mapped_column(String(10))

    state: Mapped[str] = mapped_column(String(20), default=State.RECEIVED)
    outcome: Mapped[str | None] = mapped_column(String(20))
    helped: Mapped[bool] = mapped_column(default=False)
    withdrawal_requested_at: Mapped[datetime | None]
    # The last answer of the reporter, until a coordinator has noted it.
    unread_answer: Mapped[UUID | None]
    translated: Mapped[bool | None]
    seen_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    held_until: Mapped[datetime | None]
    file_number: Mapped[str | None] = mapped_column(SealedText)
    rounded_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    association: Mapped[Association | None] = relationship()
    site: Mapped[Site | None] = relationship()


class ReportAmendment(Base):
    """Further details to a report, as sent; `fields` maps the API's field names to their values.

    `before`: what the report said of the same fields until then.
    """

    __tablename__ = "report_amendments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    received_at: Mapped[datetime] = mapped_column(default=now)
    fields: Mapped[dict[str, Any]] = mapped_column(SealedJson)
    before: Mapped[dict[str, Any] | None] = mapped_column(SealedJson)
    ignored: Mapped[list[str] | None] = mapped_column(SealedJson)


class ReportMessage(Base):
    """A question of the office about one report, or the reporter's answer to one (`in_reply_to`).

    `sealed` holds what is there of `{"question", "answer", "text", "language"}`: the first two canned.
    `fetched_at`: when the reporter's device first had the question.
    """

    __tablename__ = "report_messages"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True)
    body_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    sent_at: Mapped[datetime] = mapped_column(default=now)
    from_office: Mapped[bool]
    fetched_at: Mapped[datetime | None]
    in_reply_to: Mapped[UUID | None]
    sealed: Mapped[dict[str, str]] = mapped_column(SealedJson)
    ignored: Mapped[list[str] | None] = mapped_column(SealedJson)


class Medium(Base):
    """A photo or a voice memo of a report; its bytes lie sealed in a file of their own.

    `key` opens them and is theirs alone: without it they are erased, wherever a copy lies. An erased medium keeps its
    row, emptied, which refuses late arrivals. `size`: bytes as stored; `type`: of what is stored, not of what was sent.
    `redacts`: the photo of which this is the office's copy with parts blackened.
    """

    __tablename__ = "media"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True)
    body_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    kind: Mapped[str | None] = mapped_column(String(10))
    type: Mapped[str | None] = mapped_column(String(20))
    size: Mapped[int | None]
    file: Mapped[str | None] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(SealedText)
    redacts: Mapped[UUID | None]
    received_at: Mapped[datetime] = mapped_column(default=now)
    erased_at: Mapped[datetime | None]


class EmergencyCall(Base):
    """A tap on 110 and what the reporter said came of it; never proof that a call was connected."""

    __tablename__ = "emergency_calls"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    call_code: Mapped[str | None] = mapped_column(String(7), index=True)
    tapped_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(default=now)
    outcome: Mapped[str] = mapped_column(String(20))
    outcome_at: Mapped[datetime | None]
    # How long the police were waited for, as said on a later day.
    waiting: Mapped[str | None] = mapped_column(String(20))
    # No foreign key: the call may arrive before its report, or outlive it.
    report_id: Mapped[UUID | None] = mapped_column(index=True)
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolments.id"))
    target_group: Mapped[str | None] = mapped_column(String(20))
    practice: Mapped[bool] = mapped_column(default=False)
    app_version: Mapped[str | None] = mapped_column(String(40))
    erased_at: Mapped[datetime | None] = mapped_column(index=True)


def _day_of_subject(context: Any) -> date:
    return local_day(context.get_current_parameters()["subject_at"])


class Event(Base):
    """One thing that happened, appended and never edited, but coarsened when what it is about is erased.

    `id` is the watermark of a balance. `subject_at` is when the report or the call was received, by our clock, since a
    phone could choose its own; `subject_day` is its day in Berlin, by which the event is counted: no database needs to
    know of summer time, and an index can hand events over day by day. `usable` tells the report's worth after the
    event. `outcome` and `previous_outcome` let figures be added up without knowing of what; so do
    `state` and `previous_state`, where the event moved its report. `undoes`: the event that this one takes back.
    `district`: where a report lay that was erased and told no motorway.
    """

    __tablename__ = "events"
    # All that figures need, and in the order in which they group it: they read no row of the table, and sort nothing.
    _counted = ("practice", "subject_day", "kind", "association_id", "usable", "outcome", "previous_outcome", "channel")
    __table_args__ = (
        Index("ix_events_counting", *_counted),
        Index("ix_events_arrivals", "practice", "kind", "subject_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(default=now)
    subject_at: Mapped[datetime]
    subject_day: Mapped[date] = mapped_column(default=_day_of_subject)
    report_id: Mapped[UUID | None] = mapped_column(index=True)
    call_id: Mapped[UUID | None] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    association_id: Mapped[int | None] = mapped_column(ForeignKey("associations.id"))
    target_group: Mapped[str | None] = mapped_column(String(20))
    category: Mapped[str | None] = mapped_column(String(40))
    road: Mapped[str | None] = mapped_column(String(10))
    district: Mapped[str | None] = mapped_column(String(40))
    usable: Mapped[bool] = mapped_column(default=False)
    practice: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str | None] = mapped_column(String(20))
    previous_outcome: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[str | None] = mapped_column(String(20))
    previous_state: Mapped[str | None] = mapped_column(String(20))
    channel: Mapped[str | None] = mapped_column(String(10))
    undoes: Mapped[int | None]


class UndoneReports(Base):
    """How many reports were undone before they became visible, per day; all that is left of them."""

    __tablename__ = "undone_reports"

    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]
