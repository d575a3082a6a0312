import re

from tests.rules.sources import files, text

ASKS_THE_SERVER = re.compile(r"\bfetch\s*\(|\bXMLHttpRequest\b|\bsendBeacon\b|\bWebSocket\b|\bEventSource\b")


def test_one_file_of_the_phone_talks_to_the_server() -> None:
    modules = [
        path for path in files("static/driver/*.js", "static/driver/**/*.js") if ASKS_THE_SERVER.search(text(path))
    ]
    assert [str(path) for path in modules] == ["static/driver/api.js"]


def test_the_worker_is_the_only_script_that_is_a_template() -> None:
    assert {path.parent.as_posix() for path in files("templates/**/*.js", "templates/*.js")} == {"templates/driver"}
    assert all(path.name.startswith("sw") for path in files("templates/driver/*.js"))
