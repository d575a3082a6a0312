import pytest

from driverapp.reports.plates import compare_plates, signs


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("do-ab 123", "DOAB123"),
        ("WND * 8K_1", "WND?8K?1"),
        # Typed on a Cyrillic keyboard.
        ("АА 1234 ВС", "AA1234BC"),
        ("LÖ-X 7", "LÖX7"),
        ("??", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_plate_is_its_signs(written: str | None, read: str) -> None:
    assert signs(written) == read


@pytest.mark.parametrize(
    ("one", "other", "matched", "length"),
    [
        ("DO-AB 123", "doab123", 7, 7),
        ("WND 8K21", "WND ?K2?", 5, 7),
        ("WND 8K21", "??? 8K??", 2, 7),
        # Of other lengths: what was read lies somewhere within.
        ("WND 8K21", "8K21", 4, 7),
        ("8K2", "WND 8K21", 3, 7),
        ("WND8K21", "?D8K", 3, 7),
        # A letter and a digit that look the same at night.
        ("BO-X 101", "B0-X I0I", 6, 6),
    ],
)
def test_plates_that_fit(one: str, other: str, matched: int, length: int) -> None:
    match = compare_plates(one, other)
    assert match is not None
    assert (match.matched, match.length, match.contradicted) == (matched, length, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [("DO-AB 123", "DO-AB 124"), ("WND 8K21", "W?? ?K2? ".replace("W", "K")), ("WND 8K21", "9K21"), ("KA", "PL7")],
)
def test_one_readable_sign_that_differs_contradicts(one: str, other: str) -> None:
    match = compare_plates(one, other)
    assert match is not None
    assert match.contradicted


@pytest.mark.parametrize(
    ("one", "other"),
    [("DO-AB 123", None), ("", "DO-AB 123"), ("??", "DO-AB 123"), ("D??????", "DO?????"), ("8K", "WND 8K21")],
)
def test_too_little_says_nothing(one: str | None, other: str | None) -> None:
    assert compare_plates(one, other) is None


def test_only_what_was_read_in_both_is_whole() -> None:
    whole, partial = compare_plates("WND 8K21", "WND8K21"), compare_plates("WND 8K2?", "WND 8K2?")
    assert whole is not None
    assert partial is not None
    assert (whole.whole, partial.whole) == (True, False)
