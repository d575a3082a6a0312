"""The table of the contract, field by field."""

import pytest
from pydantic import ValidationError

from driverapp.policy.choices import Choices, Operator, bounds
from driverapp.policy.resolve import DEFAULTS, resolve

TABLE = {
    Operator.POLICE: (True, True, False, False, 30, True),
    Operator.PRIVATE: (False, False, False, False, 0, False),
    Operator.DEMO: (True, True, True, True, 30, True),
}


@pytest.mark.parametrize("operator", Operator)
def test_the_switch_sets_what_the_contract_says(operator: Operator) -> None:
    policy = resolve(Choices(operator=operator))
    assert TABLE[operator] == (
        policy.text,
        policy.vehicle,
        policy.photo,
        policy.voice,
        policy.exact_position_days,
        policy.linking,
    )


@pytest.mark.parametrize("operator", Operator)
def test_the_periods_are_those_of_the_contract(operator: Operator) -> None:
    policy = resolve(Choices(operator=operator))
    assert (policy.tap_hours, policy.unread_alarm_hours, policy.unread_days) == (72, 24, 30)
    assert (policy.seen_days, policy.handed_over_days, policy.closed_days) == (30, 14, 7)
    assert (policy.media_days, policy.hold_days, policy.audit_months) == (30, 90, 12)
    assert policy.reading_hours is None


def test_one_field_changes_alone_and_the_rest_follows_the_switch() -> None:
    chosen = Choices(operator=Operator.PRIVATE, text=True, photo=False)
    policy = resolve(chosen)
    assert (policy.text, policy.photo, policy.vehicle) == (True, False, False)
    moved = resolve(chosen.model_copy(update={"operator": Operator.DEMO}))
    assert (moved.text, moved.photo, moved.vehicle, moved.voice) == (True, False, True, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"media_days": 31},
        {"tap_hours": 0},
        {"exact_position_days": -1},
        {"reading_hours": (22, 6)},
        {"reading_hours": (6, 6)},
        {"reading_hours": (0, 25)},
        {"operator": "somebody"},
        {"unknown": True},
    ],
)
def test_what_lies_outside_the_bounds_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Choices.model_validate(wrong)


def test_every_default_lies_within_the_bounds_of_its_field() -> None:
    for policy in DEFAULTS.values():
        numbers = {name: value for name, value in vars(policy).items() if type(value) is int}
        assert len(numbers) == 12
        for name, value in numbers.items():
            least, most = bounds(name)
            assert least <= value <= most, name
