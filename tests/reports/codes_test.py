import pytest

from driverapp.reports.codes import DIGITS, check_character, is_call_code, is_reference, new_reference
from driverapp.vocabulary.letters import LETTERS


def test_a_new_reference_is_one() -> None:
    references = {new_reference() for _ in range(200)}
    assert len(references) == 200
    assert all(is_reference(reference) for reference in references)
    assert set("".join(references)) == set(LETTERS)


def test_the_check_digit_is_the_one_of_credit_cards() -> None:
    # The worked example of the Luhn algorithm.
    assert check_character("7992739871", DIGITS) == "3"
    assert is_call_code("123455" + check_character("123455", DIGITS))


@pytest.mark.parametrize("place", range(11))
def test_every_single_wrong_character_is_found(place: int) -> None:
    reference = new_reference()
    others = (other for other in LETTERS if other != reference[place])
    assert not any(is_reference(reference[:place] + other + reference[place + 1 :]) for other in others)


@pytest.mark.parametrize("text", ["", "ABC", "ILOU0000000", "0" * 12, "abcdefghjkm"])
def test_other_texts_are_no_reference(text: str) -> None:
    assert not is_reference(text)
