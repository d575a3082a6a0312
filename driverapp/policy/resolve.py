"""What is in force: the choices, and the switch's default for whatever nobody chose."""

from dataclasses import dataclass, replace
from datetime import timedelta

from driverapp.policy.choices import Choices, Operator


@dataclass(frozen=True)
class Policy:
    """What is in force. Content is erased after the periods, each counted from what its name says.

    `text`, `vehicle` (with its plate), `photo`, `voice`: what the API takes. `linking`: whether similar reports are
    found. `exact_position_days`: 0 rounds positions at once. `undo_seconds`: until a report reaches the office.
    `tap_hours`, `unread_days`: since a report arrived, without details or unread; `unread_alarm_hours`: when the
    office is warned. `seen_days`, `handed_over_days`, `closed_days`: since that step. `media_days`, `call_days`: since
    they arrived. `hold_days`: how long a coordinator's hold lasts.
    """

    operator: Operator
    text: bool = True
    vehicle: bool = True
    photo: bool = False
    voice: bool = False
    linking: bool = True
    starter_content: bool = True
    exact_position_days: int = 30
    reading_hours: tuple[int, int] | None = None
    undo_seconds: int = 30
    tap_hours: int = 72
    unread_alarm_hours: int = 24
    unread_days: int = 30
    seen_days: int = 30
    handed_over_days: int = 14
    closed_days: int = 7
    media_days: int = 30
    hold_days: int = 90
    # The contract names none: as long as a control room's notes of call codes may take to come.
    call_days: int = 90
    audit_months: int = 12


DEFAULTS = {
    Operator.POLICE: Policy(Operator.POLICE),
    Operator.PRIVATE: Policy(Operator.PRIVATE, text=False, vehicle=False, linking=False, exact_position_days=0),
    Operator.DEMO: Policy(Operator.DEMO, photo=True, voice=True),
}


def resolve(choices: Choices) -> Policy:
    """The policy that follows from what was chosen."""
    chosen = {name: getattr(choices, name) for name in Choices.model_fields if name != "operator"}
    return replace(DEFAULTS[choices.operator], **{name: value for name, value in chosen.items() if value is not None})


def warns_in_time(policy: Policy) -> bool:
    """Whether the office is warned of an unread report while there still is one."""
    return timedelta(hours=policy.unread_alarm_hours) < timedelta(days=policy.unread_days)
