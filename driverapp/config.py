"""The settings of an installation: one typed value, read from the environment once, at the start."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

HOURS_A_DAY = 24
LOOPBACK = ("127.0.0.1", "::1", "localhost")
WORD = re.compile(r"[^\s\x00-\x1f\x7f]+")
ADDRESS = re.compile(r"[^@<>,;\"]+@[^@<>,;\"]+")
PROJECT = Path(__file__).resolve().parent.parent
# Lies in the data folder of an installation whose content is invented (`driverapp demo`).
INVENTED = "invented.json"
# Beside it: the rough motorways of such an installation, for the map of the office alone.
INVENTED_GROUND = "invented-ground.json"


class InvalidSetting(Exception):
    """A setting from the environment cannot be used; the message names it and says what it takes."""


class Config(BaseModel):
    """Everything an operator can set from outside. Field names are the environment's names in lower case.

    `public_url`: where people reach the installation, for links that are printed; without it the local address.
    `limit_reports_per_address`: well-formed first-time reports an hour from one address before further
    ones are stored in the quarantine view; `None` switches the counting off (`off`).
    `reading_hours`: `(first, last)` full hours in Europe/Berlin between which reports are read;
    `None` = "not read around the clock".
    `media_url`: S3-compatible storage for photos and voice memos, `s3://bucket/folder`; without it a folder.
    `trusted_proxies`: how many reverse proxies stand in front and set `X-Forwarded-*`.
    `mail_server`: through which mail goes out, without it none does; `mail_port`: the usual one of `mail_security`
    unless set; `mail_sender`: the address in "From". `jobs_url`: a queue of jobs for several machines,
    `postgresql://…` or `redis://…`; without it a file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    driverapp_data: Path = PROJECT / "instance"
    database_url: str | None = None
    host: str = "127.0.0.1"
    media_url: str | None = None
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    public_url: str | None = None
    limit_reports_per_address: Annotated[int, Field(ge=1)] | None = 1200
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = 0
    https: bool = False
    reading_hours: tuple[int, int] | None = None
    operator: Literal["police", "private", "demo"] = "police"
    operator_name: str | None = None
    operator_address: str | None = None
    contact_email: str | None = None
    undo_seconds: Annotated[int, Field(ge=0, le=300)] = 30
    mail_server: str | None = None
    mail_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_user: str | None = None
    mail_password: SecretStr | None = None
    mail_sender: str | None = None
    jobs_url: str | None = None
    worker_kill_switch: bool = False
    development: bool = False

    @property
    def store_url(self) -> str:
        """The SQLAlchemy URL: SQLite in the data folder unless `DATABASE_URL` names a PostgreSQL."""
        if self.database_url is None:
            return f"sqlite:///{self.driverapp_data.resolve() / 'driverapp.sqlite3'}"
        scheme, _, rest = self.database_url.partition("://")
        return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else self.database_url

    @property
    def invented(self) -> bool:
        """Whether everything in this installation is invented, which each of its pages then says."""
        return (self.driverapp_data / INVENTED).is_file()

    @property
    def base_url(self) -> str:
        """Where printed links begin, without a slash at the end."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host  # noqa: S104 - compared, not bound
        local = f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"
        return (self.public_url or local).rstrip("/")

    @field_validator("mail_server", "mail_sender")
    @classmethod
    def _one_word(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and not WORD.fullmatch(value):
            raise ValueError("one word without spaces")
        if value is not None and info.field_name == "mail_sender" and not ADDRESS.fullmatch(value):
            raise ValueError("an e-mail address")
        return value

    @field_validator("jobs_url")
    @classmethod
    def _queue(cls, value: str | None) -> str | None:
        if value is not None and value.partition("://")[0] not in ("postgresql", "postgres", "redis", "rediss"):
            raise ValueError("an address such as postgresql://… or redis://…")
        return value

    @model_validator(mode="after")
    def _whole_mail(self) -> "Config":
        if self.mail_server and not self.mail_sender:
            raise ValueError("MAIL_SERVER needs MAIL_SENDER, the address that mails come from")
        if self.mail_password and self.mail_security == "none" and self.mail_server not in LOOPBACK:
            raise ValueError("MAIL_PASSWORD is only sent over MAIL_SECURITY starttls or tls")
        return self

    @field_validator("limit_reports_per_address", mode="before")
    @classmethod
    def _off(cls, value: object) -> object:
        return None if value == "off" else value

    @field_validator("media_url")
    @classmethod
    def _bucket(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith("s3://"):
            raise ValueError("an address such as s3://bucket/folder")
        return value

    @field_validator("reading_hours", mode="before")
    @classmethod
    def _hours(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        first, _, last = value.partition("-")
        if not (first.isdigit() and last.isdigit() and 0 <= int(first) < int(last) <= HOURS_A_DAY):
            raise ValueError("two full hours, for example 6-22")
        return int(first), int(last)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Config":
        """Read the settings; an empty value counts as absent.

        Raises `InvalidSetting` with one clear line for the first value that cannot be used.
        """
        source = os.environ if environment is None else environment
        names = {name.upper(): name for name in cls.model_fields}
        values = {names[key]: value for key, value in source.items() if key in names and value != ""}
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            named = f"{str(first['loc'][0]).upper()}: " if first["loc"] else ""
            raise InvalidSetting(f"{named}{first['msg']}") from None
