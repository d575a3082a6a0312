# What we use of Flask-WTF 1.3, which marks itself as untyped.
from collections.abc import Mapping
from typing import Any

from flask_wtf.csrf import CSRFProtect as CSRFProtect
from wtforms import Field, Form

class FlaskForm(Form):
    csrf_token: Field
    def __init__(
        self, formdata: Any = ..., *, obj: object = ..., data: Mapping[str, object] | None = ..., **kwargs: Any
    ) -> None: ...
    def is_submitted(self) -> bool: ...
    def validate_on_submit(self, extra_validators: Mapping[str, Any] | None = ...) -> bool: ...
    def hidden_tag(self, *fields: str | Field) -> str: ...
