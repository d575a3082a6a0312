from pathlib import Path

import pytest

from driverapp import create_app
from driverapp.config import Config, InvalidSetting
from driverapp.trust.keys import MissingKey


def test_an_installation_without_its_keys_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(MissingKey, match="keys/sealing"):
        create_app(Config(driverapp_data=tmp_path))


def test_every_setting_has_a_default() -> None:
    config = Config.from_environment({})
    assert config.store_url.startswith("sqlite:///")
    assert config.limit_reports_per_address is not None


def test_an_empty_value_counts_as_absent() -> None:
    assert Config.from_environment({"DATABASE_URL": ""}).database_url is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address_gets_the_driver_that_is_installed(scheme: str) -> None:
    config = Config.from_environment({"DATABASE_URL": f"{scheme}://user@host/name?target_session_attrs=read-write"})
    assert config.store_url == "postgresql+psycopg://user@host/name?target_session_attrs=read-write"


def test_counting_by_address_can_be_switched_off() -> None:
    assert Config.from_environment({"LIMIT_REPORTS_PER_ADDRESS": "off"}).limit_reports_per_address is None


def test_reading_hours_are_two_full_hours() -> None:
    assert Config.from_environment({"READING_HOURS": "6-22"}).reading_hours == (6, 22)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("READING_HOURS", "22-6"),
        ("READING_HOURS", "always"),
        ("LIMIT_REPORTS_PER_ADDRESS", "none"),
        ("LIMIT_REPORTS_PER_ADDRESS", "0"),
        ("TRUSTED_PROXIES", "-1"),
        ("OPERATOR", "employer"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=f"^{name}: "):
        Config.from_environment({name: value})


MAIL = {"MAIL_SERVER": "mail.example", "MAIL_SENDER": "buero@partnerschaft.example"}


def test_a_mail_server_speaks_through_tls_unless_told_otherwise() -> None:
    config = Config.from_environment(MAIL | {"MAIL_USER": "buero", "MAIL_PASSWORD": "geheim"})
    assert config.mail_security == "starttls"
    assert "geheim" not in repr(config)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"MAIL_SENDER": ""}, "MAIL_SENDER"),
        ({"MAIL_SENDER": "buero"}, "MAIL_SENDER"),
        ({"MAIL_SENDER": "buero@partnerschaft.example\r\nBcc: all@example.org"}, "MAIL_SENDER"),
        ({"MAIL_SECURITY": "none", "MAIL_PASSWORD": "geheim"}, "MAIL_PASSWORD"),
        ({"MAIL_SECURITY": "perhaps"}, "MAIL_SECURITY"),
        ({"MAIL_PORT": "0"}, "MAIL_PORT"),
        ({"JOBS_URL": "mysql://example"}, "JOBS_URL"),
    ],
)
def test_mail_that_could_not_go_out_safely_stops_the_start(wrong: dict[str, str], named: str) -> None:
    with pytest.raises(InvalidSetting, match=named) as refused:
        Config.from_environment(MAIL | wrong)
    assert "geheim" not in str(refused.value)
