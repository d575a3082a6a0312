# What we use of Flask-Mailman 1.1, which bears no types.
from collections.abc import Mapping, Sequence

from flask import Flask

class EmailMessage:
    def __init__(
        self,
        subject: str = ...,
        body: str = ...,
        from_email: str | None = ...,
        to: Sequence[str] | None = ...,
        *,
        headers: Mapping[str, str] | None = ...,
    ) -> None: ...

class Mail:
    def init_app(self, app: Flask) -> object: ...
