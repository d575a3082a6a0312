import pytest

from driverapp.balance.control_room import Fault, FaultKind, RefusedList, decoded, read_list
from driverapp.reports.codes import is_call_code

CODE = "1234566"
ZEROS = "0012344"


def test_the_codes_of_these_tests_are_codes() -> None:
    assert is_call_code(CODE)
    assert is_call_code(ZEROS)


@pytest.mark.parametrize(
    "text",
    [
        "Code;Zeit;Stichwort\n1234566;22.03.2026 21:04;Partnerschaft\n",
        "call_code,time,keyword\r\n123 4566,2026-03-22T21:04:00+01:00,Partnerschaft\r\n",
        "\ufeffSTICHWORT;Anruf-Code;Datum;Uhrzeit\nPartnerschaft;123-4566;22.03.2026;21:04:00\n\n",
        "Datum,Zeit,Kennung,Stichwort,Bemerkung\n22.03.26,21:04,1234566,Partnerschaft,egal\n",
        "Code\tZeitpunkt\tSchlagwort\n1234566\t2026-03-22 20:04Z\tPartnerschaft\n",
        'Code,Zeit,Stichwort\n"1234566","22.03.2026 21:04","Partnerschaft"\n',
    ],
)
def test_a_list_is_read_however_a_control_room_writes_it(text: str) -> None:
    (noted,) = read_list(text)
    assert (noted.line, noted.code, noted.keyword) == (2, CODE, "Partnerschaft")
    assert noted.at.isoformat() in ("2026-03-22T21:04:00+01:00", "2026-03-22T20:04:00+00:00")


def test_a_spreadsheet_that_took_the_zeros_away_is_understood() -> None:
    (noted,) = read_list("code;time\n12344;22.03.2026 21:04\n")
    assert noted.code == ZEROS


def test_a_list_may_hold_keywords_alone() -> None:
    (noted,) = read_list("Zeit;Stichwort\n22.03.2026 21:04;Partnerschaft\n")
    assert (noted.code, noted.keyword) == (None, "Partnerschaft")


def test_every_wrong_line_is_named_with_its_number() -> None:
    text = (
        "code;time;keyword\n"
        f"{CODE};22.03.2026 21:04;\n"
        "1234567;22.03.2026 21:04;\n"
        "12;22.03.2026 21:04;\n"
        f"{CODE};;\n"
        f"{CODE};gestern Abend;\n"
        f"{CODE};22.03.2999 21:04;\n"
        ";22.03.2026 21:04;\n"
        f"{CODE};2026-03-22;\n"
        f"{CODE};22.03.2026 21:04;{'x' * 201}\n"
    )
    with pytest.raises(RefusedList) as refused:
        read_list(text)
    assert refused.value.faults == [
        Fault(3, FaultKind.CODE_CHECK),
        Fault(4, FaultKind.CODE_FORM),
        Fault(5, FaultKind.NO_TIME),
        Fault(6, FaultKind.BAD_TIME),
        Fault(7, FaultKind.FUTURE),
        Fault(8, FaultKind.NEITHER),
        Fault(9, FaultKind.BAD_TIME),
        Fault(10, FaultKind.LONG_KEYWORD),
    ]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", FaultKind.NO_COLUMNS),
        (b"name;wert\n1;2\n", FaultKind.NO_COLUMNS),
        (b"code;bemerkung\n1;2\n", FaultKind.NO_COLUMNS),
        (b"code;time\n", FaultKind.NO_LINES),
        (b"PK\x03\x04\x00\x81", FaultKind.NOT_TEXT),
        ("code;time\n".encode("utf-16"), FaultKind.NOT_TEXT),
    ],
)
def test_a_file_that_is_no_list_is_refused(raw: bytes, kind: FaultKind) -> None:
    with pytest.raises(RefusedList) as refused:
        read_list(decoded(raw))
    assert refused.value.faults == [Fault(0, kind)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_umlauts_are_read_in_both_encodings(encoding: str) -> None:
    raw = "Zeit;Stichwort\n22.03.2026 21:04;Brücke\n".encode(encoding)
    assert read_list(decoded(raw))[0].keyword == "Brücke"
