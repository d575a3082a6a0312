import pytest
from flask import Flask

from driverapp.policy.words import nobody_reads_sentence, reading_hours_sentence


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (None, "Wird nicht rund um die Uhr gelesen."),
        ((6, 22), "Wird täglich von 6 bis 22 Uhr gelesen."),
        ((0, 24), "Wird rund um die Uhr gelesen."),
    ],
)
def test_the_hours_are_said_before_a_tap(app: Flask, hours: tuple[int, int] | None, sentence: str) -> None:
    with app.test_request_context("/de/"):
        assert reading_hours_sentence(hours) == sentence


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        (None, "Wird nicht rund um die Uhr gelesen. Bei Gefahr 110."),
        ((6, 22), "Liest vor 6 Uhr niemand. Bei Gefahr 110."),
    ],
)
def test_after_a_tap_it_says_when_nobody_reads(app: Flask, hours: tuple[int, int] | None, sentence: str) -> None:
    with app.test_request_context("/de/"):
        assert nobody_reads_sentence(hours) == sentence
