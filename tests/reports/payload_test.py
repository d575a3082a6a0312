import json
from datetime import UTC, datetime
from typing import Any

import pytest

from driverapp.reports.json_body import BrokenJson, InvalidBody
from driverapp.reports.payload import parse_amendment, parse_call, parse_report
from tests.factories import call_body, report_body

TAP = "2026-11-22T21:04:11+01:00"


def _refused(**changes: Any) -> list[str]:
    with pytest.raises(InvalidBody) as refused:
        parse_report(json.dumps(report_body(**changes)).encode())
    return [fault["pointer"] for fault in refused.value.faults]


def _ignored(**changes: Any) -> list[str]:
    return parse_report(json.dumps(report_body(**changes)).encode())[1]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b'{"text": "a"',
        b'{"text": "a", "text": "b"}',
        b'{"place": {"km": 1, "km": 2}}',
        b'{"unknown": NaN}',
        b'{"unknown": Infinity}',
        b'{"text": "\xff"}',
        '{"text": "Ä"}'.encode("utf-16"),
        b'\xef\xbb\xbf{"text": "a"}',
        b'{"unknown": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"text": "a\0b"}',
        b'{"unknown": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"unknown":' * 9_000 + b"1" + b"}" * 9_000,
        b'{"unknown": ' + b"9" * 5_000 + b"}",
    ],
)
def test_what_parsers_read_differently_is_no_json(raw: bytes) -> None:
    for parse in (parse_report, parse_amendment, parse_call):
        with pytest.raises(BrokenJson):
            parse(raw)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"observed_at": None}, "/observed_at"),
        ({"captured_at": 1_763_000_000}, "/captured_at"),
        ({"captured_at": "2026-11-22T21:04:11"}, "/captured_at"),
        ({"captured_at": "2026-02-30T21:04:11Z"}, "/captured_at"),
        ({"captured_at": "0001-01-01T00:00:00+14:00"}, "/captured_at"),
        ({"captured_at": "9999-12-31T23:59:59-14:00"}, "/captured_at"),
        ({"captured_at": "2026-W47-7T21:04:11Z"}, "/captured_at"),
        ({"category": 1}, "/category"),
        ({"target_group": ["truck"]}, "/target_group"),
        ({"position": []}, "/position"),
        ({"position": {"lat": False, "lon": 7}}, "/position/lat"),
        ({"position": {"lat": "51", "lon": 7}}, "/position/lat"),
        ({"position": {"lat": 90.1, "lon": 7}}, "/position/lat"),
        ({"position": {"lat": 51, "lon": 10**400}}, "/position/lon"),
        ({"position": {"lat": 51}}, "/position/lon"),
        ({"position": {"lat": 51, "lon": 7, "accuracy_m": -1}}, "/position/accuracy_m"),
        ({"place": {"km": "423"}}, "/place/km"),
        ({"place": {"direction": "x" * 81}}, "/place/direction"),
        ({"text": "x" * 1001}, "/text"),
        ({"text": "a\0b"}, "/text"),
        ({"vehicle": {"plate": 17}}, "/vehicle/plate"),
        ({"ongoing": "yes"}, "/ongoing"),
        ({"ongoing": 1}, "/ongoing"),
        ({"practice": None}, "/practice"),
        ({"language": "de\n"}, "/language"),
        ({"reference": "ABCDEFGHJKM"}, "/reference"),
    ],
)
def test_a_wrong_value_is_pointed_at(changes: dict[str, Any], pointer: str) -> None:
    assert _refused(**changes) == [pointer]


def test_a_number_beyond_all_numbers_is_none() -> None:
    raw = json.dumps(report_body(position={"lat": 1, "lon": 2})).replace('"lat": 1', '"lat": 1e999').encode()
    with pytest.raises(InvalidBody):
        parse_report(raw)


def test_every_fault_is_named_and_nothing_of_the_input() -> None:
    with pytest.raises(InvalidBody) as refused:
        parse_report(b'{"text": 17, "ongoing": "geheim", "vehicle": {"plate": ["geheim"]}}')
    assert {fault["pointer"] for fault in refused.value.faults} == {
        "/observed_at",
        "/captured_at",
        "/text",
        "/ongoing",
        "/vehicle/plate",
    }
    assert "geheim" not in str(refused.value.faults)


@pytest.mark.parametrize(
    ("observed_at", "taken"),
    [
        ("2026-11-22T21:04:11+01:00", True),
        ("2026-11-22T22:04:30+02:00", True),
        ("2026-11-08T21:04:11+01:00", True),
        ("2026-11-08T21:04:10+01:00", False),
        ("2026-11-22T21:06:00+01:00", False),
    ],
)
def test_an_observation_lies_within_the_fourteen_days_before_the_tap(observed_at: str, taken: bool) -> None:
    times = {"observed_at": observed_at, "captured_at": TAP}
    if taken:
        assert _ignored(**times) == []
    else:
        assert _refused(**times) == ["/observed_at"]


@pytest.mark.parametrize("year", ["1970", "2000", "2099"])
def test_a_wrong_clock_is_never_refused(year: str) -> None:
    moment = TAP.replace("2026", year)
    payload, _ = parse_report(json.dumps({"observed_at": moment, "captured_at": moment}).encode())
    assert payload.captured_at == datetime(int(year), 11, 22, 20, 4, 11, tzinfo=UTC)


def test_what_another_release_says_is_dropped_and_named() -> None:
    assert _ignored(
        category="meteor",
        target_group="submarine",
        **{"a/b~c": 1},
        place={"road": "A2", "lane": 3},
        position={"lat": 1, "lon": 2, "altitude": 3},
    ) == ["/category", "/target_group", "/a~1b~0c", "/place/lane", "/position/altitude"]


def test_an_empty_field_says_nothing() -> None:
    payload, ignored = parse_report(json.dumps(report_body(category="", text=" \n", vehicle={"plate": ""})).encode())
    assert (payload.category, payload.text, ignored) == (None, None, [])
    assert payload.vehicle is not None
    assert payload.vehicle.plate is None


def test_a_question_mark_of_an_arabic_keyboard_stands_for_what_could_not_be_read() -> None:
    payload, _ = parse_report(json.dumps(report_body(vehicle={"plate": "XX-؟؟ 1"})).encode())
    assert payload.vehicle is not None
    assert payload.vehicle.plate == "XX-?? 1"


def test_a_thousand_characters_of_any_alphabet_are_taken() -> None:
    assert _ignored(text="😀" * 1000) == []


def test_an_amendment_takes_none_of_what_the_report_fixed() -> None:
    raw = json.dumps({"captured_at": TAP, "enrolment": "X", "practice": True, "text": "mehr"}).encode()
    payload, ignored = parse_amendment(raw)
    assert ignored == ["/captured_at", "/enrolment", "/practice"]
    assert payload.model_fields_set == {"text"}


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"outcome": "unheard_of"}, "/outcome"),
        ({"outcome": None}, "/outcome"),
        ({"call_code": "1234567"}, "/call_code"),
        ({"call_code": 1234566}, "/call_code"),
        ({"report": "1"}, "/report"),
        ({"report": "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}"}, "/report"),
        ({"report": "a0eebc99-9c0b-1ef8-bb6d-6bb9bd380a11"}, "/report"),
        ({"tapped_at": None}, "/tapped_at"),
    ],
)
def test_a_wrong_value_of_a_call_is_pointed_at(changes: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidBody) as refused:
        parse_call(json.dumps(call_body(**changes)).encode())
    assert [fault["pointer"] for fault in refused.value.faults] == [pointer]
