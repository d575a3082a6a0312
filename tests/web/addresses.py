"""Every address of the app, as `METHOD rule`."""

from flask import Flask


def addresses(app: Flask) -> dict[str, str]:
    """All addresses with the endpoint that answers each."""
    return {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
