"""What a new installation needs before the first shift, and what of it is done: the store tells, nobody ticks."""

from enum import StrEnum

from flask import current_app
from sqlalchemy import ColumnElement, exists, func, select

from driverapp.associations.models import Association, Enrolment
from driverapp.config import Config
from driverapp.gazetteer.models import District, RoadPoint
from driverapp.guidance.models import GuidanceVersion
from driverapp.people.models import Person
from driverapp.policy.current import FIRST, current_choices, current_policy
from driverapp.policy.settings_versions import current_settings
from driverapp.reports.models import Report
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role

# One alone can be ill, or locked out.
ENOUGH = 2


class FirstStep(StrEnum):
    """Something to do once, in the order in which it is best done."""

    ADMINISTRATORS = "administrators"
    COORDINATORS = "coordinators"
    MAIL = "mail"
    ESCALATION = "escalation"
    OPERATOR = "operator"
    POLICY = "policy"
    READING_HOURS = "reading_hours"
    ASSOCIATIONS = "associations"
    ENROLMENTS = "enrolments"
    GUIDANCE = "guidance"
    GAZETTEER = "gazetteer"
    PRACTICE = "practice"


# The installation works without them, though less well.
OPTIONAL = frozenset({FirstStep.ESCALATION, FirstStep.GAZETTEER})


def first_steps() -> dict[FirstStep, bool]:
    """Every step in its order, and whether it is done."""
    settings = current_settings()
    return {
        FirstStep.ADMINISTRATORS: _who_can_sign_in(Role.ADMINISTRATOR) >= ENOUGH,
        FirstStep.COORDINATORS: _who_can_sign_in(Role.COORDINATOR) >= ENOUGH,
        FirstStep.MAIL: _config().mail_server is not None,
        FirstStep.ESCALATION: bool(settings.escalation_order),
        FirstStep.OPERATOR: all((settings.operator_name, settings.operator_address, settings.contact_email)),
        FirstStep.POLICY: current_choices()[0] != FIRST,
        FirstStep.READING_HOURS: current_policy().reading_hours is not None,
        FirstStep.ASSOCIATIONS: _is_any(Association.id.is_not(None)),
        FirstStep.ENROLMENTS: _is_any(Enrolment.ended_at.is_(None) & (Enrolment.expires_at > now())),
        FirstStep.GUIDANCE: _is_any(GuidanceVersion.published_at.is_not(None)),
        FirstStep.GAZETTEER: _is_any(RoadPoint.key.is_not(None)) and _is_any(District.key.is_not(None)),
        FirstStep.PRACTICE: _is_any(Report.practice.is_(True)),
    }


def _config() -> Config:
    config: Config = current_app.config["DRIVERAPP"]
    return config


def _who_can_sign_in(role: Role) -> int:
    able = Person.active & Person.password.is_not(None)
    return db.session.scalar(select(func.count()).select_from(Person).where(Person.role == role, able)) or 0


def _is_any(condition: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(condition))))
