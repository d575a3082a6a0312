import smtplib
from collections.abc import Sequence

from flask_mailman import EmailMessage

class EmailBackend:
    host: str
    port: int
    username: str | None
    password: str | None
    use_tls: bool
    use_ssl: bool
    connection: smtplib.SMTP | None
    def __init__(self, *, mailman: object) -> None: ...
    def open(self) -> bool | None: ...
    def close(self) -> None: ...
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int: ...
