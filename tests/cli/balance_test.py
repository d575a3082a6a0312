from pathlib import Path

from tests.cli.conftest import Installation

GOOD = "Code;Zeit;Stichwort\n1234566;22.03.2026 21:04;Partnerschaft\n;22.03.2026 21:04;Partnerschaft\n"


def test_a_list_is_imported_once(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(GOOD, encoding="cp1252")
    first = installation.command("balance", "import-codes", str(file))
    assert (first.exit_code, first.stdout) == (
        0,
        "2 lines: 0 matched, 0 ambiguous, 1 unmatched, 1 keyword, 0 known\n",
    )
    second = installation.command("balance", "import-codes", str(file))
    assert second.stdout == "2 lines: 0 matched, 0 ambiguous, 0 unmatched, 0 keyword, 2 known\n"


def test_a_wrong_line_refuses_the_whole_file(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"{GOOD}1234567;22.03.2026 21:04;\n")
    refused = installation.command("balance", "import-codes", str(file))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.splitlines() == [
        "line 4: the last digit does not fit the code: one was heard or typed wrong",
        "Error: 1 wrong lines; nothing was imported.",
    ]
    file.write_text(GOOD)
    assert "0 known" in installation.command("balance", "import-codes", str(file)).stdout, "nothing was kept"


def test_what_is_no_list_is_refused_in_one_line(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"PK\x03\x04\x00\x81")
    refused = installation.command("balance", "import-codes", str(file))
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert installation.command("balance", "import-codes", str(tmp_path / "missing.csv")).exit_code == 2
