import pytest

from driverapp.reports.codes import new_reference
from driverapp.reports.look_up import NotAReference, look_up
from tests.factories import make_report

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def reference() -> str:
    """A valid reference that holds 0 and 1."""
    return next(each for each in iter(new_reference, "") if {"0", "1"} <= set(each))


def test_a_reference_is_found_as_it_stands(reference: str) -> None:
    report = make_report(reference=reference)
    make_report()
    assert [each.id for each in look_up(reference)] == [report.id]


def test_what_an_eye_confuses_is_forgiven(reference: str) -> None:
    report = make_report(reference=reference)
    for one in "IiLl":
        typed = reference.replace("0", "O").replace("1", one).lower()
        written = f" {typed[:4]}-{typed[4:8]} {typed[8:]} "
        assert [each.id for each in look_up(written)] == [report.id]


def test_all_candidates_are_shown(reference: str) -> None:
    made = {make_report(reference=reference).id for _ in range(2)}
    assert {each.id for each in look_up(reference)} == made


def test_a_slip_of_the_hand_is_told_apart_from_an_unknown_report(reference: str) -> None:
    wrong = reference[:-1] + ("A" if reference[-1] != "A" else "B")
    for typed in (wrong, "", "U" * 11, reference[:-1], reference + "0"):
        with pytest.raises(NotAReference):
            look_up(typed)
    assert list(look_up(reference)) == []
