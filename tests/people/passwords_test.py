from statistics import median
from time import thread_time

import pytest

from driverapp.people.passwords import LONGEST, WeakPassword, hash_password, verify_password

GOOD = "sieben blaue Lastwagen"


def test_a_password_is_kept_as_argon2id_with_a_salt() -> None:
    first, second = (hash_password(GOOD, "a@example.org") for _ in range(2))
    assert first.startswith("$argon2id$")
    assert first != second


def test_the_right_password_is_told_from_a_wrong_one() -> None:
    stored = hash_password(GOOD, "a@example.org")
    assert verify_password(stored, GOOD)
    assert not verify_password(stored, GOOD + "!")


@pytest.mark.parametrize("password", ["", "x", GOOD])
def test_nobody_has_no_password_at_all(password: str) -> None:
    assert not verify_password(None, password)


def test_nobodys_password_costs_as_much_work_as_anybodys() -> None:
    stored = hash_password(GOOD, "a@example.org")
    times: dict[str | None, list[float]] = {stored: [], None: []}
    for _ in range(9):
        for each, measured in times.items():
            begin = thread_time()
            verify_password(each, "falsch")
            measured.append(thread_time() - begin)
    assert 2 / 3 < median(times[stored]) / median(times[None]) < 3 / 2


@pytest.mark.parametrize(
    "password", ["", "elf Zeichen", "aaaaaaaaaaaaaaaa", "ababcdababcd", "Someone@Example.org", "x1y2z" * 50]
)
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        hash_password(password, "someone@example.org")


def test_a_long_sentence_is_fine() -> None:
    sentence = ("Der Lkw steht auf dem Rastplatz. " * 10)[:LONGEST]
    assert verify_password(hash_password(sentence, "a@example.org"), sentence)
